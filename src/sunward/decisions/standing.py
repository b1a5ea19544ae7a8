"""How a decision stands on a day: judged again from the reports, by the rule books of its matter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sunward.charter.engine import UnusableCase
from sunward.decisions.judging import judge_resolution
from sunward.decisions.models import Decision, Step
from sunward.decisions.plan import Plans
from sunward.decisions.rules import Standing, StateWord, state_word
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.text import Text

OTHERS = ("ratified_by", "superseded_by")
RELATED = ("step", "matter", *(f"{other}__{part}" for other in OTHERS for part in ("step", "matter")))
REPORTS = ("matter__steps", *(f"{other}__matter__steps" for other in OTHERS))


@dataclass(frozen=True, slots=True)
class DecisionState:
    """One word, and the findings behind it. `corrected_by` names a later report that says it was otherwise."""

    word: StateWord
    findings: tuple[Finding, ...]
    ratified_by: str = ""
    superseded_by: str = ""
    corrected_by: str = ""

    @property
    def unlocks(self) -> bool:
        """Whether anything may rest on the decision."""
        return self.word in {"in_force", "carried_out"}


def state_of(decision: Decision, on: date, plans: Plans | None = None, depth: int = 0) -> DecisionState:
    """The state of a decision at the end of the day `on`, from what was recorded by then.

    A ratification counts only while the decision that ratifies is itself in order, and so does a later decision
    that takes the place of this one.
    """
    known = plans or Plans()
    reports = [step for step in decision.matter.steps.all() if step.recorded_on <= on]
    findings = judged(decision, reports, known)
    ratified = _stands(decision.ratified_by, decision.ratified_on, on, known, depth)
    superseded = _stands(decision.superseded_by, decision.superseded_on, on, known, depth)
    correction = next((step for step in reports if step.corrects_id == decision.step_id), None)
    standing = Standing(
        in_order=not breaches(findings) and correction is None,
        ratified=ratified is not None and correction is None,
        superseded=superseded is not None,
        carried_out=decision.carried_out_on is not None and decision.carried_out_on <= on,
    )
    return DecisionState(
        state_word(standing),
        findings,
        ratified.number if ratified else "",
        superseded.number if superseded else "",
        correction.number if correction else "",
    )


def word_of(decision: Decision, on: date, plans: Plans) -> StateWord:
    """The state of a decision for lists: from the findings kept with its report, as long as nothing was corrected.

    The kept findings are what the judge said of the same facts, so judging fifty matters again adds nothing - until
    somebody corrects a report, and then it is judged again.
    """
    steps = [step for step in decision.matter.steps.all() if step.recorded_on <= on]
    if any(step.corrects_id for step in steps) or decision.ratified_by_id:
        return state_of(decision, on, plans).word
    kept = [Finding.from_dict(found) for found in decision.step.findings]
    carried_out = decision.carried_out_on is not None and decision.carried_out_on <= on
    superseded = _stands(decision.superseded_by, decision.superseded_on, on, plans, 0)
    return state_word(Standing(not breaches(kept), False, superseded is not None, carried_out))


def judged(decision: Decision, reports: Iterable[Step], plans: Plans) -> tuple[Finding, ...]:
    """What the judge says of the decision today. Reports that cannot be judged together are a breach of their own."""
    rules = plans.charter_of(decision.matter)
    try:
        return judge_resolution(decision.matter, decision.step, reports, rules).findings
    except UnusableCase as error:
        text = Text(f"现有报告无法判断：{error}", f"The reports cannot be judged: {error}")
        return (Finding("unusable", False, text, actual=str(error)),)


def _stands(other: Decision | None, since: date | None, on: date, plans: Plans, depth: int) -> Decision | None:
    """The other decision, if it had been made by then and is in order; chains end after a few links."""
    if other is None or since is None or since > on or depth > 3:
        return None
    word = state_of(other, on, plans, depth + 1).word
    return None if word == "not_in_order" else other
