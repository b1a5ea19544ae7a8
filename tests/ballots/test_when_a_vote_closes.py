"""Up to the close nobody sees a figure; it comes once, when nobody is left or its hour is over."""

import hashlib
import json
from datetime import timedelta

import pytest

from sunward.ballots import queries
from sunward.ballots.casting import urn
from sunward.ballots.models import Ballot, Vote
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from sunward.record.models import Journal
from tests import stage
from tests.ballots import scenes
from tests.ballots.scenes import (
    cast,
    close,
    confirm,
    count_paper,
    fresh,
    issue,
    put,
    roll_of,
    rules_of,
)

pytestmark = pytest.mark.postgres


def test_nobody_sees_figures_before_the_close(vote: Vote, voters: list[str]) -> None:
    cast(vote, voters[0])
    assert queries.tally(vote.number) is None
    page = scenes.page_of(vote)
    assert (page.voted, page.digest, page.waits_for) == ({"web": 1}, "", ())


def test_nor_while_a_box_is_uncounted(closed: Vote) -> None:
    assert queries.tally(closed.number) is None
    assert [str(text) for text in scenes.page_of(closed).waits_for] == ["纸质票箱：还没有计票。"]
    count_paper(closed, {"for": 1, "against": 0})
    assert queries.tally(closed.number) is None, "a third person has not confirmed it"
    assert [str(text) for text in scenes.page_of(closed).waits_for] == ["纸质票箱：计票还没有第三人核对。"]
    assert "chosen" not in Journal.objects.filter(act="ballots.count_paper").latest("id").public
    confirm(closed)
    found = scenes.figures(closed)
    assert (found.entitled, found.cast, dict(found.chosen)) == (8, 7, {"for": 5, "against": 2, "abstain": 0})
    assert {one.box: one.ballots for one in found.by_box} == {"paper": 1, "detached": 6}


def test_each_blank_electronic_ballot_counts(vote: Vote, voters: list[str]) -> None:
    """They lie together in the tally: as many as there are, and not one."""
    for person, chosen in zip(voters[:4], ["", "", "for", ""], strict=True):
        cast(vote, person, chosen)
    close(vote)
    found = scenes.figures(vote)
    assert (found.cast, found.blank, found.votes("for")) == (4, 3, 1)


def test_the_close_writes_every_ballot_anew_and_commits_to_all(vote: Vote, voters: list[str]) -> None:
    for person in voters:
        cast(vote, person, "for")
    before = set(Ballot.objects.values_list("key", flat=True))
    done = close(vote)
    after = list(Ballot.objects.filter(vote=vote).values_list("key", "chosen"))
    assert len(after) == 8
    assert before.isdisjoint(key for key, _chosen in after)
    lines = sorted(f"{key} {json.dumps(chosen, separators=(',', ':'))} \n" for key, chosen in after)
    assert done.entry.public["ballots_digest"] == hashlib.sha256("".join(lines).encode()).hexdigest()
    assert fresh(vote).ballots_digest == urn.digest(scenes.slips_of(vote))


def test_the_order_of_the_ballots_says_nothing_of_the_order_of_the_voters(community: str) -> None:
    """Forty cast in a known order: the ballots do not lie in it, by key or as the database lists them."""
    persons = scenes.people(40)
    vote = put(roll_of(persons))
    said = ["for" if place < 20 else "against" for place in range(40)]
    for person, chosen in zip(persons, said, strict=True):
        cast(vote, person, chosen)
    close(vote)
    for rows in (Ballot.objects.filter(vote=vote).order_by("key"), Ballot.objects.filter(vote=vote)):
        assert [row.chosen[0] for row in rows] not in (said, said[::-1])


def test_it_closes_once_and_not_before_its_hour(voters: list[str]) -> None:
    vote = put(roll_of(voters), closes_at="2026-03-17T12:00:00+08:00")
    assert rules_of(lambda: close(vote)) == {"not_before_its_hour"}
    with scenes.at(12, on=scenes.DAY + timedelta(days=1)):
        close(vote)
        assert rules_of(lambda: close(vote)) == {"closed"}


def test_when_everybody_has_voted_it_may_close_early(voters: list[str]) -> None:
    vote = put(roll_of(voters[:2]), channels="terminal,web", closes_at="2026-03-17T12:00:00+08:00")
    cast(vote, voters[0])
    cast(vote, voters[1])
    close(vote)


def test_whoever_stepped_aside_is_not_waited_for(voters: list[str]) -> None:
    """They stay in the base and may not vote: everybody else has voted, so it may close."""
    roll = roll_of(voters[:3])
    aside = roll.entries.get(person__number=voters[0].removeprefix("person:")).pk
    vote = put(roll, channels="terminal,web", aside=str(aside), closes_at="2026-03-17T12:00:00+08:00")
    cast(vote, voters[1])
    assert rules_of(lambda: close(vote)) == {"not_before_its_hour"}
    cast(vote, voters[2])
    close(vote)
    page = scenes.page_of(vote)
    assert (page.entitled, page.may_vote, page.aside, page.off_base) == (3, 2, 1, 0)


