"""Meetings that enough people asked for and that nobody has called yet: who owes the call, until when, who calls it
afterwards. The same for the petition's page, the home, the list of what is overdue and the desks of all of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sunward.ballots import queries as ballots
from sunward.ballots.queries import MeetingDemanded
from sunward.charter import queries as charter
from sunward.charter.engine import Power
from sunward.charter.engine.elections import PETITIONERS
from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.charter.wording import holders_named
from sunward.kernel import clock
from sunward.kernel.acts import Call
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.kernel.waiting import Waits
from sunward.meetings.calling.demanding import heeded, in_silence, last_day_to_call
from sunward.meetings.calling.owed import CALLING, powers_to_call
from sunward.meetings.calling.petitioners import called_off, may_call_session
from sunward.meetings.calling.silence import Deadline, granted
from sunward.meetings.calling.vain import others_first
from sunward.meetings.models import Meeting
from sunward.meetings.queries.again import days_to_call_again
from sunward.meetings.queries.unopened import last_day

CALL = "meetings.convene_on_petition"
TO_CALL = Text(
    "联名要求开会，人数已够，等您召集",
    "enough have asked for this meeting: it waits for you to call it",
)
ONCE_SILENT = Text(
    "联名要求开会，人数已够，由{zh}最晚 {day} 召集；过了这天还没有人召集的，您可以召集",
    "enough have asked for this meeting: {en} calls it by {day} at the latest; once that day is over and nobody has, "
    "you may",
)
IN_SILENCE = Text(
    "联名要求开会，{zh}最晚应在 {day} 召集，没有人召集：您可以召集",
    "enough have asked for this meeting, {en} had until {day} to call it, and nobody has: you may",
)
TO_CALL_ANEW = Text(
    "联名要求的会 {day} 召集了，没有有效的表决，等您另行召集",
    "the meeting that enough have asked for, of {day}, came to no vote that stands: another waits for you to call it",
)
IN_VAIN = Text(
    "联名要求的会 {day} 召集了，没有有效的表决：您可以另行召集",
    "the meeting that enough have asked for, of {day}, came to no vote that stands: you may call another",
)


@dataclass(frozen=True, slots=True)
class Uncalled:
    """Such a petition. `owing` and `after` are bodies; `last` is None where no rule book sets a day: then nobody else
    may end the silence. `in_vain`: the day of the last meeting that was called for it, and came to no vote that
    stands."""

    asked: MeetingDemanded
    powers: tuple[Power, ...]
    last: Deadline | None
    after: tuple[str, ...]
    in_vain: date | None = None

    @property
    def owing(self) -> Text:
        """The bodies that owe the call, in words."""
        return holders_named(self._owing)

    @property
    def _owing(self) -> list[str]:
        held = dict.fromkeys(body_of(post) for power in self.powers for post in power.held_by)
        return [body for body in held if body not in SILENCE_ENDED_BY] or list(held)

    def callers(self, on: date) -> Text:
        """Who may call one now, in words."""
        return holders_named(dict.fromkeys([*self._owing, *(self.after if self.silent(on) else ())]))

    @property
    def others(self) -> Text:
        """Who calls it once the day is over, in words; empty where no rule book says so."""
        return holders_named(self.after if self.last else ())

    def silent(self, on: date) -> bool:
        """Whether the day to call it is over."""
        return self.last is not None and self.last.due < on


def uncalled(community: str, on: date, looked_back: timedelta = LOOKED_BACK) -> tuple[Uncalled, ...]:
    """All of a community, the oldest first. One query, and two more where a petition was full."""
    asked = ballots.meetings_demanded(community, on, on - looked_back)
    if not asked:
        return ()
    called = heeded([one.key for one in asked], on)
    return tuple(_uncalled(one, on) for one in asked if one.key not in called)


def never_called(community: str, on: date) -> tuple[Uncalled, ...]:
    """Those of which no evening waits to be called again, or to be entered: that is told where it stands. One query
    more where somebody has to call one, and what each evening waits for."""
    found = uncalled(community, on)
    held = _evenings([one.asked.key for one in found])
    return tuple(told for one in found if (told := _but_for(one, held.get(one.asked.key, []), on)))


def _evenings(petitions: list[int]) -> dict[int, list[Meeting]]:
    """The meetings that were called for some petitions and not cancelled, by petition, the earliest first."""
    found: dict[int, list[Meeting]] = {}
    rows = Meeting.objects.filter(petition_id__in=petitions, cancelled_on=None) if petitions else ()
    for row in sorted(rows, key=lambda one: one.starts_at):
        found.setdefault(row.petition_id or 0, []).append(row)
    return found


def _but_for(one: Uncalled, held: list[Meeting], on: date) -> Uncalled | None:
    """With the evening that was in vain; None while one still waits for something."""
    if any(_waits(row, on) for row in held if row.closed_at is None):
        return None
    return replace(one, in_vain=clock.civil_day(held[-1].starts_at)) if held else one


def _waits(row: Meeting, on: date) -> bool:
    if row.adjourned_at is not None:
        days = days_to_call_again(row.number)
        return days is not None and on <= days[1]
    return row.opened_at is None and row.noticed_on is not None and on <= last_day(row)


def uncalled_for(number: str, community: str, on: date) -> Uncalled | None:
    """The same of one petition; None where it asks for something else, is not full, or somebody has called."""
    asked = ballots.meeting_demanded(number, community)
    if asked is None or heeded([asked.key], on):
        return None
    return _but_for(_uncalled(asked, on), _evenings([asked.key]).get(asked.key, []), on)


def _uncalled(asked: MeetingDemanded, on: date) -> Uncalled:
    powers = powers_to_call(charter.charter_of(asked.community, on), asked.body)
    return Uncalled(asked, powers, last_day_to_call(asked), granted(in_silence(asked)))


def to_call_for_petition(viewer: Viewer, on: date) -> Iterator[Waits]:
    """For whoever owes the call; for the bodies that may after them, from the day on which it is full; for whoever
    opened or signed it once that day has come. One query while no petition is full."""
    for one in never_called(viewer.community, on):
        about = one.asked.ref, Text.of(one.asked.title)
        day = one.last.due if one.last else None
        if any(_theirs(viewer, power) for power in one.powers):
            here = Ref("community", viewer.community)
            words = TO_CALL_ANEW.fill(day=one.in_vain) if one.in_vain else TO_CALL
            yield Waits(here, about[1], words, day, (CALLING,), one.asked.ref, _known(one))
        elif day and (post := _after(viewer, one, on)):
            acts, words = ((CALL,), _may_call(one)) if one.silent(on) else ((), ONCE_SILENT)
            if not acts or not _barred(viewer, one, post, on):
                yield Waits(*about, words.fill(zh=one.owing.zh, en=one.owing.en, day=day), None, acts)


def _may_call(one: Uncalled) -> Text:
    return IN_VAIN.fill(day=one.in_vain) if one.in_vain else IN_SILENCE


def _theirs(viewer: Viewer, power: Power) -> bool:
    return any(post in power.held_by or body_of(post) in power.held_by for post in viewer.posts)


def _known(one: Uncalled) -> tuple[tuple[str, str], ...]:
    asked = one.asked
    return (("body", asked.body), ("title", asked.title), ("called_by", "petition"), ("petition", asked.ref.id))


def _after(viewer: Viewer, one: Uncalled, on: date) -> str:
    """In which post, or as which of the residents, somebody may call it once others are silent; empty for nobody."""
    holders = charter.holders_of(CALL, viewer.community, on)
    for post in sorted(viewer.posts):
        if body_of(post) in one.after and (post in holders or body_of(post) in holders):
            return post
    signs = next((kind for kind in sorted(viewer.capacities) if kind in holders), "")
    asked = one.asked
    theirs = signs and PETITIONERS in one.after and viewer.person and may_call_session(
        asked.key, asked.community, asked.body, viewer.person, on
    )  # fmt: skip
    return signs if theirs else ""


def _barred(viewer: Viewer, one: Uncalled, post: str, on: date) -> bool:
    """Whether they leave the next call to others for a while, as the act itself asks."""
    call = Call(viewer.person or "", post, "", clock.moment(on, 0))
    return bool(called_off(one.asked.key, call) or others_first(one.asked.key, call))
