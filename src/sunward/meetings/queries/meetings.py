"""Meetings in lists: what is coming, what has been, newest first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.models import Meeting

PAGE = 50


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """A meeting in a list. `state`: called, open, missed, adjourned, held or cancelled, derived from what happened."""

    key: int
    number: str
    kind: str
    body: Text
    title: str
    place: str
    starts_at: datetime
    state: str
    items: tuple[str, ...]
    noticed_on: date | None
    choices: tuple[tuple[Text, ...], ...] = ()  # of each item, what is chosen among; nothing by yes or no
    changed_on: tuple[date, ...] = ()  # called, its agenda fixed, cancelled: as far as it has come

    @property
    def day(self) -> date:
        return clock.civil_day(self.starts_at)


def state_of(meeting: Meeting, at: datetime) -> str:
    """Where a meeting stands at a moment."""
    facts = (
        ("cancelled", meeting.cancelled_on), ("adjourned", meeting.adjourned_at), ("held", meeting.closed_at),
        ("open", meeting.opened_at),
    )  # fmt: skip
    found = next((word for word, since in facts if since), "")
    return found or ("called" if clock.civil_day(at) <= clock.civil_day(meeting.starts_at) else "missed")


def meetings(community: str, before: int | None = None, limit: int = PAGE, heard: bool = False) -> list[MeetingCard]:
    """The meetings of a community by key, the one called last first; or those alone at which people are heard. Two
    queries, and those of the rule books."""
    rows = Meeting.objects.filter(community_code=community)
    rows = rows.exclude(kind="session") if heard else rows
    rows = rows.filter(pk__lt=before) if before is not None else rows
    return cards(rows.order_by("-pk")[:limit], community)


def coming(community: str, on: date, limit: int = 3, heard: bool = False) -> list[MeetingCard]:
    """What is called for today or later, the next one first; or hearings and the like alone."""
    rows = Meeting.objects.filter(community_code=community, starts_at__gte=clock.moment(on, 0))
    rows = rows.filter(cancelled_on=None, adjourned_at=None, closed_at=None)
    rows = rows.exclude(kind="session") if heard else rows
    return cards(rows.order_by("starts_at")[:limit], community)


def agendas_open(community: str, bodies: Collection[str], on: date) -> list[Meeting]:
    """The sessions of these bodies that are still to come and of which nobody has been told yet: what is put on their
    agenda can be decided there. The next one first."""
    rows = Meeting.objects.filter(community_code=community, kind="session", body__in=bodies, opened_at=None)
    rows = rows.filter(starts_at__gte=clock.moment(on, 0), cancelled_on=None, agenda_fixed_on=None)
    return list(rows.filter(second_call_of=None, adjourned_at=None).order_by("starts_at"))


def between(community: str, first: date, last: date) -> list[MeetingCard]:
    """Every meeting of these days, for a calendar; cancelled ones too."""
    rows = Meeting.objects.filter(
        community_code=community, starts_at__range=(clock.moment(first, 0), clock.moment(last, 23, 59))
    )
    return cards(rows.order_by("starts_at"), community)


def held(community: str, body: str, on: date, number: str = "", about: Ref | None = None) -> str:
    """The number of the session of a body that was held last, or of the one named if it was held; empty for none. One
    that ended for want of a quorum was not. `about` is what one item of its agenda was about."""
    rows = Meeting.objects.filter(
        community_code=community, kind="session", body=body, opened_at__lt=clock.moment(on + timedelta(days=1), 0),
        adjourned_at=None,
    )  # fmt: skip
    rows = rows.filter(number=number) if number else rows
    rows = (
        rows.filter(items__about_type=about.type, items__about_id=about.id, items__dropped_on=None) if about else rows
    )
    return rows.order_by("-opened_at").values_list("number", flat=True).first() or ""


def cards(rows: "QuerySet[Meeting]", community: str) -> list[MeetingCard]:
    found = list(rows.prefetch_related("items"))
    now = clock.now()
    names = {body: charter.name_of_body(body, community, clock.civil_day(now)) for body in {row.body for row in found}}
    agendas = [sorted(row.items.all(), key=lambda one: one.place) for row in found]
    return [
        MeetingCard(
            row.pk, row.number, row.kind, names[row.body], row.title, row.place, row.starts_at,
            state_of(row, now), tuple(item.title for item in agenda), row.noticed_on,
            tuple(tuple(item.options.values()) for item in agenda),
            tuple(day for day in (row.convened_on, row.agenda_fixed_on, row.cancelled_on) if day),
        )
        for row, agenda in zip(found, agendas, strict=True)
    ]  # fmt: skip


def card_of(row: Meeting) -> MeetingCard:
    """One meeting in brief, without its agenda."""
    body = charter.name_of_body(row.body, row.community_code, clock.today())
    return MeetingCard(
        row.pk, row.number, row.kind, body, row.title, row.place, row.starts_at, state_of(row, clock.now()), (),
        row.noticed_on,
    )  # fmt: skip
