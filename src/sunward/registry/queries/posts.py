"""Who holds which post: always a question about a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import QuerySet

from sunward.kernel import sql
from sunward.kernel.acts import Unknown
from sunward.kernel.memo import remembered
from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.registry import rules
from sunward.registry.lineage import lineage_of
from sunward.registry.models import Appointment, Person, Post
from sunward.registry.offices.capacities import CAPACITIES, has_capacity
from sunward.registry.queries.terms import appointments_in


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A post that somebody holds: `post` as the charter names it, `until` the last day of the term."""

    post: str
    title: Text
    body: Text
    since: date
    until: date | None
    community: str
    appointment: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a post; officers' names are public."""

    person: str
    name: str
    since: date
    until: date | None
    title: Text
    by_hand: bool = False  # in an elected post without an election: keeps it, and the seat counts as vacant


@dataclass(frozen=True, slots=True)
class PersonPosts:
    """An officer with every post held at once, and the pairs among them that one person may not hold."""

    person: str
    name: str
    posts: tuple[PostHeld, ...]
    incompatible: tuple[tuple[PostHeld, PostHeld], ...]


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A post of which `vacant` of `seats` are held by nobody; `since` the newest of them fell vacant, where somebody
    held it before."""

    post: str
    title: Text
    body: Text
    vacant: int
    seats: int
    since: date | None


@dataclass(frozen=True, slots=True)
class PostCard:
    """A post that exists, held or not."""

    post: str
    title: Text
    body: Text
    seats: int
    term_years: int | None
    incompatible_with: tuple[str, ...]


# An area's path is the path of the area above it and its own code: whatever it begins with lies above it.
HOLDS = """
    SELECT 1 FROM registry_appointment held
    JOIN registry_person person ON person.id = held.person_id
    JOIN registry_post post ON post.id = held.post_id
    JOIN registry_body body ON body.id = post.body_id
    JOIN registry_area area ON area.id = body.area_id
    JOIN registry_area own ON own.path LIKE area.path || '%%'
    JOIN registry_community community ON community.area_id = own.id
    WHERE person.number = %s AND post.key = %s AND body.kind = %s
      AND held.from_day <= %s AND (held.left_on IS NULL OR held.left_on > %s) AND community.code = %s
"""
HOLDING = """
    SELECT person.number FROM registry_appointment held
    JOIN registry_person person ON person.id = held.person_id
    JOIN registry_post post ON post.id = held.post_id
    JOIN registry_body body ON body.id = post.body_id
    JOIN registry_area area ON area.id = body.area_id
    JOIN registry_area own ON own.path LIKE area.path || '%%'
    JOIN registry_community community ON community.area_id = own.id
    WHERE community.code = %s AND body.kind = %s AND post.key = %s
      AND held.from_day <= %s AND (held.left_on IS NULL OR held.left_on > %s)
    ORDER BY area.path, body.id, post.id, held.seat
"""
OFFICERS = """
    SELECT person.name FROM registry_appointment held
    JOIN registry_person person ON person.id = held.person_id
    JOIN registry_post post ON post.id = held.post_id
    JOIN registry_body body ON body.id = post.body_id
    JOIN registry_community community ON community.area_id = body.area_id
    WHERE community.code = %s AND held.from_day <= %s AND (held.left_on IS NULL OR held.left_on > %s)
"""
TITLES = """
    SELECT body.kind, body.name_zh, body.name_en, post.key, post.title_zh, post.title_en FROM registry_post post
    JOIN registry_body body ON body.id = post.body_id
    JOIN registry_area area ON area.id = body.area_id
    JOIN registry_area own ON own.path LIKE area.path || '%%'
    JOIN registry_community community ON community.area_id = own.id
    WHERE community.code = %s ORDER BY area.path, body.kind, post.id
