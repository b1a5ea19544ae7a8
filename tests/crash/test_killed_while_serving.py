"""`sunward serve`, killed with everything it started while forms come in, answers again and has lost nothing."""

import http.client
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from sunward.decisions.models import Matter
from sunward.kernel.refs import new_id
from sunward.record.command import main
from sunward.record.models import Journal, LogEntry
from tests import stage
from tests.crash.conftest import Own

TOKEN = "a" * 32
PATIENCE = 60  # seconds for a server to answer on a busy machine


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def serving(own: Own, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server in a process group of its own; killed at the end, with all its children, whatever happened."""
    process = subprocess.Popen(
        [sys.executable, "-m", "sunward", "serve", "--port", str(port)], start_new_session=True,
        env=os.environ | own.places | {"SECRET_KEY": settings.SECRET_KEY}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + PATIENCE
        while not answers(port):
            assert process.poll() is None, "the server has ended by itself"
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.05)
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def answers(port: int) -> bool:
    with suppress(OSError, http.client.HTTPException):
        return asked(port, "GET", "/healthz")[0] == 200
    return False


def asked(port: int, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
    """Status and the address one is led to."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Location", "")
    finally:
        connection.close()


def session_of(own: Own) -> str:
    """The cookie of an officer who has signed in."""
    client = Client()
    with own.opened():
        person = stage.holder(own.code, stage.DEPUTY)
        client.force_login(get_user_model().objects.create_user("lin", person=person))  # type: ignore[attr-defined]
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def posting(own: Own, port: int, cookie: str, acknowledged: list[str]) -> None:
    """Send one form after another until the server is gone; keep the reference of each that was acknowledged."""
    path = f"/zh/c/{own.code}/do/decisions.open_matter/community:{own.code}/"
    headers = {
        "Cookie": f"csrftoken={TOKEN}; {settings.SESSION_COOKIE_NAME}={cookie}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    form = {"title": "车棚", "kind": "asset_lease", "csrfmiddlewaretoken": TOKEN}
    with suppress(OSError, http.client.HTTPException):
        while True:
            status, location = asked(port, "POST", path, urlencode(form | {"key": new_id()}), **headers)
            assert status == 302
            acknowledged.append(location.rstrip("/").rpartition("/")[2])


@pytest.mark.slow
def test_a_server_killed_while_forms_come_in_has_lost_nothing(own: Own) -> None:
    cookie, acknowledged = session_of(own), list[str]()
    port = free_port()
    with serving(own, port) as server:
        senders = [threading.Thread(target=posting, args=(own, port, cookie, acknowledged)) for _ in range(2)]
        for sender in senders:
            sender.start()
        while len(acknowledged) < 5:
            assert all(sender.is_alive() for sender in senders), "a form was not accepted"
            time.sleep(0.01)
        time.sleep(random.Random(3).uniform(0.05, 0.4))
        os.killpg(server.pid, signal.SIGKILL)
        for sender in senders:
            sender.join(PATIENCE)
    again = free_port()
    with serving(own, again):
        assert asked(again, "GET", f"/zh/c/{own.code}/matters/")[0] == 200
    nothing_lost(own, acknowledged)


def nothing_lost(own: Own, acknowledged: list[str]) -> None:
    with own.opened():
        assert main(["export", own.code, str(own.home / "out")]) == 0
        logged = set(LogEntry.objects.filter(log=own.code).values_list("ref", flat=True))
        opened = Journal.objects.filter(log=own.code, act="decisions.open_matter").count()
        matters = Matter.objects.filter(community_code=own.code).count()
    assert set(acknowledged) <= logged
    assert opened == matters >= len(acknowledged)
    assert main(["verify", str(own.home / "out")]) == 0


def left_running(server: int) -> list[str]:
    """What still runs of the server's process group, ended processes that nobody has asked after aside."""
    listed = subprocess.run(["ps", "-e", "-o", "pgid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    lines = [line.split(maxsplit=2) for line in listed.splitlines()]
    return [line[-1] for line in lines if line[0] == str(server) and not line[1].startswith("Z")]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("ps") is None, reason="there is no ps here")
def test_no_web_worker_outlives_the_server_that_signs_what_it_takes_in(own: Own) -> None:
    """Killed alone, without its children: a worker that went on would take in acts that nobody signs."""
    port = free_port()
    with serving(own, port) as server:
        assert len(left_running(server.pid)) > 1
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
        until = time.monotonic() + PATIENCE
        while (left := left_running(server.pid)) and time.monotonic() < until:
            time.sleep(0.2)
        assert left == []
        assert not answers(port)


def held_open(process: int) -> list[str]:
    """The database files that a process has open (where the system tells)."""
    handles = Path(f"/proc/{process}/fd")
    links = [str(each.readlink()) for each in handles.iterdir()] if handles.is_dir() else []
    return [link for link in links if ".sqlite3" in link]


@pytest.mark.slow
def test_what_a_worker_still_answers_after_its_server_was_killed_is_kept(own: Own) -> None:
    """Nothing of the database is inherited: else the process that ends first would take the write-ahead log along, and
    the worker would answer into a file that is gone."""
    cookie, acknowledged = session_of(own), list[str]()
    port = free_port()
    with serving(own, port) as server:
        sender = threading.Thread(target=posting, args=(own, port, cookie, acknowledged))
        sender.start()
        while len(acknowledged) < 5:
            assert sender.is_alive(), "a form was not accepted"
            time.sleep(0.01)
        assert held_open(server.pid) == [], "the server itself holds no database open: its workers would inherit it"
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
        sender.join(PATIENCE)
    with serving(own, free_port()):
        pass
    nothing_lost(own, acknowledged)


def web_worker(server: int) -> int:
    """The process that answers; the one that keeps time, and Python's own, are started by `multiprocessing`."""
    command = ["ps", "--ppid", str(server), "-o", "pid=,args="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return next(int(line.split()[0]) for line in listed if "multiprocessing" not in line)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("ps") is None, reason="there is no ps here")
def test_a_web_worker_that_was_killed_is_replaced(own: Own) -> None:
    """Out of memory, say: the community's site does not stay away for want of somebody who starts it again."""
    port = free_port()
    with serving(own, port) as server:
        os.kill(web_worker(server.pid), signal.SIGKILL)
        until = time.monotonic() + PATIENCE
        while not answers(port):
            assert server.poll() is None, "the server ended with its worker"
            assert time.monotonic() < until, "nobody answers any more"
            time.sleep(0.1)


@pytest.mark.slow
def test_a_running_server_puts_no_empty_database_in_the_place_of_one_that_is_gone(own: Own) -> None:
    """A disk that is not mounted, a file moved away: neither the pages nor the process that keeps time make another."""
    port = free_port()
    with serving(own, port):
        away = own.home / "away"
        away.mkdir()
        for each in own.database.parent.glob("sunward.sqlite3*"):
            each.rename(away / each.name)
        for _time in range(3):
            assert asked(port, "GET", "/healthz")[0] == 503
            assert asked(port, "GET", f"/zh/c/{own.code}/")[0] == 503
            time.sleep(1.0)
        assert not own.database.exists()
        for each in away.iterdir():
            each.rename(own.database.parent / each.name)
        assert asked(port, "GET", "/healthz")[0] == 200, "it comes back with its disk"
