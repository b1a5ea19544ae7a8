"""What pages read from the record."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery

from sunward.kernel.clock import now
from sunward.kernel.findings import QUESTIONS, Finding, breaches
from sunward.kernel.ports import Entry
from sunward.kernel.refs import REF_LENGTH, Ref
from sunward.record import store
from sunward.record.checkpoints import TreeHead
from sunward.record.journal import as_entry
from sunward.record.merkle import inclusion_ranges, leaf_hash
from sunward.record.models import Checkpoint, Journal, LogEntry, LogHead, Outbox
from sunward.record.notes import encode
from sunward.record.proofs import Proof

PAGE = 50
MANY_WAITING = 1_000  # beyond this `waiting` stops counting
SIGNED_WITHIN = timedelta(minutes=10)  # a sequencer takes a second, and minutes when it starts again after a crash

# In SQL because the ORM would take longer than the proof itself. Every step is one look into a unique index.
PLACE_AND_CHECKPOINT = """
    SELECT entry.log, entry."index", entry.data, checkpoint.size, checkpoint.note
    FROM record_logentry AS entry
    JOIN record_loghead AS head ON head.log = entry.log
    JOIN record_checkpoint AS checkpoint ON checkpoint.log = head.log AND checkpoint.size = head.signed_size
    WHERE entry.ref = %s
"""


@dataclass(frozen=True, slots=True)
class LogState:
    """How a log stands. `waiting` counts to 1,000, the oldest since `waiting_since`; `trouble` says in words why
    nothing is signed, or is empty."""

    size: int
    signed_size: int
    checkpoint: str | None
    signed_at: datetime | None
    waiting: int
    trouble: str
    vkey: str
    waiting_since: datetime | None = None

    @property
    def stopped(self) -> bool:
        """Whether nobody signs any more what is entered."""
        late = self.waiting_since is not None and now() - self.waiting_since > SIGNED_WITHIN
        return bool(self.trouble) or late


def journal(log: str, before: str | None = None, limit: int = PAGE) -> list[Entry]:
    """A log's acts, newest first, without private facts; `before` is the ref of the last one already shown."""
    return _page(Journal.objects.filter(log=log), before, limit)


def journal_of(subject: Ref, before: str | None = None, limit: int = PAGE) -> list[Entry]:
    """The acts on one subject, newest first, without private facts."""
    return _page(Journal.objects.filter(subject_type=subject.type, subject_id=subject.id), before, limit)


def said_with(subject: Ref, act: str) -> list[Mapping[str, Any]]:
    """What everybody may read of each time that an act was done on one subject, oldest first; refusals are none."""
    rows = Journal.objects.filter(subject_type=subject.type, subject_id=subject.id, act=act).exclude(kind="refusal")
    return list(rows.order_by("id").values_list("public", flat=True))


def entry(ref: str) -> Entry | None:
    """One act, without its private facts."""
    row = Journal.objects.filter(ref=ref).first()
    return as_entry(row) if row else None


def entries(refs: Iterable[str]) -> list[Entry]:
    """Some acts by their numbers, without private facts, in no order. One query."""
    return [as_entry(row) for row in Journal.objects.filter(ref__in=list(refs))]


def moments_of(refs: Iterable[str]) -> dict[str, datetime]:
    """When some acts were entered, by their numbers. One query, and none for none."""
    asked = list(refs)
    return dict(Journal.objects.filter(ref__in=asked).values_list("ref", "recorded_at")) if asked else {}


def entered_before(ref: str, others: Iterable[str]) -> frozenset[str]:
    """Which of some acts were entered before another, whatever day they name. One query."""
    rows = Journal.objects.filter(ref__in=list(others), id__lt=Journal.objects.filter(ref=ref).values("id")[:1])
    return frozenset(rows.values_list("ref", flat=True))


def entry_beginning(signs: str, log: str) -> Entry | None:
    """The one act of a log whose number begins with these signs; nothing when there is none, or more than one."""
    last = signs.ljust(REF_LENGTH, "z")  # between two bounds both databases use the index, whatever the collation
    rows = list(Journal.objects.filter(log=log, ref__gte=signs, ref__lte=last, ref__startswith=signs)[:2])
    return as_entry(rows[0]) if len(rows) == 1 else None


