"""The demo's bar: with one click the visitor becomes a resident, a clerk, the secretary, a supervisor.

Only in a database whose entry 0 says that it is a demo.
"""

from dataclasses import dataclass

from sunward.kernel import clock
from sunward.kernel.text import Text
from sunward.record import queries as record
from sunward.registry import queries as registry


@dataclass(frozen=True, slots=True)
class Part:
    """One person that the visitor can become."""

    key: str
    person: str
    title: Text
    name: str


PARTS = (
    ("delegate", "representatives_meeting.delegate", Text("代表", "delegate")),
    ("clerk", "service_centre.clerk", Text("办事员", "clerk")),
    ("secretary", "party_organisation.secretary", Text("书记", "secretary")),
    ("deputy", "residents_committee.deputy_director", Text("副主任", "deputy")),
    ("supervisor", "supervision_committee.head", Text("监督", "supervisor")),
    ("accountant", "accounting_centre.accountant", Text("会计", "accountant")),
    ("inspector", "street_discipline.officer", Text("纪检", "inspector")),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """What the bar shows: the parts on offer, and which one the visitor has taken."""

    parts: tuple[Part, ...]
    taken: Part | None
    code: str | None


def bar(code: str | None, person: str | None) -> Bar:
    """The bar of a page; without a community there is nobody to become."""
    offered = parts(code) if code else ()
    return Bar(offered, next((part for part in offered if part.person == person), None), code)


_in_earnest: list[bool] = []


def is_demo() -> bool:
    """Whether the founding entry of every log here says so.

    Asked for every page of a demo; that a database is in earnest is remembered, for it never becomes a demo.
    """
    if _in_earnest:
        return False
    demo = record.founded_as_demo()
    if not demo and record.any_founded():
        _in_earnest.append(True)
    return demo


def parts(code: str) -> tuple[Part, ...]:
    """The parts on offer in a community: an ordinary resident, and one holder of each post."""
    found = []
    resident = registry.some_resident(code, clock.today())
    if resident:
        found.append(Part("resident", resident.person, Text("居民", "resident"), resident.name))
    for key, post, title in PARTS:
        held = registry.holders(post, code, clock.today())[:1]
        found.extend(Part(key, holder.person, title, holder.name) for holder in held)
    return tuple(found)
