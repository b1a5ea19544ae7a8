"""`sunward import KIND FILE --community CODE [--dry-run]`: residents, households, posts, past payments."""

from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    from sunward.registry.imports.command import run as run_import

    return run_import(list(arguments))
