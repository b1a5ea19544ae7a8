"""The steps of one matter side by side: what the procedure asks, what was reported, what the judge said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sunward.charter.engine import Charter
from sunward.charter.queries import day_after
from sunward.decisions.hearing.cited import asked_too_late
from sunward.decisions.judging import told
from sunward.decisions.judging.cases import BEFORE, DISCLOSURES, RESOLUTION, late_by, newest
from sunward.decisions.judging.delegated import ticked
from sunward.decisions.judging.entitled import unshown
from sunward.decisions.models import Step
from sunward.decisions.plan import PlannedStep, body_name, plan_of, step_title
from sunward.disclosure.queries import Posting
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.text import Text

Place = Literal["done", "next", "later", "passed", "left_out"]


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report. `late_by` is how many calendar days after the claimed day it was entered."""

    number: str
    body: Text
    held_on: date
    recorded_on: date
    late_by: int
    reported_by_post: str
    notice_on: date | None
    called_by: Text | None
    agenda_fixed_on: date | None
    agenda_includes_matter: bool | None
    counts: Mapping[str, Mapping[str, int]]
    adopted: bool
    note: str
    minutes_sha256: str
    minutes_type: str
    findings: tuple[Finding, ...]
    corrects: str
    meeting: str
    hearing: str
    replaced_by: str
    unshown: bool = False  # nobody has shown how many were entitled
    alerts: tuple[Text, ...] = ()  # beside the judge's findings: what bars nothing

    @property
    def breaches(self) -> tuple[Finding, ...]:
        return breaches(self.findings)


@dataclass(frozen=True, slots=True)
class StepView:
    """One step: `report` is the one that counts, `older` those that were repeated or corrected.

    `due_on` is the last day by which the charter wants the step, counted from the one before.
    """

    key: str
    title: Text
    body: Text
    required: bool
    gate: Text | None
    source: str
    place: Place
    due_on: date | None
    report: ReportView | None
    older: tuple[ReportView, ...]
    posting: Posting | None


def step_views(
    rules: Charter, kind: str, reports: Iterable[Step], postings: Mapping[str, Posting]
) -> tuple[StepView, ...]:
    """The steps in the order of the procedure; reported steps that it does not know stand where they belong."""
    known = list(reports)
    counting = newest(known)
    body = counting[RESOLUTION].body if RESOLUTION in counting else ""
    plan = with_unplanned(plan_of(rules, kind, body), counting)
    places = _places(plan, counting, postings)
    return tuple(
        StepView(
            key=step.key,
            title=step.title,
            body=body_name(rules, step.body),
            required=step.required,
            gate=step.gate,
            source=step.source,
            place=places[step.key],
            due_on=due_on(plan, step, counting),
            report=_report(counting[step.key], known, rules) if step.key in counting else None,
            older=tuple(_report(old, known, rules) for old in _older(step.key, known, counting)),
            posting=postings.get(DISCLOSURES.get(step.key, "")),
        )
        for step in plan
    )


def with_unplanned(plan: tuple[PlannedStep, ...], counting: Mapping[str, Step]) -> tuple[PlannedStep, ...]:
    """The plan with what was done besides: deliberation before it, the rest after it."""
    known = {step.key for step in plan}
    extra = [
        PlannedStep(key, step_title(key), report.body, required=False)
        for key, report in counting.items()
        if key not in known
    ]
    before = tuple(step for step in extra if step.key in BEFORE)
    return (*before, *plan, *(step for step in extra if step.key not in BEFORE))


def due_on(plan: Iterable[PlannedStep], wanted: PlannedStep, counting: Mapping[str, Step]) -> date | None:
    """The last day for a step, once the one before it has been taken."""
    previous: Step | None = None
    for step in plan:
        if step.key == wanted.key:
            return day_after(previous.held_on, wanted.within) if previous and wanted.within else None
        previous = counting.get(step.key, previous)
    return None


def _places(
    plan: Iterable[PlannedStep], counting: Mapping[str, Step], postings: Mapping[str, Posting]
) -> dict[str, Place]:
    """Which steps are done, which one is next, which come later; which were left out before one that was taken, and
    which are passed by the next one, as nobody has to take them: they still can be."""
    steps = list(plan)
    done = [step.key in counting or DISCLOSURES.get(step.key, "") in postings for step in steps]
    last_done = max((index for index, taken in enumerate(done) if taken), default=-1)
    ahead = next((index for index in range(last_done + 1, len(steps)) if steps[index].required), len(steps))
    places: dict[str, Place] = {}
    for index, step in enumerate(steps):
        if done[index]:
            places[step.key] = "done"
        elif index < last_done:
            places[step.key] = "left_out"
        else:
            places[step.key] = "passed" if index < ahead < len(steps) else "next" if index == ahead else "later"
    return places


def _older(key: str, known: list[Step], counting: Mapping[str, Step]) -> list[Step]:
    current = counting.get(key)
    return [report for report in known if report.key == key and (current is None or report.pk != current.pk)]


def _report(step: Step, known: list[Step], rules: Charter) -> ReportView:
    by_pk: dict[Any, Step] = {other.pk: other for other in known}
    corrected = by_pk.get(step.corrects_id)
    later = [other for other in known if other.corrects_id == step.pk]
    repeated = [other for other in known if other.key == step.key and other.sequence > step.sequence]
    late, told_of = asked_too_late(step, "") if step.key == RESOLUTION else None, told.mark(step)
    return ReportView(
        number=step.number,
        body=body_name(rules, step.body),
        held_on=step.held_on,
        recorded_on=step.recorded_on,
        late_by=late_by(step),
        reported_by_post=step.reported_by_post,
        notice_on=step.notice_on,
        called_by=body_name(rules, step.called_by) if step.called_by else None,
        agenda_fixed_on=step.agenda_fixed_on,
        agenda_includes_matter=step.agenda_includes_matter,
        counts=step.counts,
        adopted=step.adopted,
        note=step.note,
        minutes_sha256=step.minutes_sha256,
        minutes_type=step.minutes_type,
        findings=tuple(Finding.from_dict(found) for found in step.findings),
        corrects=corrected.number if corrected else "",
        meeting=step.meeting or "",
        hearing=step.hearing or "",
        replaced_by=next((other.number for other in (later or repeated)), ""),
        unshown=bool(unshown(step)),
        alerts=(*(one.text for one in (late, told_of) if one), *([box] if (box := ticked(step)) else [])),
    )
