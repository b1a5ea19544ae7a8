"""Lower rule books add and tighten; they loosen only where a higher article lets them."""

from datetime import date
from typing import Any

import pytest

from sunward.charter.engine import Charter
from sunward.charter.engine.library import charter_for
from sunward.charter.engine.packs import read_pack
from sunward.charter.engine.rules import MeetingRules
from tests.charter.engine.conftest import HOUSE, Pack, version

T = {"zh": "测试", "en": "test"}
HIGHER = {
    "villagers_assembly": {
        "name": T,
        "convened_by": {"bodies": ["villagers_committee"], "source": "法 第一条"},
        "petition": [{"of": "adults", "at_least": "1/10", "source": "法 第一条"}],
        "notice": {"days": 10, "source": "法 第一条"},
        "quorum": {
            "any_of": [
                {"of": "adults", "more_than": "1/2"},
                {"of": "household_delegates", "at_least": "2/3"},
            ],
            "source": "法 第二条",
        },
        "majority": {"of": "adults present", "more_than": "1/2", "source": "法 第二条"},
        "publication": {"step": "resolution_disclosure", "source": "法 第三条"},
    }
}


def laid(write_pack: Pack, *lower: tuple[str, dict[str, object]], layer: str = "province") -> Charter:
    write_pack("higher", layer="nation", bodies=HIGHER)
    for name, rules in lower:
        write_pack(name, layer=layer, bodies={"villagers_assembly": rules})
    return charter_for(["higher", *(name for name, _ in lower)], date(2025, 1, 1))


def rules_of(charter: Charter) -> MeetingRules:
    return charter.bodies["villagers_assembly"].rules


@pytest.mark.parametrize(("days", "kept"), [(15, 15), (10, 10), (3, 10)])
def test_the_longer_notice_stays(write_pack: Pack, days: int, kept: int):
    charter = laid(write_pack, ("lower", {"notice": {"days": days, "source": "办法 第九条"}}))
    (notice,) = rules_of(charter).notices

    assert notice.days == kept
    assert notice.source == ("法 第一条" if days < 10 else "办法 第九条")
    assert [loose.where for loose in charter.loosened] == (["bodies.villagers_assembly.notice"] if days < 10 else [])


def test_a_shorter_notice_that_a_higher_article_allows(write_pack: Pack):
    rule = {"days": 3, "source": "办法 第九条", "allowed_by": "法 第四十条"}
    charter = laid(write_pack, ("lower", {"notice": rule}))

    assert [notice.days for notice in rules_of(charter).notices] == [3]
    assert not charter.loosened


def test_what_a_lower_book_does_not_mention_stays(write_pack: Pack):
    charter = laid(write_pack, ("lower", {"agenda": {"source": "办法 第八条"}}))
    rules = rules_of(charter)

    assert charter.bodies["villagers_assembly"].name.zh == "测试"
    assert (len(rules.agendas), len(rules.quorum), rules.notices[0].days) == (1, 1, 10)


def test_another_class_is_a_joint_requirement(write_pack: Pack):
    women = {"of": "women_representatives", "at_least": "2/3", "source": "办法 第二十四条"}
    rules = rules_of(laid(write_pack, ("lower", {"quorum": women})))

    assert len(rules.quorum) == 2


def test_one_of_the_alternatives_can_be_chosen_but_not_softened(write_pack: Pack):
    chosen = {"of": "adults", "at_least": "2/3", "source": "办法 第五条"}
    soft = {"of": "adults", "at_least": "1/2", "source": "办法 第五条"}
    narrowed = rules_of(laid(write_pack, ("lower", {"quorum": chosen}))).quorum
    write_pack("soft", layer="province", bodies={"villagers_assembly": {"quorum": soft}})
    softened = charter_for(["higher", "soft"], date(2025, 1, 1))

    assert [len(requirement.alternatives) for requirement in narrowed] == [1]
    assert len(rules_of(softened).quorum[0].alternatives) == 2
    assert softened.loosened


def test_more_people_may_call_and_fewer_need_sign(write_pack: Pack):
    more = {
        "convened_by": {"bodies": ["supervision_committee"], "source": "办法 第二十六条"},
        "petition": [
            {"of": "adults", "at_least": "1/20", "source": "办法 第六条"},
            {"of": "representatives", "at_least": "1/3", "source": "办法 第六条"},
        ],
    }
    rules = rules_of(laid(write_pack, ("lower", more)))

    assert [body for rule in rules.conveners for body in rule.bodies] == [
        "villagers_committee",
        "supervision_committee",
    ]
    assert {rule.of: str(rule.share.amount) for rule in rules.petitions} == {
        "adults": "1/20",
        "representatives": "1/3",
    }


