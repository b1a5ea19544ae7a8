"""The hearings that petitions have forced."""

from dataclasses import dataclass
from datetime import date

from sunward.ballots.models import Petition
from sunward.ballots.rules.asking import KEPT_HEARING
from sunward.kernel.refs import Ref


@dataclass(frozen=True, slots=True)
class HearingForced:
    """A petition that enough signed and that asks for a hearing on a matter."""

    key: int
    ref: Ref
    community: str
    title: str
    matter: str
    reached_on: date
    source: str


def hearings_forced(community: str, on: date, since: date) -> tuple[HearingForced, ...]:
    """Those that were forced since a day, the oldest first. One query."""
    rows = Petition.objects.filter(
        community_code=community, purpose=KEPT_HEARING, reached_on__gte=since, reached_on__lte=on
    )
    return tuple(_forced(row, row.reached_on) for row in rows.order_by("reached_on", "pk") if row.reached_on)


def hearing_forced(community: str, matter: str, on: date) -> HearingForced | None:
    """The petition by which a hearing on this matter was forced, as of a day; the first, for a second is not opened."""
    rows = Petition.objects.filter(community_code=community, purpose=KEPT_HEARING, asks_for=matter, reached_on__lte=on)
    row = rows.order_by("reached_on", "pk").first()
    return _forced(row, row.reached_on) if row and row.reached_on else None


def hearing_petition(community: str, matter: str) -> str:
    """The number of the newest petition for a hearing on a matter; empty where there is none."""
    rows = Petition.objects.filter(community_code=community, purpose=KEPT_HEARING, asks_for=matter)
    return rows.order_by("-pk").values_list("number", flat=True).first() or ""


def _forced(row: Petition, reached_on: date) -> HearingForced:
    return HearingForced(row.pk, row.ref, row.community_code, row.title, row.asks_for, reached_on, row.source)
