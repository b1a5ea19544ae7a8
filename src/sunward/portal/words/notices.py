"""Until when a notice is in time, for whoever calls a meeting and for everybody who waits for it."""

from datetime import date

from django.utils.translation import gettext as _

from sunward.kernel import clock
from sunward.kernel.ports import Entry
from sunward.kernel.templatetags.sunward import civil_date
from sunward.meetings import queries as meetings

CALLS = frozenset({"meetings.convene", "meetings.convene_on_petition", "meetings.call_again", "meetings.call_forum"})


def notice_said(last: date | None) -> str:
    """Empty where notice was given, or where no rule has a day for it."""
    if last is None:
        return ""
    if clock.today() > last:
        return _("A notice was in time until %(day)s. That day is over.") % {"day": civil_date(last)}
    return _("A notice is in time until %(day)s, by every channel that the rules ask for.") % {"day": civil_date(last)}


def told_of_notice(entry: Entry) -> list[str]:
    """On the receipt of a call: what comes next, and until when."""
    made = entry.result
    if entry.act not in CALLS or entry.kind == "refusal" or made is None or made.type != "meeting":
        return []
    said = notice_said(meetings.notice_until(made.id))
    return [said] if said else []
