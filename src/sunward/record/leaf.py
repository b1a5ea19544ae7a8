"""What of an act goes into the log: the leaf, readable by anybody, without personal data.

Who acted, for whom, and every private fact enter as salted commitments only (`commitments`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from sunward.kernel.findings import Finding
from sunward.kernel.ports import Entry
from sunward.record.canonical import canonical, instant, plain
from sunward.record.commitments import commitment, fields_root, new_salt
from sunward.record.tiles import ENTRY_LIMIT

VERSION = 1
BY, ON_BEHALF_OF = "by", "on_behalf_of"


class EntryTooLarge(ValueError):
    """The leaf would exceed what tlog-tiles can hold; large content enters as a file's SHA-256."""


@dataclass(frozen=True, slots=True)
class SaltedField:
    """A private value with its salt: beside the log, erasable."""

    name: str
    value: Any
    salt: str
    commitment: bytes


@dataclass(frozen=True, slots=True)
class Leaf:
    """An entry made ready: the bytes that are hashed, the public facts as written, the private ones beside them."""

    data: bytes
    public: Mapping[str, Any]
    private: tuple[SaltedField, ...]


def build(entry: Entry) -> Leaf:
    """The leaf of an entry, with new salts.

    Raises:
        ValueError: for a value that has no single way to be written, or a private field with a reserved name.
        EntryTooLarge: above 65,535 bytes (C2SP tlog-tiles).
    """
    public = plain(entry.public, "public")
    private = tuple(_salted(name, value) for name, value in _private(entry).items())
    data = canonical(_content(entry, public, private))
    if len(data) > ENTRY_LIMIT:
        raise EntryTooLarge(
            f"The entry of {entry.act} has {len(data):,} bytes; the record takes {ENTRY_LIMIT:,}. "
            "Attach large content as a file."
        )
    return Leaf(data, public, private)


def _private(entry: Entry) -> dict[str, Any]:
    reserved = {BY, ON_BEHALF_OF} & set(entry.private)
    if reserved:
        raise ValueError(f"A private field cannot be named {', '.join(sorted(reserved))}: the record uses the name")
    behalf = {ON_BEHALF_OF: entry.on_behalf_of} if entry.on_behalf_of else {}
    facts = {name: plain(value, f"private.{name}") for name, value in sorted(entry.private.items())}
    return {BY: entry.by} | behalf | facts


def _salted(name: str, value: Any) -> SaltedField:
    salt = new_salt()
    return SaltedField(name, value, salt, commitment(name, salt, value))


def _content(entry: Entry, public: Mapping[str, Any], private: tuple[SaltedField, ...]) -> dict[str, Any]:
    root = fields_root([field.commitment for field in private]).hex()
    content: dict[str, Any] = {
        "v": VERSION,
        "type": entry.kind,
        "ref": entry.ref,
        "act": entry.act,
        "post": entry.post,
        "subject": str(entry.subject),
        "power": entry.power,
        "charter": list(entry.charter),
        "claimed_at": instant(entry.claimed_at) if entry.claimed_at else None,
        "recorded_at": instant(entry.recorded_at),
        "findings": [_finding(each) for each in entry.findings],
        "public": public,
        "fields": {"n": len(private), "root": root},
        "files": [each.as_dict() for each in entry.files],
    }
    return content | _links(entry)


def _links(entry: Entry) -> dict[str, str]:
    links = {"parent": entry.parent, "result": entry.result and str(entry.result)}
    return {name: target for name, target in links.items() if target}


def _finding(finding: Finding) -> dict[str, Any]:
    """A finding without its sentences: rule and source say the same and stay small."""
    kept = {name: value for name, value in finding.as_dict().items() if name not in ("zh", "en")}
    return cast(dict[str, Any], plain(kept, "finding"))
