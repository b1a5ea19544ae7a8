"""One meeting: its call, what was announced, who came, what was said and voted, and the minutes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sunward.ballots import queries as ballots
from sunward.ballots.queries import VoteOn
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.calling.announced import joined_late
from sunward.meetings.calling.undone import struck_on
from sunward.meetings.models import AgendaItem, Meeting, Minutes, QuorumCount, UndoneEntry
from sunward.meetings.queries.meetings import MeetingCard, card_of
from sunward.meetings.queries.noticing import last_for_notice
from sunward.meetings.queries.papers import PaperView, paper_view
from sunward.meetings.rules.choosing import YES_NO
from sunward.meetings.session.acting import over
from sunward.meetings.session.elsewhere import decided_at
from sunward.meetings.session.excluding import to_be_told
from sunward.meetings.session.interests import people_put
from sunward.meetings.session.offtable import withdrawn_of
from sunward.meetings.session.online import puts_up_for_office
from sunward.meetings.session.room import Room
from sunward.meetings.session.unready import missing_of


@dataclass(frozen=True, slots=True)
class StatementView:
    """What was said; `person` is a reference, its name as the reader may see it."""

    person: str
    post: str
    text: str
    dissent: bool
    struck_on: str = ""  # a clerk had entered it for somebody who had not said it


@dataclass(frozen=True, slots=True)
class AsideView:
    """Somebody does not vote: why and by which rule, never who."""

    reason: str
    leaves_base: bool
    source: str
    by_others: bool
    void: bool  # found not to be their word when the vote was over
    as_proxy: bool = False  # who has no place, and answers it for nobody


@dataclass(frozen=True, slots=True)
class CountView:
    """A count of heads, with what the quorum rule said to it."""

    at: datetime
    counts: Mapping[str, Mapping[str, int]]
    met: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item with everything that came of it; `announced`: it stood on the agenda when notice was given."""

    ref: Ref
    place: int
    title: str
    about: Ref | None
    to_decide: bool
    people_put: tuple[str, ...]
    for_office: bool  # those whom it puts up stand for an office or a committee
    announced: bool
    method: str
    at_most: int | None
    options: Mapping[str, Text]  # what is chosen among; nothing where it is yes or no
    papers: tuple[PaperView, ...]
    statements: tuple[StatementView, ...]
    aside: tuple[AsideView, ...]
    counts: tuple[CountView, ...]
    votes: tuple[VoteOn, ...]
    withdrawn_on: date | None = None  # the matter that it is about was taken off the table
    missing: tuple[Finding, ...] = ()  # what has to come before its vote and can still be mended
    decided_at: str = ""  # another meeting for the same petition, whose result stands


@dataclass(frozen=True, slots=True)
class NoticeView:
    channel: str
    given_on: date
    recorded_on: date
    where: str
    proof: str
    reached: int | None
    given_at: datetime | None = None  # where its hour is known


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """Everything that the page of a meeting shows. `notice` is what the rules say to the days of notice."""

    row: Meeting
    community: str
    card: MeetingCard
    called_by: str
    convened_on: date
    convened_by_post: str
    agenda_fixed_on: date | None
    channels_wanted: int | None  # while people are still to be told
    notice: tuple[Finding, ...]
    notice_until: date | None  # the last day for one that was not given yet
    notices: tuple[NoticeView, ...]
    roll: str
    entitled: int
    came: int
    opened_at: datetime | None
    ended_at: datetime | None
    cancelled_because: str
    second_call_of: str
    second_call: str
    petition: str
    counts: tuple[CountView, ...]
    items: tuple[ItemView, ...]
    minutes: Minutes | None
    undone: tuple[UndoneEntry, ...] = ()


