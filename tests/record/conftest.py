"""Each test works in a log of its own: what is committed here is append-only and cannot be cleared away again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker, Settings

from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from tests.conftest import on_a_copy


@pytest.fixture
def log() -> str:
    """The code of a community that nobody else uses."""
    return f"t-{new_id(10)}"


@pytest.fixture(autouse=True)
def keys_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.SUNWARD_KEYS = tmp_path / "keys"
    return tmp_path / "keys"


@pytest.fixture
def past_the_guard() -> Iterator[None]:
    """The database alone, with the door's own guard out of the way."""
    with door_open():
        yield


@pytest.fixture
def committing(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """The database without the transaction that a test is usually wrapped in, and without clearing it afterwards.

    On SQLite a copy: a log that was signed here with keys of the test's own would be missed by whoever comes later.
    """
    with django_db_blocker.unblock(), on_a_copy(tmp_path / "committing.sqlite3"):
        yield
        connection.close()
