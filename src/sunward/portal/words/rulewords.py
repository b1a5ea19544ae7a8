"""Rules place by place in plain words: what a place is called, what stands there, what a change comes to."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sunward.charter import engine
from sunward.charter.engine.amending.amending import Change
from sunward.charter.engine.amending.looser import is_looser
from sunward.charter.engine.amending.places import Kind, Place, followers, places, stands
from sunward.charter.engine.amounts import read_duration, read_ratio, read_yuan
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.thresholds import Share
from sunward.charter.engine.vocabulary import CLASSES
from sunward.charter.engine.wording import share_words
from sunward.charter.wording import AUDIENCES, EVENTS, PERIODS, entry_name, holder_name, lasting, said
from sunward.kernel.text import Text
from sunward.portal.words.otherwords import rest_said, usual_name

NOTHING = Text("没有规定", "not set")
NOBODY = Text("不需要", "none needed")
LAST_DAY = Text("当月最后一天", "the last day of the month")
SWITCHED = {1: Text("1（是）", "1 (yes)"), 0: Text("0（否）", "0 (no)")}
# The longest ending of a path that is known here says what the place is.
LABELS: Mapping[str, Text] = {
    "up_to": Text("金额上限", "amount up to"),
    "requires.decision": Text("需要的决定", "decision needed"),
    "requires.review": Text("审核", "reviewed by"),
    "requires.signatures": Text("按顺序签字", "signatures, in this order"),
    "requires.posting": Text("付款前先公示", "posted before it is paid"),
    "tender.above": Text("超过多少须公开招标", "open tender above"),
    "urgent.signatures": Text("按顺序签字", "signatures, in this order"),
    "urgent.notice_within": Text("告知期限", "notice within"),
    "urgent.ratified_within": Text("追认期限", "ratified within"),
    "limit.amount_up_to": Text("权力的金额上限", "the power reaches up to"),
    "value": Text("规定", "the rule"),
    "within": Text("办理期限", "done within"),
    "published.within": Text("公布期限", "published within"),
    "by.within": Text("公布期限", "published within"),
    "stays_up": Text("公示时间", "stays up"),
    "after_at_least": Text("与上一步至少间隔", "at least so long after the step before"),
    "held_by": Text("由谁行使", "held by"),
    "owner": Text("由谁负责", "who answers for it"),
    "months_after": Text("每期结束后第几个月", "months after the end of the period"),
    "day": Text("当月几日以前", "by which day of the month"),
    "audience": Text("向谁公开", "open to"),
    "notice.days": Text("提前通知的天数", "days of notice"),
    "name": Text("名称", "name"),
    "title": Text("名称", "name"),
}
HELD = {"quorum": Text("到会人数", "who must be there"), "majority": Text("通过人数", "who must agree")}
SECTIONS: Mapping[str, Text] = {
    "limits": Text("金额和签字", "amounts and signatures"),
    "days": Text("期限", "days"),
    "posts": Text("权力和职务", "powers and posts"),
    "duties": Text("定期职责", "recurring duties"),
    "disclosure": Text("公开", "what is made public"),
    "meetings": Text("会议", "meetings"),
    "others": Text("其他规定", "other rules"),
}
WHOLE = Text("整条规定", "the whole rule")
HOW_OFTEN, COUNTED_FROM = Text("多久一次", "how often"), Text("从哪天算", "counted from")
IN_STEPS = Text("步骤", "its steps")
PARTS_OF_A_STEP = 4  # procedures, its key, steps, the key of the step
OTHERWISE = Text("其他写法", "in other words")
NEW, GONE = Text("（新增）", "(new)"), Text("（取消）", "(no longer there)")


@dataclass(frozen=True, slots=True)
class Said:
    """One change in words: of which rule, what about it, before and after; `source` is the rule's article."""

    path: str
    rule: Text
    what: Text
    before: Text
    after: Text
    source: str
    looser: bool = False

    @property
    def label(self) -> Text:
        return Text(f"{self.rule.zh} · {self.what.zh}", f"{self.rule.en}: {self.what.en}")


