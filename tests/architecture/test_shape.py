"""The house as it is meant to be: small rooms, plain names, imports downward, migrations that only add."""

import ast
import importlib
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader

from sunward.kernel import guard
from tests.architecture.files import ROOT, SOURCE, committed, modules, short

LINES_AT_MOST = 400
KERNEL_LINES_AT_MOST = 3_200  # the machinery stays small enough to be read in a morning
BAD_NAMES = {"utils", "util", "common", "helper", "helpers", "manager", "managers", "misc"}
ADDS = (
    migrations.CreateModel,
    migrations.AddField,
    migrations.AddConstraint,
    migrations.AddIndex,
    migrations.RunPython,  # for triggers only, see below
    migrations.AlterField,  # to make a text longer only, see below
    migrations.RemoveConstraint,  # to put one of the same name that takes more in its place only, see below
)


def test_imports_go_downward_only() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert "5 kept, 0 broken" in done.stdout


def test_no_module_outgrows_one_sitting() -> None:
    sizes = {short(path): path.read_text("utf-8").count("\n") for path in modules()}
    assert {name: lines for name, lines in sizes.items() if lines > LINES_AT_MOST} == {}


def test_no_story_outgrows_one_sitting_either() -> None:
    """A file of tests that does is several stories: each gets a name of its own."""
    sizes = {short(path): path.read_text("utf-8").count("\n") for path in (ROOT / "tests").rglob("*.py")}
    assert {name: lines for name, lines in sizes.items() if lines > LINES_AT_MOST} == {}


def test_no_module_is_called_by_what_it_might_be_for() -> None:
    named = [short(path) for path in SOURCE.rglob("*") if path.stem in BAD_NAMES]
    assert named == []


def lengths() -> Iterator[tuple[int, str]]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (node.end_lineno or node.lineno) - node.lineno + 1, f"{short(path)}:{node.name}"


def test_functions_say_one_thing() -> None:
    found = sorted(lengths())
    lines = [length for length, _name in found]
    assert statistics.median(lines) <= 8
    assert lines[len(lines) * 9 // 10] <= 25
    assert [name for length, name in found if length > 60] == []


def test_the_kernel_stays_small() -> None:
    assert sum(path.read_text("utf-8").count("\n") for path in (SOURCE / "kernel").rglob("*.py")) < KERNEL_LINES_AT_MOST


def test_the_kernel_has_no_table_of_its_own() -> None:
    assert [model.__name__ for model in apps.get_app_config("kernel").get_models()] == []


def migration_modules() -> list[str]:
    return [
        ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
        for path in sorted(SOURCE.glob("*/migrations/0*.py"))
    ]


@pytest.mark.parametrize("name", migration_modules())
def test_a_migration_only_adds(name: str) -> None:
    """No column and no table is removed, renamed or rewritten, and no row is touched: changes of data are acts."""
    migration = importlib.import_module(name)
    assert {type(step).__name__ for step in migration.Migration.operations} <= {each.__name__ for each in ADDS}
    text = Path(str(migration.__file__)).read_text("utf-8")
    assert not re.search(r"get_model|\.objects\b|\.save\(|\b(INSERT INTO|DELETE FROM)\b", text)


class Statements:
    """A schema editor that runs nothing."""

    connection = connection

    def __init__(self) -> None:
        self.run: list[str] = []

    def execute(self, statement: object, params: object = None) -> None:
        self.run.append(str(statement))


def triggers_made() -> set[str]:
    """By name, those that the migrations put in place and took away no more, one after the other in each context."""
    found: set[str] = set()
    for (_app, _name), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        for step in migration.operations if migration.__module__.startswith("sunward.") else ():
            if isinstance(step, migrations.RunPython):
                editor = Statements()
                step.code(apps, editor)
                for verb, name in re.findall(r"\b(CREATE|DROP) TRIGGER (?:IF EXISTS )?(\w+)", "\n".join(editor.run)):
                    found = found | {name} if verb == "CREATE" else found - {name}
    return found


@pytest.mark.django_db
def test_no_migration_has_lost_a_trigger() -> None:
    """SQLite writes a table anew for a column with a default, or for a constraint, and its triggers are gone: whoever
    adds one puts them in place again, with `install` of the migration that made them."""
    made = triggers_made()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        there = {name for (name,) in cursor.fetchall()}
    assert len(made) > 80
    assert made - there == set()


def altered_fields() -> "Iterator[tuple[str, models.Field[Any, Any], models.Field[Any, Any]]]":
    """Where, the field before, and the field after, wherever a migration alters one."""
    loader = MigrationLoader(None)
    for (app, name), migration in loader.disk_migrations.items():
        if migration.__module__.startswith("sunward."):
            for step in migration.operations:
                if isinstance(step, migrations.AlterField):
                    before = loader.project_state((app, name), at_end=False).models[app, step.model_name_lower]
                    yield f"{app}.{name}", before.fields[step.name], step.field


def test_an_altered_field_is_a_longer_text_and_nothing_else() -> None:
    altered = list(altered_fields())
    assert altered
    for where, before, after in altered:
        _name, kind, _args, was = before.deconstruct()
        _name, same_kind, _args, now = after.deconstruct()
        assert kind == same_kind == "django.db.models.CharField", where
        assert was.pop("max_length") < now.pop("max_length"), where
        assert was == now, where


def test_the_guards_exceptions_are_these_and_no_others() -> None:
    """Whoever adds one has to change this line, and say why."""
    assert guard.EXCEPTIONS == (
        "accounts_", "account_", "auth_", "django_", "mfa_", "registry_staged",
    )  # fmt: skip
    kinds = {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("sunward.")}
    outside = {name for name in kinds if name.startswith(guard.EXCEPTIONS)}
    assert {name.partition("_")[0] for name in outside} == {"accounts", "registry"}


def test_only_the_door_and_migrations_open_the_door() -> None:
    opened = [short(path) for path in modules() if re.search(r"\bdoor_open\b", path.read_text("utf-8"))]
    assert set(opened) <= {
        "src/sunward/kernel/door.py",
        "src/sunward/kernel/guard.py",
        "src/sunward/kernel/management/commands/migrate.py",
        "src/sunward/config/commands/migrate_command.py",
    }


def test_only_the_sequencer_moves_what_waits() -> None:
    moving = [short(path) for path in modules() if re.search(r"\bsequencing\(", path.read_text("utf-8"))]
    assert sorted(moving) == ["src/sunward/kernel/guard.py", "src/sunward/record/sequencer.py"]


def test_nobody_performs_an_act_inside_an_act() -> None:
    callers = [short(path) for path in SOURCE.glob("*/acts/*.py") if re.search(r"\bperform\(", path.read_text("utf-8"))]
    assert callers == []


TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".html", ".css", ".js", ".json", ".po", ".csv", ".txt", ".lock", ""}
ADDRESS = re.compile(
    r"(?<![\d.])(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+\.\d+(?:\.\d+)?(?![\d.])"  # private networks
    r"|/(?:root|work|home|Users)/(?!sunward\b|lin\b)\w+"  # folders of somebody's machine
    r"|(?<=//)[\w.-]*(?:mirror|artifact|proxy|registry|nexus)[\w.-]*\.[a-z]+"  # a package mirror
)
LOCK_HOSTS = {"https://pypi.org", "https://files.pythonhosted.org"}


