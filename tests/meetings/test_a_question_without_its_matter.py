"""What has a procedure, or must be heard first, and is put on an agenda without its matter: that it opens nothing, and
that nobody was heard, is told with item and notice, marked when the question is put and with its result, and said
beside the outcome."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.charter.engine import load_charter
from sunward.kernel.refs import Ref
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.session.matterless import wanted_of
from sunward.record.models import Journal
from tests.charter.amendments import covenant, lay_before
from tests.decisions.scenes import open_matter
from tests.elections.scenes import call
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, EVENING
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
CHARTERS = Path(__file__).parents[2] / "charters"
NOTHING = "There is no matter in the record, so nothing follows from it."
UNHEARD = "This kind has to be heard first: no hearing is cited."
STILL = "Still missing before this can be decided"
RULES = ("matter_named", "hearing_cited")


class Evening:
    """Nine representatives, told in time of one item."""

    def __init__(self, kind: str, **facts: object) -> None:
        with scenes.at(CALLED, 9):
            self.roll = scenes.freeze(scenes.people(9))
            self.meeting = scenes.convene()
            self.item: AgendaItem = scenes.add_item(self.meeting, **{"title": "停车收费", "matter_kind": kind} | facts)
            scenes.notify(self.meeting)

    def decided(self, yes: int = 9) -> str:
        """The number of the certified vote."""
        with scenes.at(EVENING):
            scenes.open_with(Meeting.objects.get(pk=self.meeting.pk), scenes.entries(self.roll))
            vote = scenes.put(self.item)
            scenes.count_hands(vote, scenes.entries(self.roll), {"for": yes, "against": 9 - yes})
            scenes.certify(vote)
            scenes.act("meetings.close_session", CLERK, self.meeting.ref)
            scenes.minutes_of(self.meeting)
        return str(vote.number)

    def pages(self, vote: str) -> dict[str, str]:
        number = self.meeting.number
        paths = {"vote": f"votes/{vote}/", "meeting": f"meetings/{number}/", "minutes": f"meetings/{number}/minutes/"}
        with scenes.at(EVENING, 22):
            return {name: read(path) for name, path in paths.items()}


def read(path: str, language: str = "en") -> str:
    page = Client().get(f"/{language}/c/{CODE}/{path}").content.decode()
    return " ".join(unescape(strip_tags(page)).split())


def a_draft() -> Ref:
    """Of the covenant."""
    with scenes.at(CALLED, 8):
        return covenant("楼道里不堆放杂物。", EVENING + timedelta(days=60))


def found(act: str) -> dict[str, tuple[bool, str]]:
    """What the newest entry says of matter and hearing, and by which articles."""
    row = Journal.objects.filter(act=act).exclude(kind="refusal").latest("id")
    return {one["rule"]: (one["ok"], one["source"]) for one in row.findings if one["rule"] in RULES}


def told(act: str) -> list[str]:
    row = Journal.objects.filter(act=act).exclude(kind="refusal").latest("id")
    return [one["en"] for one in row.findings if one["rule"] == "to_come_before"]


def test_a_charge_is_adopted_and_everybody_reads_that_nobody_was_heard() -> None:
    """Seen before: “Adopted”, the result stands, and not a word."""
    evening = Evening("parking_charges")
    for act in ("meetings.add_item", "meetings.give_notice"):
        procedure, hearing = told(act)
        assert procedure.startswith(f"{evening.item.number}: ")
        assert "names no matter" in procedure
        assert "has to be heard first" in hearing
    with scenes.at(CALLED, 12):
        assert STILL in read(f"meetings/{evening.meeting.number}/")
    vote = evening.decided()
    for act in ("meetings.put_to_vote", "meetings.settle_item"):
        marks = found(act)
        assert set(marks) == set(RULES), act
        assert all(not ok and source for ok, source in marks.values()), act
    for name, page in evening.pages(vote).items():
        assert "Adopted" in page, name
        assert f"{NOTHING} {UNHEARD}" in page, name
    with scenes.at(EVENING, 22):
        said = "记录里没有对应的事项，所以不产生后果。这类事项要先听证：没有引用听证会。"
        assert said in read(f"votes/{vote}/", "zh")


def test_a_procedure_without_a_hearing_says_so_and_no_more() -> None:
    evening = Evening("large_spending")
    assert len(told("meetings.give_notice")) == 1
    vote = evening.decided()
    assert set(found("meetings.settle_item")) == {"matter_named"}
    for page in evening.pages(vote).values():
        assert NOTHING in page
        assert UNHEARD not in page


def test_lost_it_is_marked_and_the_outcome_says_no_more_than_that() -> None:
    evening = Evening("large_spending")
    vote = evening.decided(yes=2)
    assert set(found("meetings.settle_item")) == {"matter_named"}
    for page in evening.pages(vote).values():
        assert "Not adopted" in page
        assert NOTHING not in page


@pytest.mark.parametrize("kind", ["", "annual_budget", "quarterly_report"])
def test_what_needs_no_matter_says_nothing(kind: str) -> None:
    """No kind at all, and those without a procedure."""
    evening = Evening(kind)
    assert told("meetings.add_item") == told("meetings.give_notice") == []
    vote = evening.decided()
    assert found("meetings.put_to_vote") == found("meetings.settle_item") == {}
    assert all(NOTHING not in page for page in evening.pages(vote).values())


def test_with_its_matter_nothing_of_it_is_said() -> None:
    with scenes.at(CALLED - timedelta(days=1)):
        matter = open_matter(CALLED - timedelta(days=1))
    evening = Evening("asset_lease", about=str(matter.ref))
    vote = evening.decided()
    assert "matter_named" not in {**found("meetings.put_to_vote"), **found("meetings.settle_item")}
    assert all(NOTHING not in page for page in evening.pages(vote).values())


def test_who_is_chosen_needs_none_and_the_rest_of_an_assembly_does() -> None:
    """In a collective whatever its assembly decides has a procedure; its board is elected by a way of its own."""
    rules = load_charter([CHARTERS / "cn-collective"], EVENING)
    wanted = {
        kind: wanted_of(AgendaItem(matter_kind=kind, to_decide=True), rules, "member_assembly")
        for kind in ("board_election", "budget_and_distribution")
    }
    assert [bool(one.said) for one in wanted.values()] == [False, True]


@pytest.mark.parametrize("thing", [a_draft, lambda: call(on=CALLED - timedelta(days=1)).ref])
def test_the_number_of_anything_else_names_no_matter(thing: Callable[[], Ref]) -> None:
    """Seen before: with the number of any draft nothing was said of matter and hearing any more, neither with the item
    nor with its question and its result."""
    evening = Evening("parking_charges", about=thing().id)
    for act in ("meetings.add_item", "meetings.give_notice"):
        assert len(told(act)) == 2, act
    vote = evening.decided()
    for act in ("meetings.put_to_vote", "meetings.settle_item"):
        assert set(found(act)) == set(RULES), act
    for name, page in evening.pages(vote).items():
        assert f"{NOTHING} {UNHEARD}" in page, name


def test_a_draft_comes_into_force_by_the_matter_that_names_it() -> None:
    """The covenant has its procedure. By the number of the draft alone nothing follows from what is adopted."""
    drafted = a_draft()
    Evening("covenant", about=drafted.id)
    assert len(told("meetings.give_notice")) == 1
    with scenes.at(CALLED, 8, 30):
        matter = lay_before(drafted, "covenant")
    Evening("covenant", about=matter.id)
    assert not any("names no matter" in one for one in told("meetings.give_notice"))


def test_an_election_has_a_way_of_its_own() -> None:
    """The rule book says of the kind that it chooses people."""
    Evening("supervision_member_election", about=call(on=CALLED - timedelta(days=1)).number)
    assert told("meetings.add_item") == told("meetings.give_notice") == []


def test_what_is_only_talked_of_or_chosen_among_several_needs_none() -> None:
    """Choices resolve no matter whatever they are about."""
    Evening("parking_charges", to_decide=False)
    assert told("meetings.give_notice") == []


def test_several_choices_of_such_a_kind_are_told_of_nothing() -> None:
    Evening("parking_charges", method="one_of", choices="甲\n乙")
    assert told("meetings.give_notice") == []


def test_the_form_tells_it_to_whoever_puts_it_on(client: Client) -> None:
    evening = Evening("")
    with scenes.at(CALLED, 10):
        clerk = signed_in(client, holder(CODE, CLERK))
        page = clerk.get(f"/en/c/{CODE}/do/meetings.add_item/{evening.meeting.ref}/").content.decode()
    assert "without it nothing follows from what is adopted" in page
