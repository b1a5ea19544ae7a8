#!/usr/bin/env python3
"""Try, test and check Sunward. Needs Python 3.11-3.13 and a network; no pip, no compiler, no root.

python3 run.py demo [--port 8000] [--no-serve]    a living sample community, built and served
python3 run.py test [pytest arguments]            the whole test suite, then part of it on PostgreSQL
python3 run.py check                              format, lint, types, architecture, rule books, ...
"""

# Lets an older Python read this file to the end and be told politely that it is too old.
from __future__ import annotations

import argparse
import hashlib
import http.client
import io
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
import urllib.parse
import urllib.request
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
EXE = ".exe" if os.name == "nt" else ""
# Inside a virtual environment this is still the interpreter that the environment was made from.
INTERPRETER = getattr(sys, "_base_executable", sys.executable)

# To move to another uv: change the version, and take the hashes of its wheels from the package index.
UV_VERSION = "0.13.9"
UV_WHEEL_SHA256 = {
    ("Linux", "x86_64"): "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ("Linux", "aarch64"): "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
    ("Darwin", "x86_64"): "c16ed11e013557536b3e60065f1b912f6407bd6518e041b961e23ef9e6b4fbf5",
    ("Darwin", "arm64"): "66c512266d633bef48384a1f53003f41f2a8e7b36fe6e7fbfd3e0fd52d96fa63",
    ("Windows", "AMD64"): "6a44b2ed8111d2f60d2b92627c5dccda3f7ed7570b18ce115e569cd68c28246b",
}

# What a sync brings in. Whoever has everything also has what the demo needs.
RUNTIME = ("runtime", ["--no-default-groups"])
EVERYTHING = ("everything", ["--all-groups", "--all-extras"])

# Chromium and what Playwright's driver links to; a font with Chinese in it; PDF, written and read; pg_virtualenv.
DEBIAN_PACKAGES = ["chromium-headless-shell", "fonts-noto-cjk", "libpango-1.0-0", "libpangoft2-1.0-0"]
DEBIAN_PACKAGES += ["poppler-utils", "postgresql", "postgresql-common", "libatomic1"]

PYTEST_SELECTED_NOTHING = 5
# A file's tests stay together, so that what the file needs is made once; `tests/selection.py` says which come first.
ON_TWO_CORES = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


class SetupError(Exception):
    """Something outside this repository is in the way; the message says what, and what to do."""


def main(argv: list[str]) -> int:
    try:
        require_python(sys.version_info[:2])
        return dispatch(argv)
    except SetupError as failure:
        print(f"run.py: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def dispatch(argv: list[str]) -> int:
    # pytest's arguments are its own business: argparse must not look at them.
    if argv[:1] == ["test"]:
        return test(argv[1:])
    options = command_line().parse_args(argv)
    if options.command == "check":
        return check()
    return demo(options.port, serve=not options.no_serve)


def command_line() -> argparse.ArgumentParser:
    as_written = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__, formatter_class=as_written)
    commands = parser.add_subparsers(dest="command", required=True, metavar="demo | test | check")
    demo_options = commands.add_parser("demo")
    demo_options.add_argument("--port", type=int, default=8000)
    demo_options.add_argument("--no-serve", action="store_true", help="stop when the demo is ready")
    commands.add_parser("test", add_help=False)
    commands.add_parser("check")
    return parser


def require_python(version: tuple[int, ...]) -> None:
    if not (3, 11) <= version < (3, 14):
        raise SetupError(f"this is Python {version[0]}.{version[1]}; Sunward needs 3.11, 3.12 or 3.13.")


def demo(port: int, *, serve: bool) -> int:
    prepare(RUNTIME)
    command = [str(BIN / f"sunward{EXE}"), "demo", "--port", str(port)] + ([] if serve else ["--no-serve"])
    if os.name == "posix":
        # Replaces this process, so that a signal meant for the demo reaches the server.
        sys.stdout.flush()
        os.execv(command[0], command)
    return subprocess.call(command)


def test(arguments: list[str]) -> int:
    prepare(EVERYTHING)
    install_debian_packages()
    pytest = [str(BIN / f"python{EXE}"), "-m", "pytest", *(arguments or ON_TWO_CORES)]
    result = run(pytest, DATABASE_URL=None, **kept_bytecode())
    if "-m" in arguments:
        return result
    return test_on_postgresql([*pytest, *([] if arguments else marked("postgres")), "-m", "postgres"]) or result


