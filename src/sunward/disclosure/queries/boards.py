"""Which postings on boards still want a photograph, and which were never proved."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from sunward.disclosure.models import BoardPhotograph, Publication
from sunward.disclosure.queries.chains import Corrections
from sunward.disclosure.rules import BoardProof, board_proof
from sunward.disclosure.sheets import sheets_of
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import Ref


def unproved(community: str, on: date, later: Corrections) -> Iterator[tuple[Publication, BoardProof]]:
    """Postings whose photograph is overdue, or that were found missing, and that nothing has taken the place of. Two
    queries beside that of what did."""
    said_missing = BoardPhotograph.objects.filter(publication=OuterRef("pk"), hangs=False)
    rows = Publication.objects.filter(
        Q(photograph_by__lt=on) | Exists(said_missing),
        community_code=community, photograph_by__gte=on - LOOKED_BACK,
    )  # fmt: skip
    rows = rows.defer("text", "rows").order_by("photograph_by", "id").prefetch_related("photographs")
    for row in (one for one in rows if not later.posted_again(one)):
        proof = board_proof(row, row.photographs.all(), on)
        if proof and (proof.missing_by or proof.stale_by or proof.gone_by):
            yield row, proof


def takes_several_sheets(number: str) -> bool:
    """Whether a posting can hang on several numbered sheets, so that whoever photographs the board counts them."""
    row = Publication.objects.filter(number=number).first()
    return row is not None and sheets_of(row).several


def sheets_that_hang(number: str) -> dict[str, Any]:
    """What whoever photographs a board says of a posting all of which hangs there, on as few sheets as it takes."""
    found = sheets_of(Publication.objects.get(number=number))
    return {"sheets": found.fewest, "of": found.fewest} if found.several else {}


def to_photograph(community: str, on: date) -> tuple[Ref, ...]:
    """What hangs today and wants a photograph. Two queries."""
    return tuple(row.ref for row, _proof in wanted(community, on))


def wanted(community: str, on: date) -> Iterator[tuple[Publication, BoardProof]]:
    """What hangs today without a photograph, without one from the later part of its time, or is not on its board by
    the last; nothing that a correction has taken the place of, whose sheet would hang beside the right one. Two
    queries; one where nothing hangs on a board."""
    rows = Publication.objects.filter(
        community_code=community, photograph_by__isnull=False, must_stay_until__gte=on, posted_on__lte=on,
        taken_down_on__isnull=True, corrections__isnull=True,
    )  # fmt: skip
    rows = rows.defer("text", "rows").order_by("photograph_by", "id").prefetch_related("photographs")
    for row in rows:
        proof = board_proof(row, row.photographs.all(), on)
        if proof and _wanted(proof, on):
            yield row, proof


def _wanted(proof: BoardProof, on: date) -> bool:
    return proof.first is None or bool(proof.gone_by) or (not proof.proved and on >= proof.again_from)
