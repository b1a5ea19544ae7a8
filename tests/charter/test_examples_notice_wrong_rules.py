"""Would the worked examples notice a wrong rule? Every threshold, notice and step that the judge reads is changed
a little; the verdict of some example in the same rule book must change with it."""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

import pytest

from sunward.charter.engine import Charter, Pack, PackVersion, UnusableCase, judge, read_pack, read_version
from tests.charter.test_examples import CHARTERS, DECIDING, Example, examples_of

JUDGED = ("bodies", "matters", "procedures")
BEFORE = ("opinion", "proposal", "consultation", "party_study", "party_members_review")
ADD_ONE = "no example in this rule book's examples/ would notice: add one on each side of the rule"
Document = dict[str, Any]
Path = tuple[str | int, ...]


def stricter(rule: Document) -> None:
    rule["more_than"] = rule.pop("at_least")


def laxer(rule: Document) -> None:
    rule["at_least"] = rule.pop("more_than")


def a_day_more(rule: Document) -> None:
    rule["days"] += 1


def a_day_less(rule: Document) -> None:
    rule["days"] -= 1


def not_read(rule: Document) -> None:
    rule["unconfirmed"] = True


def rules_in(node: object, path: Path = ()) -> Iterator[tuple[Path, Document]]:
    if isinstance(node, dict) and not node.get("unconfirmed"):
        yield path, node
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in entries:
        yield from rules_in(value, (*path, key))


def changes_to(path: Path, rule: Document) -> tuple[Callable[[Document], None], ...]:
    if "at_least" in rule:
        return (stricter,)
    if "more_than" in rule:
        return (laxer,)
    if path[-1:] == ("notice",):
        return (a_day_more, a_day_less)
    return (not_read,) if path[-1:] in (("agenda",), ("convened_by",), ("competence",)) else ()


def steps_asked_for(document: Mapping[str, Any]) -> set[str]:
    """Steps before a decision; a body's rules and a procedure may both ask for one."""
    rules = (rule for _, rule in rules_in(judged(document)))
    return {rule["step"] for rule in rules if rule.get("step") in BEFORE and rule.get("required", True)}


def judged(document: Mapping[str, Any]) -> Document:
    return {part: document.get(part) for part in JUDGED}


@cache
def pack_named(name: str) -> Pack:
    return read_pack(CHARTERS / name)


@cache
def judged_parts(version: str, pack: str) -> PackVersion:
    """The version without what the judge does not read: laying it over others is then quick."""
    found = next(one for one in pack_named(pack).versions if one.id == version)
    kept = {key: value for key, value in found.document.items() if key in JUDGED or not isinstance(value, dict)}
    return read_version({**kept, "title": found.document["title"], "text": found.document["text"]})


def versions_for(example: Example) -> tuple[PackVersion, ...]:
    on = date.fromisoformat(example["case"]["held_on"])
    found = [(name, version) for name in example["charter"] if (version := pack_named(name).on(on))]
    return tuple(judged_parts(version.id, name) for name, version in found)


def verdict_on(example: Example, charter: Charter) -> str:
    try:
        return str([(found.rule, found.ok, found.unconfirmed) for found in judge(example["case"], charter).findings])
    except UnusableCase as error:
        return str(error)


def verdicts(pack: str, instead: PackVersion | None = None) -> list[str]:
    """What the judge says to each example, with one version replaced by a changed one."""
    charters: dict[tuple[str, ...], Charter] = {}
    found = []
    for example in examples_of(pack):
        versions = versions_for(example)
        key = tuple(version.id for version in versions)
        if versions and key not in charters:
            used = (instead if instead and one.id == instead.id else one for one in versions)
            charters[key] = Charter.from_versions(used)
        found.append(verdict_on(example, charters[key]) if versions else "none in force")
    return found


verdicts_as_written = cache(verdicts)


def latest_read(pack: str) -> PackVersion:
    """The newest version whose text has been read; older ones are the same rules on other days."""
    read = [version for version in pack_named(pack).versions if not version.unconfirmed]
    return judged_parts(read[-1].id, pack)


def every_change() -> Iterator[Any]:
    for pack in DECIDING:
        version = latest_read(pack)
        for path, rule in rules_in(judged(version.document)):
            for change in changes_to(path, rule):
                place = ".".join(map(str, path))
                yield pytest.param(pack, path, change, id=f"{pack} {place} {change.__name__}")


@pytest.mark.parametrize(("pack", "path", "change"), list(every_change()))
def test_some_example_notices(pack: str, path: Path, change: Callable[[Document], None]) -> None:
    document: Any = deepcopy(latest_read(pack).document)
    rule = document
    for key in path:
        rule = rule[key]
    change(rule)
    assert verdicts(pack, read_version(document)) != verdicts_as_written(pack), ADD_ONE


EVERY_STEP = [(pack, step) for pack in DECIDING for step in sorted(steps_asked_for(latest_read(pack).document))]


@pytest.mark.parametrize(("pack", "step"), EVERY_STEP)
def test_some_example_notices_a_step_that_nobody_asks_for(pack: str, step: str) -> None:
    document: Any = deepcopy(latest_read(pack).document)
    for _, rule in list(rules_in(judged(document))):
        if rule.get("step") == step:
            not_read(rule)
    assert verdicts(pack, read_version(document)) != verdicts_as_written(pack), ADD_ONE


def test_nothing_is_noticed_where_nothing_changed() -> None:
    document: Mapping[str, Any] = deepcopy(latest_read("cn-village").document)
    assert verdicts("cn-village", read_version(document)) == verdicts_as_written("cn-village")
