"""By which rule a roll is computed: what the rule books say of a body's members, and of who can ask for something."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sunward.ballots.models import Roll
from sunward.ballots.rules.asking import HEARING
from sunward.ballots.rules.hearings import hearable
from sunward.charter import queries as charter
from sunward.charter.engine import Charter
from sunward.charter.engine.parameters import Right
from sunward.charter.engine.rules import Petition as PetitionRule
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

REPRESENTATIVES, SUBGROUP = "representatives_meeting", "subgroup_meeting"
# Which rights of the rule books a petition for one purpose rests on, besides what bodies and matters say themselves.
RIGHTS: Mapping[str, tuple[str, ...]] = {
    "meeting": ("meeting_on_demand",),
    "recall": ("recall",),
    "disclosure": ("extra_disclosure",),
}
RECALL_MATTER = "committee_recall"
TIME_TO_OBJECT, TIME_TO_SIGN = "voter_list_objection", "petition_open_for"
RECORD_DATE_BACK, VALID_FOR = "roll_record_date", "roll_valid_for"


@dataclass(frozen=True, slots=True)
class Membership:
    """Who is on the roll of a body: a counting class, the posts that make it up, and the article."""

    of: str
    posts: tuple[str, ...]
    source: str


def membership_of(body: str, of: str, community: str, on: date) -> Membership | None:
    """The rule for a body's roll, in the class asked for or the body's own; None where no rule says it. A class that
    the rule books of the day know no more is that of a case that is still to be decided by older ones."""
    found = _by(charter.charter_of(community, on), body, of)
    if found is not None or not (of and body):
        return found
    kept = (_by(one.rules.charter, body, of) for one in charter.sittings_kept(community, body, on, on))
    return next((one for one in kept if one is not None), None)


def _by(book: Charter, body: str, of: str) -> Membership | None:
    session = book.sessions.get(body)
    if session is None or session.members is None or session.members.unconfirmed:
        return None
    wanted = of or session.members.of
    if wanted not in classes_of(book, body):
        return None
    return Membership(wanted, session.members.posts, session.members.source)


def unread(body: str, community: str, on: date) -> str:
    """The rule on a body's members that is known as remembered only, for nobody has read its text; empty where there is
    none. Nobody is put on a roll by it: a community's own rule book can say who belongs."""
    session = charter.charter_of(community, on).sessions.get(body)
    return session.members.source if session and session.members and session.members.unconfirmed else ""


def classes_of(book: Charter, body: str) -> tuple[str, ...]:
    """The counting classes in which a body may count, its own first."""
    session, rules = book.sessions.get(body), book.bodies.get(body)
    found = [session.members.of] if session and session.members else []
    if rules:
        found += [one.of for need in (*rules.rules.quorum, *rules.rules.majority) for one in need.alternatives]
        found += [rule.of for rule in rules.rules.petitions]
    return tuple(dict.fromkeys(found))


def petition_rules(purpose: str, asks_for: str, community: str, on: date) -> tuple[PetitionRule, ...]:
    """The thresholds for a petition, each an alternative; none where the rule books grant nothing. Of a hearing those
    under which its matter was opened say it, not those of the day."""
    if purpose == HEARING:
        asked = hearable(community, asks_for, on)
        return tuple(rule for rule in asked.rules if not rule.unconfirmed) if asked else ()
    book = charter.charter_of(community, on)
    return tuple(rule for rule in _granting(book, purpose, asks_for) if not rule.unconfirmed)


def petition_classes(purpose: str, asks_for: str, community: str, on: date) -> tuple[str, ...]:
    """The groups that may sign for this, each by a threshold of its own; none where nothing is granted."""
    return tuple(dict.fromkeys(rule.of for rule in petition_rules(purpose, asks_for, community, on)))


def _granting(book: Charter, purpose: str, asks_for: str) -> Iterator[PetitionRule]:
    if purpose == "meeting" and asks_for in book.bodies:
        yield from book.bodies[asks_for].rules.petitions
    if purpose == "recall" and RECALL_MATTER in book.matters:
        yield from book.matters[RECALL_MATTER].rules.petitions
    for right in rights_behind(book, purpose, asks_for):
        yield from (_sourced(rule, right.source) for rule in right.petitions)


def rights_behind(book: Charter, purpose: str, asks_for: str) -> Iterator[Right]:
    """The rights that a petition for one purpose can rest on; they say who has to act, and by when."""
    for key in RIGHTS.get(purpose, ()):
        if key in book.rights and (purpose != "meeting" or asks_for == REPRESENTATIVES):
            yield book.rights[key]


