"""Votes at the same moment: one person one vote, and none slips in after the close."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from sunward.ballots.acts import Cast, CloseVote
from sunward.ballots.casting import urn
from sunward.ballots.models import Ballot, Mark, RollEntry, Vote
from sunward.kernel.guard import door_open
from tests.ballots import scenes
from tests.ballots.scenes import cast, close, put, roll_of
from tests.races import at_once

pytestmark = pytest.mark.postgres
INDEX = """
    CREATE UNIQUE INDEX ballots_one_person_one_vote ON ballots_mark (vote_id, entry_id) WHERE withdrawn_on IS NULL
"""


def ready(code: str, number: int = 8) -> tuple[Vote, list[str]]:
    persons = scenes.people(number, code)
    return put(roll_of(persons, code)), persons


def test_one_person_at_four_windows_votes_once_and_is_told_so(committed: str) -> None:
    vote, persons = ready(committed)
    became = at_once(*(lambda: cast(vote, persons[0]) for _ in range(4)))
    assert sorted(became) == ["Refused", "Refused", "Refused", "done"]
    assert (Mark.objects.filter(vote=vote).count(), Ballot.objects.filter(vote=vote).count()) == (1, 1)


def test_paper_and_web_at_the_same_moment(committed: str) -> None:
    from tests.stage import CLERK, holder

    vote, persons = ready(committed)
    entry, clerk = scenes.entry_of(vote, persons[0]), holder(committed, CLERK)
    became = at_once(
        lambda: cast(vote, persons[0]), lambda: scenes.act("issue_paper", CLERK, vote, by=clerk, entry=entry)
    )
    assert sorted(became) == ["Refused", "done"]
    assert Mark.objects.filter(vote=vote).count() == 1


def mark_without_asking(vote: Vote, entry: RollEntry) -> bool:
    """A mark without lock and without judgement: only the constraint is in its way."""
    with transaction.atomic(), door_open():
        return urn.mark(vote, entry, "paper", scenes.DAY)


def test_the_constraint_alone_lets_one_through(committed: str) -> None:
    vote, persons = ready(committed)
    entry = RollEntry.objects.get(pk=scenes.entry_of(vote, persons[0]))
    assert sorted(at_once(*(lambda: mark_without_asking(vote, entry) for _ in range(3)))) == ["False", "False", "done"]


@contextmanager
def without_constraint(vote: Vote) -> Iterator[None]:
    """As if the constraint had never been written; put back afterwards."""
    with door_open(), connection.cursor() as cursor:
        cursor.execute("DROP INDEX ballots_one_person_one_vote")
    yield
    with door_open(), connection.cursor() as cursor:
        Mark.objects.filter(vote=vote).update(withdrawn_on=scenes.DAY)
        cursor.execute(INDEX)


def test_without_the_constraint_one_person_would_have_three_votes(committed: str) -> None:
    vote, persons = ready(committed)
    entry = RollEntry.objects.get(pk=scenes.entry_of(vote, persons[0]))
    with without_constraint(vote):
        assert at_once(*(lambda: mark_without_asking(vote, entry) for _ in range(3))) == ["done"] * 3
        assert Mark.objects.filter(vote=vote, withdrawn_on=None).count() == 3


@pytest.mark.parametrize("_time", range(3))
def test_no_ballot_slips_in_after_the_close(committed: str, _time: int) -> None:
    from tests.stage import CLERK, holder

    vote, persons = ready(committed)
    clerk = holder(committed, CLERK)
    counted: list[int] = []

    def end() -> bool:
        counted.append(scenes.act("close_vote", CLERK, vote, by=clerk).entry.public["voted"])
        return True

    became = at_once(*(lambda person=person: cast(vote, person) for person in persons[:4]), end,
                     *(lambda person=person: cast(vote, person) for person in persons[4:]))  # fmt: skip
    accepted = sum(one == "done" for place, one in enumerate(became) if place != 4)
    assert became[4] == "done"
    assert counted == [accepted]
    assert Mark.objects.filter(vote=vote).count() == Ballot.objects.filter(vote=vote).count() == accepted
    assert Vote.objects.get(pk=vote.pk).ballots_digest == urn.digest(scenes.slips_of(vote))


@pytest.mark.postgres(only=True)
def test_casts_share_the_lock_that_the_close_takes_alone(committed: str) -> None:
    vote, persons = ready(committed)

    def impatient(call: Callable[[], object]) -> bool:
        with transaction.atomic(), connection.cursor() as cursor:
            with door_open():
                cursor.execute("SET LOCAL lock_timeout = '400ms'")
            call()
        return True

    with transaction.atomic():
        Cast.find(vote.ref, lock=True)
        assert at_once(lambda: impatient(lambda: Cast.find(vote.ref, lock=True))) == ["done"]
        assert at_once(lambda: cast(vote, persons[0])) == ["done"]
        assert at_once(lambda: impatient(lambda: CloseVote.find(vote.ref, lock=True))) == ["OperationalError"]
    with transaction.atomic():
        CloseVote.find(vote.ref, lock=True)
        assert at_once(lambda: impatient(lambda: Cast.find(vote.ref, lock=True))) == ["OperationalError"]
    close(vote)
