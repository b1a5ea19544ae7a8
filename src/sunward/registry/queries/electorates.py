"""Who belongs to an electorate on a day, as one SELECT: a million people are never brought into memory to be counted.

Each SELECT gives `person_id`, `household_id`, `part`, `weight`, in the way of a roll's entries.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sunward.kernel.refs import body_of
from sunward.registry import ports, rules
from sunward.registry.lineage import lineage_of
from sunward.registry.models import Community
from sunward.registry.models.grids import REDRAWN
from sunward.registry.models.people import CLAIMED, DIED, NO_PAPERS
from sunward.registry.queries.grids import GRID_THEN
from sunward.registry.residence import voice

REPRESENTATIVES = "representatives_meeting"


@dataclass(frozen=True, slots=True)
class Electorate:
    """A SELECT with its parameters. `by_household`: one place for each household, whoever comes for it."""

    sql: str
    parameters: tuple[object, ...]
    by_household: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which electorate: of which community, on which day; `posts` (`body.key`) where a body's members are meant,
    `grid` (an area's code) where those of one subgroup are."""

    community: str
    on: date
    posts: tuple[str, ...] = ()
    grid: str = ""


def electorate(of: str, wanted: Wanted) -> Electorate | None:
    """The electorate of a counting class; None for a class that the register cannot tell."""
    make = CLASSES.get(of)
    return make(wanted) if make else None


def of_households(of: str) -> bool:
    """Whether a counting class has a place for each household, whoever comes for it, and none for persons."""
    return CLASSES.get(of) is _households


HERE = "JOIN registry_household h ON h.id = s.household_id AND h.community_id = %s"
IN_GRID = f" AND {GRID_THEN} = (SELECT id FROM registry_area WHERE code = %s)"  # noqa: S608 - constants
ON_DAY = "{t}.from_day <= %s AND ({t}.left_on IS NULL OR {t}.left_on > %s)"
VOUCHED = (
    "(SELECT COUNT(*) FROM registry_vouch v WHERE v.spell_id = COALESCE(s.began_with_id, s.id)"
    " AND v.vouched_on <= %s AND v.void_on IS NULL) >= %s"
)
# A death ends the stays of a person; it ends neither a membership, an ownership nor a post by itself. One that rests on
# the word of others alone takes nobody off such a roll: it could be said of anybody.
ALIVE = (
    "NOT EXISTS (SELECT 1 FROM registry_residencespell d WHERE d.person_id = {of} AND d.left_because = %s"
    " AND d.left_on <= %s AND COALESCE(d.left_told_by, '') <> %s)"
)
NEVER = 1_000_000  # no number of neighbours is enough where no rule lets them vouch
CONSENTED = (
    "EXISTS (SELECT 1 FROM registry_voteapplication a WHERE a.spell_id = COALESCE(s.began_with_id, s.id)"
    " AND a.votes_from <= %s AND a.void_on IS NULL AND a.withdrawn_on IS NULL)"
)
# Months are of the community, not of one door (村民委员会组织法 Art. 13: 在本村居住一年以上). The earlier stay is
# looked up only for whoever has moved and has not been behind the new door long enough: hardly anybody of a million.
SINCE = (
    "(s.from_day <= %s OR EXISTS (SELECT 1 FROM registry_residencespell f WHERE f.id = s.began_with_id"
    " AND f.from_day <= %s))"
)


def _franchised(wanted: Wanted) -> tuple[str, list[object]]:
    """FROM and WHERE of everybody who lives here and has a vote by the rules of the day."""
    rule = ports.franchise(wanted.community, wanted.on)
    if rule is None:
        return "FROM registry_residencespell s JOIN registry_person p ON p.id = s.person_id WHERE 1 = 0", []
    enough = _enough(wanted)
    statuses, parameters = _by_status(rule, wanted.on)
    day = wanted.on
    place, within = (IN_GRID, [REDRAWN, wanted.on, wanted.grid]) if wanted.grid else ("", [])
    text = (
        f"FROM registry_residencespell s {HERE}{place} JOIN registry_person p ON p.id = s.person_id"
        f" WHERE {ON_DAY.format(t='s')} AND p.born_on <= %s AND ({statuses})"
        f" AND (s.papers <> %s OR {' OR '.join([VOUCHED] * len(enough))})"
    )
    born = rules.latest(day, rules.birthday, rule.years)
    vouched = [part for one in enough for part in (one.last, one.needed)]
    return text, [_row(wanted.community), *within, day, day, born, *parameters, NO_PAPERS, *vouched]


def _enough(wanted: Wanted) -> list[ports.Enough]:
    """Until which day how many neighbours were enough for a voice that lasts, by the rules of the day and before."""
    rules = voice.wanted(wanted.community, wanted.on)
    return [ports.Enough(wanted.on, rules.rule.needed if rules.rule else NEVER), *rules.before]


def _by_status(rule: ports.Franchise, on: date) -> tuple[str, list[object]]:
    """Since when somebody of each status must live here to have a vote today."""
    parts, parameters = ["1 = 0"], list[object]()
    for status, months in rule.months.items():
        since = rules.latest(on, rules.months_later, months)
        parts.append(f"(s.status = %s AND {SINCE})")
        parameters += [status, since, since]
    for status, asked in rule.on_consent.items():
        since = rules.latest(on, rules.months_later, asked.months)
        parts.append(f"(s.status = %s AND {SINCE} AND {CONSENTED})")
        parameters += [status, since, since, on]
    return " OR ".join(parts), parameters