def test_a_petition_cannot_be_made_harder(write_pack: Pack):
    harder = {"petition": [{"of": "adults", "at_least": "1/5", "source": "办法 第六条"}]}
    charter = laid(write_pack, ("lower", harder))

    assert str(rules_of(charter).petitions[0].share.amount) == "1/10"
    assert charter.loosened


def test_the_layer_counts_not_the_order_on_the_command_line(write_pack: Pack):
    allowed = {"days": 3, "source": "办法 第九条", "allowed_by": "法 第四十条"}
    laid(write_pack, ("lower", {"notice": allowed}))
    charter = charter_for(["lower", "higher"], date(2025, 1, 1))

    assert charter.ids == ("lower@2020-01-01", "higher@2020-01-01")
    assert [notice.days for notice in rules_of(charter).notices] == [3]


def test_an_unread_local_rule_stands_beside_a_read_national_one(write_pack: Pack):
    unread = {"notice": {"days": 15, "source": "办法 第九条", "unconfirmed": True}}
    notices = rules_of(laid(write_pack, ("lower", unread))).notices

    assert [(notice.days, notice.unconfirmed) for notice in notices] == [(10, False), (15, True)]


def test_a_rule_book_is_read_once_however_often_it_is_laid():
    """The check of a draft lays it alone, over what is above it, and both without it."""
    version = read_pack(HOUSE / "cn-collective").versions[-1]
    alone, again = Charter.from_versions([version]), Charter.from_versions([version])

    assert alone.parameters
    assert all(alone.parameters[key] is again.parameters[key] for key in alone.parameters)


def test_a_rule_book_named_twice_is_laid_once():
    assert charter_for(["cn-urban", "cn-urban"], date(2025, 1, 1)).ids == ("cn-urban@2018-12-29",)


def test_a_longer_time_for_disclosure_does_not_replace_a_shorter_one(write_pack: Pack):
    five = {"publication": {"step": "resolution_disclosure", "within": "5 days", "source": "甲"}}
    ten = {"publication": {"step": "resolution_disclosure", "within": "10 days", "source": "乙"}}
    charter = laid(write_pack, ("five", five), ("ten", ten))

    assert [str(rule.within) for rule in rules_of(charter).publications] == ["5 days"]


def matter(*decided_by: str, **more: object) -> dict[str, object]:
    return {"roof": {"title": T, "competence": {"decided_by": list(decided_by), "source": "甲", **more}}}


@pytest.mark.parametrize(
    ("above", "below", "decides", "loosened"),
    [
        (matter("representatives_meeting"), matter("residents_assembly"), "residents_assembly", False),
        (matter("residents_assembly"), matter("residents_committee"), "residents_assembly", True),
        (
            matter("residents_assembly"),
            matter("residents_assembly", delegable_to={"representatives_meeting": "甲"}),
            "residents_assembly",
            True,
        ),
        (
            matter("residents_assembly"),
            matter("representatives_meeting", allowed_by="法 第二十条"),
            "representatives_meeting",
            False,
        ),
    ],
)
def test_a_decision_moves_up_never_down(
    write_pack: Pack, above: dict[str, object], below: dict[str, object], decides: str, loosened: bool
):
    write_pack("above", layer="nation", matters=above)
    write_pack("below", layer="community", matters=below)
    charter = charter_for(["above", "below"], date(2025, 1, 1))
    (competence,) = charter.matters["roof"].competences

    assert competence.decided_by == (decides,)
    assert bool(competence.delegable_to) is False
    assert bool(charter.loosened) is loosened


@pytest.mark.parametrize("named", [("cn-village", "cn-collective"), ("cn-collective", "cn-village")])
@pytest.mark.parametrize("day", [date(2025, 6, 1), date(2026, 6, 1)])
@pytest.mark.parametrize("plan", ["house_plot_plan", "land_contract_plan"])
def test_the_villagers_law_yields_in_matters_of_collective_property(named: tuple[str, str], day: date, plan: str):
    charter = charter_for(named, day)

    (competence,) = charter.matters[plan].competences
    assert (competence.decided_by, competence.unconfirmed) == (("member_assembly",), False)
    assert charter.ids[0].startswith(named[0])
    assert not charter.loosened


