"""Who came to a meeting for somebody else, in words: to whose place it is, and to whoever sits there."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from sunward.disclosure import queries as disclosure
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import as_written, moment
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.meetings.queries import StandsIn
from sunward.portal.links import act_address
from sunward.portal.words.quoting import quoting
from sunward.portal.words.said import act_title
from sunward.registry import queries as registry

DENY = "meetings.deny_proxy"
Line = dict[str, Any]


def for_me(viewer: Viewer) -> list[Line]:
    """For the desk: who came for the reader, while it can be disputed; and where the reader sits for somebody today."""
    code, person, today = viewer.community, viewer.person or "", clock.today()
    days = disclosure.disputable_until(code, today) - today
    came = meetings.came_for(person, code, today - days - timedelta(days=1))
    sits = meetings.sits_for(person, code, today)
    return [*_came(came, code), *_sits(sits, code)]


def said_at(viewer: Viewer, meeting: str) -> list[Line]:
    """For the page of a meeting."""
    if viewer.person is None:
        return []
    code = viewer.community
    return [
        *_came(meetings.came_for_to(viewer.person, meeting), code),
        *_sits(meetings.sits_for_at(viewer.person, meeting), code),
    ]


def before_denying(person: str, meeting: Ref) -> str:
    """For the form on which somebody says that they sent nobody: who came, and what follows."""
    found = meetings.came_for_to(person, meeting.id)
    if not found:
        return ""
    return format_html_join(" ", "{}", ([one] for one in [*map(_who_came, found), _what_follows(found)]))


def _what_follows(found: Sequence[StandsIn]) -> str:
    """Nobody is sent to an evening that is over."""
    if all(one.ended for one in found):
        return _(
            "The meeting is over: nobody can come to the place any more. A vote that they gave for you stays counted; "
            "once you say so, it is marked for ever as given by a proxy that was not given."
        )
    return _(
        "Once you say so, the place is free from then on; you can come and vote yourself. A vote that they have given "
        "for you stays counted, and is marked for ever as given by a proxy that was not given."
    )


def _came(found: Iterable[StandsIn], code: str) -> list[Line]:
    return [
        _line(one, code) | {
            "icon": "alert", "words": _who_came(one), "act": act_title(DENY),
            "about": _("If you gave no proxy, say so: votes that they gave for you are marked then.") if one.ended
            else _("If you gave no proxy, say so: the place is free then."),
            "do": act_address(DENY, one.meeting, code), "entry": _entry(one, code),
        }
        for one in found
    ]  # fmt: skip


def _sits(found: Iterable[StandsIn], code: str) -> list[Line]:
    return [
        _line(one, code) | {
            "icon": "people", "about": as_written(one.place),
            "words": quoting(
                _("%(when)s: you sit there as the proxy of %(name)s, and vote there for them"),
                when=moment(one.starts_at), name=_full(one.giver) or _("a household"),
            ),
        }
        for one in found
    ]  # fmt: skip


def _line(one: StandsIn, code: str) -> Line:
    return {"title": as_written(one.title), "url": reverse("portal:meeting", args=[code, one.meeting.id])}


def _who_came(one: StandsIn) -> str:
    """By name in full: it is said of the reader that they sent them."""
    words = (
        _("%(name)s came as your proxy, %(when)s, by a paper that was photographed (%(paper)s).")
        if one.paper
        else _("%(name)s came as your proxy, %(when)s; no paper was photographed.")
    )
    over = f" {_('They sit there for you no more.')}" if one.over else ""
    said = quoting(words, name=_full(one.proxy), when=moment(one.came_at), paper=one.paper[:16])
    return format_html("{}{}", said, over)


def _full(person: str) -> str:
    return str(registry.full_name(person)) if person else ""


def _entry(one: StandsIn, code: str) -> str:
    return reverse("portal:done", args=[code, one.entry]) if one.entry else ""
