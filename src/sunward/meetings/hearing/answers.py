"""By when each opinion has its published answer, and a coordination or appraisal meeting its published result."""

from datetime import date

from sunward.charter.engine import Hearing
from sunward.charter.queries import day_after


def answers_due(rules: Hearing | None, held_on: date) -> date | None:
    """The last day; None where no rule book sets one."""
    return day_after(held_on, rules.answers_within) if rules and rules.answers_within else None
