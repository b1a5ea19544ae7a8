"""What was entered about somebody who was not there, for them to see whether it is right."""

from collections.abc import Iterable, Iterator

from django.db.models import Q

from sunward.kernel import clock
from sunward.kernel.refs import person_number
from sunward.record import queries as record
from sunward.registry.models import Kinship
from sunward.registry.queries.departures import corrections_of, moves_of
from sunward.registry.queries.grids import placings_of
from sunward.registry.queries.kin import OWN
from sunward.registry.queries.standings import ends_of
from sunward.registry.residence.borne import LOOKED_BACK


def entered_about(person: str, community: str, ends_ever: bool = False) -> tuple[tuple[str, str], ...]:
    """The entries of the last year that somebody can dispute without having been served, with the act of each, and so
    all that they are told of: where they live and as what, what was corrected about them, in which grid their door
    lies, where they belong or own no more (`ends_ever`: of any year), whose kin they are. A departure by which they
    live nowhere is told apart."""
    ends = ends_of(person, community)
    about = (*(ends if ends_ever else _lately(ends)), *moves_of(person, community), *corrections_of(person))
    return (*about, *placings_of(person, community), *_kinships(person))


def _lately(told: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Those that were entered in the last year, whatever day they name."""
    since = clock.moment(clock.today() - LOOKED_BACK, 0)
    for act, ref in told:
        entry = record.entry(ref)
        if entry and entry.recorded_at > since:
            yield act, ref


def _kinships(person: str) -> Iterator[tuple[str, str]]:
    """Those of the last year that others have declared."""
    number = person_number(person)
    others = Q(relative__number=number) | (Q(person__number=number) & ~Q(source=OWN))
    rows = Kinship.objects.filter(others, void_on=None, declared_on__gt=clock.today() - LOOKED_BACK).exclude(entry="")
    yield from (("registry.declare_kinship", entry) for entry in rows.order_by("pk").values_list("entry", flat=True))
