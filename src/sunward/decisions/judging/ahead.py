"""What has to come before a body's vote on a matter and is not there: asked while it can be mended, by the rules that
judge it afterwards."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sunward.charter import engine
from sunward.charter.engine import Charter
from sunward.charter.engine.vocabulary import Rule
from sunward.decisions.deriving import step_of
from sunward.decisions.hearing.asked import asked_of
from sunward.decisions.hearing.cited import RULE, asked_in_time
from sunward.decisions.judging.cases import RESOLUTION, newest, taken_before
from sunward.decisions.judging.verdicts import as_finding, order_findings
from sunward.decisions.models import Matter, Step
from sunward.decisions.plan import Plans, plan_of, planned, step_title
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings
from sunward.meetings.queries import ComingVote

MISSING = Text("表决以前要先有“{step}”，还没有记录。", "“{step}” has to come before the vote; it is not reported yet.")
UNHEARD = Text(
    "作出决定以前要先听证，每条意见都要有答复：还没有这样的听证会。",
    "Before the decision it has to be heard, with every opinion answered: there is no such hearing yet.",
)


def still_missing(matters: frozenset[str], at: ComingVote, on: date) -> dict[str, tuple[Finding, ...]]:
    """Port of meetings: what stands against each of these matters if the body votes on it then, by number. Those that
    were withdrawn are told of elsewhere."""
    rows = Matter.objects.filter(number__in=matters, withdrawn_on=None).prefetch_related("steps")
    plans = Plans()
    return {
        row.number: tuple(map(_ahead, breaches(_lacking(row, at, plans.charter_of(row), on)))) for row in rows
    }  # fmt: skip


def _ahead(found: Finding) -> Finding:
    """In words for those who can still mend it."""
    missing = found.rule == Rule.STEP_MISSING.value
    return replace(found, text=MISSING.fill(step=step_title(found.required))) if missing else found


def _lacking(matter: Matter, at: ComingVote, rules: Charter, on: date) -> Iterator[Finding]:
    reports, plan = list(matter.steps.all()), plan_of(rules, matter.kind, at.body)
    key = step_of(rules, plan, matter.kind, at.body, newest(reports).keys())
    voting = Step(matter=matter, key=key, body=at.body, held_on=at.held_on, notice_on=at.noticed_on, meeting=at.number)
    if key == RESOLUTION:
        taken = {one.key: (one.held_on,) for one in taken_before(reports, at.held_on).values()}
        sitting = engine.Sitting(rules, at.body, at.held_on, matter.kind)
        yield from map(as_finding, sitting.steps(taken))
        yield from _unheard(voting, rules, on)
    elif planned(plan, key):
        yield from order_findings(voting, reports, plan)


def _unheard(voting: Step, rules: Charter, on: date) -> Iterator[Finding]:
    """Where the rules want a hearing, or enough people have asked for one in time, and none can be cited that day."""
    matter, rule = voting.matter, rules.hearing_for(voting.matter.kind)
    if rule is None or not (rule.required or _asked(voting, on)):
        return
    if meetings.hearing_to_cite(matter.ref, matter.kind, voting.held_on) is None:
        yield Finding(RULE, False, UNHEARD, rule.source, f"by {voting.held_on}", unconfirmed=rule.unconfirmed)


def _asked(voting: Step, on: date) -> bool:
    forced = asked_of(voting.matter, on)
    voting.hearing_asked_on = forced.reached_on if forced else None
    return asked_in_time(voting)
