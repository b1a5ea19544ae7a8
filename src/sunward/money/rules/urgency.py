"""Urgent spending: limited, signed by two, told the same day, ratified in time or paid back."""

from datetime import date
from typing import Literal

from sunward.charter.engine import Duration
from sunward.charter.queries import day_after

UrgentState = Literal["waits", "ratified", "refund_due", "refunded"]


def ratify_by(released_on: date, within: Duration) -> date:
    """The last civil day on which the competent body may ratify."""
    return day_after(released_on, within)


def state(
    released_on: date | None, ratified_on: date | None, refunded_on: date | None, within: Duration, on: date
) -> UrgentState | None:
    """How an urgent payment stands on a day; None while nothing has been paid."""
    if released_on is None:
        return None
    if refunded_on:
        return "refunded"
    if ratified_on:
        return "ratified"
    return "waits" if on <= ratify_by(released_on, within) else "refund_due"
