"""What the check of rule books says against a draft, in both languages: only what the draft brings in itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sunward.charter.engine.amending.laxer import laxer_than_before, laxer_than_higher
from sunward.charter.engine.amending.readers import ASKING_URGENTLY
from sunward.charter.engine.charter import Charter
from sunward.charter.engine.errors import PackError
from sunward.charter.engine.lint.coherence import PUBLISHING, Complaint, incoherent
from sunward.charter.engine.lint.complaints import explain
from sunward.charter.engine.lint.operational import hanging
from sunward.charter.engine.lint.said_again import differing
from sunward.charter.engine.lint.shapes import shape_errors
from sunward.charter.engine.lint.sources import unsourced
from sunward.charter.engine.packs import PARTS, PackVersion
from sunward.charter.engine.powers import Power
from sunward.charter.engine.texts import Text

SIGNING = "money.sign_payment"  # the act by which a tier's signatures are given
OF_DECISIONS = ("resolutions", "results")  # items that are owed for every decision
NO_SOURCE = "it names no source (law and article)"
LAXER = "it is laxer than the higher rule book, which therefore stays"
LAXER_THAN_BEFORE = "it is laxer than the rule as it stands, and names no article that lets it (allowed_by)"


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that keeps a draft from being put to a vote: which rule, and what is wrong with it."""

    path: str
    what: Text
    on_the_wall: bool = False


def objections(above: Sequence[PackVersion], base: PackVersion, draft: PackVersion) -> tuple[Objection, ...]:
    """What is wrong with a draft and was not wrong before it; `above` are the rule books that it lies on."""
    try:
        touched = [part for part in PARTS if base.document.get(part) != draft.document.get(part)]
        found = set(_complaints(above, base, draft, touched))
        if found:
            found -= set(_complaints(above, base, base, touched))
    except PackError as error:
        return (Objection(error.where, _said(error.what)),)
    return tuple(
        Objection(f"{part}.{path}", _said(what), what.startswith("it hangs on the wall"))
        for part, path, what in sorted(found)
    )


def _complaints(
    above: Sequence[PackVersion], base: PackVersion, version: PackVersion, touched: Sequence[str]
) -> Iterator[Complaint]:
    alone = Charter.from_versions([version])
    higher = Charter.from_versions(above)
    whole = Charter.from_versions([*above, version])
    for part in touched:
        for error in shape_errors(part, version.document.get(part) or {}) if part in version.document else ():
            yield part, ".".join(map(str, error.absolute_path)), explain(error)
    for part, path in unsourced(alone):
        yield part, path, NO_SOURCE
    yield from incoherent(alone, whole)
    yield from hanging(alone, whole)
    for loosened in whole.loosened:
        part, _, path = loosened.where.partition(".")
        if loosened.pack == version.pack:
            yield part, path, LAXER
    yield from ((part, path, LAXER) for part, path in laxer_than_higher(higher, alone))
    yield from ((part, path, LAXER_THAN_BEFORE) for part, path in laxer_than_before(base, version))
    yield from differing(version, whole)
    yield from _unsignable(alone, whole)
    yield from _unaskable(alone, whole)
    yield from _unpostable(whole)


def _unsignable(alone: Charter, whole: Charter) -> Iterator[Complaint]:
    """A signature that is asked for and that no power gives: such a payment would wait for ever."""
    urgent = alone.spending.urgent
    asked = [(f"tiers.{tier.key}", tier.up_to, tier.requires.signatures) for tier in alone.spending.tiers]
    asked += [("urgent", urgent.up_to, urgent.signatures)] if urgent else []
    signing = _opening(whole, SIGNING)
    for path, up_to, signatures in asked if signing else ():
        holders = {holder for power in signing if _reaches(power, up_to) for holder in power.held_by}
        for post in signatures:
            if post not in holders and post.partition(".")[0] not in holders:
                yield "spending", path, f"no power lets {post!r} sign payments of this size"


