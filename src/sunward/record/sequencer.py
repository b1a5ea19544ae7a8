"""Takes waiting entries into the log and signs what the log has become.

One sequencer works on a log at a time: it holds the log's lease. It takes whatever waits, in whatever order it
became visible, never "id greater than the last": PostgreSQL commits out of order, and such a mark would leave an
entry behind for ever.
"""

import logging
import time
from collections.abc import Iterator
from datetime import timedelta
from threading import Event

from django.db import Error, close_old_connections, transaction
from django.db.models import F, Q
from django.utils import timezone

from sunward.kernel import clock
from sunward.kernel.guard import sequencing
from sunward.kernel.refs import new_id
from sunward.record import keys, store
from sunward.record.checkpoints import TreeHead, opened_checkpoint
from sunward.record.inserts import insert
from sunward.record.merkle import leaf_hash
from sunward.record.models import Checkpoint, Journal, LogEntry, LogHead, Outbox
from sunward.record.notes import BadNote, Signer

BATCH = 500  # entries in one transaction
ROUNDS = 20  # batches before signing, however many wait
LEASE = timedelta(seconds=10)
PATIENCE = timedelta(seconds=60)  # how long `drain` waits for another sequencer

logger = logging.getLogger(__name__)


class LeaseTaken(Exception):
    """Another sequencer works on this log."""


class NotAnEntry(Exception):
    """Something waits that cannot be read, or that no act left there: nothing more is taken in or signed."""


class WouldFork(Exception):
    """The log contradicts a checkpoint that was signed before: nothing more is taken in or signed."""


def run_sequencer(stop: Event, interval: float = 1.0) -> None:
    """Sequence every log again and again until `stop` is set; `interval` in seconds. Survives a lost database."""
    holder, logs = new_id(), every_log  # the first round looks at logs at rest too: is this a restored database?
    while not stop.is_set():
        try:
            for log in logs():
                _sequence_or_say(log, holder)
            logs = _to_look_at
        except Error:
            logger.exception("the sequencer waits for the database")
        close_old_connections()
        stop.wait(interval)


def drain_all() -> None:
    """Put everything that waits into its log, and sign; for commands that end."""
    for log in logs_at_work():
        drain(log)


def drain(log: str) -> None:
    """Take everything that waits into the log and sign it; waits for another sequencer to finish.

    Raises:
        WouldFork, NotAnEntry, KeyTrouble: when the log cannot be signed.
        LeaseTaken: when another sequencer does not let go for a minute.
    """
    check_history(log)
    holder, until = new_id(), time.monotonic() + PATIENCE.total_seconds()
    while log in logs_at_work(log):
        try:
            sequence(log, holder)
        except LeaseTaken:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def sequence(log: str, holder: str) -> int:
    """One round on one log: take in up to 10,000 waiting entries, sign, let the lease go. Returns how many.

    Raises:
        WouldFork, NotAnEntry, KeyTrouble: when the log cannot be signed.
        LeaseTaken: when another sequencer holds the log.
    """
    check_history(log)
    if log not in logs_at_work(log):
        _say_nothing(log)
        return 0
    taken = sum(_batches(log, holder))
    sign(log, holder)
    return taken


def every_log() -> list[str]:
    return sorted({*logs_at_work(), *LogHead.objects.values_list("log", flat=True)})


def logs_at_work(log: str | None = None) -> list[str]:
    """The logs (or this one) with entries waiting, or with entries that no checkpoint covers yet."""
    only = Q() if log is None else Q(log=log)
    waiting = set(Outbox.objects.filter(only).values_list("log", flat=True).distinct())
    unsigned = LogHead.objects.filter(only, size__gt=F("signed_size")).values_list("log", flat=True)
    return sorted(waiting.union(unsigned))


def _to_look_at() -> list[str]:
    """Those at work, and those in trouble: what was wrong may have been put right, with nothing left that waits."""
    return sorted({*logs_at_work(), *LogHead.objects.exclude(trouble="").values_list("log", flat=True)})


@sequencing()
def integrate(log: str, holder: str) -> int:
    """Take one batch of waiting entries into the log, in one transaction. Returns how many."""
    with transaction.atomic():
        head = _leased_head(log, holder)
        waiting = list(Outbox.objects.filter(log=log).order_by("id")[:BATCH])
        if waiting:
            _take_in(head, waiting)
        return len(waiting)


def check_history(log: str) -> None:
    """Compare the log with the newest checkpoints signed for it, in the database and beside the key.

    Raises:
        WouldFork: when the log is shorter than one of them, has another past, or its tree is damaged.
        KeyTrouble: when a checkpoint exists and the key does not.
    """
    head = LogHead.objects.filter(log=log).first()
    size = head.size if head else 0
    for signed in _signed_before(log):
        if signed.size > size:
            raise WouldFork(
                f"The log “{log}” has {size} entries, but a checkpoint over {signed.size} was signed before. "
                "The database was restored from an older state; nothing is signed until the missing "
                "entries are back."
            )
        if _root(log, signed.size) != signed.root:
            raise WouldFork(
                f"The first {signed.size} entries of the log “{log}” are not those that were signed before. "
                "The database holds another history; nothing is signed."
            )


