"""What goes into the log: one spelling, nothing personal, not too long."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.record.canonical import plain
from sunward.record.commitments import Disclosure, commitment, field_path, fields_root, new_salt
from sunward.record.leaf import EntryTooLarge, build
from tests.record.paper import an_entry

NO_ZONE = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
PERSONAL = ["person:7h3k2m", "person:9x8w7v", "6222020000001234567", "13800000000"]


def test_a_leaf_reads_like_the_act() -> None:
    entry = an_entry("xiangyang")
    leaf = json.loads(build(entry).data)
    root = leaf.pop("fields")
    assert (root["n"], len(root["root"])) == (4, 64)
    assert leaf == {
        "v": 1,
        "type": "effect",
        "ref": entry.ref,
        "act": "money.release_payment",
        "post": "residents_committee.director",
        "subject": "payment:XY-2026-031",
        "power": "approve_small_spending",
        "charter": ["cn-urban@2026-01-01", "demo-xiangyang@2"],
        "claimed_at": "2026-03-02T01:30:00Z",
        "recorded_at": "2026-03-02T01:30:00Z",
        "findings": [
            {
                "rule": "majority",
                "ok": True,
                "source": "村民委员会组织法 第二十二条",
                "required": "1/2 of 40",
                "actual": "27",
            }
        ],
        "public": {"amount": "4200.50", "payee": "晨光五金店", "purpose": "路灯维修"},
        "files": [{"sha256": "ab" * 32, "bytes": 1234, "type": "application/pdf"}],
        "result": "order:XY-2026-007",
    }


def test_nothing_personal_is_in_a_leaf() -> None:
    data = build(an_entry("xiangyang")).data.decode()
    assert [value for value in PERSONAL if value in data] == []


def test_the_same_act_twice_gives_different_commitments() -> None:
    entry = an_entry("xiangyang")
    assert json.loads(build(entry).data)["fields"] != json.loads(build(entry).data)["fields"]


def test_a_leaf_is_canonical() -> None:
    data = build(an_entry("xiangyang")).data
    assert rfc8785.dumps(json.loads(data)) == data


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("1E+3"), "1000"),
        (Decimal("0.10"), "0.10"),
        (date(2026, 3, 2), "2026-03-02"),
        (datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=8))), "2026-03-02T01:30:00Z"),
        ("e\u0301", "\u00e9"),
        (Ref("matter", "XY-1"), "matter:XY-1"),
        (Text(zh="通过", en="passed"), {"zh": "通过", "en": "passed"}),
        ((1, True, None), [1, True, None]),
    ],
)
def test_each_value_has_one_spelling(value: Any, written: Any) -> None:
    assert plain(value) == written


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (0.5, "a float"),
        (2**53, "beyond 2"),
        (b"x", "a bytes"),
        ({"a": [1.5]}, r"value.a\[0\]"),
        (NO_ZONE, "zone"),
    ],
)
def test_a_value_without_one_spelling_is_refused_and_named(value: Any, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        plain(value)


def test_an_entry_too_large_for_the_log_is_refused() -> None:
    with pytest.raises(EntryTooLarge, match="65,535"):
        build(an_entry("xiangyang", public={"minutes": "记" * 30_000}))


def test_a_private_field_cannot_pass_for_the_actor() -> None:
    with pytest.raises(ValueError, match="cannot be named by"):
        build(an_entry("xiangyang", private={"by": "person:somebody-else"}))


@given(st.lists(st.text(max_size=20), min_size=1, max_size=20), st.data())
def test_one_field_is_disclosed_alone_and_a_false_one_does_not_fit(values: list[str], data: st.DataObject) -> None:
    salts = [new_salt() for _ in values]
    commitments = [commitment("field", salt, value) for salt, value in zip(salts, values, strict=True)]
    at = data.draw(st.integers(0, len(values) - 1))
    path = tuple(field_path(at, commitments))
    root = fields_root(commitments)
    assert Disclosure("field", values[at], salts[at], at, len(values), path).fits(root)
    assert not Disclosure("field", values[at] + "!", salts[at], at, len(values), path).fits(root)
    assert not Disclosure("other", values[at], salts[at], at, len(values), path).fits(root)
    assert not Disclosure("field", values[at], new_salt(), at, len(values), path).fits(root)
