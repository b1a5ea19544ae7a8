"""What the judge says: of a resolution, and of each step on the way to it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sunward.charter.engine import Charter, judge
from sunward.charter.engine import Finding as Judged
from sunward.charter.engine.judging.attendance import step_attendance
from sunward.charter.engine.vocabulary import Rule
from sunward.decisions.hearing.cited import hearing_findings
from sunward.decisions.judging.cases import Report, case_of, counted_by, taken_before
from sunward.decisions.judging.days import resolution_days, step_days
from sunward.decisions.judging.delegated import authorisation_findings
from sunward.decisions.judging.entitled import entitled_findings
from sunward.decisions.judging.sums import sum_findings
from sunward.decisions.models import Matter, Step
from sunward.decisions.plan import PlannedStep, body_name, required_before
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.text import Text
from sunward.registry import queries as registry

SHOWN = Text("有会议记录的照片。", "There is a photograph of the minutes.")
NOT_SHOWN = Text(
    "这次会议不在记录里，也没有会议记录的照片：只有填报的数字。",
    "The meeting is not in this record, and no photograph of its minutes is shown: there are typed figures only.",
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was judged and what came of it; the case can be fed to `sunward judge` by anybody."""

    case: Mapping[str, Any]
    findings: tuple[Finding, ...]

    @property
    def in_order(self) -> bool:
        return not breaches(self.findings)


def judge_resolution(
    matter: Matter, resolution: Step, reports: Iterable[Report], rules: Charter, authorised: Decimal | None
) -> Judgement:
    """Was this resolved validly, by the rule books of the matter? `authorised` is what it lets be spent, in yuan.

    Raises:
        UnusableCase: when the report lacks a figure that a rule needs, or carries an impossible one.
    """
    known = list(reports)
    case = case_of(matter.kind, resolution, known)
    judged = tuple(as_finding(found) for found in judge(case, rules, registry.add_working_days).findings)
    besides = (
        *authorisation_findings(matter.kind, resolution, rules),
        *hearing_findings(matter.kind, resolution, rules),
        *minutes_findings(resolution, rules),
        *entitled_findings(resolution, rules),
        *sum_findings(matter, resolution.body, authorised, rules),
        *resolution_days(matter.opened_on, resolution, known, judged),
    )
    return Judgement(case, (*judged, *besides))


def minutes_findings(resolution: Step, rules: Charter) -> Iterator[Finding]:
    """A body that keeps minutes by its rule is believed by them: a resolution that no meeting in this record tells of
    shows the photograph of its minutes. Figures alone, which one person types, unlock nothing."""
    session = rules.sessions.get(resolution.body)
    rule = session.minutes if session else None
    if rule and not rule.unconfirmed and not resolution.meeting:
        ok = bool(resolution.minutes_sha256)
        yield Finding("minutes_shown", ok, SHOWN if ok else NOT_SHOWN, rule.source)


def judge_step(
    matter: Matter, report: Report, reports: Iterable[Report], plan: tuple[PlannedStep, ...], rules: Charter
) -> tuple[Finding, ...]:
    """What the procedure says of a step other than the resolution: its body, its place, its own attendance.

    Raises:
        UnusableCase: when the report lacks a figure that a rule needs.
    """
    known = list(reports)
    days = tuple(step_days(matter.opened_on, report, known))
    wanted = next((step for step in plan if step.key == report.key), None)
    if wanted is None:
        return days
    others = [other for other in known if other.pk != report.pk]
    findings = [
        *_body(report, wanted, rules),
        *order_findings(report, others, plan),
        *entitled_findings(report, rules),
        *days,
    ]
    return (*findings, *(as_finding(found) for found in _attendance(report, wanted)))


def _body(report: Report, wanted: PlannedStep, rules: Charter) -> Iterator[Finding]:
    if not wanted.body:
        return
    ok, should, did = report.body == wanted.body, body_name(rules, wanted.body), body_name(rules, report.body)
    text = (
        Text(f"这一步由{should.zh}办理。", f"This step is for the {should.en}.")
        if ok
        else Text(f"应由{should.zh}办理，实际是{did.zh}。", f"This step is for the {should.en}, not the {did.en}.")
    )
    yield Finding(Rule.COMPETENCE.value, ok, text, wanted.source, wanted.body, report.body)


def order_findings(report: Report, others: Iterable[Report], plan: tuple[PlannedStep, ...]) -> Iterator[Finding]:
    """Whether each step that the procedure has before this one was taken, and before it."""
    earlier = taken_before(others, report.held_on)
    for step in required_before(plan, report.key):
        if step.key == "resolution":
            return  # from here on the register says whether there is a decision to disclose or to carry out
        taken = earlier.get(step.key)
        if taken is None:
            yield _missing(step)
        else:
            yield _in_turn(step, taken, report)


def _missing(step: PlannedStep) -> Finding:
    text = Text(f"之前应有“{step.title.zh}”，没有记录。", f"“{step.title.en}” must come first; it is not reported.")
    return Finding(Rule.STEP_MISSING.value, False, text, step.source, step.key, "none")


def _in_turn(step: PlannedStep, taken: Report, report: Report) -> Finding:
    ok = taken.held_on <= report.held_on
    text = (
        Text(f"“{step.title.zh}”在前，{taken.held_on}。", f"“{step.title.en}” came first, on {taken.held_on}.")
        if ok
        else Text(
            f"“{step.title.zh}”应在前，实际在 {taken.held_on}。",
            f"“{step.title.en}” must come first; it was on {taken.held_on}.",
        )
    )
    return Finding(Rule.STEP_ORDER.value, ok, text, step.source, f"by {report.held_on}", str(taken.held_on))


def _attendance(report: Report, wanted: PlannedStep) -> Iterator[Judged]:
    if wanted.rule is None:
        return
    for rule, requirements in ((Rule.QUORUM, wanted.rule.quorum), (Rule.MAJORITY, wanted.rule.majority)):
        for requirement in requirements:
            yield from step_attendance(rule, requirement, counted_by(report))


def as_finding(found: Judged) -> Finding:
    """What the engine found, as the door takes it."""
    text = Text(found.text.zh, found.text.en)
    return Finding(found.rule.value, found.ok, text, found.source, found.required, found.actual, found.unconfirmed)
