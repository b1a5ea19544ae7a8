"""What a page costs: `.venv/bin/python -m bench.pages [ROWS]`.

CPU milliseconds and statements of a list of 50 payments, with 50 and with ROWS (200,000) payments in the table, and
of the home page for somebody who is not signed in. The big table is written directly, with the door held open: it is
the only place where that happens. Asserts nothing: figures are for reading.
"""

import copy
import gzip
import sys
from collections.abc import Iterator

from bench import ground

CODE = ground.founded()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from sunward.kernel.guard import door_open  # noqa: E402
from sunward.money.models import Payment  # noqa: E402
from sunward.portal.caching import shelf  # noqa: E402
from tests.money import cases  # noqa: E402

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
FIRST, CHUNK = 50, 5_000
TIMES = 40 if ROWS > 1_000 else 3
PAGES = {"list of payments": "money/", "home": "", "matters": "matters/", "publications": "publications/"}


def some_life() -> None:
    """A budget, and fifty payments that went through the door."""
    line = cases.adopt({"lighting": "300000000"})["lighting"]
    for number in range(FIRST):
        cases.sign(cases.ask(line, payee=f"店{number}", site=f"{number}号"))


def more(count: int) -> None:
    """So many more rows in the same table, as copies."""
    pattern = Payment.objects.order_by("-position").first()
    assert pattern
    with door_open():
        for chunk in chunks(pattern, count):
            Payment.objects.bulk_create(chunk)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def chunks(pattern: Payment, count: int) -> Iterator[list[Payment]]:
    for start in range(0, count, CHUNK):
        yield [like(pattern, number) for number in range(start + 1, min(start + CHUNK, count) + 1)]


def like(pattern: Payment, number: int) -> Payment:
    row = copy.deepcopy(pattern)
    row.pk, row.position = None, pattern.position + number
    row.number, row.invoice_number, row.invoice_key = f"XY-P-2026-{FIRST + number:06d}", f"N{number}", ""
    return row


def measure(name: str, path: str) -> None:
    """A page made anew for its reader, and the same page handed out again while nothing has changed."""
    client = Client()

    def again() -> bytes:
        answer = client.get(f"/zh/c/{CODE}/{path}")
        assert answer.status_code == 200, answer.status_code
        return answer.content

    def anew() -> bytes:
        shelf.clear()
        return again()

    size = len(gzip.compress(anew()))
    with CaptureQueriesContext(connection) as asked:
        anew()
    statements = len(asked)  # now: the next request clears the list
    ground.say(f"{name}: made anew, CPU", ground.cpu_ms(anew, TIMES), "ms")
    ground.say(f"{name}: made anew, statements", statements, "")
    ground.say(f"{name}: unchanged, CPU", ground.cpu_ms(again, TIMES), "ms")
    ground.say(f"{name}: page, gzip", size / 1024, "KiB")


def main() -> None:
    with cases.on(cases.START):
        some_life()
        for name, path in PAGES.items():
            measure(f"{name}, {FIRST} payments", path)
        more(ROWS - FIRST)
        for name, path in list(PAGES.items())[:2]:
            measure(f"{name}, {ROWS:,} payments", path)
    ground.say_ground()


main()
