"""The lived-in community, for one test or for a whole module of pages that are only read."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests import stage
from tests.money import cases
from tests.portal import scene


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """Every page is read on the same day."""
    with cases.on(scene.TODAY):
        yield


@pytest.fixture
def lived(community: str) -> scene.Lived:
    return scene.live()


@pytest.fixture(scope="module")
def lived_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[scene.Lived]:
    """The same for every page of a module; taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        stage.found("heping")
        yield scene.live()
        transaction.set_rollback(True)
