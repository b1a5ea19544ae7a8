"""A founded community and a door with the record and the registry plugged in."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml

from sunward.kernel import clock, ports
from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.refs import Ref
from sunward.record import journal
from sunward.registry import queries

PLAN = Path(__file__).parents[2] / "docs" / "import" / "community.yaml"
TODAY = date(2026, 3, 2)
XIANGYANG = Ref("community", "xiangyang")
DIRECTOR = "residents_committee.director"


def grant_everything(*_args: Any) -> ports.Grant:
    """The charter's part is not what is tested here."""
    return ports.Grant("any", ())


@pytest.fixture(autouse=True)
def door() -> Iterator[None]:
    before = list(ports._bound)
    ports.bind(
        ports.Ports(
            holds_post=queries.holds_post,
            posts_of=queries.post_keys_of,
            granted=grant_everything,
            held=lambda *_args: None,
            append=journal.append,
            performed=journal.performed,
            refused_today=journal.refused_today,
        )
    )
    with clock.moved_to(clock.moment(TODAY)):
        yield
    ports._bound[:] = before


@pytest.fixture
def plan() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(PLAN.read_text("utf-8"))
    return loaded


@pytest.fixture
def xiangyang(db: None, plan: dict[str, Any]) -> str:
    """The community of docs/import/community.yaml, founded on 1 January 2026."""
    with clock.moved_to(clock.moment(date(2026, 1, 1))):
        perform("registry.found", by="person:founder", post="founder", subject=XIANGYANG, facts={"plan": plan}, key="0")
    return "xiangyang"


@pytest.fixture
def officer(xiangyang: str) -> str:
    """The director, `person:p...`."""
    return queries.holders(DIRECTOR, xiangyang, TODAY)[0].person


Does = Callable[..., Done]


@pytest.fixture
def does(officer: str) -> Does:
    """`does("register_person", XIANGYANG, name="...")`: the director performs an act of the registry."""
    keys = count(1)

    def act(name: str, subject: Ref, **facts: Any) -> Done:
        return perform(
            f"registry.{name}", by=officer, post=DIRECTOR, subject=subject, facts=facts, key=f"t{next(keys)}"
        )

    return act


@pytest.fixture
def resident(does: Does) -> Callable[..., Ref]:
    """Register somebody and record the arrival: `resident("王小明", "1-101", "2025-01-01", "registered")`."""

    def arrive(name: str, door: str, since: str, status: str, **facts: Any) -> Ref:
        person = does("register_person", XIANGYANG, name=name, **facts).result
        household = Ref("household", f"xiangyang-{door}")
        if not queries.household_exists(household.id):
            does("register_household", XIANGYANG, door=door)
        does("record_arrival", household, person=str(person), status=status, from_day=since)
        assert person is not None
        return person

    return arrive
