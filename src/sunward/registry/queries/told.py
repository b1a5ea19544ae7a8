"""What was entered about somebody who was not there, for them to see whether it is right."""

from collections.abc import Iterator

from django.db.models import Q

from sunward.kernel import clock
from sunward.kernel.refs import person_number
from sunward.registry.models import Kinship
from sunward.registry.queries.departures import LOOKED_BACK, corrections_of, moves_of
from sunward.registry.queries.grids import placings_of
from sunward.registry.queries.kin import OWN
from sunward.registry.queries.standings import ends_of


def entered_about(person: str, community: str) -> tuple[tuple[str, str], ...]:
    """The entries that somebody can dispute without having been served, with the act of each, and so everything that
    they are told of: where they live and as what, what was corrected about them, which grid their door lies in, where
    they belong or own no more, whose kin they are. A departure by which they live nowhere is told apart."""
    about = (*ends_of(person, community), *moves_of(person, community), *corrections_of(person))
    return (*about, *placings_of(person, community), *_kinships(person))


def _kinships(person: str) -> Iterator[tuple[str, str]]:
    """Those of the last year that others have declared."""
    number = person_number(person)
    others = Q(relative__number=number) | (Q(person__number=number) & ~Q(source=OWN))
    rows = Kinship.objects.filter(others, void_on=None, declared_on__gt=clock.today() - LOOKED_BACK).exclude(entry="")
    yield from (("registry.declare_kinship", entry) for entry in rows.order_by("pk").values_list("entry", flat=True))
