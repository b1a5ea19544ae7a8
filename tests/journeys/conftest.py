"""Every story begins on a Monday in March, in a community with officers, rule books and a budget."""

from collections.abc import Iterator

import pytest

from sunward.kernel.refs import Ref
from tests.money import cases


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with cases.on(cases.START):
        yield


@pytest.fixture
def lines(community: str) -> dict[str, Ref]:
    """The year's budget lines."""
    return cases.adopt({"lighting": "300000", "repairs": "60000"})


@pytest.fixture
def line(lines: dict[str, Ref]) -> Ref:
    return lines["lighting"]
