"""Minutes as they are read and printed: who is named in them is shown as the reader may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Q

from sunward.kernel.text import Text
from sunward.meetings.minutes import recording
from sunward.meetings.minutes.acting import corrections_of, signatures_of, standing_signatures
from sunward.meetings.minutes.denials import absent_untold, marks_untold, untold_in
from sunward.meetings.minutes.recording import rule_of
from sunward.meetings.models import Minutes, MinutesCorrection
from sunward.meetings.queries.meetings import MeetingCard, card_of
from sunward.meetings.rules.served import as_served, is_served, recompute_with
from sunward.meetings.rules.signing import ROLES
from sunward.registry import queries as registry


@dataclass(frozen=True, slots=True)
class MinutesCard:
    """Minutes in brief, for whoever holds them on paper: of which meeting they are, and what is printed on them."""

    meeting: MeetingCard
    locked_on: date | None
    digest: str


@dataclass(frozen=True, slots=True)
class DeniedView:
    """Somebody came as the proxy of a person who gave none, or was entered as present (no giver) and was not there; by
    reference, and on which day that was said."""

    person: str
    giver: str
    on: date


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """The content as drafted, corrections and signatures beside it; `names` by reference. Of proxies whom nobody had
    given and of whom the content does not say so: `denied`, and what the votes are marked with because of them."""

    community: str
    row: Minutes
    content: dict[str, Any]
    names: dict[str, str]
    denied: tuple[DeniedView, ...] = ()
    denied_marks: Mapping[str, Sequence[Text]] = field(default_factory=dict)  # by vote


def minutes(number: str, viewer: str | None) -> MinutesPage | None:
    """The minutes of a meeting by its number; None when they have not been drafted."""
    rows = Minutes.objects.select_related("meeting", "previous")
    rows = rows.prefetch_related("signatures", "corrections", "pictures")
    row = rows.filter(number=number).first()
    if row is None:
        return None
    code = row.meeting.community_code
    denied = _denied(row)
    persons = {stay["person"] for stay in row.content["attendance"]}
    persons |= {stay["for"] for stay in row.content["attendance"] if "for" in stay}
    persons |= {each for one in denied for each in (one.person, one.giver) if each}
    persons |= {said["person"] for item in row.content["items"] for said in item["statements"]}
    persons |= {signed.person for signed in row.signatures.all()}
    names = registry.names_of(sorted(persons), viewer, code)
    return MinutesPage(code, row, row.content, names, denied, marks_untold(row) if denied else {})


def _denied(row: Minutes) -> tuple[DeniedView, ...]:
    proxies = tuple(
        DeniedView(str(one.person), str(one.entry.person), one.denied_on)
        for one in untold_in([row]).get(row.meeting_id, ())
        if one.denied_on and one.entry.person
    )
    absent = ((str(one.person), one.denied_on) for one in absent_untold(row))
    return *proxies, *(DeniedView(person, "", on) for person, on in absent if on)


def minutes_card(number: str, community: str) -> MinutesCard | None:
    """Minutes by their number; None when there are none here."""
    row = Minutes.objects.select_related("meeting").filter(number=number, meeting__community_code=community).first()
    return MinutesCard(card_of(row.meeting), row.locked_on, row.digest) if row else None


def served(number: str, community: str) -> dict[str, Any] | None:
    """Locked minutes as they were hashed, for everybody; of older ones, whose content names who came, its digest
    alone. None for what is not locked."""
    rows = Minutes.objects.select_related("meeting").prefetch_related("signatures", "corrections")
    row = rows.filter(number=number, meeting__community_code=community, locked_on__isnull=False).first()
    if row is None:
        return None
    content = {"content": as_served(row.content)} if is_served(row.content) else {"content_sha256": row.content_sha256}
    return {
        "number": row.number, **content, "corrections": corrections_of(row), "signatures": signatures_of(row),
        "previous": row.previous_digest, "digest": row.digest,
    }  # fmt: skip


def how_to_recompute(row: Minutes, file: str) -> str:
    """The line that gives the digest of locked minutes from the file as it is served; empty where nobody outside has
    all that was hashed."""
    return recompute_with(file) if row.locked_on and is_served(row.content) else ""


def corrected_until(row: Minutes) -> date:
    """The last day on which whoever was there asks for corrections."""
    return recording.corrected_until(row, rule_of(row.meeting))


def corrections_to_answer(number: str) -> list[tuple[int, str]]:
    """What is to be corrected in minutes and waits for an answer, by its place: the words stand in the minutes. Of
    locked ones what came since."""
    rows = MinutesCorrection.objects.filter(minutes__number=number, answered_on=None, struck_on=None)
    rows = rows.filter(Q(minutes__locked_on=None) | Q(after_lock=True))
    return list(rows.order_by("place").values_list("place", "text"))


def places_to_sign(number: str) -> list[tuple[str, Text]]:
    """The places that the rule book wants signed under minutes, without those whose signature stands."""
    row = Minutes.objects.select_related("meeting").filter(number=number).first()
    if row is None:
        return []
    rule, signed = rule_of(row.meeting), {one.role for one in standing_signatures(row)}
    return [(role, name) for role, name in ROLES if role not in signed and (not rule or role in rule.signed_by)]


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pages of the paper original that were photographed together: their hashes, in order."""

    on: date
    pages: tuple[str, ...]


def pictures_of(row: Minutes) -> list[Pictures]:
    """The photographed paper of the minutes, the oldest set first."""
    together = (list(pages) for _batch, pages in groupby(row.pictures.all(), lambda one: one.batch))
    return [Pictures(pages[0].added_on, tuple(page.sha256 for page in pages)) for pages in together]
