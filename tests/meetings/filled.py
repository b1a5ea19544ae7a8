"""Scenes in which a member and a proxy fill a place one after the other, and what is given there."""

from datetime import timedelta
from itertools import count
from typing import Any

from sunward.ballots import queries as ballots
from sunward.ballots.models import Vote
from tests import stage
from tests.ballots import scenes as votes
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, act, at
from tests.meetings.test_a_proxy_that_nobody_gave import Evening, evening, family, meeting
from tests.meetings.test_the_collective_sends_somebody import CHAIR
from tests.money.cases import paper
from tests.stage import CODE, SUPERVISION_MEMBER

__all__ = ["Evening", "evening", "family", "meeting"]
NEXT = EVENING + timedelta(days=1)
SHEETS: dict[str, Any] = {"channels": "paper", "secret": True}
OUTSIDE_TOO = SHEETS | {"channels": "paper,web", "closes_at": f"{NEXT} 20:00"}
_papers = count(1)


def comes(evening: Evening, **hour: str) -> None:
    scenes.admit(evening.meeting, evening.keys[:1], **hour)


def goes(evening: Evening, **hour: str) -> None:
    scenes.leave(evening.meeting, evening.keys[:1], **hour)


def proxy_sits_down(evening: Evening, **hour: str) -> None:
    proof = paper(f"proxy {next(_papers)}")
    scenes.admit(evening.meeting, evening.keys[:1], how="proxy", person=evening.family[2], proof=proof, **hour)


def put(evening: Evening, **facts: Any) -> Vote:
    late = "at" in facts
    act("meetings.open_session", CLERK, evening.meeting.ref, **({"at": "19:06"} if late else {}))
    act("meetings.put_to_vote", CHAIR, evening.item.ref, **facts, **({"proof": paper("list")} if late else {}))
    return Vote.objects.get(about_id=evening.item.number)


def hands(vote: Vote, places: list[int], figures: int = 3, **more: Any) -> None:
    second, entries = stage.holder(CODE, SUPERVISION_MEMBER, 0), scenes.listed(places)
    votes.act("count_hands", CLERK, vote, chosen={"for": figures}, entries=entries, counted_with=second, **more)


def answers(vote: Vote, place: int, said: str, **more: Any) -> None:
    second = stage.holder(CODE, SUPERVISION_MEMBER, 0)
    votes.act("call_roll", CLERK, vote, answers={str(place): said}, counted_with=second, **more)


def sheet(vote: Vote, place: int, name: str = "issue_paper", **more: Any) -> None:
    votes.act(name, CLERK, vote, entry=place, **more)


def denied(evening: Evening) -> int:
    """How many votes her word turns into those of a false proxy."""
    done = act("meetings.deny_proxy", "anyone", evening.meeting.ref, by=evening.victim)
    return int(done.entry.public["votes"])


def reads_as_by_proxy(evening: Evening, vote: Vote) -> bool:
    voted = ballots.how_i_voted(evening.victim, vote.number)
    assert voted
    return voted.by_proxy


def marked(vote: Vote) -> set[str]:
    return {one.rule for one in ballots.marks_of_false_proxies(vote.number)}


def changes_hands(evening: Evening, forged_first: bool, hour: int = 20, minute: int = 0) -> None:
    with at(EVENING, hour, minute):
        if forged_first:
            comes(evening)
        else:
            goes(evening)
            proxy_sits_down(evening)
