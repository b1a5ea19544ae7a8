"""A door at which the clerk may draw on decisions: in the product only payments cause that act."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sunward.kernel import ports
from sunward.kernel.ports import Grant

CONSEQUENCES = {"decisions.draw_on_decision", "decisions.return_to_decision"}


@pytest.fixture
def paying() -> Iterator[None]:
    """Grants the two acts that no rule book grants."""
    bound = ports.bound()

    def granted(act: str, post: str, community: str, on: date, measure: Any) -> Grant | None:
        return Grant("test", ()) if act in CONSEQUENCES else bound.granted(act, post, community, on, measure)

    ports.bind(replace(bound, granted=granted))
    yield
    ports.bind(bound)