def entered_for(person: str, log: str, limit: int = PAGE) -> list[Entry]:
    """The acts that were entered for somebody at the desk, newest first; refusals are none."""
    rows = Journal.objects.filter(log=log, on_behalf_of=person).exclude(kind="refusal").order_by("-id")
    return [as_entry(row) for row in rows[:limit]]


def hands(refs: Iterable[str]) -> dict[str, str]:
    """By whose hand these acts were entered. One query."""
    return dict(Journal.objects.filter(ref__in=list(refs)).values_list("ref", "by"))


def has_signed_something(person: str, log: str) -> bool:
    """Whether somebody did anything themselves: by their own sign-in, or at the desk with what they signed."""
    rows = Journal.objects.filter(log=log).exclude(kind="refusal")
    if rows.filter(by=person).exists():
        return True
    return any(files for files in rows.filter(on_behalf_of=person).values_list("files", flat=True))


def with_breaches(refs: Iterable[str]) -> set[str]:
    """Which of these acts were recorded with a breach: what happened was not in order. One query."""
    rows = Journal.objects.filter(ref__in=list(refs)).values_list("ref", "findings")
    against = {ref: breaches(map(Finding.from_dict, findings)) for ref, findings in rows}
    return {ref for ref, found in against.items() if any(one.rule not in QUESTIONS for one in found)}


def origins(results: Iterable[Ref], *acts: str) -> dict[str, str]:
    """The entry in which each of these came about by one of the acts: of the act itself, or of the one that it followed
    from. By the written name of the thing; one query."""
    rows = Journal.objects.filter(result__in=[str(one) for one in results], act__in=acts).exclude(kind="refusal")
    return {made: parent or ref for made, parent, ref in rows.values_list("result", "parent", "ref") if made}


def followed(results: Iterable[Ref], act: str, but_from: Collection[str] = ()) -> frozenset[str]:
    """Those of these that came about by an act because it followed from another by itself, by the written names of the
    things; `but_from` some acts. One query, and none for none."""
    wanted = [str(one) for one in results]
    rows = Journal.objects.filter(result__in=wanted, act=act, parent__isnull=False).exclude(kind="refusal")
    rows = rows.exclude(parent__in=Journal.objects.filter(act__in=but_from).values("ref"))
    return frozenset(made for made in rows.values_list("result", flat=True) if made) if wanted else frozenset()


def order_of(results: Iterable[Ref], *acts: str) -> dict[tuple[str, str], int]:
    """Where in the order of all entries each of these last came out of each of the acts, by the act and the written
    name of the thing. One query."""
    rows = Journal.objects.filter(result__in=[str(one) for one in results], act__in=acts).exclude(kind="refusal")
    return {(act, made or ""): place for place, act, made in rows.order_by("id").values_list("id", "act", "result")}


def results_of(act: str, results: Iterable[Ref]) -> list[Entry]:
    """The entries of an act in which any of these came out, oldest first; refusals are none. One query."""
    rows = Journal.objects.filter(result__in=[str(one) for one in results], act=act).exclude(kind="refusal")
    return [as_entry(row) for row in rows.order_by("id")]


def done_between(log: str, acts: Collection[str], since: datetime, until: datetime) -> list[tuple[str, str, str, str]]:
    """Some acts between two moments, by whose hand, on what and what came out of them: rows of entry, hand, subject and
    the written name of the result, empty where nothing did. Two queries, which read of the log no more than that
    time."""
    rows = Journal.objects.filter(log=log)
    before = rows.filter(recorded_at__lt=since).order_by("-id").values_list("id", flat=True).first()
    rows = rows.filter(id__gt=before or 0, recorded_at__lt=until, act__in=acts).exclude(kind="refusal").order_by("id")
    return [(ref, by, on, made or "") for ref, by, on, made in rows.values_list("ref", "by", "subject_id", "result")]


def leaf_of(ref: str) -> bytes | None:
    """The bytes that the log holds for an act; None while it waits."""
    data = LogEntry.objects.filter(ref=ref).values_list("data", flat=True).first()
    return bytes(data) if data is not None else None


def leaf_hash_of(ref: str) -> bytes | None:
    """The hash of the leaf of an act, in its log or on its way there; None for an act that left none."""
    data = leaf_of(ref) or Outbox.objects.filter(ref=ref).values_list("data", flat=True).first()
    return leaf_hash(bytes(data)) if data is not None else None


