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


class Citing(Protocol):
    """What a step says of the hearing it rests on; the model has it."""

    held_on: date
    hearing: str | None
    hearing_concluded_on: date | None


def hearing_findings(kind: str, resolution: Citing, rules: Charter) -> Iterator[Finding]:
    """Nothing where no rule book asks for a hearing on this kind of matter."""
    rule = rules.hearing_for(kind)
    if rule is None or not rule.required:
        return
    text, ok = _verdict(resolution)
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