"""


def holds_post(person: str, post: str, community: str, on: date) -> bool:
    """Whether `person:<number>` holds the post (`body.key`, in the community or an area above it), or has the
    capacity, on this civil day."""
    if post in CAPACITIES:
        return has_capacity(person, post, community, on)
    body, _dot, key = post.partition(".")
    return sql.exists(HOLDS, [person_number(person), key, body, on, on, community])


def posts_of(person: str, community: str, on: date) -> tuple[PostHeld, ...]:
    """The posts that somebody holds for this community on this day, those of higher areas first."""
    rows = appointments_in(community, on).filter(person__number=person_number(person))
    return tuple(_held(row, community) for row in rows)


def holders(post: str, community: str, on: date) -> tuple[Holder, ...]:
    """Who holds a post on this day, by seat."""
    rows = appointments_in(community, on, post)
    return tuple(
        Holder(
            str(row.person), str(row.person.named), row.from_day, row.until_day, row.post.title,
            row.by_hand_on is not None,
        )
        for row in rows
    )  # fmt: skip


def people_in_post(post: str, community: str, on: date) -> tuple[str, ...]:
    """Who holds a post on this day, by seat: `person:<number>` and nothing else."""
    body, _dot, key = post.partition(".")
    rows = sql.rows(HOLDING, [community, body, key, on, on])
    return tuple(f"person:{number}" for (number,) in rows)


def elected_holders(post: str, community: str, on: date) -> tuple[Holder, ...]:
    """Without those who were entered in it by hand, though it is elected: they keep the post, and fill no seat."""
    return tuple(one for one in holders(post, community, on) if not one.by_hand)


def is_officer(person: str, community: str, on: date) -> bool:
    """Whether somebody holds any post for this community on this day."""
    return appointments_in(community, on).filter(person__number=person_number(person)).exists()


def power_holders(community: str, on: date) -> list[PersonPosts]:
    """Everybody who holds a post of the community itself, with all posts held at once. Two queries."""
    by_person: defaultdict[str, list[Appointment]] = defaultdict(list)
    for row in appointments_in(community, on).filter(post__body__area__community__code=community):
        by_person[str(row.person)].append(row)
    return [_person_posts(rows, community) for rows in by_person.values()]


def officer(person: str, community: str, on: date) -> PersonPosts | None:
    """Whoever holds posts of a community or of the areas above it on a day, with all of them. One query."""
    rows = list(appointments_in(community, on).filter(person__number=person_number(person)))
    return _person_posts(rows, community) if rows else None


def vacancies(community: str, on: date) -> tuple[Vacancy, ...]:
    """The posts of the community itself with seats that nobody holds on this day. Two queries."""
    posts = Post.objects.filter(body__area__community__code=community).select_related("body").order_by("body_id", "id")
    known = posts.prefetch_related("appointments")
    return tuple(found for post in known if (found := _vacancy(post, on)) is not None)


def _vacancy(post: Post, on: date) -> Vacancy | None:
    terms = [one for one in post.appointments.all() if one.from_day <= on]
    held = {one.seat for one in terms if one.left_on is None or one.left_on > on}
    if len(held) >= post.seats:
        return None
    left = [one.left_on for one in terms if one.seat not in held and one.left_on is not None]
    return Vacancy(post.name, post.title, post.body.name, post.seats - len(held), post.seats, max(left, default=None))


@remembered
def officer_names(community: str, on: date) -> frozenset[str]:
    """The names of everybody who holds a post of the community itself, in Chinese, as they stand on accounts."""
    return frozenset(name for (name,) in sql.rows(OFFICERS, [community, on, on]))


@remembered
def titles_in(community: str) -> dict[str, Text]:
    """What the bodies (`body`) and posts (`body.key`) for this community are called; the nearest of a name counts."""
    rows = sql.rows(TITLES, [community])
    bodies = {body: Text(zh, en) for body, zh, en, *_post in rows}
    return bodies | {f"{body}.{key}": Text(zh, en) for body, _zh, _en, key, zh, en in rows}


@remembered
def posts_in(community: str) -> tuple[PostCard, ...]:
    """Every post for this community, held or vacant, those of higher areas first."""
    return tuple(_card(post) for post in _posts(community))


def post_card(post: str, community: str) -> PostCard:
    """One post by its charter name.

    Raises:
        Unknown: when neither the community nor an area above it has this post.
    """
    return _card(find_post(post, community))


def find_post(post: str, community: str) -> Post:
    """The post of this charter name that is nearest to the community.

    Raises:
        Unknown: when neither the community nor an area above it has it.
    """
    body, _dot, key = post.partition(".")
    found = _posts(community).filter(body__kind=body, key=key).last()
    if found is None:
        raise Unknown(f"There is no post {post} in {community}.")
    return found


def posts_held_during(person: Person, first: date, left: date | None) -> list[Post]:
    """The posts of every community that somebody holds on some day from `first` to `left` (not included)."""
    rows = Appointment.objects.meeting(first, left).filter(person=person)
    return [row.post for row in rows.select_related("post__body")]


def incompatible_pairs(posts: Iterable[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    """The pairs among posts (each with what it excludes) that one person may not hold together."""
    return [
        (one, other)
        for (one, excludes), (other, other_excludes) in combinations(posts, 2)
        if rules.incompatible(one, excludes, other, other_excludes)
    ]


def _posts(community: str) -> QuerySet[Post]:
    rows = Post.objects.select_related("body").filter(body__area__code__in=lineage_of(community))
    return rows.order_by("body__area__path", "body__kind", "pk")


def _held(row: Appointment, community: str) -> PostHeld:
    post = row.post
    return PostHeld(post.name, post.title, post.body.name, row.from_day, row.until_day, community, row.number)


def _person_posts(rows: list[Appointment], community: str) -> PersonPosts:
    held = {row.post.name: _held(row, community) for row in rows}
    pairs = incompatible_pairs([(row.post.name, row.post.incompatible_with) for row in rows])
    person = rows[0].person
    clashes = tuple((held[one], held[other]) for one, other in pairs)
    return PersonPosts(str(person), str(person.named), tuple(held.values()), clashes)


def _card(post: Post) -> PostCard:
    excludes = tuple(post.incompatible_with)
    return PostCard(post.name, post.title, post.body.name, post.seats, post.term_years, excludes)
