"""Whose recall a petition can bring to a vote: only of a post of which a rule says who calls the vote, who votes,
how. A petition against anybody else would reach its number, and nobody could call the vote."""

from datetime import date

from sunward.charter.queries import NoCharter
from sunward.elections.book import rules_of
from sunward.kernel.findings import Finding
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.registry import queries as registry

RULE = Text("规则册写明了这个岗位怎样罢免。", "A rule says how this post is recalled.")
NO_RULE = Text(
    "没有规则写明这个岗位怎样罢免，联名够了也没有人能召集投票。您可以：联名要求开会讨论这件事，或者向监督委员会、街道反映。",
    "No rule says how this post is recalled: with enough signatures nobody could call the vote. What you can do: "
    "petition for a meeting that talks about it, or report it to the supervision committee or the street.",
)
NOBODY = Text("没有这个任职编号，请从名单里选。", "No appointment here has this number: choose from the list.")


def recallable(appointment: str, community: str, on: date) -> Finding:
    """Whether a petition for the recall of whoever holds this appointment can come to a vote."""
    term = registry.term(appointment)
    if term is None or term.community != community:
        return Finding("recall_rule", False, NOBODY, actual=appointment)
    ok = has_recall(term.post, community, on)
    return Finding("recall_rule", ok, RULE if ok else NO_RULE, _source(term.post, community, on), actual=term.post)


def has_recall(post: str, community: str, on: date) -> bool:
    """Whether the rule books say how a post is recalled: who calls the vote, who votes, and by which ballot."""
    try:
        rules = rules_of(body_of(post), community, on)
    except NoCharter:
        return False
    return bool(rules.recall and rules.voters and rules.ballot)


def _source(post: str, community: str, on: date) -> str:
    try:
        rule = rules_of(body_of(post), community, on).recall
    except NoCharter:
        return ""
    return rule.source if rule else ""
