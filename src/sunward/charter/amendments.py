"""Reads of drafts, of adopted versions of the community's own rules, and of its covenant. Offered by `queries`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sunward.charter import engine, ports
from sunward.charter.drafting import Proposal, newest_covenant, newest_rules
from sunward.charter.engine.amending.amending import Change, difference, read_changes, without_following
from sunward.charter.engine.amending.looser import loosened
from sunward.charter.engine.vocabulary import Layer
from sunward.charter.models import Adoption, Covenant, Document, Draft
from sunward.charter.overtaking import Overtaken, overtaken

PAGE = 50


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft: of what, by which post, from when it shall count, and what has come of it."""

    number: str
    community: str
    kind: str  # rules | covenant
    digest: str
    why: str
    effective_from: date
    drafted_on: date
    drafted_by_post: str
    withdrawn_on: date | None
    withdrawn_because: str
    revises: str
    in_force_from: date | None
    looser: int = 0  # how many of its changes make a rule looser
    overtaken: Overtaken | None = None  # it can be put in force no more: what it changes has changed since


@dataclass(frozen=True, slots=True)
class OvertakenDraft:
    """A draft that can be put in force no more: who drafted it, in which post, the newest that was drafted in its
    place, and the entry by which what overtook it was put in force."""

    number: str
    drafted_by: str
    drafted_by_post: str
    anew: str
    entry: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """One draft with its words: the document it changes, the document it makes, and what lies between."""

    card: DraftCard
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    changes: tuple[Change, ...]
    revised_by: tuple[str, ...]
    matter: str  # that asks for a decision on it


@dataclass(frozen=True, slots=True)
class AdoptedVersion:
    """A version of the community's own rule book: from when to when, by which decision."""

    key: int
    version: str
    body: Mapping[str, Any]
    digest: str
    since: date
    until: date | None
    decision: str
    draft: str


@dataclass(frozen=True, slots=True)
class CovenantVersion:
    """The covenant as it read from a day on."""

    draft: str
    paragraphs: tuple[str, ...]
    digest: str
    since: date
    until: date | None
    decision: str


def draft_card(number: str) -> DraftCard | None:
    """A draft by its number."""
    row = _drafts().filter(number=number).first()
    return _cards([row])[0] if row else None


def draft_cards(numbers: Collection[str]) -> dict[str, DraftCard]:
    """Drafts of one community by their numbers. A few queries, however many there are, and none for none."""
    return {card.number: card for card in _cards(list(_drafts().filter(number__in=numbers)))} if numbers else {}


def overtaken_among(numbers: Collection[str]) -> dict[str, OvertakenDraft]:
    """Of some drafts of one community those that were overtaken. One query and one for each kind among them, one more
    where any was; none for none."""
    rows = Draft.objects.filter(number__in=numbers, withdrawn_on=None, adoptions=None, covenant=None)
    asked = rows.only("number", "kind", "community_code", "base_id", "replaces_id", "drafted_by", "drafted_by_post")
    found = list(asked) if numbers else []
    gone = overtaken(found)
    anew = Draft.objects.filter(revises__in=gone, withdrawn_on=None).order_by("id") if gone else Draft.objects.none()
    instead = dict(anew.values_list("revises_id", "number"))
    return {
        row.number: OvertakenDraft(
            row.number, row.drafted_by, row.drafted_by_post, instead.get(row.pk, ""), gone[row.pk].entry
        )
        for row in found
        if row.pk in gone
    }


def drafts(community: str, limit: int = PAGE) -> tuple[DraftCard, ...]:
    """The community's drafts, newest first."""
    return _cards(list(_drafts().filter(community_code=community).order_by("-id")[:limit]))


def draft_page(number: str) -> DraftPage | None:
    """One draft with what it changes."""
    row = _drafts().filter(number=number).first()
    if row is None:
        return None
    before = row.base.body if row.base else row.replaces.body if row.replaces else {}
    changes = read_changes(row.changes) if row.changes else ()
    revised = tuple(row.revisions.order_by("id").values_list("number", flat=True))
    return DraftPage(_cards([row])[0], before, row.body, changes, revised, ports.laid_before(number))


def _drafts() -> Any:
    return Draft.objects.select_related("base", "replaces", "revises")


