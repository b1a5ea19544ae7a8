"""What other rules would have said of past decisions: looked at, never written."""

from dataclasses import dataclass
from datetime import date

from sunward.charter.engine import Charter, Duration, UnusableCase
from sunward.decisions.judging.standing import judged, unjudged
from sunward.decisions.judging.verdicts import judge_resolution
from sunward.decisions.models import Decision
from sunward.decisions.plan import Plans, plan_of, planned
from sunward.disclosure import queries as disclosure
from sunward.kernel.findings import Finding, breaches

MOST = 1000  # decisions looked at, newest first: more than any community takes in a year


@dataclass(frozen=True, slots=True)
class Rejudged:
    """A decision, whether it was in order by the rules of its matter, and what the other rules have against it."""

    number: str
    matter: str
    title: str
    decided_on: date
    was_in_order: bool
    against: tuple[Finding, ...]
    hung_before: Duration | None  # how long its resolution is posted before it is carried out, by its own rules
    hung_now: Duration | None

    @property
    def now_in_order(self) -> bool:
        return not self.against


def rejudged(community: str, since: date, until: date, rules: Charter) -> tuple[Rejudged, ...]:
    """The decisions of a stretch of time, newest first, each judged by its own rules and by these."""
    rows = Decision.objects.filter(community_code=community, decided_on__range=(since, until))
    rows = rows.select_related("step", "matter").prefetch_related("matter__steps").order_by("-decided_on", "-id")
    plans = Plans()
    return tuple(_rejudged(row, plans, rules) for row in rows[:MOST])


def _rejudged(row: Decision, plans: Plans, rules: Charter) -> Rejudged:
    reports = list(row.matter.steps.all())
    was = judged(row, reports, plans)
    try:
        found = judge_resolution(row.matter, row.step, reports, rules, row.authorised).findings
    except UnusableCase as error:
        found = (unjudged(error),)
    hung_before, hung_now = (_hung(row, each) for each in (plans.charter_of(row.matter), rules))
    return Rejudged(
        row.number, row.matter.number, row.title, row.decided_on, not breaches(was), tuple(breaches(found)),
        hung_before, hung_now,
    )  # fmt: skip


def _hung(row: Decision, rules: Charter) -> Duration | None:
    """For how long the resolution is posted: as the procedure says, else as long as the catalogue has it hang."""
    step = planned(plan_of(rules, row.matter.kind, row.step.body), "resolution_disclosure")
    if step is None:
        return None
    return step.stays_up or Duration(disclosure.days_up(rules, "resolutions", row.decided_on))
