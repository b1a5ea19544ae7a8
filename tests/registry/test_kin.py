"""Kinship is known to the rules and named to nobody."""

from datetime import date
from functools import partial

import pytest

from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.record import queries as record
from sunward.registry import queries
from tests.registry.conftest import CODE, HERE, TODAY, Does
from tests.registry.test_posts import MEMBER, appointment_of


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


def test_whom_common_speech_calls_close_is_asked_for_apart(does: Does, officer: str, brother_in_law: str) -> None:
    sister = str(does("register_person", HERE, name="程月").result)
    does("declare_kinship", Ref.parse(officer), relative=brother_in_law, relation="in_law")
    does("declare_kinship", Ref.parse(sister), relative=officer, relation="sibling", source="inspection")
    assert [queries.related(officer, one, among=queries.CLOSE_KIN) for one in (brother_in_law, sister)] == [False, True]
    assert queries.relatives_of(officer) == {brother_in_law, sister}, "recusal and vouching: any kinship"


@pytest.mark.postgres
def test_a_payee_with_a_declared_relatives_name_is_found(does: Does, officer: str, brother_in_law: str) -> None:
    assert queries.declared_kin_of_officers(CODE, TODAY, "程磊") == frozenset()
    does("declare_kinship", Ref.parse(brother_in_law), relative=officer, relation="in_law", source="inspection")
    assert queries.declared_kin_of_officers(CODE, TODAY, " 程磊 ") == {officer}
    assert queries.declared_kin_of_officers("heping", TODAY, "程磊") == frozenset()


@pytest.mark.postgres
def test_whoever_is_paid_is_looked_for_in_both_directions_and_among_interests(
    does: Does, officer: str, brother_in_law: str
) -> None:
    among = partial(queries.kin_among_officers, CODE)
    sister = str(does("register_person", HERE, name="程月").result)
    assert not among(TODAY, frozenset({"程磊", "程月", "磊诚"}))
    does("declare_kinship", Ref.parse(officer), relative=brother_in_law, relation="in_law")
    does("declare_kinship", Ref.parse(sister), relative=officer, relation="in_law", source="inspection")
    does("declare_interest", Ref.parse(officer), kind="company_share", what="磊诚")
    for name in ("程磊", "程月", "磊诚"):
        assert among(TODAY, frozenset({name, "somebody else"})), name
        assert not queries.kin_among_officers("heping", TODAY, frozenset({name}))
    assert not among(TODAY, frozenset())
    assert not among(TODAY, frozenset({"磊"}))
    assert not among(date(2025, 12, 31), frozenset({"程磊"}))  # the day before the first term


@pytest.mark.postgres
def test_kin_count_for_the_street_above_and_no_longer_for_who_has_left(does: Does, founded: str) -> None:
    (street,) = queries.holders("accounting_centre.accountant", founded, TODAY)
    member = next(each for each in queries.holders(MEMBER, founded, TODAY) if each.name == "何军")
    does("declare_interest", Ref.parse(street.person), kind="company_share", what="街坊会计")
    does("declare_interest", Ref.parse(member.person), kind="company_share", what="何家工程")
    assert queries.kin_among_officers(CODE, TODAY, frozenset({"街坊会计"}))
    assert queries.kin_among_officers(CODE, TODAY, frozenset({"何家工程"}))
    assert {"何军"} <= queries.officer_names(CODE, TODAY)
    assert street.name not in queries.officer_names(CODE, TODAY)
    does("end_appointment", appointment_of("何军", MEMBER), reason="resigned", left_on="2026-02-20")
    assert not queries.kin_among_officers(CODE, TODAY, frozenset({"何家工程"}))
    assert "何军" not in queries.officer_names(CODE, TODAY)
    assert "何军" in queries.officer_names(CODE, date(2026, 2, 19))


@pytest.mark.postgres
def test_a_declared_company_is_found_by_its_full_name(does: Does, officer: str) -> None:
    does("declare_interest", Ref.parse(officer), kind="company_share", what="磊诚维修有限公司")
    assert queries.declared_kin_of_officers(CODE, TODAY, "磊诚维修有限公司") == {officer}
    assert queries.declared_kin_of_officers(CODE, TODAY, "磊诚") == frozenset()
    assert queries.declared_kin_of_officers(CODE, TODAY, "") == frozenset()


def test_names_are_compared_as_they_look_and_not_by_the_keyboard(does: Does, officer: str, brother_in_law: str) -> None:
    """A blank inside, a full-width letter, a sign without a shape: before, each of them hid the brother-in-law."""
    does("declare_kinship", Ref.parse(officer), relative=brother_in_law, relation="in_law")
    does("declare_interest", Ref.parse(officer), kind="company_share", what="ABC 建筑")
    for said in ("程　磊", "程\u200b磊", "ＡＢＣ建筑", "abc 建筑"):
        assert queries.declared_kin_of_officers(CODE, TODAY, said) == {officer}, said
    assert queries.bearing(frozenset({"程 磊"}), frozenset({brother_in_law, officer})) == {brother_in_law}
    assert queries.bearing(frozenset({" "}), frozenset({brother_in_law})) == frozenset()


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
