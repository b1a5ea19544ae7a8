"""Whoever runs an election moves its day, or takes another roll, when people have been told of both. Seen before: one
member moved it five minutes before the poll to the next morning, each day anew, and took another roll ten minutes
before it; nothing was marked.

Moved by a day two evenings before, each evening anew, it bore no mark either; and a move on the eve that a clerk had
entered alone, as an upheld dispute found, used up the one that the committee has."""

from datetime import date, timedelta
from functools import partial
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.kernel.acts import Done
from sunward.kernel.findings import Finding
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CALLED, CODE, STREET, VOTING, Race, at, by, office, rules_of
from tests.stage import SUPERVISOR, marks, served, upheld

pytestmark = pytest.mark.usefixtures("community", "own_keys")


def moved(race: Race, to: date) -> Done:
    return by(race.runners[0], "move_voting_day", race.election.ref, voting_day=to, reason="下雨")


def fresh(race: Race) -> Race:
    race.election.refresh_from_db()
    return race


def test_moved_on_its_morning_it_says_so_for_good() -> None:
    race, later = Race(), VOTING + timedelta(days=7)
    race.post()
    with at(VOTING, 7, 55):
        assert rules_of(partial(moved, race, VOTING + timedelta(days=1))) == {"told_before"}
        assert "moved_late" in marks(moved(race, later))
    with at(later, 8):
        opened = by(race.runners[0], "open_poll", fresh(race).election.ref, booths=2)
    assert "moved_late" in marks(opened)


def test_it_is_moved_at_the_last_moment_once() -> None:
    race, later = Race(), VOTING + timedelta(days=7)
    race.post()
    with at(VOTING, 17):
        moved(race, later)
    with at(later, 7):
        assert rules_of(partial(moved, fresh(race), later + timedelta(days=7))) == {"moved_late_once"}
    with at(later, 10, 5):  # those who run it keep the doors shut
        assert office("open_poll", SUPERVISOR, race.election.ref, booths=2).result


def test_moved_in_time_nothing_is_marked() -> None:
    race, later = Race(), VOTING + timedelta(days=7)
    race.post()
    with at(VOTING - timedelta(days=3)):
        assert "moved_late" not in marks(moved(race, later))
    with at(later - timedelta(days=3)):
        moved(fresh(race), later + timedelta(days=7))


@pytest.mark.parametrize("day_moved", [False, True])
def test_once_the_candidates_hang_another_roll_needs_another_day(day_moved: bool) -> None:
    race = Race()
    with at(CALLED + timedelta(days=1)):
        scenes.votes.people(6)
        other = scenes.freeze()
    race.post()
    with at(VOTING - timedelta(days=3)):
        if day_moved:
            moved(race, VOTING + timedelta(days=7))
        taking = partial(by, race.runners[0], "take_roll", fresh(race).election.ref, roll=other.number)
        if day_moved:
            assert taking().result
        else:
            assert rules_of(taking) == {"roll_before_the_list"}


def test_a_day_on_which_nothing_can_be_polled_is_moved_again() -> None:
    """The list was late both times: nobody could move it before people stood before a closed door."""
    race, later = Race(), VOTING + timedelta(days=7)
    with at(VOTING, 7):
        moved(race, later)
    with at(later, 7):
        assert "moved_late" in marks(moved(fresh(race), later + timedelta(days=7)))


def test_a_move_before_the_list_hung_lets_no_other_roll_in() -> None:
    race = Race()
    with at(CALLED + timedelta(days=1)):
        scenes.votes.people(6)
        other = scenes.freeze()
    later = VOTING + timedelta(days=7)
    with at(VOTING - timedelta(days=8), 8):
        moved(race, later)
    race.post()
    with at(later - timedelta(days=4)):
        taking = partial(by, race.runners[0], "take_roll", fresh(race).election.ref, roll=other.number)
        assert rules_of(taking) == {"roll_before_the_list"}


def day_by_day(race: Race, times: int) -> list[Done]:
    """Each evening it is moved by a day, two days before the day that it has."""
    done = []
    for nth in range(times):
        with at(VOTING + timedelta(days=nth - 2), 23):
            done.append(moved(fresh(race), VOTING + timedelta(days=nth + 1)))
    return done


def again(done: Done) -> list[Finding]:
    return [one for one in done.entry.findings if one.rule == "moved_again"]


