"""Rules place by place in plain words: what a place is called, what stands there, what a change comes to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sunward.charter.engine.amending.amending import Change
from sunward.charter.engine.amending.looser import is_looser
from sunward.charter.engine.amending.places import Place, followers, places, stands
from sunward.charter.engine.vocabulary import CLASSES
from sunward.charter.wording import entry_name, said
from sunward.kernel.text import Text
from sunward.portal.words.rulelabels import LABELS, OTHERS, label_at, usual_name
from sunward.portal.words.ruleparts import rule_said, whole_rule_said
from sunward.portal.words.rulevalues import NOTHING, Titles, titles_of, value_said

HELD = ("quorum", "majority")
SECTIONS: Mapping[str, Text] = {
    "limits": Text("金额和签字", "amounts and signatures"),
    "days": Text("期限", "days"),
    "posts": Text("权力和职务", "powers and posts"),
    "duties": Text("定期职责", "recurring duties"),
    "disclosure": Text("公开", "what is made public"),
    "meetings": Text("会议", "meetings"),
    "others": OTHERS,
}
WHOLE = Text("整条规定", "the whole rule")
OTHERWISE = Text("其他写法", "in other words")
GONE = Text("（取消）", "(no longer there)")
NAME_ALONE = Text("只有名称", "its name alone")


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
    if known := label_at(parts[1:]):
        return known
    held = next((LABELS[part] for part in parts if part in HELD), None)
    return _counted(document, parts, held) if held else Text("其他内容", "other words")


def _counted(document: Mapping[str, Any], parts: list[str], held: Text) -> Text:
    node: object = document
    for key in parts[:-1]:
        node = stands(node, key)
    of = str(stands(node, "of") or "").partition(" ")[0]
    group = said(CLASSES[of]) if of in CLASSES else None
    return Text(f"{held.zh}（{group.zh}）", f"{held.en} ({group.en})") if group else held


def changes_said(
    old: Mapping[str, Any], new: Mapping[str, Any], changes: Iterable[Change], titles: Titles | None = None
) -> list[Said]:
    """Changes in words, in their order."""
    known = {**places(old), **followers(old), **places(new), **followers(new)}
    named = titles_of(old, new) if titles is None else titles
    return [_change_said(old, new, change, known.get(change.path), named) for change in changes]


def _change_said(
    old: Mapping[str, Any], new: Mapping[str, Any], change: Change, place: Place | None, titles: Titles
) -> Said:
    names = [entry_name(document, change.path) for document in (old, new)]
    rule = next((name for name in names if change.path not in name.zh), None) or usual_name(change.path, titles)
    source = source_of(old, change.path) or source_of(new, change.path)
    if place:
        before, after = (value_said(place, value, titles) for value in (change.old, change.new))
        return Said(change.path, rule, label_of(old, change.path), before, after, source, is_looser(change, old))
    before, after = _whole_said(change, titles)
    whole = isinstance(change.old or change.new, Mapping) and not (change.old and change.new)
    label = WHOLE if whole else label_of(old, f"{change.path}.-")
    return Said(change.path, rule, label, before, after, source, is_looser(change, old))


def _whole_said(change: Change, titles: Titles) -> tuple[Text, Text]:
    """A rule that came or went as a whole, or whose other words changed."""
    if change.old is None:
        return NOTHING, whole_rule_said(_unnamed(change.new), titles, change.path) or NAME_ALONE
    if change.new is None:
        return whole_rule_said(_unnamed(change.old), titles, change.path) or NAME_ALONE, GONE
    before = rule_said(change.old, titles, change.new, change.path)
    after = rule_said(change.new, titles, change.old, change.path)
    if not before and not after:
        return OTHERWISE, OTHERWISE
    return before or NOTHING, after or NOTHING


def _unnamed(rule: object) -> object:
    """A whole rule without its name, which stands before it."""
    if not isinstance(rule, Mapping):
        return rule
    return {key: value for key, value in rule.items() if key not in {"name", "title"}}


def source_of(document: Mapping[str, Any], path: str) -> str:
    """The article behind a place: of the innermost rule around it that names one."""
    node: object = document
    found = ""
    for key in path.split("."):
        node = stands(node, key)
        named = stands(node, "source") if isinstance(node, Mapping) else None
        found = str(named) if named else found
    return found
