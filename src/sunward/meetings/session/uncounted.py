"""An item whose rules count people otherwise than the roll of the meeting does: told while there is time to call
another meeting, for by this roll nobody could ever be enough."""

from sunward.charter.engine.vocabulary import CLASSES
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.room import Room

RULE = "counted_otherwise"
OTHERWISE = Text(
    "这一项所依的规则按{classes}计数，这次会议的名册分不出来，在这次会议上不能表决：另编一份这样的名册，按它另外召集会议。",
    "The rules of this item count {classes}, whom the roll of this meeting does not tell apart: it cannot be voted on "
    "here. Freeze such a roll, and call a meeting by it.",
)


def told_of_roll(room: Room, item: AgendaItem) -> list[Finding]:
    """Nothing is broken yet; nothing of what is for discussion alone, or of a meeting without a roll."""
    if not item.to_decide or not room.counted_as:
        return []
    rules = room.rules_on(item)
    known = room.count(clock.now(), frozenset(), (), rules).counts.keys()
    for need in rules.rules.rules.quorum:
        asked = [one for one in need.alternatives if not one.unconfirmed]
        if asked and not any(one.of in known for one in asked):
            names = [CLASSES[one.of] for one in asked]
            classes = Text("、".join(one.zh for one in names), ", ".join(one.en for one in names))
            return [Finding(RULE, True, OTHERWISE.fill(classes=classes), asked[0].source)]
    return []
