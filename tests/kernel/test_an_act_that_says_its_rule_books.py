"""Whoever writes an act on an open case says in `rule_books` whose lists of powers grant it, and nothing else: the door
opens by them, and the page offers it by them.

Failed before: the page asked only where a flag said so as well, and an act without it was granted by the door and found
nowhere.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from sunward.charter.acts.lift_hold import LiftHold
from sunward.charter.models import Hold
from sunward.charter.queries import opened_then_day
from sunward.kernel.acts import Refused
from sunward.kernel.available import available
from sunward.kernel.ports import Books
from sunward.kernel.refs import Ref
from tests import stage
from tests.charter import next_versions
from tests.disclosure.scenes import MONDAY, day
from tests.stage import CODE, SUPERVISOR

pytestmark = pytest.mark.usefixtures("community")
SINCE = MONDAY + timedelta(days=14)


def without_lifting(body: dict[str, Any]) -> None:
    del body["powers"]["lift_hold"]


def by_the_day_of_the_hold(_act: type[LiftHold], subject: Hold, day: date) -> tuple[Books, ...]:
    return opened_then_day(subject.placed_on, day)


@pytest.fixture
def held() -> Ref:
    """Stopped before the supervisors lost the power to let it go on."""
    with day(MONDAY):
        found = stage.act(
            "charter.place_hold", SUPERVISOR, stage.here(), subject="community:xiangyang", reason="先说明"
        )
        next_versions.in_force(without_lifting, SINCE, pack="demo-xiangyang")
    assert found.result
    return found.result


def offered(held: Ref) -> bool:
    return LiftHold in {one.act for one in available(stage.holder(CODE, SUPERVISOR), held, CODE)}


def test_it_is_found_and_done_by_the_rule_books_that_it_says(held: Ref, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LiftHold, "rule_books", classmethod(by_the_day_of_the_hold))
    with day(SINCE):
        assert offered(held)
        stage.act("charter.lift_hold", SUPERVISOR, held, because="说明了")
    assert Hold.objects.get().lifted_on == SINCE


def test_every_other_goes_by_those_of_the_day(held: Ref) -> None:
    with day(SINCE):
        assert not offered(held)
        with pytest.raises(Refused, match="权力"):
            stage.act("charter.lift_hold", SUPERVISOR, held, because="说明了")
