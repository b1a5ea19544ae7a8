"""What every test can count on."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections
from django.test.utils import teardown_databases
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed
from hypothesis import settings
from pytest_django import DjangoDbBlocker, Settings

from sunward.kernel import catalogues
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id

pytest_plugins = ["tests.selection", "tests.chromium", "tests.ballots.morning"]


def pytest_configure() -> None:
    gc.disable()  # until the tests are gathered: nothing of what is made meanwhile is rubbish
    # A server that ran in this folder has left collected files, whose names may be those of older ones.
    django_settings.STATIC_ROOT = django_settings.VAR / "no-static"
    # A fresh clone has no compiled translations, and Django may have looked for them already.
    if catalogues.compile_stale():
        translation_file_changed(None, Path("django.mo"))
    # Two cores shared with a browser and a database: a slow example is no finding.
    settings.register_profile("sunward", deadline=None)
    settings.load_profile("sunward")


def pytest_collection_finish() -> None:
    """What was gathered stays to the end: looking through all of it for rubbish is a tenth of the time."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """Chinese at the start of every test; a page read in English leaves its thread in English."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """The tables, and one community founded by its plan; every test finds it as it was.

    pytest-django makes the database only for tests that it wraps itself; ours also commit (see `committed`).
    """
    from tests import stage, tables
    from tests.copies import copy_database

    with django_db_blocker.unblock():
        # PostgreSQL makes a database by a statement, and the guard refuses statements that it does not know.
        with door_open():
            made = tables.made()
        if connection.vendor == "sqlite":
            copy_database(tables_file(tmp_path_factory))
        stage.found(stage.CODE)
    yield
    with django_db_blocker.unblock(), door_open():
        connections.close_all()
        teardown_databases(made, verbosity=0)


def tables_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp() / "tables.sqlite3"


@pytest.fixture(scope="session")
def tables(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All tables and nobody in them (SQLite): to copy, for whoever would otherwise spend seconds on migrations."""
    return tables_file(tmp_path_factory)


@pytest.fixture
def own_keys(settings: Settings, tmp_path: Path) -> Path:
    """Keys and checkpoints of this test alone: a log that is rolled back must not be missed by the next one."""
    settings.SUNWARD_KEYS = tmp_path / "keys"
    return tmp_path / "keys"


@pytest.fixture
def community(db: None) -> str:
    """The code of a founded community, with officers in their posts and its rule books in force."""
    return "xiangyang"


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[str]:
    """A community of the test's own, for races and crashes: what is written is committed and stays.

    Nothing is flushed afterwards (the record's tables refuse it). On SQLite all of it happens in a copy of the
    database, so that whoever counts rows finds none of these, whichever test comes first.
    """
    from tests import stage

    with django_db_blocker.unblock(), on_a_copy(tmp_path / "committed.sqlite3"):
        code = f"t{new_id(10)}"
        stage.found(code)
        yield code
        connections.close_all()


@contextmanager
def on_a_copy(database: Path) -> Iterator[None]:
    from tests.copies import copy_database, standing_on

    if connection.vendor == "sqlite":
        copy_database(database)
        with standing_on(database):
            yield
    else:
        yield
