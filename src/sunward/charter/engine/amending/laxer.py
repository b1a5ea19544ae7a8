"""Where a draft would ask less than a higher rule book, or than the rule as it stands.

How bodies meet is compared by the layering itself. Duties, disclosure and rights are replaced whole by a more local
rule book of the same key, so their days and audiences are compared here.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from sunward.charter.engine.amounts import Duration
from sunward.charter.engine.charter import Charter
from sunward.charter.engine.duties import PERIODS, Due
from sunward.charter.engine.layering import Loosening, Meeting, lay_body, lay_matter
from sunward.charter.engine.packs import PackVersion
from sunward.charter.engine.rule_reading import read_body, read_matter
from sunward.charter.engine.vocabulary import BODIES

Spot = tuple[str, str]
HELD = ("quorum", "majority")  # what a community may tighten, and loosen only where a higher article lets it
WIDTH = {name: width for width, name in enumerate(("person", "project_households", "members", "residents", "everyone"))}
WIDTH["party_members"] = WIDTH["members"]


def laxer_than_before(base: PackVersion, draft: PackVersion) -> Iterator[Spot]:
    """File part and key of every quorum and majority that the draft lowers."""
    noted: list[Loosening] = []
    meeting = Meeting(draft.pack, noted, False, {key: rank for key, (rank, _name) in BODIES.items()})
    for key, node in draft.part("bodies").items():
        if old := base.part("bodies").find(key):
            lay_body(read_body(key, old, False), read_body(key, node, False), meeting)
    for key, node in draft.part("matters").items():
        if old := base.part("matters").find(key):
            lay_matter(read_matter(key, old, False), read_matter(key, node, False), meeting)
    for one in noted:
        part, _, path = one.where.partition(".")
        if path.rpartition(".")[2] in HELD:
            yield part, path


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
        or WIDTH.get(getattr(new, "audience", ""), 0) < WIDTH.get(getattr(old, "audience", ""), 0)
    )


def _longer(one: Duration | None, other: Duration | None) -> bool:
    """Of two times that are both set; five working days are taken for a week."""
    return one is not None and other is not None and _civil(one) > _civil(other)


def _civil(period: Duration) -> Fraction:
    return Fraction(period.days * 7, 5) if period.working else Fraction(period.days)


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
