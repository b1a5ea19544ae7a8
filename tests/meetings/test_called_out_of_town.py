"""One of many who signed could be bought: the first to call it in the silence names seven in the morning, out of town.
Whoever opened the petition calls that off, once, and calls it anew.

Seen before: the opener was refused, for the meeting had been called.
"""

from datetime import timedelta
from typing import Any

import pytest

from sunward.kernel.acts import Refused
from sunward.kernel.findings import breaches
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import CALLS, EVENING, resident, signed_by
from tests.journeys.test_the_desk_cannot_call_it_off import Uncalled
from tests.meetings.scenes import DIRECTOR, act, at

pytestmark = pytest.mark.usefixtures("community")
OUT_OF_TOWN = {"place": "城外仓库", "at": "07:00", "held_on": EVENING, "matter_kind": "asset_lease"}
YARD = OUT_OF_TOWN | {"place": "院子", "at": "19:00"}


def calls(forced: Uncalled, by: str, facts: dict[str, Any]) -> Any:
    return act("meetings.convene_on_petition", "resident", forced.asked.ref, by=by, **facts).result


def cancels(meeting: Any, by: str | None, post: str = "resident") -> None:
    act("meetings.cancel_meeting", post, meeting, by=by, because="地点太远")


def refused(trying: Any) -> set[str]:
    with pytest.raises(Refused) as no:
        trying()
    return {one.rule for one in breaches(no.value.findings)}


def test_whoever_opened_it_calls_it_off_once_and_calls_it_anew() -> None:
    forced = Uncalled()
    with at(CALLS, 9):
        far = calls(forced, forced.signer, OUT_OF_TOWN)
        assert refused(lambda: calls(forced, forced.opener, YARD)) == {"not_called"}
        assert refused(lambda: cancels(far, forced.signer)) == {"own_call"}, "not whoever called it"
        assert refused(lambda: cancels(far, None, DIRECTOR)) == {"own_call"}, "nor whoever owed the call"
        cancels(far, forced.opener)
        own = calls(forced, forced.opener, YARD)
        assert refused(lambda: cancels(own, forced.opener)) == {"own_call"}, "not what they called themselves"


def test_not_on_its_day() -> None:
    forced = Uncalled()
    with at(CALLS, 9):
        far = calls(forced, forced.signer, OUT_OF_TOWN)
    with at(EVENING, 6):
        assert refused(lambda: cancels(far, forced.opener)) == {"own_call"}
    assert timedelta(days=1) < EVENING - CALLS


def test_not_twice() -> None:
    forced = Uncalled()
    with at(CALLS, 9):
        cancels(calls(forced, forced.signer, OUT_OF_TOWN), forced.opener)
        assert refused(lambda: calls(forced, forced.signer, OUT_OF_TOWN)) == {"called_off"}, "nor the same again"
        another = signed_by(forced.asked, resident("另一个签名人"))
        again = calls(forced, another, OUT_OF_TOWN)
        assert refused(lambda: cancels(again, forced.opener)) == {"own_call"}, "a sham opener would never let it meet"
