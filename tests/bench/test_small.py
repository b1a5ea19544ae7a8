"""Each benchmark runs once at small size, so that none is found broken on the day it is needed. No times asserted."""

import re
from pathlib import Path

import pytest

from bench.__main__ import SMALL, run


@pytest.mark.bench
@pytest.mark.slow
@pytest.mark.parametrize("name", SMALL)
def test_it_runs_and_prints_figures(name: str, tables: Path) -> None:
    done = run(name, SUNWARD_BENCH_TABLES=str(tables))
    assert done.returncode == 0, done.stderr[-2000:]
    assert re.search(r"\d", done.stdout)
