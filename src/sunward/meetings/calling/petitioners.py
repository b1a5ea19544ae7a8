"""Who stands behind a petition in the acts by which its meeting is called and held: those who opened or signed it, and
nobody of the body that owes the call. A director who signs as a resident would close the session as a resident."""

from datetime import date, timedelta

from sunward.ballots import queries as ballots
from sunward.charter import queries as charter
from sunward.charter.engine import Charter
from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.disclosure import queries as disclosure
from sunward.kernel.acts import Call
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Entry
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.meetings.calling.owed import owing
from sunward.meetings.models import Meeting, UndoneEntry
from sunward.record import queries as record

# So long whose call was called off leaves the next one to others. No law speaks of it: three days are enough for
# whoever called it off to name another place, and too few for an evening to be lost by whoever wants none.
DAYS_FOR_OTHERS = timedelta(days=3)
CALLED_OFF = Text(
    "您召集的会被发起联名的人取消了：{until}以前由发起人或者别的签名人召集。",
    "Whoever opened the petition has called off what you called: until {until} they call it, or another signer.",
)

CALLS_HEARINGS = "decisions.call_hearing"  # as lists of powers name it

# What is done to an evening in the name of those who petitioned for it.
IN_ITS_NAME = (
    "meetings.convene_on_petition", "meetings.call_again", "meetings.close_session", "meetings.adjourn",
    "meetings.put_to_vote", "decisions.call_hearing_on_petition",
)  # fmt: skip
DESK_SHUT = Text(
    "服务台替这次联名代办过的事里，有一件查实不是本人的意思：服务台不再替联名的人办它的会，由本人登录办，监督委员会、街道也可以办。",
    "An upheld dispute found that the desk had entered something about this petition’s meeting for somebody who had "
    "not wanted it. The desk enters nothing more in the petitioners’ names: they do it by their own sign-in, or the "
    "supervision committee or the street does.",
)


def desk_shut(petition: int | None, call: Call) -> Text | None:
    """Why the desk does nothing more in the name of those who petitioned: one forged slip would follow another."""
    if call.on_behalf_of is None or petition is None:
        return None
    undone = UndoneEntry.objects.filter(meeting__petition_id=petition, act__in=IN_ITS_NAME)
    return DESK_SHUT if undone.exists() else None


def owing_hearings(book: Charter) -> frozenset[str]:
    """The bodies that owe the call of a hearing, less whoever ends a silence."""
    held = (post for power in book.powers.values() if power.act == CALLS_HEARINGS for post in power.held_by)
    return frozenset(body_of(post) for post in held) - frozenset(SILENCE_ENDED_BY)


def may_call_session(petition: int, community: str, body: str, person: str, on: date) -> bool:
    """Whether somebody calls, for a petition, the meeting of a body that it asked for."""
    return ballots.is_free_petitioner(petition, person, owing(charter.charter_of(community, on), body), on)


def may_call_hearing(petition: int, community: str, person: str, on: date) -> bool:
    """The same of a hearing."""
    return ballots.is_free_petitioner(petition, person, _owed_by(petition, community, on), on)


def kin_of_callers(petition: int, community: str, body: str, person: str, on: date) -> list[Finding]:
    """What marks somebody's call of that meeting: kinship with who owed it, declared since the petition was opened."""
    return ballots.kin_declared_late(petition, person, owing(charter.charter_of(community, on), body), on)


def kin_of_hosts(petition: int, community: str, person: str, on: date) -> list[Finding]:
    """The same of a hearing."""
    return ballots.kin_declared_late(petition, person, _owed_by(petition, community, on), on)


def _owed_by(petition: int, community: str, on: date) -> frozenset[str]:
    """Who owes a hearing by the rules of a day, or did when the petition was opened: its days run by these."""
    days = {on, ballots.opened_on(petition)} if petition else {on}
    return frozenset(body for day in days for body in owing_hearings(charter.charter_of(community, day)))


def kin_declared_late(meeting: Meeting, call: Call) -> list[Finding]:
    """The same of whatever those who petitioned do at their own meeting."""
    petition, code = meeting.petition_id, meeting.community_code
    if call.in_office or petition is None or not meeting.by_petitioner:
        return []
    if meeting.kind == "session":
        return kin_of_callers(petition, code, meeting.body, call.person, call.day)
    return kin_of_hosts(petition, code, call.person, call.day)


def stands_behind(meeting: Meeting, person: str, on: date) -> bool:
    """Whether a meeting is somebody's own as one of those who petitioned for it."""
    petition, code = meeting.petition_id or 0, meeting.community_code
    if meeting.kind == "session":
        return may_call_session(petition, code, meeting.body, person, on)
    return may_call_hearing(petition, code, person, on)


def is_party(number: str, person: str | None, on: date) -> bool:
    """Whether it was called by those who petitioned, and somebody is one of them: what they hold is theirs."""
    row = Meeting.objects.filter(number=number, by_petitioner=True).first() if person else None
    return row is not None and stands_behind(row, person or "", on)


def called_by_whom(meeting: Meeting) -> str:
    """Who called it, or for whom a clerk did; empty where the record names nobody."""
    made = _made_by(meeting)
    return _for_whom(made) if made else ""


def _made_by(meeting: Meeting) -> Entry | None:
    made = record.origins(
        [meeting.ref], "meetings.convene_on_petition", "meetings.call_again", "meetings.convene_hearing"
    )
    return record.entry(made.get(str(meeting.ref), ""))


def _for_whom(entry: Entry) -> str:
    return entry.on_behalf_of or entry.by


def called_off(petition: int | None, call: Call) -> Text | None:
    """Why somebody leaves the next call for a petition to others: whoever opened it has just called off theirs. What
    the desk had entered for somebody who says that it was not theirs bars nobody."""
    rows = Meeting.objects.filter(petition=petition, by_petitioner=True, cancelled_on__gt=call.day - DAYS_FOR_OTHERS)
    for row in () if petition is None or call.in_office else rows.filter(undone=None):
        if row.cancelled_on and is_their_call(row, call):
            return CALLED_OFF.fill(until=row.cancelled_on + DAYS_FOR_OTHERS)
    return None


def is_their_call(meeting: Meeting, call: Call) -> bool:
    """Whether it was called by the office of whoever acts, or by, or for, themselves, and they do not dispute it."""
    if call.in_office:
        return body_of(meeting.convened_by_post) == call.body
    made = _made_by(meeting)
    return made is not None and _for_whom(made) == call.person and not disclosure.contested(made.ref)


def is_the_opener(meeting: Meeting, call: Call) -> bool:
    """Whether somebody opened its petition, and is nobody of the body that owed the call."""
    opened = not call.in_office and ballots.opened_petition(meeting.petition_id or 0, call.person)
    return opened and stands_behind(meeting, call.person, call.day)
