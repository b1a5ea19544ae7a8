"""An evening without power, entered from paper the morning after."""

from datetime import date, timedelta

from sunward.ballots.models import Vote
from sunward.meetings.models import AgendaItem, Meeting
from sunward.record.models import Journal
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, act, at
from tests.money.cases import paper

MORNING = EVENING + timedelta(days=1)
LIST = "the signed list of that evening"
Evening = tuple[Meeting, AgendaItem, list[int]]


def who_came(evening: Evening, number: int = 7, opened: str = "19:05", day: date = MORNING) -> None:
    """The morning after, the clerk enters from the list who came, and when the session began."""
    meeting, _item, keys = evening
    with at(day, 9):
        scenes.admit(meeting, keys[:number], at="18:50", proof=paper(LIST))
        act("meetings.open_session", CLERK, meeting.ref, at=opened)


def put(evening: Evening, hour: str = "19:45", day: date = MORNING, **facts: object) -> Vote:
    """Whoever put the question says when it was put."""
    given = {"channels": "paper", "secret": True, "at": hour, "proof": paper(LIST)} | facts
    with at(day, 9, 10):
        return scenes.put(evening[1], **given)


def marked(name: str) -> bool:
    """Whether the newest entry of an act says that it was entered afterwards."""
    row = Journal.objects.filter(act=name).exclude(kind="refusal").latest("id")
    return any(found["rule"] == "entered_late" for found in row.findings)
