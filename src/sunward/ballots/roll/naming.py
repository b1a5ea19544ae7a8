"""Places on a roll as a signed sheet names them: by door and name, by a name that nobody else on the roll bears, or by
the number of a person."""

from collections.abc import Collection, Sequence

from sunward.ballots.models import Roll, RollEntry
from sunward.ballots.queries.places import people_of, places
from sunward.ballots.roll.places import place_on
from sunward.kernel import clock
from sunward.kernel.facts import FactsError, unusable
from sunward.registry import queries as registry


def places_named(field: str, lines: Sequence[str], roll: Roll, viewer: str) -> dict[int, RollEntry]:
    """The places that stand on a roll and are named in these lines, each once, for whoever enters them (`viewer`). A
    line that names nobody on the roll has no place.

    Raises:
        FactsError: at `field`, for a name alone that several on the roll bear, with those to choose from.
    """
    known = {line: registry.resident_named(line, roll.community_code) for line in lines}
    found = [place_on(roll, person) for person in known.values() if person]
    alone = [line for line, person in known.items() if person is None]
    if alone:
        found += RollEntry.objects.filter(pk__in=_by_name(field, alone, roll, viewer))
    return {place.pk: place for place in found if place is not None and place.struck_on is None}


def _by_name(field: str, lines: Sequence[str], roll: Roll, viewer: str) -> set[int]:
    """The keys of the places that somebody fills who is called, or numbered, as one of the lines says."""
    filled = people_of(places(roll.pk, clock.now()), roll.community_code, roll.record_date)
    everybody = frozenset[str]().union(*filled.values())
    bearers = registry.bearers(frozenset(lines), everybody)
    found: set[int] = set()
    for line in lines:
        people = bearers[line] | ({f"person:{line}"} & everybody)
        keys = {key for key, own in filled.items() if own & people}
        if len(keys) > 1:
            raise _several(field, line, people, roll, viewer)
        found |= keys
    return found


def _several(field: str, name: str, people: Collection[str], roll: Roll, viewer: str) -> FactsError:
    told = registry.doors_and_names(people, viewer, roll.community_code, clock.today())
    said = list(told.values())
    choices = sorted(one if said.count(one) == 1 else person for person, one in told.items())
    return unusable(
        field, f"名册上叫“{name}”的不止一人：{'；'.join(choices)}。请照其中一个写；认不出是谁签的，删去这一行。",
        f"“{name}” is several on the roll: {'; '.join(choices)}. Write one of these; take the line out if nobody can "
        "tell who signed.",
    )  # fmt: skip
