"""What needs a say today: postings that can be objected to, and matters whose deciding step is next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sunward.charter import queries as charter
from sunward.charter.engine import Charter
from sunward.charter.queries import OvertakenDraft
from sunward.charter.wording import holder_name
from sunward.decisions.hearing.called import OPINION
from sunward.decisions.judging.cases import RESOLUTION
from sunward.decisions.models import Decision, Matter
from sunward.decisions.plan import Plans, competent_bodies
from sunward.decisions.queries.lapses import undecided
from sunward.decisions.queries.steps import step_views
from sunward.disclosure import queries as disclosure
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings
from sunward.meetings.queries import Awaited, UnderWay

AT_HEARING = Text("下一步：听证会 {hearing}", "next: the hearing {hearing}")
TO_ANSWER = Text("下一步：答复听证会 {hearing} 上的意见", "next: the answers to what was said at the hearing {hearing}")
AT_MEETING = Text("下一步：会议 {meeting} 表决", "next: the vote of meeting {meeting}")
ANEW = Text(
    "下一步：照现行的重新起草（{zh}），又改过，原来的草案不能施行了",
    "next: a draft from what stands now ({en}); another change came first, and the old draft cannot be put in force",
)


@dataclass(frozen=True, slots=True)
class Say:
    """One thing to say something about: object until a day, or what step comes next, and at which meeting; or that its
    draft was overtaken and is drafted anew, and by whom."""

    kind: Literal["object", "next_step", "at_meeting", "at_hearing", "redraft"]
    matter: str
    title: Text
    what: Text
    until: date | None
    subject: Ref
    step: str = ""
    owed_by: frozenset[str] = frozenset()  # a person and the post in which they began it


def needs_say(community: str, on: date, limit: int = 10) -> tuple[Say, ...]:
    """What residents, delegates and members can still influence: what they can object to, the period that ends first on
    top, then what comes next for the matters under way, the nearest day first."""
    return (*_postings(community, on, limit), *_next_steps(community, on))[:limit]


def _postings(community: str, on: date, limit: int) -> list[Say]:
    postings = disclosure.open_for_objection(community, on, limit)
    numbers = [posting.about.id for posting in postings if posting.about.type == "decision"]
    matters = dict(Decision.objects.filter(number__in=numbers).values_list("number", "matter__number"))
    return [
        Say(
            "object",
            matters.get(posting.about.id, ""),
            posting.title,
            Text(f"可以提出异议，到 {posting.state.heard_until}", f"object until {posting.state.heard_until}"),
            posting.state.heard_until,
            Ref("publication", posting.number),
        )
        for posting in postings
    ]


def _next_steps(community: str, on: date) -> list[Say]:
    plans, rows = Plans(), list(undecided(community, on))
    gone = charter.overtaken_among({row.draft for row in rows} - {""})
    again = [_redraft(row, gone[row.draft]) for row in rows if row.draft in gone and not gone[row.draft].anew]
    rows = [row for row in rows if row.draft not in gone]
    coming = meetings.to_decide([row.ref for row in rows], clock.now())
    found = [say for row in rows if (say := _next_step(row, on, plans, coming.get(row.ref, [])))] + again
    waiting = [say.subject for say in found if say.step == OPINION]
    heard = meetings.hearings_under_way(waiting, clock.now()) if waiting else {}
    told = [_at_hearing(say, heard[say.subject]) if say.subject in heard else say for say in found]
    return sorted(told, key=lambda say: say.until or date.max)


def _redraft(row: Matter, draft: OvertakenDraft) -> Say:
    """Nobody is asked to decide on what cannot be put in force; whoever drafted it is asked whether they still want
    it."""
    post = holder_name(draft.drafted_by_post)
    owed_by = frozenset({draft.drafted_by, draft.drafted_by_post})
    subject, what = Ref("draft", draft.number), ANEW.fill(zh=post.zh, en=post.en)
    return Say("redraft", row.number, Text.of(row.title), what, None, subject, owed_by=owed_by)


def _at_hearing(say: Say, one: UnderWay) -> Say:
    """One that was called is not called again, and one that was held waits for its answers."""
    what = (TO_ANSWER if one.held else AT_HEARING).fill(hearing=one.number)
    return replace(say, kind="at_hearing", what=what, until=None if one.held else one.day)


def _next_step(row: Matter, on: date, plans: Plans, coming: Sequence[Awaited]) -> Say | None:
    reports = [step for step in row.steps.all() if step.recorded_on <= on]
    rules = plans.charter_of(row)
    views = step_views(rules, row.kind, reports, {})
    ahead = next((view for view in views if view.place == "next"), None)
    if ahead is None:
        return None
    if ahead.key == RESOLUTION and (meeting := _deciding(rules, row.kind, coming)):
        what = AT_MEETING.fill(meeting=meeting.meeting)
        return Say("at_meeting", row.number, Text.of(row.title), what, meeting.held_on, row.ref)
    what = Text(f"下一步：{ahead.title.zh}（{ahead.body.zh}）", f"next: {ahead.title.en} ({ahead.body.en})")
    return Say("next_step", row.number, Text.of(row.title), what, ahead.due_on, row.ref, ahead.key)


def _deciding(rules: Charter, kind: str, coming: Sequence[Awaited]) -> Awaited | None:
    """The meeting whose vote is the resolution: its result is taken in by itself, and nobody reports it."""
    return next((one for one in coming if one.body in competent_bodies(rules, kind)), None)


@dataclass(frozen=True, slots=True)
class ToResolve:
    """Which bodies may resolve a matter, and at which meeting, to come or under way, one of them will."""

    bodies: tuple[str, ...]
    meeting: Awaited | None


def to_resolve(matter: str) -> ToResolve:
    """By whose vote a matter is resolved."""
    row = Matter.objects.get(number=matter)
    coming = meetings.to_decide([row.ref], clock.now()).get(row.ref, [])
    rules = Plans().charter_of(row)
    return ToResolve(tuple(competent_bodies(rules, row.kind)), _deciding(rules, row.kind, coming))
