"""Whether somebody holds a post against the rules: beside one that nobody may hold with it, or without the election
that it takes."""

from datetime import date, timedelta
from functools import lru_cache

from sunward.kernel import clock, sql
from sunward.kernel.findings import Finding
from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.record import queries as record
from sunward.registry import ports, rules
from sunward.registry.models import Appointment, Community
from sunward.registry.queries.terms import appointments_in

LATER = "9999-12-31"  # than any founding: what no entry tells is looked at closely
BESIDE = Text(
    "担任“{zh}”时又任此职，两个岗位不能由一人兼任：纠正以前，不能以此岗位经手资金。",
    "Came into this post while holding “{en}”, and nobody may hold both: until that is settled, no money passes through"
    " their hands in this post.",
)
UNELECTED = Text(
    "这个岗位由选举产生，此人没有经过选举：选举以前，不能以此岗位经手资金。",
    "This post is elected and nobody has elected them: until somebody does, no money passes through their hands in it.",
)

# The posts held by whoever acts, each with its entry, the founding day, and whether another post was entered before.
TERMS = """
    SELECT held.entry, community.founded_on, EXISTS (
        SELECT 1 FROM registry_appointment other WHERE other.person_id = held.person_id AND other.id < held.id
          AND other.entry <> held.entry AND other.from_day <= %s AND (other.left_on IS NULL OR other.left_on > %s)
    )
    FROM registry_appointment held
    JOIN registry_person person ON person.id = held.person_id
    JOIN registry_post post ON post.id = held.post_id
    JOIN registry_body body ON body.id = post.body_id
    JOIN registry_area area ON area.id = body.area_id
    JOIN registry_area own ON own.path LIKE area.path || '%%'
    JOIN registry_community community ON community.area_id = own.id
    WHERE person.number = %s AND post.key = %s AND body.kind = %s
      AND held.from_day <= %s AND (held.left_on IS NULL OR held.left_on > %s) AND community.code = %s
"""


def held_amiss(person: str, post: str, community: str, on: date) -> Finding | None:
    """What is wrong with how somebody came into a post that they hold on a day; None when nothing is.

    Of two posts that exclude each other the one entered later is held against the rules, whatever day it is said to
    have begun: nobody is put out of a post by being entered in another.
    """
    if _since_the_founding(person, post, community, on):
        return None
    found: Finding | None = None
    for row in appointments_in(community, on, post).filter(person__number=person_number(person)):
        found = _beside_another(row, on) or _not_elected(row, community)
        if found is None:
            return None
    return found


def _since_the_founding(person: str, post: str, community: str, on: date) -> bool:
    """Whether somebody's only post is one that the founding gave them: most are, and every act on money asks. One
    query."""
    body, _dot, key = post.partition(".")
    rows = sql.rows(TERMS, [on, on, person_number(person), key, body, on, on, community])
    return any(not beside and _entered(entry) <= str(founded_on) for entry, founded_on, beside in rows)


@lru_cache(maxsize=4096)  # an entry's day never changes
def _entered(entry: str) -> str:
    found = record.entry(entry)
    return str(clock.civil_day(found.recorded_at)) if found else LATER


def _beside_another(row: Appointment, on: date) -> Finding | None:
    post = row.post
    others = Appointment.objects.meeting(on, on + timedelta(days=1)).filter(person=row.person, pk__lt=row.pk)
    for other in others.exclude(entry=row.entry).select_related("post__body"):
        held = other.post
        if rules.incompatible(post.name, post.incompatible_with, held.name, held.incompatible_with):
            text = BESIDE.fill(zh=held.title.zh, en=held.title.en)
            return Finding("post_in_order", False, text, required=f"not {held.name}", actual=held.name)
    return None


def _not_elected(row: Appointment, community: str) -> Finding | None:
    rule = _unmet(row, community)
    if rule is None or _keeps(row, rule, community):
        return None
    return Finding("post_in_order", False, UNELECTED, rule.source)


def _unmet(row: Appointment, community: str) -> ports.Elected | None:
    """The rule by which the post takes an election that nobody held; None when nothing is amiss.

    The day of the entry counts, for that from which somebody is said to hold a post can be set back. Whoever was
    elected before the founding, and entered with it, stands in no election of this register.
    """
    entry = record.entry(row.entry)
    entered = clock.civil_day(entry.recorded_at) if entry else row.from_day
    if Community.objects.filter(code=community, founded_on__gte=entered).exists() or _chosen(row):
        return None
    return ports.offices().elected(row.post.name, community, entered)


def _chosen(row: Appointment) -> bool:
    """An election gives one term."""
    if not row.elected_by or not ports.offices().chosen(row.elected_by, row.post.name, str(row.person)):
        return False
    before = Appointment.objects.filter(post=row.post, person=row.person, elected_by=row.elected_by, pk__lt=row.pk)
    return not before.exists()


def _keeps(row: Appointment, rule: ports.Elected, community: str) -> bool:
    """Keeps the post while it is vacant, as the rule provides: holding another by the rules, not by the same pen."""
    held = Appointment.objects.on(row.from_day).filter(person=row.person).select_related("post__body", "person")
    return any(one.post.name in (rule.kept_by or ()) and _unmet(one, community) is None for one in held)
