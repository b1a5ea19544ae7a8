"""How the places of a hearing are shared where speakers are nominated. Whoever holds it is heard about by those who
speak, and would name all of them in its first minute: others come first, and what the host fills is told."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sunward.disclosure import queries as disclosure
from sunward.kernel import clock
from sunward.kernel.acts import Call
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.hearing.listing import open_until
from sunward.meetings.models import Meeting, Speaker
from sunward.meetings.rules.signing import SUPERVISORS
from sunward.record import queries as record

PETITION = "petition"  # who named them, on the list
THEMSELVES = ""
NOTICED = Text("已经按规定的方式通知。", "People have been told in the ways that the rules ask for.")
NOT_NOTICED = Text(
    "还没有按规定的方式通知：通知以前，谁都不能推荐、报名，别人还不知道有这场会。",
    "People have not been told yet in the ways that the rules ask for; before that nobody is named, for others do not "
    "know of the hearing.",
)
ROOM_LEFT = Text("还有给您的位子。", "There is a place left for you.")
FULL = Text("发言人已经满了。", "All the places are taken.")
KEPT = Text(
    "剩下的位子留给别人到 {until}：发起、签过联名的人有一半，监督委员会有一个。",
    "The places that are left are kept for others until {until}: half for those who petitioned, one for the "
    "supervision committee.",
)
FIRST = Text("您（您的机构）还没有推荐过人。", "You, or your body, have named nobody yet.")
ONE_EACH = Text(
    "{until} 以前，每个机构、每个联名人只能推荐一个人：不能一家占满。",
    "Until {until} each body, and each of those who petitioned, names one person: nobody fills the places alone.",
)
BY_HOST = Text(
    "注意：{of} 名发言人里有 {number} 名是主持这场会的机构自己推荐的。",
    "Alert: of {of} who were to speak, {number} were named by the body that holds the hearing.",
)


def kept_until(starts_at: datetime, noticed_on: date | None) -> datetime:
    """Until when places are kept for others: nine o'clock on the day before, and at least until the day after that on
    which people had been told is over. Whoever gives the notice would else give it a minute before that hour."""
    until = open_until(starts_at)
    return until if noticed_on is None else max(until, clock.moment(noticed_on + timedelta(days=2), 0))


def place_left(meeting: Meeting, by: str, call: Call, wanted: int, source: str) -> Iterator[Finding]:
    """Whether somebody can still be chosen by a nomination of `by`, or on their own word. Once no places are
    kept any more, whoever may nominate fills what others have left."""
    told = meeting.noticed_on is not None
    yield Finding.either("noticed", told, NOTICED, NOT_NOTICED, source)
    chosen = [one for one in meeting.speakers.all() if one.has_place]
    until = kept_until(meeting.starts_at, meeting.noticed_on)
    left, said = wanted - len(chosen), f"{until.astimezone(clock.ZONE):%Y-%m-%d %H:%M}"
    if call.at < until:
        named = [one.nominated_by for one in chosen]
        kept = _kept(meeting, wanted)
        free = left - sum(max(0, number - named.count(who)) for who, number in kept.items() if who != by)
        mine = kept[PETITION] - named.count(PETITION) if by == PETITION and PETITION in kept else free
        text = KEPT.fill(until=said) if left > 0 else FULL
        yield Finding.either("places_left", min(free, mine) > 0, ROOM_LEFT, text, source, str(wanted), str(len(chosen)))
        once = by == THEMSELVES or not _named_before(chosen, by, call)
        yield Finding.either("nominated_once", once, FIRST, ONE_EACH.fill(until=said), source)
    else:
        yield Finding.either("places_left", left > 0, ROOM_LEFT, FULL, source, str(wanted), str(len(chosen)))


def filled_by_the_host(meeting: Meeting, source: str) -> Iterator[Finding]:
    """A mark where the body that holds it named more than the one that each body may name, or nobody else had
    named, or come forward as, one who was to speak: others may have left it the places, and whoever rests on it should
    know. Whoever is gone since by their own word was there, and is not the host's doing. Reads what was fetched with
    the meeting."""
    chosen = [one for one in meeting.speakers.all() if one.has_place]
    others = any(one.nominated_by != meeting.body for one in meeting.speakers.all() if one.has_place or one.left_place)
    number = sum(one.nominated_by == meeting.body for one in chosen)
    if number > 1 or (number and not others):
        text = BY_HOST.fill(of=len(chosen), number=number)
        yield Finding("named_by_the_host", False, text, source, f"<= 1 / {len(chosen)}", str(number))


def _kept(meeting: Meeting, wanted: int) -> dict[str, int]:
    """For whom places are kept. The host has none of them, whoever it is."""
    petition = (wanted + 1) // 2 if meeting.petition_id else 0
    kept = {PETITION: petition} if petition else {}
    if meeting.body != SUPERVISORS and wanted > petition:
        kept[SUPERVISORS] = 1
    return kept


def _named_before(chosen: list[Speaker], by: str, call: Call) -> bool:
    """Whether this body, or this one of those who petitioned, has named somebody. What a clerk entered for them, and
    they dispute, is not known to be theirs."""
    rows = [one for one in chosen if one.nominated_by == by]
    if by != PETITION:
        return bool(rows)
    refs = [one.entry for one in rows if one.entry]
    theirs = {one.ref for one in record.entries(refs) if (one.on_behalf_of or one.by) == call.person} if refs else set()
    return bool(theirs - disclosure.contested_among(theirs))
