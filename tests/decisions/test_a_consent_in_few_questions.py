"""How far somebody's consent has come is asked in as many questions, however many consents others have had."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunward.decisions.queries import Consenting, ForWhom, consenting
from sunward.kernel import clock
from tests.meetings import scenes
from tests.meetings.resolving import voted_in_the_room
from tests.money.cases import START, on, open_matter
from tests.portal.test_what_comes_next_for_a_newcomer import arrives
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")
WEEK = timedelta(days=7)


def asked(person: str, used: set[str]) -> tuple[Consenting, int]:
    one = ForWhom(person, START, "voter_consent", (scenes.BODY,), frozenset(used))
    with CaptureQueriesContext(connection) as found:
        answer = consenting(one, CODE, clock.today())
    return answer, len(found)


def test_consents_of_others_cost_nothing_however_many_they_are() -> None:
    """Before, each was judged to learn whose it was: 620 questions with two of them. And twelve newer ones of others
    hid one's own, for they were cut off first."""
    with on(START):
        mine, *others = (str(arrives(f"新来{place}", f"9-90{place}")) for place in range(4))
    used, counted = set[str](), []
    for week, other in enumerate(others, 4):
        with on(START + week * WEEK):
            used.add(voted_in_the_room(open_matter("voter_consent"), concerns=other))
            answer, number = asked(mine, used)
            assert answer == Consenting()
            counted.append(number)
    assert (counted[0], counted[2]) == (3, 3)


def test_ones_own_is_found_behind_twelve_newer_matters() -> None:
    with on(START):
        mine = str(arrives("新来", "9-901"))
    with on(START + 4 * WEEK):
        own = voted_in_the_room(open_matter("voter_consent"), concerns=mine)
        for _ in range(12):
            open_matter("voter_consent")
        assert asked(mine, set())[0].decision == own
