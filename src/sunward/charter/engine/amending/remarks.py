"""What the check of rule books says, for whoever changes rules on the guided page: in both languages, with no key of a
file. A name in quotes is put into words by whoever knows the document."""

import re
from collections.abc import Callable

from sunward.charter.engine.texts import Text

_LACKING = {
    "no owner": "没有人负责", "no deadline": "没有期限", "no evidence": "没有凭据", "no consequence": "没有后果",
}  # fmt: skip
_KEYS = {
    "held_by": Text("由谁行使", "held by"),
    "owner": Text("由谁负责", "who answers for it"),
    "within": Text("期限", "within how long"),
    "stays_up": Text("公示时间", "stays up"),
}
_A_TIME = Text("应当填天数，例如 10 天、5 个工作日", "Give a time, such as 10 days or 5 working days")
# What the check writes, in Chinese, and in English where its own words name a file, a key or a tier.
_SAID: tuple[tuple[str, str, str], ...] = (
    (
        r"it hangs on the wall: no majority is set for the (\S+)",
        "挂在墙上：没有规定“{0}”多少人同意才通过", "It hangs on the wall: no majority is set for “{0}”",
    ),
    (r"it names no source \(law and article\)", "没有写明依据（法律和条款）", ""),
    (r"no body or office is called '(\S+)'; .+", "没有叫“{0}”的机构或职务", "No body or office is called “{0}”"),
    (r"no body is called '(\S+)'; .+", "没有叫“{0}”的会议", "No body is called “{0}”"),
    (r"(\S+): '(\S+)' is no body and no procedure", "“{1}”不是会议，也不是程序", "“{1}” is no body and no procedure"),
    (
        r"nothing says who decides above (\S+) yuan .+",
        "没有规定超过 {0} 元由谁决定", "Nothing says who decides above {0} yuan",
    ),
    (
        r"(\S+) has no limit, so (\S+) is never reached .+",
        "前一档没有上限，后一档用不上（互相重叠）",
        "A tier has no limit, so the one after it is never reached (they overlap)",
    ),
    (
        r"(\S+) ends where (\S+) already applies .+",
        "金额档次互相重叠：本档的上限不高于前一档",
        "A tier reaches no further than the one before it (they overlap)",
    ),
    (r"it is laxer than the higher rule book.+", "比上级规则或法律宽松，上级规则仍然有效", ""),
    (
        r"it is laxer than the rule as it stands.+",
        "比现行规则宽松，又没有写明准许放宽的上级条款",
        "It is laxer than the rule as it stands, and names no article that lets it be",
    ),
    (r"it asks for more than all of them, .+", "要求超过全体，没有人能做到", ""),
    (
        r"it is laxer than what is known of a higher rule book.+",
        "比已知的上级规则或法律宽松（现行条文还没有读到）", "",
    ),
    (
        r"it says (.+); the higher rule \((.+)\) gives no more than (.+)",
        "写的是 {0}，上级规则（{1}）规定不超过 {2}", "",
    ),
    (
        r"it says (.+); the higher rule \((.+)\) gives no less than (.+)",
        "写的是 {0}，上级规则（{1}）规定不少于 {2}", "",
    ),
    (r"it says (.+); accepted: (\d+) to (\d+) days", "写的是 {0}，可以填 {1} 到 {2} 天", ""),
    (r"it lets fewer than half decide.+", "不到一半的人同意就能通过，多数人反对也拦不住", ""),
    (r"no power lets '(\S+)' sign payments of this size", "权力清单里没有一项让“{0}”签批这么大的付款", ""),
    (r"no power lets '(\S+)' review payments of this size", "权力清单里没有一项让“{0}”审核这么大的付款", ""),
    (
        r"no power lets anybody ask for urgent payments up to (\S+) yuan",
        "权力清单里没有一项可以申请 {0} 元的应急开支", "",
    ),
    (r"no power lets '(\S+)' publish what it owes", "权力清单里没有一项让“{0}”公开它应当公开的内容", ""),
    (
        r"it says (.+), but (\S+), which governs, says (.+)",
        "同一期限写了两处，而且不一样：这里是 {0}，以“{1}”为准的是 {2}",
        "It says {0}, but “{1}”, which governs, says {2}",
    ),
    (r"it is a switch and says (\S+); accepted: 1 \(yes\), 0 \(no\)", "只能写 1（是）或 0（否），不能写 {0}", ""),
    (r"'(\w+)'(?:, '\w+')* is missing.*", "没有填“{0}”", "“{0}” is not filled in"),
    (r".+ is not accepted; accepted: a time such as .+", _A_TIME.zh, _A_TIME.en),
    (
        r".+ is not accepted; accepted: an amount such as .+",
        "应当填金额，例如 5000 元", "Give an amount, such as 5000 yuan",
    ),
    (
        r".+ is not (?:accepted|a share); accepted: (?:a share )?such as .+",
        "应当填比例，例如 2/3，或者整数人数", "Give a share, such as 2/3, or a whole number of persons",
    ),
    (r"(\S+) is less than the minimum of (\S+)", "不能小于 {1}", "It cannot be less than {1}"),
    (r"(\S+) is greater than the maximum of (\S+)", "不能大于 {1}", "It cannot be more than {1}"),
)  # fmt: skip
_AMOUNTS: tuple[tuple[str, str], ...] = ((r" working days?\b", " 个工作日"), (r" days?\b", " 天"), (r" yuan\b", " 元"))


def remark(what: str) -> Text:
    """The check's sentence in both languages; one that is not known here keeps its English words."""
    if lacks := re.fullmatch(r"it hangs on the wall: ((?:no \w+)(?:, no \w+)*)", what):
        lacking = "、".join(_LACKING.get(word, word) for word in lacks[1].split(", "))
        return Text(f"挂在墙上：{lacking}。", f"{what[:1].upper()}{what[1:]}.")
    for pattern, chinese, english in _SAID:
        if found := re.fullmatch(pattern, what):
            en = english.format(*_named(found, lambda key: key.en)) if english else f"{what[:1].upper()}{what[1:]}"
            zh = chinese.format(*(_in_chinese(word) for word in _named(found, lambda key: key.zh)))
            return Text(f"{zh}。", f"{en}.")
    return Text(f"规则检查不通过：{what}", f"{what[:1].upper()}{what[1:]}.")


def _named(found: re.Match[str], language: Callable[[Text], str]) -> list[str]:
    """What a sentence speaks of; what a rule book names by a key of its files, in words."""
    return [language(_KEYS[word]) if word in _KEYS else word for word in found.groups()]


def _in_chinese(word: str) -> str:
    for english, chinese in _AMOUNTS:
        word = re.sub(english, chinese, word)
    return word