def test_no_address_of_anybodys_machine_or_network_is_committed() -> None:
    found = {
        short(path): sorted(set(ADDRESS.findall(path.read_text("utf-8", "replace"))))
        for path in committed()
        if path.suffix in TEXT and path.name != "test_shape.py"
    }
    assert {name: hits for name, hits in found.items() if hits} == {}
    assert set(re.findall(r"https?://[^/\"]+", (ROOT / "uv.lock").read_text("utf-8"))) == LOCK_HOSTS


def test_no_key_and_no_database_is_committed() -> None:
    kinds = {".sqlite3", ".db", ".key", ".pem", ".mo", ".pyc"}
    assert [name for name in map(short, committed()) if Path(name).suffix in kinds or name.startswith("var/")] == []


def columns_of(constraint: models.UniqueConstraint) -> set[str]:
    """Every column that the constraint's key is made of."""
    return {*constraint.fields, *re.findall(r"\bF\((\w+)\)", repr(constraint.expressions))}


def words_of(constraint: models.BaseConstraint) -> set[str]:
    """The words that a column may hold, where that is all that the constraint says."""
    condition = getattr(constraint, "condition", None)
    children = condition.children if isinstance(condition, models.Q) and not condition.negated else []
    said = [child for child in children if isinstance(child, tuple) and child[0].endswith("__in")]
    return {f"{said[0][0]} {word}" for word in said[0][1]} if len(children) == len(said) == 1 else set()


def one_more_way(before: models.CheckConstraint, now: models.BaseConstraint) -> bool:
    """Whether all that was taken in still is, and one thing more."""
    if not isinstance(now, models.CheckConstraint):
        return False
    conditions = [one.condition for one in (before, now)]
    if any(not isinstance(one, models.Q) or one.connector != "OR" or one.negated for one in conditions):
        return False
    was, takes = (frozenset(one.children) for one in conditions if isinstance(one, models.Q))
    return was < takes


def asks_of_fewer(before: models.UniqueConstraint, now: models.UniqueConstraint) -> bool:
    """Whether it has the condition that was there, if any, and something more: of rows left out nothing is asked."""
    conditions = [one.condition or models.Q() for one in (before, now)]
    if any(one.connector != "AND" or one.negated for one in conditions):
        return False
    was, asks = (frozenset(one.children) for one in conditions)
    return was < asks


def test_a_constraint_makes_room_only_for_one_of_its_name_that_takes_more() -> None:
    """A key over more columns tells more rows apart, and what was unique still is; so does one that leaves more rows
    out; a list of words gets one more, or a condition one more way to be met. No other is ever taken away."""
    loader = MigrationLoader(None)
    for (app, name), migration in loader.disk_migrations.items():
        for step in migration.operations if migration.__module__.startswith("sunward.") else ():
            if isinstance(step, migrations.RemoveConstraint):
                key = app, step.model_name_lower
                before = loader.project_state((app, name), at_end=False).models[key].get_constraint_by_name(step.name)
                now = loader.project_state((app, name)).models[key].get_constraint_by_name(step.name)
                if isinstance(before, models.CheckConstraint):
                    if one_more_way(before, now):
                        continue
                    assert words_of(before), name
                    assert words_of(before) < words_of(now), name
                    continue
                assert isinstance(before, models.UniqueConstraint), name
                assert isinstance(now, models.UniqueConstraint), name
                if columns_of(before) == columns_of(now) and asks_of_fewer(before, now):
                    continue
                assert columns_of(before) < columns_of(now), name
                assert before.condition == now.condition, name
