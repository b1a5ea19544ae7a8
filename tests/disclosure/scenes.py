"""Scenes that several stories begin with: days, residents, a posting, an objection."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from typing import Any

from sunward.disclosure.models import Objection, Publication
from sunward.kernel import clock
from sunward.kernel.door import perform
from sunward.kernel.refs import new_id
from sunward.kernel.viewer import Viewer
from sunward.registry import queries as registry
from tests import stage

MONDAY = date(2026, 3, 2)
ANYONE = Viewer(stage.CODE)
_doors = count(1)


@contextmanager
def day(on: date) -> Iterator[None]:
    """Something that happens on this day."""
    with clock.moved_to(clock.moment(on)):
        yield


def resident(name: str = "赵德海", code: str = stage.CODE) -> str:
    """Somebody who lives in the community since its founding, `person:<id>`."""
    number, community = next(_doors), stage.here(code)
    with day(stage.OPENING):
        house = stage.act("registry.register_household", stage.CLERK, community, code=code, door=f"1-{number}")
        person = perform(
            "registry.register_person", by=stage.holder(code, stage.CLERK), post=stage.CLERK, subject=community,
            facts={"name": name}, key=new_id(),
        )  # fmt: skip
        assert house.result
        assert person.result
        stage.act("registry.record_arrival", stage.CLERK, house.result, code=code, person=str(person.result),
                  status="registered")  # fmt: skip
    return str(person.result)


def post(on: date, **facts: Any) -> Publication:
    """The clerk posts something for everyone."""
    given = {"item": "leases", "title": "清溪路18号房屋出租"} | facts
    with day(on):
        done = stage.act("disclosure.publish", stage.CLERK, stage.here(), **given)
    assert done.result
    return Publication.objects.get(number=done.result.id)


def objection(publication: Publication, by: str, on: date, text: str = "租金低于市价") -> Objection:
    """A resident objects."""
    with day(on):
        done = stage.act("disclosure.object", "resident", publication.ref, by=by, text=text)
    assert done.result
    return Objection.objects.get(number=done.result.id)


def answer(row: Objection, outcome: str, on: date) -> Objection:
    """The committee's director answers."""
    with day(on):
        stage.act("disclosure.answer_objection", stage.DIRECTOR, row.ref, outcome=outcome, answer="已核对周边租金。")
    return Objection.objects.get(pk=row.pk)


def reader(person: str) -> Viewer:
    """Somebody as the pages know them: with what the register says of them on Monday."""
    keys = registry.post_keys_of(person, stage.CODE, MONDAY)
    posts = frozenset(key for key in keys if "." in key)
    return Viewer(stage.CODE, person, posts, frozenset(keys) - posts)


def viewer(person: str, *capacities: str, posts: tuple[str, ...] = ()) -> Viewer:
    """A reader with these capacities and posts."""
    return Viewer(stage.CODE, person, frozenset(posts), frozenset({"anyone", *capacities}))
