"""The list of powers: to whom it grants an act, whose an overdue one is, what a hold stops."""

from collections.abc import Collection, Sequence
from datetime import date

from sunward.charter import engine
from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.charter.engine.vocabulary import CAPACITIES
from sunward.charter.grants import best_grant, desk_grant
from sunward.charter.models import Hold
from sunward.charter.queries.in_force import NoCharter, charter_in, charter_of
from sunward.kernel import sql
from sunward.kernel.acts import act_named
from sunward.kernel.findings import Finding
from sunward.kernel.memo import remembered
from sunward.kernel.ports import Books, Grant, Measure
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.registry import queries as registry

STREET = "street_office.director"  # whose it is when nobody else can be asked


SECONDED = """
    SELECT 1 FROM charter_hold
    WHERE subject_type = %s AND subject_id = %s AND lifted_on IS NULL AND seconded_on IS NOT NULL
"""


def granted(act: str, post: str, community: str, books: Books, measure: Measure | None) -> Grant | None:
    """Port of the door: the power that grants the act to the post, with the findings on its limits."""
    try:
        charter = charter_in(community, books)
    except NoCharter:
        return _founding_grant(act, post)
    return best_grant(charter, act, post, measure)


def granted_at_desk(act: str, post: str, capacities: Sequence[str], community: str, books: Books) -> Grant | None:
    """Port of the door: the power by which the holder of a post enters an act for somebody at the desk."""
    try:
        return desk_grant(charter_in(community, books), act, post, capacities)
    except NoCharter:
        return None


def could_do(rules: engine.Charter, act: str, post: str, *, served: bool) -> bool:
    """Whether rules leave an act to a post at all, whatever the limits; `served`: entered there for somebody."""
    if served:
        return any(power.act == act and post in power.at_desk for power in rules.powers.values())
    return best_grant(rules, act, post, None) is not None


def serving_at_desk(community: str, on: date) -> frozenset[str]:
    """The posts that may enter something at the desk for somebody else, by one power or another."""
    try:
        return frozenset(post for power in charter_of(community, on).powers.values() for post in power.at_desk)
    except NoCharter:
        return frozenset()


def _founding_grant(act: str, post: str) -> Grant | None:
    """The only act that code grants, not a charter; `registry` gives the capacity on an empty log alone."""
    return Grant("found", ()) if (act, post) == ("registry.found", "founder") else None


def held(subject: Ref, act: str, on: date) -> Finding | None:
    """Port of the door: the hold that stands in the way of an effect on this subject."""
    if act_named(act).kind != "effect" or act in {"charter.lift_hold", "charter.second_hold"}:
        return None
    hold = standing_hold(subject)
    if hold is None or (hold.seconded_on and hold.seconded_on > on):
        return None
    text = Text("监督委员会于 {day} 叫停：{why}", "Held by supervision since {day}: {why}")
    return Finding("hold", False, text.fill(day=hold.seconded_on, why=hold.reason), source=hold.source)


@remembered
def standing_hold(subject: Ref) -> Hold | None:
    """The hold on a subject that two people agreed to and nobody has lifted."""
    if not sql.exists(SECONDED, [subject.type, subject.id]):
        return None
    return unlifted_hold(subject)


def unlifted_holds(community: str, limit: int) -> tuple[Hold, ...]:
    """What has been asked to stop in a community and goes on being stopped, or waits for a second, oldest first."""
    return tuple(Hold.objects.filter(community_code=community, lifted_on=None).order_by("placed_on", "pk")[:limit])


def unlifted_hold(subject: Ref) -> Hold | None:
    """The hold on a subject that has been asked for and not lifted, seconded or not."""
    return Hold.objects.filter(subject_type=subject.type, subject_id=subject.id, lifted_on=None).first()


def _finding(found: engine.Finding) -> Finding:
    text = Text(found.text.zh, found.text.en)
    return Finding(found.rule.value, found.ok, text, found.source, found.required, found.actual, found.unconfirmed)


def holders_of(act: str, community: str, books: Books) -> tuple[str, ...]:
    """Who may do it by the list of powers: posts, whole bodies and capacities, in its order; no charter, nobody."""
    try:
        powers = charter_in(community, books).powers.values()
    except NoCharter:
        return ()
    return tuple(dict.fromkeys(holder for power in powers if power.act == act for holder in power.held_by))


def owner(act: str, community: str, on: date, about: Collection[str] = (), bodies: Collection[str] = ()) -> str:
    """Whose something overdue is: the post that leads the first body that may do it, is held, and by nobody whom it is
    about; else the street's. `bodies` in the order of the rule where one names them; else in that of the list."""
    leading: dict[str, str] = {}
    for post in holders_of(act, community, on):
        if post not in CAPACITIES:
            leading.setdefault(body_of(post), post)
    for body in bodies or leading:
        held = _people_in(leading[body], community, on) if body in leading else frozenset()
        if held and held.isdisjoint(about):
            return leading[body]
    return STREET


def owing_bodies(act: str, community: str, on: date) -> tuple[str, ...]:
    """The bodies that owe an act, in the order of the list: all that may do it, save those that end a silence."""
    bodies = dict.fromkeys(body_of(one) for one in holders_of(act, community, on) if one not in CAPACITIES)
    return tuple(one for one in bodies if one not in SILENCE_ENDED_BY)


@remembered
def _people_in(post: str, community: str, on: date) -> frozenset[str]:
    return frozenset(registry.people_in_post(post, community, on))


def post_for(viewer: Viewer, act: str, on: date) -> str:
    """The post or capacity in which the reader may do it by the list of powers; empty when in none."""
    bodies = {body_of(post): post for post in sorted(viewer.posts, reverse=True)}
    for holder in holders_of(act, viewer.community, on):
        if viewer.is_any(holder):
            return holder
        if holder in bodies:
            return bodies[holder]
    return ""


def powers_of(community: str, post: str, on: date) -> list[engine.Power]:
    """The entries of the power list that a post (or its whole body) holds."""
    body = body_of(post)
    held_by = {post, body}
    return [power for power in charter_of(community, on).powers.values() if held_by.intersection(power.held_by)]
