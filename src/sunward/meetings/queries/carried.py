"""Whether a meeting decided something: its item was put to the vote there, the result stands, and was a majority. Which
of several it chose is no such decision: it is resolved by yes or no."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sunward.ballots import queries as ballots
from sunward.ballots.queries import VoteOn
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.queries.meetings import state_of
from sunward.meetings.session.carrying import adopts
from sunward.meetings.session.choosing import chosen_by
from sunward.meetings.session.elsewhere import decided_at
from sunward.meetings.session.interests import people_put
from sunward.meetings.session.results import figures_of
from sunward.meetings.session.room import Room
from sunward.record import queries as record


def carried(meeting: str, about: Ref) -> str:
    """The number of the certified vote by which a meeting adopted its item about something; empty where none did."""
    found = _carried(meeting, about)
    return found[1].number if found else ""


def people_carried(meeting: str, about: Ref) -> frozenset[str]:
    """The people whom that item put to the vote, as the notice fixed it: nobody can be written in afterwards."""
    found = _carried(meeting, about)
    return frozenset(people_put(found[0].concerns)) if found else frozenset()


def _carried(meeting: str, about: Ref) -> tuple[AgendaItem, VoteOn] | None:
    items = AgendaItem.objects.select_related("meeting__roll").order_by("place")
    for item in items.filter(meeting__number=meeting, about_type=about.type, about_id=about.id, method=None):
        votes = ballots.standing_votes(item.ref)
        if votes and votes[-1].certified_on and _majority(item, votes[-1]):
            return item, votes[-1]
    return None


CANCEL = "meetings.cancel_meeting"


@dataclass(frozen=True, slots=True)
class PutTo:
    """A session that is to decide on something, or has. `carried` is None until the vote that stands is certified."""

    meeting: str
    vote: str
    carried: bool | None
    held_on: date


def put_to(about: Ref, body: str, at: datetime) -> list[PutTo]:
    """The sessions of a body with something on their agenda to be decided, oldest first: those still to come or under
    way, and those where a vote on it stands."""
    items = AgendaItem.objects.select_related("meeting__roll").order_by("meeting__starts_at", "id").filter(
        about_type=about.type, about_id=about.id, to_decide=True, method=None, meeting__kind="session",
        meeting__body=body,
    )  # fmt: skip
    found: list[PutTo] = []
    for item in items:
        vote = next(iter(ballots.standing_votes(item.ref)[-1:]), None)
        day = clock.civil_day(item.meeting.starts_at)
        if vote is not None:
            decided = _majority(item, vote) if vote.certified_on else None
            found.append(PutTo(item.meeting.number, vote.number, decided, day))
        elif state_of(item.meeting, at) in {"called", "open"}:
            found.append(PutTo(item.meeting.number, "", None, day))
    return found


@dataclass(frozen=True, slots=True)
class InVain:
    """The last session of which people were told that it decides on something, and since when they were told of any."""

    meeting: str
    told_on: date


def told_in_vain(about: Ref, body: str, said: date, at: datetime, after: date | None = None) -> InVain | None:
    """The sessions of a body of which people were told so, without a vote on it that stands, and that were not called
    off before their hour, where something else is `said` than what was done on its day; None for none, and for what is
    still to come. `after` the day of a vote that stands."""
    items = AgendaItem.objects.select_related("meeting").filter(
        about_type=about.type, about_id=about.id, to_decide=True, method=None, meeting__kind="session",
        meeting__body=body, meeting__agenda_fixed_on__isnull=False,
    )  # fmt: skip
    rows = list(items.order_by("meeting__starts_at", "id"))
    put = {vote.about for vote in ballots.votes_on(*(one.ref for one in rows)) if vote.stands} if rows else set()
    held = [one.meeting for one in rows if one.ref not in put and not _called_off(one.meeting, said)]
    over = [one for one in held if state_of(one, at) not in {"called", "open"}]
    told = [one for one in over if after is None or clock.civil_day(one.starts_at) > after]
    days = [one.agenda_fixed_on for one in told if one.agenda_fixed_on]
    return InVain(told[-1].number, min(days)) if days else None


def _called_off(meeting: Meeting, said: date) -> bool:
    """Whether it was cancelled before its hour, and nobody had come: on the evening itself others have. Cancelled on
    its own day, nothing is `said` of that day all the same: people may stand at the door."""
    day = clock.civil_day(meeting.starts_at)
    if meeting.cancelled_on is None or meeting.attendance.exists() or said == day == meeting.cancelled_on:
        return False
    entries = record.results_of(CANCEL, [meeting.ref])
    return bool(entries) and entries[-1].recorded_at < meeting.starts_at


@dataclass(frozen=True, slots=True)
class ToldOf:
    """A session of which people were told that it decides on something; whether a vote there has `adopted` it."""

    about: Ref
    meeting: str
    body: str
    adopted: bool


def told_of_sessions(community: str, since: date, until: date) -> list[ToldOf]:
    """Those of which people were told from one day to another, oldest first: held or not, called off, or still to come.
    Two queries, and more for each that was put to the vote."""
    items = AgendaItem.objects.select_related("meeting__roll").order_by("meeting__starts_at", "id").filter(
        to_decide=True, method=None, meeting__kind="session", meeting__community_code=community,
        meeting__agenda_fixed_on__range=(since, until),
    )  # fmt: skip
    rows = [(item, item.about) for item in items]
    votes = ballots.votes_on(*(item.ref for item, _about in rows)) if rows else ()
    last = {vote.about: vote for vote in votes if vote.stands and vote.certified_on}
    return [
        ToldOf(
            about,
            item.meeting.number,
            item.meeting.body,
            vote is not None and _majority(item, vote),
        )
        for item, about in rows
        if about
        for vote in [last.get(item.ref)]
    ]


@dataclass(frozen=True, slots=True)
class Awaited:
    """A session whose notice told that something is to be decided there. `carried` as in `PutTo`; `people` whom its
    item puts to the vote (`person:<number>`)."""

    meeting: str
    body: str
    held_on: date
    carried: bool | None
    people: frozenset[str] = frozenset()


def awaited(about: Ref, at: datetime) -> list[Awaited]:
    """The sessions, of whatever body, that are to decide on something or have carried it, oldest first: from their
    first notice on, while they are to come or under way, and where a vote on it stands that was not lost."""
    items = AgendaItem.objects.select_related("meeting__roll").order_by("id").filter(
        about_type=about.type, about_id=about.id, to_decide=True, method=None, meeting__kind="session",
        meeting__agenda_fixed_on__isnull=False, meeting__cancelled_on=None,
    )  # fmt: skip
    found: list[Awaited] = []
    for item in items:
        vote, meeting = next(iter(ballots.standing_votes(item.ref)[-1:]), None), item.meeting
        decided = _majority(item, vote) if vote and vote.certified_on else None
        if decided is not False if vote else _to_come(meeting, at):
            found.append(Awaited(meeting.number, meeting.body, clock.civil_day(meeting.starts_at), decided))
    return found


def to_decide(subjects: Collection[Ref], at: datetime) -> dict[Ref, list[Awaited]]:
    """Of some things the sessions that are to decide on them, told of or not, and those where the vote is not certified
    yet. Two queries, however many there are."""
    wanted = list(subjects)
    items = AgendaItem.objects.select_related("meeting").order_by("meeting__starts_at", "id").filter(
        about_type__in={one.type for one in wanted}, about_id__in={one.id for one in wanted}, to_decide=True,
        method=None, meeting__kind="session", meeting__cancelled_on=None,
    ) if wanted else ()  # fmt: skip
    rows = [item for item in items if item.about in wanted]
    votes = [vote for vote in ballots.votes_on(*(item.ref for item in rows)) if vote.stands]
    found: dict[Ref, list[Awaited]] = {}
    for item in rows:
        last, meeting = next((vote for vote in reversed(votes) if vote.about == item.ref), None), item.meeting
        if item.about and (last.certified_on is None if last else _to_come(meeting, at)):
            day, people = clock.civil_day(meeting.starts_at), frozenset(people_put(item.concerns))
            one = Awaited(meeting.number, meeting.body, day, None, people)
            found.setdefault(item.about, []).append(one)
    return found


def people_named(subjects: Collection[Ref]) -> dict[tuple[Ref, str], list[frozenset[str]]]:
    """Of some things, by the body that was to decide, whom each item about them puts to the vote (`person:<number>`);
    nobody where an item names none. One query; none for nothing."""
    wanted, found = frozenset(subjects), dict[tuple[Ref, str], list[frozenset[str]]]()
    items = AgendaItem.objects.select_related("meeting").filter(
        about_type__in={one.type for one in wanted}, about_id__in={one.id for one in wanted}, to_decide=True,
        method=None, meeting__kind="session",
    ) if wanted else ()  # fmt: skip
    for item in items:
        if item.about in wanted:
            found.setdefault((item.about, item.meeting.body), []).append(frozenset(people_put(item.concerns)))
    return found


def _to_come(meeting: Meeting, at: datetime) -> bool:
    """Whether a question can still be put there. A session that was left open waits for nobody once its night is
    over."""
    latest = clock.civil_day(meeting.starts_at) + timedelta(days=1)
    return state_of(meeting, at) in {"called", "open"} and clock.civil_day(at) <= latest


def judged(item: AgendaItem, vote: str) -> tuple[Finding, ...]:
    """What the rules of the body say to a vote that was counted: whether enough took part, and enough agreed; of
    several choices, to the one with most votes."""
    found = chosen_by(item, vote)
    if found is not None:
        return found.findings
    room = Room(item.meeting)
    return room.rules_on(item).attendance(figures_of(room, item, vote), majority=True)


def _majority(item: AgendaItem, vote: VoteOn) -> bool:
    """By the rules of the body on the day; not where another evening for the same petition had decided it before."""
    return not decided_at(item) and adopts(judged(item, vote.number))
