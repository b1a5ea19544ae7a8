"""The command line of the judge and of the rule book check. Starts without Django and without a database."""

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import NoReturn, TextIO

from sunward.charter.engine.cases import held_on, parse_json
from sunward.charter.engine.errors import PackError, UnusableCase
from sunward.charter.engine.findings import Verdict
from sunward.charter.engine.judge import judge
from sunward.charter.engine.judging.bench import WorkingDays
from sunward.charter.engine.library import charter_for

VALID, NOT_VALID, UNUSABLE = 0, 1, 2
LONGEST_CASE = 4 * 1024 * 1024  # bytes; a path may name a device that never ends


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, as the rest of the command does."""

    def error(self, message: str) -> NoReturn:
        raise UnusableCase(self.prog, message)


def main_judge(argv: Sequence[str] | None = None, working_days: WorkingDays | None = None) -> int:
    """`sunward judge --charter ID[,ID...] CASE.json|-`: 0 valid, 1 not valid, 2 unusable input. Without a calendar no
    time in working days is judged."""
    _speak_utf8()
    try:
        verdict = _judge(_judge_arguments(argv), working_days)
    except (UnusableCase, PackError) as error:
        return _unusable(error)
    print(json.dumps(verdict.to_document(), ensure_ascii=False, indent=2))
    return VALID if verdict.valid else NOT_VALID


main = main_judge


def main_charter(argv: Sequence[str] | None = None) -> int:
    """`sunward charter check DIR...`: 0 in order, 1 something to mend, 2 not readable."""
    from sunward.charter.engine.lint.check import check  # noqa: PLC0415 - the judge needs no schemas

    _speak_utf8()
    try:
        arguments = _charter_arguments(argv)
        folders = [pack for folder in arguments.folders for pack in _packs(folder)]
        remarks = [remark for folder in folders for remark in check(folder)]
    except (UnusableCase, PackError) as error:
        return _unusable(error)
    print("\n".join(str(remark) for remark in remarks) or f"{len(folders)} rule book(s) in order")
    return NOT_VALID if remarks else VALID


def _packs(folder: Path) -> list[Path]:
    """The rule book itself, or every rule book in a folder of them."""
    inside = sorted(head.parent for head in folder.glob("*/pack.yaml"))
    return inside if inside and not (folder / "pack.yaml").is_file() else [folder]


def _judge_arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = _Parser(prog="sunward judge", description="Was this decided validly?")
    parser.add_argument("--charter", required=True, metavar="ID[,ID...]", help="rule books, widest first")
    parser.add_argument("case", metavar="CASE.json", help="the case, or - for standard input")
    return parser.parse_args(argv)


def _charter_arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = _Parser(prog="sunward charter", description="Look after rule books.")
    check = parser.add_subparsers(dest="action", required=True).add_parser("check", help="check rule books")
    check.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="a rule book, or a folder of them")
    return parser.parse_args(argv)


def _judge(arguments: argparse.Namespace, working_days: WorkingDays | None) -> Verdict:
    document = parse_json(_read(arguments.case))
    ids = [name.strip() for name in arguments.charter.split(",")]
    charter = charter_for(ids, held_on(document))
    return judge(document, charter, working_days)  # type: ignore[arg-type]


def _read(name: str) -> bytes:
    try:
        with nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb") as file:
            found = file.read(LONGEST_CASE + 1)
    except OSError as error:
        raise UnusableCase(name, f"cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise UnusableCase("CASE.json", f"cannot be read ({error})") from error
    if len(found) > LONGEST_CASE:
        raise UnusableCase(name, "is longer than 4 MiB: not a case")
    return found


def _unusable(error: Exception) -> int:
    print(" ".join(str(error).split()), file=sys.stderr)
    return UNUSABLE


def _speak_utf8() -> None:
    """Chinese must come out whole whatever the terminal's locale says."""
    for stream in (sys.stdout, sys.stderr):
        _reconfigure(stream)


def _reconfigure(stream: TextIO) -> None:
    change = getattr(stream, "reconfigure", None)
    if change:
        change(encoding="utf-8", errors="backslashreplace")