def label_of(document: Mapping[str, Any], path: str) -> Text:
    """What a place is called."""
    parts = path.split(".")
    for start in range(1, len(parts)):
        if known := LABELS.get(".".join(parts[start:])):
            return known
    held = next((HELD[part] for part in parts if part in HELD), None)
    return _counted(document, parts, held) if held else Text("其他内容", "other words")


def _counted(document: Mapping[str, Any], parts: list[str], held: Text) -> Text:
    node: object = document
    for key in parts[:-1]:
        node = stands(node, key)
    of = str(stands(node, "of") or "").partition(" ")[0]
    group = said(CLASSES[of]) if of in CLASSES else None
    return Text(f"{held.zh}（{group.zh}）", f"{held.en} ({group.en})") if group else held


def value_said(place: Place, value: object, titles: Mapping[str, Text]) -> Text:
    """What stands in a place, in words."""
    if value is None:
        return NOTHING
    say = SAYING.get(place.kind)
    return say(value, titles) if say else Text.of(str(value))


def _time(value: Any, _titles: Mapping[str, Text]) -> Text:
    duration = read_duration(Node(value, ""))
    return lasting(duration) if duration else NOBODY


def _holder(value: Any, titles: Mapping[str, Text]) -> Text:
    return NOBODY if value == "none" else titles.get(value) or holder_name(value)


def _holders(value: Any, titles: Mapping[str, Text]) -> Text:
    known = [titles.get(one) or holder_name(one) for one in value]
    return Text("、".join(one.zh for one in known), "; ".join(one.en for one in known))


def _yuan(value: Any, _titles: Mapping[str, Text]) -> Text:
    amount = read_yuan(Node(value, "")) or 0
    written = f"{amount:,}"
    return Text(f"{written} 元", f"{written} yuan")


def _share(value: Any, _titles: Mapping[str, Text]) -> Text:
    word, _, share = value.partition(" ")
    amount = read_ratio(Node(int(share) if share.isdecimal() else share, ""))
    return said(share_words(Share(amount, word == "more_than")))


SAYING: Mapping[Kind, Callable[[Any, Mapping[str, Text]], Text]] = {
    Kind.YUAN: _yuan,
    Kind.TIME: _time,
    Kind.DAYS: lambda value, _titles: lasting(engine.Duration(value)),
    Kind.SHARE: _share,
    Kind.SWITCH: lambda value, _titles: Text.of(SWITCHED.get(value, str(value))),
    Kind.DAY: lambda value, _titles: LAST_DAY if value == "last" else Text(f"{value} 日", f"day {value}"),
    Kind.HOLDER: _holder,
    Kind.HOLDERS: _holders,
    Kind.DECIDER: _holder,
    Kind.REVIEWER: _holder,
    Kind.AUDIENCE: lambda value, _titles: AUDIENCES[value],
    Kind.WORDS: lambda value, _titles: Text.of(dict(value)),
}


def titles_of(*documents: Mapping[str, Any]) -> dict[str, Text]:
    """What bodies and procedures are called in these rule books; later ones go before."""
    found: dict[str, Text] = {}
    for document in documents:
        for part, name in (("bodies", "name"), ("procedures", "title")):
            for key, entry in (document.get(part) or {}).items():
                if isinstance(entry.get(name), Mapping):
                    found[key] = Text.of(dict(entry[name]))
    return found


def changes_said(
    old: Mapping[str, Any], new: Mapping[str, Any], changes: Iterable[Change], titles: Mapping[str, Text] | None = None
) -> list[Said]:
    """Changes in words, in their order."""
    known = {**places(old), **followers(old), **places(new), **followers(new)}
    named = titles_of(old, new) if titles is None else titles
    return [_change_said(old, new, change, known.get(change.path), named) for change in changes]


