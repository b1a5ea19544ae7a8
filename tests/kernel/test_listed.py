"""Lists as people type them, on whichever keyboard."""

import pytest

from sunward.kernel.listed import listed


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("paper,terminal", ["paper", "terminal"]),
        (" paper， terminal ", ["paper", "terminal"]),
        ("张三、李四；王五;赵六", ["张三", "李四", "王五", "赵六"]),
        ("3, 7,, 12,", ["3", "7", "12"]),
        ("one with blanks", ["one with blanks"]),
        (" ,， ", []),
        ("", []),
    ],
)
def test_the_parts_in_their_order(typed: str, parts: list[str]) -> None:
    assert listed(typed) == parts
