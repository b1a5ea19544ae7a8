"""On which day a report says that it happened, as programs and the command line hand it in; the page has a field."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from sunward.kernel import clock
from sunward.kernel.acts import Act
from sunward.kernel.facts import FactsError, unusable
from sunward.kernel.formfields import read_day


def claimed_moment(act: type[Act[Any, Any]], day: str | None) -> datetime | None:
    """That day as the door takes it; None where nobody says one.

    Raises:
        FactsError: no day, or an act that takes place when it is entered.
    """
    if not day:
        return None
    if act.kind != "report":
        raise unusable("claimed_at", "只有补记才能写发生的日子。", "Only a report says on which day it happened.")
    try:
        return clock.moment(read_day(day))
    except ValidationError as problem:
        raise FactsError({"claimed_at": problem.messages}) from problem