def sign(log: str, holder: str) -> None:
    """Sign the log as it stands and publish the checkpoint: kept beside the key first, then stored."""
    with keys.signing(log):
        check_history(log)
        size = LogHead.objects.get(log=log).size
        signer = keys.make_signer(log)  # a log that has signed and lost its key did not come this far
        note = TreeHead(signer.name, size, store.root(log, size)).signed(signer)
        keys.keep(log, note)
        _publish(log, holder, signer, size, note)


def _root(log: str, size: int) -> bytes:
    try:
        return store.root(log, size)
    except LookupError as error:
        raise WouldFork(f"The tree of the log “{log}” is damaged: {error}. Nothing is signed.") from error


def _batches(log: str, holder: str) -> Iterator[int]:
    for _ in range(ROUNDS):
        taken = integrate(log, holder)
        yield taken
        if taken < BATCH:
            return


def _leased_head(log: str, holder: str) -> LogHead:
    """The log's head, locked, and its lease renewed. Leases run on the machine's clock, never on a moved one."""
    LogHead.objects.get_or_create(log=log)
    head = LogHead.objects.select_for_update().get(log=log)
    now = timezone.now()
    if head.lease_holder != holder and head.lease_until and head.lease_until > now:
        raise LeaseTaken(f"Another sequencer works on the log “{log}”")
    head.lease_holder, head.lease_until = holder, now + LEASE
    head.save(update_fields=["lease_holder", "lease_until"])
    return head


def _take_in(head: LogHead, waiting: list[Outbox]) -> None:
    _require_bytes(head.log, waiting)
    _require_acts(head.log, [each.ref for each in waiting])
    entries = [(each.ref, bytes(each.data)) for each in waiting]
    leaves = [leaf_hash(data) for _, data in entries]
    insert(
        LogEntry,
        [
            (head.log, head.size + place, ref, data, leaf)
            for place, ((ref, data), leaf) in enumerate(zip(entries, leaves, strict=True))
        ],
    )
    store.extend(head.log, head.size, leaves)
    LogHead.objects.filter(log=head.log).update(size=head.size + len(entries))
    Outbox.objects.filter(id__in=[each.id for each in waiting]).delete()


def _require_bytes(log: str, waiting: list[Outbox]) -> None:
    """SQLite keeps text in a column of bytes if nobody stops it, and older databases did not."""
    found: list[tuple[str, object]] = [(each.ref, each.data) for each in waiting]
    strange = next((ref for ref, data in found if not isinstance(data, bytes | memoryview)), None)
    if strange is not None:
        raise NotAnEntry(
            f"What waits for the log “{log}” under the number {strange!r} cannot be read: it is not bytes. "
            "Nothing is signed until it is gone."
        )


def _require_acts(log: str, refs: list[str]) -> None:
    """An act writes journal and outbox in one transaction. What somebody put into the outbox alone is not signed."""
    # By their numbers alone: asked for the log as well, SQLite reads the whole of it for each batch.
    logs = dict(Journal.objects.filter(ref__in=refs).values_list("ref", "log"))
    strange = next((ref for ref in refs if logs.get(ref) != log), None)
    if strange is not None:
        raise NotAnEntry(
            f"Something waits for the log “{log}” under the number {strange!r} that no act left there: somebody has "
            "written into the database past the application. Nothing is signed until it is gone."
        )


def _signed_before(log: str) -> list[TreeHead]:
    beside = keys.kept(log)
    newest = Checkpoint.objects.filter(log=log).order_by("-size").first()
    heads = [beside[0]] if beside else []
    return [*heads, _opened(log, newest)] if newest else heads


def _opened(log: str, row: Checkpoint) -> TreeHead:
    """A log that has signed before never gets a second key: its checkpoints must open with the one it has."""
    try:
        return opened_checkpoint(row.note, keys.signer(log).verifier)
    except BadNote as error:
        raise keys.KeyTrouble(f"The stored checkpoint of “{log}” does not fit the log's key: {error}") from error


@sequencing()
def _publish(log: str, holder: str, signer: Signer, size: int, note: str) -> None:
    with transaction.atomic():
        head = LogHead.objects.select_for_update().get(log=log)
        if not Checkpoint.objects.filter(log=log, size__gte=size).exists():
            Checkpoint(log=log, size=size, note=note, signed_at=clock.now()).save(force_insert=True)
        lease = {"lease_until": None} if head.lease_holder == holder else {}
        LogHead.objects.filter(log=log).update(signed_size=size, vkey=str(signer.verifier), trouble="", **lease)


def _sequence_or_say(log: str, holder: str) -> None:
    """A log in trouble does not stop the others; it says why it is not signed."""
    try:
        sequence(log, holder)
    except LeaseTaken:
        return
    except (WouldFork, NotAnEntry, keys.KeyTrouble) as error:
        _say(log, str(error))
    except OSError as error:  # where the keys lie concerns nobody who reads the page
        _say(log, f"The keys cannot be used: {error.strerror}", str(error))


@sequencing()
def _say_nothing(log: str) -> None:
    LogHead.objects.filter(log=log).exclude(trouble="").update(trouble="")


@sequencing()
def _say(log: str, trouble: str, details: str = "") -> None:
    """Keep the reason where pages find it, and put it into the server's messages once."""
    LogHead.objects.get_or_create(log=log)
    if LogHead.objects.filter(log=log).exclude(trouble=trouble).update(trouble=trouble):
        logger.error("record of %s: %s", log, details or trouble)
