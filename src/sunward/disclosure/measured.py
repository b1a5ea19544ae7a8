"""How a posting measures up to what the catalogue asks of its item: whether it is in it, in time, up long enough, for
enough readers."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sunward.charter.wording import AUDIENCES
from sunward.disclosure.catalogue import Terms
from sunward.disclosure.models import Audience, Demand
from sunward.disclosure.tables import doors_of, unmarked_names
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

READ_BY_NOBODY = Text(
    "注意：项目各户按表格里的门牌看全文；表格里没有登记簿有人住的门牌，项目里没有人看得到。",
    "Alert: the households of a project read it by the doors in its table; no door there is one behind which the "
    "register knows anybody, and nobody of the project can read it.",
)
UNKNOWN_DOORS = Text(
    "注意：表格里有 {number} 个门牌，登记簿里没有人住，或者分不清是哪一户，那里没有人看得到全文。",
    "Alert: of the doors in the table {number} are such as the register knows nobody behind, or can be one of several: "
    "nobody reads it there.",
)

NAMES_IN_CLEAR = Text(
    "注意：表格里有 {number} 栏像是写姓名的，没有加星号：公开范围以外的人也看得到全名。是姓名的，请加星号重新公开。",
    "Alert: {number} columns of the table are headed as names and have no star: those for whom it is not posted read "
    "them in full too. If they are names, post it again with the star.",
)


def in_catalogue(item: str, terms: Terms, demanded: Demand | None) -> Finding:
    """Whether the catalogue has such an item, or residents have asked for it together."""
    if demanded:
        asked_for = Text("居民联名要求公开这一项。", "Residents asked for this item together.")
        return Finding("disclosure_item", True, asked_for, demanded.source, actual=item)
    text = (
        Text("公开目录里有这一项。", "The disclosure catalogue has this item.")
        if terms.known
        else Text("公开目录里没有这一项。", "The disclosure catalogue does not have this item.")
    )
    return Finding("disclosure_item", terms.known, text, terms.source, actual=item)


def on_time(posted_on: date, due_by: date, source: str) -> Finding:
    """Whether it was posted by its day."""
    late = (posted_on - due_by).days
    text = (
        Text(f"应在 {due_by} 前公开，晚了 {late} 天。", f"It was to be posted by {due_by}; it is {late} days late.")
        if late > 0
        else Text("按时公开。", "Posted in time.")
    )
    return Finding("posted_in_time", late <= 0, text, source, f"<= {due_by}", str(posted_on))


def long_enough(days: int, terms: Terms) -> Finding:
    """Whether it stays up for as many days as the catalogue asks for."""
    text = (
        Text(f"应公开 {terms.days} 天，只打算公开 {days} 天。", f"It must stay up {terms.days} days, not {days}.")
        if days < terms.days
        else Text(f"公开 {days} 天。", f"It stays up {days} days.")
    )
    return Finding("posting_period", days >= terms.days, text, terms.source, f">= {terms.days}", str(days))


def for_too_few(audience: str, asked_audience: str, source: str) -> Finding:
    """It is for more people than it is shown to."""
    asked_for, shown_to = AUDIENCES[asked_audience], AUDIENCES[audience]
    text = Text(
        f"这一项应向{asked_for.zh}公开，只向{shown_to.zh}公开：不算公开，不能据此办事。",
        f"This item is for {asked_for.en}, not only for {shown_to.en}: nothing can rest on this posting.",
    )
    return Finding("posting_audience", False, text, source, asked_audience, audience)


def readers_of_project(table: Mapping[str, Any] | None, community: str, on: date) -> Iterator[Finding]:
    """Marks of the list of a project that none of those concerned reads, or not all: whom it concerns the doors in its
    table say, and nothing else does."""
    doors = doors_of(table)
    rows = registry.doors_named(doors, community)
    among = set(rows.values())
    lived_in = {one.key for one in registry.lived_in_doors(community, on, limit=len(among), among=among)}
    if not lived_in:
        yield Finding("read_by_nobody", False, READ_BY_NOBODY)
    elif unknown := sum(rows.get(door) not in lived_in for door in doors):
        yield Finding("doors_unknown", False, UNKNOWN_DOORS.fill(number=unknown), actual=str(unknown))


def names_in_clear(table: Mapping[str, Any] | None, audience: str) -> Iterator[Finding]:
    """A mark where what is not for everybody has a column headed as names that nobody marked as such: outside its
    audience it is masked for nobody. What is for one person alone nobody else sees."""
    number = unmarked_names(table) if audience not in {Audience.EVERYONE, Audience.PERSON} else 0
    if number:
        yield Finding("names_in_clear", False, NAMES_IN_CLEAR.fill(number=number), actual=str(number))


def names_are_for(asked_audience: str) -> Text:
    """Why names in an item are not shown to more people than to its own readers."""
    readers = AUDIENCES[asked_audience]
    return Text(
        f"这一项里的姓名只给{readers.zh}看：请选“{readers.zh}”，或者去掉写个人的栏目。",
        f"Names in this item are for {readers.en} only: choose “{readers.en}”, or leave the personal columns out.",
    )
