"""Changing a rule book place by place: what is asked for is what changes, and the difference tells it back."""

import copy
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunward.charter.engine import PackVersion, Text, read_pack, read_version
from sunward.charter.engine.amending.amending import (
    Change,
    Unfit,
    apply,
    checked,
    difference,
    next_version,
    read_changes,
    with_following,
)
from sunward.charter.engine.amending.clocks import span_of
from sunward.charter.engine.amending.fitting import fits
from sunward.charter.engine.amending.following import in_chinese
from sunward.charter.engine.amending.places import Kind, Place, places
from sunward.charter.engine.amending.standing import Objection, objections
from tests.charter.engine.conftest import HOUSE

BOOK = "demo-xiangyang"
DAY = date(2026, 5, 1)
BASE = read_pack(HOUSE / BOOK).versions[-1]
KNOWN = places(BASE.document)


def lengths(path: str) -> st.SearchStrategy[str]:
    return st.builds(
        lambda number, kind: f"{number} {kind}day{'' if number == 1 else 's'}",
        days_of(path),
        st.sampled_from(["", "working "]),
    )


def days_of(path: str) -> st.SearchStrategy[int]:
    return st.integers(span_of(path).least, span_of(path).most)


POSTS = st.lists(
    st.sampled_from(["residents_committee.director", "service_centre.clerk", "x.y"]), min_size=1, unique=True
)
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.YUAN: st.integers(1, 10**7).map("{} yuan".format),
    Kind.NUMBER: st.integers(0, 1000),
    Kind.SWITCH: st.sampled_from([0, 1]),
    Kind.FRACTION: st.integers(2, 9).map("1/{}".format),
    Kind.SHARE: st.builds("{} {}/{}".format, st.sampled_from(["at_least", "more_than"]), st.just(1), st.integers(2, 9)),
    Kind.DAY: st.integers(1, 28) | st.just("last"),
    Kind.MONTHS: st.integers(0, 12),
    Kind.HOLDER: st.sampled_from(["residents_committee.director", "x.y"]),
    Kind.HOLDERS: POSTS,
    Kind.DECIDER: st.sampled_from(["none", "joint_meeting"]),
    Kind.REVIEWER: st.sampled_from(["none", "supervision_committee"]),
    Kind.AUDIENCE: st.sampled_from(["everyone", "residents", "members"]),
}


def wanted(place: Place) -> st.SearchStrategy[Change]:
    timed = {Kind.TIME: lengths, Kind.DAYS: days_of}
    values = timed[place.kind](place.path) if place.kind in timed else VALUES[place.kind]
    values |= st.none() if place.optional else st.nothing()
    return values.filter(lambda new: new != place.value).map(lambda new: Change(place.path, place.value, new))


CHANGES = st.lists(st.sampled_from(sorted(KNOWN)), min_size=1, max_size=6, unique=True).flatmap(
    lambda paths: st.tuples(*(wanted(KNOWN[path]) for path in paths))
)


def by_path(changes: Any) -> dict[str, Change]:
    return {change.path: change for change in changes}


@settings(max_examples=40)  # each is up to six places of some three hundred, and costs a tenth of a second
@given(CHANGES)
def test_the_difference_gives_the_changes_back(changes: tuple[Change, ...]) -> None:
    whole = with_following(BASE.document, checked(BASE.document, changes))
    before = copy.deepcopy(dict(BASE.document))
    made = apply(BASE.document, whole)
    assert by_path(difference(BASE.document, made)) == by_path(whole)
    back = [Change(change.path, change.new, change.old) for change in whole]
    assert by_path(difference(made, BASE.document)) == by_path(back)
    assert before == BASE.document, "the old version is never changed in place"


@given(CHANGES)
def test_the_digest_is_that_of_the_words(changes: tuple[Change, ...]) -> None:
    whole = with_following(BASE.document, changes)
    first, second = (
        read_version(next_version(BASE.document, order, "X-A-2026-001", str(DAY), Text("草案", "draft")))
        for order in (whole, tuple(reversed(whole)))
    )
    assert first.digest == second.digest != BASE.digest


@given(CHANGES.filter(lambda rows: KNOWN[rows[0].path].kind is not Kind.SWITCH), st.data())
def test_another_value_is_another_digest(changes: tuple[Change, ...], data: st.DataObject) -> None:
    other = data.draw(wanted(KNOWN[changes[0].path]).filter(lambda one: one.new != changes[0].new))
    text = Text("草案", "draft")
    digests = {
        read_version(next_version(BASE.document, rows, "X-A-2026-001", str(DAY), text)).digest
        for rows in (changes, (other, *changes[1:]))
    }
    assert len(digests) == 2


