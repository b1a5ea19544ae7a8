"""Petitions for pages: what is asked for, how many have signed of how many, until when. Never who."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from sunward.ballots import reaching
from sunward.ballots.models import Petition
from sunward.ballots.roll.everybody import EVERYBODY_FIRST, ROLL_OF_EVERYBODY, is_of_everybody
from sunward.ballots.roll.membership import name_of_roll, names_of_subgroups, rights_behind
from sunward.ballots.rules.asking import HEARING, PURPOSES
from sunward.ballots.rules.hearings import titles_of
from sunward.charter import queries as charter
from sunward.charter.engine.parameters import Right
from sunward.charter.engine.vocabulary import CLASSES
from sunward.kernel.findings import Finding
from sunward.kernel.memo import remembered
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry import queries as registry

PAGE = 50
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class PetitionCard:
    """A petition as anybody may read it. `key` is what the next page starts `before`."""

    key: int
    number: str
    title: str
    text: str
    purpose: Text
    asks_for: Text
    signed: int
    needed: int
    entitled: int
    of: Text
    roll: str
    source: str
    opened_on: date
    closes_on: date
    reached_on: date | None
    forces_meeting: bool
    forces_hearing: bool
    matter: str = ""  # on which a hearing is asked for
    on_paper: int = 0
    denied: int = 0
    disowned: bool = False  # opened at the desk for somebody who did not want it
    void: bool = False  # and nobody else had signed
    of_everybody: bool = True  # whoever lives here can sign it, if for their household

    @property
    def short_without_denied(self) -> bool:
        """Reached only with signatures of people who say that they never gave them."""
        return self.reached_on is not None and self.signed < self.needed <= self.signed + self.denied

    def word(self, on: date) -> str:
        """`reached`, `void`, `closed` or `open`: worked out, never set."""
        if self.reached_on:
            return "reached"
        if self.void:
            return "void"
        return "open" if on <= self.closes_on else "closed"


WORDS = dict(PURPOSES)
COUNTED = Count("signatures", filter=Q(signatures__withdrawn_on=None))
ON_PAPER = Count("signatures", filter=Q(signatures__on_paper=True, signatures__withdrawn_on=None))
DENIED = Count("signatures", filter=Q(signatures__denied_on__isnull=False))


def petitions(community: str, on: date, before: int | None = None, limit: int = PAGE) -> tuple[PetitionCard, ...]:
    """The petitions of a community, newest first, in one query."""
    rows = Petition.objects.filter(community_code=community, opened_on__lte=on)
    rows = rows.filter(pk__lt=before) if before else rows
    rows = (
        rows.select_related("roll").annotate(signed=COUNTED, on_paper=ON_PAPER, denied=DENIED).order_by("-pk")[:limit]
    )
    return _cards(rows, community, on)


def petitions_with(community: str, word: str, on: date, limit: int = MOST_FOUND) -> tuple[PetitionCard, ...]:
    """The newest petitions whose number or title contains the word."""
    rows = Petition.objects.filter(community_code=community, opened_on__lte=on)
    rows = rows.filter(Q(number__icontains=word) | Q(title__icontains=word)).select_related("roll")
    rows = rows.annotate(signed=COUNTED, on_paper=ON_PAPER, denied=DENIED).order_by("-pk")[:limit]
    return _cards(rows, community, on)


def _open(community: str, on: date) -> "QuerySet[Petition]":
    return Petition.objects.filter(community_code=community, closes_on__gte=on, reached_on=None, void_on=None)


def number_of_open_petitions(community: str, on: date) -> int:
    """How many petitions can still be signed by whoever lives here."""
    return _open(community, on).filter(ROLL_OF_EVERYBODY).count()


def calling_meetings(community: str, on: date, limit: int = PAGE) -> list[tuple[str, str]]:
    """Number and title of the newest petitions that have forced a meeting. One query."""
    rows = Petition.objects.filter(community_code=community, purpose="meeting", reached_on__lte=on)
    return list(rows.order_by("-pk").values_list("number", "title")[:limit])


def open_petitions(community: str, on: date, limit: int = PAGE) -> tuple[PetitionCard, ...]:
    """The petitions that can still be signed, those of everybody before those of some, each the one that closes first
    on top. One query."""
    rows = (
        _open(community, on)
        .select_related("roll")
        .annotate(signed=COUNTED, on_paper=ON_PAPER, denied=DENIED)
        .order_by(EVERYBODY_FIRST, "closes_on", "pk")[:limit]
    )
    return _cards(rows, community, on)


@dataclass(frozen=True, slots=True)
class MeetingDemanded:
    """A petition that enough signed and that asks for a meeting; `rights` are those of the rule books behind it, `grid`
    the subgroup of which it asks for it."""

    key: int
    ref: Ref
    community: str
    title: str
    body: str
    reached_on: date
    rights: tuple[Right, ...]
    opened_on: date  # by whose rules people signed it
    grid: str = ""


@remembered
def meetings_demanded(community: str, on: date, since: date) -> tuple[MeetingDemanded, ...]:
    """The meetings that petitions have forced since a day, the oldest first. One query."""
    rows = Petition.objects.select_related("roll").filter(
        community_code=community, purpose="meeting", reached_on__gte=since, reached_on__lte=on
    )
    return tuple(found for row in rows.order_by("reached_on", "pk") if (found := _demanded(row)))


def meeting_demanded(number: str, community: str) -> MeetingDemanded | None:
    """The meeting that one petition forced; None when it asks for something else or is not enough."""
    rows = Petition.objects.select_related("roll").filter(purpose="meeting")
    row = rows.filter(number=number, community_code=community).first()
    return _demanded(row) if row else None


def hold_petition(key: int) -> None:
    """Keep a petition from everybody else for the rest of the transaction: one meeting heeds it."""
    Petition.objects.select_for_update(no_key=True).filter(pk=key).first()


def _demanded(row: Petition) -> MeetingDemanded | None:
    """With the rights under which it was opened: they say by when it is called."""
    if row.reached_on is None:
        return None
    book = charter.charter_of(row.community_code, row.opened_on)
    rights = tuple(rights_behind(book, row.purpose, row.asks_for))
    return MeetingDemanded(
        row.pk,
        row.ref,
        row.community_code,
        row.title,
        row.asks_for,
        row.reached_on,
        rights,
        row.opened_on,
        row.roll.grid,
    )


def is_petitioner(key: int, person: str) -> bool:
    """Whether somebody stands behind a petition: they opened it, or have signed it with a signature that counts. All of
    them, for nobody ends a petition by the silence of one. Who they are is never published."""
    row = Petition.objects.select_related("roll").filter(pk=key).first()
    if row is None:
        return False
    if row.opened_by == person and row.disowned_on is None:
        return True
    return reaching.signature_of(row, person).exists()


def is_free_petitioner(key: int, person: str, owing: frozenset[str], on: date) -> bool:
    """The same, and free of the bodies that owe what was asked for: whoever holds a post in one, or is declared kin of
    somebody who does, could sign in order to end what the others asked for. They sign as everybody does; the petition
    counts them; they do not act for it. Kinship counts if it was declared before the petition was opened: an officer
    declares it alone, and would choose by it who acts for what he does not want."""
    row = Petition.objects.filter(pk=key).first()
    if row is None or not is_petitioner(key, person):
        return False
    return not registry.of_a_body_or_kin(person, owing, row.community_code, on, before=row.opened_on)


def kin_declared_late(key: int, person: str, owing: frozenset[str], on: date) -> list[Finding]:
    """The mark on what somebody does as one of them whose kinship was declared only since it was opened."""
    row = Petition.objects.get(pk=key)
    late = registry.of_a_body_or_kin(person, owing, row.community_code, on)
    return [registry.declared_only_since(row.opened_on)] if late else []


def opened_on(key: int) -> date:
    """The day on which it was opened: kinship declared later bars nobody."""
    return Petition.objects.values_list("opened_on", flat=True).get(pk=key)


def opened_petition(key: int, person: str) -> bool:
    """Whether it is the one who opened it. Who that is, is never published."""
    return Petition.objects.filter(pk=key, opened_by=person, disowned_on=None).exists()


def petition(number: str, community: str, on: date) -> PetitionCard | None:
    """One petition of a community."""
    rows = Petition.objects.filter(number=number, community_code=community).select_related("roll")
    return next(iter(_cards(rows.annotate(signed=COUNTED, on_paper=ON_PAPER, denied=DENIED), community, on)), None)


@dataclass(frozen=True, slots=True)
class Signed:
    """A petition with what its signatures come to, on the roll by which it was opened.

    One that was reached stays reached: `signed` is never less than what was enough on that day.
    """

    key: int
    number: str
    title: str
    purpose: str
    asks_for: str
    of: str
    grid: str
    signed: int
    entitled: int
    reached_on: date | None


def petition_signed(community: str, number: str) -> Signed | None:
    """A petition by its number, with the signatures that count."""
    found = Petition.objects.select_related("roll").filter(community_code=community, number=number).first()
    if found is None:
        return None
    signed = max(reaching.signed(found), found.needed) if found.reached_on else reaching.signed(found)
    return Signed(
        found.pk, found.number, found.title, found.purpose, found.asks_for, found.roll.of,
        found.roll.grid, signed, found.roll.entitled, found.reached_on,
    )  # fmt: skip


def _cards(rows: Iterable[Petition], community: str, on: date) -> tuple[PetitionCard, ...]:
    """What a recall or a hearing is about, and what subgroups are called, is asked once, however many want one."""
    found = list(rows)
    held = _held(community, on) if any(row.purpose == "recall" for row in found) else {}
    held |= titles_of(frozenset(row.asks_for for row in found if row.purpose == HEARING))
    parts = names_of_subgroups(community) if any(row.roll.grid for row in found) else {}
    return tuple(_card(row, on, held, parts) for row in found)


def _card(row: Petition, on: date, held: Mapping[str, Text], parts: Mapping[str, Text]) -> PetitionCard:
    title = CLASSES[row.roll.of]
    return PetitionCard(
        key=row.pk, number=row.number, title=row.title, text=row.text, purpose=WORDS[row.purpose],
        asks_for=_asked(row, on, held, parts), signed=counted(row), needed=row.needed, entitled=row.roll.entitled,
        of=Text(title.zh, title.en), roll=row.roll.number, source=row.source, opened_on=row.opened_on,
        closes_on=row.closes_on, reached_on=row.reached_on,
        forces_meeting=bool(row.purpose == "meeting" and row.reached_on),
        forces_hearing=bool(row.purpose == HEARING and row.reached_on),
        matter=row.asks_for if row.purpose == HEARING else "",
        on_paper=int(getattr(row, "on_paper", 0)), denied=int(getattr(row, "denied", 0)),
        disowned=row.disowned_on is not None, void=row.void_on is not None,
        of_everybody=is_of_everybody(row.roll.of, row.roll.grid),
    )  # fmt: skip


def counted(row: Petition) -> int:
    """What the query has counted beside the row."""
    return int(getattr(row, "signed", 0))


def _asked(row: Petition, on: date, held: Mapping[str, Text], parts: Mapping[str, Text]) -> Text:
    """What it asks for in the words of the rule books; of a recall, the number of the appointment once they hold it no
    longer; of a hearing the title of its matter."""
    if row.purpose == "meeting":
        return (
            name_of_roll(row.roll, on, parts)
            if row.roll.grid
            else charter.name_of_body(row.asks_for, row.community_code, on)
        )
    if row.purpose == "disclosure":
        item = charter.disclosure_item(row.community_code, row.asks_for, on)
        return Text(item.name.zh, item.name.en) if item else Text.of(row.asks_for)
    return held.get(row.asks_for, Text.of(row.asks_for))


def _held(community: str, on: date) -> dict[str, Text]:
    """Who is in which office, by the number of the appointment."""
    return {
        post.appointment: Text(f"{post.title.zh}{one.name}", f"{one.name}, {post.title.en}")
        for one in registry.power_holders(community, on)
        for post in one.posts
    }
