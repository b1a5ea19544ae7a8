"""Writers and the sequencer at the same time, each with committed transactions of its own."""

import stat
import threading
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from sunward.kernel.guard import sequencing
from sunward.record import keys, queries, sequencer, store
from sunward.record.checkpoints import opened_checkpoint
from sunward.record.merkle import consistency_ranges, leaf_hash, proves_consistency
from sunward.record.models import Checkpoint, LogEntry, LogHead, Outbox
from sunward.record.notes import Signer, Verifier
from sunward.record.proofs import Proof
from sunward.record.sequencer import LeaseTaken, WouldFork, drain, integrate, run_sequencer, sequence
from tests.record import naive
from tests.record.paper import an_entry, append

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("committing")]

WRITERS, EACH = 4, 12


def written(log: str, count: int) -> list[str]:
    entries = [an_entry(log) for _ in range(count)]
    with transaction.atomic():
        for entry in entries:
            append(entry)
    return [entry.ref for entry in entries]


def in_thread(work: Callable[[], object]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_concurrent_writers_lose_nothing(log: str) -> None:
    stop = threading.Event()
    loop = in_thread(lambda: run_sequencer(stop, 0.005))
    refs: list[str] = []

    def write() -> None:
        for _ in range(EACH):
            refs.extend(written(log, 1))

    for thread in [in_thread(write) for _ in range(WRITERS)]:
        thread.join()
    stop.set()
    loop.join()
    drain(log)
    rows = list(LogEntry.objects.filter(log=log).order_by("index"))
    assert sorted(row.ref for row in rows) == sorted(refs)
    assert len(refs) == WRITERS * EACH
    assert [row.index for row in rows] == list(range(len(refs)))
    assert store.root(log, len(rows)) == naive.tree_hash([naive.leaf(bytes(row.data)) for row in rows])
    assert not Outbox.objects.filter(log=log).exists()


@pytest.mark.postgres(only=True)
def test_an_entry_that_commits_late_is_not_left_behind(log: str) -> None:
    """PostgreSQL gives out ids before the commit: the smaller one may become visible second."""
    begun, go_on = threading.Event(), threading.Event()
    early, late = an_entry(log), an_entry(log)

    def slow() -> None:
        with transaction.atomic():
            append(early)
            begun.set()
            go_on.wait(10)

    thread = in_thread(slow)
    assert begun.wait(10)
    append(late)
    drain(log)
    assert list(LogEntry.objects.filter(log=log).values_list("ref", flat=True)) == [late.ref]
    go_on.set()
    thread.join()
    drain(log)
    in_order = LogEntry.objects.filter(log=log).order_by("index").values_list("ref", flat=True)
    assert list(in_order) == [late.ref, early.ref]


def test_two_sequencers_never_take_the_same_entry(log: str) -> None:
    refs = written(log, 60)
    failures: list[Exception] = []

    def compete() -> None:
        try:
            drain(log)
        except Exception as error:  # noqa: BLE001 - reported by the assertion below
            failures.append(error)

    for thread in [in_thread(compete) for _ in range(3)]:
        thread.join()
    assert failures == []
    assert sorted(LogEntry.objects.filter(log=log).values_list("ref", flat=True)) == sorted(refs)
    assert queries.state(log).signed_size == 60


def test_a_lease_keeps_others_out_until_it_runs_out(log: str) -> None:
    written(log, 1)
    assert integrate(log, "first") == 1
    with pytest.raises(LeaseTaken):
        integrate(log, "second")
    with sequencing():
        LogHead.objects.filter(log=log).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert integrate(log, "second") == 0


def test_a_batch_has_a_limit(log: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sequencer, "BATCH", 7)
    monkeypatch.setattr(sequencer, "ROUNDS", 2)
    written(log, 20)
    assert (integrate(log, "me"), sequence(log, "me"), sequence(log, "me")) == (7, 13, 0)
    assert list(Checkpoint.objects.filter(log=log).values_list("size", flat=True)) == [20]


def test_every_checkpoint_opens_and_is_a_prefix_of_the_next(log: str) -> None:
    for count in (1, 2, 300, 1):
        written(log, count)
        drain(log)
    verifier = Verifier.parse(queries.state(log).vkey)
    notes = Checkpoint.objects.filter(log=log).order_by("size").values_list("note", flat=True)
    heads = [opened_checkpoint(note, verifier) for note in notes]
    assert [head.size for head in heads] == [1, 3, 303, 304]
    for old, new in pairwise(heads):
        proof = store.range_hashes(log, consistency_ranges(old.size, new.size))
        assert proves_consistency(old.size, new.size, old.root, new.root, proof)


def test_every_entry_has_a_proof(log: str) -> None:
    refs = written(log, 260)
    drain(log)
    verifier = Verifier.parse(queries.state(log).vkey)
    for ref in refs[::37]:
        text, leaf = queries.proof_of(ref), queries.leaf_of(ref)
        assert text is not None
        assert leaf is not None
        proof = Proof.parse(text)
        assert proof.extra == leaf
        assert proof.proves(leaf, verifier)


def test_a_crash_in_the_middle_of_a_batch_leaves_no_trace(log: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("power cut")

    refs = written(log, 3)
    with monkeypatch.context() as power:
        power.setattr(store, "extend", crash)
        with pytest.raises(RuntimeError, match="power cut"):
            drain(log)
    assert not LogEntry.objects.filter(log=log).exists()
    drain(log)
    in_order = LogEntry.objects.filter(log=log).order_by("index").values_list("ref", flat=True)
    assert list(in_order) == refs


def test_what_is_integrated_but_not_signed_is_signed_next_time(log: str) -> None:
    """As after a crash between the two."""
    (ref,) = written(log, 1)
    integrate(log, "crashed")
    with sequencing():
        LogHead.objects.filter(log=log).update(lease_until=timezone.now())
    assert not queries.is_witnessed(ref)
    drain(log)
    assert queries.is_witnessed(ref)


def test_a_checkpoint_that_was_kept_but_not_stored_is_stored_next_time(
    log: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(log, 3)
    with monkeypatch.context() as crash:
        crash.setattr(sequencer, "_publish", lambda *_: None)
        sequence(log, "crashed")
    with sequencing():
        LogHead.objects.filter(log=log).update(lease_until=timezone.now())
    beside = keys.kept(log)
    drain(log)
    assert beside is not None
    assert queries.state(log).checkpoint == beside[1]


def test_the_key_is_made_on_first_use_and_only_its_owner_reads_it(log: str, keys_folder: Path) -> None:
    written(log, 1)
    drain(log)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in keys_folder.iterdir()}
    assert modes == {f"{log}.key": 0o600, f"{log}.checkpoint": 0o600, f"{log}.lock": 0o600}
    assert stat.S_IMODE(keys_folder.stat().st_mode) == 0o700


def test_a_key_that_was_exchanged_does_not_sign(log: str, keys_folder: Path) -> None:
    written(log, 1)
    drain(log)
    other = Signer.generate(keys.origin(log))
    (keys_folder / f"{log}.key").write_text(str(other), encoding="utf-8")
    written(log, 1)
    with pytest.raises(keys.KeyTrouble, match="is not a checkpoint of"):
        drain(log)
    (keys_folder / f"{log}.checkpoint").unlink()
    with pytest.raises(keys.KeyTrouble, match="does not fit the log's key"):
        drain(log)


def test_one_log_in_trouble_does_not_stop_the_others(log: str, keys_folder: Path) -> None:
    keys_folder.mkdir()
    (keys_folder / f"{log}.key").write_text("scribble", encoding="utf-8")
    written(log, 1)
    (ref,) = written(f"{log}-b", 1)
    stop = threading.Event()
    loop = in_thread(lambda: run_sequencer(stop, 0.01))
    for _ in range(200):
        if queries.is_witnessed(ref) and queries.state(log).trouble:
            break
        stop.wait(0.01)
    stop.set()
    loop.join()
    assert queries.is_witnessed(ref)
    assert "is not a signing key" in queries.state(log).trouble


def test_a_log_name_cannot_leave_the_folder_of_keys() -> None:
    with pytest.raises(keys.KeyTrouble, match="cannot name a log"):
        keys.make_signer("../elsewhere")


def test_a_log_whose_past_was_changed_is_not_signed(log: str) -> None:
    """Somebody owns the database, has dropped the triggers and put another entry in: the tree no longer fits."""
    written(log, 2)
    drain(log)
    signer = keys.signer(log)
    forged = naive.tree_hash([leaf_hash(b"forged"), leaf_hash(b"forged too")])
    keys.keep(log, sequencer.TreeHead(signer.name, 2, forged).signed(signer))
    written(log, 1)
    with pytest.raises(WouldFork, match="not those that were signed before"):
        drain(log)
    assert queries.state(log).size == 2
