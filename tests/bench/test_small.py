"""Each benchmark runs once at small size, so that none is found broken on the day it is needed. No times asserted."""

import re

import pytest

from bench.__main__ import SMALL, run


@pytest.mark.bench
@pytest.mark.slow
@pytest.mark.parametrize("name", SMALL)
def test_it_runs_and_prints_figures(name: str) -> None:
    done = run(name)
    assert done.returncode == 0, done.stderr[-2000:]
    assert re.search(r"\d", done.stdout)