def marked(mark: str) -> list[str]:
    """The files that hold such tests: gathering all the others would take each process three seconds."""
    files = (ROOT / "tests").rglob("test_*.py")
    return sorted(str(file.relative_to(ROOT)) for file in files if f"mark.{mark}" in file.read_text("utf-8"))


def kept_bytecode() -> dict[str, str | None]:
    """The tests start some seventy processes: each would spend a second on compiling what another has compiled.

    Kept in `.venv`, because whoever wants no bytecode (PYTHONDONTWRITEBYTECODE) wants none beside the sources.
    """
    prefix = os.environ.get("PYTHONPYCACHEPREFIX", str(VENV / "bytecode"))
    return {"PYTHONDONTWRITEBYTECODE": None, "PYTHONPYCACHEPREFIX": prefix}


def test_on_postgresql(pytest: list[str]) -> int:
    """Repeats the tests marked `postgres` on a throw-away server, which pg_virtualenv removes afterwards."""
    if shutil.which("pg_virtualenv") is None:
        print("run.py: PostgreSQL is not installed; races, constraints and record ran on SQLite only.")
        return 1 if os.environ.get("SUNWARD_NO_SKIPS") else 0
    print("\nrun.py: once more on PostgreSQL", flush=True)
    address = "postgres://$PGUSER:$PGPASSWORD@$PGHOST:$PGPORT/$PGDATABASE"
    # The C.UTF-8 locale: without one in the environment the server would be made with the encoding SQL_ASCII.
    server = ["pg_virtualenv", "-t", "-i", "--locale=C.UTF-8", "-o", "fsync=off"]
    result = run([*server, "sh", "-c", f'export DATABASE_URL="{address}"; exec "$@"', "sh", *pytest], **kept_bytecode())
    return 0 if result == PYTEST_SELECTED_NOTHING else result


def check() -> int:
    prepare(EVERYTHING)
    outcomes = []
    for name, command in check_steps().items():
        print(f"\n== {name}: {' '.join(command)}", flush=True)
        started = time.monotonic()
        result = run([str(BIN / command[0]), *command[1:]], DJANGO_SETTINGS_MODULE="sunward.config.settings")
        outcomes.append((result, f"{name} ({time.monotonic() - started:.1f} s)"))
    print()
    for result, line in outcomes:
        print("FAILED" if result else "ok    ", line)
    return 1 if any(result for result, _ in outcomes) else 0


def check_steps() -> dict[str, list[str]]:
    steps = {
        "lock file": [find_uv(), "lock", "--check"],
        "format": ["ruff", "format", "--check"],
        "lint": ["ruff", "check"],
        "types": ["mypy"],
        "architecture": ["lint-imports"],
        "templates": ["djlint", "--lint", "--quiet", "--allow-empty-input", "src"],
        "translations": ["python", "-m", "sunward.kernel.catalogues", "--check"],
        "migrations": ["python", "-m", "django", "makemigrations", "--check", "--dry-run"],
    }
    for pack in sorted({file.parent.name for file in (ROOT / "charters").glob("*/*.yaml")}):
        steps[f"rule book {pack}"] = ["sunward", "charter", "check", f"charters/{pack}"]
    return steps


