"""What decisions does when something happens in a meeting: the step is reported, with nothing typed again.

A report that cannot be made (the matter is withdrawn, a figure is missing) is left to the clerk, who sees the matter
wait; it never stops the vote or the answer that has already been given. The act itself is asked beforehand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sunward.ballots.acts import FollowMatter
from sunward.charter import queries as charter
from sunward.charter.engine import UnusableCase
from sunward.decisions.acts.call_hearing_on_petition import CallHearingOnPetition
from sunward.decisions.acts.carry_over import CarryOver
from sunward.decisions.acts.report_step import ReportStep
from sunward.decisions.deriving import carried, step_of
from sunward.decisions.hearing.carried import taken_back
from sunward.decisions.judging.cases import RESOLUTION, newest
from sunward.decisions.judging.stepfacts import FromMeeting
from sunward.decisions.judging.verdicts import judge_resolution
from sunward.decisions.models import Matter, Step
from sunward.decisions.plan import Plans, planned
from sunward.decisions.resolving import carried_over
from sunward.disclosure.events import DeskActUndone
from sunward.kernel import clock
from sunward.kernel.acts import Call, Consequence
from sunward.kernel.facts import FactsError
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.undoing import Undoing, following
from sunward.meetings import queries as meetings
from sunward.meetings.acts import VoidCall
from sunward.meetings.events import HearingConcluded, ItemDecided

OPINION = "opinion"
UNDOING: Undoing = {CallHearingOnPetition: VoidCall, CarryOver: FollowMatter}


def undo_at_desk(event: DeskActUndone) -> Iterator[Consequence]:
    """The act was on the petition; what it put in the calendar is taken back, or the petition returns to its number."""
    if event.act == CarryOver.name:
        yield from taken_back(event)
    elif called := meetings.called_in(event.entry, event.made):
        yield from following(replace(event, made=called), UNDOING)


@dataclass(frozen=True, slots=True)
class Told:
    """A vote on a matter, with the way that the matter has to go."""

    event: ItemDecided
    matter: Matter
    steps: list[Step]
    plans: Plans


def report_item(event: ItemDecided) -> Iterator[Consequence]:
    """A body voted on a matter: the step it took, with the figures, and the outcome that follows from them."""
    matter = _open_matter(event.about, event.community)
    if matter is None:
        return
    if carried_over(matter.decisions.all()) > (matter.amount or 0):
        return  # more was spent than this could authorise: somebody has to say how much it is now
    told = Told(event, matter, list(matter.steps.order_by("sequence")), Plans())
    try:
        facts = _facts(told)
    except UnusableCase:
        return
    if _can_be_reported(matter, facts):
        yield Consequence(ReportStep, matter.ref, facts)


def report_hearing(event: HearingConcluded) -> Iterator[Consequence]:
    """Every opinion has its answer: the matter has been heard."""
    matter, card = _open_matter(event.about, event.community), meetings.hearing(event.meeting)
    if matter is None or card is None:
        return
    facts = FromMeeting(
        step=OPINION, held_on=event.held_on, body=card.body, notice_on=card.noticed_on, called_by=card.called_by,
        agenda_fixed_on=card.agenda_fixed_on, agenda_includes_matter="yes" if card.noticed_on else "no",
        note=f"听证会 {event.meeting}，意见 {event.opinions} 条，全部答复。", meeting=event.meeting,
    )  # fmt: skip
    if _can_be_reported(matter, facts):
        yield Consequence(ReportStep, matter.ref, facts)


def _can_be_reported(matter: Matter, facts: FromMeeting) -> bool:
    """Whether the report would be taken as it is. Where something in it is impossible, the step stays open, and whoever
    reports steps says what happened."""
    call = Call(by="", post="", ref="", at=clock.now())
    try:
        tuple(ReportStep(call, matter, facts).judge())
    except (FactsError, UnusableCase):
        return False
    return True


def _open_matter(about: Ref | None, community: str) -> Matter | None:
    """The matter, if it is one of this community: a meeting never speaks for another community's."""
    if about is None or about.type != "matter":
        return None
    return Matter.objects.filter(number=about.id, community_code=community, withdrawn_on=None).first()


def _facts(told: Told) -> FromMeeting:
    """Raises UnusableCase when the figures cannot be judged."""
    event, matter = told.event, told.matter
    rules, plan = told.plans.charter_of(matter), told.plans.plan_of(matter, event.body)
    key = step_of(rules, plan, matter.kind, event.body, newest(told.steps).keys())
    cited = meetings.hearing_to_cite(matter.ref, matter.kind, event.held_on) if key == RESOLUTION else None
    given: dict[str, Any] = {
        "step": key, "held_on": event.held_on, "body": event.body, "notice_on": event.notice_on,
        "called_by": event.called_by, "petition": dict(event.petition) if event.petition else None,
        "agenda_fixed_on": event.agenda_fixed_on,
        "agenda_includes_matter": "yes" if event.agenda_includes_item else "no",
        "counts": {name: dict(figures) for name, figures in event.counts.items()},
        "hearing": cited.number if cited else "", "meeting": event.item.rpartition("-")[0], "vote": event.vote,
    }  # fmt: skip
    if key == RESOLUTION:
        ok = _resolved(told, FromMeeting(**given))
    else:
        own = tuple(matter.charter_versions)
        sitting = charter.sitting(event.community, event.body, event.held_on, matter.kind, versions=own)
        ok = carried(planned(plan, key), sitting, event.counts)
    return FromMeeting(**given, outcome="adopted" if ok else "not_adopted")


def _resolved(told: Told, facts: FromMeeting) -> bool:
    """Whether the majority that the rules ask for was there; nobody types it."""
    matter = told.matter
    step = Step(
        matter=matter, sequence=len(told.steps) + 1, key=RESOLUTION, body=facts.body, held_on=facts.held_on,
        recorded_on=facts.held_on, notice_on=facts.notice_on, called_by=facts.called_by, petition=facts.petition,
        agenda_fixed_on=facts.agenda_fixed_on, agenda_includes_matter=facts.agenda_includes_matter == "yes",
        counts=facts.counts or {}, hearing=facts.hearing,
    )  # fmt: skip
    judged = judge_resolution(matter, step, [*told.steps, step], told.plans.charter_of(matter), matter.amount)
    return _majority(judged.findings)


def _majority(findings: tuple[Finding, ...]) -> bool:
    return not any(found.rule == "majority" and found.breach for found in findings)
