"""Whose consent to a vote an entry is, who has a stake in it, and which consents were withdrawn."""

from dataclasses import dataclass
from datetime import date

from sunward.kernel import clock
from sunward.kernel.refs import Ref, person_number
from sunward.record import queries as record
from sunward.registry.models import ResidenceSpell, WithdrawnConsent
from sunward.registry.queries.kin import related

CONSENT = "registry.consent_to_vote"


def whose_consent(about: Ref) -> str:
    """The person (`person:<number>`) to whose vote an entry records the consent; empty for anything else."""
    found = _consent(about)
    return found[0] if found else ""


def stake_in_consent(about: Ref, person: str, _post: str, _on: date) -> bool:
    """Whether a consent is to the vote of somebody, or of kin of theirs by what had been declared before it."""
    found = _consent(about)
    return found is not None and bool(person) and (person == found[0] or related(person, found[0], before=found[1]))


def tied_since_consent(about: Ref, person: str, _on: date) -> date | None:
    """The day of a consent, where somebody was declared kin of whose it is only since."""
    found = _consent(about)
    if found is None or not related(person, found[0]) or related(person, found[0], before=found[1]):
        return None
    return found[1]


def _consent(about: Ref) -> tuple[str, date] | None:
    entry = record.entry(about.id) if about.type == "entry" else None
    if entry is None or entry.act != CONSENT or entry.kind == "refusal":
        return None
    return str(entry.subject), clock.civil_day(entry.recorded_at)


def consents_taken(person: str) -> tuple[str, ...]:
    """The entries of somebody's consents that are withdrawn."""
    rows = WithdrawnConsent.objects.filter(person__number=person_number(person), given_again_on=None)
    return tuple(rows.order_by("pk").values_list("entry", flat=True))


@dataclass(frozen=True, slots=True)
class Reconsidered:
    """A consent that was withdrawn on one day, and given again on another or not at all; by the rows of the person and
    of where they lived on the day that was asked for."""

    person: int
    household: int
    withdrawn_on: date
    given_again_on: date | None


def consents_reconsidered(community: str, day: date) -> list[Reconsidered]:
    """Those that would have counted on a day. One query where there are none."""
    rows = list(WithdrawnConsent.objects.filter(community_code=community, votes_from__lte=day).order_by("pk"))
    people = {row.person_id for row in rows}
    stays = ResidenceSpell.objects.on(day).filter(household__community__code=community, person__in=people)
    homes = dict(stays.values_list("person_id", "household_id")) if rows else {}
    return [
        Reconsidered(row.person_id, homes[row.person_id], row.withdrawn_on, row.given_again_on)
        for row in rows
        if row.person_id in homes
    ]