def test_sheets_handed_out_do_not_end_a_vote_before_its_announced_hour(voters: list[str]) -> None:
    """The last was handed out at nine; the poll that was announced until noon closed, with the sheets still out."""
    vote = put(roll_of(voters[:2]), channels="paper", closes_at="2026-03-16T12:00:00+08:00")
    for voter in voters[:2]:
        scenes.issue(vote, voter)
    assert rules_of(lambda: close(vote)) == {"not_before_its_hour"}
    with scenes.at(12):
        close(vote)


@pytest.mark.parametrize(
    ("where", "until", "opens"),
    [
        ("roll", "2026-03-17 07:59", False), ("roll", "2026-03-17 08:00", True),
        ("room", "2026-03-16 09:59", False), ("room", "2026-03-16 10:00", True),
    ],
)  # fmt: skip
def test_the_web_is_open_long_enough_for_whoever_is_not_there(
    voters: list[str], where: str, until: str, opens: bool
) -> None:
    """Ten minutes beside a room were enough, and nobody outside it knew."""
    roll = roll_of(voters)
    there = ",".join(str(entry.pk) for entry in roll.entries.all()[:3])
    room = {"in_room": there, "present": 3} if where == "room" else {}
    asked = lambda: put(roll, channels="web", closes_at=until, **room)  # noqa: E731
    if opens:
        assert asked().closes_at
    else:
        with pytest.raises(AssertionError):
            asked()


@pytest.mark.parametrize("said", ["2026-03-16 20:00", "2026-03-16T20:00", "2026-03-16T20:00:00+08:00",
                                  "2026-03-16T12:00Z", " 2026-03-16 20:00 ", "２０２６-03-16 ２０：００"])  # fmt: skip
def test_the_hour_is_a_day_and_an_hour_of_the_community(voters: list[str], said: str) -> None:
    assert put(roll_of(voters), channels="paper", closes_at=said).closes_at == clock.moment(scenes.DAY, 20)


@pytest.mark.parametrize("said", ["明晚八点", "20:00", "2026-03-16", "二〇二六-03-16 20:00", "2026-02-30 20:00",
                                  "0001-01-01T00:00+08:00", "20260316T2000", "2026-03-16 20:00 CST"])  # fmt: skip
def test_what_is_no_hour_is_said_so(voters: list[str], said: str) -> None:
    with pytest.raises(FactsError) as problem:
        put(roll_of(voters), closes_at=said)
    assert list(problem.value.errors) == ["closes_at"]


def test_a_vote_without_an_hour_gives_people_time(vote: Vote, voters: list[str]) -> None:
    """One of eight voted. It was opened at eight: until ten past eight nobody shuts it."""
    with scenes.at(8, 1):
        cast(vote, voters[0])
    with scenes.at(8, 9), pytest.raises(Refused) as refusal:
        close(vote)
    [found] = [one for one in refusal.value.findings if one.breach]
    assert (found.rule, "08:10" in found.text.en, "08:10" in found.text.zh) == ("time_to_vote", True, True)
    with scenes.at(8, 10):
        close(vote)


def test_it_is_shut_earlier_once_nobody_is_left_who_could_vote(voters: list[str]) -> None:
    """Of three in the room one stepped aside: both others voted, one holding a sheet."""
    roll = roll_of(voters)
    place = list(roll.entries.order_by("pk").values_list("pk", flat=True))
    vote = put(roll, channels="paper", in_room=",".join(map(str, place[:3])), aside=str(place[2]))
    with scenes.at(8, 1):
        issue(vote, voters[0])
        assert rules_of(lambda: close(vote)) == {"time_to_vote"}
        issue(vote, voters[1])
        close(vote)


@pytest.mark.parametrize(("there", "refused"), [(2, False), (3, True)])
def test_counted_hands_end_a_vote_once_everybody_there_was_counted(
    voters: list[str], there: int, refused: bool
) -> None:
    """Seen before: any hands that were counted ended it, however few of those in the room."""
    roll = roll_of(voters)
    room = list(roll.entries.order_by("pk").values_list("pk", flat=True))[:there]
    vote = put(roll, channels="hands", secret=False, in_room=",".join(map(str, room)))
    with scenes.at(8, 1):
        scenes.count_hands(
            vote,
            chosen={"for": 2},
            entries=str(scenes.entry_of(vote, voters[0])) + f",{scenes.entry_of(vote, voters[1])}",
            counted_with=stage.holder(stage.CODE, stage.SUPERVISION_MEMBER),
        )
        if refused:
            assert rules_of(lambda: close(vote)) == {"time_to_vote"}
        else:
            close(vote)


def test_a_vote_that_is_entered_afterwards_is_closed_at_once(vote: Vote) -> None:
    """Its opening is said to have been at eight: it is nine."""
    with scenes.at(9):
        close(vote)
