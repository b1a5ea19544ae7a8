"""Urgent spending: limited, signed by two, told the same day, ratified in time or paid back."""

from datetime import date, timedelta
from typing import Literal

UrgentState = Literal["waits", "ratified", "refund_due", "refunded"]


def ratify_by(released_on: date, days: int) -> date:
    """The last civil day on which the competent body may ratify."""
    return released_on + timedelta(days=days)


def state(
    released_on: date | None, ratified_on: date | None, refunded_on: date | None, days: int, on: date
) -> UrgentState | None:
    """How an urgent payment stands on a day; None while nothing has been paid."""
    if released_on is None:
        return None
    if refunded_on:
        return "refunded"
    if ratified_on:
        return "ratified"
    return "waits" if on <= ratify_by(released_on, days) else "refund_due"