def test_every_place_holds_what_fits_there() -> None:
    assert [place.path for place in KNOWN.values() if not fits(place, place.value)] == []
    assert {place.section for place in KNOWN.values()} == {
        "limits", "days", "posts", "duties", "disclosure", "meetings", "others",
    }  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [
        *("powers.put_rules_in_force.act", "spending.tiers.medium.source", "matters.community_rules.competence"),
        *("layer", "id", "effective_from", "spending.tiers", "bodies.representatives_meeting.quorum.allowed_by"),
        *("powers.no_such_power.held_by", "", "spending.tiers.0.up_to", "spending.tiers.medium.name"),
    ],
)
def test_what_is_no_place_is_not_changed(path: str) -> None:
    with pytest.raises(Unfit, match="no place"):
        checked(BASE.document, [Change(path, None, "x")])


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("spending.tiers.medium.up_to", 8000),
        ("spending.tiers.medium.up_to", 8000.5),
        ("spending.tiers.medium.up_to", "0 yuan"),
        ("spending.tiers.medium.up_to", "-5 yuan"),
        ("spending.tiers.medium.up_to", None),
        ("bodies.representatives_meeting.notice.days", 5.5),
        ("bodies.representatives_meeting.notice.days", True),
        ("bodies.representatives_meeting.quorum.share", "at_least 0.7"),
        ("bodies.representatives_meeting.quorum.share", "at_least 3/2"),
        ("parameters.objection_reply.value", "soon"),
        ("parameters.objection_reply.value", "0 days"),
        ("parameters.objection_reply.value", "61 days"),
        ("parameters.objection_reply.value", "none"),
        ("parameters.board_retention.value", "0 days"),
        ("rights.meeting_on_demand.within", "0 days"),
        ("powers.put_rules_in_force.within", "0 days"),
        ("powers.put_rules_in_force.within", "31 working days"),
        ("powers.bank_income.within", "366 days"),
        ("disclosure.resolutions.stays_up", "0 days"),
        ("disclosure.resolutions.stays_up", "none"),
        ("bodies.representatives_meeting.notice.days", 61),
        ("parameters.officers_kin_barred.value", 2),
        ("parameters.officers_kin_barred.value", True),
        ("parameters.officers_kin_barred.value", "0"),
        ("duties.monthly_statement.due.day", 31),
        ("powers.open_matter.held_by", ["residents_committee.director"] * 2),
        ("powers.open_matter.held_by", "residents_committee.director"),
        ("disclosure.payments.audience", "nobody"),
    ],
)
def test_what_does_not_fit_is_not_taken(path: str, new: object) -> None:
    with pytest.raises(Unfit) as unfit:
        checked(BASE.document, [Change(path, KNOWN[path].value, new)])
    assert unfit.value.why.zh != unfit.value.why.en


def test_a_change_begins_from_what_stands_there() -> None:
    with pytest.raises(Unfit, match="10000 yuan today, not 9000"):
        checked(BASE.document, [Change("spending.tiers.medium.up_to", "9000 yuan", "8000 yuan")])


@pytest.mark.parametrize("given_", [None, [], {}, [{"path": "x"}], ["x"], [{"path": 1, "old": 1, "new": 2}]])
def test_changes_are_a_list_of_changes(given_: object) -> None:
    with pytest.raises(Unfit):
        read_changes(given_)


def test_the_same_place_is_not_changed_twice() -> None:
    row = {"path": "spending.tiers.medium.up_to", "old": "10000 yuan", "new": "8000 yuan"}
    with pytest.raises(Unfit, match="twice"):
        read_changes([row, row | {"new": "7000 yuan"}])


def test_a_tier_takes_its_signing_power_and_its_name_along() -> None:
    asked = (Change("spending.tiers.medium.up_to", "10000 yuan", "12000 yuan"),)
    found = by_path(with_following(BASE.document, asked))
    assert found["powers.sign_medium_payment.limit.amount_up_to"].new == "12000 yuan"
    assert found["spending.tiers.medium.name"].new == {"zh": "超过二千元、不超过一万二千元", "en": "up to 12,000 yuan"}
    assert found["matters.joint_spending.title"].new == {
        "zh": "超过一万二千元、不超过五万元的开支",
        "en": "spending above 12,000 and up to 50,000 yuan",
    }


