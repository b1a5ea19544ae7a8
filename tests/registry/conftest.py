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
from sunward.kernel.text import Text
from sunward.record import journal
from sunward.registry import ports as registry_ports
from sunward.registry import queries
from sunward.registry.models import Person

PLAN = Path(__file__).parents[2] / "docs" / "import" / "community.yaml"
TODAY = date(2026, 3, 2)
CODE = "hupan"
HERE = Ref("community", CODE)
FRANCHISE = registry_ports.Franchise(18, {"registered": 0, "habitual": 6})
DIRECTOR = "residents_committee.director"


def grant_everything(*_args: Any) -> ports.Grant:
    """The charter's part is not what is tested here."""
    return ports.Grant("any", ())


@pytest.fixture(autouse=True)
def door() -> Iterator[None]:
    before, asked = ports.bound(), registry_ports.ANSWERS.answer
    registry_ports.bind(lambda *_community_and_day: FRANCHISE)
    ports.bind(
        ports.Ports(
            holds_post=queries.holds_post,
            known=queries.person_exists,
            posts_of=queries.post_keys_of,
            granted=grant_everything,
            granted_at_desk=grant_everything,
            held=lambda *_args: None,
            append=journal.append,
            performed=journal.performed,
            refused_today=journal.refused_today,
            served=journal.served,
            not_held=Text.of,
        )
    )
    with clock.moved_to(clock.moment(TODAY)):
        yield
    ports.bind(before)
    registry_ports.ANSWERS.bind(asked)


@pytest.fixture
def plan() -> dict[str, Any]:
    """The plan of docs/import/community.yaml at another place, so that it can stand beside the sample community."""
    loaded: dict[str, Any] = yaml.safe_load(PLAN.read_text("utf-8").replace("99010", "99020"))
    return loaded | {"community": {"prefix": "HU", "households": 2318}, "charters": []}


@pytest.fixture
def founded(db: None, plan: dict[str, Any]) -> str:
    """The code of a community founded on 1 January 2026."""
    with clock.moved_to(clock.moment(date(2026, 1, 1))):
        perform("registry.found", by="person:founder", post="founder", subject=HERE, facts={"plan": plan}, key="0")
    return CODE


@pytest.fixture
def officer(founded: str) -> str:
    """The director, `person:p...`."""
    return queries.holders(DIRECTOR, founded, TODAY)[0].person


Does = Callable[..., Done]


@pytest.fixture
def does(officer: str) -> Does:
    """`does("register_person", HERE, name="...")`: the director performs an act of the registry."""
    keys = count(1)

    def act(name: str, subject: Ref, /, **facts: Any) -> Done:
        return perform(
            f"registry.{name}", by=officer, post=DIRECTOR, subject=subject, facts=facts, key=f"t{next(keys)}"
        )

    return act


def person(name: str) -> Person:
    """Somebody of the community under test, by name."""
    return Person.objects.get(name=name, community_code=CODE)


@pytest.fixture
def resident(does: Does) -> Callable[..., Ref]:
    """Register somebody and record the arrival: `resident("王小明", "1-101", "2025-01-01", "registered")`."""

    def arrive(name: str, door: str, since: str, status: str, /, **facts: Any) -> Ref:
        someone = does("register_person", HERE, name=name, **facts).result
        household = Ref("household", f"{CODE}-{door}")
        if not queries.household_named(household.id, CODE):
            does("register_household", HERE, door=door)
        does("record_arrival", household, person=str(someone), status=status, from_day=since)
        assert someone is not None
        return someone

    return arrive
