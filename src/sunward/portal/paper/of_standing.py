"""Posters of what stands today: what is overdue, who holds power, where a quarter's money went."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from sunward.charter.wording import holder_name
from sunward.kernel.overdue import Overdue
from sunward.kernel.templatetags.sunward import short_date
from sunward.money.queries import Span
from sunward.portal.paper.sheet import Block, Column, Sheet, Table, in_sheets
from sunward.portal.words.said import plain_date
from sunward.registry.queries import CommunityCard, PersonPosts

ROWS = 24  # of the accounts on one numbered sheet


def _sheet(community: CommunityCard, title: str, on: date, address: str, blocks: tuple[Block, ...], seal: str) -> Sheet:
    return Sheet(
        over=_("%(community)s, public noticeboard") % {"community": community.name},
        title=title,
        under=(_("As it stood on %(day)s") % {"day": plain_date(on)}, _("The square code leads to how it stands now.")),
        blocks=blocks,
        address=address,
        foot=(seal,),
        signed=(_("Posted by"), _("Photographed by")),
    )


def overdue_sheet(community: CommunityCard, items: Iterable[Overdue], on: date, address: str, seal: str) -> Sheet:
    """What has passed its day, who owes it, where it is stuck."""
    columns = (Column(_("What")), Column(_("Who answers for it")), Column(_("Days late"), numeric=True))
    rows = tuple((f"{item.title}{_(': ')}{item.stuck_at}", str(holder_name(item.owner_post)), str(item.days_late))
                 for item in items)  # fmt: skip
    told = Block(table=Table(columns, rows)) if rows else Block(lines=(_("Nothing has passed its day."),))
    return _sheet(community, _("What is overdue"), on, address, (told, ask()), seal)


def power_sheet(community: CommunityCard, people: Sequence[PersonPosts], on: date, address: str, seal: str) -> Sheet:
    """Who holds which post, since when, until when; whoever holds most posts first."""
    columns = (Column(_("Name")), Column(_("Posts")), Column(_("Since")), Column(_("Until")))
    rows = tuple(_row(person) for person in people)
    told = Block(table=Table(columns, rows))
    return _sheet(community, _("Who holds power"), on, address, (told, ask()), seal)


def _row(person: PersonPosts) -> tuple[str, ...]:
    posts = _("; ").join(dict.fromkeys(str(held.title) for held in person.posts))
    ends = [held.until for held in person.posts if held.until]
    since = plain_date(min(held.since for held in person.posts))
    return person.name, posts, since, plain_date(min(ends)) if ends else "—"


def ask() -> Block:
    words = _("Ask at the desk of the service centre, or at the supervision committee. You need give no name.")
    return Block(_("Something is wrong, or not understood?"), "speak", (words,), framed=True, keep=True)


def account_sheets(
    community: CommunityCard, span: Span, days: tuple[date, date], on: date, address: str, seal: str
) -> list[Sheet]:
    """The accounts of a quarter line by line, with the total of each line: the only paper that may take several
    sheets, each saying which of how many it is."""
    first, last = days
    title = _("Accounts, line by line")
    time = _("%(first)s to %(last)s") % {"first": plain_date(first), "last": plain_date(last)}
    parts = list(in_sheets(tuple(_lines(span)), ROWS))
    sheets = []
    for number, part in enumerate(parts, 1):
        blocks = (*_sums(span, number), _part(part, number == len(parts), span))
        which = _("sheet %(number)s of %(all)s") % {"number": number, "all": len(parts)}
        sheet = _sheet(community, title, on, address, blocks, seal)
        sheets.append(replace(sheet, number=which, under=(time, *sheet.under)))
    return sheets


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