def test_moved_each_evening_two_days_ahead_it_says_how_often_on_move_poll_and_result() -> None:
    race = Race()
    race.post()
    first, second, third = day_by_day(race, 3)
    assert not again(first)
    assert [one.actual for done in (second, third) for one in again(done)] == ["2", "3"]
    day = VOTING + timedelta(days=3)
    with at(day, 8):
        opened = by(race.runners[0], "open_poll", fresh(race).election.ref, booths=2)
    race.count({"c1": 8, "c2": 5}, day=day)
    declared = race.declare(day)
    for done in (opened, declared):
        (told,) = again(done)
        assert told.text.zh == "注意：选举日改过 3 次，最早定在 2026-03-27。"
        assert "moved 3 times; it was first named for 2026-03-27" in told.text.en


def reads(client: Client, page: str) -> str:
    return " ".join(unescape(strip_tags(client.get(page).content.decode())).split())


def test_whoever_moves_it_counts_and_everybody_reads_it_on_the_page(client: Client) -> None:
    race, later = Race(), VOTING + timedelta(days=9)
    race.post()
    page = f"/c/{CODE}/elections/{race.election.number}/"
    with at(VOTING - timedelta(days=2)):
        assert "最早定在" not in reads(client, f"/zh{page}")
        moved(race, VOTING + timedelta(days=1))
        assert "改过1次，最早定在3月27日。" in reads(client, f"/zh{page}")
        assert "Moved once; first named for 27 Mar." in reads(client, f"/en{page}")
    with at(VOTING + timedelta(days=2)):  # nobody held it
        assert again(office("move_voting_day", STREET, race.election.ref, voting_day=later, reason="没有开始投票"))
        assert "改过2次，最早定在3月27日。" in reads(client, f"/zh{page}")
        assert "Alert: the voting day has been moved 2 times" in reads(client, f"/en{page}")


def test_a_move_that_was_put_back_is_none_and_after_a_poll_that_was_annulled_a_day_is_named_anew() -> None:
    race, later = Race(), VOTING + timedelta(days=7)
    race.post()
    with at(VOTING - timedelta(days=5)):
        upheld(served("elections.move_voting_day", race.runners[0], race.election.ref, voting_day=later, reason="下雨"))
        assert not again(moved(fresh(race), VOTING + timedelta(days=1)))
    with at(VOTING + timedelta(days=1), 8):
        by(race.runners[0], "open_poll", fresh(race).election.ref, booths=2)
    race.count({"c1": 8, "c2": 5}, day=VOTING + timedelta(days=1))
    with at(VOTING + timedelta(days=1), 20):
        votes.ask_back(race.vote(), "did_not_vote")
        votes.act("annul_vote", STREET, race.vote(), grounds="sample", because="有人说没有投过")
        assert not again(moved(fresh(race), later))
    with at(later - timedelta(days=3)):
        assert not again(moved(fresh(race), later + timedelta(days=1)))
        (told,) = again(moved(fresh(race), later + timedelta(days=2)))
    assert "2026-04-03" in told.text.zh


def test_a_move_on_the_eve_that_a_clerk_entered_alone_leaves_the_committee_its_own() -> None:
    race, later = Race(), VOTING + timedelta(days=2)
    race.post()
    with at(VOTING - timedelta(days=1), 12):
        forged = served("elections.move_voting_day", race.runners[0], race.election.ref, voting_day=later, reason="雨")
        upheld(forged)
    with at(later - timedelta(days=1), 16):  # a typhoon
        assert {"moved_late", "moved_again"} <= marks(moved(fresh(race), later + timedelta(days=2)))
    with at(later + timedelta(days=1), 16):
        assert rules_of(partial(moved, fresh(race), later + timedelta(days=4))) == {"moved_late_once"}


def test_forged_each_evening_and_disputed_it_is_moved_no_third_time() -> None:
    race = Race()
    race.post()
    for nth in range(2):
        day, move = VOTING + timedelta(days=2 * nth), VOTING + timedelta(days=2 * nth + 2)
        with at(day - timedelta(days=1), 12):
            ref, facts = fresh(race).election.ref, {"voting_day": move, "reason": "下雨"}
            upheld(served("elections.move_voting_day", race.runners[0], ref, **facts))
    with at(VOTING + timedelta(days=3), 12):
        assert rules_of(partial(moved, fresh(race), VOTING + timedelta(days=6))) == {"moved_late_once"}
