"""A voice at once, a vote by the rules: arrivals, vouching, applications, owners."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sunward.kernel.acts import Done
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.record import queries as record
from sunward.record.models import PrivateField
from sunward.registry import ports, queries
from sunward.registry.models import Community, Household, Ownership, Person, ResidenceSpell, VoteApplication, Vouch
from sunward.registry.ports import Franchise, OnConsent, Vouching
from tests.registry.conftest import CODE, HERE, TODAY, Does, person
from tests.registry.test_races import let_through, somebody

Arrive = Callable[..., Ref]
CARD = "11010519491231002X"
MOBILE = OnConsent(12, ("residents_assembly",), 5, "规则 第四条")


@pytest.fixture(autouse=True)
def rules(door: None) -> None:
    """The rules of a community where two neighbours vouch and newcomers vote by consent."""
    franchise = Franchise(18, {"registered": 0, "habitual": 6}, {"mobile": MOBILE})
    ports.bind(lambda _code, _on: franchise, lambda _code, _on: Vouching(2, "规则 第四条"))


def arrives(does: Does, **facts: Any) -> Done:
    given = {"name": "马丽娟", "papers": "lease", "door": "7-702", "status": "mobile"}
    return does("register_arrival", HERE, **(given | facts))


@pytest.mark.parametrize(
    ("facts", "votes_from", "missing"),
    [
        ({"status": "registered", "born_on": "1990-05-05"}, "2026-03-02", []),
        ({"status": "registered", "born_on": "2010-05-05"}, "2028-05-05", []),
        ({"status": "habitual", "born_on": "1990-05-05"}, "2026-09-02", []),
        ({"status": "habitual", "born_on": "1990-05-05", "from_day": "2026-01-02"}, "2026-07-02", []),
        ({"status": "habitual"}, "2026-09-02", ["date_of_birth"]),
        ({"status": "mobile", "born_on": "1990-05-05"}, "2027-03-02", ["application", "consent", "posting"]),
        ({"papers": "none", "status": "registered", "born_on": "1990-05-05"}, "2026-03-02", ["vouching"]),
    ],
)
def test_the_receipt_says_from_when_or_what_is_missing(
    does: Does, facts: dict[str, str], votes_from: str, missing: list[str]
) -> None:
    done = arrives(does, **facts)
    assert done.entry.public == {"votes_from": votes_from, "missing": missing}
    assert any(votes_from in str(found.text) for found in done.entry.findings)


def test_where_no_rule_gives_a_vote_the_receipt_says_so(does: Does) -> None:
    ports.bind(lambda _code, _on: Franchise(18, {"registered": 0}))
    done = arrives(does, born_on="1990-05-05")
    assert done.entry.public == {"votes_from": "", "missing": []}
    assert any("没有写明" in found.text.zh for found in done.entry.findings)


def test_where_nobody_may_vouch_papers_are_needed(does: Does) -> None:
    ports.bind(lambda _code, _on: None)
    newcomer = arrives(does, papers="none").result
    assert queries.capacities_of(str(newcomer), CODE, TODAY) == {"anyone"}


def test_one_form_makes_person_door_and_stay_and_tells_the_record_nothing(does: Does) -> None:
    arrives(does, phone="13900000000", born_on="1990-05-05", id_number=CARD)
    spell = ResidenceSpell.objects.get(person=person("马丽娟"))
    assert (spell.household.door, spell.papers, spell.from_day) == ("7-702", "lease", TODAY)
    told = " ".join(str(entry.public) for entry in record.journal(CODE))
    for secret in ("马丽娟", "7-702", "lease", "1390", CARD):
        assert secret not in told


def test_a_second_arrival_behind_the_same_door_and_one_who_comes_back(does: Does) -> None:
    first = arrives(does, id_number=CARD).result
    arrives(does, name="马建国")
    assert Household.objects.filter(door="7-702").count() == 1
    with pytest.raises(FactsError, match="id_number"):
        arrives(does, id_number=CARD, door="8-1")
    assert first
    with door_open():
        ResidenceSpell.objects.filter(person__number=first.id).update(
            from_day=date(2026, 1, 5), left_on=date(2026, 2, 1)
        )
    assert arrives(does, id_number=CARD, door="8-1").result == first
    assert [stay.household for stay in queries.residence_of(str(first))] == ["hupan-7-702", "hupan-8-1"]


@pytest.mark.parametrize("facts", [{"from_day": "2026-03-03"}, {"born_on": "2026-03-03"}, {"id_number": "x"}])
def test_an_arrival_that_cannot_be_is_told(does: Does, facts: dict[str, str]) -> None:
    with pytest.raises(FactsError, match=next(iter(facts))):
        arrives(does, **facts)


def test_a_vouch_counts_for_the_stay_it_was_given_for(does: Does) -> None:
    newcomer = arrives(does, papers="none").result
    neighbours = [arrives(does, name=name, door=door).result for name, door in (("甲", "1-1"), ("乙", "1-2"))]
    spell = ResidenceSpell.objects.get(person__number=newcomer.id if newcomer else "")
    with door_open():
        for one in neighbours:
            voucher = Person.objects.get(number=one.id if one else "")
            Vouch.objects.create(spell=spell, voucher=voucher, vouched_on=TODAY)
    assert queries.capacities_of(str(newcomer), CODE, TODAY) == {"anyone", "resident"}
    with door_open():
        Vouch.objects.update(vouched_on=date(2026, 3, 1))
        ResidenceSpell.objects.filter(pk=spell.pk).update(from_day=date(2026, 2, 1), left_on=date(2026, 3, 1))
    arrives(does, papers="none", name="别人")
    assert queries.capacities_of(str(newcomer), CODE, TODAY) == {"anyone"}


def test_what_is_erased_takes_papers_and_door_along(does: Does) -> None:
    newcomer = arrives(does).result
    assert newcomer
    with door_open():
        ResidenceSpell.objects.update(from_day=date(2026, 1, 5), left_on=date(2026, 2, 1))
    does("erase_private", newcomer, legal_basis="个人信息保护法 第四十七条")
    entry = ResidenceSpell.objects.get(person__number=newcomer.id).entry
    kept = PrivateField.objects.filter(ref=entry).exclude(value=None).values_list("name", flat=True)
    assert set(kept) == {"by"}


@pytest.mark.postgres
def test_the_database_refuses_what_cannot_be(does: Does) -> None:
    arrives(does)
    spell = ResidenceSpell.objects.get(person=person("马丽娟"))
    wrong: list[Callable[[], object]] = [
        lambda: ResidenceSpell.objects.filter(pk=spell.pk).update(papers="passport of the moon"),
        lambda: Ownership.objects.create(household=spell.household, owner=spell.person, area=0, from_day=TODAY),
        lambda: VoteApplication.objects.create(spell=spell, applied_on=TODAY, consented_on=TODAY, votes_from=TODAY),
        lambda: VoteApplication.objects.create(spell=spell, applied_on=TODAY, votes_from=TODAY),
        lambda: ResidenceSpell.objects.create(
            person=spell.person, household=spell.household, status="mobile", from_day=date(2026, 3, 9)
        ),
    ]
    for write in wrong:
        with door_open(), pytest.raises(IntegrityError), transaction.atomic():
            write()


@pytest.mark.postgres
def test_one_neighbour_vouches_once_also_at_the_same_moment(committed: str) -> None:
    newcomer, neighbour = somebody(committed), somebody(committed)
    with door_open():
        community = Community.objects.get(code=committed)
        household = Household.objects.create(number=f"{committed}-1", community=community, door="1")
        spell = ResidenceSpell.objects.create(
            person=newcomer, household=household, status="mobile", papers="none", from_day=date(2026, 1, 5)
        )
    kept = let_through(lambda _n: Vouch.objects.create(spell=spell, voucher=neighbour, vouched_on=TODAY))
    assert kept == Vouch.objects.filter(spell=spell).count() == 1
