"""Who may read what. Whether something was published is for everyone; names are for its audience."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from sunward.charter import queries as charter
from sunward.charter.engine.vocabulary import SUPERVISORS
from sunward.disclosure.concerning import consented
from sunward.disclosure.keeping import RULING, holders_of
from sunward.disclosure.models import Audience, Objection, Publication
from sunward.disclosure.stakes import Answerers
from sunward.disclosure.tables import doors_of, personal_columns
from sunward.disclosure.theirs import is_theirs
from sunward.disclosure.versions import keeps_its_readers, starred_since
from sunward.kernel import clock
from sunward.kernel.memo import remembered
from sunward.kernel.refs import body_of
from sunward.kernel.viewer import Viewer
from sunward.registry import queries as registry
from sunward.registry.queries import door_of, masked

CAPACITY = {
    Audience.EVERYONE: "anyone",
    Audience.RESIDENTS: "resident",
    Audience.MEMBERS: "member",
    Audience.PARTY_MEMBERS: "party_member",
}
OVERSEERS = frozenset({
    SUPERVISORS, "supervisory_board", "supervising_office", "street_office", "street_discipline", "township",
    "discipline_office", "integrity_authority",
})  # fmt: skip
LETTERS = "disclosure.deliver_letters"
DISPUTES = "disclosure.answer_dispute"


@dataclass(frozen=True, slots=True)
class ReadableTable:
    """A published table as a reader may see it. `full`: inside the audience, and nothing is masked; `masked`: names
    are. `starred_in` is the newest posting in its place that marks more as names, whoever reads it."""

    rows: dict[str, Any] | None
    full: bool
    masked: bool = False
    starred_in: str = ""


def may_read(viewer: Viewer, publication: Publication) -> bool:
    """Is the viewer inside the audience, so that names are readable?"""
    if _answers_for(viewer, publication):
        return True
    if publication.audience == Audience.PERSON:
        return viewer.person == publication.audience_ref
    if publication.audience == Audience.PROJECT_HOUSEHOLDS:
        return _lives_in(viewer, publication)
    return inside(viewer, publication.audience) or _of_theirs(viewer, publication)


def inside(viewer: Viewer, audience: str) -> bool:
    """Whether the viewer is one of these readers, where a capacity tells; of one person or one project none does."""
    capacity = CAPACITY.get(Audience(audience))
    return capacity is not None and viewer.is_any(capacity)


def _of_theirs(viewer: Viewer, publication: Publication) -> bool:
    """The roll of the owners is theirs to read wherever they live, and that of a collective its members'."""
    if viewer.person is None or not viewer.is_any(*registry.BY_STANDING):
        return False
    return is_theirs(publication, viewer.person, viewer.capacities)


def _lives_in(viewer: Viewer, publication: Publication) -> bool:
    """No register says which households a project concerns: the list itself does, by their doors."""
    if viewer.person is None or "resident" not in viewer.capacities:
        return False
    doors = doors_of(publication.rows)
    return bool(doors) and registry.door_among(_door(viewer.person, viewer.community), doors, viewer.community)


@remembered
def _door(person: str, community: str) -> str:
    return door_of(person, community)


def oversees(viewer: Viewer) -> bool:
    """Whether the viewer holds a post of the supervisors, or of an office of the street that inspects."""
    return any(body_of(post) in OVERSEERS for post in viewer.posts)


def may_see_board(viewer: Viewer, shown_on: Iterable[Publication]) -> bool:
    """Whether the viewer may look at a photograph of a board, `shown_on` being every posting for which it was entered.

    A public board is public, and so is its picture: it is the proof that the words hung where everybody passes. But
    the boards of those concerned carry names, and one picture shows everything that hangs on a board: whoever looks
    at it has to be inside the audience of each of these postings, and read every name in them. Those who judge it look
    at all of them.
    """
    return oversees(viewer) or all(readable_table(viewer, one).full for one in shown_on)


