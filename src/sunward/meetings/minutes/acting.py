"""What the acts on minutes share: they can be changed until they are locked, and never afterwards."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from sunward.ballots import queries as ballots
from sunward.kernel.acts import Act
from sunward.kernel.facts import unusable
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.minutes.denials import denied_in_time, untold_in
from sunward.meetings.models import AgendaItem, Minutes, MinutesSignature, UndoneEntry
from sunward.meetings.rules.chain import digest_of
from sunward.record import queries as record

Facts = TypeVar("Facts")
DRAFT = "meetings.draft_minutes"
LOCKED = Text("会议记录已经签齐并锁定。", "The minutes are signed and locked.")


class OnMinutes(Act[Minutes, Facts]):
    """An act on minutes that are not locked yet."""

    subject_type = "minutes"
    subject_model = Minutes

    def standing(self) -> Iterator[Finding]:
        if self.subject.locked_on:
            yield Finding("open", False, LOCKED)

    def refuse_locked(self) -> None:
        """A report about locked minutes is not usable.

        Raises:
            FactsError: when they are locked.
        """
        if self.subject.locked_on:
            raise unusable("text", LOCKED.zh, LOCKED.en)


def corrections_of(row: Minutes) -> list[dict[str, Any]]:
    """Every correction as it enters the digest, in order: all that stood there when the minutes were locked."""
    return [
        {"place": one.place, "text": one.text, "taken_in": one.taken_in, "answer": one.answer}
        | ({"struck_on": str(one.struck_on)} if one.struck_on else {})
        for one in row.corrections.order_by("place")
        if not one.after_lock
    ]


def text_digest(row: Minutes) -> str:
    """What is signed: the content, with every correction that was taken in and reads as part of it."""
    taken = [one for one in row.corrections.all() if one.taken_in and not one.after_lock]
    taken.sort(key=lambda one: one.place)
    read = [{"place": one.place, "text": one.text, "answer": one.answer} for one in taken]
    return digest_of({"content": row.content_sha256, "corrections": read})


def standing_signatures(row: Minutes) -> list[MinutesSignature]:
    """The signatures under the text as it reads now. Minutes that were locked before the text was kept with each
    signature have them without it."""
    wanted = {text_digest(row), ""} if row.locked_on else {text_digest(row)}
    return [one for one in row.signatures.all() if one.digest in wanted]


def signatures_of(row: Minutes) -> list[dict[str, Any]]:
    """Every signature that stands, as it enters the digest, by role."""
    found = sorted(standing_signatures(row), key=lambda one: one.role)
    return [{"role": one.role, "post": one.post, "signed_on": str(one.signed_on)} for one in found]


def recorded_by(row: Minutes) -> frozenset[str]:
    """Whose hand recorded the meeting: they entered who came, or drafted these minutes, at the desk too."""
    entry = record.entry(row.drafted_in) if row.drafted_in else None
    kept = row.meeting.attendance.exclude(admitted_by=None).values_list("admitted_by", flat=True)
    return frozenset([*(one for one in kept if one), *([entry.by] if entry else [])])


def withdrawn(row: Minutes) -> bool:
    """Whether the draft that stands was entered for somebody who had drafted nothing: it is to be drafted anew."""
    drafts = UndoneEntry.objects.filter(meeting=row.meeting_id, act=DRAFT, late=False)
    return row.drafted_in is not None and drafts.filter(entry=row.drafted_in).exists()


def open_results(row: Minutes) -> list[str]:
    """The votes of the meeting, by number, without a result that stands, or whose end the draft does not tell."""
    told = _telling(row)
    votes = [vote for item in row.meeting.items.all() for vote in ballots.votes_on(item.ref)]
    return [one.number for one in votes if not _told(one, told.get(one.number, {}))]


def to_draft_anew(rows: Iterable[Minutes]) -> frozenset[int]:
    """Those of some drafts that nobody can sign before they are drafted anew: a vote ended after the draft, a proxy was
    denied, or its entry was withdrawn. Three queries, however many there are, one more where proxies came, and none for
    none."""
    drafts = {row.meeting_id: row for row in rows if row.locked_on is None}
    if not drafts:
        return frozenset()
    items = AgendaItem.objects.filter(meeting__in=drafts).values_list("number", "meeting_id")
    of = {Ref("item", number): meeting for number, meeting in items}
    ended = [one for one in ballots.votes_on(*of) if one.annulled_on or one.certified_on]
    told = {meeting: _telling(row) for meeting, row in drafts.items()}
    late = {of[one.about] for one in ended if not _told(one, told[of[one.about]].get(one.number, {}))}
    undone = UndoneEntry.objects.filter(meeting__in=drafts, act=DRAFT, late=False).values_list("meeting_id", "entry")
    taken_back = {meeting for meeting, entry in undone if entry == drafts[meeting].drafted_in}
    untold = untold_in(drafts.values())
    denied = {meeting for meeting, row in drafts.items() if denied_in_time(row, untold)}
    return frozenset(drafts[meeting].pk for meeting in late | taken_back | denied)


def leaves_out_denied(row: Minutes) -> bool:
    """Whether a draft does not tell of a proxy who was denied in the days for its corrections."""
    return denied_in_time(row, untold_in([row]))


def _telling(row: Minutes) -> dict[str, Mapping[str, Any]]:
    """What a draft tells of each vote, by number."""
    return {vote["number"]: vote for item in row.content.get("items", ()) for vote in item["votes"]}


def _told(vote: ballots.VoteOn, draft: Mapping[str, Any]) -> bool:
    """Whether a draft says how a vote ended: certified, or annulled."""
    if vote.annulled_on:
        return bool(draft.get("annulled_on") == str(vote.annulled_on))
    return vote.certified_on is not None and bool(draft.get("certified_on"))
