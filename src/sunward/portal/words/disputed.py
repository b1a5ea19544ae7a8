"""What came of a dispute or an objection, for whoever holds its receipt, and what is left for them to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from sunward.disclosure import queries as disclosure
from sunward.disclosure.queries import DisputeView, ObjectionView
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import civil_date
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.portal.links import act_address
from sunward.portal.words.quoting import quoting

DISPUTE = "disclosure.dispute_desk_act"


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one of them, with its page. `left` is empty where nothing more need be said; `about` is the entry
    that was disputed, `again` the form in which whoever it is about can still do so themselves."""

    title: str
    url: str
    words: str
    left: str
    about: str = ""
    again: str = ""


def came_of(view: DisputeView) -> str:
    """Until when it is answered, or what was answered when, in the words of the answer, which are public."""
    if view.answered_on:
        return _answered(view.answered_on, view.said, view.answer)
    return _awaited(view.received_on, view.due_on, view.late)


def left_to_do(view: DisputeView) -> str:
    """For whoever the entry is about."""
    if view.own_word_until:
        return _("Others entered this dispute for them. They can still dispute it themselves, until %(day)s.") % {
            "day": civil_date(view.own_word_until)}  # fmt: skip
    if view.upheld:
        return _("What rested on the entry was taken back where that could still be done.")
    if view.answered_on:
        return _("The rules know no appeal of this answer. Entry, dispute and answer stay in the record.")
    return _("Until it is answered it stands among what is overdue.") if view.late else ""


def came_after(entry: Entry, viewer: Viewer, on: date) -> list[Came]:
    """Of the objection or the dispute that came out of an entry, and of the dispute about the entry itself."""
    if entry.kind == "refusal":
        return []
    made, about = entry.result, disclosure.dispute_about(entry.ref, viewer, on)
    found = [_of_objection(made.id, viewer, on)] if made and made.type == "objection" else []
    if made and made.type == "desk_dispute":
        found.append(_of_dispute(disclosure.dispute(made.id, viewer, on), viewer))
    return [one for one in (*found, _of_dispute(about, viewer)) if one]


def _of_dispute(view: DisputeView | None, viewer: Viewer) -> Came | None:
    if view is None:
        return None
    title = _("It was disputed: %(number)s") % {"number": view.number}
    url = reverse("portal:dispute", args=[viewer.community, view.number])
    again = act_address(DISPUTE, Ref("entry", view.entry), viewer.community) if view.own_word_until else ""
    return Came(title, url, came_of(view), left_to_do(view), view.entry, again)


def _of_objection(number: str, viewer: Viewer, on: date) -> Came | None:
    """As far as this reader may know of the posting."""
    view = disclosure.objection(number, viewer, on)
    if view is None or view.void_on or disclosure.publication(view.publication, viewer, on) is None:
        return None
    url = reverse("portal:objection", args=[viewer.community, number])
    return Came(
        _("Objection %(number)s") % {"number": number},
        url,
        format_html_join(" ", "{}", ((one,) for one in _said_of(view))),
        _appeal(view),
    )


def _said_of(view: ObjectionView) -> Iterator[str]:
    if view.answered_on and view.outcome:
        yield _answered(view.answered_on, disclosure.outcome_said(view.outcome), view.answer)
    elif not view.appealed_on:
        yield _awaited(view.received_on, view.due_on, bool(view.state.silent_days))
    if view.appealed_on and not view.ruled_on:
        yield _("It was appealed to the street on %(day)s.") % {"day": civil_date(view.appealed_on)}
    if view.ruled_on:
        outcome = disclosure.outcome_said(view.ruling_outcome)
        yield quoting(_("The street ruled on %(day)s: %(outcome)s. “%(said)s”"), day=civil_date(view.ruled_on),
                     outcome=outcome, said=view.ruling)  # fmt: skip


def _appeal(view: ObjectionView) -> str:
    if view.appeal_until:
        return _("Whoever objected can appeal to the street until %(day)s.") % {"day": civil_date(view.appeal_until)}
    if view.state.waits_for == "answer" and view.state.silent_days:
        return _("No answer has come by its day: whoever objected can appeal to the street.")
    if view.outcome and view.outcome != "upheld" and not view.appealed_on:
        return _("The days in which it could be appealed are over.")
    return ""


def _answered(on: date, outcome: Text, words: str) -> str:
    return quoting(_("Answered on %(day)s: %(outcome)s. “%(said)s”"), day=civil_date(on), outcome=outcome, said=words)


def _awaited(received_on: date, due_on: date, late: bool) -> str:
    words = (
        _("Received on %(day)s. It was to be answered by %(due)s; no answer has come.")
        if late
        else _("Received on %(day)s. It is to be answered by %(due)s.")
    )
    return words % {"day": civil_date(received_on), "due": civil_date(due_on)}
