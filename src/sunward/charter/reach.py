"""Whether the people whom a body has today could fulfil what a draft asks of it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sunward.charter import engine, ports
from sunward.charter.engine.amending.amending import Change
from sunward.charter.engine.amending.fitting import read_share
from sunward.charter.engine.amending.places import SHARE, stands
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.thresholds import Share
from sunward.charter.engine.vocabulary import AREAS

Remark = tuple[str, engine.Text]  # on which place, and what is to say of it


def out_of_reach(rules: engine.Charter, community: str, changes: Iterable[Change], today: date) -> Iterator[Remark]:
    """Each quorum and majority that asks for more people than there are."""
    for path, share in _shares(changes):
        if share.counts_persons:
            there, needed = _people(rules, community, path, today), share.least(0)
            if there and needed > there:
                yield (
                    path,
                    engine.Text(
                        f"要 {needed} 人，可是现在一共只有 {there} 人，没有人能做到；"
                        f"可以填：不超过 {there} 的人数，或者比例，例如 2/3。",
                        f"it asks for {needed} people, and there are {there} today: nobody could fulfil it; accepted: "
                        f"a number up to {there}, or a share such as 2/3.",
                    ),
                )


def stopped_by_one(rules: engine.Charter, community: str, changes: Iterable[Change], today: date) -> Iterator[Remark]:
    """Each that asks for all of them: it can be fulfilled, and anybody alone can keep it from being fulfilled."""
    for path, share in _shares(changes):
        there = _people(rules, community, path, today) or 0
        if there > 1 and share.least(there) == there:
            yield (
                path,
                engine.Text(
                    f"现在一共 {there} 人，要全部 {there} 人：只要缺一人，就什么也决定不了，也改不回来。",
                    f"there are {there} people today and it asks for all of them: one alone could stop every decision, "
                    "the way back included.",
                ),
            )


def _shares(changes: Iterable[Change]) -> Iterator[tuple[str, Share]]:
    for change in changes:
        if change.path.endswith(f".{SHARE}") and isinstance(change.new, str):
            yield change.path, read_share(Node(change.new, change.path))


def _people(rules: engine.Charter, community: str, path: str, today: date) -> int | None:
    """How many there are to fulfil it, by its newest roll, else by the register; of several bodies the largest. None
    where neither tells."""
    part, key = path.split(".")[:2]
    of = _counted(rules, path)
    bodies = [key] if part == "bodies" else [
        body for one in rules.matters[key].competences for body in one.decided_by
    ]  # fmt: skip
    found = [_number(rules, community, body, of, today) for body in bodies]
    return max((one for one in found if one), default=None)


def _counted(rules: engine.Charter, path: str) -> str:
    node: object = rules.versions[-1].document
    for key in path.split(".")[:-1]:
        node = stands(node, key)
    named: Mapping[str, Any] = node if isinstance(node, Mapping) else {}
    return str(named.get("of", "")).partition(" ")[0]


def _number(rules: engine.Charter, community: str, body: str, of: str, today: date) -> int:
    session = rules.sessions.get(body)
    posts = session.members.posts if session and session.members else ()
    return 0 if of in AREAS else ports.entitled(community, body, of, posts, today)
