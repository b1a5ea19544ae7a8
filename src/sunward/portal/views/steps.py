"""The steps of a matter as the stepper shows them: each with its report, its breaches, and how many were there."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sunward.ballots.queries import VoteOn
from sunward.charter.wording import holder_name
from sunward.decisions.queries import MatterPage, ReportView, StepView
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import days_said, short_date
from sunward.portal import charts
from sunward.portal.links import address_of
from sunward.portal.words.areas import people_counted
from sunward.portal.words.checks import findings_shown
from sunward.portal.words.figures import OUTSIDE, as_in_the_room
from sunward.portal.words.postingstate import posting_words
from sunward.portal.words.said import begun

ASKED_ABOUT = frozenset({"notice", "quorum", "majority", "hearing_cited", "authorisation"})


def step_shown(step: StepView, today: date, code: str, put: Sequence[VoteOn]) -> dict[str, Any]:
    """A step as the stepper shows it: the breach stands in the step itself. `put` are the votes on its matter."""
    report = step.report
    shown: dict[str, Any] = {"state": state_of(step, today), "name": begun(step.title), "body": step.body}
    if report:
        shown |= {
            "on": report.held_on,
            "body": report.body,
            "checks": findings_shown(plain_checks(report)),
            "kept": findings_shown(routine_checks(report)),
            **attendance(report, put),
        }
        shown["note"] = " ".join(_remarks(step, report))
        if report.meeting:
            shown["url"] = address_of(Ref("meeting", report.meeting), code)
            shown["link"] = _("From meeting %(number)s") % {"number": report.meeting}
    elif step.posting:
        shown["on"] = step.posting.posted_on
        shown["summary"] = posting_words(step.posting.state)
    elif step.gate:
        shown["summary"] = days_said(step.gate)
    return shown


def older_shown(report: ReportView) -> dict[str, Any]:
    """A report that was repeated or corrected: it stays, with what the rules said of it."""
    return {"body": report.body, "held_on": report.held_on, "findings": findings_shown(report.findings)}


def plain_checks(report: ReportView) -> list[Finding]:
    """What stands in the step itself: every breach, and the rules that people ask about."""
    return [found for found in report.findings if found.breach or found.rule in ASKED_ABOUT]


def routine_checks(report: ReportView) -> list[Finding]:
    """The other rules, which were kept or decide nothing: one click away."""
    return [found for found in report.findings if not (found.breach or found.rule in ASKED_ABOUT)]


def state_of(step: StepView, today: date) -> str:
    """The stepper's word for a step."""
    if step.report and step.report.breaches:
        return "breached"
    if step.posting and not step.posting.state.finished:
        return "current" if step.posting.state.hanging and not step.posting.state.short_by else "breached"
    if step.posting and not step.posting.state.seen:  # the photographed board closes the step
        return "late"
    if step.place == "next":
        return "late" if step.due_on and step.due_on < today else "current"
    return {"done": "done", "later": "future", "passed": "untaken", "left_out": "skipped"}[step.place]


def _remarks(step: StepView, report: ReportView) -> Iterator[str]:
    """What must not be overlooked: a late entry, a vote that was lost, an earlier attempt against the rules."""
    if report.late_by and not report.meeting:  # a meeting tells when its last answer or count is there
        yield ngettext(
            "Entered %(days)s day after it happened.", "Entered %(days)s days after it happened.", report.late_by
        ) % {"days": report.late_by}
    if step.key == "resolution" and not report.meeting:
        yield _("Figures reported by: %(post)s. The meeting and its count are not in this record.") % {
            "post": holder_name(report.reported_by_post)}  # fmt: skip
    yield from (days_said(alert) for alert in report.alerts)
    if report.unshown:
        yield _("Nobody has shown how many were entitled.")
    if not report.adopted:
        yield _("Not adopted.")
    for older in step.older:
        for breach in (found for found in older.findings if found.breach):
            yield _("Held on %(day)s already, not in order: %(breach)s") % {
                "day": short_date(older.held_on), "breach": days_said(breach.text)}  # fmt: skip


def attendance(report: ReportView, put: Sequence[VoteOn]) -> dict[str, int]:
    """How many of how many were there, and took part from outside: of the largest class counted."""
    counts = as_in_the_room(report.counts, report.meeting, put)
    counted = [count for count in people_counted(counts) if "present" in count and "entitled" in count]
    largest = max(counted, key=lambda count: count["entitled"], default=None)
    return {key: largest.get(key, 0) for key in ("present", "entitled", OUTSIDE)} if largest else {}


def counts_of(page: MatterPage) -> Mapping[str, Mapping[str, int]]:
    """What was counted at the resolution."""
    report = next((step.report for step in page.steps if step.key == "resolution" and step.report), None)
    return report.counts if report else {}


def votes_of(page: MatterPage, put: Sequence[VoteOn]) -> charts.SeatGrid | None:
    """The vote of the resolution as a grid of seats; nothing when it was not counted."""
    counted = [count for count in people_counted(counts_of(page)) if "for" in count and "entitled" in count]
    if not counted:
        return None
    count = max(counted, key=lambda one: one["entitled"])
    agreed, against, abstained = count["for"], count.get("against", 0), count.get("abstain", 0)
    neither = max(count.get("cast", 0) - agreed - against - abstained, 0)  # in the box, for no choice: they took part
    # Who stepped aside counts in the base and does not vote.
    aside = next((vote.aside for vote in reversed(put) if vote.certified_on), 0)
    aside = max(min(aside, count["entitled"] - agreed - against - abstained - neither), 0)
    return charts.seat_grid(charts.Votes(count["entitled"], agreed, against, abstained, recused=aside, invalid=neither))
