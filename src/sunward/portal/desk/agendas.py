"""The way from something that a meeting is to decide onto the agenda of one that is to come."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from sunward.charter import queries as charter
from sunward.charter.wording import said
from sunward.kernel import clock
from sunward.kernel.available import available
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import short_date
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.portal.links import act_address

ADD, CONVENE = "meetings.add_item", "meetings.convene"
PUT, CALL = Text("列入议程", "put it on the agenda"), Text("先召集会议", "call a meeting first")


def onto_agenda(viewer: Viewer, about: Ref, title: str, bodies: Sequence[str]) -> list[dict[str, Any]]:
    """For `parts/tasks.html`: the reader's ways to put something on an agenda of these bodies, its number filled in;
    where none is open, to call one of them. Nothing for whoever may do neither."""
    today = clock.today()
    if not bodies or not any(charter.post_for(viewer, act, today) for act in (ADD, CONVENE)):
        return []
    put = urlencode({"about": about.id, "title": title, "to_decide": "on"})
    return list(_open_ones(viewer, put, bodies)) or list(_to_call(viewer, bodies))


def _open_ones(viewer: Viewer, put: str, bodies: Sequence[str]) -> Iterator[dict[str, Any]]:
    for row in meetings.agendas_open(viewer.community, bodies, clock.today()):
        if _may(viewer, ADD, row.ref):
            when = short_date(clock.civil_day(row.starts_at))
            yield _task(PUT, f"{row.title} · {when}", f"{_address(viewer, ADD, row.ref)}?{put}")


def _to_call(viewer: Viewer, bodies: Sequence[str]) -> Iterator[dict[str, Any]]:
    here, book = Ref("community", viewer.community), charter.charter_of(viewer.community, clock.today())
    meeting = [key for key in bodies if key in book.bodies and key in book.sessions]
    if not meeting or not _may(viewer, CONVENE, here):
        return
    for key in meeting:
        name = _("%(body)s; then come back to this page") % {"body": said(book.bodies[key].name)}
        yield _task(CALL, name, f"{_address(viewer, CONVENE, here)}?{urlencode({'body': key})}")


def _may(viewer: Viewer, act: str, subject: Ref) -> bool:
    options = available(viewer.person or "", subject, viewer.community)
    return any(one.act.name == act and one.open for one in options)


def _address(viewer: Viewer, act: str, subject: Ref) -> str:
    return act_address(act, subject, viewer.community)


def _task(what: Text, about: str, url: str) -> dict[str, Any]:
    return {"title": what, "verb": what, "about": about, "why_not": (), "url": url}
