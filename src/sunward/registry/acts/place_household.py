"""The grid of a door is set, or corrected: a door that has none puts nobody on the roll of a subgroup."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry.models import Area, Household
from sunward.registry.models.grids import ENTERED_WRONGLY, LEFT_OPEN, REDRAWN
from sunward.registry.residence.grids import grid_named, place

REASONS = (
    (LEFT_OPEN, Text("登记门牌时没有填", "was not said when the door was registered")),
    (ENTERED_WRONGLY, Text("登记有误", "was entered wrongly")),
    (REDRAWN, Text("网格重新划分", "the grids were drawn anew")),
)
STANDS = Text("这个门牌已经登记在这个网格。", "The door is in this grid already.")
NONE_YET = Text(
    "这个门牌还没有登记网格：原因写“登记门牌时没有填”。",
    "The door has no grid yet: the reason is that it was not said when the door was registered.",
)
HAS_ONE = Text(
    "这个门牌登记过网格：原因写登记有误，或者网格重新划分。",
    "The door has a grid: the reason is that it was entered wrongly, or that the grids were drawn anew.",
)


@dataclass(frozen=True, slots=True)
class PlaceHouseholdFacts:
    grid: str = asked("网格", "grid", most=15)
    reason: str = asked("原因", "reason", choices=REASONS)
    words: str = asked("说明", "in words", private=True, default="")


@register
class PlaceHousehold(Act[Household, PlaceHouseholdFacts]):
    """Rolls that are frozen stay as they are: whoever the door bears out now is added to them by a correction."""

    name = "registry.place_household"
    title = Text("登记门牌所在的网格", "record in which grid a door lies")
    kind = "report"
    subject_type = "household"
    subject_model = Household
    facts_type = PlaceHouseholdFacts
    duty = False

    def _grid(self) -> Area:
        found = grid_named(self.facts.grid, self.subject.community)
        if found is None:
            raise AssertionError("the form takes no place without a grid")
        return found

    def judge(self) -> Iterator[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: for a grid of elsewhere, the one that the door has, or a reason that is not its own.
        """
        was, grid = self.subject.grid, self._grid()
        if was == grid:
            raise unusable("grid", STANDS.zh, STANDS.en)
        if (was is None) != (self.facts.reason == LEFT_OPEN):
            told = NONE_YET if was is None else HAS_ONE
            raise unusable("reason", told.zh, told.en)
        yield from ()

    def write(self) -> Outcome:
        was = self.subject.grid.code if self.subject.grid else ""
        place(self.subject, self._grid(), self.facts.reason, self.call)
        return Outcome(public={"was": was})
