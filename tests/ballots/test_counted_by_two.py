"""A name that somebody typed is no second counter: whom a count names says so themselves, and may say otherwise."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from sunward.ballots import queries
from sunward.ballots.models import Count, Vote
from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from sunward.registry.models import Person
from tests import stage
from tests.ballots import scenes
from tests.ballots.scenes import act, confirm, count_paper, enter_paper, put, roll_of, rules_of, second
from tests.money.cases import paper

pytestmark = pytest.mark.postgres
INVENTED, RIGHT = {"for": 6, "against": 0, "abstain": 0}, {"for": 2, "against": 4, "abstain": 0}


@pytest.fixture
def vote(voters: list[str]) -> Vote:
    """Six have taken a sheet, and the vote is closed."""
    found = put(roll_of(voters), channels="paper")
    for person in voters[:6]:
        scenes.issue(found, person)
    with scenes.at(9):
        scenes.close(found)
    found.refresh_from_db()
    return found


def test_what_a_delegate_invents_with_an_opponents_name_is_no_count(vote: Vote, voters: list[str]) -> None:
    """It failed before: the friend confirmed, and six to nothing stood."""
    crook, friend, opponent = (scenes.delegate(one) for one in voters[:3])
    act("count_paper", scenes.DELEGATE, vote, by=crook, **scenes.sheets(INVENTED), counted_with=opponent)
    confirming = {"channel": "paper", "chosen": INVENTED}
    for somebody in (friend, crook):
        assert rules_of(lambda by=somebody: act("confirm_count", scenes.DELEGATE, vote, by=by, **confirming)) == {
            "second_person"
        }
    [said] = [one for one in second(vote, post=scenes.DELEGATE, chosen=RIGHT).entry.findings if one.breach]
    assert said.rule == "same_figures"
    assert queries.tally(vote.number) is None
    again = count_paper(vote, RIGHT)
    assert [one.rule for one in again.entry.findings if one.breach] == ["counted_anew"]
    confirm(vote)
    assert scenes.figures(vote).chosen == RIGHT


def test_what_the_second_denied_nobody_confirms_after_all(vote: Vote, voters: list[str]) -> None:
    """It failed before: a friend confirmed the invented figures twice, once as the second and once as the third."""
    crook, friend, opponent = (scenes.delegate(one) for one in voters[:3])
    act("count_paper", scenes.DELEGATE, vote, by=crook, **scenes.sheets(INVENTED), counted_with=opponent)
    second(vote, post=scenes.DELEGATE, chosen=RIGHT)
    for somebody in (friend, opponent):
        assert rules_of(
            lambda by=somebody: act("confirm_count", scenes.DELEGATE, vote, by=by, channel="paper", chosen=INVENTED)
        ) == {"counted"}
    assert queries.tally(vote.number) is None
    assert queries.counts_to_confirm(vote.number) == {}, "the desk asks for a count, and not for a confirmation"
    count_paper(vote, RIGHT)
    confirm(vote)
    assert scenes.figures(vote).chosen == RIGHT


def test_the_database_confirms_nothing_out_of_turn(vote: Vote) -> None:
    enter_paper(vote, INVENTED)
    row, third = Count.objects.filter(vote=vote), stage.holder(stage.CODE, stage.SUPERVISOR)
    day = scenes.DAY
    for said in ({"seconded_on": None}, {"seconded_on": day, "found_otherwise_on": day}):
        with pytest.raises(IntegrityError), transaction.atomic(), door_open():
            row.update(confirmed_by=f"{third}x", **said)
    with transaction.atomic(), door_open():
        row.update(confirmed_by=f"{third}x", seconded_on=day)


def test_somebody_named_who_stays_silent_stops_nothing(vote: Vote) -> None:
    enter_paper(vote, INVENTED)
    assert queries.tally(vote.number) is None
    assert "second counter" in scenes.page_of(vote).waits_for[0].en, "the next step, and not the one after it"
    count_paper(vote, RIGHT)
    assert rules_of(lambda: count_paper(vote, INVENTED)) == {"counted_once"}, "two say the same: it is a count"
    confirm(vote)
    assert scenes.figures(vote).chosen == RIGHT


def test_neither_a_child_nor_a_neighbour_without_a_post_counts(vote: Vote, voters: list[str]) -> None:
    """A child of one was taken before; one who is too young stays so in whatever post."""
    with door_open():
        child = Person.objects.create(
            number=f"p{new_id(11)}", community_code=stage.CODE, name="娃娃", born_on=date(2025, 1, 1)
        )
    for named in (str(child), voters[7]):
        assert rules_of(lambda named=named: enter_paper(vote, RIGHT, counted_with=named)) == {"counter_may"}
    scenes.delegate(str(child))
    assert rules_of(lambda: enter_paper(vote, RIGHT, counted_with=str(child))) == {"counter_may"}


def at_the_desk(vote: Vote, person: str, by: str | None = None, **facts: object) -> Done:
    given = {"channel": "paper", "chosen": RIGHT, "sheet": paper("sheet with two signatures")} | facts
    clerk = by or stage.holder(stage.CODE, stage.CLERK)
    return perform("ballots.confirm_count", by=clerk, post=stage.CLERK, subject=vote.ref, on_behalf_of=person,
                   facts=given, key=new_id())  # fmt: skip


def test_at_the_desk_with_the_sheet_that_both_signed(vote: Vote) -> None:
    """For whoever signs in nowhere; the third person counts under their own sign-in."""
    enter_paper(vote, RIGHT)
    named, third = (stage.holder(stage.CODE, stage.SUPERVISION_MEMBER, place) for place in range(2))
    assert rules_of(lambda: at_the_desk(vote, named, sheet=None)) == {"own_hand"}
    done = at_the_desk(vote, named)
    count = Count.objects.get(vote=vote)
    assert count.seconded_on is not None
    assert count.seconded_sheet_sha256
    assert count.seconded_sheet_sha256 not in str(done.entry.public)
    assert rules_of(lambda: at_the_desk(vote, third)) == {"own_hand"}
    confirm(vote)
    assert scenes.figures(vote).chosen == RIGHT


def test_hands_end_no_vote_before_the_second_says_so(voters: list[str]) -> None:
    """Counted hands let a vote end within its ten minutes; those that one person typed do not."""
    vote = put(roll_of(voters[:2]), channels="hands", secret=False)
    named = stage.holder(stage.CODE, stage.SUPERVISION_MEMBER)
    entries = ",".join(str(scenes.entry_of(vote, one)) for one in voters[:2])
    with scenes.at(8, 1):
        act("count_hands", stage.CLERK, vote, chosen={"for": 2}, entries=entries, counted_with=named)
        assert rules_of(lambda: scenes.close(vote)) == {"time_to_vote"}
        second(vote, "hands")
        scenes.close(vote)
