"""What `record verify` says to an exported log that somebody has touched."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sunward.record.command import main
from sunward.record.merkle import leaf_hash
from sunward.record.notes import Signer
from sunward.record.tiles import WIDTH, bundle, unbundle
from tests.record.paper import entries, write_log

THREE_LEVELS = WIDTH * WIDTH + WIDTH + 1
SIZE = 600  # two full tiles and a narrow one, and a level above them
TRUE = Signer("sunward.example/c/xiangyang/log", bytes(range(32)))
OTHER = Signer("sunward.example/c/xiangyang/log", bytes(32))

Attack = Callable[[Path], None]


@pytest.fixture(scope="module")
def true_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("true")
    write_log(folder, entries(SIZE), TRUE)
    return folder


@pytest.fixture
def folder(true_log: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(true_log, tmp_path / "log"))


@pytest.fixture
def vkey(tmp_path: Path) -> Path:
    path = tmp_path / "trusted.vkey"
    path.write_text(f"{TRUE.verifier}\n", encoding="utf-8")
    return path


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A checkpoint that somebody kept when the log had 300 entries."""
    earlier = tmp_path / "earlier"
    write_log(earlier, entries(300), TRUE)
    return earlier / "checkpoint"


def with_entry_changed(data: bytes, place: int) -> bytes:
    found = unbundle(data)
    found[place] = found[place].replace(b"notes.write", b"notes.wrote")
    return bundle(found)


def edit_entry(folder: Path) -> None:
    path = folder / "tile/entries/001"
    path.write_bytes(with_entry_changed(path.read_bytes(), 7))


def edit_entry_and_its_tile(folder: Path) -> None:
    edit_entry(folder)
    path = folder / "tile/0/001"
    path.write_bytes(b"".join(map(leaf_hash, unbundle((folder / "tile/entries/001").read_bytes()))))


def edit_last_entry_and_its_tile(folder: Path) -> None:
    """In the narrow tile no level above is there to differ: the root itself must be computed."""
    path = folder / "tile/entries/002.p/88"
    path.write_bytes(with_entry_changed(path.read_bytes(), 80))
    (folder / "tile/0/002.p/88").write_bytes(b"".join(map(leaf_hash, unbundle(path.read_bytes()))))


def edit_tile(folder: Path) -> None:
    path = folder / "tile/0/000"
    data = bytearray(path.read_bytes())
    data[5 * 32] ^= 1
    path.write_bytes(data)


def drop_entry(folder: Path) -> None:
    path = folder / "tile/entries/000"
    path.write_bytes(bundle(unbundle(path.read_bytes())[1:]))


def cut_entries(folder: Path) -> None:
    path = folder / "tile/entries/000"
    path.write_bytes(path.read_bytes()[:-1])


def cut_tile(folder: Path) -> None:
    path = folder / "tile/0/001"
    path.write_bytes(path.read_bytes()[:-32])


def remove_tile(folder: Path) -> None:
    (folder / "tile/1/000.p/2").unlink()


def remove_entries(folder: Path) -> None:
    (folder / "tile/entries/002.p/88").unlink()


def spoil_signature(folder: Path) -> None:
    path = folder / "checkpoint"
    path.write_text(path.read_text(encoding="utf-8").replace("\n600\n", "\n601\n"), encoding="utf-8")


def spoil_checkpoint(folder: Path) -> None:
    (folder / "checkpoint").write_text("600 entries, believe me\n", encoding="utf-8")


ATTACKS: list[tuple[Attack, str]] = [
    (edit_entry, "tile/0/001: hash 7 is not that of tile/entries/001 (number 263)"),
    (edit_entry_and_its_tile, "tile/1/000.p/2: hash 1 is not that of level 0"),
    (edit_last_entry_and_its_tile, "do not add up to the root"),
    (edit_tile, "tile/0/000: hash 5"),
    (drop_entry, "tile/entries/000 holds 255 entries; the checkpoint calls for 256"),
    (cut_entries, "tile/entries/000: it ends in the middle of its entry 255"),
    (cut_tile, "tile/0/001 has 8160 bytes"),
    (remove_tile, "tile/1/000.p/2 is missing"),
    (remove_entries, "tile/entries/002.p/88 is missing"),
    (spoil_signature, "the signature of sunward.example/c/xiangyang/log does not fit"),
    (spoil_checkpoint, "checkpoint: it is not a signed note"),
]


