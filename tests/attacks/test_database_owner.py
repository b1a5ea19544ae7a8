"""Whoever owns the database can drop every trigger and edit every row. The log, and one kept checkpoint, tell."""

import contextlib
import io
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from sunward.record import sequencer
from sunward.record.audit import audit
from sunward.record.command import main
from tests.money import cases
from tests.money.cases import ask

TAKEN = {"record_journal", "record_logentry", "record_tile", "record_checkpoint", "record_loghead"}


@pytest.fixture
def stolen(committed: str, tmp_path: Path, keys: Path) -> "Stolen":
    """A copy of the database, with its keys, after some life and one checkpoint that somebody kept."""
    line = cases.adopt({"lighting": "300000"}, committed)["lighting"]
    ask(line, committed, amount="8000")
    assert main(["export", committed, str(tmp_path / "honest")]) == 0
    kept = tmp_path / "kept"
    kept.write_bytes((tmp_path / "honest" / "checkpoint").read_bytes())
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
        connection.connection.backup(copy)
    return Stolen(committed, tmp_path, keys)


class Stolen:
    """The copy, and what its owner does with it."""

    def __init__(self, code: str, home: Path, keys: Path) -> None:
        self.code, self.home, self.keys = code, home, keys

    def edit(self, *statements: tuple[str, tuple[object, ...]]) -> None:
        """Drop every trigger of the record and run the statements."""
        with closing(sqlite3.connect(self.home / "copy.sqlite3")) as copy, copy:
            triggers = copy.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (name,) in triggers:
                copy.execute(f'DROP TRIGGER "{name}"')
            for sql, parameters in statements:
                assert copy.execute(sql, parameters).rowcount, sql

    def export(self) -> tuple[int, str]:
        """`sunward record export` on the copy; exit code and what it says."""
        said = io.StringIO()
        with self.opened(), contextlib.redirect_stderr(said):
            code = main(["export", self.code, str(self.home / "out")])
        return code, said.getvalue()

    @contextlib.contextmanager
    def opened(self) -> Iterator[None]:
        """The application runs on the copy instead of its own database."""
        own = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = str(self.home / "copy.sqlite3")
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = own

    def verified(self) -> int:
        key, kept = self.home / "honest" / "log.vkey", self.home / "kept"
        return main(["verify", str(self.home / "out"), "--vkey", str(key), "--kept", str(kept)])


def test_the_copy_is_in_order_before_anybody_touches_it(stolen: Stolen) -> None:
    assert stolen.export() == (0, "")
    assert stolen.verified() == 0


def an_entry(stolen: Stolen) -> tuple[int, bytes]:
    """The entry that asked for 8,000 yuan, and the same for 80,000."""
    with closing(sqlite3.connect(stolen.home / "copy.sqlite3")) as copy:
        rows = copy.execute('SELECT "index", data FROM record_logentry WHERE log = ?', (stolen.code,)).fetchall()
    return next((index, bytes(data).replace(b'"8000', b'"80000')) for index, data in rows if b'"8000' in bytes(data))


def edit_entry(stolen: Stolen) -> None:
    index, data = an_entry(stolen)
    where = (data, stolen.code, index)
    stolen.edit(('UPDATE record_logentry SET data = ? WHERE log = ? AND "index" = ?', where))


def drop_the_last_entry(stolen: Stolen) -> None:
    newest = 'SELECT max("index") FROM record_logentry WHERE log = ?'
    sql = f'DELETE FROM record_logentry WHERE log = ? AND "index" = ({newest})'
    stolen.edit((sql, (stolen.code, stolen.code)))


def start_the_log_again(stolen: Stolen) -> None:
    """Entries back into the outbox, one of them changed; tiles, checkpoints and the key's own memory forgotten."""
    index, data = an_entry(stolen)
    move = 'INSERT INTO record_outbox (log, ref, data) SELECT log, ref, CASE "index" WHEN ? THEN ? ELSE data END'
    where = " WHERE log = ?"
    stolen.edit(
        (f'{move} FROM record_logentry{where} ORDER BY "index"', (index, data, stolen.code)),
        *((f"DELETE FROM {table}{where}", (stolen.code,)) for table in sorted(TAKEN - {"record_journal"})),
    )
    (stolen.keys / f"{stolen.code}.checkpoint").unlink()


@pytest.mark.parametrize("attack", [edit_entry, drop_the_last_entry, start_the_log_again])
def test_every_edit_is_found(stolen: Stolen, attack: Callable[[Stolen], None]) -> None:
    attack(stolen)
    code, said = stolen.export()
    if code == 0:
        assert stolen.verified() == 1
    else:
        assert said.strip(), "it says why it does not sign"


def test_a_journal_row_that_was_edited_no_longer_says_what_the_log_says(stolen: Stolen) -> None:
    """The journal is what pages read. Its log entry still carries the truth, and the proof on the page opens it."""
    sql = "UPDATE record_journal SET public = replace(public, '8000', '80000') WHERE log = ? AND act = ?"
    stolen.edit((sql, (stolen.code, "money.request_payment")))
    assert stolen.export()[0] == 0
    assert stolen.verified() == 0, "the log itself was not touched"
    everything = b"".join(file.read_bytes() for file in (stolen.home / "out").rglob("*") if file.is_file())
    assert b'"amount":"8000"' in everything
    assert b'"amount":"80000"' not in everything


COPIED = """
    INSERT INTO record_outbox (log, ref, data)
    SELECT log, 'copied', CAST(replace(CAST(data AS TEXT), 'money.request', 'money.release') AS BLOB)
    FROM record_logentry WHERE log = ? ORDER BY "index" DESC LIMIT 1
"""


def test_an_entry_put_into_the_outbox_alone_is_not_signed(stolen: Stolen) -> None:
    """No trigger stands in the way of an INSERT, and none has to be dropped. No act left it: the journal is silent."""
    with closing(sqlite3.connect(stolen.home / "copy.sqlite3")) as copy, copy:
        assert copy.execute(COPIED, (stolen.code,)).rowcount == 1
    code, said = stolen.export()
    assert (code, len(said.splitlines())) == (2, 1)
    assert "'copied' that no act left there" in said


def test_text_for_an_entry_is_told_in_one_line(stolen: Stolen) -> None:
    stolen.edit(("INSERT INTO record_outbox (log, ref, data) VALUES (?, 'text', 'text')", (stolen.code,)))
    code, said = stolen.export()
    assert (code, len(said.splitlines())) == (2, 1)
    assert "'text' cannot be read" in said


def test_nor_does_one_stay_unseen_that_was_put_into_the_log_itself(stolen: Stolen, client: Client) -> None:
    """Whoever holds the key as well can sign it. The log then proves it, and the audit says that no act left it."""
    with closing(sqlite3.connect(stolen.home / "copy.sqlite3")) as copy, copy:
        copy.execute(COPIED, (stolen.code,))
    with stolen.opened(), pytest.MonkeyPatch.context() as rebuilt:
        rebuilt.setattr(sequencer, "_require_acts", lambda *_: None)
        sequencer.drain(stolen.code)
        found = audit(stolen.code)
        page = client.get(f"/zh/c/{stolen.code}/log/?check=now").content.decode()
    assert "不是本站任何办理留下的：copied。" in page
    assert (found.unaltered, found.without_act) == (True, ("copied",))
