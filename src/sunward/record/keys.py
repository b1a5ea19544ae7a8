"""The signing keys of the logs, and the newest checkpoint signed with each, kept outside the database.

A database that is restored from a backup has forgotten checkpoints that others have seen. The file beside the key
has not: before anything is signed, the log is compared with it. Keys live in `settings.SUNWARD_KEYS` (mode 0600).
"""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from sunward.record.checkpoints import TreeHead, opened_checkpoint
from sunward.record.notes import BadNote, Signer

OWNER_ONLY = 0o600
_LOG_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class KeyTrouble(Exception):
    """The log's key, or the checkpoint kept beside it, is missing or not readable as what it should be."""


def origin(log: str) -> str:
    """The name under which a new log signs: an address without scheme, as tlog-checkpoint advises."""
    return f"{settings.SUNWARD_ORIGIN}/c/{log}/log"


def signer(log: str) -> Signer:
    """The key of a log; its name was fixed when it was made.

    Raises:
        KeyTrouble: when there is none, or the file holds something else.
    """
    path = _path(log, "key")
    try:
        return Signer.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise KeyTrouble(f"The key of the log “{log}” is missing: restore {path.name} from the backup") from error
    except (BadNote, UnicodeDecodeError) as error:
        raise KeyTrouble(f"{path.name} is not a signing key: {error}") from error


def make_signer(log: str) -> Signer:
    """The key of a log, made now if there is none. For a log that has never signed anything."""
    path = _path(log, "key")
    if not path.exists():
        _write(path, f"{Signer.generate(origin(log))}\n")
    return signer(log)


def kept(log: str) -> tuple[TreeHead, str] | None:
    """The newest checkpoint that this installation has signed for the log, opened and verbatim.

    Raises:
        KeyTrouble: when the file is not a checkpoint that the log's key has signed.
    """
    path = _path(log, "checkpoint")
    try:
        note = path.read_text(encoding="utf-8")
        return opened_checkpoint(note, signer(log).verifier), note
    except FileNotFoundError:
        return None
    except (BadNote, UnicodeDecodeError) as error:
        raise KeyTrouble(f"{path.name}, kept beside the key, is not a checkpoint of “{log}”: {error}") from error


def keep(log: str, note: str) -> None:
    """Keep a checkpoint that has just been signed, before anybody can see it."""
    _write(_path(log, "checkpoint"), note)


@contextmanager
def signing(log: str) -> Iterator[None]:
    """One signer at a time on this machine, whatever the database believes."""
    lock = os.open(_path(log, "lock"), os.O_RDWR | os.O_CREAT, OWNER_ONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _path(log: str, suffix: str) -> Path:
    if not _LOG_NAME.fullmatch(log):
        raise KeyTrouble(f"“{log}” cannot name a log: letters, digits, dots and hyphens, 64 at most")
    folder = Path(settings.SUNWARD_KEYS)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"{log}.{suffix}"


def _write(path: Path, text: str) -> None:
    """Whole or not at all, and on the disk when this returns."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    try:
        os.write(file, text.encode())
        os.fsync(file)
    finally:
        os.close(file)
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
