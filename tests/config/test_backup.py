"""The operator's commands on an installation of their own: found, back up, restore elsewhere."""

import io
import os
import sqlite3
import stat
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from sunward.config.commands import backup_command

PLAN = Path(__file__).parents[2] / "docs" / "import" / "community.yaml"


CLERK_OF = """
    SELECT person.number FROM registry_person person
    JOIN registry_appointment held ON held.person_id = person.id JOIN registry_post post ON post.id = held.post_id
    JOIN registry_body body ON body.id = post.body_id WHERE body.kind = 'service_centre' AND post.key = 'clerk'
"""


def sunward(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One command against the installation whose `var` stands in `home`."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "sunward", *arguments], env=environment | {"SUNWARD_HOME": str(home)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def register(home: Path, name: str) -> tuple[str, ...]:
    """The arguments with which a clerk registers somebody."""
    with closing(sqlite3.connect(home / "var" / "sunward.sqlite3")) as database:
        (number,) = database.execute(CLERK_OF).fetchone()
    by = ("--by", f"person:{number}", "--post", "service_centre.clerk")
    return ("act", "registry.register_person", "community:hupan", f"name={name}", *by)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Founded on nothing at all, and signed."""
    place = tmp_path_factory.mktemp("installation")
    founded = sunward(place, "found", "hupan", str(PLAN))
    assert founded.returncode == 0, founded.stderr
    assert sunward(place, "tick").returncode == 0
    return place


@pytest.fixture(scope="module")
def archive(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the operator kept on Sunday."""
    kept = tmp_path_factory.mktemp("kept") / "sunday.tar.gz"
    done = sunward(home, "backup", str(kept))
    assert done.returncode == 0, done.stderr
    return kept


def test_a_community_is_founded_once(home: Path) -> None:
    again = sunward(home, "found", "hupan", str(PLAN))
    assert (again.returncode, again.stdout) == (1, "")
    assert "founded before" in again.stderr


def test_a_restored_installation_goes_on_with_the_same_log(home: Path, archive: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert sunward(other, "restore", str(archive)).returncode == 0
    assert sunward(other, "record", "export", "hupan", str(tmp_path / "log")).returncode == 0
    kept = home / "var" / "keys" / "hupan.checkpoint"
    checked = sunward(other, "record", "verify", str(tmp_path / "log"), "--kept", str(kept))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    modes = {stat.S_IMODE(key.stat().st_mode) for key in (other / "var" / "keys").iterdir()}
    assert modes == {0o600}


def test_nothing_is_restored_over_something(home: Path, archive: Path) -> None:
    refused = sunward(home, "restore", str(archive))
    assert refused.returncode == 1
    assert "Nothing was changed" in refused.stderr


def test_a_checkpoint_newer_than_the_backup_keeps_the_log_from_forking(archive: Path, tmp_path: Path) -> None:
    """The disk of the database was lost, the keys were not."""
    other = tmp_path / "other"
    sunward(other, "restore", str(archive))
    assert sunward(other, *register(other, "王小明")).returncode == 0
    assert sunward(other, "tick").returncode == 0
    for left in (other / "var").glob("sunward.sqlite3*"):
        left.unlink()
    assert sunward(other, "restore", str(archive)).returncode == 0
    assert sunward(other, *register(other, "王小红")).returncode == 0  # acts go on; they wait
    tick = sunward(other, "tick")
    assert tick.returncode == 1
    assert "a checkpoint over 2 was signed before" in tick.stderr


def test_keys_of_another_installation_are_never_overwritten(archive: Path, tmp_path: Path) -> None:
    keys = tmp_path / "other" / "var" / "keys"
    keys.mkdir(parents=True)
    (keys / "hupan.key").write_text("another")
    assert sunward(tmp_path / "other", "restore", str(archive)).returncode == 2
    assert (keys / "hupan.key").read_text() == "another"
    assert not (tmp_path / "other" / "var" / "sunward.sqlite3").exists()


def test_a_damaged_archive_is_said_to_be_one(archive: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.tar.gz"
    half.write_bytes(archive.read_bytes()[:2000])
    refused = sunward(tmp_path / "other", "restore", str(half))
    assert refused.returncode == 2
    assert "could not be restored" in refused.stderr


def test_a_checkpoint_signed_during_the_backup_is_not_in_it(
    db: None, settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be ahead of the database copy, and the restored log would never be signed again."""
    keys = tmp_path / "keys"
    keys.mkdir()
    (keys / "hupan.checkpoint").write_text("over 5 entries")
    monkeypatch.setattr(settings, "SUNWARD_KEYS", keys)

    def signed_meanwhile(folder: Path) -> Path:
        (keys / "hupan.checkpoint").write_text("over 6 entries")
        (keys / "hupan.key").write_text("made meanwhile")
        copy = folder / "database.sqlite3"
        copy.write_bytes(b"")
        return copy

    monkeypatch.setattr(backup_command, "copy_database", signed_meanwhile)
    backup_command.back_up(tmp_path / "b.tar.gz")
    with tarfile.open(tmp_path / "b.tar.gz") as archive:
        kept = {name: archive.extractfile(name).read() for name in archive.getnames() if name.startswith("keys/")}  # type: ignore[union-attr]
    assert kept == {"keys/hupan.checkpoint": b"over 5 entries", "keys/hupan.key": b"made meanwhile"}


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "keys/link"])
def test_an_archive_writes_nowhere_else(tmp_path: Path, name: str) -> None:
    odd = tarfile.TarInfo(name)
    if name.endswith("link"):
        odd.type, odd.linkname = tarfile.SYMTYPE, "/etc/passwd"
    with tarfile.open(tmp_path / "odd.tar.gz", "w:gz") as packed:
        packed.addfile(odd, io.BytesIO())
    refused = sunward(tmp_path / "other", "restore", str(tmp_path / "odd.tar.gz"))
    assert refused.returncode == 2
    assert "has no place in a backup" in refused.stderr
    assert not (tmp_path / "outside").exists()
