"""An owner who lets a flat and lives elsewhere counts on the roll of the owners: they read it, object to it, and sign
for what owners ask. What only residents have stays with the residents."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.ballots.models import Petition, Roll
from sunward.disclosure.models import Objection, Publication
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref, new_id
from sunward.registry import queries as registry
from sunward.registry.models import Person
from tests import stage
from tests.meetings import owners
from tests.meetings.scenes import CLERK, at
from tests.money import cases
from tests.money.cases import paper, rules_of
from tests.portal.pages import signed_in

pytestmark = pytest.mark.usefixtures("community")
OURS = {"purpose": "meeting", "asks_for": "owners_assembly", "title": "更换物业公司", "of": "owners"}
WORDS = "我的面积是一百五十平方米，登记错了。"


@pytest.fixture
def landlord() -> str:
    """With a flat of her own beside three owners who live here, under the civil code; `person:<id>`."""
    with cases.on(cases.START):
        owners.under_the_civil_code(("80", "90", "100"))
    with cases.on(cases.START + timedelta(days=1)):
        born = date(1970, 1, 1)
        done = cases.act("registry.register_person", CLERK, stage.here(), name="钱外住", born_on=born)
        cases.act("registry.register_household", CLERK, stage.here(), door="9-901")
        flat = Ref("household", f"{stage.CODE}-9-901")
        shown = {"area": "120", "told_by": "papers", "paper": paper("certificate 9-901")}
        cases.act("registry.record_ownership", CLERK, flat, owner=str(done.result), **shown)
    return str(done.result)


def posting_of(roll: Roll) -> Publication:
    return Publication.objects.get(subject_type="roll", subject_id=roll.number)


def address(act: str, subject: Ref) -> str:
    return f"/en/c/{stage.CODE}/do/{act}/{subject}/"


def refused(act: str, post: str, subject: Ref, **facts: Any) -> set[str]:
    with pytest.raises(Refused) as refusal:
        cases.act(act, post, subject, **facts)
    return rules_of(refusal)


def test_she_reads_the_roll_and_objects_to_it_on_the_web(landlord: str) -> None:
    with at(owners.IN_FORCE, 9):
        roll, her = owners.roll(), signed_in(Client(), landlord)
        assert registry.capacities_of(landlord, stage.CODE, clock.today()) == {"anyone", "owner"}
        shown = her.get(f"/en/c/{stage.CODE}/rolls/{roll.number}/").content.decode()
        form = address("disclosure.object", posting_of(roll).ref)
        assert "业主01" in shown
        assert form in shown
        assert "个名额，依据" in her.get(f"/en/c/{stage.CODE}/publications/{posting_of(roll).number}/").content.decode()
        assert her.post(form, {"key": new_id(), "text": WORDS}).status_code == 302
        assert Objection.objects.get(publication=posting_of(roll)).by == landlord


def test_a_passer_by_still_reads_no_names(landlord: str) -> None:
    with at(owners.IN_FORCE, 9):
        roll = owners.roll()
        other = cases.act("registry.register_person", CLERK, stage.here(), name="路过的", born_on=date(1970, 1, 1))
        shown = signed_in(Client(), str(other.result)).get(f"/en/c/{stage.CODE}/rolls/{roll.number}/").content.decode()
        assert "业主01" not in shown
        assert refused("disclosure.object", "owner", posting_of(roll).ref, by=str(other.result), text=WORDS) == {"post"}


def test_the_desk_enters_her_objection_and_the_street_hears_her_appeal(landlord: str) -> None:
    with at(owners.IN_FORCE, 9):
        posting = posting_of(owners.roll())
        said = stage.served("disclosure.object", landlord, posting.ref, text=WORDS).result
        assert said
    with at(owners.IN_FORCE + timedelta(days=1), 9):
        cases.act("disclosure.answer_objection", stage.DIRECTOR, said, outcome="not_upheld", answer="以证书为准。")
        cases.act("disclosure.appeal_objection", "owner", said, by=landlord, text="证书上就是一百五十。")


def test_she_objects_to_the_roll_of_the_owners_and_to_nothing_else(landlord: str) -> None:
    with at(owners.IN_FORCE, 9):
        owners.roll()
        done = cases.act("ballots.freeze_roll", stage.DIRECTOR, stage.here(), body="residents_assembly")
        assert done.result
        residents = posting_of(Roll.objects.get(number=done.result.id))
        assert refused("disclosure.object", "owner", residents.ref, by=landlord, text=WORDS) == {"roll_of_theirs"}
        with pytest.raises(Refused):
            stage.served("disclosure.object", landlord, residents.ref, text=WORDS)
        shown = signed_in(Client(), landlord).get(f"/en/c/{stage.CODE}/rolls/{done.result.id}/").content.decode()
        assert "业主01" not in shown


def test_she_opens_and_signs_what_owners_ask_for(landlord: str) -> None:
    with at(owners.IN_FORCE, 9):
        her = signed_in(Client(), landlord)
        form = address("ballots.open_petition", stage.here())
        assert form in her.get(f"/en/c/{stage.CODE}/petitions/").content.decode()
        cases.act("ballots.open_petition", "owner", stage.here(), by=landlord, **OURS)
        asked = Petition.objects.get()
        assert (
            address("ballots.sign_petition", asked.ref)
            in her.get(f"/en/c/{stage.CODE}/petitions/{asked.number}/").content.decode()
        )
        stage.served("ballots.sign_petition", landlord, asked.ref)
        assert Petition.objects.get().reached_on == owners.IN_FORCE  # one of four


def test_what_residents_ask_for_she_neither_opens_nor_signs(landlord: str) -> None:
    theirs = {"purpose": "meeting", "asks_for": "residents_assembly", "title": "垃圾桶的位置", "of": "adults"}
    with at(owners.IN_FORCE, 9):
        opened = refused("ballots.open_petition", "owner", stage.here(), by=landlord, **theirs)
        assert "opener_may_sign" in opened
        neighbour = f"person:{Person.objects.get(name='业主01').number}"
        cases.act("ballots.open_petition", "resident", stage.here(), by=neighbour, **theirs)
        asked = Petition.objects.get()
        assert refused("ballots.sign_petition", "owner", asked.ref, by=landlord) == {"on_the_roll"}