def test_an_untouched_log_passes(folder: Path, vkey: Path, kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(folder)]) == 0
    current = str(folder / "checkpoint")
    assert main(["verify", str(folder), "--vkey", str(vkey), "--kept", str(kept), "--kept", current]) == 0
    assert "600 entries" in capsys.readouterr().out


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, THREE_LEVELS])
def test_logs_of_every_height_pass(tmp_path: Path, size: int) -> None:
    write_log(tmp_path, entries(size), TRUE)
    assert main(["verify", str(tmp_path)]) == 0


def put(name: str, data: bytes) -> Attack:
    """A file that the checkpoint does not call for."""

    def attack(folder: Path) -> None:
        path = folder / "tile" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    return attack


NARROW = b"".join(map(leaf_hash, entries(SIZE)[512:600]))
SURPLUS: list[tuple[Attack, str]] = [
    (put("0/002.p/50", bytes(50 * 32)), "tile/0/002.p/50 is not what the log's first 562 entries give"),
    (put("0/002.p/50", NARROW[: 49 * 32]), "tile/0/002.p/50 is not"),
    (put("0/000.p/100", NARROW[: 100 * 32] + NARROW[:200]), "tile/0/000.p/100 is not"),
    (put("1/000.p/1", bytes(32)), "tile/1/000.p/1 is not what the log's first 256 entries give"),
    (put("entries/001.p/3", bundle(entries(SIZE)[257:260])), "tile/entries/001.p/3 is not"),
    (put("entries/001.p/3", bundle(entries(SIZE)[256:258])), "tile/entries/001.p/3 is not"),
    (put("0/002.p/100", NARROW + bytes(12 * 32)), "tile/0/002.p/100 reaches beyond the log's 600 entries"),
    (put("0/002", NARROW), "tile/0/002 reaches beyond"),
    (put("0/003", b"x"), "tile/0/003 reaches beyond"),
    (put("entries/x001/000", b"x"), "tile/entries/x001/000 reaches beyond"),
    (put("7/000.p/1", bytes(32)), "tile/7/000.p/1 reaches beyond"),
]


