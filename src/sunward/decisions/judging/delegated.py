"""What the judge says of a body that decides what is another's: it was handed over by the decision that is named for
it, never by a box that somebody ticks. Told from the step alone, so that it stays so."""

from collections.abc import Iterator
from typing import Protocol

from sunward.charter.engine import Charter
from sunward.charter.engine.rules import Competence
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

RULE = "authorisation"
TOLD = Text(
    "凭决定 {decision} 作出：由有权的机构在这以前就同类事项作出，符合程序。它是否把这件事交给本机构，请看它的原文。",
    "Under decision {decision}, taken before by a body that may decide this kind of matter, and in order. Whether its "
    "words hand this matter over, everybody can read there.",
)
UNFIT = Text(
    "授权的决定 {decision} 不算数：要由自己有权决定这类事项的机构、就同类事项、在这以前作出，符合程序，当天仍然有效。",
    "Decision {decision} does not count as its authorisation: that has to be on this kind of matter, taken before by a "
    "body that may decide it itself, in order, and in force on the day.",
)
TICKED = Text(
    "注意：授权只是登记的人勾选的，没有写明凭哪个决定。",
    "Alert: that the body was authorised was ticked by whoever entered it; no decision is named.",
)


class Delegated(Protocol):
    """What a resolution says of its authority; the model has it."""

    key: str
    body: str
    authorised_by: str | None
    authorised_by_assembly: bool


def handed_down(rules: Charter, kind: str, body: str) -> Competence | None:
    """The rule by which a body decides this kind of matter only where it was handed over to it."""
    matter = rules.matters.get(kind)
    competences = matter.competences if matter else ()
    return next((one for one in competences if body in one.delegable_to and body not in one.decided_by), None)


def authorisation_findings(kind: str, resolution: Delegated, rules: Charter) -> Iterator[Finding]:
    """Nothing where the body needs no authorisation, nor where none is named: the judge says so of its competence."""
    rule, named = handed_down(rules, kind, resolution.body), resolution.authorised_by
    if rule is not None and named:
        ok = resolution.authorised_by_assembly
        text, source = (TOLD if ok else UNFIT).fill(decision=named), rule.delegable_to[resolution.body]
        yield Finding(RULE, ok, text, source, " or ".join(rule.decided_by), named, rule.unconfirmed)


def ticked(step: Delegated) -> Text | None:
    """The mark of a report from before the decision was asked for: a box was believed."""
    return TICKED if step.authorised_by_assembly and not step.authorised_by else None
