"""Reads of the rule books: what the door asks, and what pages and other contexts ask."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sunward.charter import engine
from sunward.charter.adoption import used
from sunward.charter.amendments import (
    AdoptedVersion,
    Calendar,
    CovenantVersion,
    DraftCard,
    DraftPage,
    changed,
    covenant_to_change,
    covenants,
    draft_card,
    draft_page,
    drafts,
    own_rules,
    own_versions,
    proposed,
)
from sunward.charter.deadlines import day_after, day_before
from sunward.charter.drafting import Proposal
from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.charter.engine.vocabulary import CAPACITIES
from sunward.charter.grants import best_grant, desk_grant
from sunward.charter.models import Adoption, Document, Hold
from sunward.charter.wording import holder_name, said
from sunward.kernel import sql
from sunward.kernel.acts import act_named
from sunward.kernel.facts import FactsError
from sunward.kernel.findings import Finding
from sunward.kernel.memo import remembered
from sunward.kernel.ports import Grant, Measure
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.registry import queries as registry
from sunward.registry.ports import Due, Franchise, OnConsent, Vouching

STREET = "street_office.director"  # whose it is when nobody else can be asked
CONSENT = "voter_consent"  # the rule books' word for the matter
# What the sibling modules offer under this name as well.
__all__ = [
    "AdoptedVersion",
    "Calendar",
    "CovenantVersion",
    "DraftCard",
    "DraftPage",
    "Proposal",
    "changed",
    "covenant_to_change",
    "covenants",
    "day_after",
    "day_before",
    "draft_card",
    "draft_page",
    "drafts",
    "own_rules",
    "own_versions",
    "proposed",
    "used",
]

SECONDED = """
    SELECT 1 FROM charter_hold
    WHERE subject_type = %s AND subject_id = %s AND lifted_on IS NULL AND seconded_on IS NOT NULL
"""
ADOPTED = """
    SELECT document.digest, adoption.in_force_from, adoption.in_force_to FROM charter_adoption adoption
    JOIN charter_document document ON document.id = adoption.document_id
    WHERE adoption.community_code = %s ORDER BY adoption.place, adoption.id
"""


class NoCharter(FactsError):
    """The community has no rule book in force on that day: whoever typed the day is told so, on every surface."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__({"day": [str(Text(zh, en))]})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge said, in the door's own words."""

    valid: bool
    findings: tuple[Finding, ...]
    versions: tuple[str, ...]


def charter_of(community: str, on: date) -> engine.Charter:
    """The community's rule books in force on a day, laid over each other.

    Raises:
        NoCharter: when none is in force.
    """
    digests = _digests_in_force(community, on)
    if not digests:
        raise NoCharter(f"{on} 本社区还没有生效的规则册。", f"No rule book was in force here on {on}.")
    return _charter(digests)


def charter_in_versions(versions: Sequence[str]) -> engine.Charter:
    """The rule books of an open case: exactly these versions.

    Raises:
        NoCharter: when one of them was never adopted here.
    """
    known = dict(Document.objects.filter(version__in=versions).values_list("version", "digest"))
    missing = [version for version in versions if version not in known]
    if missing:
        raise NoCharter(
            f"本机没有这些规则册：{'、'.join(missing)}。", f"Not adopted by anybody here: {', '.join(missing)}."
        )
    return _charter(tuple(known[version] for version in versions))


def _digests_in_force(community: str, on: date) -> tuple[str, ...]:
    day = str(on)  # as both databases hand days out, or as they read in text
    return tuple(
        digest for digest, since, until in _adopted(community) if since <= day and (until is None or until >= day)
    )


@remembered
def _adopted(community: str) -> list[tuple[str, str, str | None]]:
    """Every version that was ever adopted, with its days: a list of many cases asks for the rules of many days."""
    rows = sql.rows(ADOPTED, [community])
    return [(digest, str(since), None if until is None else str(until)) for digest, since, until in rows]


def entries_of_adoption(community: str) -> list[str]:
    """The entries by which versions of the rule books were adopted since the founding. One query."""
    rows = Adoption.objects.filter(community_code=community).exclude(decision="")
    return sorted(set(rows.values_list("entry", flat=True)))


@lru_cache(maxsize=256)  # by content: a digest always means the same words
def _charter(digests: tuple[str, ...]) -> engine.Charter:
    bodies = dict(Document.objects.filter(digest__in=digests).values_list("digest", "body"))
    return engine.Charter.from_documents([bodies[digest] for digest in digests])


def granted(act: str, post: str, community: str, on: date, measure: Measure | None) -> Grant | None:
    """Port of the door: the power that grants the act to the post, with the findings on its limits."""
    try:
        charter = charter_of(community, on)
    except NoCharter:
        return _founding_grant(act, post)
    return best_grant(charter, act, post, measure)


def granted_at_desk(act: str, post: str, capacities: Sequence[str], community: str, on: date) -> Grant | None:
    """Port of the door: the power by which the holder of a post enters an act for somebody at the desk."""
    try:
        return desk_grant(charter_of(community, on), act, post, capacities)
    except NoCharter:
        return None


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


def standing_hold(subject: Ref) -> Hold | None:
    """The hold on a subject that two people agreed to and nobody has lifted."""
    if not sql.exists(SECONDED, [subject.type, subject.id]):
        return None
    return unlifted_hold(subject)


def unlifted_hold(subject: Ref) -> Hold | None:
    """The hold on a subject that has been asked for and not lifted, seconded or not."""
    return Hold.objects.filter(subject_type=subject.type, subject_id=subject.id, lifted_on=None).first()


def _finding(found: engine.Finding) -> Finding:
    text = Text(found.text.zh, found.text.en)
    return Finding(found.rule.value, found.ok, text, found.source, found.required, found.actual, found.unconfirmed)


