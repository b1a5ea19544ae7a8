"""Objections as pages show them: the words appear with the answer, the objector never."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from sunward.charter.engine import Duration
from sunward.disclosure import policies
from sunward.disclosure.answers import OUTCOMES
from sunward.disclosure.appealing import appeal_until
from sunward.disclosure.concerning import OF_ROLLS, WAYS, consented
from sunward.disclosure.consents import taken_until
from sunward.disclosure.models import UNSETTLED, WAITING, Objection, Publication
from sunward.disclosure.queries.chains import Corrections
from sunward.disclosure.queries.corrections import CorrectionOwed, corrected, correction_of
from sunward.disclosure.rules import NO_TIME, ObjectionState, heard_until, objection_state
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.record import queries as record

PAGE = 50


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """One objection. `text` is empty, and `appeal_text` is None, while they are not this reader's to see; `own` when
    the reader wrote it."""

    key: int
    number: str
    publication: str
    publication_title: Text
    received_on: date
    due_on: date
    state: ObjectionState
    own: bool
    text: str
    answered_on: date | None
    answer: str
    outcome: str
    appealed_on: date | None
    ruling_due_on: date | None
    ruled_on: date | None
    ruling: str
    ruling_outcome: str
    void_on: date | None
    appeal_text: str | None = None  # empty where no reasons were given
    way: Text | None = None  # what is upheld of a roll
    correction: CorrectionOwed | None = None  # owed, as long as nothing corrects the publication
    corrected_by: str = ""
    corrected_late_by: int = 0  # calendar days
    appeal_until: date | None = None  # as long as whoever objected can ask the street to rule on the answer
    taken_until: date | None = None  # the same of whose consent to a vote the answer has taken


def objection(number: str, viewer: Viewer, on: date) -> ObjectionView | None:
    """One objection by its number."""
    row = Objection.objects.filter(number=number).select_related("publication").first()
    return with_correction(row, viewer, on) if row else None


def with_correction(row: Objection, viewer: Viewer, on: date) -> ObjectionView:
    """An objection with what has to follow from it: the corrected posting, there or owed."""
    view = view_of(row, viewer, on, row.publication)
    if row.void_on is None and row.appealed_on is None and (last := appeal_until(row)) and on <= last:
        view = replace(view, appeal_until=last)
    if not view.state.upheld:
        return view
    if row.appealed_on is None and (last := taken_until(row)) and on <= last:
        view = replace(view, taken_until=last)
    made = Corrections([row.community_code], on)
    if newer := made.first_true(row.publication, row):
        return replace(view, corrected_by=newer.number, corrected_late_by=corrected(row, newer).late_by)
    return replace(view, correction=correction_of(row, on, made.newest(row.publication)))


def waiting_objections(viewer: Viewer, on: date) -> tuple[ObjectionView, ...]:
    """The objections of the viewer's community that wait for an answer or a ruling, oldest first."""
    rows = waiting(viewer.community).select_related("publication").order_by("id")
    return tuple(view_of(row, viewer, on, row.publication) for row in rows)


def objections_by(person: str, community: str, limit: int = PAGE) -> tuple[tuple[str, Text], ...]:
    """The objections of one person, newest first, with what they are about: for the desk that serves them."""
    rows = Objection.objects.filter(by=person, community_code=community).select_related("publication").order_by("-id")
    return tuple((row.number, row.publication.title) for row in rows[:limit])


@dataclass(frozen=True, slots=True)
class Said:
    """Who objected, and in which words; of an upheld one to a roll whom it is about and which way (`add`, `strike`,
    `put_right`; empty where the answer says neither). For rules only: no page names the objector."""

    by: str
    text: str
    on: date
    concerns: str = ""
    way: str = ""


def objection_said(number: str) -> Said:
    """Who said what in an objection.

    Raises:
        Objection.DoesNotExist: for a number that was not given.
    """
    row = Objection.objects.get(number=number)
    return Said(row.by, row.text, row.received_on, row.concerns or "", row.way or "")


def outcome_said(outcome: str) -> Text:
    """What was found, in words."""
    return dict(OUTCOMES)[outcome]


