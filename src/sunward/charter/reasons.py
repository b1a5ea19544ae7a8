"""Whether what somebody writes where a rule asks for a reason or an answer says anything: a dot is none, and "none" is
none either."""

import unicodedata

from sunward.kernel.facts import unusable
from sunward.kernel.spelling import same_spelling
from sunward.kernel.text import Text

NOTHING = frozenset({
    "没有", "没", "无", "略", "省略", "同上", "同前", "如上", "见上", "不详", "不明", "未知", "暂无", "待定", "待补",
    "不知道", "无理由", "没理由", "没有理由", "无原因", "没有原因", "none", "na", "nil", "null", "nothing", "no",
    "unknown", "ditto", "tbd", "seeabove", "asabove", "noreason",
})  # fmt: skip
DECIDED = frozenset({
    "采纳", "已采纳", "予以采纳", "不采纳", "未采纳", "暂不采纳", "不予采纳", "决定不采纳", "部分采纳", "采用",
    "不采用", "同意", "不同意", "驳回", "不予支持", "不行", "可以", "已阅", "知道了", "研究研究", "再研究",
    "adopted", "partlyadopted", "notadopted", "itisnotadopted", "notaccepted", "rejected", "refused", "accepted",
    "agreed", "noted", "yes",
})  # fmt: skip
NO_REASON = Text("“无”“略”“同上”这样的不算。", "“None”, “n/a” or “as above” is no answer.")


def wanted(zh: str, en: str) -> Text:
    """What is asked for, and what is not taken for it."""
    return Text(f"{zh}{NO_REASON.zh}", f"{en} {NO_REASON.en}")


def refuse_nothing(field: str, written: str, asked_for: Text) -> None:
    """What somebody waits for is given in words, or not yet.

    Raises:
        FactsError: at the field, for what says nothing.
    """
    if not says_something(written):
        raise unusable(field, asked_for.zh, asked_for.en)


def says_something(written: str) -> bool:
    """Whether there is the shortest of words: two signs of any script, not all the same and with a letter among them,
    that are no word for nothing."""
    signs = "".join(sign for sign in same_spelling(written) if sign.isalnum())
    worded = any(sign.isalpha() for sign in signs)
    return worded and (len(set(signs)) > 1 or _doubled(signs)) and signs not in NOTHING


def gives_a_reason(written: str) -> bool:
    """Whether it says more than what was decided: that it is not adopted is no reason for it."""
    signs = "".join(sign for sign in same_spelling(written) if sign.isalnum())
    return says_something(written) and signs not in DECIDED


def _doubled(signs: str) -> bool:
    """A Chinese word that says its sign twice, as those for kin do: 弟弟."""
    chinese = unicodedata.name(signs[0], "").startswith("CJK")
    return chinese and len(signs) == 2 and signs[0] not in NOTHING