def _adults(wanted: Wanted) -> Electorate:
    source, parameters = _franchised(wanted)
    return _selecting("s.person_id, s.household_id, '' AS part, CAST(NULL AS bigint) AS weight", source, parameters)


def _households(wanted: Wanted) -> Electorate:
    source, parameters = _franchised(wanted)
    columns = "DISTINCT CAST(NULL AS bigint) AS person_id, s.household_id, '' AS part, CAST(NULL AS bigint) AS weight"
    return _selecting(columns, source, parameters, by_household=True)


def _members_of(kind: str, of_age: bool) -> Callable[[Wanted], Electorate]:
    """Members of the collective take part when they are of age (full civil capacity); a party has no such rule."""

    def select(wanted: Wanted) -> Electorate:
        day, community = wanted.on, _row(wanted.community)
        rule = ports.franchise(wanted.community, day)
        source = (
            f"FROM registry_membership m JOIN registry_person p ON p.id = m.person_id {LIVING}"
            f" WHERE m.community_id = %s AND m.kind = %s AND {ON_DAY.format(t='m')}"
            f" AND {ALIVE.format(of='m.person_id')}"
        )
        parameters: list[object] = [community, day, day, community, kind, day, day, *_died_by(day)]
        if of_age:
            source += " AND p.born_on <= %s" if rule else " AND 1 = 0"
            parameters += [rules.latest(day, rules.birthday, rule.years)] if rule else []
        columns = "m.person_id, MIN(l.household_id) AS household_id, '' AS part, CAST(NULL AS bigint) AS weight"
        return _selecting(columns, f"{source} GROUP BY m.person_id", parameters)

    return select


# Where each person lives, for lists in the order of doors; members may live elsewhere.
LIVING = (
    "LEFT JOIN (SELECT s.person_id, s.household_id FROM registry_residencespell s"  # noqa: S608 - constants
    f" {HERE} WHERE {ON_DAY.format(t='s')}) l ON l.person_id = p.id"
)


def _holders(wanted: Wanted, posts: Sequence[str]) -> Electorate:
    """Whoever holds one of the posts, once; a delegate who also sits in the committee counts among the delegates."""
    lineage, day = lineage_of(wanted.community), wanted.on
    named = " OR ".join(["(body.kind = %s AND post.key = %s)"] * len(posts)) or "1 = 0"
    areas = ", ".join(["%s"] * len(lineage)) or "NULL"
    columns = (
        "p.id AS person_id, MIN(l.household_id) AS household_id, CASE WHEN MAX(CASE WHEN body.kind = %s THEN 1 ELSE 0"
        " END) = 1 THEN 'representatives' ELSE 'committee' END AS part, CAST(NULL AS bigint) AS weight"
    )
    source = (
        "FROM registry_appointment held JOIN registry_person p ON p.id = held.person_id"
        " JOIN registry_post post ON post.id = held.post_id JOIN registry_body body ON body.id = post.body_id"
        f" JOIN registry_area area ON area.id = body.area_id {LIVING}"
        f" WHERE ({named}) AND area.code IN ({areas}) AND {ON_DAY.format(t='held')} AND {ALIVE.format(of='p.id')}"
        " GROUP BY p.id"
    )
    keys = [part for post in posts for part in post.split(".", 1)]
    parameters = [REPRESENTATIVES, _row(wanted.community), day, day, *keys, *lineage, day, day, *_died_by(day)]
    return _selecting(columns, source, parameters)


def _body(wanted: Wanted) -> Electorate:
    return _holders(wanted, wanted.posts)


def _representatives(wanted: Wanted) -> Electorate:
    return _holders(wanted, [post for post in wanted.posts if body_of(post) == REPRESENTATIVES])


def _owners(wanted: Wanted) -> Electorate:
    """Every owner once, weighing what they own altogether in hundredths of a square metre."""
    source = (
        "FROM registry_ownership s JOIN registry_household h ON h.id = s.household_id AND h.community_id = %s"
        f" WHERE {ON_DAY.format(t='s')} AND {ALIVE.format(of='s.owner_id')} GROUP BY s.owner_id"
    )
    columns = "s.owner_id AS person_id, MIN(s.household_id) AS household_id, '' AS part, SUM(s.area) AS weight"
    return _selecting(columns, source, [_row(wanted.community), wanted.on, wanted.on, *_died_by(wanted.on)])


def _died_by(day: date) -> tuple[object, ...]:
    """The parameters of `ALIVE`."""
    return DIED, day, CLAIMED


def _selecting(columns: str, source: str, parameters: Sequence[object], by_household: bool = False) -> Electorate:
    return Electorate(f"SELECT {columns} {source}", tuple(parameters), by_household)


def _row(community: str) -> int:
    return int(Community.objects.values_list("pk", flat=True).get(code=community))


CLASSES: Mapping[str, Callable[[Wanted], Electorate]] = {
    "adults": _adults,
    "registered_voters": _adults,
    "household_delegates": _households,
    "members": _members_of("collective", of_age=True),
    "party_members": _members_of("party", of_age=False),
    "body_members": _body,
    "representatives": _representatives,
    "member_representatives": _body,
    "board_members": _body,
    "owners": _owners,
}
