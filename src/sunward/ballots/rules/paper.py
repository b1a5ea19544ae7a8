"""Paper adds up, or it is not counted: every printed sheet is somewhere, every mark on the roll has a sheet."""

from dataclasses import dataclass


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
