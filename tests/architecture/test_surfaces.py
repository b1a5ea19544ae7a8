"""A context is used from outside through its acts, queries, policies and events; nobody reads another's tables."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.files import SOURCE, modules

SURFACE = {"acts", "queries", "policies", "events"}
# What a context offers besides: a base to derive from, a framework to register with, what it asks of those above it,
# the engine, what is a reason, the day of a slip, words for pages, numbers for papers, pure functions that make an
# outcome of a tally.
OFFERED = {
    "ballots": {"acting", "rules"},
    "charter": {"engine", "ports", "reasons", "wording"},
    "disclosure": {"handed_in"},
    "meetings": {"rules"},
    "kernel": {path.stem for path in (SOURCE / "kernel").iterdir()},
    "record": {"activity", "audit", "commitments", "privacy", "sequencer"},
    "registry": {"acting", "imports", "naming", "paper_numbers", "ports"},
}
# The house is put together in `config`, and the command line starts there: whom it calls is for them to say.
BUILDERS = {"config", "__main__.py"}
EXCEPTIONS = {
    ("money/acts/import_past_payments.py", "registry.models"),  # a row of the registry's own import framework
    ("money/imports.py", "registry.models"),
    ("portal/words/checks.py", "money.rules"),
}
MODELS = {("config/commands/sign_in_command.py", "accounts.models")}  # a user is made by an operator, outside any act


def imported(path: Path) -> Iterator[tuple[str, ...]]:
    """The modules of Sunward that a file imports, as parts below `sunward`; a name counts as a module's part."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{each.name}" for each in node.names]
        elif isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        else:
            continue
        yield from (tuple(name.split(".")[1:]) for name in names if name.startswith("sunward."))


def crossings() -> Iterator[tuple[str, str, str]]:
    """File, context and part of it, wherever a file imports from another context than its own."""
    for path in modules():
        inside = path.relative_to(SOURCE)
        for parts in imported(path):
            if len(parts) > 1 and parts[0] != inside.parts[0]:
                yield str(inside), parts[0], parts[1]


def test_nobody_reads_another_contexts_tables() -> None:
    reading = {(file, f"{context}.{part}") for file, context, part in crossings() if part == "models"}
    assert reading == MODELS | {each for each in EXCEPTIONS if each[1].endswith(".models")}


def test_contexts_are_used_through_what_they_offer() -> None:
    past = {
        (file, f"{context}.{part}")
        for file, context, part in crossings()
        if file.partition("/")[0] not in BUILDERS and part not in SURFACE | OFFERED.get(context, set())
    }
    assert past == EXCEPTIONS


def test_every_way_in_that_is_offered_is_used() -> None:
    used = {(context, part) for file, context, part in crossings() if file.partition("/")[0] not in BUILDERS}
    offered = {(context, part) for context, parts in OFFERED.items() for part in parts if context != "kernel"}
    assert offered <= used
