"""The plan of a community: where it lies, which bodies and posts it has, and who begins in them."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sunward.kernel.facts import FactsError
from sunward.kernel.text import Text
from sunward.registry.founding.reading import Node
from sunward.registry.models.areas import LEVELS

CODE = re.compile(r"\d{12}$")
GRID_CODE = re.compile(r"\d{15}$")
PREFIX = re.compile(r"[A-Z]{1,6}$")
WORD = re.compile(r"[a-z][a-z0-9_]*$")
PATTERN = re.compile(r"[a-z][a-z0-9_]*\.([a-z][a-z0-9_]*|\*)$")


@dataclass(frozen=True, slots=True)
class AreaPlan:
    level: str
    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class PersonPlan:
    name: str
    latin_name: str


@dataclass(frozen=True, slots=True)
class HolderPlan:
    person: str  # key in `Plan.people`
    from_day: date | None
    until_day: date | None
    elected_by: str


@dataclass(frozen=True, slots=True)
class PostPlan:
    key: str
    title: Text
    seats: int
    term_years: int | None
    incompatible_with: tuple[str, ...]
    holders: tuple[HolderPlan, ...]


@dataclass(frozen=True, slots=True)
class BodyPlan:
    at: str  # the level of the area it belongs to
    kind: str
    name: Text
    seats: int | None
    posts: tuple[PostPlan, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan in which every part is well formed. `areas` leads from the city down to the community."""

    prefix: str
    households: int
    areas: tuple[AreaPlan, ...]
    grids: tuple[AreaPlan, ...]
    people: dict[str, PersonPlan]
    bodies: tuple[BodyPlan, ...]
    charters: tuple[str, ...]
    demo: bool = False  # people and places are invented, the clock may be moved, and entry 0 says so


def read_plan(data: Any) -> Plan:
    """The plan in what a YAML or JSON file held.

    Raises:
        FactsError: naming every place that is missing or wrong, and what is accepted there.
    """
    top = Node(data if isinstance(data, dict) else {}, "")
    top.only("community", "areas", "grids", "people", "bodies", "charters", "demo")
    plan = Plan(
        prefix=_fitting(top.at("community").at("prefix"), PREFIX, _("one to six capital letters, for example XY")),
        households=top.at("community").at("households").whole(0),
        areas=_areas(top.at("areas")),
        grids=tuple(_area(node, "grid") for node in top.at("grids").items()),
        people={key: _person(node) for key, node in top.at("people").entries()},
        bodies=tuple(_body(node) for node in top.at("bodies").items()),
        charters=tuple(node.text() for node in top.at("charters").items()),
        demo=top.at("demo").value is True,
    )
    _check(plan, top)
    if top.faults:
        raise FactsError({"plan": top.faults})
    return plan


def _fitting(node: Node, pattern: re.Pattern[str], accepted: str) -> str:
    text = node.text()
    if text and not pattern.match(text):
        node.fault(_("“%(text)s” is not accepted; accepted: %(accepted)s.") % {"text": text, "accepted": accepted})
    return text


def _areas(node: Node) -> tuple[AreaPlan, ...]:
    areas = tuple(_area(each) for each in node.items())
    levels = [area.level for area in areas]
    if levels[-1:] != ["community"] or levels != [level for level in LEVELS if level in levels]:
        node.fault(_("lists the areas from the highest to the community itself, in this order: %(levels)s.") %
                   {"levels": ", ".join(LEVELS[:-1])})  # fmt: skip
    return areas


def _area(node: Node, level: str | None = None) -> AreaPlan:
    node.only("level", "code", "name")
    pattern, accepted = (GRID_CODE, _("15 digits")) if level == "grid" else (CODE, _("12 digits"))
    code = _fitting(node.at("code"), pattern, accepted)
    return AreaPlan(level or node.at("level").text(), code, node.at("name").both())


def _person(node: Node) -> PersonPlan:
    node.only("name", "latin_name")
    return PersonPlan(node.at("name").text(), node.at("latin_name").text(required=False))


def _body(node: Node) -> BodyPlan:
    node.only("at", "kind", "name", "seats", "posts")
    seats = node.at("seats")
    return BodyPlan(
        at=node.at("at").text(required=False) or "community",
        kind=_fitting(node.at("kind"), WORD, _("small letters, digits and _")),
        name=node.at("name").both(),
        seats=None if seats.value is None else seats.whole(),
        posts=tuple(_post(each) for each in node.at("posts").items()),
    )


def _post(node: Node) -> PostPlan:
    node.only("key", "title", "seats", "term_years", "incompatible_with", "holders")
    term = node.at("term_years")
    return PostPlan(
        key=_fitting(node.at("key"), WORD, _("small letters, digits and _")),
        title=node.at("title").both(),
        seats=node.at("seats").whole(1),
        term_years=None if term.value is None else term.whole(),
        incompatible_with=tuple(
            _fitting(each, PATTERN, _("body.post, or body.* for all posts of a body"))
            for each in node.at("incompatible_with").items()
        ),
        holders=tuple(_holder(each) for each in node.at("holders").items()),
    )


def _holder(node: Node) -> HolderPlan:
    node.only("person", "from", "until", "elected_by")
    return HolderPlan(
        node.at("person").text(),
        node.at("from").day(),
        node.at("until").day(),
        node.at("elected_by").text(required=False),
    )


def _check(plan: Plan, top: Node) -> None:
    """What can only be seen when the parts are looked at together."""
    community = plan.areas[-1].code if plan.areas else ""
    for place, grid in enumerate(plan.grids):
        if not grid.code.startswith(community):
            top.at(f"grids[{place}].code").fault(_("begins with the community's code %(code)s.") % {"code": community})
    for place, body in enumerate(plan.bodies):
        if body.at not in {area.level for area in plan.areas}:
            top.at(f"bodies[{place}].at").fault(_("names one of the levels under “areas”."))
        for number, post in enumerate(body.posts):
            _check_post(post, plan, top.at(f"bodies[{place}].posts[{number}].holders"))
    _check_twice(plan, top.at("bodies"))


def _check_post(post: PostPlan, plan: Plan, node: Node) -> None:
    if len(post.holders) > post.seats:
        node.fault(_("%(count)d people for %(seats)d seats.") % {"count": len(post.holders), "seats": post.seats})
    for holder in post.holders:
        if holder.person not in plan.people:
            node.fault(_("“%(name)s” is not among “people”.") % {"name": holder.person})
        if holder.from_day and holder.until_day and holder.until_day < holder.from_day:
            node.fault(_("the term ends before it begins."))
    if len({holder.person for holder in post.holders}) < len(post.holders):
        node.fault(_("names somebody twice."))


def _check_twice(plan: Plan, node: Node) -> None:
    kinds = [(body.at, body.kind) for body in plan.bodies]
    posts = [(*kind, post.key) for kind, body in zip(kinds, plan.bodies, strict=True) for post in body.posts]
    named = [".".join(name) for name in (*kinds, *posts)]
    for name in sorted({name for name in named if named.count(name) > 1}):
        node.fault(_("“%(name)s” stands there twice.") % {"name": name})