def prepare(wanted: tuple[str, list[str]]) -> None:
    """Brings `.venv` in line with `uv.lock`; does nothing if it already is."""
    if is_current(wanted[0], fingerprint()):
        return
    if not (VENV / "pyvenv.cfg").exists():
        # Debian's bare python3 has no ensurepip, so an environment with pip could not be made.
        venv.create(VENV, with_pip=False, symlinks=os.name == "posix")
    uv_options = {"UV_PROJECT_ENVIRONMENT": str(VENV), "UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "1"}
    sync = [find_uv(), "sync", "--frozen", "--inexact", "--python", INTERPRETER, *wanted[1]]
    if run(sync, VIRTUAL_ENV=None, **uv_options):
        raise SetupError("the packages could not be installed; uv says why above. Is there a network?")
    stamp(wanted[0]).write_text(fingerprint())


def stamp(name: str) -> Path:
    return VENV / f".synced-{name}"


def is_current(name: str, inputs: str) -> bool:
    stamps = [stamp(name), stamp("everything")]
    return any(file.exists() and file.read_text() == inputs for file in stamps)


def fingerprint() -> str:
    """One hash of everything that decides what a sync would install."""
    inputs = hashlib.sha256(repr((str(VENV), INTERPRETER, sys.version)).encode())
    for name in ("uv.lock", "pyproject.toml"):
        inputs.update((ROOT / name).read_bytes())
    return inputs.hexdigest()


def run(command: list[str], **changes: str | None) -> int:
    """Runs in the repository's root; an environment variable given as None is taken away."""
    environment = {key: value for key, value in {**os.environ, **changes}.items() if value is not None}
    return subprocess.call(command, cwd=ROOT, env=environment)


def find_uv() -> str:
    own = BIN / f"uv{EXE}"
    for candidate in (shutil.which("uv"), str(own)):
        if candidate and has_wanted_version(candidate):
            return candidate
    machine = (platform.system(), platform.machine())
    if machine not in UV_WHEEL_SHA256:
        raise SetupError(f"no uv is pinned for {' '.join(machine)}; put uv {UV_VERSION} on the PATH first.")
    print(f"run.py: fetching uv {UV_VERSION} (17 MB)", flush=True)
    sha256 = UV_WHEEL_SHA256[machine]
    install_uv(checked(download(wheel_address(sha256)), sha256), own)
    return str(own)


def has_wanted_version(uv: str) -> bool:
    try:
        said = subprocess.run([uv, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    return said.split()[1:2] == [UV_VERSION]


def index_address() -> str:
    """The package index that the environment names, else the one that uv.lock was made with."""
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if os.environ.get(name):
            return os.environ[name]
    return str(re.findall(r'registry = "([^"]+)"', (ROOT / "uv.lock").read_text())[0])


def wheel_address(sha256: str) -> str:
    """Finds the file with this hash in the index's list: JSON (PEP 691), at older mirrors HTML (PEP 503)."""
    listing = index_address().rstrip("/") + "/uv/"
    page = download(listing, accept="application/vnd.pypi.simple.v1+json, text/html;q=0.5").decode()
    if page.lstrip().startswith("{"):
        found = [file["url"] for file in json.loads(page)["files"] if file["hashes"].get("sha256") == sha256]
    else:
        found = re.findall(rf'href="([^"#]+)#sha256={sha256}"', page)
    if not found:
        raise SetupError(f"{host(listing)} has no uv {UV_VERSION} for this machine; put one on the PATH.")
    return urllib.parse.urljoin(listing, str(found[0]))


def download(address: str, accept: str = "*/*") -> bytes:
    request = urllib.request.Request(address, headers={"Accept": accept})
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return bytes(response.read())
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise SetupError(f"{host(address)} cannot be reached ({reason}). Is there a network?") from error


def host(address: str) -> str:
    # Never the whole address: it may carry a password.
    return urllib.parse.urlsplit(address).hostname or "the package index"


def checked(content: bytes, sha256: str) -> bytes:
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise SetupError(
            f"the uv that was fetched is not the pinned file (sha256 {found}, expected {sha256}). "
            "Nothing was installed: the package index, or something on the way to it, delivers another file."
        )
    return content


def install_uv(wheel: bytes, target: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        program = archive.read(f"uv-{UV_VERSION}.data/scripts/{target.name}")
    partial = target.with_name(f"{target.name}.partial")
    partial.write_bytes(program)
    partial.chmod(0o755)
    partial.replace(target)


def install_debian_packages() -> None:
    """As root, installs what some tests need; otherwise says which tests will be skipped for lack of it."""
    if shutil.which("dpkg-query") is None:
        return
    missing = [package for package in DEBIAN_PACKAGES if not is_installed(package)]
    if not missing:
        return
    if os.geteuid() != 0:
        print(f"run.py: tests that need {', '.join(missing)} are skipped (run as root to install them).")
        return
    apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
    quietly = {"DEBIAN_FRONTEND": "noninteractive"}
    if run([*apt, "update"]) or run([*apt, "install", "--no-install-recommends", *missing], **quietly):
        print("run.py: apt-get failed (see above); the tests that need these packages are skipped.")


def is_installed(package: str) -> bool:
    query = ["dpkg-query", "-W", "-f=${db:Status-Status}", package]
    return subprocess.run(query, capture_output=True, text=True, check=False).stdout == "installed"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
