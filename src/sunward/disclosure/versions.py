"""What was posted since in the place of a posting, and which of its columns that marks as naming people: names that
were in clear by mistake are masked in the older one too. What is stored stays as it was posted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from sunward.disclosure.models import Audience, Publication
from sunward.disclosure.rules import wide_enough
from sunward.disclosure.tables import names_left_out, personal_columns, shown_in, starred_in


@dataclass(frozen=True, slots=True)
class Starred:
    """A posting that came in the place of another, and the columns of that one which name people by this one."""

    by: Publication
    columns: frozenset[int]


def starred_since(publication: Publication) -> tuple[Starred, ...]:
    """The newer postings by which more is masked in this one than its own stars mask, the newest first. What one for as
    many shows in clear is masked by none before it: so a star that was set by mistake is taken back."""
    table = publication.rows
    if table is None:
        return ()
    found, shown = list[Starred](), frozenset[int]()
    for newer in newer_versions(publication):
        found.append(Starred(newer, masked_by(newer, publication, table) - shown))
        if wide_enough(newer.audience, publication.audience):
            shown |= shown_in(newer.rows, table)
    return tuple(one for one in found if one.columns)


def newer_versions(publication: Publication) -> list[Publication]:
    """What was posted after one of its family (`_family`), the newest first."""
    return [one for one in _family([publication]) if one.pk > publication.pk]


def older_versions(draft: Publication) -> list[Publication]:
    """What has a newer version in what is about to be posted, the newest first: the very ones that it may mask."""
    return _family([one for one in (draft.corrects, draft.repeats) if one])


def _family(known: Iterable[Publication]) -> list[Publication]:
    """Some postings with whatever corrects one of them, is corrected by it, or says the same, through however many
    others; the newest first. One query for each step from one to the next."""
    asked = list(known)
    found = {one.pk: one for one in asked}
    while asked:
        before = {key for one in asked for key in (one.corrects_id, one.repeats_id) if key}
        rows = Publication.objects.filter(Q(corrects__in=asked) | Q(repeats__in=asked) | Q(pk__in=before))
        asked = list(rows.exclude(pk__in=found).defer("text"))
        found |= {one.pk: one for one in asked}
    return [found[key] for key in sorted(found, reverse=True)]


def keeps_its_readers(publication: Publication, newer: Publication) -> bool:
    """Whether those for whom a posting is go on reading in it what a newer one masks: one of another item asks for
    readers of its own, and takes no names from those who were to read them. What is for everybody has no such readers:
    names that were in clear there are masked for strangers, whatever item they should have been of."""
    return newer.item != publication.item and publication.audience != Audience.EVERYONE


def masked_by(newer: Publication, publication: Publication, table: Mapping[str, Any]) -> frozenset[int]:
    """The columns that a newer posting masks: what has no star of its own there; where the newer one is for fewer, what
    has one too. Names that it leaves out it masks as well, those of another item not: they are not its own."""
    stars = starred_in(newer.rows, table)
    if newer.item == publication.item:
        stars |= names_left_out(newer.rows, table)
    return stars - personal_columns(table) if wide_enough(newer.audience, publication.audience) else stars
