"""What stands in a rule, in words: in a place that can be changed by itself, and in every other part."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from sunward.charter import engine
from sunward.charter.engine.amending.places import Kind, Place
from sunward.charter.engine.amounts import read_duration, read_ratio, read_yuan
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.thresholds import Share
from sunward.charter.engine.vocabulary import CLASSES, STEPS
from sunward.charter.engine.wording import share_words
from sunward.charter.wording import AUDIENCES, DOCUMENTS, EVENTS, PERIODS, holder_name, lasting, said
from sunward.elections.queries import THINGS
from sunward.kernel.acts import Unknown, act_named
from sunward.kernel.text import Text
from sunward.money.queries import AUTHORISED
from sunward.portal.words.electionrules import CLOSE

Titles = Mapping[str, Text]
NOTHING = Text("没有规定", "not set")
NOBODY = Text("不需要", "none needed")
LAST_DAY = Text("当月最后一天", "the last day of the month")
SWITCHED = {1: Text("1（是）", "1 (yes)"), 0: Text("0（否）", "0 (no)")}
YES, NO = Text("是", "yes"), Text("否", "no")
RISKS = {
    "low": Text("风险低", "low risk"),
    "medium": Text("风险中", "medium risk"),
    "high": Text("风险高", "high risk"),
}
STREAMS = {
    "party": Text("党务公开", "party affairs"),
    "affairs": Text("居务公开", "community affairs"),
    "finance": Text("财务公开", "finance"),
}
_STEPS = {key: said(title) for key, title in STEPS.items()}
# The words that a rule book chooses among, by the longest ending of the path to them.
CHOSEN: Mapping[str, Mapping[str, Text]] = {
    "audience": AUDIENCES,
    "authorises": AUTHORISED,
    "ballot.channels": {"paper": Text("纸票", "paper"), "terminal": Text("服务台终端", "desk terminal")},
    "by.of": EVENTS,
    "chosen_by": {"draw": Text("抽签", "by lot"), "nomination": Text("推荐", "by nomination")},
    "counted": {"present": Text("到会的人", "who is present"), "cast": Text("投票的人", "who votes")},
    "day": {"last": LAST_DAY},
    "documents": DOCUMENTS,
    "facts.account": {"basic": Text("基本账户", "the basic account")},
    "facts.kind": {"committee": Text("居委会班子", "the committee")},
    "leaves_open": {
        "consequence": Text("不办会怎样", "what follows where it is not done"),
        "deadline": Text("期限", "by when"),
        "evidence": Text("凭据", "by which evidence"),
        "owner": Text("由谁负责", "who answers for it"),
    },
    "matters": {"all": Text("所有事项", "all matters")},
    "met_by.act": {"appraisal.close_poll": Text("评议结束", "an appraisal is over")},
    "needs.after": _STEPS,
    "period": PERIODS,
    "rank": {
        "committee": Text("委员会", "a committee"),
        "joint": Text("联席会议", "a joint meeting"),
        "representatives": Text("代表会议", "representatives"),
        "assembly": Text("全体会议", "an assembly"),
    },
    "reasons": {
        "unreachable": Text("联系不上", "cannot be reached"),
        "incapacitated": Text("不能参加", "unable to take part"),
    },
    "requires.tender": {"none": NOBODY, "open": Text("公开招标", "an open tender")},
    "risk": RISKS,
    "rolling.by": {
        "payee": Text("收款方", "payee"),
        "site": Text("地点", "place"),
        "category": Text("类别", "kind"),
    },
    "shown_as": {
        "overdue": Text("逾期", "overdue"),
        "posted_again": Text("须重新张榜", "to be posted again"),
        "silence": Text("没有答复", "no answer"),
        "members_may_sue": Text("成员可以起诉", "members may sue"),
    },
    "signed_by": {
        "chair": Text("主持人", "the chair"),
        "host": Text("主持人", "the host"),
        "recorder": Text("记录人", "the recorder"),
        "speakers": Text("发言人", "the speakers"),
        "supervisor": Text("监督人", "the supervisor"),
    },
    "step": _STEPS,
    "stream": STREAMS,
    "tender.for": {"works": Text("工程", "works"), "purchases": Text("采购", "purchases")},
    "things": THINGS,
    "who": {**CLOSE, "anyone": Text("任何人", "anyone")},
}  # fmt: skip
OF_PEOPLE = {
    "entitled": Text("全体{}", "all {}"),
    "present": Text("到会{}", "the {} present"),
    "cast": Text("参加投票的{}", "the {} who vote"),
    "registered": Text("登记的{}", "the {} on the list"),
    "": Text("{}", "the {}"),
}
# Parts that name something else in the rule books, with the section where it has its name.
REFERS = {"matters": "matters", "facts.item": "disclosure", "facts.duty": "duties"}


def titles_of(*documents: Mapping[str, Any]) -> dict[str, Text]:
    """What bodies and procedures are called in these rule books, and, by `section.key`, matters, items and duties;
    later ones go before."""
    found: dict[str, Text] = {}
    for document in documents:
        for part, name, before in (
            ("bodies", "name", ""),
            ("procedures", "title", ""),
            *(
                (part, name, f"{part}.")
                for part, name in (("matters", "title"), ("disclosure", "name"), ("duties", "name"))
            ),
        ):
            for key, entry in (document.get(part) or {}).items():
                if isinstance(entry.get(name), Mapping):
                    found[f"{before}{key}"] = Text.of(dict(entry[name]))
    return found


def value_said(place: Place, value: object, titles: Titles) -> Text:
    """What stands in a place, in words."""
    if value is None:
        return NOTHING
    say = SAYING.get(place.kind)
    return say(value, titles) if say else Text.of(str(value))


def leaf_said(path: Sequence[str], value: object, titles: Titles) -> Text:
    """What stands at any other part of a rule; what has no words here as it is written, so that no change is hidden."""
    if isinstance(value, bool):
        return YES if value else NO
    ends, written = [".".join(path[at:]) for at in range(len(path))], str(value)
    for end in ends:
        if written in CHOSEN.get(end, ()):
            return CHOSEN[end][written]
        if end in REFERS and (named := titles.get(f"{REFERS[end]}.{written}")):
            return named
    return _by_itself(written, titles)


def _by_itself(written: str, titles: Titles) -> Text:
    for read in (_time, _yuan):
        with suppress(engine.PackError):
            return read(written, titles)
    if written.partition(" ")[0] in CLASSES:
        return people_said(written)
    if named := _act_said(written):
        return named
    known = _holder(written.removesuffix(".*"), titles)
    return Text(known.zh.replace("_", " "), known.en.replace("_", " "))


def people_said(written: str) -> Text:
    """A class of people, or that part of it that a share is of: “到会成员”, “the members present”."""
    key, _space, base = written.partition(" ")
    who, part = said(CLASSES[key]), OF_PEOPLE.get(base, OF_PEOPLE[""])
    return Text(part.zh.format(who.zh), part.en.format(who.en))


def _act_said(written: str) -> Text | None:
    try:
        return act_named(written).title
    except Unknown:
        return None


def _time(value: Any, _titles: Titles) -> Text:
    duration = read_duration(Node(value, ""))
    return lasting(duration) if duration else NOBODY


def _holder(value: Any, titles: Titles) -> Text:
    return NOBODY if value == "none" else titles.get(value) or holder_name(value)


def _holders(value: Any, titles: Titles) -> Text:
    return listed((_holder(one, titles) for one in value), "、", "; ")


def _yuan(value: Any, _titles: Titles) -> Text:
    amount = read_yuan(Node(value, "")) or 0
    written = f"{amount:,}"
    return Text(f"{written} 元", f"{written} yuan")


def _share(value: Any, _titles: Titles) -> Text:
    word, _, share = value.partition(" ")
    amount = read_ratio(Node(int(share) if share.isdecimal() else share, ""))
    return said(share_words(Share(amount, word == "more_than")))


def listed(told: Iterable[Text], zh: str, en: str) -> Text:
    """Several of them, one after the other."""
    found = list(told)
    return Text(zh.join(one.zh for one in found), en.join(one.en for one in found))


def several(told: Sequence[Text]) -> Text:
    """A list; with strokes where a name in it has a comma of its own."""
    return listed(told, "、", " / " if any("," in one.en for one in told) else ", ")


SAYING: Mapping[Kind, Callable[[Any, Titles], Text]] = {
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