def _sourced(rule: PetitionRule, source: str) -> PetitionRule:
    return rule if rule.source else PetitionRule(of=rule.of, share=rule.share, source=source)


def posts_of_class(of: str, community: str, on: date) -> tuple[str, ...]:
    """The posts that make up a class, as the sessions of its body name them."""
    sessions = charter.charter_of(community, on).sessions.values()
    wanted = "body_members" if of == "representatives" else of
    bodies = [one for one in sessions if one.members and one.members.of == wanted]
    own = [one for one in bodies if of != "representatives" or one.key == REPRESENTATIVES]
    return own[0].members.posts if own and own[0].members else ()


def posts_of_roll(body: str, of: str, community: str, on: date) -> tuple[str, ...]:
    """The posts by which a roll was computed: its body's own, or those of the class for a petition's."""
    rule = membership_of(body, of, community, on)
    return rule.posts if rule else posts_of_class(of, community, on)


def earliest_record_date(community: str, on: date) -> date:
    """The first day whose circumstances a roll frozen on a day may follow; the day itself where no rule book says."""
    return charter.day_before(on, charter.days(community, RECORD_DATE_BACK, on, 0))


def valid_until(community: str, frozen_on: date, on: date) -> date | None:
    """The last day on which a roll can be used by the rules of a day; None where no rule book says."""
    found = charter.days(community, VALID_FOR, on, 0)
    return charter.day_after(frozen_on, found) if found.days else None


def usable_until(community: str, frozen_on: date, *days: date) -> tuple[date | None, str]:
    """The last day on which a roll can be used for what was called by it, and the article: by the rules of some days,
    or by those under which it was frozen, whichever gave it longest. None where no rule book says."""
    limits = [(valid_until(community, frozen_on, day) or date.max, day) for day in (*days, frozen_on)]
    last, by = max(limits)
    return (None, "") if last == date.max else (last, source_of(VALID_FOR, community, by))


def source_of(key: str, community: str, on: date) -> str:
    """The article that sets one of these periods on a day, which is seldom the one on who belongs to the body."""
    return charter.period(community, key, on).source


def objections_by(community: str, frozen_on: date) -> str:
    """The article that gives people time to object to a roll frozen on a day; empty where no rule book does."""
    return source_of(TIME_TO_OBJECT, community, frozen_on)


def open_until(community: str, on: date) -> date:
    """The last day on which a roll frozen on a day can be objected to."""
    days = charter.days(community, TIME_TO_OBJECT, on, 0)
    return charter.time_to_act(on, days) if days.days else on


def signing_ends(community: str, on: date) -> date | None:
    """The last day for signing a petition opened on a day; None where no rule book says."""
    parameter = charter.charter_of(community, on).parameters.get(TIME_TO_SIGN)
    return charter.time_to_act(on, charter.days(community, TIME_TO_SIGN, on, 0)) if parameter else None


def of_one_subgroup(body: str, grid: str, community: str, source: str, text: Text) -> Iterator[Finding]:
    """A subgroup's meeting is that of one subgroup of this community, any other body's of no part of it."""
    if body == SUBGROUP or grid:
        known = sorted(area.code for area in registry.subgroups(community))
        ok = body == SUBGROUP and grid in known
        yield Finding("subgroup", ok, text, source, ", ".join(known), grid)


def names_of_subgroups(community: str) -> Mapping[str, Text]:
    """The names of a community's subgroups, by their areas' codes."""
    return {area.code: area.name for area in registry.subgroups(community)}


def name_of_roll(roll: Roll, on: date, subgroups: Mapping[str, Text] | None = None) -> Text:
    """Whose roll it is; a subgroup's with the name of the subgroup, asked for where it is not given."""
    names = names_of_subgroups(roll.community_code) if roll.grid and subgroups is None else subgroups or {}
    return name_of_electorate(roll.body, names.get(roll.grid), roll.community_code, on)


def name_of_electorate(body: str, part: Text | None, community: str, on: date) -> Text:
    """A body in words, with the subgroup where it is one's meeting; without a body, the roll of a petition."""
    name = charter.name_of_body(body, community, on) if body else Text("联名", "petition")
    return Text(f"{part.zh}{name.zh}", f"{part.en}, {name.en.removeprefix('the ')}") if part else name
