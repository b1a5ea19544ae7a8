"""The notice of a meeting for the noticeboard: when and where, what is to be decided, and among what is chosen."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from sunward.kernel.templatetags.sunward import moment
from sunward.meetings.queries import MeetingPage
from sunward.portal.paper.sheet import Block, Sheet
from sunward.portal.paper.standing.making import Asked, ask
from sunward.portal.words.agenda import item_on_paper
from sunward.registry import queries as registry


def notice_of(page: MeetingPage, asked: Asked) -> Sheet:
    """One sheet, from what its page says."""
    card = page.card
    agenda = Block(_("Agenda"), "decide", tuple(_agenda(page)))
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


def _agenda(page: MeetingPage) -> Iterator[str]:
    """Line by line; whom a vote chooses stands as whoever passes may read it."""
    put = sorted({one for item in page.items for one in item.people_put})
    names = registry.names_of(put, None, page.community) if put else {}
    for place, item in enumerate(page.items, 1):
        yield from item_on_paper(place, item, names)
