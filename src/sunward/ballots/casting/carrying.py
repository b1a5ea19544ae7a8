"""Who may carry a code to a voter: two people without any post, neither of them the voter."""

from collections.abc import Iterator
from datetime import date

from sunward.ballots.casting import obstacles
from sunward.ballots.counting.stakes import parties_to
from sunward.ballots.models import RollEntry, Vote
from sunward.ballots.roll.known import doors_of
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

NO_POST = Text(
    "投票码由两名不担任任何职务的人一起送交。", "A voting code is handed over by two people who hold no post."
)
TWO = Text("由两名不同的人一起送。", "Two different people carry it.")
NOT_ABOUT = Text("表决涉及的人不能送投票码。", "Whoever the vote is about carries no code.")
OF_AGE = Text("送投票码的人要成年，住在本社区。", "Whoever carries a code is of age and lives here.")
OF_A_PERSON = Text(
    "投票码只给个人；一户一票的，由户里的人到场投或在服务台领纸质票。",
    "A code is for one person. A household votes in the room, or by a sheet from the desk.",
)
NOT_OWN = Text("不能给自己送投票码。", "Nobody hands a code over to themselves.")


def may_carry(vote: Vote, pair: tuple[str, str], entry: RollEntry | None, on: date) -> Iterator[Finding]:
    """Findings on the two carriers and on the place: asked when a code is made, and again when it is confirmed."""
    yield Finding("two_people", pair[0] != pair[1], TWO)
    yield Finding("not_a_party", parties_to(vote).isdisjoint(pair), NOT_ABOUT)
    here = [registry.home_of(each, vote.community_code, on) is not None for each in pair]
    grown = [not registry.is_under_age(each, vote.community_code, on) for each in pair]
    yield Finding("grown_resident", all(here) and all(grown), OF_AGE)
    officers = [registry.is_officer(each, vote.community_code, on) for each in pair]
    yield Finding("no_post", not any(officers), NO_POST)
    yield from obstacles.is_entitled(vote, entry)
    if entry is not None:
        yield Finding("one_voter", not entry.by_household, OF_A_PERSON)
        yield obstacles.has_not_voted(vote, entry)
        yield Finding("not_own", not any(_is_of(entry, each, vote) for each in pair), NOT_OWN)


def _is_of(entry: RollEntry, person: str, vote: Vote) -> bool:
    """Whether a place is somebody's own, or that of the household in which they lived, as the roll found it or as the
    register reads now."""
    if not entry.by_household:
        return str(entry.person) == person
    asked = (vote.roll, vote.opened_at)
    doors = doors_of(person, [asked]).get(asked)
    return doors is not None and entry in (doors.then, doors.now)
