"""The tests' tables are kept from run to run: a change of what they come from is never tested on older ones."""

from pathlib import Path

import pytest

from tests import tables
from tests.architecture.files import SOURCE


def test_every_migration_and_what_its_triggers_are_made_of_tells_the_tables_apart() -> None:
    assert set(SOURCE.glob("*/migrations/*.py")) <= set(tables.migrations())
    built_from = {str(path.relative_to(SOURCE)) for path in tables.behind()}
    assert {"ballots/casting/sealed.py", "record/triggers.py", "record/append_only.py"} <= built_from
    assert len(built_from) < 40, "and not the whole house, or nothing would ever be kept"


def test_a_word_more_in_any_of_them_is_another_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before, real = tables.digest(), sorted(tables.migrations())
    changed = tmp_path / real[-1].name
    changed.write_bytes(real[-1].read_bytes() + b"# and more\n")
    monkeypatch.setattr(tables, "migrations", lambda: iter(real))
    assert tables.digest() == before
    monkeypatch.setattr(tables, "migrations", lambda: iter([*real[:-1], changed]))
    assert tables.digest() != before
