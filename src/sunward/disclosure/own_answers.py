"""Whoever answered an objection does not rule on the appeal of their own answer: neither the person nor the post, by
whichever list of powers each of the two is theirs."""

from datetime import date

from sunward.charter import queries as charter
from sunward.disclosure.keeping import RULING, answered_by, held_by, holders_of
from sunward.disclosure.models import Objection
from sunward.disclosure.stakes import has_a_stake
from sunward.kernel.acts import Call
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

OWN_ANSWER = Text(
    "答复异议的人和岗位不能裁定对这个答复的申诉：由{posts}裁定；岗位空着的，等有人任职。",
    "Whoever answered an objection does not rule on the appeal of that answer, neither the person nor the post: "
    "{posts} does; where nobody holds the post, once somebody does.",
)
NOBODY_ELSE = Text(
    "注意：由答复异议的人或者岗位自己裁定：权力清单没有让别人裁定。",
    "Alert: ruled on by whoever had answered it, the person or the post: the list of powers lets nobody else.",
)


def rulers_besides(objection: Objection, on: date) -> tuple[str, ...]:
    """The posts that rule on an appeal, without who answered: those that are held by somebody who may, and those of
    either list that are empty. Whoever answered does not gain the ruling while a post waits for its holder."""
    code, hand = objection.community_code, answered_by(objection)
    now = [*held_by(holders_of(RULING, code, on, objection), code, on)]
    free = [post for post, people in now if post != hand.post and _any_free(objection, post, people, on)]
    lists = [one for day in (objection.opened_on, on) for one in charter.holders_of(RULING, code, day)]
    known = {card.post for card in registry.posts_in(code)}
    empty = [post for post, people in held_by(lists, code, on) if not people and post in known - {hand.post}]
    return tuple(dict.fromkeys([*free, *empty]))


def _any_free(objection: Objection, post: str, people: tuple[str, ...], on: date) -> bool:
    """Whether somebody in a post neither answered nor objected, and has no stake."""
    barred = {*answered_by(objection).people, objection.by}
    return any(one not in barred and not has_a_stake(objection.publication, one, post, on) for one in people)


def barred_from_own_answer(objection: Objection, call: Call) -> Text | None:
    """Why whoever answered does not rule on it, and who does; nothing where the rule books name nobody else."""
    others = rulers_besides(objection, call.day) if _answered(objection, call) else ()
    if not others:
        return None
    titles = {card.post: card.title for card in registry.posts_in(objection.community_code)}
    named = [titles.get(post, Text.of(post)) for post in others]
    zh, en = "、".join(one.zh for one in named), " or ".join(one.en for one in named)
    return Text(OWN_ANSWER.zh.format(posts=zh), OWN_ANSWER.en.format(posts=en))


def marks_of_own_answer(objection: Objection, call: Call) -> list[Finding]:
    """The mark of a ruling by whoever had answered. Asked before the ruling is written."""
    return [Finding("ruled_by_another", False, NOBODY_ELSE)] if _answered(objection, call) else []


def _answered(objection: Objection, call: Call) -> bool:
    hand = answered_by(objection)
    return call.post == hand.post or not hand.people.isdisjoint({call.by, call.person})
