"""The rules of elections in plain words, for the page of the rules."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sunward.charter import engine
from sunward.charter.engine.thresholds import Share
from sunward.charter.engine.vocabulary import CLASSES
from sunward.charter.wording import holder_name, lasting, said
from sunward.elections.queries import THINGS
from sunward.kernel.text import Text

CLOSE = {
    "close_relative": Text("近亲属", "a close relative"),
    "same_household": Text("同住的家人", "somebody of the same household"),
    "member": Text("另一名成员", "another member"),
}


def election_rows(rules: engine.Charter) -> Iterator[dict[str, Any]]:
    """Each body that a rule book says how to elect, with its rules; those that nobody has read are marked."""
    for key, election in rules.elections.items():
        found = [(name, getattr(election, name)) for name in WORDS]
        lines = [
            {"words": WORDS[name](rule), "source": rule.source, "unconfirmed": rule.unconfirmed}
            for name, rule in found
            if rule
        ]
        name = said(rules.bodies[key].name) if key in rules.bodies else holder_name(key)
        yield {"body": name, "lines": lines}


def _share(share: Share) -> Text:
    part = f"{share.part}/{share.whole}"
    return Text(f"超过{part}", f"more than {part}") if share.strict else Text(f"{part}以上", f"at least {part}")


def _voters(rule: Any) -> Text:
    title = engine_class(rule.of)
    return Text(f"投票人：{title.zh}", f"Who votes: {title.en}")


def engine_class(key: str) -> Text:
    """A counting class in words."""
    return Text(CLASSES[key].zh, CLASSES[key].en)


def _committee(rule: Any) -> Text:
    by = [holder_name(body) for body in rule.made_by]
    zh, en = "、".join(one.zh for one in by), ", ".join(one.en for one in by)
    return Text(
        f"选举委员会主持，至少{rule.at_least}人，由{zh}推选；候选人要退出",
        f"An election committee of {rule.at_least} or more runs it, chosen by: {en}; a candidate leaves it",
    )


def _list(rule: Any) -> Text:
    days, objection, answer = lasting(rule.posted_before), lasting(rule.objection), lasting(rule.answer)
    return Text(
        f"名册在选举日前{days.zh}公布，{objection.zh}内可以提异议，{answer.zh}内答复",
        f"The roll is posted {days.en} before; {objection.en} to object, {answer.en} to answer",
    )


def _candidates(rule: Any) -> Text:
    days = lasting(rule.posted_before) if rule.posted_before else None
    zh, en = f"{rule.nominated_by}名投票人提名", f"Nominated by voters ({rule.nominated_by})"
    if rule.more_than_seats:
        zh, en = f"{zh}，候选人多于名额", f"{en}; more candidates than seats"
    return Text(f"{zh}，提前{days.zh}公布", f"{en}; posted {days.en} before") if days else Text(zh, en)


def _barred(rule: Any) -> Text:
    bodies = {name.removesuffix(".*"): holder_name(name.removesuffix(".*")) for name in rule.holders_of}
    zh, en = "、".join(one.zh for one in bodies.values()), ", ".join(one.en for one in bodies.values())
    return Text(f"不能参选：{zh}的人及其近亲属", f"Cannot stand, nor can close relatives: {en}")


def _ballot(rule: Any) -> Text:
    booth = Text("，设秘密写票处", ", with a booth") if rule.booth else Text("", "")
    return Text(f"无记名投票{booth.zh}", f"Secret ballot{booth.en}; never on the web")


def _proxy(rule: Any) -> Text:
    who = CLOSE[rule.who]
    return Text(f"不能到场的可以书面委托{who.zh}", f"Whoever is away may have {who.en} vote, in writing")


def _handover(rule: Any) -> Text:
    days = lasting(rule.within)
    zh, en = "、".join(THINGS[one].zh for one in rule.things), ", ".join(THINGS[one].en for one in rule.things)
    return Text(f"离任{days.zh}内移交：{zh}", f"Handed over within {days.en}: {en}")


def _recall(rule: Any) -> Text:
    turnout, passed = _share(rule.turnout), _share(rule.passed)
    days = lasting(rule.within) if rule.within else Text("", "")
    return Text(
        f"联名人数够，{days.zh}内召集罢免投票；登记投票人{turnout.zh}投票、投票人{passed.zh}赞成，罢免通过",
        f"Enough signatures force a vote on a recall ({days.en}): {turnout.en} of the roll, {passed.en} of votes",
    )


def _vacancy(rule: Any) -> Text:
    by = [holder_name(post) for post in rule.kept_by]
    zh, en = "、".join(one.zh for one in by), ", ".join(one.en for one in by)
    return Text(f"岗位空缺期间，补选以前由{zh}代理", f"While vacant, kept until the next election by: {en}")


WORDS: Mapping[str, Callable[[Any], Text]] = {
    "voters": _voters,
    "committee": _committee,
    "voter_list": _list,
    "candidates": _candidates,
    "barred": _barred,
    "ballot": _ballot,
    "turnout": lambda rule: Text(
        f"登记投票人{_share(rule.share).zh}投票有效", f"Valid if {_share(rule.share).en} of the roll vote"
    ),
    "elected": lambda rule: Text(
        f"得票{_share(rule.share).zh}当选", f"Elected by {_share(rule.share).en} of those who vote"
    ),
    "run_off": lambda rule: Text(f"另行选举得票{_share(rule.share).zh}", f"In a run-off by {_share(rule.share).en}"),
    "proxy": _proxy,
    "result": lambda _rule: Text("结果当场公布", "The result is declared on the spot"),
    "handover": _handover,
    "recall": _recall,
    "vacancy": _vacancy,
}
