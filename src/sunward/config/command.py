"""The commands of `sunward` that need Django."""

import importlib
import os
import sys
from collections.abc import Sequence

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

UNUSABLE = 2  # as for every other answer that the command was not asked in a way it can work with


def run_command(name: str, arguments: Sequence[str]) -> int:
    """Start Django and run one command; the exit code is what the command returns, or 2 without a usable database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunward.config.settings")
    from sunward.kernel import catalogues

    catalogues.compile_stale()
    try:
        django.setup()
    except (ImproperlyConfigured, ValueError) as problem:  # such as an address of a database that is none
        return _unusable(name, problem)
    module = importlib.import_module(f"sunward.config.commands.{name.replace('-', '_')}_command")
    try:
        code: int = module.run(arguments)
    except (DatabaseError, ImproperlyConfigured) as problem:
        return _unusable(name, problem)
    return code


def _unusable(name: str, problem: Exception) -> int:
    """One line instead of a trace: the settings or the database are at fault, and whoever typed it can mend them."""
    said = str(problem).strip().splitlines()
    print(
        f"{name}: 数据库或设置不可用（DATABASE_URL）。The database or the settings cannot be used (DATABASE_URL): "
        f"{said[0] if said else type(problem).__name__}",
        file=sys.stderr,
    )
    return UNUSABLE
