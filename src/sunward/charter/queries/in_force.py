"""The rule books in force: which versions, on which day, as one charter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from sunward.charter import engine
from sunward.charter.engine.vocabulary import Layer
from sunward.charter.models import Adoption, Document
from sunward.kernel import sql
from sunward.kernel.facts import FactsError
from sunward.kernel.findings import Finding
from sunward.kernel.memo import remembered
from sunward.kernel.ports import Books
from sunward.kernel.text import Text

ADOPTED = """
    SELECT document.digest, adoption.in_force_from, adoption.in_force_to FROM charter_adoption adoption
    JOIN charter_document document ON document.id = adoption.document_id
    WHERE adoption.community_code = %s ORDER BY adoption.place, adoption.id
"""


class NoCharter(FactsError):
    """The community has no rule book in force on that day: whoever typed the day is told so, on every surface."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__({"day": [str(Text(zh, en))]})


@dataclass(frozen=True, slots=True)
class ComingVersion:
    """A version that was adopted and is not in force yet; `own`: of the community's own rules."""

    version: str
    title: Text
    since: date
    own: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge said, in the door's own words."""

    valid: bool
    findings: tuple[Finding, ...]
    versions: tuple[str, ...]


def charter_of(community: str, on: date) -> engine.Charter:
    """The community's rule books in force on a day, laid over each other.

    Raises:
        NoCharter: when none is in force.
    """
    digests = _digests_in_force(community, on)
    if not digests:
        raise NoCharter(f"{on} 本社区还没有生效的规则册。", f"No rule book was in force here on {on}.")
    return _charter(digests)


def charter_in_versions(versions: Sequence[str]) -> engine.Charter:
    """The rule books of an open case: exactly these versions.

    Raises:
        NoCharter: when one of them was never adopted here.
    """
    known = _digests_of(tuple(versions))
    missing = [version for version in versions if version not in known]
    if missing:
        raise NoCharter(
            f"本机没有这些规则册：{'、'.join(missing)}。", f"Not adopted by anybody here: {', '.join(missing)}."
        )
    return _charter(tuple(known[version] for version in versions))


def charter_of_case(community: str, on: date, versions: Sequence[str]) -> engine.Charter:
    """The rule books of a day, or those that an open case keeps, where it keeps others.

    Raises:
        NoCharter: when none is in force on that day.
    """
    book = charter_of(community, on)
    return charter_in_versions(versions) if versions and tuple(versions) != book.ids else book


def charter_in(community: str, books: Books) -> engine.Charter:
    """The rule books of a day, or exactly these versions.

    Raises:
        NoCharter: when none was in force on that day, or one of the versions was never adopted here.
    """
    return charter_of(community, books) if isinstance(books, date) else charter_in_versions(books)


def _digests_in_force(community: str, on: date) -> tuple[str, ...]:
    day = str(on)  # as both databases hand days out, or as they read in text
    return tuple(
        digest for digest, since, until in _adopted(community) if since <= day and (until is None or until >= day)
    )


@remembered
def _digests_of(versions: tuple[str, ...]) -> dict[str, str]:
    return dict(Document.objects.filter(version__in=versions).values_list("version", "digest"))


@remembered
def _adopted(community: str) -> list[tuple[str, str, str | None]]:
    """Every version that was ever adopted, with its days: a list of many cases asks for the rules of many days."""
    rows = sql.rows(ADOPTED, [community])
    return [(digest, str(since), None if until is None else str(until)) for digest, since, until in rows]


def in_force_since(community: str, on: date) -> dict[str, date]:
    """From which day the versions that were adopted by a day are in force here, by their digests."""
    return {digest: date.fromisoformat(since) for digest, since, _until in _adopted(community) if since <= str(on)}


def days_of_change(community: str, on: date) -> list[date]:
    """The days until a day on which other rule books began to be in force here, or one ceased to be; oldest first."""
    known = [(date.fromisoformat(since), until) for _digest, since, until in _adopted(community)]
    days = {since for since, _until in known}
    days |= {date.fromisoformat(until) + timedelta(days=1) for _since, until in known if until is not None}
    return sorted(day for day in days if day <= on)


def coming(community: str, on: date) -> tuple[ComingVersion, ...]:
    """The versions that take effect after a day, the nearest first. One query."""
    rows = Adoption.objects.filter(community_code=community, in_force_from__gt=on).order_by("in_force_from", "place")
    asked = rows.values_list("document__version", "document__body__title", "in_force_from", "place")
    own = Layer.COMMUNITY.depth
    return tuple(ComingVersion(key, Text.of(title), since, place == own) for key, title, since, place in asked)


def entries_of_adoption(community: str) -> list[str]:
    """The entries by which versions of the rule books were adopted since the founding. One query."""
    rows = Adoption.objects.filter(community_code=community).exclude(decision="")
    return sorted(set(rows.values_list("entry", flat=True)))


@lru_cache(maxsize=256)  # by content: a digest always means the same words
def _charter(digests: tuple[str, ...]) -> engine.Charter:
    bodies = dict(Document.objects.filter(digest__in=digests).values_list("digest", "body"))
    return engine.Charter.from_documents([bodies[digest] for digest in digests])
