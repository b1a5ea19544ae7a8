"""By whose rule books an act on an open case is granted: the policies for `Act.rule_books`, side by side.

A later version takes from nobody what they could do in a case that was opened before. Which of these an act goes by
hangs on what would go wrong: see "An act on an open case" in docs/adding-an-act.md. One more stands in
`disclosure/keeping.py`, for what one post answers: the books of the case alone, while anybody is left whom they name.
"""

from datetime import date

from sunward.charter.queries.in_force import NoCharter, charter_of
from sunward.charter.queries.powers import holders_of
from sunward.kernel.ports import Books


def day_then_kept(community: str, on: date, kept: tuple[str, ...]) -> tuple[Books, ...]:
    """The rule books of a day, and after them the versions that the case keeps, where it keeps others: either may
    grant it. These need not be those of the day on which it was opened: others may have taken effect on it later."""
    try:
        same = not kept or kept == charter_of(community, on).ids
    except NoCharter:
        same = True  # a community without rules has no power for anybody
    return (on,) if same else (on, kept)


def kept_if_nobody_has_it(act: str, community: str, on: date, kept: tuple[str, ...]) -> tuple[Books, ...]:
    """The rule books of a day; the versions that the case keeps too, where those of the day give it to nobody."""
    return (on,) if holders_of(act, community, on) else day_then_kept(community, on, kept)


def opened_then_day(opened: date, on: date) -> tuple[Books, ...]:
    """The rule books of the day on which the case was opened, and those of a day: what a right of residents goes by.
    A later version takes it from nobody who had it, and what it gives it gives them too."""
    return (opened,) if opened == on else (opened, on)