def is_of_roll(number: str) -> bool:
    """Whether an objection is to a roll, or to a petition that is signed by one."""
    return Objection.objects.filter(number=number, publication__subject_type__in=OF_ROLLS).exists()


def is_of_consent(number: str) -> bool:
    """Whether an objection is to the posting of a consent to somebody's vote."""
    row = Objection.objects.filter(number=number).select_related("publication").first()
    return row is not None and bool(consented(row.publication))


def upheld_about(about: Ref, on: date) -> tuple[str, ...]:
    """The objections to whatever was published about something that have been upheld, by their numbers."""
    rows = Objection.objects.filter(
        publication__subject_type=about.type, publication__subject_id=about.id, received_on__lte=on
    )
    return tuple(row.number for row in rows.order_by("id") if objection_state(row, on).upheld)


def entered_after(about: Sequence[Ref], on: date) -> tuple[str, ...]:
    """The objections to whatever was published about some things that had been handed in at the desk by a day, or
    appealed, and were entered later, by their numbers: what was done on that day was done without them, for they would
    have barred it."""
    asked = Q()
    for ref in about:
        asked |= Q(publication__subject_type=ref.type, publication__subject_id=ref.id)
    by_slip = Q(received_on__lte=on, entered_at_desk_in__isnull=False)
    appealed = Q(appealed_on__lte=on, appealed_at_desk_in__isnull=False)
    rows = Objection.objects.filter(asked, by_slip | appealed, void_on=None).order_by("id") if about else ()
    return tuple(
        one.number
        for one in rows
        if _came_before(one.received_on, one.entered_at_desk_in, on)
        or _came_before(one.appealed_on, one.appealed_at_desk_in, on)
    )


def _came_before(handed_in: date | None, ref: str | None, on: date) -> bool:
    """Whether something had come to the desk by a day, and its entry was made later."""
    entry = record.entry(ref) if ref and handed_in and handed_in <= on else None
    return entry is not None and handed_in is not None and handed_in < clock.civil_day(entry.recorded_at) >= on


def unanswered_about(about: Ref) -> tuple[str, ...]:
    """The objections to whatever was published about something that are neither answered nor ruled on, by number."""
    rows = Objection.objects.filter(
        UNSETTLED, publication__subject_type=about.type, publication__subject_id=about.id, void_on=None
    )
    return tuple(rows.order_by("id").values_list("number", flat=True))


def open_about(subjects: Iterable[Ref], on: date, least: Duration = NO_TIME) -> tuple[str, ...]:
    """The objections, in time, to whatever was published about these that wait for an answer or a ruling. `least`: for
    how long what waits for the postings waits."""
    wanted = list(subjects)
    rows = Objection.objects.filter(
        publication__subject_type__in={ref.type for ref in wanted},
        publication__subject_id__in={ref.id for ref in wanted},
        received_on__lte=on,
    )
    rows = rows.select_related("publication").order_by("id") if wanted else rows.none()
    return tuple(
        row.number
        for row in rows
        if row.received_on <= heard_until(row.publication, least) and objection_state(row, on).open
    )


def waiting(community: str) -> QuerySet[Objection]:
    """Unsettled objections, and appeals without a ruling."""
    return Objection.objects.filter(WAITING, community_code=community, void_on=None)


def view_of(row: Objection, viewer: Viewer, on: date, publication: Publication) -> ObjectionView:
    """What this reader sees of an objection to `publication` (handed in, so that lists ask only once)."""
    row.publication = publication
    return ObjectionView(
        key=row.pk,
        number=row.number,
        publication=publication.number,
        publication_title=publication.title,
        received_on=row.received_on,
        due_on=row.due_on,
        state=objection_state(row, on),
        own=viewer.person == row.by,
        text=row.text if policies.may_read_objection(viewer, row) else "",
        answered_on=row.answered_on,
        answer=row.answer,
        outcome=row.outcome,
        appealed_on=row.appealed_on,
        ruling_due_on=row.ruling_due_on,
        ruled_on=row.ruled_on,
        ruling=row.ruling,
        ruling_outcome=row.ruling_outcome,
        void_on=row.void_on,
        appeal_text=row.appeal_text if policies.may_read_appeal(viewer, row) else None,
        way=dict(WAYS).get(row.way or ""),
    )