def procedure(community: str, matter: str, body: str, on: date) -> engine.Procedure | None:
    """The ordered steps that a matter takes before this body decides it; the most local rule book's wins."""
    found = charter_of(community, on).procedure_for(matter, body)
    return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time set by parameter, and the article that sets it: empty where no rule book does."""

    length: engine.Duration
    source: str


def period(community: str, key: str, on: date, default: int = 0) -> Period:
    """The same as `days`, with its source: whoever measures by it cites this article and no other."""
    parameter = charter_of(community, on).parameters.get(key)
    if parameter is None or not isinstance(parameter.value, engine.Duration):
        return Period(engine.Duration(default), "")
    return Period(parameter.value, parameter.source)


def days(community: str, key: str, on: date, default: int) -> engine.Duration:
    """A length of time set by parameter, civil or working days; `default` civil days when no rule book sets it."""
    return period(community, key, on, default).length


def due(power: str, community: str, happened_on: date, on: date) -> Due | None:
    """Port of the registry: the last day on which something is entered in time, by the power's own days."""
    found = charter_of(community, on).powers.get(power)
    return Due(day_after(happened_on, found.within), found.source) if found and found.within else None


def done_by(act: str, community: str, happened_on: date, on: date) -> date | None:
    """The last day on which an act is done in time, by its power; None where no rule book gives days."""
    try:
        powers = charter_of(community, on).powers.values()
    except NoCharter:
        return None
    days_given = [power.within for power in powers if power.act == act and power.within]
    return min((day_after(happened_on, within) for within in days_given), default=None)


def franchise(community: str, on: date) -> Franchise | None:
    """Port of the registry: who has a vote, by rules that were read; None where none says from which age."""
    try:
        book = charter_of(community, on)
    except NoCharter:
        return None
    age = next((age for age in book.franchise.ages if not age.unconfirmed), None)
    if age is None:
        return None
    posted = days(community, "voter_list_objection", on, 0).days
    matter = CONSENT if CONSENT in book.matters else ""
    consent = {
        rule.status: OnConsent(rule.months, rule.consent_of, posted, rule.source, matter)
        for rule in book.franchise.entitlements
        if rule.consent_of and not rule.unconfirmed
    }
    return Franchise(age.years, book.franchise.months, consent, age.source)


def vouching(community: str, on: date) -> Vouching | None:
    """Port of the registry: how many neighbours must vouch for somebody without papers; None where no rule lets them.

    An unread rule lets nobody vouch.
    """
    try:
        rule = charter_of(community, on).parameters.get("vouching_neighbours")
    except NoCharter:
        return None
    if rule is None or rule.unconfirmed or not isinstance(rule.value, int):
        return None
    return Vouching(rule.value, rule.source)


def disclosure_item(community: str, key: str, on: date) -> engine.DisclosureItem | None:
    """An item of the disclosure catalogue: audience, days it stays up, by when."""
    return charter_of(community, on).disclosure.get(key)


def hearing(community: str, key: str, on: date) -> engine.Hearing | None:
    """The rules of hearings on a kind of matter (or of the `coordination`, `appraisal` meetings) on a day."""
    return charter_of(community, on).hearing_for(key)


def name_of_body(body: str, community: str, on: date) -> Text:
    """What a body is called in a community; by its usual name where no rule book in force names it."""
    try:
        found = charter_of(community, on).bodies.get(body)
    except NoCharter:
        found = None
    return said(found.name) if found else holder_name(body)


def holders_of(act: str, community: str, on: date) -> tuple[str, ...]:
    """Who may do it by the list of powers: posts, whole bodies and capacities, in its order; no charter, nobody."""
    try:
        powers = charter_of(community, on).powers.values()
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
    return frozenset(one.person for one in registry.holders(post, community, on))


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


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session of a body on a day, asked what the rules say to it; the answers are the door's findings."""

    rules: engine.Sitting

    @property
    def session(self) -> engine.Session:
        """How the body meets; an empty one where the rule books are silent, and without what nobody has read yet:
        nothing is granted."""
        found = self.rules.charter.sessions.get(self.rules.body)
        return found.granted() if found else engine.Session(key=self.rules.body)

    @property
    def name(self) -> Text:
        found = self.rules.known().name
        return Text(found.zh, found.en)

    @property
    def counted_as(self) -> str:
        """The counting class of the body's own roll; empty where no rule book says who belongs to it."""
        members = self.session.members
        return members.of if members else ""

    @property
    def classes(self) -> frozenset[str]:
        """The classes by which a session can count: the body's own, and those that its quorum names instead."""
        quorum = [one.of for need in self.rules.rules.quorum for one in need.alternatives]
        return frozenset([self.counted_as, *quorum])

    def calling(self, called_by: str, petition: tuple[str, int, int] | None = None) -> tuple[Finding, ...]:
        """May they call it?"""
        return tuple(_finding(found) for found in self.rules.calling(called_by, petition))

    def notice(self, given_on: date | None) -> tuple[Finding, ...]:
        """Was the notice long enough?"""
        return tuple(_finding(found) for found in self.rules.notice(given_on))

    def attendance(self, counts: Mapping[str, Mapping[str, int]], *, majority: bool = False) -> tuple[Finding, ...]:
        """Are enough people here, and if asked for: did enough agree?"""
        return tuple(_finding(found) for found in self.rules.attendance(counts, majority=majority))


def sitting(community: str, body: str, held_on: date, matter: str = "", *, second_call: bool = False) -> Sitting:
    """The rules of a session, by the rule books in force on its day.

    Raises:
        NoCharter: when none is in force.
    """
    return Sitting(engine.Sitting(charter_of(community, held_on), body, held_on, matter, second_call))
