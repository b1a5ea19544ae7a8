"""A rule told part by part, in words: what belongs together stands together, and the articles come last. Nothing of it
is left out, so that what a newer wording changes is seen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sunward.charter.engine.amounts import read_ratio
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.thresholds import Share
from sunward.charter.engine.vocabulary import CLASSES
from sunward.charter.engine.wording import share_words
from sunward.charter.wording import holder_name, said
from sunward.kernel.text import Text
from sunward.portal.words.rulelabels import BESIDES, LABELS, TOGETHER, label_at
from sunward.portal.words.rulevalues import YES, Titles, leaf_said, listed, people_said, several

BY_ARTICLE, STEPS = Text("依据", "article"), Text("步骤", "its steps")
SOURCED = frozenset({"source", "unconfirmed", "allowed_by"})
BODY_AND_ARTICLE = frozenset({"delegable_to", "withheld_from", "yields_to"})
EITHER, BOTH = (" 或者 ", " or "), ("，并且", ", and ")
NOTES: Mapping[tuple[str, object], Text] = {
    ("counted", "cast"): Text("（按投票的人算）", " (counting who votes)"),
    ("counted", "present"): Text("（按到会的人算）", " (counting who is present)"),
    ("unconfirmed", True): Text("（还没有核对原文）", " (not checked against the text yet)"),
}
JOINED = {"any_of": EITHER, "all_of": BOTH, "petition": EITHER, "composition": BOTH}
TOLD_BEFORE = frozenset({"source", "allowed_by", "key"})  # by the article, or by what the rule is called
SHARES = ("more_than", "at_least")
OF_VOTERS = frozenset({"turnout", "passed", "elected", "run_off"})
# Rules of which there is one alone: their key says what their parts are about, and is no name that somebody chose.
ALONE = ("spending.tender", "spending.urgent", "spending.rolling", "franchise.")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a rule: what it belongs to (empty: to the rule itself), what it is called, what stands there."""

    of: Text
    name: Text
    value: Text


NONE = Text("", "")


def rule_said(rule: object, titles: Titles, other: object, path: str) -> Text | None:
    """The parts of a rule that another wording of it does not have. None where it has none of its own."""
    there = set(map(_both, _parts(other, titles, path)))
    fresh = [one for one in _parts(rule, titles, path) if _both(one) not in there]
    return _listed(fresh) if fresh else None


def whole_rule_said(rule: object, titles: Titles, path: str) -> Text | None:
    """Every part of a rule, and its articles once, at the end. None where it has no parts."""
    parts = [one for one in _parts(rule, titles, path) if one.name != BY_ARTICLE]
    articles = [Part(NONE, BY_ARTICLE, one) for one in dict.fromkeys(_articles_within(rule))]
    return _listed([*parts, *articles]) if parts or articles else None


def _listed(parts: Iterable[Part]) -> Text:
    return listed(map(_grouped_said, groupby(parts, lambda one: one.of)), "；", "; ")


def _both(part: Part) -> tuple[str, ...]:
    return tuple(words for text in (part.of, part.name, part.value) for words in (text.zh, text.en))


def _grouped_said(group: tuple[Text, Iterator[Part]]) -> Text:
    of, parts = group
    named = [(name, list(alike)) for name, alike in groupby(parts, lambda one: one.name)]
    said_so = [_said(Part(of, name, several([one.value for one in alike]))) for name, alike in named]
    if of == NONE:
        return listed(said_so, "；", "; ")
    inner = listed(said_so, "，", "; ")
    return Text(f"{of.zh}（{inner.zh}）", f"{of.en} ({inner.en})")


def _said(part: Part) -> Text:
    return Text(f"{part.name.zh}：{part.value.zh}", f"{part.name.en}: {part.value.en}")


def _parts(rule: object, titles: Titles, path: str) -> list[Part]:
    known = path.split(".")[: 2 if path.startswith(ALONE) else 1]
    return list(dict.fromkeys(_told(rule, known, NONE, titles)))


