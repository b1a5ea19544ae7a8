"""An item to be decided, of a kind that has a procedure or must be heard first, that is about no matter of the record:
adopted, it is no step of one, opens nothing, and cites no hearing. About whatever else it is, a petition or a draft of
rules, that is no matter either: a draft is adopted by the matter that names it.

A mark and no bar: whoever would rather go round the procedure could leave out the kind as well, and nothing would be
said anywhere. Who is elected or recalled goes by ways of its own, as the rule book says of their kinds.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sunward.charter.engine import Charter, Hearing
from sunward.charter.engine.procedures import Procedure
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.offtable import MATTER
from sunward.meetings.session.room import Room

RULE, HEARD_RULE = "matter_named", "hearing_cited"
UNNAMED = Text(
    "这类事项有规定的程序，这一项没有写明属于记录里的哪个事项：通过了也不算其中的一步，不产生后果。",
    "This kind of matter has a procedure, and the item names no matter in the record: adopted, it is no step of one, "
    "and nothing follows from it.",
)
UNHEARD = Text(
    "这类事项要先听证，决议要引用听证会：没有写明属于哪个事项，就没有引用。",
    "This kind of matter has to be heard first, and the resolution cites the hearing: an item that names no matter "
    "cites none.",
)
NOTHING_FOLLOWS = Text(
    "记录里没有对应的事项，所以不产生后果。", "There is no matter in the record, so nothing follows from it."
)
NOBODY_HEARD = Text("这类事项要先听证：没有引用听证会。", "This kind has to be heard first: no hearing is cited.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the rules ask of a kind of matter that an item leaves out; `hearing` where it must be heard first."""

    procedure: Procedure | None
    hearing: Hearing | None

    @property
    def findings(self) -> Iterator[Finding]:
        by = self.procedure or self.hearing
        if by:
            yield Finding(RULE, False, UNNAMED, by.source, unconfirmed=by.unconfirmed)
        if self.hearing:
            yield Finding(HEARD_RULE, False, UNHEARD, self.hearing.source, unconfirmed=self.hearing.unconfirmed)

    @property
    def said(self) -> Text | None:
        """The same beside an outcome: that it is adopted in the room and nowhere else."""
        heard = NOBODY_HEARD if self.hearing and not self.hearing.unconfirmed else None
        if not (self.procedure or self.hearing):
            return None
        return Text(NOTHING_FOLLOWS.zh + heard.zh, f"{NOTHING_FOLLOWS.en} {heard.en}") if heard else NOTHING_FOLLOWS


def wanted_of(item: AgendaItem, rules: Charter, body: str) -> Wanted:
    """What a body's item leaves out by some rule books; nothing of one that is about a matter, of no kind, for
    discussion alone, or a choice among several, which resolves no matter."""
    kind = rules.matters.get(item.matter_kind)
    of_none = item.to_decide and not item.method and item.about_type != MATTER
    if kind is None or kind.chooses_people or not of_none:
        return Wanted(None, None)
    hearing = rules.hearing_for(kind.key)
    return Wanted(_procedure_of(kind.key, rules, body), hearing if hearing and hearing.required else None)


def _procedure_of(kind: str, rules: Charter, body: str) -> Procedure | None:
    """The way that this kind has to go before the body, or else before whichever is competent."""
    own = rules.procedure_for(kind, body)
    elsewhere = [one for one in rules.procedures.values() if kind in one.matters]
    return next(iter([*own, *elsewhere]), None)


def lacks_matter(room: Room, items: Iterable[AgendaItem]) -> dict[str, tuple[Finding, ...]]:
    """By item what it leaves out, of those that leave something out."""
    open_still = [one for one in items if one.to_decide and one.matter_kind and one.about_type != MATTER]
    if room.meeting.kind != "session" or not open_still:
        return {}
    rules = room.rules.rules.charter
    found = {one.number: tuple(wanted_of(one, rules, room.meeting.body).findings) for one in open_still}
    return {number: every for number, every in found.items() if every}
