"""Who calls the meeting that a petition forced, while nobody has."""

from datetime import date

from django.utils.translation import gettext as _

from sunward.kernel.templatetags.sunward import short_date
from sunward.meetings.queries import Uncalled


def uncalled_said(one: Uncalled, on: date) -> str:
    """Who must, until when, and who may once that day is over, or may already; or on which day it was called in
    vain."""
    words = {"who": str(one.owing), "others": str(one.others)}
    if one.in_vain:
        words = {"day": short_date(one.in_vain), "who": str(one.callers(on))}
        return (
            _("It was called for %(day)s, and came to no vote that stands. Another may be called now by: %(who)s.")
            % words
        )
    if one.last is None:
        return _("To be called by: %(who)s. No rule says until when.") % words
    words["day"] = short_date(one.last.due)
    if one.silent(on):
        if one.others.zh:
            return (
                _("%(who)s had until %(day)s to call it, and nobody has. It may be called now by: %(others)s.") % words
            )
        return _("%(who)s had until %(day)s to call it, and nobody has.") % words
    if one.others.zh:
        return _(
            "To be called by %(day)s at the latest by: %(who)s. If nobody has by then, it may be called by: %(others)s."
        ) % words  # fmt: skip
    return _("To be called by %(day)s at the latest by: %(who)s.") % words
