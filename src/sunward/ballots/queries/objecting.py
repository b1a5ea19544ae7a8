"""A roll that may still change: whether its time for objections is over, whether it is too old, what it bears today."""

from collections.abc import Iterator
from datetime import date

from sunward.ballots.models import Roll
from sunward.ballots.queries.rolls import RollBrief
from sunward.ballots.roll.freezing import Order, computed
from sunward.ballots.roll.marks import marks_of_roll
from sunward.ballots.roll.membership import (
    VALID_FOR,
    membership_of,
    objections_by,
    open_until,
    source_of,
    usable_until,
    valid_until,
)
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.text import Text

TIME_OVER = Text(
    "名册的异议期已满：还可能更正的名册，不能用来表决。",
    "The time to object to the roll is over: nothing is voted on by a roll that may still change.",
)
STILL_HANGS = Text(
    "名册还在异议期内：还可能更正的名册，不能用来表决。",
    "The time to object to the roll is not over: nothing is voted on by a roll that may still change.",
)
RECENT = Text("名册没有过期。", "The roll is not too old.")
TOO_OLD = Text("名册已经过期：后来有人来，有人走。", "The roll is too old: people have come and gone since.")


def open_to_objection(
    roll: int | None, on: date, called_on: date | None = None, told_on: date | None = None
) -> Iterator[Finding]:
    """Nothing is voted on by a roll while it hangs for objection, nor by one that is too old: whoever chooses the roll
    would choose the people. Nothing is said of no roll. Where no rule book gives
    a time to object, a roll can be used on the day on which it was frozen. How old it may be say the rules of the day
    on which the vote is called; of one that was called, those by which it can be used longest, of the day on which
    people were `told_on` it too: they were told of it by this roll, and no later version takes it from them."""
    row = Roll.objects.filter(pk=roll).first() if roll else None
    if row:
        over = on > row.open_until or row.open_until == row.frozen_on
        source = objections_by(row.community_code, row.frozen_on)
        yield Finding.either(
            "roll_open_to_objection", over, TIME_OVER, STILL_HANGS, source, f"> {row.open_until}", str(on)
        )
        if called_on:
            last = valid_until(row.community_code, row.frozen_on, called_on)
            source = source_of(VALID_FOR, row.community_code, called_on)
        else:
            last, source = usable_until(row.community_code, row.frozen_on, on, told_on or on)
        if last:
            yield Finding.either("roll_recent", on <= last, RECENT, TOO_OLD, source, f"<= {last}", str(on))


def open_if_frozen(community: str, body: str, on: date, of: str = "", grid: str = "") -> date | None:
    """Until when a roll of a body could be objected to, were it frozen on a day; None where rule books and register do
    not tell who belongs to it."""
    rule, until = membership_of(body, of, community, on), open_until(community, on)
    if rule is None:
        return None
    order = Order(community, body, rule.of, rule.posts, on, on, "", rule.source, until, grid)
    return until if computed(order) is not None else None


def outlived(roll: RollBrief, community: str, today: date, on: date) -> bool:
    """Whether a day is past the last one on which a roll can be used, and would not be for one frozen today."""
    old, fresh = (valid_until(community, since, today) for since in (roll.frozen_on, today))
    return old is not None and fresh is not None and old < on <= fresh


def marks_today(number: str) -> tuple[Finding, ...]:
    """The marks that a vote by a roll would bear today, for the page of the roll: what its freeze said, and what was
    entered since, such as a name on it that was changed. Of one that is no longer used only its entries tell."""
    row = Roll.objects.filter(number=number, frozen_on__gt=clock.today() - LOOKED_BACK).first()
    return tuple(marks_of_roll(row.pk)) if row else ()
