"""Paper that does not add up stays so: no refusal of the same day hides it, nobody types on until the figures fit, and
one person's invention annuls nothing."""

import pytest
from django.db import DatabaseError, transaction

from sunward.ballots import queries
from sunward.ballots.models import Discrepancy, Vote
from sunward.kernel.acts import Done
from sunward.kernel.guard import door_open
from tests import stage
from tests.ballots import scenes
from tests.ballots.scenes import act, confirm, count_paper, enter_paper, put, roll_of, rules_of, second

pytestmark = pytest.mark.postgres
SEVEN, SIX = {"for": 7, "against": 0, "abstain": 0}, {"for": 6, "against": 0, "abstain": 0}


@pytest.fixture
def vote(voters: list[str]) -> Vote:
    """Six have taken a sheet; there are seven in the box."""
    found = put(roll_of(voters), channels="paper")
    for person in voters[:6]:
        scenes.issue(found, person)
    scenes.close(found)
    return Vote.objects.get(pk=found.pk)


def annul(vote: Vote, post: str = "street_office.director", grounds: str = "paper") -> Done:
    return act("annul_vote", post, vote, grounds=grounds, because="对不上数")


def breached(done: Done) -> list[str]:
    return [one.rule for one in done.entry.findings if one.breach]


def test_an_earlier_refusal_of_the_day_hides_nothing(vote: Vote) -> None:
    """It failed before: a first attempt was refused for who counted, and the second, for the sums, left no trace."""
    head = stage.holder(stage.CODE, stage.SUPERVISOR)
    assert "two_people" in rules_of(lambda: enter_paper(vote, SEVEN, counted_with=head))
    assert breached(count_paper(vote, SEVEN)) == ["paper_marks"]
    assert set(queries.grounds_borne_out(vote.number)) == {"paper"}
    assert "annulled" in str(scenes.page_of(vote).waits_for[0].en)
    annul(vote)


def test_figures_that_fit_at_the_second_try_do_not_turn_it_around(vote: Vote) -> None:
    """It failed before: the same two left one sheet out, and nothing spoke of the seventh any more."""
    count_paper(vote, SEVEN)
    assert breached(count_paper(vote, SIX)) == ["counted_anew"]
    assert set(queries.grounds_borne_out(vote.number)) == {"paper"}, "the two alone do not take it back"
    confirm(vote)
    assert not queries.grounds_borne_out(vote.number), "a third person counted for themselves"
    scenes.ask_back(vote)
    assert "paper_differed" in breached(scenes.certify(vote))


def test_the_third_confirms_what_adds_up_though_a_mistyped_count_had_named_them(vote: Vote) -> None:
    """It failed before: their word fell on the count that did not add up, and made of it a ground to annul."""
    member = [stage.holder(stage.CODE, stage.SUPERVISION_MEMBER, place) for place in (0, 1)]
    enter_paper(vote, SEVEN, counted_with=member[0])
    enter_paper(vote, SIX, counted_with=member[1])
    second(vote)
    confirm(vote, place=0)
    assert vote.counts.get().confirmed_by == member[0]
    assert not queries.grounds_borne_out(vote.number)


def test_what_one_enters_alone_is_no_ground(vote: Vote) -> None:
    """It failed before: the head typed a seventh sheet, and annulled the vote by it."""
    enter_paper(vote, SEVEN)
    assert rules_of(lambda: annul(vote, stage.SUPERVISOR)) == {"grounds"}
    assert breached(second(vote, chosen=SIX)) == ["same_figures"]
    assert rules_of(lambda: annul(vote, stage.SUPERVISOR)) == {"grounds"}
    assert breached(count_paper(vote, SIX)) == ["counted_anew"]
    confirm(vote)
    scenes.ask_back(vote)
    assert "paper_differed" in breached(scenes.certify(vote)), "marked, and no more"


def test_neither_of_the_two_annuls_the_vote_for_it(vote: Vote) -> None:
    done = count_paper(vote, SEVEN)
    assert breached(done) == ["paper_marks"]
    assert rules_of(lambda: annul(vote, stage.SUPERVISOR)) == {"another_counted"}
    annul(vote)


def test_the_second_is_asked_and_says_so_with_a_mark(vote: Vote) -> None:
    enter_paper(vote, SEVEN)
    assert set(queries.counts_to_confirm(vote.number)) == {"paper"}
    other = stage.holder(stage.CODE, stage.SUPERVISION_MEMBER, 1)
    said = scenes.same_as(vote, "paper") | {"channel": "paper"}
    assert rules_of(lambda: act("confirm_count", stage.SUPERVISION_MEMBER, vote, by=other, **said)) == {"second_person"}
    assert breached(second(vote)) == ["paper_differs"]
    assert not queries.counts_to_confirm(vote.number)


def test_whoever_found_that_it_differs_has_a_hand_in_it_when_they_certify(vote: Vote) -> None:
    """Seen before: the head counted first, others counted anew, and the head's certificate had no mark of it."""
    first, other = (stage.holder(stage.CODE, stage.SUPERVISION_MEMBER, place) for place in range(2))
    count_paper(vote, SEVEN)
    given = scenes.sheets(SIX) | {"counted_with": other}
    act("count_paper", stage.SUPERVISION_MEMBER, vote, by=first, **given)
    second(vote)
    said = scenes.same_as(vote, "paper") | {"channel": "paper"}
    act("confirm_count", "street_office.director", vote, **said)
    scenes.ask_back(vote)
    assert set(breached(scenes.certify(vote))) == {"certifier_apart", "paper_differed"}


def test_the_database_keeps_it_as_it_was_entered(vote: Vote) -> None:
    count_paper(vote, SEVEN)
    row = Discrepancy.objects.filter(vote=vote)
    for change in (lambda: row.update(ballots=6), lambda: row.update(seconded_on=None), row.delete):
        with door_open(), pytest.raises(DatabaseError), transaction.atomic():
            change()
    fits = {"printed": 50, "issued": 6, "spoiled": 0, "unused": 44, "not_returned": 0, "ballots": 6, "marks": 6}
    with door_open(), pytest.raises(DatabaseError), transaction.atomic():
        Discrepancy.objects.create(vote=vote, chosen={}, blank=0, invalid=0, counted_by="person:a",
                                   counted_with="person:b", counted_on=scenes.DAY, **fits)  # fmt: skip
