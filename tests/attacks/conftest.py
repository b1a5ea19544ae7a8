"""Every attack begins on a Monday in March, in a community with officers, rule books and a budget."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from sunward.kernel.refs import Ref
from tests.money import cases


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with cases.on(cases.START):
        yield


@pytest.fixture(autouse=True)
def keys(settings: Settings, tmp_path: Path) -> Path:
    """Logs that an attack signs are signed with keys of its own."""
    settings.SUNWARD_KEYS = tmp_path / "keys"
    return tmp_path / "keys"


@pytest.fixture
def line(community: str) -> Ref:
    """A budget line of 300,000 yuan."""
    return cases.adopt({"lighting": "300000"})["lighting"]