def state(log: str) -> LogState:
    """How long the log is, how far it is signed, what waits."""
    head = LogHead.objects.filter(log=log).first() or LogHead(log=log)
    newest = newest_checkpoint(log)
    entered = Journal.objects.filter(ref=OuterRef("ref")).values("recorded_at")
    outbox = Outbox.objects.filter(log=log).order_by("id").annotate(at=Subquery(entered))[:MANY_WAITING]
    waiting = outbox.aggregate(count=Count("id"), since=Min("at"))
    return LogState(
        head.size,
        newest.size if newest else 0,
        newest.note if newest else None,
        newest.signed_at if newest else None,
        waiting["count"],
        head.trouble,
        head.vkey,
        waiting["since"],
    )


def newest_checkpoint(log: str) -> Checkpoint | None:
    return Checkpoint.objects.filter(log=log).order_by("-size").first()


def newest_head(log: str) -> TreeHead | None:
    """What a log's newest signed checkpoint says; None while nothing is signed."""
    newest = newest_checkpoint(log)
    return head_of(newest.note) if newest else None


def newest_root(log: str) -> str:
    """The root of a log's newest signed checkpoint, in hexadecimal digits; empty while nothing is signed."""
    head = newest_head(log)
    return head.root.hex() if head else ""


def as_checkpoints_have_it(root: str) -> str:
    """A root in hexadecimal digits as the third line of a checkpoint writes it."""
    return encode(bytes.fromhex(root))


def is_witnessed(ref: str) -> bool:
    """Is the act in its log, and covered by a signed checkpoint?"""
    return bool(witnessed([ref]))


def witnessed(refs: Iterable[str]) -> set[str]:
    """Those of the acts that a signed checkpoint covers: two queries for a whole page."""
    signed = LogHead.objects.values_list("log", "signed_size")
    covered = LogEntry.objects.filter(ref__in=list(refs)).values_list("ref", "log", "index")
    heads = dict(signed.filter(log__in={log for _, log, _ in covered}))
    return {ref for ref, log, index in covered if index < heads.get(log, 0)}


def proof_of(ref: str, log: str | None = None) -> str | None:
    """The act's `.tlog-proof`, its leaf in `extra`; None until a checkpoint covers it (or it is in another log)."""
    with connection.cursor() as cursor:
        cursor.execute(PLACE_AND_CHECKPOINT, [ref])
        found = cursor.fetchone()
    if found is None or log not in (None, found[0]) or found[3] <= found[1]:
        return None
    name, index, data, size, note = found
    path = store.range_hashes(name, inclusion_ranges(index, size))
    return str(Proof(index, tuple(path), note, bytes(data)))


def founded_as_demo() -> bool:
    """Whether this database is a demo: every log in it must say so in its founding entry.

    A single community founded in earnest makes the whole database an earnest one.
    """
    founded = Journal.objects.filter(kind="founding").values_list("public", flat=True)
    said = [public.get("demo") is True for public in founded]
    return bool(said) and all(said)


def signed_logs() -> list[str]:
    """The logs that have signed anything, by name."""
    return sorted(Checkpoint.objects.values_list("log", flat=True).distinct())


def any_founded() -> bool:
    """Whether any community has been founded here."""
    return Journal.objects.filter(kind="founding").exists()


def uses_of(log: str, by: str, post: str) -> dict[str, int]:
    """How often each power was used by somebody in a post within the last year; refusals are no use."""
    rows = Journal.objects.filter(log=log, by=by, post=post, recorded_at__gte=now() - timedelta(days=365))
    counted = rows.exclude(kind="refusal").exclude(power="").values("power").annotate(times=Count("id"))
    return {row["power"]: row["times"] for row in counted.order_by()}


def head_of(note: str) -> TreeHead:
    """What a stored checkpoint states (it was verified when it was signed)."""
    return TreeHead.parse(note)


def _page(rows: "QuerySet[Journal]", before: str | None, limit: int) -> list[Entry]:
    older = Q(id__lt=Subquery(Journal.objects.filter(ref=before).values("id"))) if before else Q()
    return [as_entry(row) for row in rows.filter(older).order_by("-id")[:limit]]
