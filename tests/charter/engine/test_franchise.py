"""Who has a vote: laws, communities' own rules, and what nobody has read."""

from datetime import date

import pytest

from sunward.charter.engine import Charter, PackError
from sunward.charter.engine.library import Library
from sunward.charter.engine.lint.check import check
from tests.charter.engine.conftest import HOUSE, Pack, version

LAW, OWN, UNREAD = "法 第八条", "议事规则 第二条", "法（条文未读）"
BEFORE, SINCE = date(2025, 12, 31), date(2026, 1, 1)


def entitled(months: int, source: str = LAW, **more: object) -> dict[str, object]:
    return {"months": months, "source": source, **more}


def franchise(*, years: int = 18, source: str = LAW, **residence: object) -> dict[str, object]:
    return {"age": {"years": years, "source": source}, "residence": residence}


def charter(*packs: str, on: date = BEFORE) -> Charter:
    return Library().charter(packs, on)


def test_the_urban_law_asks_for_no_length_of_residence():
    found = charter("cn-urban").franchise

    assert (found.years, found.months) == (18, {"registered": 0})


def test_the_six_months_of_the_revision_are_shown_and_decide_nothing():
    found = charter("cn-urban", on=SINCE).franchise
    (habitual,) = (rule for rule in found.entitlements if rule.status == "habitual")

    assert (habitual.months, habitual.unconfirmed) == (6, True)
    assert "未读" in habitual.source
    assert (found.years, found.months) == (None, {})


def test_in_a_village_who_is_registered_elsewhere_needs_a_year_and_consent():
    found = charter("cn-village").franchise
    (habitual,) = (rule for rule in found.entitlements if rule.status == "habitual")

    assert found.months == {"registered": 0}, "time alone gives no vote"
    assert (habitual.months, habitual.consent_of) == (12, ("villagers_assembly", "representatives_meeting"))


@pytest.mark.parametrize("on", [BEFORE, SINCE])
@pytest.mark.parametrize("own", ["demo-xiangyang", "demo-guangming", "demo-heping"])
def test_a_communitys_own_rule_settles_what_the_law_leaves_open_or_nobody_has_read(own: str, on: date):
    found = charter("cn-urban", own, on=on).franchise

    assert (found.years, found.months) == (18, {"registered": 0, "habitual": 6})
    assert not any(rule.unconfirmed for rule in (*found.ages, *found.entitlements))


@pytest.mark.parametrize(
    "own",
    [
        franchise(years=16, source=OWN, registered=entitled(0, OWN)),
        franchise(source=OWN, registered=entitled(3, OWN)),
        franchise(source=OWN, registered=entitled(0, OWN, consent_of=["residents_assembly"])),
    ],
    ids=["age", "months", "consent"],
)
def test_a_lower_rule_book_neither_takes_a_vote_nor_gives_one_against_the_law(write_pack: Pack, own: object):
    write_pack("law", "nation", franchise=franchise(registered=entitled(0)))
    folder = write_pack("own", franchise=own, under=["law"])

    assert charter("law", "own").franchise.years == 18
    assert charter("law", "own").franchise.months == {"registered": 0}
    assert any("laxer than the higher rule book" in str(remark) for remark in check(folder))


def test_unless_a_higher_article_lets_it(write_pack: Pack):
    write_pack("law", "nation", franchise=franchise(habitual=entitled(12)))
    folder = write_pack(
        "own", franchise={"residence": {"habitual": entitled(6, OWN, allowed_by="法 第九条")}}, under=["law"]
    )

    assert charter("law", "own").franchise.months == {"habitual": 6}
    assert check(folder) == []


def test_an_unread_rule_never_stands_in_for_one_that_was_read(write_pack: Pack):
    write_pack("law", "nation", franchise=franchise(registered=entitled(0)))
    write_pack("later", "province", franchise=franchise(years=16, source=UNREAD, registered=entitled(9, UNREAD)),
               versions=[version("2020-01-01", unconfirmed=True)])  # fmt: skip
    found = charter("law", "later").franchise

    assert (found.years, found.months) == (18, {"registered": 0})
    assert {rule.source for rule in found.entitlements} == {LAW, UNREAD}, "both are shown"


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"residence": {"registered": entitled(0)}}, "from which age"),
        (franchise(registered=entitled(0, consent_of=["elders"])), "no body is called 'elders'"),
        (franchise(registered={"months": 0}), "'source' is missing"),
        (franchise(tourist=entitled(0)), "unknown key 'tourist'"),
        (franchise(years=0, registered=entitled(0)), "minimum"),
    ],
)
def test_the_check_says_what_to_mend(write_pack: Pack, given: object, what: str):
    (remark,) = check(write_pack("own", franchise=given))

    assert "franchise.yaml" in str(remark)
    assert what in str(remark)


def test_the_engine_refuses_what_no_schema_was_asked_about(write_pack: Pack):
    write_pack("own", franchise=franchise(tourist=entitled(0)))

    with pytest.raises(PackError, match="tourist"):
        charter("own")


def test_the_house_has_a_rule_for_every_national_law_of_self_government():
    assert {path.parts[-3] for path in HOUSE.glob("cn-*/2018-12-29/franchise.yaml")} == {"cn-urban", "cn-village"}
