"""The lived-in community, read on the same day by every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import translation
from pytest_django import DjangoDbBlocker

from sunward.portal.caching import shelf
from tests.copies import copy_database, standing_on
from tests.money import cases
from tests.portal import scene


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """Every page is read on the same day."""
    with cases.on(scene.TODAY):
        yield


@pytest.fixture(scope="session")
def lived_in(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, scene.Lived]:
    """A copy of the database in which those weeks have passed: living them takes longer than most tests of them."""
    database = tmp_path_factory.mktemp("lived") / "sunward.sqlite3"
    with django_db_blocker.unblock(), translation.override("zh-hans"), cases.on(scene.TODAY):
        copy_database(database)
        with standing_on(database), transaction.atomic():
            told = scene.live()
    return database, told


@pytest.fixture
def lived(request: pytest.FixtureRequest, django_db_setup: None) -> Iterator[scene.Lived]:
    """The test stands on the copy, and its transaction is taken back there. To be asked for before `community`."""
    if connection.vendor != "sqlite":
        request.getfixturevalue("db")
        yield scene.live()
        return
    database, told = request.getfixturevalue("lived_in")
    shelf.clear()  # the record is the same in every test; what another one has patched or set may not be
    with standing_on(database):
        request.getfixturevalue("db")
        yield told
