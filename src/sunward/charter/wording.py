"""The words for what rule books name by keys: bodies, posts, capacities, lengths of time."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sunward.charter import engine
from sunward.charter.engine import vocabulary
from sunward.charter.engine.amending.places import stands
from sunward.charter.engine.wording import IN_ORDER, NOT_IN_ORDER
from sunward.charter.engine.wording import figure_said as in_figures
from sunward.kernel.text import Text

QUOTED_PATH = re.compile(r"['“]([a-z_]+(?:\.[a-z0-9_]+){2,})['”]")
QUOTED_KEY = re.compile(r"['“]([a-z_]+(?:\.[a-z_]+)?)['”]")
URGENT = Text("应急开支", "urgent spending")
TENDER = Text("公开招标", "open tender")
TIERS = Text("开支的金额档次", "tiers of spending")

BODIES = {key: Text(name.zh, name.en) for key, (_rank, name) in vocabulary.BODIES.items()} | {
    "party_organisation": Text("社区党组织", "party organisation"),
    "collective_board": Text("集体经济组织理事会", "board of the collective"),
    "owners_committee": Text("业主委员会", "owners' committee"),
    "supervision_committee": Text("监督委员会", "supervision committee"),
    "supervisory_board": Text("监事会", "supervisory board"),
    "supervising_office": Text("街道办事处", "street office"),
    "street_office": Text("街道办事处", "street office"),
    "street_discipline": Text("街道纪检", "street discipline office"),
    "accounting_centre": Text("街道代管会计中心", "street accounting centre"),
    "service_centre": Text("便民服务中心", "service centre"),
    "finance_review": Text("财务会审", "finance review"),
    "petitioners": Text("发起或者签过联名的人", "whoever opened or signed the petition"),
}
POSTS = {
    "secretary": Text("书记", "secretary"),
    "director": Text("主任", "director"),
    "deputy_director": Text("副主任", "deputy director"),
    "head": Text("主任", "head"),
    "member": Text("委员", "member"),
    "clerk": Text("办事员", "clerk"),
    "chair": Text("理事长", "chair"),
    "delegate": Text("代表", "delegate"),
    "officer": Text("干部", "officer"),
    "accountant": Text("会计", "accountant"),
    "discipline_member": Text("纪检委员", "discipline member"),
}
CAPACITIES = {
    "anyone": Text("任何人", "anyone"),
    "resident": Text("居民", "a resident"),
    "voter": Text("有选举权的居民", "a voter"),
    "member": Text("集体成员", "a member of the collective"),
    "party_member": Text("党员", "a party member"),
    "owner": Text("业主", "an owner"),
    "clock": Text("到期自动", "the clock"),
    "founder": Text("建立本社区账簿的人", "the founder"),
}
RESIDENCE = {
    "registered": Text("户籍在本社区的人", "people registered here"),
    "habitual": Text("户籍在外、常住本社区的人", "people who live here and are registered elsewhere"),
    "mobile": Text("流动人口", "people who stay here for a time"),
}
AUDIENCES = {
    "everyone": Text("所有人", "everyone"),
    "residents": Text("本社区居民", "the residents"),
    "members": Text("集体成员", "members of the collective"),
    "project_households": Text("项目涉及的住户", "the households of the project"),
    "party_members": Text("党员", "party members"),
    "person": Text("本人", "the person alone"),
}
PERIODS = {
    "monthly": Text("每月", "every month"),
    "quarterly": Text("每季度", "every quarter"),
    "half_yearly": Text("每半年", "every half-year"),
    "yearly": Text("每年", "every year"),
}
DOCUMENTS = {
    "invoice": Text("发票", "invoice"),
    "contract": Text("合同", "contract"),
    "minutes": Text("会议记录", "minutes"),
    "receipt": Text("收据", "receipt"),
    "statement": Text("银行对账单", "bank statement"),
}

EVENTS = {
    "answer": Text("答复", "the answer"),
    "appraisal": Text("评议", "the appraisal"),
    "audit_result": Text("审计结果出来", "the result of the audit"),
    "bank_statement": Text("收到银行对账单", "the bank statement"),
    "contract": Text("签约", "the contract"),
    "count": Text("计票", "the count"),
    "decision": Text("决定", "the decision"),
    "declaration": Text("申报", "the declaration"),
    "departure": Text("离任", "somebody leaving office"),
    "event": Text("事情发生", "the event"),
    "execution": Text("办结", "the work being done"),
    "freeze": Text("名册冻结", "the freezing of the roll"),
    "payment": Text("付款", "the payment"),
    "poll": Text("投票日", "the day of the poll"),
    "posting": Text("张榜公布", "the posting"),
    "result": Text("公布结果", "the publication of the result"),
    "ruling": Text("裁定", "the ruling"),
    "survey": Text("调查", "the survey"),
    "tender": Text("招标", "the tender"),
    "valuation": Text("评估", "the valuation"),
}


def event_name(key: str) -> Text:
    """What starts a term, in words; an unknown key as it is written."""
    return EVENTS.get(key, Text.of(key))


def said(text: engine.Text) -> Text:
    """The engine's text as the pages know texts."""
    return Text(text.zh, text.en)


