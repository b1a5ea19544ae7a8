"""Whoever a poll is about has no hand in it: neither hands out nor takes back its sheets, nor closes it."""

from collections.abc import Iterator
from datetime import date

from sunward.ballots.counting.stakes import parties_to
from sunward.ballots.models import Mark, TakenBack, Vote
from sunward.ballots.rules.asking import RECALL
from sunward.ballots.rules.choosing import BY_SEATS
from sunward.charter import queries as charter
from sunward.kernel.acts import Call
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

NO_HAND_IN_IT = Text(
    "候选人和表决涉及的人不发票、不收票、不结束投票：由别的有权的人办。",
    "Neither a candidate nor whom it is about hands out sheets, takes them back or closes the poll: others who may do.",
)
SHEETS = Text(
    "注意：有 {number} 张票由候选人或者表决涉及的人发出、收回。",
    "Alert: {number} sheets were handed out or taken back by a candidate, or by whom it is about.",
)
CLOSED = Text("注意：由候选人或者表决涉及的人结束。", "Alert: closed by a candidate, or by whom it is about.")


def no_hand_in_it(vote: Vote, act: str, call: Call) -> Iterator[Finding]:
    """Barred where somebody else may do it; where nobody can, it is done, and marked with the close."""
    if not _on_people(vote):
        return
    about = parties_to(vote)
    if about.isdisjoint({call.by, call.person}):
        return
    if not call.in_office or _anybody_else(vote, act, about, call.day):
        yield Finding("not_a_party", False, NO_HAND_IN_IT)


def is_a_party(vote: Vote, person: str) -> bool:
    """Whether a poll on people is about somebody."""
    return _on_people(vote) and person in parties_to(vote)


def marks_of_parties(vote: Vote) -> Iterator[Finding]:
    """What they did all the same: nobody else could, or they stood only afterwards."""
    if not _on_people(vote):
        return
    about = parties_to(vote)
    given = Mark.objects.filter(vote=vote, channel="paper", issued_by__in=about)
    back = TakenBack.objects.filter(mark__vote=vote, taken_by__in=about).exclude(mark__issued_by__in=about)
    if number := given.count() + back.count():
        yield Finding("sheets_by_a_party", False, SHEETS.fill(number=number), actual=str(number))
    if vote.closed_by in about:
        yield Finding("closed_by_a_party", False, CLOSED)


def _on_people(vote: Vote) -> bool:
    return vote.method in BY_SEATS or vote.about_type == RECALL


def _anybody_else(vote: Vote, act: str, about: frozenset[str], on: date) -> bool:
    posts = (post for post in charter.holders_of(act, vote.community_code, on) if "." in post)
    return any(set(registry.people_in_post(post, vote.community_code, on)) - about for post in posts)
