"""A reason that is asked for says something: a word for nothing, such as 无 or "n/a", is none, as a dot is not.

Failed before: one Chinese sign was enough, and any two letters. By 无 a base shrank, a delegate was put aside, and an
opinion of a hearing was "not adopted, because: none".
"""

from datetime import timedelta
from typing import Any

import pytest

from sunward.charter.reasons import says_something
from sunward.kernel.facts import FactsError
from tests.charter import next_versions
from tests.meetings import hearing_scenes as hearing
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, EVENING, act, at
from tests.money.cases import on

NONE = ("无", "无。", "没有", "【略】", "同　上", "不详", "n/a", "Ｎ／Ａ", "None.", "nil", "-")


@pytest.mark.parametrize(
    "written", [*NONE, "", "x", "x x", "1 1", "１１", "……", "__", "\u200b\u200b", "啊啊啊", "无无", "네", "12"]
)
def test_what_is_no_reason(written: str) -> None:
    assert not says_something(written)


@pytest.mark.parametrize(
    "written",
    [
        "搬走",
        "出差",
        "病了",
        "弟弟",
        "听说",
        "3次",
        "𠮷利",
        "my brother",
        "ill",
        "이사",
        "سافر",
        "уехал",
        "ཨ་མ",
        "没有接电话",
        "无人在家",
    ],
)
def test_short_words_of_any_script_are_reasons(written: str) -> None:
    assert says_something(written)


@pytest.mark.usefixtures("community")
@pytest.mark.parametrize("evidence", NONE)
def test_nobody_is_put_aside_by_it(evidence: str) -> None:
    _meeting, item, keys = room()
    with at(EVENING, 19, 10):
        aside: dict[str, Any] = {"place": str(keys[0]), "reason": "interest"}
        with pytest.raises(FactsError, match="不算"):
            act("meetings.step_aside", CLERK, item.ref, evidence=evidence, **aside)
        act("meetings.step_aside", CLERK, item.ref, evidence="弟弟", **aside)


@pytest.mark.usefixtures("community")
def test_no_base_shrinks_by_it() -> None:
    def out_of_reach(body: dict[str, Any]) -> None:
        rule = {"reasons": ["unreachable"], "source": "柳河街道社区议事规则 第十一条"}
        body["sessions"]["representatives_meeting"]["leaves_base"] = rule

    with on(CALLED - timedelta(days=40)):
        next_versions.in_force(out_of_reach, CALLED - timedelta(days=1))
    _meeting, item, keys = room()
    with at(EVENING, 19, 10):
        left: dict[str, Any] = {"place": str(keys[8]), "reason": "unreachable"}
        assert scenes.broken(lambda: act("meetings.leave_out_of_base", CLERK, item.ref, evidence="无", **left)) == {
            "evidence"
        }
        act("meetings.leave_out_of_base", CLERK, item.ref, evidence="三次电话", **left)


@pytest.mark.usefixtures("community", "own_keys")
def test_no_opinion_of_a_hearing_is_answered_by_it() -> None:
    """Nor by what was decided, said once more. Failed before: not adopted, because "not adopted"."""
    meeting, _people = hearing.ready()
    opinion = hearing.held(meeting)[0]
    for why in ("无", "不采纳", "不予采纳。", "已阅", "Not adopted"):
        with pytest.raises(FactsError, match="why"):
            hearing.answer(opinion, hearing.EVENING + timedelta(days=1), "not_adopted", why=why)
    hearing.answer(opinion, hearing.EVENING + timedelta(days=1), "not_adopted", why="太贵")


def room() -> tuple[Any, Any, list[int]]:
    """Nine on the roll, of whom the last did not come."""
    meeting, item, keys = scenes.called(9)
    with at(EVENING, 19, 0):
        scenes.open_with(meeting, keys[:8])
    return meeting, item, keys
