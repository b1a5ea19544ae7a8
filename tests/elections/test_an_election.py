"""An election from the call to the handover."""

from datetime import timedelta

import pytest
from django.utils import translation

from sunward.disclosure.models import Publication
from sunward.elections import queries
from sunward.kernel import clock
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.registry.models import Appointment
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import (
    CALLED,
    CODE,
    DIRECTOR,
    MEMBER,
    SUPERVISOR,
    VOTING,
    Race,
    at,
    by,
    counted,
    office,
    rules_of,
)
from tests.money.cases import paper

pytestmark = pytest.mark.usefixtures("community")


def test_the_elected_take_office_on_the_spot() -> None:
    race = counted({"c1": 9, "c2": 6, "c3": 2}, 10)
    done = race.declare()
    assert done.entry.public["elected"] == ["c1", "c2"]
    assert not scenes.holding(MEMBER, VOTING) & set(race.candidates), "declared, not certified"
    race.certify()
    assert scenes.holding(MEMBER, VOTING) == set(race.candidates[:2])
    posted = Publication.objects.get(item="election_result")
    assert posted.about == race.election.ref
    assert "全部名额选出" in posted.text
    term = Appointment.objects.get(person__number=race.candidates[0].removeprefix("person:"))
    assert (term.elected_by, term.from_day) == (race.election.number, VOTING)


@pytest.mark.parametrize(
    ("figures", "sheets", "elected", "left"),
    [
        ({"c1": 7, "c2": 6, "c3": 5}, 10, ["c1", "c2"], 0),
        ({"c1": 7, "c2": 5, "c3": 5}, 10, ["c1"], 1),  # five of ten are not more than half
        ({"c1": 6, "c2": 6, "c3": 6}, 10, [], 2),  # three alike for two seats: nobody
        ({"c1": 6, "c2": 6, "c3": 0}, 6, [], 2),  # six of twelve are not more than half of the roll
        ({"c1": 6, "c2": 6, "c3": 0}, 7, ["c1", "c2"], 0),
    ],
)
def test_both_sides_of_the_thresholds(figures: dict[str, int], sheets: int, elected: list[str], left: int) -> None:
    public = counted(figures, sheets).declare().entry.public
    assert (public["elected"], public["seats_left"]) == (elected, left)


def test_the_run_off_fills_what_is_left_with_a_third() -> None:
    race = counted({"c1": 8, "c2": 5, "c3": 4}, 10)
    race.declare()
    day = race.run_off(until_hour="21:00")
    vote = race.open_run_off(day, 12)
    assert vote.closes_at == clock.moment(day, 21)
    with at(day, 12):
        assert rules_of(lambda: votes.close(vote)) == {"not_before_its_hour"}, "not in the minute in which it opens"
    assert vote.method == "run_off"
    assert list(vote.choices.values_list("key", flat=True)) == ["c2", "c3"]
    for person in race.people[:9]:
        with at(day, 20, 10):
            votes.issue(vote, person)
    with at(day, 21):
        votes.close(vote)
        votes.count_paper(vote, {"c2": 3, "c3": 2}, **votes.sheets({"c2": 3, "c3": 2}, blank=4))
        votes.confirm(vote)
        done = by(race.runners[0], "declare_result", race.contest.ref)
    assert done.entry.public["elected"] == ["c2"]  # three of nine are a third
    with at(day, 22):
        scenes.certified(vote)
        assert not scenes.holding(MEMBER, day) & set(race.candidates), "the first round is not certified yet"
        scenes.certified(race.first())
    assert scenes.holding(MEMBER, day) == set(race.candidates[:2])


def test_a_run_off_closes_at_an_hour_that_is_still_to_come() -> None:
    race = counted({"c1": 8, "c2": 5, "c3": 4}, 10)
    race.declare()
    day = race.run_off()
    run_off = lambda closes: by(race.runners[0], "open_run_off", race.contest.ref, booths=1, closes=closes)  # noqa: E731
    with at(day, 14):
        passed = {"closes_ahead", "open_long_enough", "closes_at_its_hour"}
        assert rules_of(lambda: run_off("12:00")) == rules_of(lambda: run_off("14:00")) == passed
        assert rules_of(lambda: run_off("19:59")) == {"open_long_enough"}
        for said in ("晚上", "25:00", "2026-03-27 21:00"):
            with pytest.raises(FactsError) as wrong:
                run_off(said)
            assert "closes" in wrong.value.errors
        run_off("20:00")


def test_who_held_the_post_before_leaves_and_owes_a_handover() -> None:
    race = Race.__new__(Race)
    with at(CALLED):
        race.people = votes.people(12)
        race.roll = scenes.freeze()
    race.runners, race.candidates = race.people[:3], race.people[3:5]
    scenes.term_until(DIRECTOR, VOTING + timedelta(days=5))
    race.election = scenes.call(f"{DIRECTOR} 1")
    scenes.committee(race.election, race.runners)
    with at(CALLED, 10, 30):
        by(race.runners[0], "take_roll", race.election.ref)
    race.contest = scenes.contest(race.election, DIRECTOR)
    for one in race.candidates:
        scenes.stand(race.contest, one, race.people[-2:])
    with at(CALLED):
        before = stage.holder(CODE, DIRECTOR)
    race.post()
    race.open()
    race.count({"c1": 7, "c2": 0})
    race.declare()
    race.certify()
    assert scenes.holding(DIRECTOR, VOTING) == {race.candidates[0]}
    owed = scenes.owed()
    assert set(owed) == {"seal", "books", "bank_access", "archives", "assets", "debts"}
    seal = owed["seal"]
    assert (str(seal.giver), str(seal.receiver)) == (before, race.candidates[0])
    assert seal.due_on == VOTING + timedelta(days=10)
    with at(VOTING + timedelta(days=1)):
        assert rules_of(lambda: by(before, "confirm_handover", seal.ref, received="yes", listed="公章一枚")) == {
            "receiver"
        }
        by(
            race.candidates[0],
            "confirm_handover",
            seal.ref,
            received="yes",
            listed="公章一枚",
            photograph=paper("seal"),
        )
    with at(VOTING + timedelta(days=12)):
        late = by(race.candidates[0], "confirm_handover", owed["books"].ref, received="yes", listed="账册三本")
    assert [one.rule for one in late.entry.findings if one.breach] == ["handed_over_in_time"]


