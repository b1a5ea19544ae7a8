"""What answers to objections and rulings on appeals have in common."""

from datetime import date

from sunward.disclosure.events import ObjectionUpheld
from sunward.disclosure.models import Answer, Objection
from sunward.disclosure.rules import UPHELD
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

OUTCOMES = (
    (Answer.UPHELD.value, Text("异议成立", "upheld")),
    (Answer.PARTLY.value, Text("部分成立", "upheld in part")),
    (Answer.NOT_UPHELD.value, Text("异议不成立", "not upheld")),
)
IN_PUBLIC = Text("答复全文公开，请不要写姓名。", "The answer is public word for word: write no names.")


def in_time(rule: str, due_on: date, on: date, source: str) -> Finding:
    """Whether an answer or ruling came by its day."""
    late = (on - due_on).days
    text = (
        Text(f"应在 {due_on} 前答复，晚了 {late} 天。", f"Due by {due_on}; {late} days late.")
        if late > 0
        else Text("按时答复。", "Answered in time.")
    )
    return Finding(rule, late <= 0, text, source, f"<= {due_on}", str(on))


def upheld_events(objection: Objection, outcome: str, on: date) -> list[ObjectionUpheld]:
    """What is announced when an objection turns out right: whatever waited for the posting waits again."""
    if outcome not in UPHELD:
        return []
    publication = objection.publication
    return [ObjectionUpheld(objection.community_code, publication.number, objection.number, publication.about, on)]
