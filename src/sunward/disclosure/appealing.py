"""Until when an answer can be appealed; an appeal that was entered at the desk for somebody who did not want it gives
way to their own."""

from datetime import date

from sunward.disclosure.catalogue import until
from sunward.disclosure.models import Answer, Objection, VoidedAppeal
from sunward.disclosure.rules import UPHELD
from sunward.record import queries as record

ASKED = ("appealed_on", "appeal_text", "ruled_on", "ruling", "ruling_outcome")
FIELDS = (*ASKED, "ruling_due_on", "appealed_at_desk_in", "appeal_from")


def appeal_until(row: Objection, said: date | None = None) -> date | None:
    """The last day for an appeal of an answer that did not uphold the objection; None where there is no such answer.
    The days run anew from where an earlier appeal was found to be nobody's wish, or was `said` to be."""
    if row.answered_on is None or row.outcome == Answer.UPHELD:
        return None
    first = max(day for day in (row.answered_on, row.appeal_from, said) if day)
    return until(row.community_code, "appeal_window", first, row.opened_on)


def granted(row: Objection) -> bool:
    """Whether the ruling gave them what an appeal of their own could. Of an appeal that the desk entered for somebody
    else than whoever objected: for whose consent the answer had taken."""
    entered = record.entry(row.appealed_at_desk_in) if row.appealed_at_desk_in else None
    if entered is not None and entered.on_behalf_of != row.by:
        return bool(row.ruling_outcome) and row.ruling_outcome not in UPHELD
    return row.ruling_outcome in UPHELD


def set_aside(row: Objection, on: date) -> None:
    """It is kept beside the objection, with what it came to; the days for their own run from this day."""
    was = {name: getattr(row, name) for name in ASKED}
    VoidedAppeal.objects.create(objection=row, entry=row.appealed_at_desk_in or "", void_on=on, **was)
    row.appealed_on = row.ruled_on = row.ruling_due_on = row.appealed_at_desk_in = None
    row.appeal_text = row.ruling = row.ruling_outcome = ""
    row.appeal_from = on
    row.save(update_fields=FIELDS)
