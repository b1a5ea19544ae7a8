"""How fast the judge is: `.venv/bin/python bench/judge.py [--runs N]`.

Prints CPU milliseconds of one judgement in-process (verdict as plain data included) and of reading the rule books
from disk. Asserts nothing: figures are for reading.
"""

import argparse
import json
import statistics
import time
import timeit
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from sunward.charter.engine import Charter, judge
from sunward.charter.engine.cases import held_on
from sunward.charter.engine.library import Library, charter_for

CHARTERS = Path(__file__).resolve().parents[1] / "charters"
CALLS = 500
Case = Mapping[str, object]


def milliseconds(work: Callable[[], object], calls: int, runs: int) -> str:
    times = [took / calls * 1000 for took in timeit.repeat(work, timer=time.process_time, repeat=runs, number=calls)]
    return f"best {min(times):.3f}  median {statistics.median(times):.3f} ms"


def fullest_cases() -> dict[str, tuple[Charter, Case]]:
    """Of every rule book the worked example to which most rules apply."""
    library, found = Library(), {}
    for file in sorted(CHARTERS.glob("*/examples/*.json")):
        judgeable = (one for one in json.loads(file.read_bytes()) if "valid" in one["expect"])
        for case, packs in ((one["case"], one["charter"]) for one in judgeable):
            charter = library.charter(packs, held_on(case))
            rules = len(judge(case, charter).findings)
            found.setdefault(file.parents[1].name, []).append((rules, charter, case))
    return {name: max(cases, key=lambda one: one[0])[1:] for name, cases in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast the judge is.")
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    for name, (charter, case) in fullest_cases().items():
        rules = len(judge(case, charter).findings)
        judged = milliseconds(partial(_judge, case, charter), CALLS, runs)
        read = milliseconds(partial(charter_for, charter.ids, held_on(case)), 2, min(runs, 5))
        print(f"{name:<22} {rules:>2} findings  judge: {judged}   reading {len(charter.ids)} rule book(s): {read}")


def _judge(case: Case, charter: Charter) -> object:
    return judge(case, charter).to_document()


if __name__ == "__main__":
    main()
