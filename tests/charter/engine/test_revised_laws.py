"""The revisions in force since 1 January 2026, which nobody here has read: shown, deciding nothing."""

import pytest

from sunward.charter.engine import NotInForce
from tests.charter.engine.conftest import Pack
from tests.charter.engine.scenes import (
    MEMBER_ASSEMBLY,
    RESIDENTS,
    VILLAGE_REPRESENTATIVES,
    VILLAGERS,
    failing,
    judged,
    national,
)

NOBODY_CAME = {"household_delegates": {"entitled": 40, "present": 1, "for": 0}}


def test_the_old_text_decides_until_the_last_day_of_2025():
    verdict = judged(RESIDENTS, "cn-urban", held_on="2025-12-31", counts=NOBODY_CAME)

    assert verdict.charter == ("cn-urban@2018-12-29",)
    assert failing(verdict) == ["quorum", "majority"]


def test_the_unread_text_decides_nothing_and_says_so():
    verdict = judged(RESIDENTS, "cn-urban", held_on="2026-01-01", counts=NOBODY_CAME)
    broken = [finding for finding in verdict.findings if not finding.ok]

    assert verdict.charter == ("cn-urban@2026-01-01",)
    assert verdict.valid
    assert {str(finding.rule) for finding in broken} == {"quorum", "majority", "step_missing"}
    assert all(finding.unconfirmed for finding in verdict.findings)
    assert all(finding.to_document()["unconfirmed"] is True for finding in verdict.findings)
    assert all("未核实" in finding.text.zh and "Not confirmed" in finding.text.en for finding in broken)


def test_an_unread_rule_cannot_ask_for_figures():
    verdict = judged(RESIDENTS, "cn-urban", held_on="2026-03-01", counts={})

    assert verdict.valid
    assert "quorum" not in {finding.rule for finding in verdict.findings}


def test_an_unread_notice_rule_cannot_ask_for_the_notice():
    verdict = judged(VILLAGERS, "cn-village", held_on="2026-03-20", notice_on=None)

    assert verdict.valid
    assert "notice" not in {finding.rule for finding in verdict.findings}


def test_a_law_that_was_read_still_decides_in_2026():
    counts = {"members": {"entitled": 412, "present": 300, "for": 274}}
    days = {"held_on": "2026-06-20", "notice_on": "2026-06-10", "agenda": None}

    assert failing(judged(MEMBER_ASSEMBLY, "cn-collective", counts=counts, **days)) == ["majority"]


def test_a_read_rule_of_the_place_replaces_an_unread_one_of_the_nation():
    verdict = judged(
        VILLAGE_REPRESENTATIVES,
        *("cn-village", "cn-village-zhejiang"),
        held_on="2026-03-20",
        notice_on="2026-03-18",
    )
    notice = next(finding for finding in verdict.findings if finding.rule == "notice")

    assert not notice.unconfirmed
    assert failing(verdict) == ["notice"]


@pytest.mark.parametrize("day", ["2025-04-30", "2018-01-01"])
def test_before_a_law_was_in_force_there_is_nothing_to_judge_by(day: str):
    with pytest.raises(NotInForce, match=r"cn-collective.*in force"):
        national("cn-collective", on=day)


def test_rule_books_not_yet_in_force_are_left_out():
    assert national("cn-village", "cn-collective", on="2025-04-30").ids == ("cn-village@2018-12-29",)


def test_versions_end_where_the_next_begin():
    for pack in ("cn-urban", "cn-village"):
        (before,) = national(pack, on="2025-12-31").versions
        (after,) = national(pack, on="2026-01-01").versions
        assert (str(before.effective_to), str(after.effective_from)) == ("2025-12-31", "2026-01-01")
        assert before.digest != after.digest


def two_books(write_pack: Pack, majority: dict[str, object]) -> dict[str, object]:
    """An unread national competence that does not fit, and a place's own rule for the matter."""
    text = {"zh": "测试", "en": "test"}
    unread = {"decided_by": ["residents_assembly"], "source": "法（未读）", "unconfirmed": True}
    body = {"name": text, "majority": {"of": "representatives present", "more_than": "1/2", "source": "章程 第二条"}}
    write_pack("nation", layer="nation", matters={"lift": {"title": text, "competence": unread}})
    write_pack("place", matters={"lift": {"majority": majority}}, bodies={"representatives_meeting": body})
    return {
        "matter": "lift",
        "body": "representatives_meeting",
        "held_on": "2026-03-20",
        "counts": {"representatives": {"entitled": 30, "present": 20, "for": 11}},
    }


def test_an_unread_competence_does_not_switch_off_what_the_place_asks_of_the_matter(write_pack: Pack):
    own = {"of": "representatives entitled", "at_least": "2/3", "source": "章程 第九条"}
    verdict = judged(two_books(write_pack, own), "nation", "place")

    assert [(str(one.rule), one.ok, one.unconfirmed) for one in verdict.findings] == [
        ("competence", False, True),
        ("majority", False, False),
    ]
    assert verdict.failed[0].required == "2/3 of 30"


def test_nor_does_it_let_an_unread_rule_replace_the_rule_of_the_body(write_pack: Pack):
    unread = {"of": "representatives entitled", "at_least": "2/3", "source": "章程 第九条", "unconfirmed": True}
    verdict = judged(two_books(write_pack, unread), "nation", "place")

    assert [(one.required, one.unconfirmed) for one in verdict.findings if one.rule == "majority"] == [
        ("more than 1/2 of 20", False)
    ]
