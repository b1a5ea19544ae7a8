"""An entry about where somebody lives, or as what, is taken back alone, whatever was entered since and in whichever
order; and what rests on it goes with it."""

from datetime import date, timedelta
from typing import Any

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll
from sunward.kernel.acts import Done
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from sunward.registry.models import Person, PersonCorrection, ResidenceSpell
from tests.ballots.test_corrected_people import claims, corrects
from tests.ballots.test_moving_next_door import (
    YEARS_LATER,
    capacities,
    enters,
    freeze,
    is_on,
    leaves,
    settled,
    upheld,
)
from tests.money.cases import act, on
from tests.stage import CLERK, CODE

pytestmark = pytest.mark.usefixtures("community")
A_DAY = timedelta(days=1)


def marks(roll: Roll) -> dict[str, str]:
    return {one.rule: one.actual for one in ballots.marks_of_roll(roll.pk)}


def stays(person: Ref) -> list[tuple[str, date | None, str]]:
    """Behind which doors somebody lived, until when, as what."""
    found = registry.residence_of(str(person))
    return [(one.household.removeprefix(f"{CODE}-"), one.left_on, one.status) for one in found]


def changes(person: Ref, status: str, **facts: Any) -> Done:
    return act("registry.change_status", CLERK, person, status=status, reason="other", told_by="claimed", **facts)


def test_a_removal_taken_back_leaves_what_was_corrected_since() -> None:
    """It failed before: every correction of the stay went with it. The papers that were seen were lost, and a stranger's
    name stood there without its mark."""
    who = settled(papers="none", status="registered")
    with on(YEARS_LATER):
        moved = enters(who, status="registered")
        corrects(who, papers="residence_permit")
        renamed = claims(who, name="陌生人", status="habitual")
        assert capacities(who) == {"resident", "voter"}
    with on(YEARS_LATER + A_DAY):
        upheld(moved, who)
        assert stays(who) == [("7-702", None, "habitual")]
        assert capacities(who) == {"resident", "voter"}
        assert marks(freeze())["roll_renamed"] == "1"
        upheld(renamed, who)
        assert stays(who) == [("7-702", None, "registered")]
        assert Person.objects.get(number=who.id).name == "马丽娟"
        assert not PersonCorrection.objects.filter(spell=None, undone_on=None)


def test_what_the_removal_itself_corrected_goes_with_it() -> None:
    who = settled(papers="none", status="mobile")
    with on(YEARS_LATER):
        moved = enters(who, status="registered", papers="identity_card")
        corrects(who, status="habitual")
        upheld(moved, who)
        last = ResidenceSpell.objects.get(person__number=who.id)
        assert (last.papers, last.status) == ("none", "habitual"), "what papers bore out since stays"
        assert PersonCorrection.objects.get(undone_on=None).status_was == "mobile"
