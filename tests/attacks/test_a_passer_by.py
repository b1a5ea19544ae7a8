"""Somebody who lives here, is on no roll and asked for nothing, tries at meetings of others whatever the rule books let
residents do at their own.

Seen before: a child of eleven cancelled the representatives' meeting. The power was meant for those who had opened a
petition.
"""

import dataclasses
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.charter import queries as charter
from sunward.charter.engine.vocabulary import CAPACITIES
from sunward.kernel import clock
from sunward.kernel.acts import Refused, act_named
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError, how_asked
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import Ref, new_id
from tests.disclosure.scenes import resident
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import CALLS
from tests.journeys.uncalled import Uncalled
from tests.meetings import hearing_scenes as hearings
from tests.meetings import scenes
from tests.meetings.test_called_out_of_town import YARD
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")

EVE = scenes.EVENING - timedelta(days=1)
# What is anybody's: it takes nothing from those whose meeting it is.
ANYBODYS = {
    "meetings.apply_to_speak": "everybody may put themselves on the list of a hearing",
    "meetings.leave_speakers_list": "whoever has put themselves on it leaves it again",
    "meetings.state_opinion": "everybody may send in an opinion",
}


def open_to_residents(kinds: set[str]) -> Iterator[tuple[str, str]]:
    """The acts on things of these kinds that the rule books grant to capacities, each with the capacity."""
    for power in charter.charter_of(CODE, clock.today()).powers.values():
        if act_named(power.act).subject_type in kinds:
            yield from ((power.act, post) for post in power.held_by if post in CAPACITIES)


def anything(act: str) -> Any:
    """Facts of the right kind, whatever they say."""
    kinds: dict[Any, Any] = {str: "x", int: 1, date: clock.today(), FileDigest: paper("x"), bool: True}
    facts = act_named(act).facts_type
    given = {}
    for field in dataclasses.fields(facts):
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            choices = how_asked(field).choices
            given[field.name] = choices[-1][0] if choices else kinds[field.type]
    return facts(**given)


def goes_through(act: str, post: str, thing: Ref, person: str) -> bool:
    try:
        perform(act, by=person, post=post, subject=thing, facts=anything(act), key=new_id())
    except (Refused, FactsError):
        return False
    return True


def tried(person: str, *things: Ref) -> set[str]:
    """What went through of all that residents may try."""
    kinds = {one.type for one in things}
    return {
        act for act, post in open_to_residents(kinds) for thing in things
        if act_named(act).subject_type == thing.type and goes_through(act, post, thing, person)
    }  # fmt: skip


def test_at_a_meeting_of_the_representatives() -> None:
    with scenes.at(scenes.CALLED, 8):
        nobody = resident("路人甲")
    meeting, item, keys = scenes.called()
    with scenes.at(EVE, 12):
        assert tried(nobody, meeting.ref, item.ref) == set()
    with scenes.at(scenes.EVENING):
        scenes.open_with(meeting, keys)
        assert tried(nobody, meeting.ref, item.ref) == set()


def test_at_a_hearing_of_the_committee() -> None:
    with scenes.at(scenes.CALLED, 8):
        nobody = resident("路人甲")
    meeting = hearings.told(hearings.called(hearings.parking()))
    with hearings.at(hearings.CALLED, 12):
        assert tried(nobody, meeting.ref) <= set(ANYBODYS)


def test_after_an_evening_to_which_too_few_came() -> None:
    with scenes.at(scenes.CALLED, 8):
        nobody = resident("路人甲")
    meeting, item, keys = scenes.called()
    with scenes.at(scenes.EVENING, 19):
        scenes.open_with(meeting, keys[:3])
    with scenes.at(scenes.EVENING, 20, 30):
        assert tried(nobody, meeting.ref, item.ref) == set()
        scenes.act("meetings.adjourn", scenes.CLERK, meeting.ref)
        assert tried(nobody, meeting.ref, item.ref) == set()


def test_once_it_is_over() -> None:
    with scenes.at(scenes.CALLED, 8):
        nobody = resident("路人甲")
    meeting, item, keys = scenes.called()
    with scenes.at(scenes.EVENING, 19):
        scenes.open_with(meeting, keys)
        vote = scenes.put(item)
        assert tried(nobody, vote.ref) == set()
        scenes.count_hands(vote, keys, {"for": 9})
        assert tried(nobody, vote.ref) == set()
        scenes.act("meetings.close_session", scenes.CLERK, meeting.ref)
        scenes.act("meetings.draft_minutes", scenes.CLERK, meeting.ref)
        assert tried(nobody, meeting.ref, vote.ref, scenes.minutes_of(meeting).ref) == set()


def test_and_the_page_offers_them_nothing_that_is_not_theirs(client: Client) -> None:
    """Seen before: a resident read ten acts with “why not yet” that were never going to be theirs."""
    with scenes.at(scenes.CALLED, 8):
        nobody = resident("路人甲")
    forced = Uncalled()
    meeting, _item, _keys = scenes.called()
    with scenes.at(CALLS, 9):
        own = scenes.act("meetings.convene_on_petition", "resident", forced.asked.ref, by=forced.signer, **YARD).result
        assert own
        shown = {}
        for who in (nobody, forced.signer):
            signed_in(client, who)
            shown[who] = client.get(f"/en/c/{CODE}/meetings/{own.id}/").content.decode().count("Why not yet")
        assert shown[nobody] == 0
        assert shown[forced.signer] > 3
        signed_in(client, nobody)
        assert "Why not yet" not in client.get(f"/en/c/{CODE}/meetings/{meeting.number}/").content.decode()
