"""The poster of where a quarter's money went, line by line: a fixed number of lines on a sheet, each saying which of
how many it is."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunward.kernel.templatetags.sunward import short_date
from sunward.money import queries as money
from sunward.money.queries import Span
from sunward.portal.paper.sheet import Block, Column, Sheet, Table, in_sheets
from sunward.portal.paper.standing.making import Asked, Maker
from sunward.portal.words.said import plain_date

ROWS = 24  # of the accounts on one numbered sheet


def make(asked: Asked) -> list[Sheet]:
    days = quarter(asked.given.get("quarter", ""), asked.on)
    return sheets_of(asked, money.accounts_of(asked.community.code, *days), days)


def sheets_of(asked: Asked, span: Span, days: tuple[date, date]) -> list[Sheet]:
    """The accounts of a span of days, with the total of each line."""
    first, last = days
    time = _("%(first)s to %(last)s") % {"first": plain_date(first), "last": plain_date(last)}
    parts = list(in_sheets(tuple(_lines(span)), ROWS))
    return [
        asked.sheet(
            _("Accounts, line by line"), *_sums(span, number), _part(part, number == len(parts), span),
            number=_("sheet %(number)s of %(all)s") % {"number": number, "all": len(parts)}, time=time,
        )
        for number, part in enumerate(parts, 1)
    ]  # fmt: skip


def _sums(span: Span, number: int) -> tuple[Block, ...]:
    words = _("Income %(income)s yuan, spending %(spent)s yuan.")
    told = words % {"income": amount(span.income), "spent": amount(span.spent)}
    return (Block(lines=(told,), keep=True),) if number == 1 else ()


def _part(rows: tuple[tuple[str, ...], ...], is_last: bool, span: Span) -> Block:
    columns = (Column(_("Number")), Column(_("What for")), Column(_("Payee")), Column(_("Day")),
               Column(_("Yuan"), numeric=True))  # fmt: skip
    if not rows:
        return Block(lines=(_("Nothing was spent in these months."),))
    total = (_("All spending"), "", "", "", amount(span.spent)) if is_last else ()
    return Block(table=Table(columns, rows, total))


def _lines(span: Span) -> Iterator[tuple[str, ...]]:
    """Each budget line with its total, then its payments."""
    for line in span.lines:
        yield f"▍{line.name}", _("total of the line"), "", "", amount(line.total)
        for row in line.rows:
            yield row.number, row.purpose, row.payee, short_date(row.released_on), amount(row.amount)


def amount(yuan: Decimal) -> str:
    return f"{yuan:,.2f}"


def quarter(label: str, today: date) -> tuple[date, date]:
    """First and last day of a quarter named like 2026-Q1; of the one that ended last where none is named."""
    year, _dash, number = label.partition("-Q")
    if year.isdecimal() and number in {"1", "2", "3", "4"} and 1900 < int(year) < 3000:
        first = date(int(year), int(number) * 3 - 2, 1)
    else:
        this = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
        before = this - timedelta(days=1)
        first = date(before.year, (before.month - 1) // 3 * 3 + 1, 1)
    end = (first.replace(day=28) + timedelta(days=70)).replace(day=1) - timedelta(days=1)
    return first, end


MAKER = Maker(gettext_lazy("Accounts of the last quarter"), "portal:money", "everyone", make)