def _unaskable(alone: Charter, whole: Charter) -> Iterator[Complaint]:
    """A limit of urgent spending that no power reaches: what lies above the power would be refused as before."""
    urgent, asking = alone.spending.urgent, _opening(whole, ASKING_URGENTLY)
    if urgent and asking and not any(_reaches(power, urgent.up_to) for power in asking):
        yield "spending", "urgent", f"no power lets anybody ask for urgent payments up to {urgent.up_to} yuan"


def _unpostable(whole: Charter) -> Iterator[Complaint]:
    """A posting that is owed by whoever has no power to post: it would stand on nobody's desk."""
    holders = {holder for power in _opening(whole, PUBLISHING) for holder in power.held_by}
    able = holders | {holder.partition(".")[0] for holder in holders}
    for item in whole.disclosure.values() if holders else ():
        owed = bool(item.period) or item.key in OF_DECISIONS
        if owed and item.owner and item.owner not in able and item.owner.partition(".")[0] not in holders:
            yield "disclosure", item.key, f"no power lets {item.owner!r} publish what it owes"


def _opening(whole: Charter, act: str) -> list[Power]:
    return [power for power in whole.powers.values() if power.act == act]


def _reaches(power: Power, up_to: Decimal | None) -> bool:
    limit = power.limit.amount_up_to
    return limit is None or (up_to is not None and limit >= up_to)


_LACKING = {
    "no owner": "没有人负责", "no deadline": "没有期限", "no evidence": "没有凭据", "no consequence": "没有后果",
}  # fmt: skip
_IN_CHINESE = (
    (r"it hangs on the wall: no majority is set for the (\S+)", "挂在墙上：{0} 没有规定多少人同意才通过"),
    (r"it hangs on the wall: (.+)", "挂在墙上：{0}"),
    (r"it names no source \(law and article\)", "没有写明依据（法律和条款）"),
    (r"no body or office is called '(\S+)'; .+", "没有叫“{0}”的机构或职务"),
    (r"no body is called '(\S+)'; .+", "没有叫“{0}”的会议"),
    (r"(\S+): '(\S+)' is no body and no procedure", "“{1}”不是会议，也不是程序"),
    (r"nothing says who decides above (\S+) yuan .+", "没有规定超过 {0} 元由谁决定"),
    (r"(\S+) has no limit, so (\S+) is never reached .+", "前一档没有上限，后一档用不上（互相重叠）"),
    (r"(\S+) ends where (\S+) already applies .+", "金额档次互相重叠：本档的上限不高于前一档"),
    (r"it is laxer than the higher rule book.+", "比上级规则或法律宽松，上级规则仍然有效"),
    (r"it is laxer than the rule as it stands.+", "比现行规则宽松，又没有写明准许放宽的上级条款"),
    (r"it asks for more than all of them, .+", "要求超过全体，没有人能做到"),
    (r"no power lets '(\S+)' sign payments of this size", "权力清单里没有一项让“{0}”签批这么大的付款"),
    (r"no power lets anybody ask for urgent payments up to (\S+) yuan", "权力清单里没有一项可以申请 {0} 元的应急开支"),
    (r"no power lets '(\S+)' publish what it owes", "权力清单里没有一项让“{0}”公开它应当公开的内容"),
    (
        r"it says (.+), but (\S+), which governs, says (.+)",
        "同一期限写了两处，而且不一样：这里是 {0}，以 {1} 为准的是 {2}",
    ),
    (r"it is a switch and says (\S+); accepted: 1 \(yes\), 0 \(no\)", "只能写 1（是）或 0（否），不能写 {0}"),
)


def _said(what: str) -> Text:
    """The check's sentence in both languages; one that is not known here keeps its English words."""
    for pattern, chinese in _IN_CHINESE:
        if found := re.fullmatch(pattern, what):
            lacking = [_LACKING.get(word, word) for word in ", ".join(found.groups()).split(", ")]
            words = lacking if chinese == "挂在墙上：{0}" else list(found.groups())
            filled = chinese.format("、".join(words)) if words is lacking else chinese.format(*words)
            return Text(f"{filled}。", f"{what[:1].upper()}{what[1:]}.")
    return Text(f"规则检查不通过：{what}", f"{what[:1].upper()}{what[1:]}.")