def _told(node: object, path: Sequence[str], of: Text, titles: Titles) -> Iterator[Part]:
    """Every part under a node, each with the innermost name that it belongs to; its article last."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key not in TOLD_BEFORE:
                yield from _under(str(key), value, [*path, str(key)], of, titles)
        yield from _articles(node, of)
    elif node is not None:
        yield Part(of, label_at(path) or BESIDES, _value(node, path, titles))


def _articles(node: Mapping[str, Any], of: Text) -> Iterator[Part]:
    for key in ("source", "allowed_by"):
        if isinstance(node.get(key), str):
            yield Part(of, BY_ARTICLE, Text.of(node[key]))


def _under(key: str, value: Any, path: Sequence[str], of: Text, titles: Titles) -> Iterator[Part]:
    if key == "steps":
        yield from _steps(value, path, titles)
    elif key in BODY_AND_ARTICLE:
        yield Part(of, LABELS[key], _bodies_and_articles(value, titles))
    elif isinstance(value, Mapping) and not _whole(value, path):
        yield from _told(value, path, TOGETHER.get(key, of), titles)
    else:
        name = label_at(path) or TOGETHER.get(key, BESIDES)
        yield Part(of, name, _value(value, path, titles))
        if articles := list(_articles_within(value)):  # of several each its own, unless all have one
            yield Part(name, BY_ARTICLE, several(articles if len(set(articles)) > 1 else articles[:1]))


def _articles_within(node: Any) -> Iterator[Text]:
    """Of one thing to say, and of each of several, in their order."""
    if isinstance(node, Mapping):
        yield from (one.value for one in _articles(node, NONE))
        for value in node.values():
            yield from _articles_within(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _articles_within(value)


def _whole(value: Any, path: Sequence[str]) -> bool:
    """Whether a mapping is one thing to say: words, a share of some people, or a rule that its article alone makes."""
    if not isinstance(value, Mapping):
        return False
    keys = set(value) - SOURCED
    return (
        (not keys and "source" in value)
        or (keys <= {"zh", "en"} and bool(keys))
        or bool(keys & {"any_of", "all_of"})
        or _is_share(value, path)
    )


def _is_share(value: Mapping[str, Any], path: Sequence[str]) -> bool:
    """A share of some people; or of those who vote, or so many of them, where nothing else can be meant."""
    keys, shared = set(value) - SOURCED, [key for key in SHARES if key in value]
    return len(shared) == 1 and ("of" in keys or (path[-1] in OF_VOTERS and keys == {shared[0]}))


def _value(value: Any, path: Sequence[str], titles: Titles) -> Text:
    if isinstance(value, Mapping):
        return _mapping_said(value, path, titles)
    if isinstance(value, list | tuple):
        told = [_value(one, path, titles) for one in value]
        return listed(told, *JOINED[path[-1]]) if path[-1] in JOINED else several(told)
    return leaf_said(path, value, titles)


def _mapping_said(value: Mapping[str, Any], path: Sequence[str], titles: Titles) -> Text:
    keys = set(value) - SOURCED
    if not keys:
        return YES
    if keys <= {"zh", "en"}:
        return Text.of(dict(value))
    for joint in ("any_of", "all_of"):
        if joint in value:
            return _value(value[joint], [*path, joint], titles)
    if _is_share(value, path):
        return _share_said(value)
    if keys == {"step"}:
        return leaf_said([*path, "step"], value["step"], titles)
    inner = (one for one in _told(value, path, NONE, titles) if one.name != BY_ARTICLE)  # said after the whole
    return listed(map(_said, inner), "，", ", ")


def _share_said(value: Mapping[str, Any]) -> Text:
    """“到会成员过半数”, “more than half of the members present”; of some among others, both."""
    [word] = [key for key in SHARES if key in value]
    share = Share(read_ratio(Node(value[word], "")), word == "more_than")
    much = said(share_words(share))
    notes = [note for (key, said_there), note in NOTES.items() if value.get(key) == said_there]
    noted = listed(notes, "", "")
    if "of" not in value:
        return Text(much.zh + noted.zh, much.en + noted.en)
    key = str(value["of"]).partition(" ")[0]
    who, whole = said(CLASSES[key]), people_said(str(value["of"]))
    if among := value.get("in"):
        outer = said(CLASSES[among])
        return Text(f"{outer.zh}中{who.zh}{much.zh}{noted.zh}", f"{who.en}: {much.en} of the {outer.en}{noted.en}")
    if share.counts_persons:
        return Text(f"{who.zh}{much.zh}{noted.zh}", f"{much.en} {who.en}{noted.en}")
    return Text(f"{whole.zh}{much.zh}{noted.zh}", f"{much.en} of {whole.en}{noted.en}")


def _bodies_and_articles(value: Mapping[str, str], titles: Titles) -> Text:
    named = ((titles.get(body) or holder_name(body), article) for body, article in value.items())
    return listed((Text(f"{who.zh}（{by}）", f"{who.en} ({by})") for who, by in named), "、", ", ")


def _steps(value: Iterable[Mapping[str, Any]], path: Sequence[str], titles: Titles) -> Iterator[Part]:
    """The steps in their order, then each by its name."""
    found = list(value)
    yield Part(NONE, STEPS, listed((Text.of(step["title"]) for step in found), "、", ", "))
    for step in found:
        rest = {key: part for key, part in step.items() if key != "title"}
        yield from _told(rest, path, Text.of(step["title"]), titles)