def test_an_annulled_result_shows_as_open_and_brings_nobody_in() -> None:
    race = counted({"c1": 9, "c2": 6, "c3": 2}, 10)
    race.declare()
    with at(VOTING, 20):
        page = queries.election(race.election.number, CODE)
        assert page
        assert (page.card.declared, page.card.annulled) == (True, False)
        before = scenes.holding(MEMBER, VOTING)
        votes.ask_back(race.vote(), "did_not_vote")
        votes.act("annul_vote", SUPERVISOR, race.vote(), grounds="sample", because="有人说没有投过")
        page = queries.election(race.election.number, CODE)
        assert page
        assert (page.card.declared, page.card.annulled) == (False, True)
        assert [one.subject for one in queries.overdue(CODE, VOTING)] == [race.election.ref]
        assert scenes.holding(MEMBER, VOTING) == before


def test_declared_the_next_day_it_is_marked_late() -> None:
    race = counted({"c1": 9, "c2": 6, "c3": 2}, 10)
    done = race.declare(VOTING + timedelta(days=1), 9)
    assert [one.rule for one in done.entry.findings if one.breach] == ["on_the_spot"]


@pytest.mark.parametrize(("minute", "marks"), [(20, []), (59, []), (5 * 60, ["on_the_spot"])])
def test_a_large_count_that_ends_after_midnight_is_declared_on_the_spot(minute: int, marks: list[str]) -> None:
    """Seen before: closed at half past eleven and declared twenty minutes after midnight, it bore a mark for good."""
    race = Race()
    race.post()
    race.open()
    vote = race.vote()
    with at(VOTING, 17):
        for person in race.people[:10]:
            votes.issue(vote, person)
    with at(VOTING, 23, 30):
        votes.close(vote)
    with at(VOTING + timedelta(days=1), minute // 60, minute % 60):
        figures = race.several({"c1": 9, "c2": 8}, 10)
        votes.act("count_paper", SUPERVISOR, vote, **figures, counted_with=stage.holder(CODE, stage.SUPERVISION_MEMBER))
        votes.second(vote)
        votes.confirm(vote)
        done = by(race.runners[0], "declare_result", race.contest.ref)
    assert [one.rule for one in done.entry.findings if one.breach] == marks


def test_begun_by_itself_when_somebody_leaves_otherwise() -> None:
    with at(CALLED):
        director = stage.holder(CODE, DIRECTOR)
        term = Appointment.objects.get(
            person__number=director.removeprefix("person:"), post__key="director", left_on__isnull=False
        )
        begin = lambda: office("hand_over", SUPERVISOR, stage.here(), appointment=term.number)  # noqa: E731
        assert rules_of(begin) == {"left_office"}
    with at(CALLED + timedelta(days=1)):
        stage.act("registry.end_appointment", stage.CLERK, Ref("appointment", term.number), reason="resigned",
                  letter=paper("letter"))  # fmt: skip
        assert rules_of(begin) == {"begun_once"}
        deputy = stage.holder(CODE, stage.DEPUTY)
    assert {str(row.receiver) for row in scenes.owed().values()} == {deputy}


def test_a_late_list_moves_the_day_and_an_annulled_vote_is_taken_again() -> None:
    race = Race()
    again = VOTING + timedelta(days=10)
    with at(VOTING - timedelta(days=2)):
        runner, ref = race.runners[0], race.election.ref
        move = lambda day: by(runner, "move_voting_day", ref, voting_day=day, reason="名单晚了")  # noqa: E731
        assert rules_of(lambda: move(VOTING - timedelta(days=1))) >= {"later"}
        assert rules_of(lambda: by(race.people[9], "move_voting_day", ref, voting_day=again, reason="x")) == {
            "election_committee"
        }
        move(again)
        by(runner, "post_candidates", ref)
    with at(again, 8):
        by(runner, "open_poll", ref, booths=1)
        assert rules_of(lambda: move(again + timedelta(days=1))) >= {"no_standing_poll"}
    vote = race.count({"c1": 7, "c2": 6, "c3": 1}, day=again)
    with at(again, 20):
        votes.ask_back(vote, "did_not_vote")
        votes.act("annul_vote", SUPERVISOR, vote, grounds="sample", because="有人说没有投过")
        move(again + timedelta(days=2))
    with at(again + timedelta(days=2), 8):
        by(runner, "open_poll", ref, booths=1)


def test_the_result_is_posted_in_chinese_and_titled_in_both_whatever_the_officer_reads() -> None:
    race = Race()
    race.post()
    race.open()
    race.count({"c1": 7, "c2": 6, "c3": 1})
    with translation.override("en"):
        race.declare()
    posted = Publication.objects.get(item="election_result")
    assert "登记投票人" in posted.text
    assert "Result of the election" in posted.title_en
