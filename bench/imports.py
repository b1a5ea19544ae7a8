"""Import of residents: seconds, memory, and the longest wait of another writer meanwhile.

    .venv/bin/python -m bench.imports [ROWS]

The database lies in a temporary folder; the time of one fsync there is printed beside the figures.
"""

import os
import resource
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from bench import ground

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
ground.migrated()

import yaml  # noqa: E402
from django.db import connection  # noqa: E402

from sunward.kernel import clock, ports  # noqa: E402
from sunward.kernel.door import perform  # noqa: E402
from sunward.kernel.refs import Ref  # noqa: E402
from sunward.registry import queries  # noqa: E402
from sunward.registry.imports.confirm import confirm  # noqa: E402
from sunward.registry.imports.staging import stage  # noqa: E402
from sunward.registry.private import check_character  # noqa: E402

CODE = "bench"
PLAN = Path(__file__).parents[1] / "docs" / "import" / "community.yaml"
NAMES = "王李张刘陈杨赵黄周吴"
DIRECTOR = "residents_committee.director"


def found() -> str:
    """A community, and its director as `person:p...`."""
    plan = yaml.safe_load(PLAN.read_text("utf-8")) | {"charters": []}
    perform("registry.found", by="person:founder", post="founder", subject=Ref("community", CODE),
            facts={"plan": plan}, key="0")  # fmt: skip
    ports.bound().granted = lambda *_args: ports.Grant("bench", ())
    return queries.holders(DIRECTOR, CODE, clock.today())[0].person


def table() -> bytes:
    """A file of people; every third one has moved here, every second one has a telephone."""
    lines = ["姓名,证件号码,出生日期,电话,门牌,居住身份,居住起始日"]
    for n in range(ROWS):
        born = f"{1940 + n % 70}-{1 + n % 12:02d}-{1 + n % 28:02d}"
        stem = f"{990000 + n // 1000:06d}{born.replace('-', '')}{n % 1000:03d}"
        number = stem + check_character(stem) if n < 990_000 else f"PB{n:08d}"
        phone = f"139{n:08d}" if n % 2 else ""
        status = ("户籍", "常住", "流动")[n % 3]
        name, door = f"{NAMES[n % 10]}{NAMES[n // 10 % 10]}{n}", f"{n // 30}-{n // 3 % 10}"
        lines.append(f"{name},{number},{born},{phone},{door},{status},2020/1/{1 + n % 28}")
    return "\n".join(lines).encode("gb18030")


class OtherWriter(threading.Thread):
    """Registers people in the same community, one act every few milliseconds, and keeps the longest time that one of
    them took."""

    def __init__(self, by: str) -> None:
        super().__init__(daemon=True)
        self.by = by
        self.longest, self.acts, self.stopped = 0.0, 0, False

    def run(self) -> None:
        while not self.stopped:
            before = time.perf_counter()
            perform("registry.register_person", by=self.by, post=DIRECTOR, subject=Ref("community", CODE),
                    facts={"name": f"某某{self.acts}"}, key=f"w{self.acts}")  # fmt: skip
            self.longest = max(self.longest, time.perf_counter() - before)
            self.acts += 1
            time.sleep(0.005)


class Waits(threading.Thread):
    """Which locks anybody was seen waiting for, and how often, looking every 20 ms (PostgreSQL)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: Counter[str] = Counter()
        self.stopped = False

    def run(self) -> None:
        waiting = "SELECT wait_event, left(query, 40) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        while connection.vendor == "postgresql" and not self.stopped:
            with connection.cursor() as cursor:
                cursor.execute(waiting)
                self.seen.update(f"{event}: {query}" for event, query in cursor.fetchall())
            time.sleep(0.02)


def fsync_ms() -> float:
    with tempfile.TemporaryFile(dir=ground.HOME) as file:
        times = []
        for _ in range(20):
            file.write(b"x" * 4096)
            file.flush()
            before = time.perf_counter()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - before)
    return sorted(times)[10] * 1000


def main() -> None:
    by, data = found(), table()
    other, waits = OtherWriter(by), Waits()
    other.start()
    waits.start()
    start = time.perf_counter()
    staging = stage(data, "residents", CODE)
    staged = time.perf_counter()
    for problem in staging.problems[:5]:
        print(problem)
    waited = other.longest
    other.longest = 0.0
    done = confirm(staging, by, DIRECTOR)
    end = time.perf_counter()
    other.stopped = waits.stopped = True
    other.join()
    waits.join()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{connection.vendor}: {ROWS:,} residents in {end - start:.1f} s "
          f"(staging {staged - start:.1f} s, act and clearing {end - staged:.1f} s), at most {memory:.0f} MB; "
          f"fsync {fsync_ms():.1f} ms")  # fmt: skip
    print(f"another writer: {other.acts} acts, one took at most {waited:.2f} s during staging, "
          f"{other.longest:.2f} s during the move; entry {done.entry.ref}")  # fmt: skip
    print(f"load {os.getloadavg()[0]:.1f}; locks waited for: {dict(waits.seen) or 'none seen'}")


main()
