"""What has to come before a body's vote on a matter and is not there: asked while it can be mended, by the rules that
judge it afterwards."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sunward.charter import engine
from sunward.charter.engine import Charter, Hearing
from sunward.charter.engine.vocabulary import Rule
from sunward.decisions.deriving import step_of
from sunward.decisions.hearing.asked import asked_among
from sunward.decisions.hearing.cited import RULE, in_time_for
from sunward.decisions.judging.cases import RESOLUTION, newest, taken_before
from sunward.decisions.judging.verdicts import as_finding, order_findings
from sunward.decisions.models import Matter, Step
from sunward.decisions.plan import PlannedStep, Plans, plan_of, planned, step_title
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings
from sunward.meetings.queries import ComingVote

PROPOSAL, PAPERS = "proposal", "papers_before"
MISSING = Text("表决以前要先有“{step}”，还没有记录。", "“{step}” has to come before the vote; it is not reported yet.")
UNREAD = Text(
    "规则要先有“{step}”：开会那天以前要提供材料让人先看，没有提供。",
    "The rules want “{step}” first: what is to be decided is laid open before the day of the meeting, and nothing was.",
)
UNHEARD = Text(
    "作出决定以前要先听证，每条意见都要有答复：还没有这样的听证会。",
    "Before the decision it has to be heard, with every opinion answered: there is no such hearing yet.",
)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A matter as the body will vote on it: `voting` is the step that its vote would report; `reports` those it has."""

    voting: Step
    reports: list[Step]
    plan: tuple[PlannedStep, ...]
    rules: Charter
    papers: bool = True  # something about it was laid open before the day of the vote

    @property
    def matter(self) -> Matter:
        return self.voting.matter

    @property
    def resolves(self) -> bool:
        return self.voting.key == RESOLUTION

    @property
    def hearing(self) -> Hearing | None:
        """The rule on being heard before this is resolved."""
        return self.rules.hearing_for(self.matter.kind) if self.resolves else None

    @property
    def unread(self) -> Finding | None:
        """That nobody could read beforehand what is resolved, where the rules say how it is proposed. A draft that it
        is to adopt lies open by itself."""
        step = planned(self.plan, PROPOSAL)
        asked = step is not None and (step.required or step.gate is not None)
        if step is None or not asked or not self.resolves or self.papers or self.matter.draft:
            return None
        return Finding(PAPERS, False, UNREAD.fill(step=step.title), step.source, f"before {self.voting.held_on}")

    def lacking(self) -> Iterator[Finding]:
        """The steps that have to come before."""
        if self.resolves:
            taken = {one.key: (one.held_on,) for one in taken_before(self.reports, self.voting.held_on).values()}
            sitting = engine.Sitting(self.rules, self.voting.body, self.voting.held_on, self.matter.kind)
            yield from map(as_finding, sitting.steps(taken))
        elif planned(self.plan, self.voting.key):
            yield from order_findings(self.voting, self.reports, self.plan)


def still_missing(votes: Mapping[str, ComingVote], on: date) -> dict[str, tuple[Finding, ...]]:
    """Port of meetings: what stands against each of these matters, by number, if the body votes on it in that session.
    Those that were withdrawn are told of elsewhere. The number of queries does not grow with them."""
    rows, plans = Matter.objects.filter(number__in=votes, withdrawn_on=None).prefetch_related("steps"), Plans()
    coming = [_ahead_of(row, votes[row.number], plans.charter_of(row)) for row in rows]
    unheard = _unheard(coming, on)
    return {
        one.matter.number: tuple(
            map(_to_mend, breaches([*one.lacking(), *filter(None, [unheard.get(one.matter.number), one.unread])]))
        )
        for one in coming
    }


def _ahead_of(matter: Matter, at: ComingVote, rules: Charter) -> Ahead:
    reports, plan = list(matter.steps.all()), plan_of(rules, matter.kind, at.body)
    key = step_of(rules, plan, matter.kind, at.body, newest(reports).keys())
    voting = Step(matter=matter, key=key, body=at.body, held_on=at.held_on, notice_on=at.noticed_on, meeting=at.number)
    return Ahead(voting, reports, plan, rules, at.papers)


def _to_mend(found: Finding) -> Finding:
    """In words for those who can still mend it."""
    missing = found.rule == Rule.STEP_MISSING.value
    return replace(found, text=MISSING.fill(step=step_title(found.required))) if missing else found


def _unheard(coming: Iterable[Ahead], on: date) -> dict[str, Finding]:
    """Where the rules want a hearing, or enough people have asked for one in time, and none can be cited that day: by
    the number of the matter."""
    known = {one.matter.number: (one.voting, rule) for one in coming if (rule := one.hearing)}
    forced = asked_among([voting.matter for voting, rule in known.values() if not rule.required], on)
    wanted = [
        (voting, rule)
        for number, (voting, rule) in known.items()
        if rule.required or (number in forced and in_time_for(voting, forced[number].reached_on))
    ]
    if not wanted:
        return {}
    kinds = {voting.matter.ref: voting.matter.kind for voting, _rule in wanted}
    cited = meetings.hearings_to_cite(kinds, wanted[0][0].held_on)
    return {
        voting.matter.number: Finding(
            RULE, False, UNHEARD, rule.source, f"by {voting.held_on}", unconfirmed=rule.unconfirmed
        )
        for voting, rule in wanted
        if voting.matter.ref not in cited
    }
