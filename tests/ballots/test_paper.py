"""Paper: one person one channel, and every sheet is somewhere."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from sunward.ballots import queries
from sunward.ballots.models import Count, Mark, Vote
from sunward.kernel.acts import Done
from sunward.kernel.guard import door_open
from tests import stage
from tests.ballots import scenes
from tests.ballots.scenes import (
    cast,
    close,
    confirm,
    count_paper,
    enter_paper,
    issue,
    put,
    roll_of,
    rules_of,
    take_back,
)

pytestmark = pytest.mark.postgres


def wrong(done: Done) -> set[str]:
    """What an act was recorded with that is not in order."""
    return {one.rule for one in done.entry.findings if one.breach}


def test_a_sheet_is_a_channel(vote: Vote, voters: list[str]) -> None:
    issue(vote, voters[0])
    assert rules_of(lambda: issue(vote, voters[0])) == {"already_voted"}
    assert rules_of(lambda: cast(vote, voters[0])) == {"already_voted"}
    cast(vote, voters[1])
    assert rules_of(lambda: issue(vote, voters[1])) == {"already_voted"}


def test_a_withdrawn_sheet_lets_its_owner_vote_otherwise_and_is_never_counted(vote: Vote, voters: list[str]) -> None:
    issue(vote, voters[0])
    issue(vote, voters[1])
    take_back(vote, voters[0])
    assert rules_of(lambda: take_back(vote, voters[0])) == {"sheet_is_out"}
    cast(vote, voters[0])
    close(vote)
    assert wrong(enter_paper(vote, {"for": 2, "against": 0, "abstain": 0})) == {"paper_marks", "sheets_taken_back"}
    count_paper(vote, {"for": 1, "against": 0, "abstain": 0})
    confirm(vote)
    assert scenes.figures(vote).cast == 2


def test_a_sheet_may_be_handed_out_again(vote: Vote, voters: list[str]) -> None:
    for _time in range(2):
        issue(vote, voters[0])
        take_back(vote, voters[0])
    assert Mark.objects.filter(vote=vote).count() == 2
    assert queries.how_i_voted(voters[0], vote.number) is None


@pytest.fixture
def closed(vote: Vote, voters: list[str]) -> Vote:
    """Five took a sheet; the vote is over."""
    for person in voters[:5]:
        issue(vote, person)
    close(vote)
    return Vote.objects.get(pk=vote.pk)


GOOD = {"for": 2, "against": 1, "abstain": 0}


def test_the_count_names_the_difference(closed: Vote) -> None:
    done = enter_paper(closed, GOOD, **scenes.sheets(GOOD, blank=1, invalid=1, not_returned=1))
    [found] = [one for one in done.entry.findings if one.breach]
    assert (found.rule, found.required, found.actual) == ("paper_marks", "5", "6")
    assert "5 expected, 6 found" in found.text.en
    assert not Count.objects.filter(vote=closed).exists(), "it is no count"


@pytest.mark.parametrize(
    ("off", "rule"),
    [
        ({"printed": 51}, "paper_printed"),
        ({"issued": 7, "unused": 43}, "paper_issued"),
        ({"unused": 45}, "paper_printed"),
    ],
)
def test_sheets_that_do_not_add_up(closed: Vote, off: dict[str, int], rule: str) -> None:
    sheet = scenes.sheets(GOOD, blank=1, invalid=1, spoiled=1) | off
    assert wrong(enter_paper(closed, GOOD, **sheet)) == {rule}


@pytest.mark.parametrize("votes", [{"for": 4, "against": 0}, {"for": 2, "against": 0}, {"for": -1, "against": 4},
                                   {"for": 2, "other": 1}, {"for": "3", "against": 0}])  # fmt: skip
def test_figures_that_cannot_be(closed: Vote, votes: dict[str, Any]) -> None:
    sheet = scenes.sheets(GOOD, blank=1, invalid=1) | {"chosen": votes}
    assert rules_of(lambda: count_paper(closed, GOOD, **sheet)) == {"figures"}


def test_counted_by_two_confirmed_by_a_third(closed: Vote) -> None:
    head = stage.holder(closed.community_code, stage.SUPERVISOR)
    one, other = (stage.holder(closed.community_code, stage.SUPERVISION_MEMBER, place) for place in range(2))
    sheet = scenes.sheets(GOOD, blank=2)
    assert rules_of(lambda: count_paper(closed, GOOD, **sheet | {"counted_with": head})) == {"two_people"}
    count_paper(closed, GOOD, **sheet)
    assert rules_of(lambda: count_paper(closed, GOOD, **sheet)) == {"counted_once"}
    assert rules_of(lambda: confirm(closed, place=0)) == {"third_person"}
    confirm(closed)
    assert Count.objects.get(vote=closed).confirmed_by == other != one


def test_the_third_person_counts_for_themselves(closed: Vote) -> None:
    """Their figures differ from those of the two: nobody is told whose, and the box is counted again."""
    wrong, right = {"for": 3, "against": 1, "abstain": 0}, {"for": 3, "against": 0, "abstain": 1}
    count_paper(closed, wrong, blank=1, ballots=5, issued=5, unused=45)
    assert rules_of(lambda: count_paper(closed, right, **scenes.sheets(right, blank=1))) == {"counted_once"}
    assert rules_of(lambda: confirm(closed, place=0)) == {"third_person"}, "the first refusal of the day hides nothing"
    [said] = [one for one in confirm(closed, chosen=right).entry.findings if one.breach]
    assert queries.tally(closed.number) is None
    assert (said.rule, said.required, said.actual) == ("same_figures", "paper", "")
    assert not set("0123456789") & set(said.text.en + said.text.zh)
    again = count_paper(closed, right, **scenes.sheets(right, blank=1))
    assert [one.rule for one in again.entry.findings if one.breach] == ["counted_anew"]
    assert [one.rule for one in confirm(closed, blank=0).entry.findings if one.breach] == ["same_figures"]
    assert rules_of(lambda: confirm(closed)) == {"counted"}, "a slip of the third too is counted anew"
    count_paper(closed, right, **scenes.sheets(right, blank=1))
    confirm(closed)
    assert scenes.figures(closed).chosen == right


def test_whoever_called_the_vote_does_not_count_and_no_candidate_does(voters: list[str]) -> None:
    called = put(roll_of(voters), post=stage.SUPERVISOR)
    close(called)
    assert "not_a_party" in rules_of(lambda: count_paper(called, {"for": 0}))
    member = stage.holder(called.community_code, stage.SUPERVISION_MEMBER)
    names = {"a": {"zh": "甲", "en": "A", "person": member}, "b": {"zh": "乙", "en": "B", "person": voters[0]}}
    election = put(roll_of(voters), channels="paper", method="election", choices=names)
    close(election)
    assert "not_a_party" in rules_of(lambda: count_paper(election, {"a": 0}))


def test_nothing_is_counted_before_the_close(vote: Vote, voters: list[str]) -> None:
    issue(vote, voters[0])
    assert rules_of(lambda: count_paper(vote, {"for": 1})) == {"closed_first"}


def test_the_database_refuses_paper_that_does_not_add_up(closed: Vote) -> None:
    row = {"printed": 10, "issued": 5, "spoiled": 0, "unused": 5, "not_returned": 0, "ballots": 4}
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        Count.objects.create(vote=closed, channel="paper", chosen={}, counted_by="person:a", counted_with="person:b",
                             counted_on=scenes.DAY, **row)  # fmt: skip


@pytest.mark.parametrize(("agree", "turned"), [(3, True), (5, False)])
def test_sheets_that_never_came_back_are_told_with_the_result(
    vote: Vote, voters: list[str], client: Client, agree: int, turned: bool
) -> None:
    """Before, their number stood in an entry of the count, and the page of the vote said nothing."""
    for one in voters[: agree + 3]:
        issue(vote, one)
    close(vote)
    count_paper(vote, **scenes.sheets({"for": agree, "against": 1, "abstain": 0}, not_returned=2) | {"votes": {}})
    confirm(vote)
    page = f"/en/c/{stage.CODE}/votes/{vote.number}/"
    shown = client.get(page).content.decode()
    assert "<dt>Sheets handed out and never returned</dt><dd>2</dd>" in shown
    assert ("with them the result could be otherwise" in shown) is turned
    scenes.ask_back(vote)
    done = scenes.certify(vote)
    assert done.entry.public["sheets_missing"] == 2
    assert ("missing_sheets_decide" in wrong(done)) is turned
    assert not turned or stage.cited("missing_sheets_decide") == "", "no article speaks of it"
    assert "<dd>2</dd>" in client.get(page).content.decode(), "and says it for good"