def test_two_tiers_moved_at_once_do_not_run_into_each_other() -> None:
    asked = (
        Change("spending.tiers.small.up_to", "2000 yuan", "10000 yuan"),
        Change("spending.tiers.medium.up_to", "10000 yuan", "20000 yuan"),
    )
    found = by_path(with_following(BASE.document, asked))
    assert found["spending.tiers.medium.name"].new == {"zh": "超过一万元、不超过二万元", "en": "up to 20,000 yuan"}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (300, "三百"),
        (2000, "二千"),
        (8640, "八千六百四十"),
        (10500, "一万零五百"),
        (100000, "十万"),
        (20050, "二万零五十"),
    ],
)
def test_amounts_as_rule_books_write_them(number: int, words: str) -> None:
    assert in_chinese(number) == words


def test_a_rule_that_came_or_went_is_told_as_a_whole() -> None:
    later: dict[str, Any] = copy.deepcopy(dict(BASE.document))
    gone = later["duties"].pop("monthly_statement")
    later["rights"]["new_right"] = {"name": {"zh": "新", "en": "new"}}
    later["matters"]["covenant"]["competence"]["decided_by"] = ["representatives_meeting"]
    found = by_path(difference(BASE.document, later))
    assert set(found) == {"duties.monthly_statement", "rights.new_right", "matters.covenant"}
    assert found["duties.monthly_statement"] == Change("duties.monthly_statement", gone, None)
    assert found["rights.new_right"].old is None


RESOLUTIONS, ACCOUNTS = "disclosure.resolutions.owner", "disclosure.quarterly_accounts.owner"


def above() -> list[PackVersion]:
    found = (read_pack(HOUSE / name).on(DAY) for name in read_pack(HOUSE / BOOK).under)
    return [version for version in found if version]


def against(*changes: tuple[str, object]) -> tuple[Objection, ...]:
    rows = tuple(Change(path, KNOWN[path].value, new) for path, new in changes)
    body = next_version(BASE.document, with_following(BASE.document, rows), "X", str(DAY), Text("草案", "draft"))
    return objections(above(), BASE, read_version(body))


def test_nothing_stands_against_a_sensible_change() -> None:
    assert (
        against(("spending.tiers.medium.up_to", "8000 yuan"), ("parameters.objection_reply.value", "3 working days"))
        == ()
    )


@pytest.mark.parametrize(
    ("path", "new", "zh", "en"),
    [
        ("spending.tiers.medium.up_to", "1000 yuan", "互相重叠", "they overlap"),
        ("bodies.residents_assembly.majority.any_of.0.share", "at_least 1/2", "已知的上级规则或法律", "is known of"),
        ("bodies.residents_assembly.quorum.any_of.0.share", "at_least 1/3", "已知的上级规则或法律", "is known of"),
        ("matters.community_rules.majority.share", "more_than 1/3", "不到一半", "fewer than half"),
        ("duties.monthly_statement.owner", None, "挂在墙上：没有人负责", "hangs on the wall: no owner"),
        ("powers.put_rules_in_force.within", None, "挂在墙上：没有期限", "hangs on the wall: no deadline"),
        ("duties.monthly_statement.owner", "no_such.post", "没有叫", "no body or office"),
        ("spending.tiers.small.requires.decision", "nonsense", "不是会议", "no body and no procedure"),
        ("spending.tiers.small.requires.signatures", ["party_organisation.secretary"], "没有一项", "no power lets"),
        ("spending.urgent.signatures", ["party_organisation.secretary"], "没有一项", "no power lets"),
        (
            "spending.tiers.small.requires.review",
            "residents_committee",
            "审核这么大的付款",
            "review payments of this size",
        ),
        ("spending.tiers.small.requires.review", "nobody", "审核这么大的付款", "review payments of this size"),
        ("powers.review_payment.held_by", ["service_centre.clerk"], "审核这么大的付款", "review payments of this size"),
        (RESOLUTIONS, "party_organisation.secretary", "公开它应当公开的内容", "publish what it owes"),
        (ACCOUNTS, "party_organisation.secretary", "公开它应当公开的内容", "publish what it owes"),
        ("powers.publish.held_by", ["supervision_committee.head"], "公开它应当公开的内容", "publish what it owes"),
    ],
)
def test_what_the_check_says_is_said_in_both_languages(path: str, new: object, zh: str, en: str) -> None:
    found = against((path, new))
    assert found
    assert any(zh in one.what.zh and en in one.what.en.replace("It ", "it ").replace("No ", "no ") for one in found)


@pytest.mark.parametrize("reviewer", ["none", "supervision_committee"])
def test_whoever_may_review_may_owe_a_review(reviewer: str) -> None:
    assert against(("spending.tiers.small.requires.review", reviewer)) == ()


