"""The lists behind the pages as data: only what the public may read, flat rows of plain values."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sunward.ballots import queries as ballots
from sunward.charter.queries import charter_of
from sunward.decisions import queries as decisions
from sunward.disclosure import queries as disclosure
from sunward.elections import queries as elections
from sunward.kernel import clock
from sunward.kernel.door import plain
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.money import queries as money
from sunward.portal.views.overdue import everything_overdue
from sunward.portal.views.paging import page_key
from sunward.registry import queries as registry

Row = Mapping[str, Any]
LIMIT = 1000
KINDS = ("csv", "json")


def _matters(code: str, before: str | None) -> Iterable[Row]:
    for row in decisions.matters(code, clock.today(), before=_key(before), limit=LIMIT):
        yield {"key": row.key, "number": row.number, "title": row.title, "kind": row.kind, "opened_on": row.opened_on,
               "amount_yuan": row.amount}  # fmt: skip


def _payments(code: str, before: str | None) -> Iterable[Row]:
    for row in money.payments(code, before=_key(before), limit=LIMIT):
        yield {"key": row.key, "number": row.number, "purpose": row.purpose, "payee": row.payee,
               "amount_yuan": row.amount, "requested_on": row.requested_on, "released_on": row.released_on}  # fmt: skip


def _publications(code: str, before: str | None) -> Iterable[Row]:
    for row in disclosure.publications(Viewer(code), clock.today(), before=_key(before), limit=LIMIT):
        yield {"key": row.key, "number": row.number, "item": row.item, "posted_on": row.posted_on,
               "entered_on": row.recorded_on, "days_late": row.state.late_by,
               "must_stay_until": row.state.must_stay_until, "shown": row.state.word,
               "days_proved": row.state.board.days if row.state.board else None,
               "days_owed": row.state.board.of if row.state.board else None,
               "days_said_absent": len(row.state.board.absent_on) if row.state.board else None}  # fmt: skip


def _people(code: str, _before: str | None) -> Iterable[Row]:
    for person in registry.power_holders(code, clock.today()):
        for held in person.posts:
            yield {"name": person.name, "post": held.post, "since": held.since, "until": held.until}


def _overdue(code: str, _before: str | None) -> Iterable[Row]:
    for item in everything_overdue(code, clock.today()):
        yield {"title_zh": item.title.zh, "title_en": item.title.en, "owner": item.owner_post,
               "due_on": item.due_on, "days_late": item.days_late, "subject": item.subject}  # fmt: skip


def _powers(code: str, _before: str | None) -> Iterable[Row]:
    for power in charter_of(code, clock.today()).powers.values():
        yield {"key": power.key, "name_zh": power.name.zh, "name_en": power.name.en, "act": power.act,
               "held_by": " ".join(power.held_by), "up_to_yuan": power.limit.amount_up_to,
               "source": power.source}  # fmt: skip


def _catalogue(code: str, _before: str | None) -> Iterable[Row]:
    for item in disclosure.catalogue_items(code, clock.today()):
        yield {"key": item.key, "name_zh": item.name.zh, "name_en": item.name.en, "stream": item.stream,
               "audience": item.audience, "period": item.period, "on_board": item.on_board, "last": item.last,
               "last_on": item.last_on, "last_audience": item.last_for, "next_due": item.next_due,
               "overdue_since": item.overdue_since,
               "overdue_periods": " ".join(one.label for one in item.missed),
               "owner": item.owner_post, "source": item.source}  # fmt: skip


def _rolls(code: str, before: str | None) -> Iterable[Row]:
    for row in ballots.rolls(code, clock.today(), _key(before), LIMIT):
        yield {"key": row.key, "number": row.number, "body_zh": row.body.zh, "body_en": row.body.en,
               "counted_zh": row.of.zh, "counted_en": row.of.en, "record_date": row.record_date,
               "frozen_on": row.frozen_on, "open_until": row.open_until, "entitled": row.entitled}  # fmt: skip


def _petitions(code: str, before: str | None) -> Iterable[Row]:
    for row in ballots.petitions(code, clock.today(), _key(before), LIMIT):
        yield {"key": row.key, "number": row.number, "title": row.title, "signed": row.signed, "needed": row.needed,
               "entitled": row.entitled, "opened_on": row.opened_on, "closes_on": row.closes_on,
               "reached_on": row.reached_on, "denied": row.denied,
               "roll": row.roll, "source": row.source}  # fmt: skip


def _meetings(code: str, before: str | None) -> Iterable[Row]:
    for row in meetings.meetings(code, _key(before), LIMIT):
        yield {"key": row.key, "number": row.number, "kind": row.kind, "body_zh": row.body.zh, "body_en": row.body.en,
               "title": row.title, "place": row.place, "starts_at": row.starts_at, "state": row.state,
               "noticed_on": row.noticed_on, "items": len(row.items)}  # fmt: skip


def _votes(code: str, before: str | None) -> Iterable[Row]:
    """Without figures: those are on the page of each vote, once nothing is left to count."""
    for row in ballots.votes(code, _key(before), LIMIT):
        yield {"key": row.key, "number": row.number, "question": row.question.zh, "opened_on": row.opened_on,
               "closes_at": row.closes_at, "closed_at": row.closed_at, "certified_on": row.certified_on,
               "annulled_on": row.annulled_on}  # fmt: skip


def _elections(code: str, before: str | None) -> Iterable[Row]:
    for row in elections.elections(code, _key(before), LIMIT):
        yield {"key": row.key, "number": row.number, "body_zh": row.body.zh, "body_en": row.body.en,
               "voting_day": row.voting_day, "polled_on": row.polled_on, "seats": row.seats,
               "fills_vacancies": row.fills_vacancies, "declared": row.declared,
               "certified": row.certified, "annulled": row.annulled}  # fmt: skip


def _key(before: str | None) -> int | None:
    """Where the next page begins; anything that is no key begins at the newest."""
    return page_key(before or "")


LISTS: dict[str, Callable[[str, str | None], Iterable[Row]]] = {
    "matters": _matters,
    "payments": _payments,
    "publications": _publications,
    "people": _people,
    "overdue": _overdue,
    "powers": _powers,
    "catalogue": _catalogue,
    "rolls": _rolls,
    "petitions": _petitions,
    "meetings": _meetings,
    "votes": _votes,
    "elections": _elections,
}


def rows(name: str, code: str, before: str | None = None) -> list[dict[str, Any]]:
    """One list of a community, newest first, at most a thousand rows; `before` is the `key` of the last one read.

    Raises:
        KeyError: when there is no such list.
    """
    return [plain(dict(row)) for row in LISTS[name](code, before)]


def every_row(name: str, code: str) -> list[dict[str, Any]]:
    """A whole list, page after page.

    Raises:
        KeyError: when there is no such list.
    """
    found = page = rows(name, code)
    while len(page) == LIMIT and "key" in page[-1]:
        page = rows(name, code, str(page[-1]["key"]))
        found = found + page
    return found


def as_csv(table: list[dict[str, Any]]) -> str:
    """Rows as CSV with a byte-order mark, so that spreadsheets read the Chinese; no cell is taken for a formula."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    if table:
        writer.writerow(table[0])
    writer.writerows([_cell(value) for value in row.values()] for row in table)
    return out.getvalue()


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    formula = text.startswith(("=", "+", "-", "@", "\t", "\r")) and not text[1:].replace(".", "").isdigit()
    return f"'{text}" if formula else text
