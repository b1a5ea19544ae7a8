"""All tables and nobody in them, as the migrations make them: kept from one run to the next (SQLite).

To run a hundred and fifty migrations takes longer than most files of tests; what they come to depends on nothing but
themselves and what they build their triggers from.
"""

import ast
import hashlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import setup_databases

from tests.copies import copy_database

SOURCE = Path(__file__).parents[1] / "src"


def made() -> list[tuple[BaseDatabaseWrapper, str, bool]]:
    """The test database with its tables, for `teardown_databases` to take away again."""
    if connection.vendor != "sqlite" or sys.prefix == sys.base_prefix:
        return setup_databases(verbosity=0, interactive=False, aliases={"default"})
    kept = Path(sys.prefix) / "tables" / f"{digest()}.sqlite3"
    if kept.is_file():
        return _copied(kept)
    fresh = setup_databases(verbosity=0, interactive=False, aliases={"default"})
    _keep(kept)
    return fresh


def _copied(kept: Path) -> list[tuple[BaseDatabaseWrapper, str, bool]]:
    before = connection.settings_dict["NAME"]
    name = connection.creation._create_test_db(verbosity=0, autoclobber=True)
    connection.close()
    shutil.copyfile(kept, name)
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    return [(connection, before, True)]


def _keep(kept: Path) -> None:
    """Whole or not at all, for other processes do the same; those of other migrations are not needed any more."""
    kept.parent.mkdir(exist_ok=True)
    copy_database(ours := kept.with_suffix(f".{os.getpid()}"))
    ours.replace(kept)
    for other in kept.parent.glob("*.sqlite3"):
        if other != kept:
            other.unlink(missing_ok=True)


def digest() -> str:
    """What tells these tables from those of other migrations, or of another Django or SQLite."""
    parts = [django.__version__, sqlite3.sqlite_version]
    parts += [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(set(migrations()) | behind())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def migrations() -> Iterator[Path]:
    """Those of every app, other people's too."""
    for app in apps.get_app_configs():
        yield from (Path(app.path) / "migrations").glob("*.py")


def behind() -> set[Path]:
    """Our own modules that migrations build from, and what these are made of."""
    found: set[Path] = set()
    waiting = [path for path in migrations() if path.is_relative_to(SOURCE)]
    while waiting:
        ahead = set(_imported(waiting.pop())) - found
        found |= ahead
        waiting += ahead
    return found


def _imported(path: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
        for name in names:
            module = SOURCE.joinpath(*name.split("."))
            yield from filter(Path.is_file, (module.with_suffix(".py"), module / "__init__.py"))
