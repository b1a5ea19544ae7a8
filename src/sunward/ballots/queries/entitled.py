"""How many the record knows to be entitled: by the roll that is valid on the day, else by the register."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Sum

from sunward.ballots.models import Roll, RollEntry
from sunward.ballots.roll import membership
from sunward.charter.engine.vocabulary import AREAS
from sunward.kernel import sql
from sunward.kernel.refs import body_of
from sunward.registry import queries as registry

# Whose posts make up a body that has none of its own: the two committees meet as what their name says.
PARTS: Mapping[str, tuple[str, ...]] = {
    "joint_meeting": ("party_organisation", "residents_committee", "villagers_committee")
}


def known_entitled(community: str, body: str, of: str, posts: tuple[str, ...], on: date) -> int:
    """Those of a counting class who belong to a body on a day, or their area; 0 where neither a roll nor the register
    tells.

    Args:
        posts: those that make up the body by its rule; where none says it, the register's own posts in the body.
    """
    people = AREAS.get(of, of)
    if roll := _roll(community, body, people, on):
        rows = RollEntry.objects.filter(roll=roll, struck_on=None)
        return rows.count() if people == of else rows.aggregate(area=Sum("weight"))["area"] or 0
    found = registry.electorate(people, registry.Wanted(community, on, posts or _posts(community, body)))
    if found is None:
        return 0
    what = "COUNT(*)" if people == of else "SUM(known.weight)"
    known = sql.rows(f"SELECT {what} FROM ({found.sql}) known", list(found.parameters))  # noqa: S608 - our own SELECT
    return int(known[0][0] or 0)


def _roll(community: str, body: str, of: str, on: date) -> Roll | None:
    """The newest roll of the whole body that is of this day or earlier, unless it is outdated by then."""
    rows = Roll.objects.filter(community_code=community, body=body, of=of, grid="", petitions=None)
    roll = rows.filter(record_date__lte=on).order_by("-record_date", "-id").first()
    until = membership.valid_until(community, roll.frozen_on, on) if roll else None
    return roll if until is None or until >= on else None


def _posts(community: str, body: str) -> tuple[str, ...]:
    bodies = PARTS.get(body, (body,))
    return tuple(card.post for card in registry.posts_in(community) if body_of(card.post) in bodies)
