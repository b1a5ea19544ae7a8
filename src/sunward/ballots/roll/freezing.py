"""Freezing an electorate: one INSERT ... SELECT, whatever its size, and a digest that the record keeps."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from sunward.ballots.models import Roll, RollEntry
from sunward.ballots.roll.membership import posts_of_roll
from sunward.ballots.series import ROLL, next_number
from sunward.kernel import sql
from sunward.kernel.refs import new_id
from sunward.registry import queries as registry
from sunward.registry.queries import Electorate, Wanted


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be frozen: whose roll, of which class, by which rule, as of which day, and by whom."""

    community: str
    body: str
    of: str
    posts: tuple[str, ...]
    record_date: date
    frozen_on: date
    post: str
    source: str
    open_until: date
    grid: str = ""


def computed(order: Order) -> Electorate | None:
    """The electorate of an order; None when the register cannot tell that class."""
    return registry.electorate(order.of, Wanted(order.community, order.record_date, order.posts, order.grid))


def freeze(order: Order, electorate: Electorate) -> Roll:
    """Write the roll and its entries; call it inside an act only."""
    roll = Roll.objects.create(
        number=next_number(order.community, ROLL, order.frozen_on), community_code=order.community, body=order.body,
        of=order.of, record_date=order.record_date, frozen_on=order.frozen_on, frozen_by_post=order.post,
        source=order.source, open_until=order.open_until, grid=order.grid, entitled=0, salt=new_id(32),
    )  # fmt: skip
    with connection.cursor() as cursor:
        parameters: list[Any] = [roll.pk, electorate.by_household, *electorate.parameters]
        cursor.execute(INSERT.format(electorate=electorate.sql), parameters)
        roll.entitled = cursor.rowcount
    roll.digest = digest_of(roll)
    roll.save(update_fields=["entitled", "digest"])
    return roll


def electorate_of(roll: Roll) -> Electorate | None:
    """Who belongs on a roll for its own day, as the register reads now; None when it cannot tell that class."""
    posts = posts_of_roll(roll.body, roll.of, roll.community_code, roll.frozen_on)
    return registry.electorate(roll.of, Wanted(roll.community_code, roll.record_date, posts, roll.grid))


def belongs(place: RollEntry, roll: Roll) -> bool:
    """Whether the register, as it reads now, puts a place on a roll for the roll's own day."""
    found = electorate_of(roll)
    if found is None:
        return False
    return _has(found, place.household_id if place.by_household else place.person_id, place.by_household)


def belonging(roll: Roll, owners: Collection[int]) -> set[int]:
    """The same of some people, or of households on a roll of households, by their rows. In one query."""
    found = electorate_of(roll)
    if found is None or not owners:
        return set()
    column = "household_id" if found.by_household else "person_id"
    asked = BELONG.format(electorate=found.sql, column=column, many=", ".join(["%s"] * len(owners)))
    return {int(one) for (one,) in sql.rows(asked, [*found.parameters, *owners])}


def has_a_vote(person: int, roll: Roll) -> bool:
    """Whether the register, as it reads now, gives somebody a vote of their own in the part that a roll is of, for its
    day: a door has its place by nobody else."""
    found = registry.electorate("adults", Wanted(roll.community_code, roll.record_date, (), roll.grid))
    return found is not None and _has(found, person, by_household=False)


def has_place(electorate: Electorate, person: str, order: Order) -> bool:
    """Whether somebody, or their household, would stand on a roll of this electorate."""
    if electorate.by_household:
        home = registry.household_of_adult(person, order.community, order.record_date)
        return home is not None and _has(electorate, home, by_household=True)
    return _has(electorate, registry.person_rows([person]).get(person), by_household=False)


def is_empty(electorate: Electorate) -> bool:
    """Whether a roll of this electorate would have no place on it."""
    return not sql.exists(ANYBODY.format(electorate=electorate.sql), electorate.parameters)


def _has(electorate: Electorate, owner: int | None, by_household: bool) -> bool:
    column = "household_id" if by_household else "person_id"
    asked = BELONGS.format(electorate=electorate.sql, column=column)
    return bool(sql.rows(asked, [*electorate.parameters, owner]))


ANYBODY = "SELECT 1 FROM ({electorate}) e"
BELONG = "SELECT e.{column} FROM ({electorate}) e WHERE e.{column} IN ({many})"
BELONGS = "SELECT 1 FROM ({electorate}) e WHERE e.{column} = %s"
INSERT = """
INSERT INTO ballots_rollentry
    (roll_id, by_household, person_id, household_id, part, weight, added_because, struck_because)
SELECT %s, %s, e.person_id, e.household_id, e.part, e.weight, '', ''
FROM ({electorate}) e ORDER BY e.household_id, e.person_id
"""
# Once for people and once for households: a roll has the one or the other. A line each, as the digest takes it: with
# the weight that was frozen, whatever it was corrected to.
PLACES = """
SELECT o.number || ' ' || e.part || ' ' || COALESCE(f.was, e.weight, 0) FROM ballots_rollentry e
JOIN {owners} o ON o.id = e.{column}
LEFT JOIN (
    SELECT c.place_id, c.was FROM ballots_weightcorrection c WHERE c.roll_id = %s AND NOT EXISTS (
        SELECT 1 FROM ballots_weightcorrection earlier WHERE earlier.place_id = c.place_id AND earlier.id < c.id)
) f ON f.place_id = e.id
WHERE e.roll_id = %s AND e.by_household = %s AND e.added_on IS NULL
"""
OWNERS = (("registry_person", "person_id", False), ("registry_household", "household_id", True))


def digest_of(roll: Roll) -> str:
    """SHA-256 over the salt and the places of a roll as it was frozen, sorted, a line each."""
    lines: list[str] = []
    for owners, column, by_household in OWNERS:
        found = sql.rows(PLACES.format(owners=owners, column=column), [roll.pk, roll.pk, by_household])
        lines += [line for (line,) in found]
    return hashlib.sha256("\n".join([roll.salt, *sorted(lines)]).encode()).hexdigest()
