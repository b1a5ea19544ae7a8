"""Votes by the hundred: `.venv/bin/python -m bench.votes [VOTES [SECONDS [PORT]]]`.

First the desk terminal over HTTP: Sunward serves in processes of its own, ballots arrive at a steady rate on loopback
whether or not earlier ones have been answered, and each is timed from the moment at which it was due. Then VOTES
ballots are put into a box, closed and counted. Asserts nothing: figures are for reading.
"""

import http.client
import os
import queue
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from urllib.parse import urlencode

from bench import ground

CODE = ground.founded()

from django.db import connection, transaction  # noqa: E402

from sunward.ballots import queries  # noqa: E402
from sunward.ballots.casting import codes, urn  # noqa: E402
from sunward.ballots.models import Mark, RollEntry, Vote, VotingCode  # noqa: E402
from sunward.kernel.guard import door_open  # noqa: E402
from tests.ballots import scenes  # noqa: E402

VOTES = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
SECONDS = int(sys.argv[2]) if len(sys.argv) > 2 else 30
PORT = int(sys.argv[3]) if len(sys.argv) > 3 else 8765
POSTGRES = connection.vendor == "postgresql"
RATE = 100 if POSTGRES else 30
WORKERS = 2 if POSTGRES else 1
CLIENTS = 24
TOKEN = "b" * 32  # the forgery token that cookie and form carry alike
CHOICES = ("for", "against", "abstain")


def vote_with_codes(number: int) -> tuple[Vote, list[str]]:
    """A vote by the terminal, and a code for each of its people."""
    vote = scenes.put(scenes.roll_of(scenes.people(number, CODE), CODE), channels="terminal")
    slips = [codes.new_code() for _ in range(number)]
    entries = RollEntry.objects.filter(roll=vote.roll).values_list("pk", flat=True)
    with transaction.atomic(), door_open():
        VotingCode.objects.bulk_create(
            [VotingCode(vote=vote, entry_id=entry, code_hash=codes.code_hash(vote.number, slip), handed_on=scenes.DAY,
                        handed_by="person:a", handed_with="person:b", confirmed_on=scenes.DAY)
             for entry, slip in zip(entries, slips, strict=True)], batch_size=500,
        )  # fmt: skip
    return vote, slips


def serve() -> "subprocess.Popen[bytes]":
    """Sunward on a port of loopback, with its timekeeper."""
    command = [sys.executable, "-m", "sunward", "serve", "--port", str(PORT), "--workers", str(WORKERS)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)
    for _attempt in range(300):
        try:
            link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            link.request("GET", "/healthz", headers={"Host": "localhost"})
            if link.getresponse().status == 200:
                return server
        except OSError:
            pass
        time.sleep(0.1)
    server.terminate()
    raise SystemExit("the server did not start")


class Crowd:
    """People who come at a steady rate; `took` are the milliseconds from when each was due to the answer."""

    def __init__(self, address: str, here: str) -> None:
        self.here = here  # the mark of a terminal that the desk has opened
        self.address, self.took, self.answers = address, list[float](), Counter[str]()
        self.due: queue.Queue[tuple[float, str] | None] = queue.Queue()

    def come(self, slips: list[str], rate: float) -> None:
        windows = [threading.Thread(target=self.window) for _ in range(CLIENTS)]
        for window in windows:
            window.start()
        began = time.perf_counter() + 0.2
        for place, slip in enumerate(slips):
            due = began + place / rate
            time.sleep(max(due - time.perf_counter(), 0))
            self.due.put((due, slip))
        for _window in windows:
            self.due.put(None)
        for window in windows:
            window.join()

    def window(self) -> None:
        link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        headers = {
            "Host": "localhost", "Cookie": f"csrftoken={TOKEN}; {self.here}",
            "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        while (found := self.due.get()) is not None:
            due, slip = found
            body = {"csrfmiddlewaretoken": TOKEN, "code": slip, "cast": "1", "chosen": CHOICES[hash(slip) % 3]}
            link.request("POST", self.address, urlencode(body), headers)
            answer = link.getresponse()
            answer.read()
            self.took.append((time.perf_counter() - due) * 1000)
            self.answers["accepted" if "/done/" in answer.headers.get("Location", "") else str(answer.status)] += 1


def arriving() -> None:
    """Ballots over HTTP at the wanted rate."""
    vote, slips = vote_with_codes(RATE * SECONDS + 20)
    connection.close()
    server = serve()
    try:
        address = f"/en/c/{CODE}/votes/{vote.number}/terminal/"
        here = f"terminal-{vote.number}={codes.terminal_mark(vote.number)}"
        Crowd(address, here).come(slips[:20], 10)  # the first ones read the rule books
        crowd = Crowd(address, here)
        began = time.perf_counter()
        crowd.come(slips[20:], RATE)
        spent = time.perf_counter() - began
    finally:
        server.terminate()
        server.wait(30)
    cuts = statistics.quantiles(crowd.took, n=100)
    ground.say(
        f"ballots over HTTP, {RATE} a second wanted: accepted", crowd.answers["accepted"], f"of {len(slips) - 20}"
    )
    ground.say("the same, a second", crowd.answers["accepted"] / spent, "a second")
    for name, place in (("median", 49), ("p95", 94), ("p99", 98)):
        ground.say(f"from due to answered, {name}", cuts[place], "ms")
    if len(crowd.answers) > 1:
        print(dict(crowd.answers))
    ground.say("marks in the database", Mark.objects.filter(vote=vote).count(), "with the first 20")


def counting() -> None:
    """Closing and counting a full box."""
    vote = scenes.put(scenes.roll_of(scenes.people(VOTES, CODE), CODE), channels="terminal,web")
    entries = list(RollEntry.objects.filter(roll=vote.roll).values_list("pk", flat=True))
    with transaction.atomic(), door_open():
        Mark.objects.bulk_create(
            [Mark(vote=vote, entry_id=entry, channel="web", marked_on=scenes.DAY) for entry in entries], batch_size=150
        )
        for place in range(VOTES):
            urn.drop_in(vote, [CHOICES[place % 3]], None)
    began, worked = time.perf_counter(), time.process_time()
    scenes.close(vote)
    closed, worked = time.perf_counter(), time.process_time() - worked
    found = queries.tally(vote.number)
    counted = time.perf_counter()
    ground.say(f"close {VOTES:,} votes (rewritten, sealed, drawn)", closed - began, "s")
    ground.say("of it CPU of this process", worked, "s")
    ground.say("count them", counted - closed, "s")
    ground.say("cast, as counted", found.cast if found else 0, "")


def main() -> None:
    print(f"{connection.vendor}, {WORKERS} web process(es)")
    with scenes.at(9):
        counting()
    arriving()
    ground.say_ground()


if __name__ == "__main__":
    main()
