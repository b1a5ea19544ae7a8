"""An appeal that was entered at the desk for somebody who did not want it gives way to their own."""

from datetime import date

from sunward.disclosure.models import Objection, VoidedAppeal
from sunward.disclosure.rules import UPHELD

ASKED = ("appealed_on", "appeal_text", "ruled_on", "ruling", "ruling_outcome")
FIELDS = (*ASKED, "ruling_due_on", "appealed_at_desk_in", "appeal_from")


def granted(row: Objection) -> bool:
    """Whether the ruling gave them what an appeal of their own could."""
    return row.ruling_outcome in UPHELD


def set_aside(row: Objection, on: date) -> None:
    """It is kept beside the objection, with what it came to; the days for their own run from this day."""
    was = {name: getattr(row, name) for name in ASKED}
    VoidedAppeal.objects.create(objection=row, entry=row.appealed_at_desk_in or "", void_on=on, **was)
    row.appealed_on = row.ruled_on = row.ruling_due_on = row.appealed_at_desk_in = None
    row.appeal_text = row.ruling = row.ruling_outcome = ""
    row.appeal_from = on
    row.save(update_fields=FIELDS)