def without_verdict(sentence: Text) -> Text:
    """What a rule asked and what was found, without whether that is in order: a question that was lost was not out of
    order."""
    zh, en = sentence.zh, sentence.en
    for verdict in (IN_ORDER, NOT_IN_ORDER):
        zh, en = zh.removesuffix(f"，{verdict.zh}"), en.removesuffix(f". {verdict.en}")
    return Text(zh, en)


def figure_said(of: str, number: int) -> Text:
    """A figure of a counting class: so many people, or so many square metres."""
    return said(in_figures(of, number))


def lasting(duration: engine.Duration) -> Text:
    """A length of time in words: civil days, or working days."""
    if duration.days == 0:
        return Text("当天", "the same day")
    zh, en = ("个工作日", " working day") if duration.working else ("天", " day")
    return Text(f"{duration.days} {zh}", f"{duration.days}{en}{'' if duration.days == 1 else 's'}")


def document_name(key: str) -> Text:
    """A document that a power asks for, in words; an unknown key as it is written."""
    return DOCUMENTS.get(key, Text.of(key))


def holder_name(key: str) -> Text:
    """A body, `body.post` or capacity in words; an unknown key as it is written."""
    if key in CAPACITIES:
        return CAPACITIES[key]
    body, dot, post = key.partition(".")
    whole = BODIES.get(body, Text.of(body))
    if not dot:
        return whole
    held = POSTS.get(post, Text.of(post))
    return Text(f"{whole.zh}{held.zh}", f"{held.en}, {whole.en}")


NO_POST = Text("您今天不担任“{post}”这个岗位。", "You do not hold the post “{post}” today.")
NO_CAPACITY = Text("您今天不是{post}。", "You are not {post} today.")


def not_held(key: str) -> Text:
    """What somebody reads who does not hold a post, or has not a capacity, in which they wished to act."""
    return (NO_POST if "." in key else NO_CAPACITY).fill(post=holder_name(key))


def holders_named(keys: Iterable[str]) -> Text:
    """Several of them, as a list in words; empty for none."""
    names = [holder_name(key) for key in keys]
    return Text("、".join(name.zh for name in names), ", ".join(name.en for name in names))


def entry_name(document: Mapping[str, Any], path: str) -> Text:
    """What the rule at a path of a rule book is called: its own name, or that of the body it is about; a step after its
    procedure, for several procedures post their result."""
    parts, names = path.split("."), [Text.of(path)]
    node: object = document
    for key in parts:
        node = _under(node, key)
        title = stands(node, "name") or stands(node, "title")
        if isinstance(title, Mapping):
            names.append(Text.of(dict(title)))
    name = names[-1]
    if parts[0] == "procedures" and len(names) > 2:
        whole, step = names[-2:]
        return Text(f"{whole.zh}：{step.zh}", f"{whole.en}: {step.en}")
    if path == "spending.tiers":
        return TIERS
    if parts[:2] == ["spending", "tiers"]:
        return Text(f"{name.zh}的开支", f"spending {name.en}")
    if path.startswith("bodies.") and name.zh == path:
        return holder_name(parts[1])
    return URGENT if path.startswith("spending.urgent") else TENDER if path.startswith("spending.tender") else name


def _under(node: object, key: str) -> object:
    """What stands under a key; the check counts the entries of a list, which have a key of their own."""
    found = stands(node, key)
    if found is None and isinstance(node, list | tuple) and key.isdecimal() and int(key) < len(node):
        return node[int(key)]
    return found


def in_words(document: Mapping[str, Any], path: str, what: engine.Text) -> Text:
    """A remark on a place of a rule book, with names in the place of keys."""
    name = entry_name(document, path)
    return Text(f"{name.zh}：{_named(document, what.zh, 'zh')}", f"{name.en}: {_named(document, what.en, 'en')}")


def _named(document: Mapping[str, Any], sentence: str, language: str) -> str:
    sentence = QUOTED_PATH.sub(lambda found: str(getattr(entry_name(document, found[1]), language)), sentence)
    return QUOTED_KEY.sub(lambda found: str(getattr(holder_name(found[1]), language)), sentence)
