"""What people are told of a session that was adjourned: why, that it can be called again, and in which days."""

from typing import Any

from django.utils.translation import gettext as _

from sunward.kernel import clock
from sunward.kernel.templatetags.sunward import short_date
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings
from sunward.meetings.queries import MeetingPage
from sunward.portal.words.said import act_title

OPEN = "meetings.open_session"
TOO_FEW = Text("人数不够，休会", "adjourned: too few")
ENOUGH = Text("到会的人够了，没有都表决完，休会", "adjourned: enough came, and not everything was decided")


def why_in_vain(page: MeetingPage) -> Text:
    """Why an evening was adjourned."""
    return ENOUGH if meetings.enough_came(page.row) else TOO_FEW


def again_said(number: str) -> str:
    """In which days it is to be held again; empty where it is not to be called again, or has been."""
    days = meetings.days_to_call_again(number)
    if days is None:
        return ""
    first, last = (short_date(day) for day in days)
    if clock.today() > days[1]:
        return _("It was to be called again and held by %(last)s, and nobody has called it.") % {"last": last}
    return _("It is to be called again, and held from %(first)s to %(last)s.") % {
        "first": first,
        "last": last,
    }


def without_opening(proofs: dict[str, Any], page: MeetingPage) -> dict[str, Any]:
    """Of an evening that was adjourned nobody is asked why it was opened with too few: that is how it is found that
    they are."""
    of_heads, opening = {found.rule for count in page.counts for found in count.findings}, str(act_title(OPEN))
    left = [one for one in proofs["marks"] if one["rule"] not in of_heads or one["act"] != opening]
    return proofs | {"marks": left}
