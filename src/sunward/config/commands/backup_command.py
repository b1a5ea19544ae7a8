"""`sunward backup FILE.tar.gz`: database, files and keys in one archive, taken while the site runs."""

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from sunward.record import queries as record


def run(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="sunward backup", description=__doc__)
    parser.add_argument("archive", type=Path)
    options = parser.parse_args(arguments)
    try:
        back_up(options.archive.absolute())
    except (OSError, sqlite3.Error, subprocess.CalledProcessError) as problem:
        print(f"No backup was made: {problem}", file=sys.stderr)
        return 1
    print(f"{options.archive}: database, files and keys. Keep it as safe as the keys in it.")
    return 0


def back_up(archive: Path) -> None:
    """Write the archive, whole or not at all.

    The checkpoints beside the keys are copied before the database: one signed in between would be ahead of the
    copy, and a database restored behind a signed checkpoint never signs again. Keys and files are copied after it,
    because the copy may speak of them.

    Raises:
        OSError, sqlite3.Error, subprocess.CalledProcessError: when something cannot be read or written, or the key
            of a log is not where it should be: no log could go on from such a backup.
    """
    refuse_without_keys()
    with tempfile.TemporaryDirectory(dir=archive.parent) as name:
        folder = Path(name)
        checkpoints = copy_checkpoints(folder / "keys")
        database = copy_database(folder)
        whole = folder / "archive"
        with os.fdopen(os.open(whole, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as out:
            write_archive(out, database, checkpoints)
        whole.replace(archive)


def refuse_without_keys() -> None:
    """Stop when a log of the database has signed and its key is missing here.

    Raises:
        FileNotFoundError: naming the logs and the folder.
    """
    missing = [log for log in record.signed_logs() if not (settings.SUNWARD_KEYS / f"{log}.key").exists()]
    if missing:
        raise FileNotFoundError(f"{settings.SUNWARD_KEYS} has no key for {', '.join(missing)}; set SUNWARD_KEYS.")


def write_archive(out: Any, database: Path, checkpoints: Path) -> None:
    """The archive: the database copy, every kept file, every key, and the checkpoints as copied before."""
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        archive.add(database, database.name)
        for path in _stored(settings.SUNWARD_FILES):
            archive.add(path, f"files/{path.relative_to(settings.SUNWARD_FILES)}", recursive=False)
        for path in sorted([*_kept(settings.SUNWARD_KEYS), *checkpoints.iterdir()]):
            archive.add(path, f"keys/{path.name}")


def _stored(files: Path) -> list[Path]:
    """What is kept by its content. A file that is just being written has another kind of name, and may be gone in a
    moment: whatever speaks of it comes after this backup."""
    return sorted(path for path in files.glob("*/*") if path.is_file())


def copy_checkpoints(folder: Path) -> Path:
    """The newest checkpoint of every log, as it stands now."""
    folder.mkdir(mode=0o700)
    for path in settings.SUNWARD_KEYS.glob("*.checkpoint"):
        shutil.copy2(path, folder / path.name)
    return folder


def _kept(keys: Path) -> list[Path]:
    """Keys and secrets; locks and what is just being written stay behind."""
    return [path for path in keys.glob("[!.]*") if path.suffix not in {".checkpoint", ".lock"}]


def copy_database(folder: Path) -> Path:
    """A consistent copy: SQLite's own online backup, or pg_dump.

    Raises:
        OSError, sqlite3.Error, subprocess.CalledProcessError: when pg_dump is missing, or the copy fails.
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
        raise FileNotFoundError("pg_dump is not installed; the package postgresql-client brings it.")
    subprocess.run(  # noqa: S603 - constants and the configured database
        [program, "-Fc", "-f", str(target)], env=pg_environment(database), check=True
    )
    return target


def pg_environment(database: dict[str, Any]) -> dict[str, str]:
    """PostgreSQL's own variables for this database, beside the present environment."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return {**os.environ, **{name: str(database[key]) for name, key in names.items() if database.get(key)}}
