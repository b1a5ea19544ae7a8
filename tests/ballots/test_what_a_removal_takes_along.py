"""An entry about where somebody lives, or as what, is taken back alone, whatever was entered since and in whichever
order; and what rests on it goes with it."""

from datetime import date, timedelta
from typing import Any

import pytest

from sunward.kernel.acts import Done
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from sunward.registry.models import Person, PersonCorrection, ResidenceSpell
from tests.ballots.rolls import marks
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


def stays(person: Ref) -> list[tuple[str, date | None, str]]:
    """Behind which doors somebody lived, until when, as what."""
    found = registry.residence_of(str(person))
    return [(one.household.removeprefix(f"{CODE}-"), one.left_on, one.status) for one in found]


def changes(person: Ref, status: str, **facts: Any) -> Done:
    return act("registry.change_status", CLERK, person, status=status, reason="other", told_by="claimed", **facts)


def test_a_removal_taken_back_leaves_what_was_corrected_since() -> None:
    """It failed before: all corrections of the stay went with it. The papers that were seen were lost, and a stranger's
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


def test_a_false_change_of_status_is_put_back_behind_the_next_door() -> None:
    """It failed before: by the register they had moved on, and stayed without a vote. Nor were they told of it."""
    who = settled()
    with on(YEARS_LATER):
        changed = changes(who, "mobile")
        early = freeze()
    with on(YEARS_LATER + 3 * A_DAY):
        moved = enters(who, "9-901", status="mobile")
        told = {entry for _act, entry in registry.moves_of(str(who), CODE)}
        assert told == {changed.entry.ref, moved.entry.ref}
        late = freeze()
        assert not is_on(late, who)
    with on(YEARS_LATER + 5 * A_DAY):
        upheld(changed, who)
        assert stays(who) == [("7-702", YEARS_LATER + 3 * A_DAY, "habitual"), ("9-901", None, "habitual")]
        assert capacities(who) == {"resident", "voter"}
        assert all(is_on(roll, who) for roll in (early, late, freeze()))
        assert {entry for _act, entry in registry.moves_of(str(who), CODE)} == {moved.entry.ref}
        upheld(moved, who)
        assert stays(who) == [("7-702", None, "habitual")]


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (1, 2, 0), (2, 0, 1), (0, 2, 1)])
def test_false_removals_are_put_back_in_any_order(order: tuple[int, ...]) -> None:
    """It failed before: oldest first, they stayed at the first false door for good, and could dispute no third time."""
    who = settled()
    false = []
    for place in range(len(order)):
        with on(YEARS_LATER + place * A_DAY):
            false.append(enters(who, f"9-90{place}"))
    with on(YEARS_LATER + 9 * A_DAY):
        for one in order:
            assert {entry for _act, entry in registry.moves_of(str(who), CODE)} >= {false[one].entry.ref}
            upheld(false[one], who)
        assert stays(who) == [("7-702", None, "habitual")]
        assert not registry.moves_of(str(who), CODE)
        assert is_on(freeze(), who)
        assert "roll_removals" not in marks(freeze(of="household_delegates"))


def test_a_true_removal_after_a_false_one_stands() -> None:
    who = settled()
    with on(YEARS_LATER):
        false = enters(who, "9-900")
    with on(YEARS_LATER + 30 * A_DAY):
        enters(who, "9-901")
        upheld(false, who)
        assert stays(who) == [("7-702", YEARS_LATER + 30 * A_DAY, "habitual"), ("9-901", None, "habitual")]


@pytest.mark.parametrize(("days", "kept"), [(5, True), (60, False)])
def test_a_false_arrival_fills_no_absence_that_they_signed(days: int, kept: bool) -> None:
    """Else a clerk would fill it with an arrival, have that disputed, and they would have gone on living here."""
    who = settled()
    with on(YEARS_LATER):
        leaves(who)
        false = enters(who, "9-900")
    with on(YEARS_LATER + days * A_DAY):
        enters(who, "9-901"), enters(settled(name="别人", door="1-1"), "9-903")
    with on(YEARS_LATER + (days + 1) * A_DAY):
        enters(who, "9-902")
        upheld(false, who)
        assert capacities(who) == ({"resident", "voter"} if kept else {"resident"})
        assert is_on(freeze(), who) is kept
