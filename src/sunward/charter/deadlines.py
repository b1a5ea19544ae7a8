"""The day on which a length of time from the rule books ends, in civil days or in the calendar's working days."""

from datetime import date, timedelta

from sunward.charter.engine import Duration
from sunward.registry import queries as registry

# How long can be entered what was on paper on a day: a slip that came to the desk, a poll or an evening without power;
# no law here speaks of it. Longer than a weekend without power, and short enough that everybody still remembers who was
# there: an hour chosen weeks later would fit any wish.
ENTERED_WITHIN = timedelta(days=3)


def day_after(start: date, period: Duration) -> date:
    """The civil day so many days, or working days, later; the start itself is not counted."""
    return registry.add_working_days(start, period.days) if period.working else start + timedelta(days=period.days)


def time_to_act(start: date, period: Duration) -> date:
    """The last day of a time in which residents object, dispute, appeal, sign or correct minutes, and lose that right
    with it: one that would end on a day off ends on the next working day.

    Civil Code (民法典) art. 203: where the last day of a period is a statutory day off (法定休假日), the day after it
    is its last. Whoever comes to the desk finds it shut on such days, and an officer chooses the day from which the
    time runs. How long something hangs, or until when an office owes something, is counted as `day_after` does.
    """
    return working_day_from(day_after(start, period))


def working_day_from(day: date) -> date:
    """The day itself where offices work, else the next on which they do."""
    return registry.working_day_from(day)


def last_day_to_enter(day: date) -> date:
    """The last day on which what was on paper on a day can be entered; where the desk is shut on all of these days, as
    in the long holidays, the next working day."""
    days = [day + timedelta(days=number) for number in range(1, ENTERED_WITHIN.days + 1)]
    shut = all(working_day_from(one) != one for one in days)
    return working_day_from(days[-1]) if shut else days[-1]


def first_day_to_enter(on: date) -> date:
    """The earliest day of which what was on paper can still be entered on a day."""
    first = on - ENTERED_WITHIN
    while last_day_to_enter(first - timedelta(days=1)) >= on:
        first -= timedelta(days=1)
    return first


def day_before(end: date, period: Duration) -> date:
    """The last day from which on so many days, or working days, have passed by `end`."""
    return registry.working_days_before(end, period.days) if period.working else end - timedelta(days=period.days)
