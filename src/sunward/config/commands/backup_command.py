"""`sunward backup FILE.tar.gz`: database, files and keys in one archive, taken while the site runs."""

import argparse
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings


def run(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="sunward backup", description=__doc__)
    parser.add_argument("archive", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=options.archive.absolute().parent) as folder:
        copy = copy_database(Path(folder))
        with os.fdopen(os.open(options.archive, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            write_archive(out, copy)
    print(f"{options.archive}: database, files and keys. Keep it as safe as the keys in it.")
    return 0


def write_archive(out: Any, database: Path) -> None:
    """The archive: the database copy, every kept file, every key."""
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        archive.add(database, database.name)
        for name, folder in (("files", settings.SUNWARD_FILES), ("keys", settings.SUNWARD_KEYS)):
            if folder.exists():
                archive.add(folder, name)


def copy_database(folder: Path) -> Path:
    """A consistent copy: SQLite's own online backup, or pg_dump.

    Raises:
        RuntimeError: when pg_dump is missing or fails.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        return _copy_sqlite(Path(database["NAME"]), folder / "database.sqlite3")
    return _dump_postgresql(database, folder / "database.pgdump")


def _copy_sqlite(source: Path, target: Path) -> Path:
    with sqlite3.connect(source) as live, sqlite3.connect(target) as copy:
        live.backup(copy)
    copy.close()
    live.close()
    return target


def _dump_postgresql(database: dict[str, Any], target: Path) -> Path:
    program = shutil.which("pg_dump")
    if program is None:
        raise RuntimeError("pg_dump is not installed; the package postgresql-client brings it.")
    subprocess.run(  # noqa: S603 - constants and the configured database
        [program, "-Fc", "-f", str(target)], env=pg_environment(database), check=True
    )
    return target


def pg_environment(database: dict[str, Any]) -> dict[str, str]:
    """PostgreSQL's own variables for this database, beside the present environment."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return {**os.environ, **{name: str(database[key]) for name, key in names.items() if database.get(key)}}
