"""The notice of a meeting for the noticeboard: when and where, what is to be decided, and among what is chosen."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from sunward.kernel.templatetags.sunward import moment
from sunward.meetings.queries import ItemView, MeetingPage
from sunward.portal.paper.sheet import Block, Sheet
from sunward.portal.paper.standing.making import Asked, ask


def notice_of(page: MeetingPage, asked: Asked) -> Sheet:
    """One sheet, from what its page says."""
    card = page.card
    agenda = Block(_("Agenda"), "decide", tuple(_line(place, one) for place, one in enumerate(page.items, 1)))
    sheet = asked.sheet(card.title, agenda, ask(), number=card.number)
    when_and_where = (str(card.body), moment(card.starts_at), card.place)
    return replace(sheet, banner=tuple(_banner(page)), under=(*when_and_where, *sheet.under))


def _banner(page: MeetingPage) -> Iterator[str]:
    """What must be read before anything else."""
    if page.card.state == "cancelled":
        yield _("Cancelled: %(reason)s") % {"reason": page.cancelled_because}
    if page.second_call:
        yield _("Called again: %(number)s.") % {"number": page.second_call}
    if page.card.state in {"missed", "adjourned", "held"}:
        yield _("Its day is over: this calls nobody any more. What became of it stands on its page.")


def _line(place: int, item: ItemView) -> str:
    kind = _("to be decided") if item.to_decide and item.announced else _("for discussion only")
    among = " / ".join(str(one) for one in item.options.values())
    return f"{place}. {item.title} · {kind}{_(': ') + among if among else ''}"
