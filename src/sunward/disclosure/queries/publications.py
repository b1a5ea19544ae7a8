"""Publications as pages show them: by key, newest first, each reader seeing what the policy lets them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from sunward.disclosure import policies
from sunward.disclosure.models import BoardPhotograph, Publication
from sunward.disclosure.queries.codes import code_on_paper
from sunward.disclosure.queries.corrections import Corrected, corrected_late, found_wrong
from sunward.disclosure.queries.objections import ObjectionView, view_of
from sunward.disclosure.rules import PostingState, entered_too_late, posting_state
from sunward.disclosure.stakes import Answerers
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer

PAGE = 50


@dataclass(frozen=True, slots=True)
class PublicationCard:
    """One line of the list. `key` is what the next page starts `before`."""

    key: int
    number: str
    title: Text
    item: str
    about: Ref
    audience: str
    posted_on: date
    recorded_on: date
    taken_down_on: date | None
    state: PostingState
    replaced: bool  # something was posted in its place


@dataclass(frozen=True, slots=True)
class Photograph:
    """A noticeboard as it looked."""

    board: str
    photographed_on: date
    recorded_on: date
    sha256: str
    media_type: str
    hangs: bool | None  # by whoever entered it, `said_by`; None where nobody was asked yet
    said_by: str
    at_desk: bool
    late: bool  # entered too long after its day: said, not proved
    sheets: int | None  # of several numbered ones, how many hang there
    sheets_of: int | None


@dataclass(frozen=True, slots=True)
class PublicationPage:
    """One publication as this reader may see it; `full` is true for those inside its audience who read all of it. For
    the others `masked` says that names in its table are, and `withheld` that its words are left out. `starred_in` is
    the newest posting in its place that marks more as names than it did itself."""

    card: PublicationCard
    full: bool
    masked: bool
    starred_in: str
    withheld: bool
    text: str
    rows: dict[str, Any] | None
    answered_by: str  # the post that answers objections to it
    source: str
    due_by: date | None
    stays_up_days: int
    taken_down_reason: str
    corrects: str
    corrected_by: str
    repeats: str  # what an objection found wrong, and this, said to correct it, says again
    repeated_by: str
    corrected_late: tuple[Corrected, ...]  # what was found wrong in it, or is corrected by it, after its day
    code: str
    photographs: tuple[Photograph, ...]
    objections: tuple[ObjectionView, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a posting said, for whoever corrects it; words, table and whom it is for, of one person or one project, are
    empty for who may not read it in full."""

    item: str
    title_en: str
    about: Ref
    audience: str
    audience_ref: str
    text: str
    rows: dict[str, Any] | None


def publications(
    viewer: Viewer, on: date, before: int | None = None, limit: int = PAGE, about: Ref | None = None
) -> tuple[PublicationCard, ...]:
    """The publications of the viewer's community, newest first, in three queries."""
    rows = policies.which(viewer, Publication.objects.filter(community_code=viewer.community))
    rows = rows.filter(id__lt=before) if before else rows
    rows = rows.filter(subject_type=about.type, subject_id=about.id) if about else rows
    return cards(rows, on, limit)


def cards(rows: QuerySet[Publication], on: date, limit: int) -> tuple[PublicationCard, ...]:
    """The newest of these, in three queries."""
    found = rows.annotate(replaced=Exists(Publication.objects.filter(corrects=OuterRef("pk"))))
    found = found.defer("text", "rows").prefetch_related("objections", "photographs").order_by("-id")
    return tuple(_card(row, on, replaced=row.replaced) for row in found[:limit])


