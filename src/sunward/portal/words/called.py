"""What a form calls the thing that it is about: by its title, as the page of the thing does, with its number beside it;
people as far as whoever reads it may know them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sunward.disclosure import queries as disclosure
from sunward.elections import queries as elections
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import as_written
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.portal.words.said import act_title, plain_date
from sunward.portal.words.subjects import TITLES
from sunward.record import queries as record
from sunward.registry import queries as registry


@dataclass(frozen=True, slots=True)
class Called:
    """A title as it is written, and the number of what has one; a number alone is a title like any other."""

    title: str
    number: str = ""


def called(subject: Ref, reader: Viewer) -> Called:
    """The thing by its title."""
    if subject.type == "person":
        return Called(as_written(_named(str(subject), reader)) if reader.person else subject.id)
    find = OF_FORMS.get(subject.type) or TITLES.get(subject.type)
    title = find(subject.id, reader) if find else ""
    if not title:
        return Called(subject.id)
    return Called(
        as_written(title) if not isinstance(title, SafeString) else title,
        "" if subject.type in UNPRINTED else subject.id,
    )


def _named(person: str, reader: Viewer) -> str:
    return registry.name_of(person, reader.person, reader.community)


def _held(number: str, _reader: Viewer) -> Any:
    """A meeting with its day: others are called alike."""
    found = meetings.meeting_page(number)
    return _on_its_day(found.card.title, found.card.day) if found else ""


def _on_its_day(title: Any, day: date) -> str:
    return format_html(_("{title}, {day}"), title=as_written(title), day=plain_date(day))


def _opinion(number: str, reader: Viewer) -> Any:
    return _held(number.rpartition("-")[0], reader)


def _candidacy(number: str, _reader: Viewer) -> Any:
    return elections.post_of(number.rpartition("-")[0])


def _handover(number: str, _reader: Viewer) -> Any:
    found = elections.handover(number)
    return (
        format_html(_("{thing} of: {post}"), thing=as_written(found.thing), post=as_written(found.post))
        if found
        else ""
    )


def _office(number: str, reader: Viewer) -> Any:
    found = registry.term(number)
    return format_html("{} · {}", as_written(_named(found.person, reader)), as_written(found.title)) if found else ""


def _entered(ref: str, reader: Viewer) -> Any:
    """What was entered, on which day, and for whom."""
    entry = record.entry(ref)
    if entry is None:
        return ""
    title = _on_its_day(act_title(entry.act), clock.civil_day(entry.recorded_at))
    if not entry.on_behalf_of:
        return title
    return format_html(_("{title}, for {name}"), title=title, name=as_written(_named(entry.on_behalf_of, reader)))


def _disputed(number: str, reader: Viewer) -> Any:
    found = disclosure.dispute(number, reader, clock.today())
    return _entered(found.entry, reader) if found else ""


def _recall(number: str, reader: Viewer) -> Any:
    found = elections.recall(number, reader.community)
    return found.card.whose if found else ""


def _election(number: str, reader: Viewer) -> Any:
    found = elections.election(number, reader.community)
    return found.card.body if found else ""


def _door(household: str, reader: Viewer) -> Any:
    return household.removeprefix(f"{reader.community}-")


OF_FORMS: Mapping[str, Callable[[str, Viewer], Any]] = {
    "appointment": _office,
    "candidate": _candidacy,
    "desk_dispute": _disputed,
    "election": _election,
    "entry": _entered,
    "handover": _handover,
    "household": _door,
    "meeting": _held,
    "minutes": _held,
    "opinion": _opinion,
    "recall": _recall,
}
# What nobody knows by its number: it stands on no paper.
UNPRINTED = frozenset({"appointment", "entry", "household"})
