"""Hearings that enough people asked for and that nobody calls."""

from collections.abc import Iterator
from datetime import date

from sunward.ballots import queries as ballots
from sunward.ballots.queries import HearingForced
from sunward.charter.engine import Hearing
from sunward.decisions.hearing.demanded import deadline, heeded
from sunward.decisions.models import Matter
from sunward.decisions.plan import Plans
from sunward.decisions.queries.hearable import decided_in_order
from sunward.kernel.memo import remembering
from sunward.kernel.overdue import LOOKED_BACK, Overdue
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings

NOT_CALLED = Text("联名要求听证，没有人召开：{zh}", "Enough have asked for a hearing and nobody calls it: {en}")
WAITS = Text("等召开", "waits to be called")
MAY_CALL = Text("可以召开的还有：{zh}", "may be called now by others too: {en}")


def unheard(community: str, on: date) -> Iterator[Overdue]:
    """Whose day to be called has passed, while the matter is open. One query where nobody asked, a fixed number
    however many did."""
    forced = ballots.hearings_forced(community, on, on - LOOKED_BACK)
    if not forced:
        return
    with remembering():  # the rules of several days are asked for
        found = _unheard(forced, on)
    yield from found


def _unheard(forced: tuple[HearingForced, ...], on: date) -> list[Overdue]:
    rules = _rules_of(forced, on)
    cards = meetings.hearings_about(*(Ref("matter", one.matter) for one in forced))
    late = (_late(one, rule, on) for one in forced if (rule := rules.get(one.matter))
            and not heeded(one, rule, cards, on))  # fmt: skip
    return [one for one in late if one]


def _rules_of(forced: tuple[HearingForced, ...], on: date) -> dict[str, Hearing]:
    """The hearing rules of the matters that are neither withdrawn nor decided in order."""
    rows = list(Matter.objects.filter(number__in=[one.matter for one in forced], withdrawn_on=None))
    decided = decided_in_order(rows, on)
    plans = Plans()
    found = {row.number: plans.charter_of(row).hearing_for(row.kind) for row in rows if row.pk not in decided}
    return {number: rule for number, rule in found.items() if rule}


def _late(one: HearingForced, rules: Hearing, on: date) -> Overdue | None:
    """None before its day, and where no rule book sets one."""
    last = deadline(one)
    if last is None or last.due >= on:
        return None
    title, days = NOT_CALLED.fill(zh=one.title, en=one.title), (on - last.due).days
    others = meetings.who_else(rules.on_petition, MAY_CALL, WAITS)
    return Overdue(title, last.owner, last.due, days, WAITS, others, one.ref, last.source)
