"""Whether what was put to a vote is carried, with the rule that says so: worked out, and told only once it stands."""

from dataclasses import dataclass

from sunward.ballots.queries import BallotView
from sunward.elections import queries as elections
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings
from sunward.meetings.queries import CameTo

ADOPTED, LOST = Text("通过", "adopted"), Text("未通过", "not adopted")
ELSEWHERE = Text("另一次会议先决定", "decided at another meeting")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a certified vote came to, in words, and by which articles."""

    said: Text
    sources: tuple[str, ...]
    decided_at: str = ""  # the meeting whose result stands in its place


def outcome_of(page: BallotView) -> Outcome | None:
    """None before the certificate, for what was annulled, and where the page says in other words what was chosen."""
    if page.certified_on is None or page.annulled_on is not None:
        return None
    if page.about.type == "item":
        came = meetings.outcomes([page]).get(page.number)
        return of_item(came) if came else None
    found = elections.came_to(page.about, page.number)
    return Outcome(found.said, found.sources) if found else None


def of_item(came: CameTo) -> Outcome:
    """Of a question that a meeting decided by yes or no."""
    return Outcome(came.said, tuple(dict.fromkeys(one.source for one in came.deciding if one.source)), came.decided_at)


def in_short(came: CameTo) -> tuple[str, str, Text]:
    """The same as the sign of a row: its kind, its icon, its words."""
    if came.decided_at:
        return "info", "history", ELSEWHERE
    return ("do", "check", ADOPTED) if came.adopted else ("idle", "minus", LOST)
