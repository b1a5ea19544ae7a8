"""A database restored from an older backup has forgotten what was signed. The file beside the key has not."""

import shutil
from pathlib import Path

import pytest

from sunward.record.command import main
from tests.record.lone import Lone


@pytest.fixture(scope="module")
def restored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of eight signed entries whose database was then put back to the state with five."""
    lone = Lone(tmp_path_factory.mktemp("restored"))
    assert lone.run("make", "append=5", "drain")[0] == 0
    backup = lone.database.read_bytes()
    assert lone.run("append=3", "drain")[0] == 0
    shutil.copy(lone.keys / "lone.checkpoint", lone.home / "kept.checkpoint")
    for left in lone.home.glob("lone.sqlite3*"):
        left.unlink()
    lone.database.write_bytes(backup)
    return lone.home


@pytest.fixture
def lone(restored: Path, tmp_path: Path) -> Lone:
    return Lone(Path(shutil.copytree(restored, tmp_path / "lone")))


def test_a_restored_database_refuses_to_sign_and_says_so(lone: Lone) -> None:
    signed = (lone.keys / "lone.checkpoint").read_text(encoding="utf-8")
    code, acknowledged, error = lone.run("append=1", "drain")
    assert acknowledged  # acts go on; they wait
    assert code == 1
    assert "has 5 entries, but a checkpoint over 8 was signed before" in error
    assert (lone.keys / "lone.checkpoint").read_text(encoding="utf-8") == signed


def test_the_servers_loop_says_why_on_the_page(lone: Lone) -> None:
    code, out, error = lone.run("append=1", "rounds=3")
    assert code == 0
    assert "restored from an older state" in out
    assert error.count("restored from an older state") == 1


def test_it_is_said_at_the_start_even_if_nothing_waits(lone: Lone) -> None:
    assert "restored from an older state" in lone.run("rounds=1")[1]
    code, _, error = lone.run(f"export={lone.home / 'out'}")
    assert code == 1
    assert "restored from an older state" in error


def test_a_restored_database_cannot_outgrow_what_was_signed(lone: Lone) -> None:
    """Even with the check on the size taken away, the other history behind the same size is seen."""
    kept = lone.keys / "lone.checkpoint"
    aside = kept.rename(lone.home / "aside")
    assert lone.run("append=20", "drain")[0] == 0  # nobody remembers: this is the fork
    aside.replace(kept)
    code, _, error = lone.run("append=1", "drain")
    assert code == 1
    assert "first 8 entries of the log “lone” are not those that were signed before" in error


def test_a_fork_made_without_the_kept_file_is_found_by_anyones_checkpoint(lone: Lone) -> None:
    (lone.keys / "lone.checkpoint").unlink()
    assert lone.run("append=20", f"export={lone.home / 'out'}")[0] == 0
    assert main(["verify", str(lone.home / "out")]) == 0
    assert main(["verify", str(lone.home / "out"), "--kept", str(lone.home / "kept.checkpoint")]) == 1


def test_a_log_that_has_signed_never_gets_a_second_key(lone: Lone) -> None:
    (lone.keys / "lone.key").unlink()
    (lone.keys / "lone.checkpoint").unlink()
    code, _, error = lone.run("append=1", "drain")
    assert code == 1
    assert "The key of the log “lone” is missing" in error
