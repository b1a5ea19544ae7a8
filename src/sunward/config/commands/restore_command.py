"""`sunward restore FILE.tar.gz`: put a backup into an empty place. Never over a database that holds anything.

Keys and checkpoints that are still there stay: a checkpoint newer than the backup keeps the log from signing another
history over entries that the backup does not have.
"""

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
    print("Restored. What was entered after the backup is missing: see “Backup” in docs/operations/install.md.")
    return 0


def what_is_in_the_way() -> str:
    """The first place that already holds something; empty when all are free."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        if Path(database["NAME"]).exists():
            return str(database["NAME"])
    elif connection.introspection.table_names():
        return "the database"
    if settings.SUNWARD_FILES.exists() and any(settings.SUNWARD_FILES.iterdir()):
        return str(settings.SUNWARD_FILES)
    return ""


def _extract(packed: tarfile.TarFile, folder: Path) -> None:
    """Plain files and folders below this one and nothing else, whatever an archive says. The filter of the standard
    library does the same; Debian 12's Python 3.11.2 is older than it.

    Raises:
        tarfile.TarError: for a link, a device, or a place outside.
    """
    for member in packed.getmembers():
        inside = (folder / member.name).resolve().is_relative_to(folder.resolve())
        if not inside or not (member.isfile() or member.isdir()):
            raise tarfile.ExtractError(f"{member.name} has no place in a backup")
        packed.extract(member, folder, set_attrs=False)


def unpack(archive: Path) -> None:
    """Bring database, files and keys to their places.

    Raises:
        OSError, EOFError, tarfile.TarError, subprocess.CalledProcessError: when the archive cannot be read, does not
            fit, or the database does not take it.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with tarfile.open(archive) as packed:
            _extract(packed, folder)
        _restore_keys(folder / "keys", settings.SUNWARD_KEYS)
        _restore_database(folder)
        if (folder / "files").exists():
            shutil.copytree(folder / "files", settings.SUNWARD_FILES, dirs_exist_ok=True)


def _restore_keys(kept: Path, keys: Path) -> None:
    """Bring back what is not there. The session secret is: starting this command has made one.

    Raises:
        FileExistsError: before anything is changed, when a log's key is there already and is another one.
    """
    ours = sorted(kept.glob("*"))
    for each in ours:
        there = keys / each.name
        if each.suffix == ".key" and there.exists() and there.read_bytes() != each.read_bytes():
            raise FileExistsError(f"{there} is another key than the one in the archive")
    keys.mkdir(parents=True, exist_ok=True)
    keys.chmod(0o700)
    for each in ours:
        if each.name == "session.secret" or not (keys / each.name).exists():
            shutil.copyfile(each, keys / each.name)
            (keys / each.name).chmod(0o600)


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
