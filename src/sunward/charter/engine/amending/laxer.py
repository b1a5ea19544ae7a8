"""Where a draft would ask less than a higher rule book, which binds. The rule as it stands binds nobody who changes it:
what a community set for itself it may loosen, by the procedure that its rules ask for (`looser` tells of it).

How bodies meet is compared by the layering itself. Duties, disclosure and rights are replaced whole by a more local
rule book of the same key, as parameters are, so their days and audiences are compared here.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sunward.charter.engine.amending.clocks import POSTED_STEPS, Whose, span_of
from sunward.charter.engine.amounts import Duration
from sunward.charter.engine.charter import Charter
from sunward.charter.engine.duties import PERIODS, Due
from sunward.charter.engine.layering import laxer_requirement, narrows
from sunward.charter.engine.powers import REACHES
from sunward.charter.engine.thresholds import Requirement

Spot = tuple[str, str]
HELD = ("quorum", "majority")
RETENTION = "board_retention"  # what whatever hangs on a board hangs for, where nothing of its own says longer


def laxer_than_unread(higher: Charter, draft: Charter) -> Iterator[Spot]:
    """File part and key of every quorum and majority that asks less than a higher rule whose text nobody has read.

    Such a rule decides nothing; what is known of it is no less than what a community may count on, so nobody goes
    below it before somebody has read it.
    """
    for part in ("bodies", "matters"):
        above: Mapping[str, Any] = getattr(higher, part)
        for key, entry in getattr(draft, part).items():
            for name in HELD if key in above else ():
                if _needs_less(getattr(entry.rules, name), getattr(above[key].rules, name)):
                    yield part, f"{key}.{name}"


def laxer_parameters(higher: Charter, draft: Charter) -> Iterator[tuple[str, str, str]]:
    """File part and key of every parameter that asks less than the higher rule of the same key, with what both say."""
    for key, rule in draft.parameters.items():
        old = higher.parameters.get(key)
        if old is None or old.unconfirmed or rule.allowed_by:
            continue
        mine, theirs = rule.value, old.value
        if isinstance(mine, Duration) and isinstance(theirs, Duration):
            whose = span_of(f"parameters.{key}.value").whose
            if whose is Whose.ACTING and _longer(mine, theirs):
                yield "parameters", key, f"it says {mine}; the higher rule ({old.source}) gives no more than {theirs}"
            if whose is Whose.HAVING and _longer(theirs, mine):
                yield "parameters", key, f"it says {mine}; the higher rule ({old.source}) gives no less than {theirs}"


def shorter_on_the_board(higher: Charter, draft: Charter) -> Iterator[tuple[str, str, str]]:
    """File part and key of every item and every posted step that would hang for less time than the higher rules ask of
    whatever hangs, with what both say: what binds as a whole is not undercut item by item. An item of which a higher
    rule itself says how long it hangs is held to that (`laxer_than_higher`)."""
    rule = higher.parameters.get(RETENTION)
    if rule is None or rule.unconfirmed or not isinstance(rule.value, Duration):
        return
    for part, path, mine in _hung(higher, draft):
        if _longer(rule.value, mine):
            yield part, path, f"it says {mine}; the higher rule ({rule.source}) gives no less than {rule.value}"


def _hung(higher: Charter, draft: Charter) -> Iterator[tuple[str, str, Duration | None]]:
    for item in draft.disclosure.values():
        above = higher.disclosure.get(item.key)
        if not item.allowed_by and (above is None or above.unconfirmed or above.stays_up is None):
            yield "disclosure", f"{item.key}.stays_up", item.stays_up
    for procedure in draft.procedures.values():
        for step in procedure.steps:
            if step.key in POSTED_STEPS and not step.allowed_by:
                yield "procedures", f"{procedure.key}.steps.{step.key}.stays_up", step.stays_up


def _needs_less(new: tuple[Requirement, ...], old: tuple[Requirement, ...]) -> bool:
    if any(need.allowed_by for need in new):
        return False
    unread = [need for need in old if need.unconfirmed]
    return any(narrows(before, need) and laxer_requirement(need, before) for need in new for before in unread)


def laxer_than_higher(higher: Charter, draft: Charter) -> Iterator[Spot]:
    """File part and key of every duty, item and right that asks less than the higher rule of the same key."""
    for part in ("duties", "disclosure", "rights"):
        above: Mapping[str, Any] = getattr(higher, part)
        for key, rule in getattr(draft, part).items():
            old = above.get(key)
            if old is not None and not old.unconfirmed and not rule.allowed_by and _asks_less(rule, old):
                yield part, key


def _asks_less(new: Any, old: Any) -> bool:
    return (
        _longer(getattr(new, "within", None), getattr(old, "within", None))
        or _without_a_day(new, old)
        or _longer(getattr(old, "stays_up", None), getattr(new, "stays_up", None))
        or _later(new, old)
        or leaves_out(getattr(new, "audience", ""), getattr(old, "audience", ""))
    )


def leaves_out(new: str, old: str) -> bool:
    """Whether an audience leaves out somebody who was in another; where either is not named, nobody."""
    return bool(new and old) and new != old and old not in REACHES[new]


def _longer(one: Duration | None, other: Duration | None) -> bool:
    """Of two times that are both set."""
    return one is not None and other is not None and one.may_outlast(other)


def _without_a_day(new: Any, old: Any) -> bool:
    """The deadline of the higher rule is gone, and no day of a period stands in its place."""
    had = getattr(old, "within", None) is not None
    return had and getattr(new, "within", None) is None and getattr(new, "due", None) is None


def _later(new: Any, old: Any) -> bool:
    due, before = getattr(new, "due", None), getattr(old, "due", None)
    months, usual = PERIODS.get(getattr(new, "period", "")), PERIODS.get(getattr(old, "period", ""))
    if months and usual and months > usual:
        return True
    return isinstance(due, Due) and isinstance(before, Due) and months == usual and _place(due) > _place(before)


def _place(due: Due) -> tuple[int, int]:
    return due.months_after, due.day
