"""Kinship is known to the rules and named to nobody."""

import pytest

from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.record import queries as record
from sunward.registry import queries
from tests.registry.conftest import CODE, HERE, TODAY, Does


@pytest.fixture
def brother_in_law(does: Does) -> str:
    return str(does("register_person", HERE, name="程磊").result)


def test_kinship_holds_in_both_directions(does: Does, officer: str, brother_in_law: str) -> None:
    assert not queries.related(officer, brother_in_law)
    does("declare_kinship", Ref.parse(officer), relative=brother_in_law, relation="in_law")
    assert queries.related(officer, brother_in_law)
    assert queries.related(brother_in_law, officer)
    assert queries.relatives_of(brother_in_law) == {officer}
    assert not queries.related(officer, officer)


@pytest.mark.postgres
def test_a_payee_with_a_declared_relatives_name_is_found(does: Does, officer: str, brother_in_law: str) -> None:
    assert queries.declared_kin_of_officers(CODE, TODAY, "程磊") == frozenset()
    does("declare_kinship", Ref.parse(brother_in_law), relative=officer, relation="in_law", source="inspection")
    assert queries.declared_kin_of_officers(CODE, TODAY, " 程磊 ") == {officer}
    assert queries.declared_kin_of_officers("heping", TODAY, "程磊") == frozenset()


@pytest.mark.postgres
def test_a_declared_company_is_found_by_its_full_name(does: Does, officer: str) -> None:
    does("declare_interest", Ref.parse(officer), kind="company_share", what="磊诚维修有限公司")
    assert queries.declared_kin_of_officers(CODE, TODAY, "磊诚维修有限公司") == {officer}
    assert queries.declared_kin_of_officers(CODE, TODAY, "磊诚") == frozenset()
    assert queries.declared_kin_of_officers(CODE, TODAY, "") == frozenset()


def test_the_relative_is_named_nowhere_in_the_clear(does: Does, officer: str, brother_in_law: str) -> None:
    does("declare_kinship", Ref.parse(officer), relative=brother_in_law, relation="in_law")
    does("declare_interest", Ref.parse(officer), kind="company_share", what="磊诚维修有限公司")
    told = " ".join(str(entry.public) for entry in record.journal(CODE))
    for secret in (brother_in_law, "in_law", "磊诚"):
        assert secret not in told
    declared = queries.declarations_of(officer)
    assert (declared.kin, declared.interests, declared.last_on) == (1, 1, TODAY)


def test_kinship_that_cannot_be_is_told(does: Does, officer: str, brother_in_law: str) -> None:
    does("declare_kinship", Ref.parse(officer), relative=brother_in_law, relation="in_law")
    for subject, relative in ((officer, officer), (brother_in_law, officer), (officer, "person:nobody")):
        with pytest.raises(FactsError, match="relative"):
            does("declare_kinship", Ref.parse(subject), relative=relative, relation="cousin", source="inspection")
    with pytest.raises(FactsError, match="source"):
        does("declare_kinship", Ref.parse(brother_in_law), relative=officer, relation="cousin")
