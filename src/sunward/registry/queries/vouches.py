"""What rests on the word of neighbours alone, and on that of an officer's kin, of whom that was declared only
afterwards. For rules, and for the desk as a number: relatives are never named."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from sunward.kernel.refs import person_number
from sunward.registry import ports
from sunward.registry.lineage import lineage_of
from sunward.registry.models import Appointment, Kinship, PersonCorrection, ResidenceSpell, Vouch
from sunward.registry.models.people import CERTIFICATE, NO_PAPERS
from sunward.registry.residence import voice

# By papers that were seen later, when the status was put right.
BORNE_OUT = PersonCorrection.objects.filter(
    spell=OuterRef("pk"), told_by=CERTIFICATE, undone_on=None, status_was__isnull=False
)
BEGAN = Coalesce("began_with_id", "pk")  # vouches hang on the stay with which living here began


def vouched_by_kin(person: str, community: str, on: date) -> int:
    """How many of the vouches for the stay in which somebody lives came from such neighbours. One query where none of
    them is declared kin of anybody."""
    spells = ResidenceSpell.objects.on(on).filter(person__number=person_number(person), papers=NO_PAPERS)
    return len(_by_kin(community, Vouch.objects.filter(spell__in=spells.values_list(BEGAN))))


Stays = list[tuple[int, int]]  # by the rows of person and household


@dataclass(frozen=True, slots=True)
class Resting:
    """Whose stay of a day without papers would have too few vouches without those of an officer's kin (`on_kin`); and
    of whom no paper shows that they are registered here, so that their own word and their neighbours' gives them the
    vote that others have at once (`on_word`)."""

    on_kin: Stays
    on_word: Stays


def resting_on_vouches(community: str, day: date) -> Resting:
    """One query where nobody without papers lives there."""
    rules = voice.wanted(community, day)
    if rules.rule is None and not rules.before:
        return Resting([], [])
    stays = ResidenceSpell.objects.on(day).filter(papers=NO_PAPERS, household__community__code=community)
    stays = stays.annotate(began=BEGAN, borne=Exists(BORNE_OUT) | Q(told_by=CERTIFICATE))
    rows = list(stays.values_list("person_id", "household_id", "status", "borne", "began"))
    if not rows:
        return Resting([], [])
    resting = _resting_on_kin(rules, community, day, {began for *_who, began in rows})
    rule = ports.franchise(community, day)
    at_once = {status for status, months in rule.months.items() if months == 0} - {*rule.on_consent} if rule else set()
    return Resting(
        [(person, home) for person, home, _status, _borne, began in rows if began in resting],
        [(person, home) for person, home, status, borne, _began in rows if status in at_once and not borne],
    )


def _resting_on_kin(rules: voice.Wanted, community: str, day: date, began: Collection[int]) -> frozenset[int]:
    by_day = Vouch.objects.filter(vouched_on__lte=day, void_on=None)
    of_kin = _by_kin(community, by_day.filter(spell__in=began))
    kin = frozenset(vouch.pk for vouch in of_kin)
    rows = by_day.filter(spell__in={vouch.spell_id for vouch in of_kin}) if kin else by_day.none()
    said, others = defaultdict[int, list[date]](list), defaultdict[int, list[date]](list)
    for key, spell, on in rows.values_list("pk", "spell", "vouched_on"):
        said[spell].append(on)
        others[spell] += [] if key in kin else [on]
    return frozenset(one for one, days in said.items() if not rules.missing(days) and rules.missing(others[one]))


def _by_kin(community: str, vouches: "QuerySet[Vouch]") -> list[Vouch]:
    """Those of some vouches that would have been barred, had the kinship been declared by then. Few were ever given by
    anybody's declared kin, so that the day is asked of each."""
    held = Appointment.objects.filter(post__body__area__code__in=lineage_of(community)).values("person_id")
    ties = Kinship.objects.filter(void_on=None)
    kin = Q(voucher__in=ties.filter(person_id__in=held).values("relative_id"))
    kin |= Q(voucher__in=ties.filter(relative_id__in=held).values("person_id"))
    return [one for one in vouches.filter(kin, void_on=None) if _barred(one, community, ties)]


def _barred(vouch: Vouch, community: str, ties: "QuerySet[Kinship]") -> bool:
    officers = Appointment.objects.on(vouch.vouched_on).filter(post__body__area__code__in=lineage_of(community))
    ids, who = officers.values("person_id"), vouch.voucher_id
    return ties.filter(Q(person_id=who, relative_id__in=ids) | Q(relative_id=who, person_id__in=ids)).exists()
