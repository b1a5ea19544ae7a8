"""What every test can count on."""

from collections.abc import Iterator

import pytest
from django.db import connections
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from sunward.kernel import catalogues
from sunward.kernel.refs import new_id

pytest_plugins = ["tests.selection"]


def pytest_configure() -> None:
    # A fresh clone has no compiled translations, and tests read the Chinese pages too.
    catalogues.compile_stale()
    # Two cores shared with a browser and a database: a slow example is no finding.
    settings.register_profile("sunward", deadline=None)
    settings.load_profile("sunward")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The tables, and one community founded by its plan; every test finds it as it was."""
    from tests import stage

    with django_db_blocker.unblock():
        stage.found(stage.CODE)


@pytest.fixture
def community(db: None) -> str:
    """The code of a founded community, with officers in their posts and its rule books in force."""
    return "xiangyang"


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A community of the test's own, for races and crashes: what is written is committed and stays.

    Nothing is flushed afterwards (the record's tables refuse it), so every test founds another one.
    """
    from tests import stage

    with django_db_blocker.unblock():
        code = f"t{new_id(10)}"
        stage.found(code)
        yield code
        connections.close_all()
