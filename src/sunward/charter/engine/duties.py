"""Recurring obligations and the disclosure catalogue: who, by when, shown by what, and what if not."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sunward.charter.engine.amounts import Duration, read_duration
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.powers import AUDIENCES, SOURCED, IfNot, read_if_not
from sunward.charter.engine.rule_reading import provenance
from sunward.charter.engine.rules import Sourced
from sunward.charter.engine.texts import Text

STREAMS = ("party", "affairs", "finance")  # the three parts of the disclosure catalogue
PERIODS: Mapping[str, int] = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
LAST_DAY = 31
_MARKS: Mapping[int, str] = {PERIODS["half_yearly"]: "H", PERIODS["quarterly"]: "Q"}


def period_label(first: date, months: int) -> str:
    """The name of the period of this length that begins on a day: 2026, 2026-H1, 2026-Q3 or 2026-07."""
    if months == PERIODS["yearly"]:
        return f"{first.year}"
    if months == PERIODS["monthly"]:
        return f"{first:%Y-%m}"
    return f"{first.year}-{_MARKS[months]}{(first.month - 1) // months + 1}"


@dataclass(frozen=True, slots=True)
class Due:
    """A day of the n-th month after the end of a period; n = 0 is the period's own last month."""

    months_after: int
    day: int

    def on(self, period_end: date) -> date:
        """The due day for the period that ends on `period_end` (its last day)."""
        months = period_end.year * 12 + period_end.month - 1 + self.months_after
        year, month = divmod(months, 12)
        return date(year, month + 1, min(self.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class MetBy:
    """The act that shows a duty was done, and the facts that act must carry."""

    act: str
    facts: Mapping[str, str | int | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Sourced):
    """Something that must be done in every period; `leaves_open` is what the statute itself does not say."""

    key: str
    name: Text
    period: str
    due: Due | None = None
    owner: str = ""
    met_by: MetBy | None = None
    if_not: IfNot | None = None
    leaves_open: tuple[str, ...] = ()

    @property
    def months(self) -> int:
        return PERIODS[self.period]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureItem(Sourced):
    """Something that must be published: within days of an event (`of`), or once in every period.

    `stream` is the part of the catalogue it stands in; `on_board` says that it must hang on a noticeboard as well,
    shown by photographs.
    """

    key: str
    name: Text
    audience: str
    within: Duration | None = None
    of: str = ""
    period: str = ""
    due: Due | None = None
    stream: str = ""
    on_board: bool = False
    stays_up: Duration | None = None
    owner: str = ""
    if_not: IfNot | None = None
    leaves_open: tuple[str, ...] = ()


def _due(node: Node | None) -> Due | None:
    if node is None:
        return None
    day = node.need("day")
    return Due(node.need("months_after").integer(), LAST_DAY if day.value == "last" else day.integer())


def _met_by(node: Node | None) -> MetBy | None:
    if node is None:
        return None
    facts, given = node.only(("act", "facts")).find("facts"), {}
    for key, fact in facts.items() if facts else ():
        if not isinstance(fact.value, str | int):
            raise fact.wrong("must be a text, a whole number, true or false")
        given[key] = fact.value
    return MetBy(node.need("act").string(), given)


def read_duty(key: str, node: Node, unconfirmed: bool) -> Duty:
    node.only(("name", "period", "due", "owner", "met_by", "if_not", "leaves_open", *SOURCED))
    return Duty(
        key=key,
        name=node.need("name").text(),
        period=node.need("period").one_of(tuple(PERIODS)),
        due=_due(node.find("due")),
        owner=node.optional_string("owner"),
        met_by=_met_by(node.find("met_by")),
        if_not=read_if_not(node.find("if_not")),
        leaves_open=node.optional_strings("leaves_open"),
        **provenance(node, unconfirmed),
    )


def read_disclosure_item(key: str, node: Node, unconfirmed: bool) -> DisclosureItem:
    node.only(("name", "audience", "stream", "on_board", "by", "stays_up", "owner", "if_not", "leaves_open", *SOURCED))
    by = node.find("by") or Node({}, f"{node.where}.by")
    by.only(("within", "of", "period", "months_after", "day"))
    period, stream = by.find("period"), node.find("stream")
    return DisclosureItem(
        key=key,
        name=node.need("name").text(),
        audience=node.need("audience").one_of(AUDIENCES),
        within=read_duration(by.find("within")),
        of=by.optional_string("of"),
        period=period.one_of(tuple(PERIODS)) if period else "",
        due=_due(by) if period else None,
        stream=stream.one_of(STREAMS) if stream else "",
        on_board=node.flag("on_board"),
        stays_up=read_duration(node.find("stays_up")),
        owner=node.optional_string("owner"),
        if_not=read_if_not(node.find("if_not")),
        leaves_open=node.optional_strings("leaves_open"),
        **provenance(node, unconfirmed),
    )
