"""Scenes of a consent to a newcomer's vote: it is given and posted, somebody objects, it is answered and ruled on."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.test import Client

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll
from sunward.disclosure.models import Publication
from sunward.kernel import clock
from sunward.kernel.acts import Done
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from sunward.registry import queries as registry
from tests.ballots.rolls import freeze
from tests.disclosure.scenes import resident
from tests.meetings import scenes as meetings
from tests.money.cases import START, act, on, voted
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DIRECTOR, INSPECTOR, here

GIVEN = START + timedelta(days=16)  # a Wednesday: five days to object, until Monday
COUNTS = GIVEN + timedelta(days=6)
LATER = GIVEN + timedelta(days=60)


@dataclass(frozen=True)
class Story:
    """A newcomer with the consent, a neighbour who doubts it, and what hangs."""

    mother: Ref
    neighbour: str
    posting: Publication
    consent: Done


def given(name: str = "马丽娟", door: str = "7-702") -> Story:
    """Consented to on the day, and posted."""
    with on(START):
        neighbour = resident("钱梅")
        who = {"name": name, "papers": "lease", "door": door, "status": "mobile", "born_on": date(1991, 4, 8)}
        mother = act("registry.register_arrival", CLERK, here(), **who, from_day=date(2025, 1, 6)).result
    assert mother
    with on(START + timedelta(days=1)):
        act("registry.apply_for_vote", "resident", mother, by=str(mother))
    with on(GIVEN):
        done = act("registry.consent_to_vote", CLERK, mother, decision=voted("voter_consent"))
    return Story(mother, neighbour, Publication.objects.latest("pk"), done)


def objects(story: Story, day: date, by: str = "") -> Ref:
    with on(day):
        posting, text = story.posting.ref, "没有住满，也不住在这里。"
        found = act("disclosure.object", "resident", posting, by=by or story.neighbour, text=text).result
    assert found
    return found


def answers(said: Ref, outcome: str, day: date, post: str = DIRECTOR, **facts: Any) -> Done:
    with on(day):
        return act("disclosure.answer_objection", post, said, outcome=outcome, answer="已经查实。", **facts)


def rules(said: Ref, outcome: str, day: date) -> Done:
    with on(day):
        return act("disclosure.rule_on_appeal", INSPECTOR, said, outcome=outcome, ruling="已经查看。")


def votes(story: Story, day: date) -> bool:
    with on(day):
        return "voter" in registry.capacities_of(str(story.mother), CODE, clock.today())


def roll_on(day: date) -> Roll:
    with on(day):
        return freeze()


def follows(done: Done, act_name: str) -> Journal | None:
    return Journal.objects.filter(parent=done.entry.ref, act=act_name).first()


def assert_marked_on_vote_and_page(roll: Roll, day: date) -> None:
    """The question that is put by the roll says so for good, and so does the page of the roll."""
    with on(day):
        taken = next(one for one in ballots.marks_of_roll(roll.pk) if one.rule == "roll_consent_withdrawn")
        assert not taken.ok
        for prefix, words in (("/zh", taken.text.zh), ("/en", taken.text.en)):
            assert words in Client().get(f"{prefix}/c/{CODE}/rolls/{roll.number}/").content.decode()
        called = meetings.convene(on=day + timedelta(days=14), body="residents_assembly", roll=roll.number)
        item = meetings.add_item(called, title="车棚改造")
        meetings.notify(called)
    with on(day + timedelta(days=14), 19):
        meetings.open_with(called, meetings.entries(roll))
        meetings.put(item)
    put = Journal.objects.filter(act="meetings.put_to_vote").latest("pk")
    opened = Journal.objects.filter(act="ballots.open_vote").latest("pk")
    said = {found["rule"] for row in (put, opened) for found in row.findings if not found["ok"]}
    assert "roll_consent_withdrawn" in said


def desk(person: Ref, prefix: str = "/en") -> str:
    return signed_in(Client(), str(person)).get(f"{prefix}/c/{CODE}/desk/").content.decode()