def _cards(rows: Sequence[Draft]) -> tuple[DraftCard, ...]:
    keys = [row.pk for row in rows]
    since = dict(Adoption.objects.filter(draft__in=keys).values_list("draft_id", "in_force_from")) if keys else {}
    if any(row.kind == Draft.COVENANT for row in rows):
        since |= dict(Covenant.objects.filter(draft__in=keys).values_list("draft_id", "in_force_from"))
    gone = overtaken(row for row in rows if row.pk not in since and row.withdrawn_on is None)
    return tuple(
        DraftCard(
            number=row.number, community=row.community_code, kind=row.kind, digest=row.digest, why=row.why,
            effective_from=row.effective_from, drafted_on=row.drafted_on, drafted_by_post=row.drafted_by_post,
            withdrawn_on=row.withdrawn_on, withdrawn_because=row.withdrawn_because,
            revises=row.revises.number if row.revises else "", in_force_from=since.get(row.pk),
            looser=_number_looser(row), overtaken=gone.get(row.pk),
        )
        for row in rows
    )  # fmt: skip


def _number_looser(row: Draft) -> int:
    return len(loosened(read_changes(row.changes), row.base.body)) if row.base else 0


def proposed(community: str, changes: Sequence[Change], effective_from: date) -> Proposal:
    """A draft as it would be, to look at: nothing is written."""
    return Proposal(community, changes, effective_from)


def proposed_by(community: str, draft: DraftPage) -> Proposal:
    """A draft that is stored, as it was when it was drafted: without what only follows."""
    found = Proposal(community, (), draft.card.effective_from)
    found.changes = without_following(found.document, draft.changes)
    return found


def own_rules(community: str) -> AdoptedVersion | None:
    """The newest version of the community's own rule book: what a draft begins from, in force or soon to be."""
    row = newest_rules(community)
    return _version(row) if row else None


def own_versions(community: str) -> tuple[AdoptedVersion, ...]:
    """Every adopted version of the community's own rule book, newest first. One query."""
    rows = Adoption.objects.filter(community_code=community, place=Layer.COMMUNITY.depth)
    return tuple(_version(row) for row in rows.select_related("document", "draft").order_by("-in_force_from", "-id"))


def _version(row: Adoption) -> AdoptedVersion:
    document: Document = row.document
    return AdoptedVersion(
        row.pk, document.version, document.body, document.digest, row.in_force_from, row.in_force_to, row.decision,
        row.draft.number if row.draft else "",
    )  # fmt: skip


def changed(old: AdoptedVersion, new: AdoptedVersion) -> tuple[Change, ...]:
    """Everything that differs between two versions."""
    return difference(old.body, new.body)


def covenants(community: str) -> tuple[CovenantVersion, ...]:
    """Every adopted covenant, newest first. One query."""
    rows = Covenant.objects.filter(community_code=community).select_related("draft").order_by("-in_force_from")
    return tuple(
        CovenantVersion(
            row.draft.number, tuple(row.draft.body["paragraphs"]), row.draft.digest, row.in_force_from,
            row.in_force_to, row.decision,
        )
        for row in rows
    )  # fmt: skip


def covenant_to_change(community: str) -> str:
    """The text that a new wording begins from; empty before there is any."""
    newest = newest_covenant(community)
    return "\n".join(newest.draft.body["paragraphs"]) if newest else ""


class Calendar:
    """The rule books of a community on any day of a stretch of time, read once. Two queries, however many days."""

    def __init__(self, community: str, since: date, until: date) -> None:
        rows = Adoption.objects.filter(community_code=community, in_force_from__lte=until)
        rows = rows.exclude(in_force_to__lt=since).select_related("document").order_by("place", "id")
        self._rows = [(row.in_force_from, row.in_force_to, row.document) for row in rows]
        self._known: dict[tuple[str, ...], engine.Charter] = {}

    def on(self, day: date) -> engine.Charter | None:
        """The charter of a day; None when there was none."""
        found = [doc for since, until, doc in self._rows if since <= day and (until is None or day <= until)]
        key = tuple(document.digest for document in found)
        if found and key not in self._known:
            self._known[key] = engine.Charter.from_documents([document.body for document in found])
        return self._known.get(key)
