"""Who may carry a code to a voter: two people without any post, neither of them the voter."""

from collections.abc import Iterator
from datetime import date

from sunward.ballots.casting import obstacles
from sunward.ballots.counting import counters
from sunward.ballots.models import RollEntry, Vote
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

NO_POST = Text(
    "投票码由两名不担任任何职务的人一起送交。", "A voting code is handed over by two people who hold no post."
)
NOT_OWN = Text("不能给自己送投票码。", "Nobody hands a code over to themselves.")


def may_carry(vote: Vote, pair: tuple[str, str], entry: RollEntry | None, on: date) -> Iterator[Finding]:
    """Findings on the two carriers and on the place: asked when a code is made, and again when it is confirmed."""
    yield from counters.two_who_may(vote, pair, on)
    officers = [registry.is_officer(each, vote.community_code, on) for each in pair]
    yield Finding("no_post", not any(officers), NO_POST)
    yield from obstacles.is_entitled(vote, entry)
    if entry is not None:
        yield obstacles.has_not_voted(vote, entry)
        yield Finding("not_own", not any(_is_of(entry, each, vote) for each in pair), NOT_OWN)


def _is_of(entry: RollEntry, person: str, vote: Vote) -> bool:
    """Whether a place is somebody's own, or that of the household in which they lived."""
    if not entry.by_household:
        return str(entry.person) == person
    return registry.household_of_adult(person, vote.community_code, vote.roll.record_date) == entry.household_id
