"""A door at which the clerk may draw on decisions: in the product only payments cause that act."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from sunward.kernel import ports
from sunward.kernel.ports import Books, Grant

CONSEQUENCES = {"decisions.draw_on_decision", "decisions.return_to_decision"}


@pytest.fixture
def paying() -> Iterator[None]:
    """Grants the two acts that no rule book grants."""
    bound = ports.bound()

    def granted(act: str, post: str, community: str, books: Books, measure: Any) -> Grant | None:
        return Grant("test", ()) if act in CONSEQUENCES else bound.granted(act, post, community, books, measure)

    ports.bind(replace(bound, granted=granted))
    yield
    ports.bind(bound)
