"""What is said of a vote of a room that nobody closed when its evening was over: whose the close is."""

from django.utils.translation import gettext as _

from sunward.charter import queries as charter
from sunward.charter.wording import holder_name
from sunward.kernel import clock

CLOSE = "ballots.close_vote"


def unclosed_said(code: str) -> str:
    """That it was left open, and who has to close it."""
    owner = charter.owner(CLOSE, code, clock.today())
    return _("its evening is over, and nobody has closed it; to close it: %(who)s") % {"who": holder_name(owner)}