OF_TIME = sorted(path for path, place in KNOWN.items() if place.kind in {Kind.TIME, Kind.DAYS})


@pytest.mark.parametrize("path", OF_TIME)
def test_the_least_that_a_field_names_is_refused_by_no_shape(path: str) -> None:
    """Failed before: days of notice said "From 0 to 60 days", and of 0 "It cannot be less than 1"."""
    least = span_of(path).least
    value = least if KNOWN[path].kind is Kind.DAYS else f"{least} day{'' if least == 1 else 's'}"
    assert fits(KNOWN[path], value)
    said = [one.what.en for one in against((path, value))]
    assert not [one for one in said if "cannot be less" in one or "accepted" in one]


@pytest.mark.parametrize("owner", ["service_centre.clerk", "residents_committee", "supervision_committee.head"])
def test_whoever_may_post_may_owe_a_posting(owner: str) -> None:
    assert against((RESOLUTIONS, owner)) == ()


@pytest.mark.parametrize(
    ("changes", "zh", "en"),
    [
        ({"parameters.board_retention.value": "30 days"}, "不一样", "it says 10 days, but “parameters.board_retention"),
        ({"spending.urgent.up_to": "30000 yuan"}, "没有一项可以申请", "ask for urgent payments up to 30000 yuan"),
        ({"parameters.officers_kin_barred.value": 2}, "只能写 1（是）或 0（否），不能写 2", "a switch and says 2"),
    ],
)
def test_a_draft_that_says_one_thing_twice_is_told(changes: dict[str, object], zh: str, en: str) -> None:
    """What follows by itself was left out of these, or somebody wrote them by hand. Before, only the check of rule
    books from the command line told, and only of days."""
    rows = [Change(path, KNOWN[path].value, new) for path, new in changes.items()]
    body = next_version(BASE.document, rows, "X", str(DAY), Text("草案", "draft"))
    (found,) = objections(above(), BASE, read_version(body))
    assert zh in found.what.zh
    assert en.lower() in found.what.en.lower()


@pytest.mark.parametrize(
    ("path", "new", "zh", "en"),
    [
        (
            "parameters.objection_reply.value",
            "11 working days",
            "规定不超过 10 个工作日",
            "no more than 10 working",
        ),
        ("parameters.board_retention.value", "9 days", "规定不少于 10 天", "no less than 10 days"),
    ],
)
def test_days_stay_within_those_of_the_street(path: str, new: str, zh: str, en: str) -> None:
    """Failed before: duties were compared with the rule books above, the days of parameters with none."""
    found = next(one for one in against((path, new)) if f"{one.path}.value" == path)
    assert zh in found.what.zh
    assert "柳河街道社区权力运行规定 第七条" in found.what.zh
    assert en in found.what.en


@pytest.mark.parametrize("new", ["at_least 3/4", "at_least 1/2"])
def test_what_no_higher_book_asks_may_be_tightened_and_loosened(new: str) -> None:
    assert against(("bodies.representatives_meeting.quorum.share", new)) == ()


BOARD = ("规定不少于 10 天", "gives no less than 10 days")


@pytest.mark.parametrize(
    "path",
    [
        "disclosure.resolutions.stays_up",
        "disclosure.results.stays_up",
        "procedures.joint_decision.steps.resolution_disclosure.stays_up",
        "procedures.community_four_two.steps.result_disclosure.stays_up",
    ],
)
def test_time_on_the_board_is_not_undercut_item_by_item(path: str) -> None:
    """Failed before: the street’s ten days bound the parameter alone, and a resolution was to hang for one."""
    for new in ("1 day", "6 working days"):
        (found,) = against((path, new))
        assert found.path == path
        assert all(one in said for one, said in zip(BOARD, (found.what.zh, found.what.en), strict=True))
        assert "柳河街道社区权力运行规定 第七条" in found.what.zh
    assert against((path, "15 days")) == ()


def test_an_item_of_a_higher_book_hangs_as_long_as_it_says_there_itself() -> None:
    """The rules of assemblies let a roll hang for five days, whatever hangs otherwise; no less than that."""
    assemblies = read_pack(HOUSE / "demo-liuhe-assemblies").on(DAY)
    assert assemblies
    item = assemblies.document["disclosure"]["voter_roll"]
    for days, stands in (("5 days", True), ("4 days", False)):
        body = next_version(BASE.document, (), "X", str(DAY), Text("草案", "draft"))
        body["disclosure"] = {**body["disclosure"], "voter_roll": {**item, "stays_up": days}}
        assert (objections([*above(), assemblies], BASE, read_version(body)) == ()) is stands
