"""A log as files: the same that are served, ready for any web server or for `record verify`."""

from collections.abc import Iterator
from pathlib import Path

from sunward.record.merkle import HASH_SIZE
from sunward.record.models import LogEntry, LogHead, Tile
from sunward.record.queries import head_of, newest_checkpoint
from sunward.record.sequencer import drain
from sunward.record.tiles import WIDTH, TilePath, bundle, bundles_of, paths_of
from sunward.record.verify import CHECKPOINT, VKEY, Unusable, read_text


def export(log: str, folder: Path) -> int:
    """Take in what waits, sign, and write the log's files. Returns how many entries.

    Raises:
        Unusable: when there is no such log, or the folder holds something else.
        WouldFork, NotAnEntry (of sunward.record.sequencer), sunward.record.keys.KeyTrouble: when the log cannot be
            signed.
    """
    drain(log)
    newest, head = newest_checkpoint(log), LogHead.objects.filter(log=log).first()
    if not newest or not head:
        raise Unusable(f"There is no log “{log}” with entries in this database")
    _require_own_folder(folder, head.vkey)
    size = head_of(newest.note).size
    for path, data in _files(log, size):
        _write(folder / str(path), data)
    _write(folder / VKEY, f"{head.vkey}\n".encode())
    _write(folder / CHECKPOINT, newest.note.encode())
    return size


def tile_data(log: str, path: TilePath) -> bytes | None:
    """The bytes of one tile or bundle; None when the log does not reach that far."""
    if path.level is None:
        return _bundle_data(log, path)
    rows = Tile.objects.filter(log=log, level=path.level, index=path.index).values_list("data", flat=True)
    data = bytes(rows.first() or b"")[: path.width * HASH_SIZE]
    return data if len(data) == path.width * HASH_SIZE else None


def _bundle_data(log: str, path: TilePath) -> bytes | None:
    start = path.index * WIDTH
    rows = LogEntry.objects.filter(log=log, index__gte=start, index__lt=start + path.width).order_by("index")
    entries = [bytes(data) for data in rows.values_list("data", flat=True)]
    return bundle(entries) if len(entries) == path.width else None


def _files(log: str, size: int) -> Iterator[tuple[TilePath, bytes]]:
    for path in (*bundles_of(size), *paths_of(size)):
        data = tile_data(log, path)
        if data is None:
            raise Unusable(f"{path} of the log “{log}” is not in the database")
        yield path, data


def _require_own_folder(folder: Path, vkey: str) -> None:
    """Files of another log, or anything else, are not overwritten."""
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not _is_ours(folder, vkey))):
        raise Unusable(f"{folder} holds something else; name an empty folder, or one with an earlier export")


def _is_ours(folder: Path, vkey: str) -> bool:
    return folder.joinpath(VKEY).is_file() and read_text(folder / VKEY).strip() == vkey


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
