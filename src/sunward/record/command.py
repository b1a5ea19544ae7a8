"""`sunward record export` and `sunward record verify`.

`verify` runs anywhere: Django is imported for `export` only.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from sunward.record.notes import encode
from sunward.record.verify import Altered, Root, Unusable, read_vkey, verify

DONE, ALTERED, UNUSABLE = 0, 1, 2
NAMED = 3  # of the files that are no part of a log


def main(argv: Sequence[str]) -> int:
    """Run one subcommand. Returns 0 done, 1 altered (the first thing wrong on stderr), 2 unusable input."""
    arguments = _parser().parse_args(argv)
    try:
        print(_export(arguments) if arguments.command == "export" else _verify(arguments))
    except Altered as error:
        print(f"ALTERED: {error}", file=sys.stderr)
        return ALTERED
    except Unusable as error:
        print(f"Cannot check or export: {error}", file=sys.stderr)
        return UNUSABLE
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sunward record", description="Export a community's log; verify an export.")
    commands = parser.add_subparsers(dest="command", required=True)
    export = commands.add_parser("export", help="take in what waits, sign, write the log's files")
    export.add_argument("community", help="code of the community whose log it is")
    export.add_argument("folder", type=Path, metavar="DIR", help="an empty folder, or one with an earlier export")
    check = commands.add_parser("verify", help="hash every entry again and compare with what was signed")
    check.add_argument(
        "folder", type=Path, metavar="DIR", help="a folder that export wrote, or a copy of the served files"
    )
    check.add_argument("--vkey", type=Path, metavar="FILE", help="the log's key, from somewhere you trust")
    check.add_argument(
        "--kept",
        type=Path,
        metavar="CHECKPOINT",
        action="append",
        default=[],
        help="a checkpoint that you kept from earlier (may be repeated)",
    )
    check.add_argument(
        "--root",
        metavar="SIZE:ROOT",
        action="append",
        default=[],
        help="a root that a page prints, with how many entries the log had then (may be repeated)",
    )
    return parser


def _verify(arguments: argparse.Namespace) -> str:
    verifier = read_vkey(arguments.vkey) if arguments.vkey else None
    found = verify(arguments.folder, verifier, arguments.kept, [Root.parse(text) for text in arguments.root])
    kept = f"; {len(found.kept)} kept checkpoints are part of it" if found.kept else ""
    kept += "".join(f"; its first {said.size} entries have the root {encode(said.root)}" for said in found.roots)
    log = f"{found.head.origin}, {found.head.size} entries, root {encode(found.head.root)}"
    return f"Nothing was altered: {log}{kept}{_said_of(found.strange)}"


def _said_of(strange: Sequence[str]) -> str:
    if not strange:
        return ""
    more = f" and {len(strange) - NAMED} more" if len(strange) > NAMED else ""
    return f"\nNot a part of any log, and not checked: {', '.join(map(repr, strange[:NAMED]))}{more}"


def _export(arguments: argparse.Namespace) -> str:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunward.config.settings")
    import django  # noqa: PLC0415 - verify must run without it

    django.setup()
    from django.db import Error  # noqa: PLC0415

    from sunward.record.export import export  # noqa: PLC0415
    from sunward.record.keys import KeyTrouble  # noqa: PLC0415
    from sunward.record.sequencer import LeaseTaken, NotAnEntry, WouldFork  # noqa: PLC0415

    try:
        size = export(arguments.community, arguments.folder)
    except (Error, KeyTrouble, LeaseTaken, NotAnEntry, WouldFork, OSError) as error:
        raise Unusable(str(error)) from error
    return f"{size} entries of {arguments.community} written to {arguments.folder}"
