"""How long it takes to freeze a roll: `.venv/bin/python -m bench.rolls [HOUSEHOLDS] [PEOPLE]`.

Fills the register by statements on sets (no person is typed), then freezes the roll of the residents' assembly through
the door, entry and posting included. `DATABASE_URL` may name a PostgreSQL database. Asserts nothing: figures are for
reading. The aims: 3,000 households in 2 s, 1,000,000 people in 30 s on PostgreSQL.
"""

import os
import sys
import time
from datetime import date
from pathlib import Path

from bench.ground import founded, say, say_ground

HOUSEHOLDS = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000
PEOPLE = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
EACH = 3  # people behind a door
CODE = founded()

from django.db import connection  # noqa: E402

from sunward.ballots.models import Roll  # noqa: E402
from sunward.kernel import clock  # noqa: E402
from sunward.kernel.guard import door_open  # noqa: E402
from sunward.registry.models import Community  # noqa: E402
from tests import stage  # noqa: E402

TODAY = date(2026, 6, 1)
POSTGRES = connection.vendor == "postgresql"
NUMBERS = (
    "SELECT n FROM generate_series(%s::bigint, %s::bigint) AS n"
    if POSTGRES
    else "WITH RECURSIVE t(n) AS (SELECT %s UNION ALL SELECT n + 1 FROM t WHERE n < %s) SELECT n FROM t"
)
# Every ninth person is a child, one in three has moved here, one in seven has left again.
FILL = (
    "INSERT INTO registry_household (number, community_id, door) SELECT '{code}-b' || n, {row}, 'b' || n"
    f" FROM ({NUMBERS}) x WHERE n %% {EACH} = 0",
    "INSERT INTO registry_person (number, community_code, entry, name, latin_name, born_on, phone, id_mask)"
    " SELECT 'b' || n, '{code}', '', 'X' || n, '',"
    f" {'date ' if POSTGRES else ''}'1980-01-01' , '', '' FROM ({NUMBERS}) x",
    "UPDATE registry_person SET born_on = '2015-05-05' WHERE id %% 9 = 0 AND number LIKE 'b%%' AND %s <= %s",
    "INSERT INTO registry_residencespell (person_id, household_id, status, papers, from_day, left_on, entry)"
    " SELECT p.id, h.id, CASE WHEN x.n %% 3 = 0 THEN 'habitual' ELSE 'registered' END, '',"
    f" {'date ' if POSTGRES else ''}'2020-01-01',"
    f" CASE WHEN x.n %% 7 = 0 THEN {'date ' if POSTGRES else ''}'2026-01-01' END, ''"
    f" FROM ({NUMBERS}) x JOIN registry_person p ON p.number = 'b' || x.n"
    f" JOIN registry_household h ON h.number = '{{code}}-b' || (x.n - x.n %% {EACH})",
)


def fill(first: int, last: int) -> None:
    """People `first` to `last` with their doors and stays."""
    row = Community.objects.get(code=CODE).pk
    with door_open(), connection.cursor() as cursor:
        for statement in FILL:
            text = statement.format(code=CODE, row=row) if "UPDATE" not in statement else statement
            cursor.execute(text, [first, last])
        if POSTGRES:
            cursor.execute("ANALYZE registry_person")
            cursor.execute("ANALYZE registry_residencespell")
            cursor.execute("ANALYZE registry_household")


def processor() -> float:
    """Processor seconds of this process and of the server's that works for it: the load of others is not in them."""
    spent = time.process_time()
    if POSTGRES:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            stat = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
        spent += (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
    return spent


def freeze(of: str = "") -> tuple[float, float, Roll]:
    began, before = time.perf_counter(), processor()
    with clock.moved_to(clock.moment(TODAY)):
        done = stage.act("ballots.freeze_roll", stage.DIRECTOR, stage.here(), body="residents_assembly", of=of)
    took = time.perf_counter() - began
    assert done.result
    return took, processor() - before, Roll.objects.get(number=done.result.id)


def measure(what: str) -> None:
    for of in ("adults", "household_delegates"):
        took, busy, roll = freeze(of)
        say(f"{what}: {roll.entitled:,} places, {of}", took, "s")
        say("  of which the processor was busy", busy, "s")


def main() -> None:
    say_ground()
    small = HOUSEHOLDS * EACH
    fill(0, small - 1)
    measure(f"{HOUSEHOLDS:,} households")
    if small < PEOPLE:
        began = time.perf_counter()
        fill(small, PEOPLE - 1)
        say(f"filling up to {PEOPLE:,} people", time.perf_counter() - began, "s")
        measure(f"{PEOPLE:,} people")


if __name__ == "__main__":
    main()
