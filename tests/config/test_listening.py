"""A port or address that cannot be had is told in one line, with what is accepted, before anything starts."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sunward.config.listening import trouble


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens, ready to share it as the web server would be."""
    with socket.socket() as other:
        if hasattr(socket, "SO_REUSEPORT"):
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


def ran(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "sunward", *arguments], capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "SUNWARD_HOME": str(home), "DATABASE_URL": f"sqlite:///{home}/var/sunward.sqlite3"},
        timeout=30,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("command", ["serve", "demo"])
@pytest.mark.parametrize("port", ["99999", "0", "-1"])
def test_a_port_that_is_none(tmp_path: Path, command: str, port: str) -> None:
    answer = ran(tmp_path, command, f"--port={port}")
    assert (answer.returncode, answer.stdout) == (2, "")
    [line] = answer.stderr.splitlines()
    assert "from 1 to 65535" in line
    assert not list(tmp_path.rglob("*.sqlite3")), "nothing was begun"


@pytest.mark.slow
@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_that_somebody_has(tmp_path: Path, taken: int, command: str) -> None:
    answer = ran(tmp_path, command, "--port", str(taken))
    assert (answer.returncode, answer.stdout) == (2, "")
    [line] = answer.stderr.splitlines()
    assert f"--port {taken}" in line
    assert "Another program has this port" in line
    assert not list(tmp_path.rglob("*.sqlite3")), "nothing was begun"


def test_on_every_address_the_port_is_taken_too(taken: int) -> None:
    assert "Another program has this port" in trouble("0.0.0.0", taken)


def test_what_is_no_address_and_no_number_of_workers() -> None:
    assert "such as 127.0.0.1" in trouble("localhost", 8000)
    assert "from 1 upwards" in trouble("127.0.0.1", 8000, workers=0)


def test_a_port_that_was_left_can_be_had_again() -> None:
    """A connection that was closed a moment ago keeps nobody from starting the server again."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the web server does
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = int(door.getsockname()[1])
        with socket.create_connection(("127.0.0.1", port)), door.accept()[0]:
            pass
    assert trouble("127.0.0.1", port) == ""
