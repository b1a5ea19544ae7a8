"""Which postings on boards still want a photograph, and which were never proved."""

from collections.abc import Iterator
from datetime import date

from sunward.disclosure.models import Publication
from sunward.disclosure.rules import BoardProof, board_proof
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import Ref


def unproved(community: str, on: date) -> Iterator[tuple[Publication, BoardProof]]:
    """Postings whose photograph is overdue, and that nothing has taken the place of. Two queries."""
    rows = Publication.objects.filter(
        community_code=community, photograph_by__lt=on, photograph_by__gte=on - LOOKED_BACK, corrections__isnull=True
    )
    rows = rows.defer("text", "rows").order_by("photograph_by", "id").prefetch_related("photographs")
    for row in rows:
        proof = board_proof(row, row.photographs.all(), on)
        if proof and (proof.missing_by or proof.stale_by):
            yield row, proof


def to_photograph(community: str, on: date) -> tuple[Ref, ...]:
    """What hangs today and wants a photograph: none yet, or none from the later part of its time. Two queries."""
    rows = Publication.objects.filter(
        community_code=community, photograph_by__isnull=False, must_stay_until__gte=on, posted_on__lte=on,
        taken_down_on__isnull=True,
    )  # fmt: skip
    rows = rows.defer("text", "rows").order_by("photograph_by", "id").prefetch_related("photographs")
    return tuple(row.ref for row in rows if _wanted(board_proof(row, row.photographs.all(), on), on))


def _wanted(proof: BoardProof | None, on: date) -> bool:
    return proof is not None and (proof.first is None or (not proof.proved and on >= proof.again_from))
