"""How a decision stands on a day: judged again from the reports, by the rule books of its matter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sunward.charter.engine import UnusableCase
from sunward.decisions.judging.cases import Standing, StateWord, state_word
from sunward.decisions.judging.verdicts import judge_resolution
from sunward.decisions.models import Decision, Step
from sunward.decisions.plan import Plans
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.text import Text

OTHERS = ("ratified_by", "superseded_by")
RELATED = ("step", "matter", *(f"{other}__{part}" for other in OTHERS for part in ("step", "matter")))
REPORTS = ("matter__steps", *(f"{other}__matter__steps" for other in OTHERS))
UNLOCKING = frozenset({"in_force", "carried_out"})
LONGEST_CHAIN = 3  # decisions that ratify one another


@dataclass(frozen=True, slots=True)
class DecisionState:
    """One word, and the findings behind it.

    `superseded_by` names the decision that took this one's place, and with it its money, even if that one turned
    out not to be in order itself; `corrected_by` a later report that says it was otherwise.
    """

    word: StateWord
    findings: tuple[Finding, ...]
    ratified_by: str = ""
    superseded_by: str = ""
    corrected_by: str = ""

    @property
    def unlocks(self) -> bool:
        """Whether anything may rest on the decision. What handed on its money never releases any again: a sum that
        was counted twice would be the price."""
        return self.word in UNLOCKING and not self.superseded_by


def state_of(decision: Decision, on: date, plans: Plans | None = None) -> DecisionState:
    """The state of a decision at the end of the day `on`, from what was recorded by then.

    A ratification counts only while the decision that ratifies is itself in order, and so does a later decision
    that takes the place of this one.
    """
    known = plans or Plans()
    ground = _ground(decision, on, known)
    newer = decision.superseded_by if decision.superseded_on and decision.superseded_on <= on else None
    standing = Standing(
        in_order=ground.in_order,
        ratified=ground.ratified_by is not None,
        superseded=_effective(newer, decision.superseded_on, on, known) is not None,
        carried_out=decision.carried_out_on is not None and decision.carried_out_on <= on,
    )
    return DecisionState(
        state_word(standing),
        ground.findings,
        ground.ratified_by.number if ground.ratified_by else "",
        newer.number if newer else "",
        ground.correction.number if ground.correction else "",
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a decision stands on: the judge's findings, or a ratification; a correction takes both away."""

    findings: tuple[Finding, ...]
    correction: Step | None
    ratified_by: Decision | None

    @property
    def in_order(self) -> bool:
        return not breaches(self.findings) and self.correction is None


def _ground(decision: Decision, on: date, plans: Plans, links: int = 0) -> _Ground:
    reports = [step for step in decision.matter.steps.all() if step.recorded_on <= on]
    findings = judged(decision, reports, plans)
    correction = next((step for step in reports if step.corrects_id == decision.step_id), None)
    ratified = None if correction else _effective(decision.ratified_by, decision.ratified_on, on, plans, links + 1)
    return _Ground(findings, correction, ratified)


def _effective(other: Decision | None, since: date | None, on: date, plans: Plans, links: int = 0) -> Decision | None:
    """The other decision, if it had been made by then and is in order or ratified; a chain ends after three links."""
    if other is None or since is None or since > on or links > LONGEST_CHAIN:
        return None
    ground = _ground(other, on, plans, links)
    return other if ground.in_order or ground.ratified_by else None


def judged(decision: Decision, reports: Iterable[Step], plans: Plans) -> tuple[Finding, ...]:
    """What the judge says of the decision today. Reports that cannot be judged together are a breach of their own."""
    rules = plans.charter_of(decision.matter)
    try:
        return judge_resolution(decision.matter, decision.step, reports, rules, decision.authorised).findings
    except UnusableCase as error:
        return (unjudged(error),)


def unjudged(error: UnusableCase) -> Finding:
    """What stands in the place of a verdict where the reports allow none."""
    text = Text(f"现有报告无法判断：{error}", f"The reports cannot be judged: {error}")
    return Finding("unusable", False, text, actual=str(error))
