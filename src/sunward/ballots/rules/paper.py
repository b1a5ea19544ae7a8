"""Paper adds up, or it is not counted: every printed sheet is somewhere, every mark on the roll has a sheet."""

from dataclasses import dataclass

from sunward.kernel.text import Text

SUMS = {
    "printed": Text("印制数应等于发出数加未用数", "printed must be issued and unused together"),
    "issued": Text("发出数应等于入箱数、作废换票数与未收回数之和",
                   "issued must be in the box, spoiled and not returned"),
    "marks": Text("入箱数加未收回数应等于名册上的领票人数",
                  "in the box and not returned must be as many as took a sheet by the roll"),
}  # fmt: skip
DIFFERS = Text("{what}：应为 {should}，实为 {found}，差 {by}。", "{what}: {should} expected, {found} found, {by} off.")


@dataclass(frozen=True, slots=True)
class Sheets:
    """Where the printed sheets are. A spoiled sheet was handed back and exchanged for another; one that was handed
    back unused lies among the unused."""

    printed: int
    issued: int
    box: int
    spoiled: int
    unused: int
    not_returned: int


def differences(sheets: Sheets, marks: int) -> list[tuple[str, int, int]]:
    """What does not add up: the name of the sum, what it should be, what it is. `marks` are the people who hold or
    held a sheet: each has exactly one in the box, or has not returned it."""
    sums = [
        ("printed", sheets.issued + sheets.unused, sheets.printed),
        ("issued", sheets.box + sheets.spoiled + sheets.not_returned, sheets.issued),
        ("marks", marks, sheets.box + sheets.not_returned),
    ]
    return [(name, should, found) for name, should, found in sums if should != found]


def difference_said(name: str, should: int, found: int) -> Text:
    """One of them in words."""
    numbers, what = {"should": should, "found": found, "by": abs(should - found)}, SUMS[name]
    return Text(DIFFERS.zh.format(what=what.zh, **numbers), DIFFERS.en.format(what=what.en, **numbers))
