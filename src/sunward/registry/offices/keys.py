"""In what somebody may act, by its keys alone: asked of every reader, and of whoever performs an act."""

from datetime import date

from sunward.kernel import sql
from sunward.kernel.refs import person_number
from sunward.registry.offices.capacities import CAPACITIES, capacities_of

# An area's path is the path of the area above it and its own code: whatever it begins with lies above it.
KEYS = """
    SELECT body.kind, post.key FROM registry_appointment held
    JOIN registry_person person ON person.id = held.person_id
    JOIN registry_post post ON post.id = held.post_id
    JOIN registry_body body ON body.id = post.body_id
    JOIN registry_area area ON area.id = body.area_id
    JOIN registry_area own ON own.path LIKE area.path || '%%'
    JOIN registry_community community ON community.area_id = own.id
    WHERE person.number = %s AND community.code = %s
      AND held.from_day <= %s AND (held.left_on IS NULL OR held.left_on > %s)
    ORDER BY area.path, body.id, post.id, held.seat
"""


def post_keys_of(person: str, community: str, on: date) -> tuple[str, ...]:
    """Everything in which somebody may act for this community on this day: posts (`body.key`), then capacities."""
    held = sql.rows(KEYS, [person_number(person), community, on, on])
    posts = dict.fromkeys(f"{body}.{key}" for body, key in held)
    return (*posts, *sorted(capacities_of(person, community, on), key=CAPACITIES.index))
