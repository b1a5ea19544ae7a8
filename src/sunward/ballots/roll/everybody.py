"""In which rolls whoever lives here has a part, if by their household: what only members of a body vote on, or sign, is
nothing that residents can do."""

from django.db.models import Case, Q, Value, When

BY_RESIDENCE = frozenset({"adults", "registered_voters", "household_delegates"})
ROLL_OF_EVERYBODY = Q(roll__of__in=BY_RESIDENCE, roll__grid="")
EVERYBODY_FIRST = Case(When(ROLL_OF_EVERYBODY, then=Value(0)), default=Value(1))


def is_of_everybody(of: str, grid: str) -> bool:
    """Whether a roll of this counting class is one of them; that of one subgroup is not."""
    return of in BY_RESIDENCE and not grid
