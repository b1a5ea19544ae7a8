"""Who was entered as gone, on whose word, and whether that was taken back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from sunward.kernel import clock
from sunward.kernel.refs import person_number
from sunward.record import queries as record
from sunward.registry.models import Membership, Ownership, PersonCorrection, ResidenceSpell
from sunward.registry.models.people import OTHERS, SELF, UNSAID
from sunward.registry.queries.standings import KINDS
from sunward.registry.residence.borne import LOOKED_BACK
from sunward.registry.residence.stays import lived_here_before


@dataclass(frozen=True, slots=True)
class Departed:
    """Somebody was entered as gone: by which entry, from which day on, from behind which door."""

    entry: str
    left_on: date
    door: str
    own_word: bool


def departures_unsaid(community: str, day: date) -> int:
    """How many people are not here on a day because of a departure in the year before that is not their own word."""
    rows = ResidenceSpell.objects.filter(household__community__code=community, left_told_by__in=UNSAID)
    lately = Q(left_on__gt=day - LOOKED_BACK) | Q(left_said_on__gt=day - LOOKED_BACK)
    rows = rows.filter(lately, left_on__lte=day)
    here = ResidenceSpell.objects.on(day).filter(household__community__code=community, person=OuterRef("person"))
    return rows.filter(~Exists(here)).values("person").distinct().count()


def gone_by_others(person: int | None, household: int | None, community: str, day: date) -> bool:
    """Whether somebody (or the last of a household, by its row) who lived here by a day left by the word of others
    alone, or died without a certificate, as the register has it."""
    if person is None:
        of = ResidenceSpell.objects.filter(household_id=household, left_on__isnull=False).order_by("-left_on", "-pk")
    else:
        of = ResidenceSpell.objects.filter(person_id=person, household__community__code=community)
        of = of.filter(from_day__lte=day).order_by("-from_day")
    last = of.first()
    return last is not None and last.left_on is not None and last.left_told_by in UNSAID


def departed(person: str, community: str) -> Departed | None:
    """The departure by which somebody lives nowhere in a community now; None for whoever lives here, never did, or was
    entered by an older release."""
    rows = ResidenceSpell.objects.filter(person__number=person_number(person))
    last = rows.filter(household__community__code=community).select_related("household").order_by("-from_day").first()
    if last is None or last.left_on is None or not last.left_entry:
        return None
    return Departed(last.left_entry, last.left_on, last.household.door, last.left_told_by == SELF)


def moved_by_entry(entry: str) -> frozenset[str]:
    """Of whom an entry says that they have moved to another door, or are back: each of them can dispute it."""
    rows = ResidenceSpell.objects.filter(entry=entry).select_related("person", "household")
    return frozenset(str(row.person) for row in rows if row.began_with_id or lived_here_before(row))


def moves_of(person: str, community: str) -> tuple[tuple[str, str], ...]:
    """The entries of the last year, with the act of each, by which somebody has come from door to door of a community,
    or back, or has changed status, for as long as they have lived there without a break, the newest first: one that is
    false matters behind whichever door they live since. With them those by which they were gone in between, if others
    said so, or by which all began anew."""
    of = ResidenceSpell.objects.filter(person__number=person_number(person), household__community__code=community)
    stays = list(of.order_by("-from_day"))
    if not stays or stays[0].left_on is not None:
        return ()
    entries = (record.entry(entry) for entry in dict.fromkeys(_moves_told(stays)))
    since = clock.moment(clock.today() - LOOKED_BACK, 0)
    return tuple((one.act, one.ref) for one in entries if one and one.recorded_at > since)


def _moves_told(stays: Sequence[ResidenceSpell]) -> Iterator[str]:
    """The entries of the stays of one who lives here, the newest first, back to where living here began."""
    for here, before in zip(stays, (*stays[1:], None), strict=True):
        if before is not None:
            yield here.entry
        gone = before is not None and (here.began_with_id is None or before.left_told_by in OTHERS)
        if before is not None and gone and before.left_entry and before.left_entry != here.entry:
            yield before.left_entry
        if here.began_with_id is None:
            return


def corrected_by_entry(entry: str) -> frozenset[str]:
    """Whom an entry has corrected: they can dispute it."""
    rows = PersonCorrection.objects.filter(entry=entry).select_related("person")
    return frozenset(str(row.person) for row in rows)


def corrections_of(person: str) -> tuple[tuple[str, str], ...]:
    """The entries of the last year by which the register was corrected about somebody, with the act of each."""
    rows = PersonCorrection.objects.filter(person__number=person_number(person), undone_on=None)
    rows = rows.filter(corrected_on__gt=clock.today() - LOOKED_BACK).exclude(spell__entry=F("entry")).order_by("pk")
    return tuple(("registry.correct_person", entry) for entry in rows.values_list("entry", flat=True))


def departure_undone(person: int | None, household: int | None, of: str, day: date, since: date) -> bool:
    """Whether something was taken back since a day that can have cost somebody (or whoever lived in a household, by its
    row) a place of a class on another day: the end of their stay, a correction of birth, papers or status; of members
    and owners the end of that. A name gives no place and takes none."""
    lived = ResidenceSpell.objects.on(day).filter(**({"person_id": person} if person else {"household_id": household}))
    whose = {person} if person else set(lived.values_list("person_id", flat=True))
    rows = PersonCorrection.objects.filter(person__in=whose, undone_on__gte=since)
    if lived.filter(undone_on__gte=since).exists():
        return True
    if rows.filter(Q(born=True) | Q(papers_was__isnull=False) | Q(status_was__isnull=False)).exists():
        return True
    if of == "owners":
        return Ownership.objects.filter(owner__in=whose, undone_on__gte=since, left_on=None).exists()
    ended = Membership.objects.filter(person__in=whose, kind=KINDS.get(of, ""), left_on=None)
    return ended.filter(undone_on__gte=since).exists()