def meeting_page(number: str) -> MeetingPage | None:
    """A meeting by its number; the number of queries does not grow with its items. None when there is none."""
    rows = Meeting.objects.select_related("roll", "second_call_of", "petition").prefetch_related("undone", "notices")
    meeting = rows.filter(number=number).first()
    if meeting is None:
        return None
    room = Room(meeting)
    counts = list(meeting.quorum_counts.order_by("id"))
    return MeetingPage(
        row=meeting,
        community=meeting.community_code,
        card=card_of(meeting),
        called_by=meeting.called_by,
        convened_on=meeting.convened_on,
        convened_by_post=meeting.convened_by_post,
        agenda_fixed_on=meeting.agenda_fixed_on,
        channels_wanted=None if meeting.noticed_on else room.channels_wanted,
        notice=room.notice(meeting.noticed_on) if meeting.noticed_on else (),
        notice_until=last_for_notice(meeting, room),
        notices=tuple(_notice(row) for row in sorted(meeting.notices.all(), key=lambda one: (one.given_on, one.pk))),
        roll=meeting.roll.number if meeting.roll else "",
        entitled=len(room.places),
        came=len({stay.place for stay in room.stays}),
        opened_at=meeting.opened_at,
        ended_at=meeting.closed_at or meeting.adjourned_at,
        cancelled_because=meeting.cancelled_because,
        second_call_of=meeting.second_call_of.number if meeting.second_call_of else "",
        second_call=Meeting.objects.filter(second_call_of=meeting).values_list("number", flat=True).first() or "",
        petition=meeting.petition.number if meeting.petition else "",
        counts=tuple(_count(row) for row in counts if row.item_id is None),
        items=_items(room, counts, struck_on(meeting)),
        minutes=_minutes(meeting),
        undone=tuple(sorted(meeting.undone.all(), key=lambda one: one.pk)),
    )


def _notice(row: Any) -> NoticeView:
    return NoticeView(
        row.channel, row.given_on, row.recorded_on, row.where, row.proof_sha256, row.reached, row.given_at
    )


def _count(row: QuorumCount) -> CountView:
    return CountView(row.counted_at, row.counts, row.met, tuple(Finding.from_dict(found) for found in row.findings))


def _minutes(meeting: Meeting) -> Minutes | None:
    rows = Minutes.objects.filter(meeting=meeting).select_related("meeting")
    return rows.prefetch_related("signatures", "corrections", "pictures").first()


def _items(room: Room, counts: list[QuorumCount], gone: Mapping[str, str]) -> tuple[ItemView, ...]:
    meeting = room.meeting
    rows = meeting.items.prefetch_related("papers", "statements__person", "off_base", "proxies_aside").order_by("place")
    items = list(rows)
    votes = ballots.votes_on(*(item.ref for item in items))
    off, missing = withdrawn_of(items), _missing(room, items, votes)
    return tuple(
        replace(
            _item(item, meeting, counts, votes, gone),
            withdrawn_on=off.get(item.about_id), missing=missing.get(item.number, ()), decided_at=decided_at(item),
        ) for item in items
    )  # fmt: skip


def _missing(room: Room, items: list[AgendaItem], votes: tuple[VoteOn, ...]) -> Mapping[str, tuple[Finding, ...]]:
    """By item, while its vote is to come: afterwards its entry says what was missing then."""
    if over(room.meeting) or room.day < clock.today():
        return {}
    put = {vote.about for vote in votes if vote.annulled_on is None}
    left = [one for one in items if one.settled_on is None and one.ref not in put]
    return missing_of(room, left)


def _item(
    item: AgendaItem, meeting: Meeting, counts: list[QuorumCount], votes: tuple[VoteOn, ...], gone: Mapping[str, str]
) -> ItemView:
    put = people_put(item.concerns)
    return ItemView(
        ref=item.ref,
        place=item.place,
        title=item.title,
        about=item.about,
        to_decide=item.to_decide,
        people_put=put,
        for_office=bool(put) and puts_up_for_office(item, meeting.convened_on),
        announced=not joined_late(item, meeting),
        method=item.method or YES_NO,
        at_most=item.at_most,
        options=item.options,
        papers=tuple(paper_view(one) for one in item.papers.all()),
        statements=tuple(
            StatementView(
                str(one.person), one.post, one.text, one.dissent, gone.get(f"statement:{item.number}/{one.place}", "")
            )
            for one in sorted(item.statements.all(), key=lambda one: one.place)
        ),
        aside=tuple(
            AsideView(one.reason, one.leaves_base, one.source, bool(one.by_others), one.void_on is not None)
            for one in item.off_base.all()
            if to_be_told(one)
        )
        + tuple(
            AsideView(one.reason, False, one.source, False, one.void_on is not None, as_proxy=True)
            for one in item.proxies_aside.all()
            if to_be_told(one)
        ),
        counts=tuple(_count(row) for row in counts if row.item_id == item.pk),
        votes=tuple(vote for vote in votes if vote.about == item.ref),
    )
