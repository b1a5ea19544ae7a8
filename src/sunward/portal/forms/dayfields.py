"""For which days a meeting that a petition asked for can be called, said where its day is asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from sunward.kernel import clock
from sunward.kernel.formfields import CivilDayField
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import short_date
from sunward.meetings import queries as meetings


def petitioned_day_field(code: str, petition: Ref, **options: Any) -> forms.Field | None:
    """The first that leaves time for the notice and the roll, and the last; any other is refused."""
    days = meetings.days_for_petition(petition.id, code, clock.today())
    if days is None:
        return None
    first, last = (short_date(day) for day in days)
    said = (
        _("Called today it is held on %(first)s at the earliest, and on %(last)s at the latest.")
        if last
        else _("Called today it is held on %(first)s at the earliest.")
    )
    return CivilDayField(help_text=said % {"first": first, "last": last}, **options)
