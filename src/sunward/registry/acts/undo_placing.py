"""Take back the grid of a door that was recorded wrongly; follows from a dispute that was upheld, and is granted to
nobody."""

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.memo import forget
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.record import queries as record
from sunward.registry.events import PlacingUndone
from sunward.registry.models import Household
from sunward.registry.queries.grids import lived_since
from sunward.registry.residence.grids import take_back

EVERY = 1000  # entries about one door: more than any has


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
        grids = tuple(area.code for area in (wrong.grid, wrong.was, home.grid) if area)
        undone = PlacingUndone(home.community_code, home.number, people, self.call.day, self._since(), grids)
        return Outcome(events=[undone])

    def _since(self) -> str:
        """The entry from which on what is taken back tells on rolls. Once an earlier one was taken back while this one
        stood, this one said of those days too in which grid the door lay."""
        told = record.journal_of(Ref(self.subject_type, self.subject.number), limit=EVERY)
        own = next((place for place, one in enumerate(told) if one.ref == self.facts.undone), len(told))
        undone = {one.public.get("undone") for one in told[:own] if one.act == self.name}
        return next((one.ref for one in reversed(told[own:]) if one.ref in undone), self.facts.undone)