@pytest.mark.parametrize(("attack", "named"), SURPLUS)
def test_a_tile_that_the_checkpoint_does_not_call_for_is_checked_as_well(
    folder: Path, attack: Attack, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    attack(folder)
    assert main(["verify", str(folder)]) == 1
    assert named in capsys.readouterr().err


def test_tiles_of_earlier_sizes_may_stay(folder: Path, tmp_path: Path) -> None:
    """A folder into which a growing log is exported, or fetched, again and again keeps them."""
    for size in (1, 255, 256, 300, 513, 600):
        write_log(tmp_path / "grown", entries(size), TRUE)
    assert sum(file.is_file() for file in (tmp_path / "grown/tile").rglob("*")) > 12
    assert main(["verify", str(tmp_path / "grown")]) == 0


@pytest.mark.parametrize("name", [".DS_Store", "0/3", "0/x000/001", "entries/001.p/256", "0/002.p/88~", "a\nb"])
def test_files_that_are_no_tiles_are_told(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    put(name, b"x")(folder)
    assert main(["verify", str(folder)]) == 0
    told = capsys.readouterr().out.splitlines()[1:]
    assert told == [f"Not a part of any log, and not checked: {f'tile/{name}'!r}"]


def test_what_is_no_file_is_told_and_not_opened(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each of these would keep the check busy for ever, or end it in the middle."""
    os.mkfifo(folder / "tile/0/002.p/3")
    (folder / "tile/round").symlink_to(folder / "tile")
    (folder / "tile" / "/".join("deeper" for _ in range(300))).mkdir(parents=True)
    assert main(["verify", str(folder)]) == 0
    told = capsys.readouterr().out.splitlines()[1]
    assert all(each in told for each in ("'tile/0/002.p/3/', ", "'tile/deeper/deeper/", "'tile/round/'"))


def test_of_many_such_files_some_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(40):
        put(f"{number}.txt", b"x")(folder)
    assert main(["verify", str(folder)]) == 0
    assert capsys.readouterr().out.rstrip().endswith("'tile/0.txt', 'tile/1.txt', 'tile/10.txt' and 37 more")


@pytest.mark.parametrize(("attack", "named"), ATTACKS, ids=[attack.__name__ for attack, _ in ATTACKS])
def test_the_first_thing_wrong_is_named(
    folder: Path, vkey: Path, attack: Attack, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    attack(folder)
    assert main(["verify", str(folder), "--vkey", str(vkey)]) == 1
    assert named in capsys.readouterr().err


def test_a_log_rebuilt_with_the_true_key_is_found_by_a_kept_checkpoint(
    tmp_path: Path, vkey: Path, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewritten = entries(SIZE)
    rewritten[10] = b'{"act":"notes.write","no":10,"v":2}'
    write_log(tmp_path / "rebuilt", rewritten, TRUE)
    assert main(["verify", str(tmp_path / "rebuilt"), "--vkey", str(vkey)]) == 0  # nothing else can tell
    assert main(["verify", str(tmp_path / "rebuilt"), "--vkey", str(vkey), "--kept", str(kept)]) == 1
    assert "first 300 entries are not those" in capsys.readouterr().err


def test_a_log_cut_short_with_the_true_key_is_found_by_a_kept_checkpoint(
    tmp_path: Path, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_log(tmp_path / "short", entries(299), TRUE)
    assert main(["verify", str(tmp_path / "short"), "--kept", str(kept)]) == 1
    assert "become shorter: 299 entries, 300 in" in capsys.readouterr().err


def test_a_log_with_another_key_convinces_only_those_who_trust_the_folder(
    tmp_path: Path, vkey: Path, kept: Path
) -> None:
    write_log(tmp_path / "other", entries(SIZE), OTHER)
    assert main(["verify", str(tmp_path / "other")]) == 0
    assert main(["verify", str(tmp_path / "other"), "--vkey", str(vkey)]) == 1
    assert main(["verify", str(tmp_path / "other"), "--kept", str(kept)]) == 1


def test_a_key_in_the_folder_is_not_looked_at_when_one_is_given(folder: Path, vkey: Path) -> None:
    (folder / "log.vkey").write_text("nonsense", encoding="utf-8")
    assert main(["verify", str(folder), "--vkey", str(vkey)]) == 0
    assert main(["verify", str(folder)]) == 2


def test_a_kept_checkpoint_with_a_forged_signature_is_no_evidence(folder: Path, kept: Path, vkey: Path) -> None:
    kept.write_text(kept.read_text(encoding="utf-8").replace("\n300\n", "\n299\n"), encoding="utf-8")
    assert main(["verify", str(folder), "--vkey", str(vkey), "--kept", str(kept)]) == 1


@pytest.mark.parametrize("missing", ["nowhere", "log/checkpoint", "log/log.vkey"])
def test_what_cannot_be_checked_is_unusable(tmp_path: Path, folder: Path, missing: str) -> None:
    target = tmp_path / missing
    if target.exists():
        target.unlink()
    assert main(["verify", str(folder if target.parent == folder else target)]) == 2


def test_a_kept_checkpoint_that_is_not_there_is_unusable(folder: Path) -> None:
    assert main(["verify", str(folder), "--kept", str(folder / "lost")]) == 2


ENDLESS = pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero here")


def verified_in_little_memory(*arguments: object) -> "subprocess.CompletedProcess[str]":
    """In a process that may have 300 MB: whoever reads without end is stopped by that, not by the test's machine."""
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (300 << 20, 300 << 20));"
        "from sunward.record.command import main; sys.exit(main(['verify', *sys.argv[1:]]))"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=60
    )


@ENDLESS
def test_a_device_that_never_ends_is_no_checkpoint_and_no_key(folder: Path, vkey: Path) -> None:
    endless = Path("/dev/zero")
    for given in ((folder, "--kept", endless), (folder, "--vkey", endless)):
        done = verified_in_little_memory(*given)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr[-300:]
        assert "/dev/zero is longer than 64 KiB" in done.stderr
    (folder / "checkpoint").unlink()
    (folder / "checkpoint").symlink_to(endless)
    assert verified_in_little_memory(folder, "--vkey", vkey).returncode == 2


@ENDLESS
@pytest.mark.parametrize("file", ["tile/entries/001", "tile/0/001"])
def test_nor_is_it_a_part_of_a_log(folder: Path, vkey: Path, file: str) -> None:
    (folder / file).unlink()
    (folder / file).symlink_to("/dev/zero")
    done = verified_in_little_memory(folder, "--vkey", vkey)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr[-300:]
    assert f"{file} is longer than 256 entries can be" in done.stderr


def test_a_part_that_cannot_be_read_was_not_altered(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "tile/0/001").unlink()
    (folder / "tile/0/001").mkdir()
    assert main(["verify", str(folder)]) == 2
    assert "tile/0/001 cannot be read" in capsys.readouterr().err


def test_verify_needs_no_django() -> None:
    code = "import sys, sunward.record.command; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
