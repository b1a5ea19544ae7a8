"""A finding says what is true: one that passes does not say the failure, one that fails does not say that all is well.

Read from the source: a text that tells a fact (not the rule, which reads the same either way) belongs to one outcome.
`Finding(rule, condition, TEXT)` with a condition that can be true or false has to be `Finding.either` with two."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.files import ROOT, SOURCE, modules, short

ALERT = "注意"  # begins each text that only says what is wrong
WRONG = ("NO_", "NOT_")  # begins the name of such a text
# What begins with these tells a fact that bears the rule out: it reads as if all were well.
WELL = ("已经", "还在", "还没有", "登记簿", "附上", "没有等待")
# Named NO_ or NOT_ by what the rule forbids. Each says who may or what must, and reads the same, met or not.
RULES = {
    "NO_CHAIN", "NO_KIN", "NO_OFFICERS", "NO_PARTY", "NO_POST", "NO_ROOM", "NOT_ABOUT", "NOT_EARLIER", "NOT_HERE",
    "NOT_LISTED", "NOT_ONESELF", "NOT_OWN", "NOT_SHORTER", "NOT_THEIRS", "NOT_YOURS",
}  # fmt: skip
# A rule as well, by a name that elsewhere is a fact's.
ALSO_RULES = {("src/sunward/ballots/counting/counters.py", "NOT_CALLED")}


def texts(tree: ast.AST) -> dict[str, str]:
    """The Chinese of each text that has a name, in a module or in a function of it."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Call):
            call = node.value
            if getattr(call.func, "id", "") == "Text" and call.args and isinstance(call.args[0], ast.Constant):
                found[node.targets[0].id] = str(call.args[0].value)
    return found


def imported(tree: ast.Module, everything: dict[str, dict[str, str]]) -> dict[str, str]:
    """The texts that a module takes from another of ours."""
    return {
        alias.asname or alias.name: everything[node.module][alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in everything
        for alias in node.names
        if alias.name in everything[node.module]
    }


def one_text_for_two_outcomes(tree: ast.AST) -> Iterator[tuple[int, str, ast.expr]]:
    """Each `Finding(rule, condition, TEXT)` whose condition is written down and not simply true or false."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding" and len(node.args) > 2):
            continue
        condition, said = node.args[1], node.args[2]
        if isinstance(said, ast.Call) and isinstance(said.func, ast.Attribute):  # TEXT.fill(...)
            said = said.func.value
        if not isinstance(condition, ast.Constant) and isinstance(said, ast.Name | ast.Call):
            yield node.lineno, said.id if isinstance(said, ast.Name) else "", said


def wrong(name: str, chinese: str) -> bool:
    """Whether a text belongs to one outcome only."""
    if chinese.startswith((ALERT, *WELL)):
        return True
    return name.startswith(WRONG) and name not in RULES


def module_of(path: Path) -> str:
    return ".".join(("sunward", *path.relative_to(SOURCE).with_suffix("").parts))


def misleading(trees: dict[Path, ast.Module]) -> dict[str, str]:
    everything = {module_of(path): texts(tree) for path, tree in trees.items()}
    found = {}
    for path, tree in trees.items():
        known = imported(tree, everything) | texts(tree)
        for line, name, said in one_text_for_two_outcomes(tree):
            first = said.args[0] if isinstance(said, ast.Call) and said.args else None
            chinese = str(first.value) if isinstance(first, ast.Constant) else known.get(name, "")
            if (short(path), name) not in ALSO_RULES and wrong(name, chinese):
                found[f"{short(path)}:{line}"] = f"{name} {chinese}"
    return found


def test_a_finding_says_what_is_true_of_it() -> None:
    """Seen before: a departure by somebody's own word "is not their own word", a passed count "has no count"."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in modules()}
    assert misleading(trees) == {}


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ('yield Finding("own_word", ok, ALONE)', True),
        ('yield Finding("own_word", ok, NOT_SIGNED, source)', True),
        ('yield Finding("own_word", ok, SIGNED)', True),
        ('yield Finding("own_word", not late, Text("已经签字。", "Signed."))', True),
        ('yield Finding("own_word", ok, NOT_SIGNED.fill(day=day))', True),
        ('yield Finding("own_word", False, ALONE)', False),
        ('yield Finding.either("own_word", ok, SIGNED, ALONE)', False),
        ('yield Finding("own_word", ok, RULE)', False),
    ],
)
def test_one_text_for_both_outcomes_is_seen(line: str, seen: bool) -> None:
    said = (
        'ALONE = Text("注意：没有签字。", "Alert: unsigned.")\n'
        'NOT_SIGNED = Text("没有签字。", "Unsigned.")\n'
        'SIGNED = Text("已经签字。", "Signed.")\n'
        'RULE = Text("由本人签字。", "Signed by themselves.")\n'
    )
    assert bool(misleading({SOURCE / "here.py": ast.parse(said + line)})) is seen


def test_each_exception_is_needed() -> None:
    names = {name for path in modules() for name in texts(ast.parse(path.read_text("utf-8")))}
    assert names >= RULES
    for place, name in ALSO_RULES:
        tree = ast.parse((ROOT / place).read_text("utf-8"))
        assert name in {said for _line, said, _node in one_text_for_two_outcomes(tree)}, place
