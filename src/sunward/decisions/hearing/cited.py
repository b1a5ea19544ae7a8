"""The later resolution must cite the hearing: judged from what the step itself carries, so that it stays so."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from sunward.charter.engine import Charter
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

RULE = "hearing_cited"
CITED = Text("引用听证会 {hearing}，每条意见都已答复。", "It cites the hearing {hearing}, with every opinion answered.")
NONE = Text(
    "要先听证，决议要引用听证会：没有引用。",
    "It has to be heard first, and the resolution cites the hearing: none is cited.",
)
UNFIT = Text(
    "引用的 {hearing} 不算数：要是这件事的听证会，按规定通知和确定发言人，并且每条意见都已答复。",
    "{hearing} does not count: it has to be a hearing on this matter, held by the rules, with every opinion answered.",
)
TOO_LATE = Text(
    "听证会 {hearing} 的意见到 {day} 才答复完，决议在前。",
    "The last opinion of {hearing} was answered on {day} only, after the resolution.",
)


ASKED = Text(
    "联名要求听证，{day} 人数已够：决议要引用听证会，没有引用。",
    "Enough people had asked for a hearing by {day}, and the resolution cites it: none is cited.",
)
LATE_RULE = "hearing_asked_late"
ASKED_LATE = Text(
    "注意：联名要求听证，{day} 人数已够，是在会议通知以后；这次决定不受影响，但是没有先听证。",
    "Alert: enough people asked for a hearing by {day}, after the notice of the session. It does not stop this "
    "decision; they were not heard before it.",
)


UNKNOWN_RULE = "hearing_unknown"
NOT_HEARD = Text(
    "注意：联名要求听证，{day} 人数已够；现在的事项类别没有听证规则，没有先听证就决定了。",
    "Alert: enough people had asked for a hearing by {day}. No rule knows hearings on this kind of matter, and it was "
    "decided without one.",
)


class Citing(Protocol):
    """What a step says of the hearing it rests on; the model has it."""

    held_on: date
    notice_on: date | None
    meeting: str | None
    hearing_asked_on: date | None
    hearing: str | None
    hearing_concluded_on: date | None


def hearing_findings(kind: str, resolution: Citing, rules: Charter) -> Iterator[Finding]:
    """Nothing where no rule book asks for a hearing on this kind of matter, and not enough people did in time."""
    rule, asked = rules.hearing_for(kind), asked_in_time(resolution)
    if rule is None or not (rule.required or asked):
        return
    text, ok = _verdict(resolution)
    if text is NONE and asked and not rule.required:
        text = ASKED.fill(day=resolution.hearing_asked_on or "")
    concluded = str(resolution.hearing_concluded_on or "")
    yield Finding(RULE, ok, text, rule.source, f"by {resolution.held_on}", concluded, rule.unconfirmed)


def _verdict(step: Citing) -> tuple[Text, bool]:
    if not step.hearing:
        return NONE, False
    if step.hearing_concluded_on is None:
        return UNFIT.fill(hearing=step.hearing), False
    if step.hearing_concluded_on > step.held_on:
        return TOO_LATE.fill(hearing=step.hearing, day=step.hearing_concluded_on), False
    return CITED.fill(hearing=step.hearing), True


def asked_in_time(step: Citing) -> bool:
    """Whether a petition had its number by the notice of the session. Later it would stop a decision in the last hour,
    whoever is against it. Only a notice in this record counts: one that is typed could be of any day."""
    return step.hearing_asked_on is not None and in_time_for(step, step.hearing_asked_on)


def in_time_for(step: Citing, asked_on: date) -> bool:
    """The same of a day that the step does not bear yet."""
    return asked_on <= (step.notice_on if step.meeting and step.notice_on else step.held_on)


def asked_too_late(step: Citing, source: str) -> Finding | None:
    """The mark of a resolution that a petition came too late to stop, and that cites no hearing all the same. What was
    typed may have been held on any day: there it is marked until the report was recorded."""
    asked_on, cites = step.hearing_asked_on, step.hearing_concluded_on is not None
    if asked_on is None or cites or asked_in_time(step) or (step.meeting and asked_on > step.held_on):
        return None
    text = ASKED_LATE.fill(day=asked_on)
    return Finding(LATE_RULE, False, text, source, f"by {step.notice_on or step.held_on}", str(asked_on))


def asked_in_vain(step: Citing) -> Finding | None:
    """The mark of a resolution under a kind that nobody is heard on, while people asked to be heard under another."""
    if step.hearing_asked_on is None:
        return None
    return Finding(UNKNOWN_RULE, False, NOT_HEARD.fill(day=step.hearing_asked_on), actual=str(step.hearing_asked_on))
