"""A vote counts by its roll as it stood when it opened: a list, one voter's place and all of somebody's votes agree."""

from datetime import datetime, timedelta

from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sunward.ballots.models import Vote
from sunward.ballots.roll.places import entries_of, place_of, places_in
from sunward.kernel import clock
from tests import stage
from tests.ballots.scenes import DAY, people, put, roll_of

NOON = clock.moment(DAY, 12)
WHY = {"reason": "other", "words": "更正"}


def minute(number: int) -> datetime:
    return NOON + timedelta(minutes=number)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(corrected=st.lists(st.integers(0, 3), max_size=6))
@example(corrected=[0, 0, 3, 3, 1])
def test_a_place_stands_or_not_whoever_asks(community: str, corrected: list[int]) -> None:
    """Four people, the last not on the roll at first; each correction, a minute after the last, turns one about."""
    with transaction.atomic():
        persons = people(4)
        roll = roll_of(persons[:3])
        vote, on_it = put(roll), {*persons[:3]}
        stood = {minute(0): frozenset(on_it)}
        for number, place in enumerate(corrected, 1):
            who = persons[place]
            change = "strike" if who in on_it else "add"
            with clock.moved_to(minute(number)):
                stage.act("ballots.correct_roll", stage.CLERK, roll.ref, who=who, change=change, **WHY)
            on_it ^= {who}
            stood[minute(number)] = frozenset(on_it)
        for moment, expected in stood.items():
            assert whoever_asks(vote, persons, moment) == [expected] * 3
            assert whoever_asks(vote, persons, moment + timedelta(seconds=59)) == [expected] * 3
        transaction.set_rollback(True)


def whoever_asks(vote: Vote, persons: list[str], moment: datetime) -> list[frozenset[str]]:
    vote.opened_at = moment
    return [
        frozenset(f"person:{row.person.number}" for row in entries_of(vote).select_related("person") if row.person),
        frozenset(who for who in persons if place_of(vote, who)),
        frozenset(who for who in persons if vote in places_in([vote], who)),
    ]
