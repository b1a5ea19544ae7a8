"""`run.py` is the first thing a newcomer runs, on a machine that has nothing."""

import hashlib
import importlib.util
import io
import json
import os
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_py", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository of which only `run.py` is real."""
    root = tmp_path / "checkout"
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / "run.py").write_bytes((REPOSITORY / "run.py").read_bytes())
    (root / "uv.lock").write_text('source = { registry = "http://127.0.0.1:1/simple" }\n')
    (root / "pyproject.toml").write_text("[project]\n")
    return root


@pytest.fixture
def run_py(checkout: Path) -> ModuleType:
    return load(checkout / "run.py")


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def synced(checkout: Path, name: str) -> None:
    module = load(checkout / "run.py")
    module.stamp(name).write_text(module.fingerprint())


def call(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    # An empty PATH: no apt, no PostgreSQL, no other uv.
    return subprocess.run(
        [sys.executable, str(checkout / "run.py"), *arguments],
        env={"PATH": str(checkout / "nothing-here"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


# --- fetching uv ---


def wheel(version: str, content: bytes = b"#!/bin/sh\necho uv 0\n") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"uv-{version}.data/scripts/uv", content)
    return packed.getvalue()


@pytest.fixture
def index(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A package index on this machine: its folder and its address."""
    folder = tmp_path / "index"
    (folder / "simple" / "uv").mkdir(parents=True)
    handler = partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_port}/simple"
        server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


def publish(folder: Path, content: bytes, sha256: str, *, as_json: bool) -> None:
    (folder / "uv.whl").write_bytes(content)
    other = {"url": "../../other.whl", "hashes": {"sha256": "0" * 64}}
    listing = json.dumps({"files": [other, {"url": "../../uv.whl", "hashes": {"sha256": sha256}}]})
    page = f'<a href="../../other.whl#sha256={"0" * 64}">o</a><a href="../../uv.whl#sha256={sha256}">uv</a>'
    (folder / "simple" / "uv" / "index.html").write_text(listing if as_json else page)


def pin(run_py: ModuleType, monkeypatch: pytest.MonkeyPatch, address: str, sha256: str) -> None:
    machine = (run_py.platform.system(), run_py.platform.machine())
    monkeypatch.setitem(run_py.UV_WHEEL_SHA256, machine, sha256)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("UV_DEFAULT_INDEX", address)


@pytest.mark.parametrize("as_json", [True, False])
def test_uv_comes_from_the_index_that_the_environment_names(
    run_py: ModuleType,
    index: tuple[Path, str],
    monkeypatch: pytest.MonkeyPatch,
    checkout: Path,
    as_json: bool,
) -> None:
    content = wheel(run_py.UV_VERSION)
    sha256 = hashlib.sha256(content).hexdigest()
    publish(index[0], content, sha256, as_json=as_json)
    pin(run_py, monkeypatch, index[1], sha256)
    uv = Path(run_py.find_uv())
    assert uv == checkout / ".venv" / "bin" / "uv"
    assert uv.read_bytes() == b"#!/bin/sh\necho uv 0\n"
    assert uv.stat().st_mode & stat.S_IXUSR


def test_a_file_that_is_not_the_pinned_one_is_refused_and_leaves_nothing(
    run_py: ModuleType, index: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, checkout: Path
) -> None:
    pinned = hashlib.sha256(wheel(run_py.UV_VERSION)).hexdigest()
    publish(index[0], wheel(run_py.UV_VERSION, b"something else"), pinned, as_json=True)
    pin(run_py, monkeypatch, index[1], pinned)
    with pytest.raises(run_py.SetupError, match=f"not the pinned file.*expected {pinned}.*Nothing was installed"):
        run_py.find_uv()
    assert list((checkout / ".venv" / "bin").iterdir()) == []


def test_an_index_without_the_pinned_file_is_named(
    run_py: ModuleType, index: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(index[0], b"", "1" * 64, as_json=True)
    pin(run_py, monkeypatch, index[1], "2" * 64)
    with pytest.raises(run_py.SetupError, match=r"^127\.0\.0\.1 has no uv"):
        run_py.find_uv()


def test_no_network_is_said_in_one_line_without_the_password(run_py: ModuleType) -> None:
    with pytest.raises(run_py.SetupError, match="Is there a network") as failure:
        run_py.download("http://lin:secret@127.0.0.1:1/simple/uv/")
    assert "127.0.0.1" in str(failure.value)
    assert "secret" not in str(failure.value)


def test_the_lock_file_names_the_index_if_nobody_else_does(run_py: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    assert run_py.index_address() == "http://127.0.0.1:1/simple"


def test_an_unknown_machine_is_told_what_to_do(run_py: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(run_py.platform, "machine", lambda: "abacus")
    with pytest.raises(run_py.SetupError, match=f"no uv is pinned for .* abacus; put uv {run_py.UV_VERSION}"):
        run_py.find_uv()


def test_only_the_same_version_of_uv_is_taken_from_the_path(
    run_py: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(run_py, "UV_WHEEL_SHA256", {})
    mine = program(tmp_path / "uv", f"echo 'uv {run_py.UV_VERSION} (of today)'")
    assert run_py.find_uv() == str(mine)
    program(mine, f"echo 'uv {run_py.UV_VERSION}0'")
    with pytest.raises(run_py.SetupError):
        run_py.find_uv()


# --- when to sync ---


def test_a_second_start_syncs_nothing_until_the_lock_changes(run_py: ModuleType, checkout: Path) -> None:
    assert not run_py.is_current("runtime", run_py.fingerprint())
    synced(checkout, "runtime")
    assert run_py.is_current("runtime", run_py.fingerprint())
    (checkout / "uv.lock").write_text("another lock")
    assert not run_py.is_current("runtime", run_py.fingerprint())


def test_whoever_can_test_can_also_start_the_demo_but_not_the_other_way(run_py: ModuleType, checkout: Path) -> None:
    synced(checkout, "runtime")
    assert not run_py.is_current("everything", run_py.fingerprint())
    run_py.stamp("runtime").unlink()
    synced(checkout, "everything")
    assert run_py.is_current("runtime", run_py.fingerprint())


def test_a_failed_sync_is_not_taken_for_a_finished_one(
    run_py: ModuleType, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "uv", f'[ "$1" = --version ] && echo uv {run_py.UV_VERSION} || exit 2')
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    with pytest.raises(run_py.SetupError, match="could not be installed"):
        run_py.prepare(run_py.RUNTIME)
    assert not run_py.is_current("runtime", run_py.fingerprint())


# --- arguments ---


def test_demo_hands_its_options_on(checkout: Path) -> None:
    synced(checkout, "runtime")
    program(checkout / ".venv" / "bin" / "sunward", 'echo "$@"; exit 7')
    result = call(checkout, "demo", "--port", "8123", "--no-serve")
    assert (result.stdout, result.returncode) == ("demo --port 8123 --no-serve\n", 7)
    assert call(checkout, "demo").stdout == "demo --port 8000\n"


def test_pytest_gets_its_arguments_untouched_and_no_database_but_its_own(checkout: Path) -> None:
    synced(checkout, "everything")
    program(checkout / ".venv" / "bin" / "python", 'echo "$@" "[$DATABASE_URL]"; exit 3')
    result = call(checkout, "test", "-k", "a or b", "--help", DATABASE_URL="postgres://production")
    assert result.stdout.splitlines()[0] == "-m pytest -k a or b --help []"
    assert result.returncode == 3


def test_the_suite_fails_without_postgresql_only_where_skips_are_forbidden(checkout: Path) -> None:
    synced(checkout, "everything")
    program(checkout / ".venv" / "bin" / "python", "exit 0")
    assert call(checkout, "test").returncode == 0
    result = call(checkout, "test", SUNWARD_NO_SKIPS="1")
    assert result.returncode == 1
    assert "PostgreSQL is not installed" in result.stdout


def test_a_check_that_fails_does_not_hide_the_ones_after_it(checkout: Path, run_py: ModuleType) -> None:
    synced(checkout, "everything")
    for name in ("mypy", "lint-imports", "djlint", "python", "sunward"):
        program(checkout / ".venv" / "bin" / name, "exit 0")
    program(checkout / ".venv" / "bin" / "ruff", '[ "$1" = check ]')
    program(checkout / ".venv" / "bin" / "uv", f"echo uv {run_py.UV_VERSION}")
    (checkout / "charters" / "cn-village").mkdir(parents=True)
    (checkout / "charters" / "cn-village" / "bodies.yaml").touch()
    result = call(checkout, "check")
    outcomes = dict(line.split(None, 2)[1::-1] for line in result.stdout.splitlines() if line.endswith(" s)"))
    assert outcomes.pop("format") == "FAILED"
    assert set(outcomes.values()) == {"ok"}
    assert "sunward charter check charters/cn-village" in result.stdout
    assert result.returncode == 1


@pytest.mark.parametrize("version", [(3, 9), (3, 10), (3, 14)])
def test_the_wrong_python_is_told_which_one_is_right(run_py: ModuleType, version: tuple[int, int]) -> None:
    with pytest.raises(run_py.SetupError, match=r"needs 3\.11, 3\.12 or 3\.13"):
        run_py.require_python(version)


def test_a_command_that_does_not_exist_is_answered_with_those_that_do(checkout: Path) -> None:
    result = call(checkout, "start")
    assert result.returncode == 2
    assert "demo | test | check" in result.stderr
