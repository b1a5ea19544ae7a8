"""The parts of a rule that are no place of their own, in words: what is called how, and what stands there. What has
no words here is told as it is written: no change is hidden. The article comes last."""

import re
from collections.abc import Iterator, Mapping

from sunward.charter.engine.amounts import read_duration
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.vocabulary import CLASSES
from sunward.charter.wording import BODIES, CAPACITIES, POSTS, holder_name, lasting, said
from sunward.kernel.text import Text

CALLED: Mapping[str, Text] = {
    "of": Text("按谁计算", "counted among"),
    "at_least": Text("至少", "at least"),
    "at_most": Text("最多", "at most"),
    "more_than": Text("超过", "more than"),
    "decided_by": Text("由谁决定", "decided by"),
    "made_by": Text("由谁推选", "chosen by"),
    "called_by": Text("由谁召集", "called by"),
    "kept_by": Text("由谁保管", "kept by"),
    "signed_by": Text("由谁签字", "signed by"),
    "consent_of": Text("须经谁同意", "with the consent of"),
    "by": Text("由谁提出", "asked by"),
    "owner": Text("由谁负责", "who answers for it"),
    "goes_to": Text("不办时报谁", "goes to, where it is not done"),
    "if_silent": Text("不召集时由谁", "where nobody calls it"),
    "interim": Text("空缺时由谁代理", "meanwhile"),
    "bodies": Text("哪些机构", "bodies"),
    "roll": Text("用谁的名册", "by the roll of"),
    "posts": Text("哪些岗位", "posts"),
    "holders_of": Text("不含担任这些岗位的人", "not for whoever holds"),
    "kin_of": Text("不含这些岗位上的人的亲属", "not for kin of"),
    "notice": Text("提前通知", "notice"),
    "days": Text("提前几天通知", "so many days before"),
    "channels": Text("通知或者投票的方式", "ways"),
    "held_within": Text("最迟多久以内开", "held within"),
    "within": Text("期限", "within"),
    "after": Text("间隔", "after"),
    "posted_before": Text("提前张榜", "posted before"),
    "open_for": Text("可以要求更正的时间", "open to corrections for"),
    "objection": Text("异议期限", "objections within"),
    "answer": Text("答复期限", "answered within"),
    "answers_within": Text("答复期限", "answered within"),
    "defence": Text("申辩期限", "answer of whoever is to be recalled within"),
    "share": Text("联名的比例", "share of signatures"),
    "speakers": Text("发言人数", "speakers"),
    "years": Text("满几岁", "years of age"),
    "months": Text("住满几个月", "months of residence"),
    "written": Text("要书面", "in writing"),
    "votes": Text("可以代为表决", "may vote"),
    "leaves_base": Text("回避的人不计入应到人数", "whoever steps aside leaves the base"),
    "more_than_seats": Text("差额", "more candidates than seats"),
    "booth": Text("设秘密写票处", "with a booth"),
    "on_the_spot": Text("当场公布", "told on the spot"),
    "required": Text("必须开", "has to be held"),
    "chooses_people": Text("选人的事", "chooses people"),
}  # fmt: skip
# What a section of a rule book is about, for the rules in it that bear no name of their own.
SECTIONS: Mapping[str, Text] = {
    "sessions": Text("{}怎么开会", "how it meets: {}"),
    "elections": Text("{}怎么选举", "how it is elected: {}"),
    "hearings": Text("听证怎么开", "how a hearing is held"),
    "franchise": Text("谁能投票", "who may vote"),
    "bodies": Text("{}", "{}"),
}
FURTHER = Text("其他", "besides")
YES, NO = Text("是", "yes"), Text("否", "no")
BY_ARTICLE = Text("依据", "by")
DURATION = re.compile(r"\d+ (working )?days?")
NAMES = frozenset({"zh", "en", "source"})  # told by the rule's name, and as its article


def usual_name(path: str) -> Text:
    """What a rule without a name of its own is called: by its section, and the body that it is about."""
    section, _dot, rest = path.partition(".")
    about = SECTIONS.get(section)
    body = holder_name(rest.partition(".")[0])
    return Text(about.zh.format(body.zh), about.en.format(body.en)) if about else Text("其他规定", "other rules")


def rest_said(node: object, other: object = None) -> Text | None:
    """The words of a rule that another wording of it does not have, one after the other; its articles at the end. None
    where nothing of it can be said."""
    there = {_both(one) for one in _parts(other)}
    told = list(dict.fromkeys(_both(one) for one in _parts(node)))
    fresh = [one for one in told if one not in there]
    if not fresh:
        return None
    return Text("；".join(zh for zh, _en in fresh), "; ".join(en for _zh, en in fresh))


def _both(part: Text) -> tuple[str, str]:
    return part.zh, part.en


def _parts(node: object) -> list[Text]:
    parts, articles = list(_worded(node, "")), list(dict.fromkeys(_articles(node)))
    return parts + [Text(f"{BY_ARTICLE.zh}：{one}", f"{BY_ARTICLE.en}: {one}") for one in articles]


def _worded(node: object, key: str) -> Iterator[Text]:
    if isinstance(node, Mapping):
        for inner, value in node.items():
            yield from _worded(value, str(inner))
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _worded(value, key)
    elif key not in NAMES and node is not None:
        name, value = CALLED.get(key, FURTHER), _value(node)
        yield Text(f"{name.zh}：{value.zh}", f"{name.en}: {value.en}")


def _articles(node: object) -> Iterator[str]:
    if isinstance(node, Mapping):
        if isinstance(node.get("source"), str):
            yield node["source"]
        for value in node.values():
            yield from _articles(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _articles(value)


def _value(value: object) -> Text:
    """What stands there; what has no words here as it is written, so that no change is hidden."""
    if isinstance(value, bool):
        return YES if value else NO
    written = str(value)
    if DURATION.fullmatch(written):
        duration = read_duration(Node(written, ""))
        return lasting(duration) if duration else NO
    if written.partition(" ")[0] in CLASSES:
        return said(CLASSES[written.partition(" ")[0]])
    body, dot, post = written.partition(".")
    if written in CAPACITIES or (body in BODIES and (not dot or post in POSTS)):
        return holder_name(written)
    return Text.of(written.replace("_", " "))
