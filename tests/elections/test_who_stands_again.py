"""Whoever withdrew before the list hung can accept again until it hangs. Before, they could be nominated again, and not
accept."""

from datetime import timedelta

import pytest

from tests.elections.scenes import CALLED, VOTING, Race, at, by, rules_of

pytestmark = pytest.mark.usefixtures("community")


def test_until_the_list_hangs_and_not_after() -> None:
    race = Race(standing=4)
    first, second = (race.contest.candidates.get(place=place) for place in (1, 2))
    with at(CALLED + timedelta(days=1)):
        by(race.candidates[0], "withdraw_candidacy", first.ref)
        by(race.candidates[1], "withdraw_candidacy", second.ref)
        by(race.candidates[0], "accept_nomination", first.ref, words="还是参选")
        again = lambda: by(race.candidates[0], "accept_nomination", first.ref, words="还是参选")  # noqa: E731
        assert rules_of(again) == {"accepted_once"}
    race.post()
    with at(VOTING - timedelta(days=6)):
        late = lambda: by(race.candidates[1], "accept_nomination", second.ref, words="我也参选")  # noqa: E731
        assert rules_of(late) == {"before_posting"}
    race.open()
    assert {one.key for one in race.vote().choices.all()} == {"c1", "c3", "c4"}
