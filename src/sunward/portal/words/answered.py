"""The words that a form answers, for whoever answers them: they stand above it, as far as its reader may read them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from sunward.ballots import queries as ballots
from sunward.disclosure import queries as disclosure
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.portal.words.objected import shown
from sunward.portal.words.said import act_title
from sunward.record import queries as record
from sunward.registry import queries as registry

Said = dict[str, Any]  # as a thread shows it


def words_answered(act: str, subject: Ref, reader: Viewer) -> list[Said]:
    """What was said; nothing for an act that answers nobody."""
    find = ANSWERS.get(act)
    return find(subject.id, reader) if find else []


def _objected(number: str, reader: Viewer) -> list[Said]:
    found = disclosure.objection(number, reader, clock.today())
    if found is None or not found.text:
        return []
    said: Said = {"who": _("Objection"), "on": found.received_on, "words": found.text}
    if found.answered_on:
        said["reply"] = {"who": _("Answer"), "on": found.answered_on, "words": found.answer}
    return [said]


def _appealed(number: str, reader: Viewer) -> list[Said]:
    """All that was said of it: the objection, the answer, and why it was appealed."""
    found = disclosure.objection(number, reader, clock.today())
    return [shown(found)] if found else []


def _disputed(number: str, reader: Viewer) -> list[Said]:
    """What was entered at the desk is told by the heading; its facts stand in the record."""
    found = disclosure.dispute(number, reader, clock.today())
    entry = record.entry(found.entry) if found else None
    if found is None or entry is None or not found.text:
        return []
    said = _("Disputed: %(entry)s") % {"entry": act_title(entry.act)}
    return [{"who": said, "on": found.received_on, "words": found.text}]


def _opined(number: str, _reader: Viewer) -> list[Said]:
    page = meetings.hearing_page(number.rpartition("-")[0], clock.today())
    return [
        {"who": _("Opinion %(place)s") % {"place": one.place}, "on": one.given_on, "words": one.text}
        for one in (page.opinions if page else ()) if one.ref.id == number
    ]  # fmt: skip


def _lives_here(number: str, reader: Viewer) -> list[Said]:
    """What a neighbour vouches for: that somebody lives behind a door. They know who gave them the number, and by the
    door that it is who they mean; the name stays masked, as for every resident."""
    who = registry.awaited_by_number(number, reader.community, clock.today())
    if who is None:
        return []
    door = registry.door_of(who, reader.community)
    name = registry.name_of(who, reader.person, reader.community)
    words = _("%(name)s lives at door %(door)s. That is what you vouch for.") % {"name": name, "door": door}
    return [{"who": _("Living here"), "words": words}]


def _petitioned(number: str, reader: Viewer) -> list[Said]:
    """What a signature is given for: of whom or of what, and why."""
    found = ballots.petition(number, reader.community, clock.today())
    if found is None:
        return []
    what = f"{found.purpose}{_(': ')}{found.asks_for}"
    return [{"who": what, "on": found.opened_on, "words": found.text or found.title}]


ANSWERS: Mapping[str, Callable[[str, Viewer], list[Said]]] = {
    "ballots.sign_petition": _petitioned,
    "disclosure.answer_dispute": _disputed,
    "disclosure.answer_objection": _objected,
    "disclosure.rule_on_appeal": _appealed,
    "meetings.dispose_opinion": _opined,
    "registry.vouch": _lives_here,
}
