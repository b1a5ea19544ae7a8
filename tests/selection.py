"""Which tests run where, and that none goes missing unseen."""

import os
from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    # An expected failure also comes as a skip, and is none.
    if not hasattr(report, "wasxfail"):
        refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    refuse_skip(report)
    return report


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """With SUNWARD_NO_SKIPS set, as in CI, a skipped test has failed: otherwise nobody would miss it."""
    if os.environ.get("SUNWARD_NO_SKIPS") and report.outcome == "skipped":
        report.outcome = "failed"
        report.longrepr = f"skipped, and SUNWARD_NO_SKIPS is set: {report.longrepr}"


# Where most of the time goes. What takes long begins first, or one core would wait for the other at the end.
LONGEST = (
    "tests/browser/test_every_page.py", "tests/config/test_backup.py", "tests/bench/", "tests/crash/", "tests/browser/",
    "tests/record/test_killed.py", "tests/record/test_restored_database.py", "tests/portal/", "tests/charter/engine/",
    "tests/attacks/", "tests/config/", "tests/setup/", "tests/journeys/", "tests/architecture/", "tests/meetings/",
    "tests/elections/", "tests/decisions/", "tests/registry/", "tests/ballots/", "tests/money/", "tests/charter/",
)  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest first. Leaves out, on SQLite, what can only be asked of PostgreSQL; `run.py test` asks it there."""
    items.sort(key=lambda item: place(item.nodeid))
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return
    left_out = [item for item in items if needs_postgresql(item)]
    if left_out:
        items[:] = [item for item in items if not needs_postgresql(item)]
        config.hook.pytest_deselected(items=left_out)


def place(test: str) -> int:
    return next((place for place, beginning in enumerate(LONGEST) if test.startswith(beginning)), len(LONGEST))


def needs_postgresql(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("postgres")
    return marker is not None and bool(marker.kwargs.get("only"))
