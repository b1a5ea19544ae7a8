"""What is said of a vote of a room that nobody closed when its evening was over: whose the close is, and until when it
has to wait."""

from django.utils.translation import gettext as _

from sunward.ballots import queries as ballots
from sunward.charter import queries as charter
from sunward.charter.wording import holder_name
from sunward.kernel import clock
from sunward.kernel.templatetags.sunward import short_date

CLOSE = "ballots.close_vote"


def unclosed_said(code: str) -> str:
    """That it was left open, and who has to close it."""
    owner = charter.owner(CLOSE, code, clock.today())
    return _("its evening is over, and nobody has closed it; to close it: %(who)s") % {"who": holder_name(owner)}


def held_open_said(number: str) -> str:
    """Until when it cannot be closed yet, and why; empty where nothing holds it."""
    until = ballots.held_open_until(number, clock.now())
    if until is None:
        return ""
    said = _(
        "Its time is up. It is not closed yet: some who were in the room stand on no channel, and can be entered from "
        "the signed list until %(day)s; once they are, or after that day, it is closed."
    )
    return said % {"day": short_date(until)}
