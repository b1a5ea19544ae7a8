"""“The minutes were rewritten.” Whoever kept one checkpoint finds out, and needs nobody's permission for it."""

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from sunward.kernel.refs import Ref
from sunward.record import queries as record
from sunward.record.command import main
from sunward.record.notes import Verifier
from sunward.record.proofs import Proof
from sunward.record.sequencer import drain
from sunward.record.tiles import bundle, unbundle
from tests.money.cases import act, ask, paper
from tests.stage import CLERK, CODE, here

pytestmark = pytest.mark.postgres
ENTRIES = "tile/entries/000.p"


@pytest.fixture(autouse=True)
def keys(settings: Settings, tmp_path: Path) -> None:
    settings.SUNWARD_KEYS = tmp_path / "keys"


@pytest.fixture
def exported(line: Ref, tmp_path: Path) -> Path:
    ask(line, amount="8000")
    assert main(["export", CODE, str(tmp_path / "log")]) == 0
    return tmp_path / "log"


def entries_file(folder: Path) -> Path:
    return next(folder.joinpath(ENTRIES).iterdir())


def rewrite(folder: Path, old: bytes, new: bytes) -> None:
    file = entries_file(folder)
    file.write_bytes(bundle([entry.replace(old, new) for entry in unbundle(file.read_bytes())]))


def test_untouched_it_verifies_by_itself(exported: Path) -> None:
    assert main(["verify", str(exported)]) == 0


def test_an_amount_that_became_larger_is_named(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(exported, b'"amount":"8000', b'"amount":"9000')
    assert main(["verify", str(exported)]) == 1
    assert "ALTERED" in capsys.readouterr().err


def test_an_entry_that_went_missing_is_named(exported: Path) -> None:
    file = entries_file(exported)
    file.write_bytes(bundle(unbundle(file.read_bytes())[:-1]))
    assert main(["verify", str(exported)]) == 1


def test_what_was_kept_at_home_must_be_part_of_every_later_log(exported: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(exported.joinpath("checkpoint").read_bytes())
    act("disclosure.publish", CLERK, here(), item="leases", title="出租")
    assert main(["export", CODE, str(exported)]) == 0
    assert main(["verify", str(exported), "--kept", str(kept)]) == 0
    longer = tmp_path / "longer"
    longer.write_bytes(exported.joinpath("checkpoint").read_bytes())
    assert main(["verify", str(exported), "--kept", str(longer), "--kept", str(kept)]) == 0


def test_the_web_serves_the_same_bytes_as_the_export(exported: Path) -> None:
    for name in ("checkpoint", "log.vkey", str(entries_file(exported).relative_to(exported))):
        answer = Client().get(f"/c/{CODE}/log/{name}")
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert (answer.status_code, body) == (200, exported.joinpath(name).read_bytes()), name


def test_every_fact_on_a_page_can_be_proved_by_whoever_holds_the_proof(line: Ref) -> None:
    ask(line, amount="8000")
    drain(CODE)
    entry = record.journal(CODE)[0]
    leaf, proof = record.leaf_of(entry.ref), record.proof_of(entry.ref)
    assert leaf
    assert proof
    key = Verifier.parse(record.state(CODE).vkey)
    assert Proof.parse(proof).proves(leaf, key)
    other = json.dumps(json.loads(leaf) | {"act": "money.nothing"}).encode()
    assert not Proof.parse(proof).proves(other, key)


def test_the_photograph_of_an_invoice_is_bound_by_its_hash(line: Ref) -> None:
    invoice = paper("the very invoice")
    ask(line, amount="8000", invoice=invoice)
    drain(CODE)
    leaf = record.leaf_of(record.journal(CODE)[0].ref)
    assert leaf
    assert invoice.sha256.encode() in leaf
