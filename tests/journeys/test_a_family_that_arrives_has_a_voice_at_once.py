"""“We have lived here for months, and to every office we are nobody.” A voice at once, the vote when the rule says."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.test import Client

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll, RollEntry
from sunward.kernel import clock
from sunward.kernel.acts import Done, Refused
from sunward.kernel.refs import Ref, new_id
from sunward.kernel.viewer import Viewer
from sunward.record.models import Journal
from sunward.registry import queries as registry
from tests.disclosure.scenes import post, resident
from tests.journeys.pages import page
from tests.meetings.resolving import voted_in_the_room
from tests.money.cases import START, act, on, open_matter, rules_of, voted
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DIRECTOR, here, holder

YEAR = date(2027, 3, 2)


def arrives(**facts: object) -> Done:
    given = {"name": "马丽娟", "papers": "none", "door": "7-702", "status": "mobile", "born_on": date(1991, 4, 8)}
    return act("registry.register_arrival", CLERK, here(), **(given | facts))


def capacities(person: Ref) -> set[str]:
    return set(registry.capacities_of(str(person), CODE, clock.today()))


def said(done: Done) -> str:
    return " ".join(str(found.text) for found in done.entry.findings)


def consented() -> str:
    return voted("voter_consent")


def freeze(body: str = "residents_assembly") -> Roll:
    done = act("ballots.freeze_roll", DIRECTOR, here(), body=body)
    assert done.result
    return Roll.objects.get(number=done.result.id)


def on_roll(roll: Roll) -> set[str]:
    return {
        f"person:{number}" for number in RollEntry.objects.filter(roll=roll).values_list("person__number", flat=True)
    }


def test_two_neighbours_give_a_voice_the_same_day(community: str) -> None:
    first, second = resident("赵德海"), resident("钱梅")
    done = arrives()
    mother = done.result
    assert mother
    assert capacities(mother) == {"anyone"}
    assert done.entry.public["missing"] == ["vouching", "application", "consent", "posting"]
    assert done.entry.public["votes_from"] == str(YEAR)
    assert "2" in said(done)
    for officer in (DIRECTOR, CLERK):
        with pytest.raises(Refused) as refusal:
            act("registry.vouch", "resident", mother, by=resident_in_office(officer))
        assert "officers_and_kin_never_vouch" in rules_of(refusal)
    act("registry.vouch", "resident", mother, by=first)
    assert capacities(mother) == {"anyone"}
    act("registry.vouch", "resident", mother, by=second)
    assert capacities(mother) == {"anyone", "resident"}
    posting = post(START)
    objection = act("disclosure.object", "resident", posting.ref, by=str(mother), text="我们也住在这里。")
    assert objection.result


def resident_in_office(officer: str) -> str:
    """An officer who also lives here, so that it is the office alone that stands in the way."""
    person = holder(CODE, officer)
    if not registry.home_of(person, CODE, clock.today()):
        door = act("registry.register_household", CLERK, here(), door=f"5-{person[-4:]}").result
        assert door
        act("registry.record_arrival", CLERK, door, person=person, status="registered")
    return person


def test_kin_of_an_officer_and_the_newcomer_never_vouch(community: str) -> None:
    cousin = resident("程磊")
    act("registry.declare_kinship", DIRECTOR, Ref.parse(holder(CODE, DIRECTOR)), relative=cousin, relation="cousin")
    mother = arrives().result
    father = arrives(name="马建国").result
    assert mother
    with pytest.raises(Refused) as refusal:
        act("registry.vouch", "resident", mother, by=cousin)
    assert rules_of(refusal) == {"officers_and_kin_never_vouch"}
    for nobody in (mother, father):
        with pytest.raises(Refused) as refusal:
            act("registry.vouch", "resident", mother, by=str(nobody))
        assert "post" in rules_of(refusal), "who has no papers has no voice to lend"


def test_a_child_vouches_for_nobody(community: str) -> None:
    """Seen before: it did, for whoever its parents wished."""
    child = arrives(
        name="马小明", born_on=date(START.year - 12, 1, 1), papers="identity_card", status="registered"
    ).result
    mother = arrives(door="9-904").result
    assert mother
    with pytest.raises(Refused) as refusal:
        act("registry.vouch", "resident", mother, by=str(child))
    assert rules_of(refusal) == {"of_age"}


def test_the_vote_comes_by_application_consent_posting_and_a_year(community: str) -> None:
    one, two = resident("赵德海"), resident("钱梅")
    mother = arrives().result
    assert mother
    for neighbour in (one, two):
        act("registry.vouch", "resident", mother, by=neighbour)
    with pytest.raises(Refused) as refusal:
        act("registry.consent_to_vote", CLERK, mother, decision=consented())
    assert "application" in rules_of(refusal)
    with on(START + timedelta(days=1)):
        act("registry.apply_for_vote", "resident", mother, by=str(mother))
    with on(START + timedelta(days=2)), pytest.raises(Refused) as refusal:
        act("registry.consent_to_vote", CLERK, mother, decision="XY-R-2026-999")
    assert rules_of(refusal) == {"consent"}
    with on(START + timedelta(days=30)):
        done = act("registry.consent_to_vote", CLERK, mother, decision=consented())
    assert done.entry.public["missing"] == ["posting"]
    posted = Journal.objects.get(parent=done.entry.ref, act="disclosure.publish")
    assert "马丽娟" not in str(posted.public)
    with on(YEAR - timedelta(days=1)):
        assert "voter" not in capacities(mother)
        before = freeze()
    with on(YEAR):
        assert "voter" in capacities(mother)
        after = freeze()
    assert str(mother) not in on_roll(before)
    assert str(mother) in on_roll(after)


def test_who_moves_away_stays_on_the_roll_of_the_day_and_in_the_record(community: str) -> None:
    done = arrives(papers="lease", status="registered", name="马小燕")
    daughter = done.result
    assert daughter
    assert done.entry.public == {"votes_from": str(date(2026, 3, 2)), "missing": []}
    roll = freeze()
    with on(START + timedelta(days=20)):
        act("registry.record_departure", CLERK, daughter, left_on=clock.today(), told_by="self")
        later = freeze()
        assert capacities(daughter) == {"anyone"}
        viewer = Viewer(CODE, str(daughter))
        mine = {one.number: ballots.roll_page(one.number, viewer, clock.today()).mine for one in (roll, later)}  # type: ignore[union-attr]
        assert mine == {roll.number: "on", later.number: "off"}
        assert len(registry.residence_of(str(daughter))) == 1
        words = page(f"rolls/{roll.number}/")
    assert "马小燕" not in words
    assert roll.number in words


def test_the_same_evening_on_the_neighbours_telephones(community: str) -> None:
    neighbours = [resident("赵德海"), resident("钱梅")]
    mother = arrives().result
    assert mother
    address = f"/en/c/{CODE}/do/registry.vouch/{mother}/"
    officer = signed_in(Client(), resident_in_office(CLERK))
    refused = officer.post(address, {"key": new_id()})
    assert refused.status_code == 409
    assert "Officers and their declared kin never vouch" in refused.content.decode()
    for neighbour in neighbours:
        phone = signed_in(Client(), neighbour)
        assert phone.get(address).status_code == 200
        assert phone.post(address, {"key": new_id()}, follow=True).status_code == 200
    own = signed_in(Client(), str(mother))
    receipt = own.post(f"/en/c/{CODE}/do/registry.apply_for_vote/{mother}/", {"key": new_id()}, follow=True)
    assert "the consent of the meeting" in receipt.content.decode()
    wanted = {"key": new_id(), "purpose": "disclosure", "asks_for": "leases", "title": "公开全部租约", "of": "adults"}
    arrives(name="老居民", papers="identity_card", status="registered", door="1-1")
    opened = own.post(f"/en/c/{CODE}/do/ballots.open_petition/community:{CODE}/", wanted, follow=True)
    assert opened.status_code == 200, "who cannot vote yet can ask the neighbours who can"
    assert "公开全部租约" in page("petitions/")


def applied(name: str, door: str) -> Ref:
    person = arrives(name=name, door=door, papers="lease").result
    assert person
    with on(START + timedelta(days=1)):
        act("registry.apply_for_vote", "resident", person, by=str(person))
    return person


def test_a_consent_is_for_whom_it_names_and_one_that_names_nobody_for_one(community: str) -> None:
    """Before, one decision that named nobody gave the vote to as many as the clerk liked."""
    mother, cousin, other = applied("马丽娟", "9-901"), applied("马小军", "9-902"), applied("孙强", "9-903")
    consent = partial(act, "registry.consent_to_vote", CLERK)
    with on(START + timedelta(days=30)):
        nameless = consented()
        consent(mother, decision=nameless)
        with pytest.raises(Refused) as refusal:
            consent(cousin, decision=nameless)
        assert rules_of(refusal) == {"consent_names"}
        named = voted_in_the_room(open_matter("voter_consent"), concerns=f"{cousin}")
        with pytest.raises(Refused) as refusal:
            consent(other, decision=named)
        assert rules_of(refusal) == {"consent_names"}
        consent(cousin, decision=named)
