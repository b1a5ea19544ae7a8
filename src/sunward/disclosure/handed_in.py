"""What came to the desk on paper, an objection, an appeal, a dispute or a correction of minutes, and is entered on a
later day: it counts from the day on which it was handed in."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sunward.charter import queries as charter
from sunward.kernel.acts import Call
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

HINT = Text(
    "停电等原因，交来那天没有登记的，三天内（放假的，到上班那天）补记时填；当天登记的不填。",
    "For a slip that could not be entered on its day, within three days, or when the desk opens after the holidays. "
    "Empty: today.",
)
IN_TIME = Text(
    "交来以后 {last} 以前补记；过了的，不填交来的日子，从今天算起。",
    "Entered until {last} after it was handed in; later it counts from today, without that day.",
)
LATE = Text(
    "事后补记：{day} 交到服务台，从那天算起。那天以后依据这份公开办的事（付款在内），办的时候还没有它。",
    "Entered afterwards: handed in at the desk on {day}, and counts from then. What rested on this posting since, "
    "payments too, was done without it.",
)
ENTERED = Text(
    "事后补记：{day} 交到服务台，从那天算起。",
    "Entered afterwards: handed in at the desk on {day}, and counts from then.",
)
NOT_AHEAD = Text("交来的日子不晚于今天。", "It was not handed in in the future.")
THE_SLIP = Text(
    "填了交来的日子，要有那张单子的照片。", "With the day on which a slip was handed in goes its photograph."
)
BY_ONESELF = Text("自己办的当天登记。", "What is entered by oneself counts from today.")


def day_of_slip() -> Any:
    """A field of an act's facts: the day on which a slip came, asked for at the desk alone."""
    return asked("哪天交来的", "day on which it was handed in", hint=HINT, default=None)


def held_against_the_last(call: Call, facts: Any) -> date:
    """The day that is held against the last one. Before the desk has said when a slip came, while it is only asked
    whether it can be done, the earliest that it still can say: so the page asks for it."""
    if call.on_behalf_of is not None and not hasattr(facts, "handed_in"):
        return charter.first_day_to_enter(call.day)
    return getattr(facts, "handed_in", None) or call.day


def entered_in_time(call: Call, day: date | None, possible: bool, why_not: Text) -> Iterator[Finding]:
    """A slip that was handed in at the desk counts from that day, whenever the clerk enters it within its days. These
    bar: they pass by themselves, and whoever has the slip has it.

    Args:
        day: the day that is said; None where it came today.
        possible: whether there was anything yet, on that day, to hand it in for.
        why_not: what is said where there was not.

    Raises:
        FactsError: for a day that is said of one's own, or still to come, or on which there was nothing.
    """
    if day is None:
        return
    if call.on_behalf_of is None:
        raise unusable("handed_in", BY_ONESELF.zh, BY_ONESELF.en)
    if day > call.day:
        raise unusable("handed_in", NOT_AHEAD.zh, NOT_AHEAD.en)
    if not possible:
        raise unusable("handed_in", why_not.zh, why_not.en)
    last = charter.last_day_to_enter(day)
    yield Finding("entered_in_time", call.day <= last, IN_TIME.fill(last=last), required=f"<= {last}",
                  actual=str(call.day))  # fmt: skip


def marks_of_late(call: Call, day: date, said: Text = LATE) -> list[Finding]:
    """The mark of what was handed in on an earlier day than it is entered; `said` of what is no word on a posting."""
    late = day < call.day
    return [Finding("entered_late", False, said.fill(day=day), actual=str(call.day))] if late else []
