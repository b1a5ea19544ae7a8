"""Meetings, polls and duties of a community as a calendar that telephones and mail programs subscribe to (RFC 5545)."""

from datetime import date, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from sunward.charter.queries import NoCharter
from sunward.charter.wording import holder_name
from sunward.duties import queries as duties
from sunward.duties.queries import DutyRow
from sunward.elections import queries as elections
from sunward.elections.queries import HandoverView, Poll, ToCall
from sunward.kernel import clock
from sunward.meetings import queries as meetings
from sunward.meetings.queries import MeetingCard
from sunward.portal.links import address_of
from sunward.portal.views.frame import community_or_404
from sunward.portal.words.agenda import agenda_in_lines

BACK, AHEAD = timedelta(days=92), timedelta(days=366)
LASTS = timedelta(hours=2)  # nobody says beforehand how long a meeting takes


@require_safe
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """Every meeting and poll at its hour and every duty on its due day, from three months ago to a year ahead."""
    community, today = community_or_404(request, code), clock.today()
    try:
        rows = duties.calendar(code, today - BACK, today + AHEAD, today)
    except NoCharter as none:
        raise Http404(str(none)) from none
    shown = Calendar()
    shown.add("prodid", "-//Sunward//duties//")
    shown.add("version", "2.0")
    shown.add("x-wr-calname", _("Meetings and duties of %(community)s") % {"community": community.name})
    for row in rows:
        shown.add_component(event(code, row))
    for card in meetings.between(code, today - BACK, today + AHEAD):
        shown.add_component(session(request, code, card))
    for poll in elections.polls_between(code, today - BACK, today + AHEAD, today):
        shown.add_component(voting(request, code, poll))
    for term in elections.to_call(code, today, AHEAD):
        shown.add_component(calling(request, code, term))
    for owed in elections.handovers(code):
        if owed.confirmed_on is None:
            shown.add_component(handover(request, code, owed))
    response = HttpResponse(shown.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-duties.ics"'
    return response


def event(code: str, row: DutyRow) -> Event:
    """A duty of one period as an all-day event on the day by which it must be done."""
    found = Event()
    found.add("uid", f"{row.duty}-{row.period}@{code}.sunward")
    found.add("dtstamp", _stamp(row.met_on or row.due_on))
    found.add("dtstart", row.due_on)
    found.add("summary", f"{row.name} ({row.period})")
    owed = _("Owed by: %(owner)s.") % {"owner": holder_name(row.owner)} if row.owner else ""
    found.add("description", " ".join(part for part in (_done(row), owed, row.source) if part))
    found.add("transp", "TRANSPARENT")
    return found


def voting(request: HttpRequest, code: str, poll: Poll) -> Event:
    """A poll from its first hour to its last, with its place; all day long where no hours were asked for."""
    found = Event()
    run_off, recall = poll.ref.type == "contest", poll.ref.type == "recall"
    found.add("uid", f"{poll.ref.id}-{poll.day}@{code}.sunward" if run_off else f"{poll.ref.id}@{code}.sunward")
    found.add("dtstamp", _stamp(poll.called_on or poll.day))
    found.add("sequence", poll.moves)
    if poll.span:
        opens, closes = poll.span
        found.add("dtstart", clock.moment(poll.day, opens.hour, opens.minute))
        found.add("dtend", clock.moment(poll.day, closes.hour, closes.minute))
    else:
        found.add("dtstart", poll.day)
    words = _("Run-off: %(post)s") if run_off else _("Recall: %(post)s") if recall else _("Election: %(body)s")
    found.add("summary", words % {"post": poll.of, "body": poll.of})
    found.add("location", poll.places)
    found.add("url", request.build_absolute_uri(address_of(poll.ref, code)))
    return found


def calling(request: HttpRequest, code: str, term: ToCall) -> Event:
    """The last day on which the election of a body whose terms end is called in time."""
    found = Event()
    found.add("uid", f"{term.body}-{term.ends}@{code}.sunward")
    found.add("dtstamp", _stamp(term.due))
    found.add("dtstart", term.due)
    words = {"body": term.name, "ends": f"{term.ends}"}
    found.add("summary", _("Election to be called by today: %(body)s (terms end %(ends)s)") % words)
    found.add("url", request.build_absolute_uri(reverse("portal:elections", args=[code])))
    found.add("transp", "TRANSPARENT")
    return found


def handover(request: HttpRequest, code: str, owed: HandoverView) -> Event:
    """The day by which a thing must have been handed over."""
    found = Event()
    found.add("uid", f"{owed.ref.id}@{code}.sunward")
    found.add("dtstamp", _stamp(owed.due_on))
    found.add("dtstart", owed.due_on)
    thing = {"thing": owed.thing, "post": owed.post}
    found.add("summary", _("Handed over by today: %(thing)s (%(post)s)") % thing)
    found.add("url", request.build_absolute_uri(reverse("portal:handovers", args=[code])))
    found.add("transp", "TRANSPARENT")
    return found


def session(request: HttpRequest, code: str, card: MeetingCard) -> Event:
    """A meeting at its hour, with its place and agenda; a cancelled one says so, so that calendars take it out."""
    found = Event()
    found.add("uid", f"{card.number}@{code}.sunward")
    found.add("dtstamp", _stamp(max(card.changed_on)))
    found.add("sequence", len(card.changed_on) - 1)  # a calendar takes what is newer than what it has
    found.add("dtstart", card.starts_at)
    found.add("duration", LASTS)
    found.add("summary", f"{card.title} ({card.body})")
    found.add("location", card.place)
    found.add("description", agenda_in_lines(card))
    found.add("url", request.build_absolute_uri(reverse("portal:meeting", args=[code, card.number])))
    found.add("status", "CANCELLED" if card.state == "cancelled" else "CONFIRMED")
    return found


def _stamp(changed_on: date) -> datetime:
    """When it last changed, by its day, and never a moment to come; the same file for the same facts on one day."""
    return clock.moment(min(changed_on, clock.today()), 0)


def _done(row: DutyRow) -> str:
    if row.met_on is None:
        return _("Not done yet.")
    words = _("Done on %(day)s.") if row.in_order else _("Done on %(day)s, but not in order.")
    return words % {"day": row.met_on}