def publication(number: str, viewer: Viewer, on: date) -> PublicationPage | None:
    """One publication; None when there is none or when its existence is not the viewer's to know."""
    rows = Publication.objects.filter(number=number).select_related("corrects", "repeats")
    rows = rows.prefetch_related("objections", "photographs", "corrections", "repeated_by")
    row = rows.first()
    if row is None or not _may_know(viewer, row):
        return None
    replaces = row.corrects or row.corrections.all() or row.repeated_by.all()
    table, text = policies.readable_table(viewer, row), policies.readable_text(viewer, row)
    return PublicationPage(
        card=_card(row, on, replaced=bool(row.corrections.all())),
        full=table.full,
        masked=table.masked,
        starred_in=table.starred_in,
        withheld=text != row.text and bool(row.text.strip()),
        text=text,
        rows=table.rows,
        answered_by=Answerers(row, on).post,
        source=row.source,
        due_by=row.due_by,
        stays_up_days=row.stays_up_days,
        taken_down_reason=row.taken_down_reason,
        corrects=row.corrects.number if row.corrects else "",
        corrected_by=next((later.number for later in row.corrections.all()), ""),
        repeats=row.repeats.number if row.repeats and found_wrong(row.repeats, on) else "",
        repeated_by=_repeated_by(row, on),
        corrected_late=corrected_late(row, on) if replaces else (),
        code=code_on_paper(row.ref),
        photographs=tuple(_photograph(item) for item in row.photographs.all()),
        objections=tuple(view_of(item, viewer, on, row) for item in row.objections.all()),
    )


def wording(number: str, viewer: Viewer) -> Wording | None:
    """What one posting of the viewer's community said; None as for its page. One query."""
    row = Publication.objects.filter(number=number).first()
    if row is None or not _may_know(viewer, row):
        return None
    full = policies.readable_table(viewer, row).full
    said = (row.audience_ref or "", row.text, row.rows) if full else ("", "", None)
    english = row.title_en if row.title_en != row.title_zh else ""
    return Wording(row.item, english, row.about, row.audience, *said)


def board_picture(number: str, sha256: str, viewer: Viewer) -> tuple[Photograph, bool] | None:
    """A photograph of a board that was entered for a posting, and whether the viewer may look at it: asked of every
    posting of the community for which the same picture stands. None for whatever else is kept. One query."""
    rows = BoardPhotograph.objects.select_related("publication").order_by("id")
    found = list(rows.filter(sha256=sha256, publication__community_code=viewer.community))
    own = next((row for row in found if row.publication.number == number), None)
    if own is None or not _may_know(viewer, own.publication):
        return None
    return _photograph(own), policies.may_see_board(viewer, [row.publication for row in found])


def _repeated_by(row: Publication, on: date) -> str:
    """The correction of this that changed nothing, once it was found wrong."""
    same = next((later.number for later in row.repeated_by.all()), "")
    return same if same and found_wrong(row, on) else ""


def newest_of(number: str) -> str:
    """The publication that stands today in the place of this one: itself, or the last of its corrections."""
    seen = {number}
    while newer := Publication.objects.filter(corrects__number=number).order_by("-id").values("number").first():
        number = newer["number"]
        if number in seen:
            break
        seen.add(number)
    return number


def _may_know(viewer: Viewer, row: Publication) -> bool:
    """A viewer's posts and capacities count in their own community: elsewhere they open nothing."""
    if row.community_code != viewer.community:
        return False
    return row.audience != "person" or policies.may_read(viewer, row)


def _card(row: Publication, on: date, *, replaced: bool) -> PublicationCard:
    state = posting_state(row, on, row.objections.all(), row.photographs.all())
    return PublicationCard(
        row.pk, row.number, row.title, row.item, row.about, row.audience, row.posted_on, row.recorded_on,
        row.taken_down_on, state, replaced,
    )  # fmt: skip


def _photograph(row: BoardPhotograph) -> Photograph:
    return Photograph(
        row.board, row.photographed_on, row.recorded_on, row.sha256, row.media_type, row.hangs, row.said_by or "",
        bool(row.at_desk), entered_too_late(row), row.sheets, row.sheets_of,
    )  # fmt: skip
