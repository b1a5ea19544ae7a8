"""A community with a budget, on a Monday in March."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from sunward.kernel.refs import Ref
from tests.money import cases


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """Every test of money begins on the same day."""
    with cases.on(cases.START), translation.override("en"):
        yield


@pytest.fixture
def lines(community: str) -> dict[str, Ref]:
    """The year's budget lines of the founded community."""
    return cases.adopt({"lighting": "300000", "office": "24000", "repairs": "60000"})


@pytest.fixture
def line(lines: dict[str, Ref]) -> Ref:
    return lines["lighting"]