def which(viewer: Viewer, publications: QuerySet[Publication]) -> QuerySet[Publication]:
    """The publications whose existence the viewer may know: all but those meant for another single person."""
    return publications.filter(~Q(audience=Audience.PERSON) | Q(audience_ref=viewer.person or "nobody"))


def readable_table(viewer: Viewer, publication: Publication) -> ReadableTable:
    """The published table; personal columns are masked for readers outside the audience, and so is, for those outside
    that of a newer posting in its place, what that one marks as personal; one of another item takes nothing from those
    for whom this one is. Whoever must answer for it reads all of it."""
    table, inside_it = publication.rows, may_read(viewer, publication)
    if table is None:
        return ReadableTable(None, full=inside_it)
    hidden = frozenset() if inside_it else personal_columns(table)
    since = starred_since(publication)
    for newer in since if not _answers_for(viewer, publication) else ():
        keeps = inside_it and keeps_its_readers(publication, newer.by)
        hidden |= frozenset() if keeps or may_read(viewer, newer.by) else newer.columns
    rows = [[masked(str(cell)) if at in hidden else cell for at, cell in enumerate(row)] for row in table["rows"]]
    return ReadableTable(
        {**table, "rows": rows} if hidden else table,
        full=inside_it and not (hidden and rows),
        masked=bool(hidden and rows),
        starred_in=since[0].by.number if since else "",
    )


def readable_text(viewer: Viewer, publication: Publication) -> str:
    """The published words; those meant for a narrow audience may name people and are shown only to it."""
    return publication.text if may_read(viewer, publication) else ""


def may_read_objection(viewer: Viewer, objection: Objection) -> bool:
    """The words of an objection: its author, who must answer, and - once it is settled - whoever reads the posting."""
    if viewer.person == objection.by or _answers_for(viewer, objection.publication) or _rules_on(viewer, objection):
        return True
    if viewer.posts and not objection.settled and _answers_instead(viewer, objection):
        return True
    return objection.settled and may_read(viewer, objection.publication)


def may_read_appeal(viewer: Viewer, objection: Objection) -> bool:
    """The words of an appeal: its author, whose consent to a vote it is about, whoever rules on it, who answered, and -
    once it is ruled on - whoever reads the posting."""
    if viewer.person == objection.by or _answers_for(viewer, objection.publication) or _rules_on(viewer, objection):
        return True
    if viewer.person and objection.appealed_on and viewer.person == consented(objection.publication):
        return True
    return objection.ruled_on is not None and may_read(viewer, objection.publication)


def may_deliver(viewer: Viewer, on: date) -> bool:
    """Whether the viewer holds a post to which the charter grants letters to households: they carry those
    households' own data."""
    return _granted(viewer, LETTERS, on)


def may_answer_disputes(viewer: Viewer, on: date) -> bool:
    """Whether the viewer holds a post to which the charter grants answers to disputes about the desk."""
    return _granted(viewer, DISPUTES, on)


def _granted(viewer: Viewer, act: str, on: date) -> bool:
    if viewer.person is None:
        return False
    powers = (power for post in viewer.posts for power in charter.powers_of(viewer.community, post, on))
    return any(power.act == act for power in powers)


def _answers_instead(viewer: Viewer, objection: Objection) -> bool:
    return Answerers.of(objection, clock.today()).post in viewer.posts


def _rules_on(viewer: Viewer, objection: Objection) -> bool:
    """Whether it was appealed, and the viewer holds a post that rules on appeals: not everything that is objected to
    was posted for the street."""
    if objection.appealed_on is None or not viewer.posts:
        return False
    rulers = holders_of(RULING, objection.community_code, clock.today(), objection)
    return any(post in rulers or body_of(post) in rulers for post in viewer.posts)


def _answers_for(viewer: Viewer, publication: Publication) -> bool:
    """The post that must answer for the publication, its body, and the supervision committee."""
    body = body_of(publication.owner_post)
    return any(post == publication.owner_post or body_of(post) in {body, SUPERVISORS} for post in viewer.posts)
