"""Two ways of telling people, with proof of each: one message reaches one. And who calls a meeting where no rule book
says it."""

from typing import Any

import pytest

from sunward.ballots.models import Roll
from sunward.kernel.guard import door_open
from sunward.meetings.models import Notice
from sunward.meetings.rules.channels import WAYS
from sunward.record import queries as record
from sunward.record.models import Journal
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, act, at, freeze, people, shown
from tests.money.cases import paper
from tests.stage import CODE, SECRETARY, here

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]


def told_and_put(*ways: dict[str, Any]) -> tuple[set[str], set[str]]:
    """What stands with the last notice, and with the vote."""
    with at(CALLED, 9):
        freeze(people(9))
        meeting = scenes.convene()
        item = scenes.add_item(meeting)
        scenes.notify(meeting, ["page"])
        for way in ways:
            given = {"given_on": CALLED, "proof": paper(way["channel"])} | way
            act("meetings.give_notice", CLERK, meeting.ref, **given)
    with at(EVENING):
        scenes.open_with(scenes.again(meeting), scenes.entries(meeting.roll))
        scenes.put(item)
    return shown("meetings.give_notice"), shown("meetings.put_to_vote")


@pytest.mark.parametrize("way", [{"channel": "message"}, {"channel": "visit", "reached": 1}])
def test_one_message_or_one_visit_is_marked(way: dict[str, Any]) -> None:
    """Failed before: the page and a photograph of one message were a full notice, and no mark told of it."""
    told, put = told_and_put(way)
    assert "reached" in told
    assert "reached" in put


@pytest.mark.parametrize(
    "ways",
    [
        ({"channel": "letter", "reached": 5},), ({"channel": "poster"},),
        ({"channel": "message", "reached": 1}, {"channel": "poster"}),
    ],
)  # fmt: skip
def test_half_of_the_roll_or_a_poster_is_enough(ways: tuple[dict[str, Any], ...]) -> None:
    told, put = told_and_put(*ways)
    assert "reached" not in told | put


def test_people_are_told_in_every_way_that_the_form_offers() -> None:
    """Column and form read one list: what is offered can be written."""
    told_and_put(*({"channel": channel, "reached": 5} for channel in WAYS if channel != "page"))
    assert set(Notice.objects.values_list("channel", flat=True)) == set(WAYS)


def test_the_page_says_how_many_were_reached(client: Any) -> None:
    told_and_put({"channel": "letter", "reached": 5})
    number = Journal.objects.filter(act="meetings.give_notice").latest("id").subject_id
    assert "reached: 5" in client.get(f"/en/c/{CODE}/meetings/{number}/").content.decode()


@pytest.mark.parametrize(
    ("body", "of", "post", "by", "marked"),
    [
        ("party_members_meeting", "party_members", DIRECTOR, "residents_committee", {"no_rule_on_calling"}),
        ("party_members_meeting", "party_members", SECRETARY, "party_organisation", set()),
        ("joint_meeting", "body_members", DIRECTOR, "residents_committee", set()),
        ("residents_assembly", "adults", DIRECTOR, "residents_committee", set()),
    ],
)
def test_a_call_that_no_rule_grants_is_marked(body: str, of: str, post: str, by: str, marked: set[str]) -> None:
    """Failed before: the residents' director called the party members' meeting, and nothing told of it."""
    with at(CALLED, 9):
        roll = freeze(people(5), body=body)
        with door_open():
            Roll.objects.filter(pk=roll.pk).update(of=of)
        given = {"title": "会", "place": "活动室", "held_on": EVENING, "at": "19:00", "called_by": by}
        act("meetings.convene", post, here(), body=body, roll=roll.number, **given)
    assert shown("meetings.convene") == marked


@pytest.mark.parametrize(("way", "asked"), [
    ({"channel": "letter", "reached": 100000}, True), ({"channel": "letter", "reached": 9}, False),
    ({"channel": "poster", "reached": 100000}, False),
])  # fmt: skip
def test_more_than_the_roll_has_is_asked_about(way: dict[str, Any], asked: bool) -> None:
    """Failed before: a letter that reached a hundred thousand of nine was taken without a word."""
    told, put = told_and_put(way)
    assert ("reached_others" in told) is asked
    assert "reached_others" not in put
    entry = Journal.objects.filter(act="meetings.give_notice").latest("id")
    assert record.with_breaches([entry.ref]) == set()
