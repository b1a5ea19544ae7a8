"""What the procedures that apply to a decision ask of the judge, worked out once per matter and body."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sunward.charter.engine.procedures import Procedure, Step
from sunward.charter.engine.rules import Gap, Publication, StepBefore


@dataclass(frozen=True, slots=True)
class Route:
    """Steps that must come first, earlier steps with a meeting of their own, disclosures that follow."""

    required: tuple[StepBefore, ...]
    meetings: tuple[Step, ...]
    disclosures: tuple[Publication, ...]
    gaps: tuple[Gap, ...] = ()


def route_of(procedures: Iterable[Procedure]) -> Route:
    """Several procedures ask for one step only once: a read rule goes before an unread one, else the first."""
    found = tuple(procedures)
    steps = [step for procedure in found for step in procedure.before_resolution]
    return Route(
        required=required_once(rule for procedure in found for rule in _required(procedure)),
        meetings=tuple(
            {step.key: step for step in sorted(steps, key=_weight) if step.quorum or step.majority}.values()
        ),
        disclosures=tuple(rule for procedure in found for rule in _disclosures(procedure)),
        gaps=tuple(gap for procedure in found for gap in _gaps(procedure)),
    )


def _weight(step: Step) -> bool:
    return not step.unconfirmed


def _required(procedure: Procedure) -> list[StepBefore]:
    before: list[str] = []
    rules = []
    for step in procedure.before_resolution:
        if step.required:
            follows = tuple(before)
            rules.append(StepBefore(step=step.key, follows=follows, source=step.source, unconfirmed=step.unconfirmed))
            before.append(step.key)
    return rules


def _gaps(procedure: Procedure) -> list[Gap]:
    """Up to the resolution."""
    earlier: list[str] = []
    gaps = []
    for step in procedure.through_resolution:
        wait = step.after_at_least
        if wait:
            follows = tuple(reversed(earlier))
            gaps.append(
                Gap(step=step.key, follows=follows, at_least=wait, source=step.source, unconfirmed=step.unconfirmed)
            )
        earlier.append(step.key)
    return gaps


def _disclosures(procedure: Procedure) -> list[Publication]:
    """The disclosure that follows the resolution; later ones count from steps whose dates nobody reports."""
    return [
        Publication(step=step.key, within=step.within, source=step.source, unconfirmed=step.unconfirmed)
        for step in procedure.steps
        if step.key == "resolution_disclosure"
    ]


def required_once(rules: Iterable[StepBefore]) -> tuple[StepBefore, ...]:
    """One rule per step; whichever is kept, the step's place in a procedure is kept with it."""
    kept: dict[str, StepBefore] = {}
    for rule in rules:
        known = kept.get(rule.step)
        kept[rule.step] = rule if known is None else _joined(known, rule)
    return tuple(kept.values())


def _joined(known: StepBefore, rule: StepBefore) -> StepBefore:
    better, other = (rule, known) if known.unconfirmed and not rule.unconfirmed else (known, rule)
    return better if better.follows or not other.follows else replace(better, follows=other.follows)
