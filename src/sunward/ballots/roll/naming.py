"""Places on a roll as a signed sheet names them: by door and name, by a name that nobody else on the roll bears, or by
the number of a person."""

from collections.abc import Collection, Sequence

from sunward.ballots.models import Roll, RollEntry
from sunward.ballots.queries.places import places
from sunward.ballots.roll.places import places_on
from sunward.kernel import clock
from sunward.kernel.facts import FactsError, unusable
from sunward.registry import queries as registry


def places_named(field: str, lines: Sequence[str], roll: Roll, viewer: str) -> dict[RollEntry, list[str]]:
    """The places that stand on a roll and are named in these lines, each once, for whoever enters them (`viewer`), and
    who of those named comes for each. A line that names nobody on the roll has no place.

    Raises:
        FactsError: at `field`, for a name alone that several on the roll bear, with those to choose from.
    """
    known = {line: registry.resident_named(line, roll.community_code) for line in lines}
    people = {person for person in known.values() if person}
    if alone := [line for line, person in known.items() if person is None]:
        people |= _by_name(field, alone, roll, viewer)
    found: dict[RollEntry, list[str]] = {}
    for person, place in sorted(places_on(roll, people).items()):
        if place.struck_on is None:
            found.setdefault(place, []).append(person)
    return found


def _by_name(field: str, lines: Sequence[str], roll: Roll, viewer: str) -> set[str]:
    """Whoever on the roll is called, or numbered, as one of the lines says."""
    seats = places(roll.pk, clock.now())
    everybody = frozenset(one.person for one in seats if one.person)
    everybody |= registry.residences_behind({one.door for one in seats if one.by_household and one.door}).keys()
    bearers = registry.bearers(frozenset(lines), everybody)
    meant = {line: bearers[line] | ({f"person:{line}"} & everybody) for line in lines}
    places_of = places_on(roll, frozenset[str]().union(*meant.values()))
    found: set[str] = set()
    for line, people in meant.items():
        theirs = people & places_of.keys()
        if len({places_of[one].pk for one in theirs}) > 1:
            raise _several(field, line, sorted(people), roll, viewer)
        found |= theirs
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
