"""A recall that is not settled yet: a later petition for the same appointment joins it."""

from datetime import date

from sunward.ballots import queries as ballots
from sunward.elections.counting.results import fell_through
from sunward.elections.models import Recall
from sunward.kernel.findings import Finding
from sunward.registry import queries as registry


def unsettled(appointment: str, on: date, *, lock: bool = False) -> Recall | None:
    """The recall of an appointment that has neither been declared nor fallen through."""
    rows = Recall.objects.select_for_update(no_key=True) if lock else Recall.objects.select_related("petition")
    for row in rows.filter(appointment=appointment).order_by("-pk"):
        votes = ballots.votes_on(row.ref)
        if not fell_through(row, votes, on) and not (row.declared_on and any(vote.stands for vote in votes)):
            return row
    return None


def is_unsettled(appointment: str, on: date) -> bool:
    return unsettled(appointment, on) is not None


def petitions_of(row: Recall) -> list[int]:
    """The petition that began it, and those that joined."""
    return [row.petition_id, *row.joined.order_by("pk").values_list("petition_id", flat=True)]


def is_an_opener(row: Recall, person: str) -> bool:
    return any(ballots.opened_petition(key, person) for key in petitions_of(row))


def is_a_petitioner(row: Recall, person: str, owing: frozenset[str], on: date) -> bool:
    """Whether somebody asked for it, and is neither of the bodies that owe its call nor declared kin of their people or
    of whom it is about, by the day on which their petition was opened."""
    return any(_free(row, key, person, owing, on) for key in petitions_of(row))


def kin_declared_late(row: Recall, person: str, owing: frozenset[str], on: date) -> list[Finding]:
    """The mark on what one of them does, where only later kinship would have barred them."""
    key = next((key for key in petitions_of(row) if _free(row, key, person, owing, on)), None)
    if key is None:
        return []
    if registry.related(person, str(row.person)):
        return [registry.declared_only_since(ballots.opened_on(key))]
    return ballots.kin_declared_late(key, person, owing, on)


def _free(row: Recall, key: int, person: str, owing: frozenset[str], on: date) -> bool:
    if registry.related(person, str(row.person), before=ballots.opened_on(key)):
        return False
    return ballots.is_free_petitioner(key, person, owing, on)
