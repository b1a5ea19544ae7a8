"""What the acts on minutes share: they can be changed until they are locked, and never afterwards."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from sunward.ballots import queries as ballots
from sunward.kernel.acts import Act
from sunward.kernel.facts import unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.models import Minutes, MinutesSignature, UndoneEntry
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
    """Every correction as it enters the digest, in order."""
    return [
        {"place": one.place, "text": one.text, "taken_in": one.taken_in, "answer": one.answer}
        | ({"struck_on": str(one.struck_on)} if one.struck_on else {})
        for one in row.corrections.order_by("place")
    ]


def text_digest(row: Minutes) -> str:
    """What is signed: the content, with every correction that was taken in and reads as part of it."""
    taken = sorted((one for one in row.corrections.all() if one.taken_in), key=lambda one: one.place)
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
    told = {vote["number"]: vote for item in row.content.get("items", ()) for vote in item["votes"]}
    votes = [vote for item in row.meeting.items.all() for vote in ballots.votes_on(item.ref)]
    return [one.number for one in votes if not _told(one, told.get(one.number, {}))]


def _told(vote: ballots.VoteOn, draft: Mapping[str, Any]) -> bool:
    """Whether a draft says how a vote ended: certified, or annulled."""
    if vote.annulled_on:
        return bool(draft.get("annulled_on") == str(vote.annulled_on))
    return vote.certified_on is not None and bool(draft.get("certified_on"))
