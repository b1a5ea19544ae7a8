"""The record's side of the door: `append`, `performed` and `refused_today` implement the ports of the kernel."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from django.utils.crypto import salted_hmac

from sunward.kernel import sql
from sunward.kernel.clock import civil_day
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Entry, EntryKind, FileDigest
from sunward.kernel.refs import Ref
from sunward.record.inserts import as_day, as_json, as_time, insert
from sunward.record.leaf import BY, ON_BEHALF_OF, Leaf, build
from sunward.record.models import Journal, Outbox, PrivateField, Shown


def append(entry: Entry) -> None:
    """Write the entry to journal and outbox inside the caller's transaction.

    Raises:
        ValueError: when the entry cannot be written canonically, or exceeds 65,535 bytes.
        django.db.IntegrityError: when the form token was used before in this log, or the same refusal was already
            recorded that day.
    """
    leaf = build(entry)
    insert(Journal, [_journal_row(entry, leaf)])
    insert(PrivateField, _private_rows(entry, leaf))
    insert(Outbox, [(entry.log, entry.ref, leaf.data)])
    insert(Shown, list(_shown_rows(entry)))


def _shown_rows(entry: Entry) -> Iterator[tuple[str, ...]]:
    """In the order of `Shown`'s fields: each file once."""
    if entry.shows is None or entry.parent is not None:
        return
    for digest in {file.sha256 for file in entry.files}:
        yield (entry.log, digest, fact_digest(entry.shows), entry.ref)


def fact_digest(shows: str) -> str:
    """A fact by a digest that nobody outside can work out: it may name a person."""
    return salted_hmac("sunward.record.shown", shows, algorithm="sha256").hexdigest()


def served(community: str, sha256: str, shows: str) -> Entry | None:
    """The first entry in this log in which the same file bore out another fact."""
    rows = Shown.objects.filter(log=community, sha256=sha256).exclude(fact=fact_digest(shows))
    ref = rows.order_by("id").values_list("ref", flat=True).first()
    row = Journal.objects.filter(ref=ref).first() if ref else None
    return as_entry(row) if row else None


def performed(community: str, key: str) -> Entry | None:
    """The entry that was written under this form token in the community's log."""
    if not sql.exists("SELECT 1 FROM record_journal WHERE log = %s AND key = %s", [community, key]):
        return None
    row = Journal.objects.filter(log=community, key=key).first()
    return as_entry(row, private_of(row.ref)) if row else None


def refused_today(by: str, act: str, subject: Ref, on: date, served: str | None = None) -> bool:
    """Was the same actor already refused this act on this subject on this civil day, for the same person served?"""
    return Journal.objects.filter(
        by=by, act=act, subject_type=subject.type, subject_id=subject.id, refused_on=on, on_behalf_of=served
    ).exists()


def private_of(ref: str) -> dict[str, Any]:
    """The private facts of an entry that have not been erased."""
    rows = PrivateField.objects.filter(ref=ref, value__isnull=False).exclude(name__in=(BY, ON_BEHALF_OF))
    return {row.name: row.opened() for row in rows}


def as_entry(row: Journal, private: Mapping[str, Any] | None = None) -> Entry:
    """A journal row as the entry that it was made from; private facts only when the caller brings them."""
    return Entry(
        ref=row.ref,
        log=row.log,
        act=row.act,
        kind=cast(EntryKind, row.kind),
        by=row.by,
        post=row.post,
        subject=Ref(row.subject_type, row.subject_id),
        recorded_at=row.recorded_at,
        claimed_at=row.claimed_at,
        on_behalf_of=row.on_behalf_of,
        power=row.power,
        charter=tuple(row.charter),
        findings=tuple(map(Finding.from_dict, row.findings)),
        public=row.public,
        private=private or {},
        files=tuple(FileDigest(each["sha256"], each["bytes"], each["type"]) for each in row.files),
        parent=row.parent,
        result=Ref.parse(row.result) if row.result else None,
        key=row.key,
    )


def _journal_row(entry: Entry, leaf: Leaf) -> tuple[Any, ...]:
    """In the order of `Journal`'s fields."""
    return (
        entry.ref,
        entry.log,
        entry.act,
        entry.kind,
        entry.by,
        entry.on_behalf_of,
        entry.post,
        entry.subject.type,
        entry.subject.id,
        as_time(entry.recorded_at),
        as_time(entry.claimed_at),
        entry.power,
        as_json(list(entry.charter)),
        as_json([each.as_dict() for each in entry.findings]),
        as_json(leaf.public),
        as_json([each.as_dict() for each in entry.files]),
        entry.parent,
        str(entry.result) if entry.result else None,
        entry.key,
        as_day(civil_day(entry.recorded_at)) if entry.kind == "refusal" else None,
    )


def _private_rows(entry: Entry, leaf: Leaf) -> list[tuple[Any, ...]]:
    """In the order of `PrivateField`'s fields."""
    return [
        (entry.ref, place, field.name, field.salt, as_json(field.value), field.commitment)
        for place, field in enumerate(leaf.private)
    ]
