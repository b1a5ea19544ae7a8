"""The notice of a meeting for the noticeboard: when and where, what is to be decided, and among what is chosen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from sunward.charter import queries as charter
from sunward.charter.wording import holder_name
from sunward.disclosure import queries as disclosure
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import civil_date, moment
from sunward.kernel.text import Text
from sunward.meetings.queries import MeetingPage, enough_came, too_few_on
from sunward.portal.paper.sheet import Block, Sheet
from sunward.portal.paper.standing.making import Asked, ask
from sunward.portal.words.agenda import item_on_paper, names_put_up
from sunward.portal.words.overtaken import drafts_before


def notice_of(page: MeetingPage, asked: Asked, called_by: Text, apply_until: datetime | None, check_at: str) -> Sheet:
    """One sheet, from what its page says, with the code of the entry by which it was called. `apply_until`:
    whoever wants to speak can ask to, at least as long; `check_at`: where the code is typed in."""
    card = page.card
    agenda = Block(_("Agenda"), "decide", tuple(_agenda(page)))
    sheet = asked.sheet(card.title, agenda, *_before(page, apply_until), ask(), number=card.number)
    hour = f"{civil_date(card.day)} {card.starts_at.astimezone(clock.ZONE):%H:%M}"
    called = f"{_('Called by')}{_(': ')}{called_by}"
    code = disclosure.code_on_paper(Ref("meeting", card.number))
    under = (str(card.body), hour, card.place, called, *sheet.under)
    return replace(sheet, banner=tuple(_banner(page)), under=under, code=code, check_at=check_at)


def _before(page: MeetingPage, apply_until: datetime | None) -> Iterator[Block]:
    """What it is, where no body sits, and what people can do before the day."""
    if page.row.kind == "appraisal":
        yield Block(_("Appraisal meeting"), "speak", tuple(_appraised(page)), keep=True)
    if page.row.kind == "coordination":
        words = _("Those concerned talk it over. Every resident may come and speak, or send an opinion in.")
        yield Block(_("Coordination meeting"), "speak", (words,), keep=True)
    lines = []
    if apply_until:
        lines.append(_("To speak, ask on the page or at the service centre, at least until %(until)s.") % {
            "until": moment(apply_until)})  # fmt: skip
    if any(item.papers for item in page.items):
        lines.append(_("The papers can be read on the page, or at the service centre."))
    if lines:
        yield Block(_("Before the day"), "info", tuple(lines), keep=True)


def _appraised(page: MeetingPage) -> Iterator[str]:
    """Whose work is judged, and by whom."""
    if page.row.judged:
        yield _("Residents say what they think of the work of: %(who)s.") % {"who": holder_name(page.row.judged)}
    yield _("Every resident may come and speak, or send an opinion in on the page or at the service centre. Each is "
            "answered in public; your name is never shown.")  # fmt: skip


def _banner(page: MeetingPage) -> Iterator[str]:
    """What must be read before anything else."""
    if page.card.state == "cancelled":
        yield _("Cancelled: %(reason)s") % {"reason": page.cancelled_because}
    if first := too_few_on(page.row):
        yield _("Second call: too few people came on %(day)s.") % {"day": civil_date(first)}
    elif page.row.second_call_of and enough_came(page.row.second_call_of):
        day = civil_date(clock.civil_day(page.row.second_call_of.starts_at))
        yield _("Called again: enough people came on %(day)s, and not everything was decided.") % {"day": day}
    if page.second_call:
        yield _("Called again: %(number)s.") % {"number": page.second_call}
    if page.card.state in {"missed", "adjourned", "held"}:
        yield _("Its day is over: this calls nobody any more. What became of it stands on its page.")


def _agenda(page: MeetingPage) -> Iterator[str]:
    """Line by line; whom a vote chooses stands as whoever passes may read it."""
    names = names_put_up(page.items, None, page.community)
    drafts = drafts_before(item.about for item in page.items)
    for place, item in enumerate(page.items, 1):
        card = drafts.get(item.about) if item.about else None
        yield from item_on_paper(place, item, names, charter.draft_page(card.number) if card else None)
