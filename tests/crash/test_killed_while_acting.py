"""kill -9 at any moment of acting and sequencing: nothing acknowledged is lost, and nothing is half done."""

import random

import pytest

from tests.crash.conftest import Own
from tests.crash.killing import survive

ROUNDS = 5


@pytest.mark.slow
def test_what_was_acknowledged_is_in_the_record_and_nothing_is_half_done(own: Own) -> None:
    left = survive(own, ROUNDS, random.Random(11))
    assert left.acknowledged >= ROUNDS
    assert (left.lost, left.acts_without_entry, left.entries_without_act, left.unlogged) == (set(), set(), set(), set())
    assert left.verdict == 0