def test_where_nothing_is_said_the_later_law_prevails_in_any_order(write_pack: Pack):
    write_pack("older", versions=[version("2020-01-01")], matters=matter("residents_assembly"))
    write_pack("younger", versions=[version("2022-01-01")], matters=matter("representatives_meeting"))

    for named in (("older", "younger"), ("younger", "older")):
        (competence,) = charter_for(named, date(2025, 1, 1)).matters["roof"].competences
        assert competence.decided_by == ("representatives_meeting",)


def test_an_unread_later_law_does_not_push_out_a_read_one(write_pack: Pack):
    write_pack("older", versions=[version("2020-01-01")], matters=matter("residents_assembly"))
    write_pack("younger", versions=[version("2022-01-01", unconfirmed=True)], matters=matter("board"))

    competences = charter_for(["younger", "older"], date(2025, 1, 1)).matters["roof"].competences
    assert [(rule.decided_by, rule.unconfirmed) for rule in competences] == [
        (("residents_assembly",), False),
        (("board",), True),
    ]


def test_a_version_can_start_from_an_earlier_one(write_pack: Pack):
    folder = write_pack(
        "two",
        layer="nation",
        versions=[
            version("2020-01-01", "2020-12-31", folder="old"),
            version("2021-01-01", folder="new", based_on="2020-01-01", unconfirmed=True),
        ],
        bodies=HIGHER,
    )
    (folder / "old").mkdir()
    (folder / "bodies.yaml").rename(folder / "old" / "bodies.yaml")
    (folder / "new").mkdir()
    (folder / "new" / "bodies.yaml").write_text(
        "villagers_assembly:\n  notice: {days: 15, source: 新法, unconfirmed: false}\n", encoding="utf-8"
    )
    rules = rules_of(charter_for(["two"], date(2021, 1, 1)))

    assert (rules.notices[0].days, rules.notices[0].unconfirmed) == (15, False)
    assert rules.quorum[0].unconfirmed


OPENS = [
    (["spending"], ["budget", "spending"], {"spending"}),
    (["budget", "spending"], ["spending"], {"spending"}),
    (["spending"], None, {"spending"}),
    (None, ["spending"], {"spending"}),
    (["spending"], ["budget"], set()),
    (None, None, set()),
]


@pytest.mark.parametrize(("higher", "lower", "opened"), OPENS)
def test_a_lower_book_opens_no_money_that_a_higher_one_does_not(
    write_pack: Pack, higher: list[str] | None, lower: list[str] | None, opened: set[str]
):
    """Where the higher is silent the lower says it; where it speaks, the lower only takes away."""
    for name, layer, money in (("higher", "nation", higher), ("own", "community", lower)):
        write_pack(name, layer=layer, matters={"works": {"title": T} | ({"authorises": money} if money else {})})
    assert charter_for(["higher", "own"], date(2025, 1, 1)).matters["works"].authorises == opened


def test_a_lower_book_cannot_say_that_an_election_is_none(write_pack: Pack):
    """Whether a vote may be on the web hangs on it."""
    for name, layer, more in (("higher", "nation", {"chooses_people": True}), ("own", "community", {})):
        write_pack(name, layer=layer, matters={"works": {"title": T} | more})
    assert charter_for(["higher", "own"], date(2025, 1, 1)).matters["works"].chooses_people


@pytest.mark.parametrize("lower", [{}, {"vote_in_record": {"source": "自己的规则", "unconfirmed": True}}])
def test_a_lower_book_does_not_take_away_that_the_rules_are_voted_on_in_the_record(
    write_pack: Pack, lower: dict[str, Any]
):
    asked = {"vote_in_record": {"source": "上级规定 第一条"}}
    for name, layer, more in (("higher", "street", asked), ("own", "community", lower)):
        write_pack(name, layer=layer, matters={"rules": {"title": T} | more})
    rules = charter_for(["higher", "own"], date(2025, 1, 1)).matters["rules"].votes_in_record
    assert [rule.source for rule in rules if not rule.unconfirmed] == ["上级规定 第一条"]


def test_what_nobody_has_read_opens_no_money(write_pack: Pack):
    matters = {"works": {"title": T, "authorises": ["spending"]}}
    write_pack("own", matters=matters, versions=[version("2024-01-01", unconfirmed=True)])
    assert charter_for(["own"], date(2025, 1, 1)).matters["works"].authorises == frozenset()
