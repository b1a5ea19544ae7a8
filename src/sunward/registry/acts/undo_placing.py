"""Take back the grid of a door that was recorded wrongly; follows from a dispute that was upheld, and is granted to
nobody."""

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.memo import forget
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.registry.events import PlacingUndone
from sunward.registry.models import Household
from sunward.registry.queries.grids import lived_since
from sunward.registry.residence.grids import lay_in, take_back


@register
class UndoPlacing(Act[Household, UndoneAtDesk]):
    """The door lies where it lay before, unless it was placed anew since: that stays. The entry stays in the record."""

    name = "registry.undo_placing"
    title = Text("撤销误登记的门牌网格", "take back the grid of a door recorded wrongly")
    kind = "report"
    subject_type = "household"
    subject_model = Household
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        forget()
        wrong = take_back(self.subject, self.facts.undone)
        if wrong is None:
            return Outcome()
        people, home = lived_since(self.subject, wrong.placed_on), self.subject
        # Where it was said since that it had lain elsewhere all along, it now lies there on the rolls of that time.
        grids = tuple(dict.fromkeys(area.code for area in (wrong.grid, wrong.was, *lay_in(home)) if area))
        undone = PlacingUndone(home.community_code, home.number, people, self.call.day, self.facts.undone, grids)
        return Outcome(events=[undone])
