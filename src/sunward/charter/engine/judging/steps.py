"""Was everything done that had to come first, in order, and long enough before?"""

from dataclasses import dataclass
from datetime import date

from sunward.charter.engine.findings import Finding
from sunward.charter.engine.judging.attendance import step_attendance
from sunward.charter.engine.judging.bench import Bench
from sunward.charter.engine.procedures import RESOLUTION
from sunward.charter.engine.routes import Route, required_once
from sunward.charter.engine.rules import Gap, StepBefore
from sunward.charter.engine.texts import Text
from sunward.charter.engine.vocabulary import STEPS, Rule
from sunward.charter.engine.wording import together


def step_findings(bench: Bench, route: Route) -> list[Finding]:
    """One finding for each step that had to come before the decision."""
    own = bench.rules.steps_before
    required = required_once((*own, *route.required)) if own else route.required
    return [*(_step(bench, rule) for rule in required), *_gap_findings(bench, route)]


@dataclass(frozen=True, slots=True)
class _Waited:
    """A shortest time between two steps of a case: it runs from the day of the earlier one, and ends on a day."""

    gap: Gap
    earlier: str
    since: date
    until: date
    ends: date


def _gap_findings(bench: Bench, route: Route) -> list[Finding]:
    """How long before: judged where both days are known and in order, for what is out of order is a breach already.
    Of several for the same two steps one that was read counts before an unread one, then the longest."""
    known = (_waited(bench, gap) for gap in route.gaps)
    waited = sorted((one for one in known if one), key=lambda one: (not one.gap.unconfirmed, one.ends - one.since))
    return [_gap(one) for one in {(one.gap.step, one.earlier): one for one in waited}.values()]


def _waited(bench: Bench, gap: Gap) -> _Waited | None:
    earlier = next((key for key in gap.follows if key in bench.case.steps), None)
    until = _day_of(bench, gap.step)
    if earlier is None or until is None:
        return None
    since = min(bench.case.steps[earlier])
    ends = bench.day_after(since, gap.at_least)
    return _Waited(gap, earlier, since, until, ends) if ends and since <= until else None


def _day_of(bench: Bench, step: str) -> date | None:
    if step == RESOLUTION:
        return bench.case.held_on
    return max(bench.case.steps.get(step, ()), default=None)


def _gap(one: _Waited) -> Finding:
    gap, name, wait, days = one.gap, STEPS[one.earlier], one.gap.at_least, (one.until - one.since).days
    ok, unit = one.until >= one.ends, "个工作日" if wait.working else "天"
    sentence = Text(
        f"“{name.zh}”应早于{one.until}至少{wait.days}{unit}，实际早{days}天",
        f'The step "{name.en}" must come at least {wait} before {one.until}; it came {days} before',
    )
    if wait.working:
        told = Text(f"，这段时间到{one.ends}为止", f" by the calendar, and this time ended on {one.ends}")
        sentence = Text(f"{sentence.zh}{told.zh}", f"{sentence.en}{told.en}")
    return Finding(
        Rule.STEP_ORDER,
        ok,
        gap.source,
        f"{one.earlier} at least {wait} before {one.until}",
        f"{days} days",
        together(sentence, ok),
        gap.unconfirmed,
    )


def _step(bench: Bench, rule: StepBefore) -> Finding:
    taken = bench.case.steps.get(rule.step)
    if not taken:
        return _missing(rule)
    first, last = min(taken), max(taken)
    if first > bench.case.held_on:
        return _order(rule, False, f"by {bench.case.held_on}", first)
    earlier = _step_before(bench, rule)
    if earlier and min(bench.case.steps[earlier]) > last:
        return _order(rule, False, f"after {earlier}", last)
    return _order(rule, True, f"by {bench.case.held_on}", first)


def _step_before(bench: Bench, rule: StepBefore) -> str | None:
    """The nearest earlier step of the procedure that was taken before the decision.

    One that was taken too late is already a breach of its own.
    """
    taken = bench.case.steps
    in_time = (key for key in reversed(rule.follows) if key in taken and min(taken[key]) <= bench.case.held_on)
    return next(in_time, None)


def _missing(rule: StepBefore) -> Finding:
    name = STEPS[rule.step]
    sentence = Text(
        f"作出决定以前应先有“{name.zh}”，没有记录",
        f'Before the decision there must be the step "{name.en}"; none is reported',
    )
    return Finding(
        Rule.STEP_MISSING,
        False,
        rule.source,
        rule.step,
        "none",
        together(sentence, False),
        rule.unconfirmed,
    )


def _order(rule: StepBefore, ok: bool, required: str, day: date) -> Finding:
    name = STEPS[rule.step]
    sentence = Text(f"“{name.zh}”的日期是{day}", f'The step "{name.en}" was taken on {day}')
    if not ok:
        sentence = Text(f"{sentence.zh}，次序颠倒", f"{sentence.en}, out of order")
    return Finding(
        Rule.STEP_ORDER,
        ok,
        rule.source,
        f"{rule.step} {required}",
        day.isoformat(),
        together(sentence, ok),
        rule.unconfirmed,
    )


def step_attendance_findings(bench: Bench, route: Route) -> list[Finding]:
    """Attendance and votes at the meetings of earlier steps, as far as the case counts them."""
    return [
        finding
        for step in route.meetings
        for rule, requirements in ((Rule.QUORUM, step.quorum), (Rule.MAJORITY, step.majority))
        for requirement in requirements
        for finding in step_attendance(rule, requirement, bench.case.counts)
    ]
