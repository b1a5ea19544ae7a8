"""What the tests write: entries as the door would hand them in, and whole logs as folders, made without a database.

An attacker who holds the log's true key can write such a folder too.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sunward.kernel.findings import Finding
from sunward.kernel.guard import door_open
from sunward.kernel.ports import Entry, FileDigest
from sunward.kernel.refs import Ref, new_id
from sunward.kernel.text import Text
from sunward.record.checkpoints import TreeHead
from sunward.record.merkle import leaf_hash, root
from sunward.record.notes import Signer
from sunward.record.tiles import TileNodes, bundle, bundles_of, grow, paths_of

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
MAJORITY = Finding(
    "majority", ok=True, text=Text("表决过半", "more than half"), source="村民委员会组织法 第二十二条",
    required="1/2 of 40", actual="27",
)  # fmt: skip


def an_entry(log: str, **changes: Any) -> Entry:
    """A payment released by the director of the committee, with everything that an entry can carry."""
    entry = Entry(
        ref=new_id(),
        log=log,
        act="money.release_payment",
        kind="effect",
        by="person:7h3k2m",
        post="residents_committee.director",
        subject=Ref("payment", "XY-2026-031"),
        recorded_at=AT,
        claimed_at=AT,
        on_behalf_of="person:9x8w7v",
        power="approve_small_spending",
        charter=("cn-urban@2026-01-01", "demo-xiangyang@2"),
        findings=(MAJORITY,),
        public={"amount": Decimal("4200.50"), "payee": "晨光五金店", "purpose": "路灯维修"},
        private={"account": "6222020000001234567", "contact": "13800000000"},
        files=(FileDigest("ab" * 32, 1234, "application/pdf"),),
        result=Ref("order", "XY-2026-007"),
        key=new_id(),
    )
    return replace(entry, **changes)


def append(entry: Entry) -> None:
    """As the door does it. Models can be imported only once the settings stand, which `lone_log` makes itself."""
    from sunward.record import journal

    with door_open():
        journal.append(entry)


def entries(count: int) -> list[bytes]:
    return [b'{"act":"notes.write","no":%d,"v":1}' % number for number in range(count)]


def write_log(folder: Path, written: Sequence[bytes], signer: Signer) -> None:
    """A complete, correctly signed log of these entries."""
    tiles = grow(0, [leaf_hash(entry) for entry in written], {})
    size = len(written)
    for path in bundles_of(size):
        _write(folder / str(path), bundle(written[path.index * 256 : path.index * 256 + path.width]))
    for path in paths_of(size):
        _write(folder / str(path), tiles[path.level or 0, path.index])
    head = TreeHead(signer.name, size, root(size, TileNodes(tiles)))
    _write(folder / "checkpoint", head.signed(signer).encode())
    _write(folder / "log.vkey", f"{signer.verifier}\n".encode())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
