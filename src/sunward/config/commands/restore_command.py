"""`sunward restore FILE.tar.gz`: put a backup into an empty place. Never over a database that holds anything."""

import argparse
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import connection

from sunward.config.commands.backup_command import pg_environment


def run(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="sunward restore", description=__doc__)
    parser.add_argument("archive", type=Path)
    options = parser.parse_args(arguments)
    taken = what_is_in_the_way()
    if taken:
        print(f"Nothing was changed: {taken} is not empty. Restore into an empty place.", file=sys.stderr)
        return 1
    try:
        unpack(options.archive)
    except (OSError, EOFError, tarfile.TarError, subprocess.CalledProcessError) as problem:
        print(f"{options.archive}: could not be restored: {problem}", file=sys.stderr)
        return 2
    print("Restored. The first `sunward serve` compares the log with the last checkpoint that was signed.")
    return 0


def what_is_in_the_way() -> str:
    """The first place that already holds something; empty when all are free.

    The secret that Django made at start-up does not count: the backup brings its own.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        if Path(database["NAME"]).exists():
            return str(database["NAME"])
    elif connection.introspection.table_names():
        return "the database"
    if settings.SUNWARD_FILES.exists() and any(settings.SUNWARD_FILES.iterdir()):
        return str(settings.SUNWARD_FILES)
    keys = [path for path in settings.SUNWARD_KEYS.glob("*") if path.name != "session.secret"]
    return str(settings.SUNWARD_KEYS) if keys else ""


def unpack(archive: Path) -> None:
    """Bring database, files and keys to their places."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        _restore_database(Path(folder))
        for name, target in (("files", settings.SUNWARD_FILES), ("keys", settings.SUNWARD_KEYS)):
            if (Path(folder) / name).exists():
                shutil.copytree(Path(folder) / name, target, dirs_exist_ok=True)
    settings.SUNWARD_KEYS.mkdir(parents=True, exist_ok=True)
    settings.SUNWARD_KEYS.chmod(0o700)
    for key in settings.SUNWARD_KEYS.iterdir():
        key.chmod(0o600)


def _restore_database(folder: Path) -> None:
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        target = Path(database["NAME"])
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_of_the_same_kind(folder / "database.sqlite3"), target)
        return
    program = shutil.which("pg_restore") or "pg_restore"
    command = [program, "--no-owner", "-d", str(database["NAME"]), str(_of_the_same_kind(folder / "database.pgdump"))]
    subprocess.run(command, env=pg_environment(database), check=True)  # noqa: S603 - constants and the configured database


def _of_the_same_kind(copy: Path) -> Path:
    """The database copy that fits DATABASE_URL.

    Raises:
        FileNotFoundError: when the archive holds none, or one made with the other kind of database.
    """
    if not copy.exists():
        raise FileNotFoundError(f"the archive holds no {copy.name}; DATABASE_URL must name the kind it was made with")
    return copy