def _change_said(
    old: Mapping[str, Any], new: Mapping[str, Any], change: Change, place: Place | None, titles: Mapping[str, Text]
) -> Said:
    rule = entry_name(old, change.path)
    if rule.zh == change.path:
        rule = entry_name(new, change.path)
    if rule.zh == change.path:
        rule = usual_name(change.path)
    source = source_of(old, change.path) or source_of(new, change.path)
    if place:
        before, after = (value_said(place, value, titles) for value in (change.old, change.new))
        return Said(change.path, rule, label_of(old, change.path), before, after, source, is_looser(change, old))
    before, after = _whole_said(old, new, change, titles)
    whole = isinstance(change.old or change.new, Mapping) and not (change.old and change.new)
    label = WHOLE if whole else label_of(old, f"{change.path}.-")
    return Said(change.path, rule, label, before, after, source, is_looser(change, old))


def _whole_said(
    old: Mapping[str, Any], new: Mapping[str, Any], change: Change, titles: Mapping[str, Text]
) -> tuple[Text, Text]:
    """A rule that came or went as a whole, or whose other words changed."""
    if change.old is None:
        return NOTHING, _in_places(new, change, titles) or rest_said(change.new) or NEW
    if change.new is None:
        return _in_places(old, change, titles) or rest_said(change.old) or OTHERWISE, GONE
    return rest_said(change.old, change.new) or OTHERWISE, rest_said(change.new, change.old) or OTHERWISE


def _in_places(document: Mapping[str, Any], change: Change, titles: Mapping[str, Text]) -> Text | None:
    """What a whole rule says in one rule book, place by place, in the words for these; None where it has none."""
    known = {**places(document), **followers(document)}
    found = [*_beside_places(change.old or change.new, titles)]
    found += [
        (_label_within(document, change.path, at), value_said(place, place.value, titles))
        for at, place in known.items()
        if at.startswith(f"{change.path}.") and place.kind is not Kind.WORDS
    ]
    if not found:
        return None
    zh, en = (
        (f"{label.zh}：{value.zh}" for label, value in found),
        (f"{label.en}: {value.en}" for label, value in found),
    )
    return Text("；".join(zh), "; ".join(en))


def _beside_places(rule: Any, titles: Mapping[str, Text]) -> Iterator[tuple[Text, Text]]:
    """What nobody changes by itself and a whole rule is not understood without: for which periods, since which event,
    in which steps of which bodies."""
    if not isinstance(rule, Mapping):
        return
    for part in (rule, rule.get("by")):
        if isinstance(part, Mapping) and part.get("period") in PERIODS:
            yield HOW_OFTEN, PERIODS[part["period"]]
        if isinstance(part, Mapping) and part.get("of") in EVENTS:
            yield COUNTED_FROM, EVENTS[part["of"]]
    if isinstance(steps := rule.get("steps"), list):
        named = [_step_said(step, titles) for step in steps]
        yield IN_STEPS, Text("、".join(one.zh for one in named), ", ".join(one.en for one in named))


def _step_said(step: Mapping[str, Any], titles: Mapping[str, Text]) -> Text:
    named, body = Text.of(step["title"]), step.get("body")
    who = titles.get(str(body)) or holder_name(str(body)) if body else None
    return Text(f"{named.zh}（{who.zh}）", f"{named.en} ({who.en})") if who else named


def _label_within(document: Mapping[str, Any], rule: str, path: str) -> Text:
    """What a place of a whole rule is called; in a step of a procedure, after the step."""
    label, parts = label_of(document, path), path.split(".")
    if parts[0] != "procedures" or len(parts) < PARTS_OF_A_STEP or len(rule.split(".")) >= PARTS_OF_A_STEP:
        return label
    step: Any = document
    for key in parts[:PARTS_OF_A_STEP]:
        step = stands(step, key)
    named = Text.of(step["title"])
    return Text(f"{named.zh}：{label.zh}", f"{named.en}: {label.en}")


def source_of(document: Mapping[str, Any], path: str) -> str:
    """The article behind a place: of the innermost rule around it that names one."""
    node: object = document
    found = ""
    for key in path.split("."):
        node = stands(node, key)
        named = stands(node, "source") if isinstance(node, Mapping) else None
        found = str(named) if named else found
    return found
