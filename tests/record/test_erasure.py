"""Private fields: opened for those who may see them, forgotten on request, and every proof stays valid."""

import json

import pytest
from django.db import IntegrityError, transaction

from sunward.record import queries
from sunward.record.journal import performed
from sunward.record.models import PrivateField
from sunward.record.notes import Verifier
from sunward.record.privacy import disclose, erase
from sunward.record.proofs import Proof
from sunward.record.sequencer import drain
from tests.record.paper import an_entry, append

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("past_the_guard")]


@pytest.fixture
def ref(log: str) -> str:
    entry = an_entry(log)
    append(entry)
    drain(log)
    return entry.ref


def fields_root(ref: str) -> bytes:
    leaf = queries.leaf_of(ref)
    assert leaf is not None
    return bytes.fromhex(json.loads(leaf)["fields"]["root"])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("by", "person:7h3k2m"),
        ("on_behalf_of", "person:9x8w7v"),
        ("account", "6222020000001234567"),
        ("contact", "13800000000"),
    ],
)
def test_each_field_opens_alone_against_the_leaf(ref: str, name: str, value: str) -> None:
    opened = disclose(ref, name)
    assert opened is not None
    assert opened.value == value
    assert opened.fits(fields_root(ref))


def test_an_erased_field_is_gone_and_everything_else_still_proves(ref: str, log: str) -> None:
    assert erase([ref], ["contact", "by"]) == 2
    assert disclose(ref, "contact") is None
    assert disclose(ref, "by") is None
    account = disclose(ref, "account")
    assert account is not None
    assert account.fits(fields_root(ref))
    leaf, proof = queries.leaf_of(ref), queries.proof_of(ref)
    assert leaf is not None
    assert proof is not None
    assert Proof.parse(proof).proves(leaf, Verifier.parse(queries.state(log).vkey))


def test_nothing_of_an_erased_value_is_left(ref: str) -> None:
    erase([ref])
    assert set(PrivateField.objects.filter(ref=ref).values_list("value", "salt")) == {(None, None)}
    entry = queries.entry(ref)
    assert entry is not None
    assert entry.key is not None
    again = performed(entry.log, entry.key)
    assert again is not None
    assert again.private == {}


def test_erasing_again_changes_nothing(ref: str) -> None:
    assert (erase([ref]), erase([ref]), erase(["unknown"])) == (4, 0, 0)


def test_an_erased_field_cannot_be_filled_again(ref: str) -> None:
    erase([ref])
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        PrivateField.objects.filter(ref=ref).update(value='"another"', salt="00")
