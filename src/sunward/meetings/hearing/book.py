"""What the rule books say of a hearing: whose rules hold for it, and whether people were told in time."""

from datetime import date

from sunward.charter import engine
from sunward.charter import queries as charter
from sunward.charter.wording import lasting
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.models import Meeting

UNSAID = Text("规则册没有写明这种会怎么开。", "No rule book says how such a meeting is held.")
HEARING = "hearing"


def hearing_rules(meeting: Meeting) -> engine.Hearing | None:
    """The rules of this hearing, coordination or appraisal meeting, by the rule books in force when it was called."""
    if meeting.kind == "session":
        return None
    return charter.hearing(meeting.community_code, rules_key(meeting), meeting.convened_on)


def rules_key(meeting: Meeting) -> str:
    """A hearing goes by the rules of its kind of matter, the other two by their own."""
    if meeting.kind != HEARING:
        return meeting.kind
    first = min(meeting.items.all(), key=lambda item: item.place, default=None)
    return first.matter_kind if first else ""


def hearing_notice(rules: engine.Hearing | None, given_on: date | None, day: date) -> tuple[Finding, ...]:
    """Was the notice long enough? None was given: as if on the day itself."""
    if rules is None:
        return (Finding("notice", False, UNSAID),)
    days, told = rules.notice, given_on or day
    words = lasting(days)
    text = Text(f"应提前{words.zh}通知。", f"Notice has to be given {words.en} before.")
    in_time = charter.day_after(told, days) <= day
    return (Finding("notice", in_time, text, rules.source, str(days), str(given_on or "none")),)
