"""A poll, or the vote of an evening, that went on on paper because the power was cut: what is asked of its entry once
its hours are over."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from sunward.ballots.casting.delegates import voted_elsewhere
from sunward.ballots.casting.gone import gone_before
from sunward.ballots.casting.proxied import changes_hands
from sunward.ballots.hours import NIGHT, due_on, evening_hour, evening_of, evening_over
from sunward.ballots.models import Mark, Vote
from sunward.ballots.roll import places
from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.facts import unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text

PAPER = "paper"
BY_PEOPLE = frozenset({"hands", "roll_call", PAPER})  # what needs no power; each is counted by people whom others saw

OVER = Text("投票的时间已经过了。", "The hours of the poll are over.")
NOT_OVER = Text(
    "投票的时间还没有过：当场发票；补记要等公告的时间过了。",
    "Its hours are not over: sheets are handed out now, and entered afterwards once the announced hour has passed.",
)
ENTERED_UNTIL = Text("最晚 {last} 补记。", "Entered afterwards until {last}.")
BY_PAPER = Text(
    "补记的投票只能是纸质票：没有电，别的渠道当时开不了。",
    "A poll that is entered afterwards was on paper: without power no other channel was open.",
)
A_POLL = Text(
    "会场以外、公布了截止时间的纸质票；或者会议上的纸质票，那一晚已经过去。",
    "A poll on paper, outside a meeting, with an announced hour; or paper of a meeting whose evening is over.",
)
HOUR = Text(
    f"会议第二天 {NIGHT} 点以后才登记的，写当时表决的时间，如 19:45；在这以前登记的、表决本身是从纸上补记的，"
    "只在代理人和本人先后占过同一个位置时写。",
    f"Entered after {NIGHT} o'clock of the day after its meeting: the hour at which it was answered, such as 19:45. "
    "Before, and where the vote itself was entered from paper, only if a proxy and whose place it is were there one "
    "after the other.",
)
LIST = Text("事后补记时必须有：签了字的名单的照片", "Needed when entered afterwards: the signed list on paper")
HOUR_SAID = Text("写明了当时表决的时间。", "The hour is said at which it was answered.")
NO_HOUR = Text(
    "表决的那一晚已经过去：请写明当时表决的时间，附上签了字的名单的照片。",
    "The evening of the vote is over: say the hour at which it was answered, and add the photograph of the signed "
    "list.",
)
WHOSE = Text(
    "其中有的位置，表决时先后由不同的人占着（代理人、本人）：请写明当时表决的时间，如 19:12。",
    "One of these places was filled by several people one after the other, a proxy and whose place it is: say the hour "
    "at which it was answered, such as 19:12.",
)
WITHIN = Text("在付诸表决以后、截止时间以前。", "After the question was put, and before its closing hour.")
SIGNED = Text("附上签了字的名单的照片。", "A photograph of the signed list is added.")
NOT_SIGNED = Text("没有附上签了字的名单的照片。", "The photograph of the signed list is missing.")
TONIGHT = Text(
    f"那一晚算到第二天 {NIGHT} 点：在这以前登记，不填时间。",
    f"The evening of the vote lasts until {NIGHT} o'clock of the next day: it is entered without an hour until then.",
)
ON_PAPER = Text(
    "表决本身就是从纸上补记的，时间已经写过：这里不填时间。",
    "The vote itself was entered from paper, and its hour was said there: leave the hour empty here.",
)
ANEW = Text(
    "重新登记的是同样的人，没有新增的人：不填时间；当时表决的时间已经登记过。",
    "Those who were entered before are entered anew, and nobody else: leave the hour empty, it has been said.",
)
WRITE_HOUR = Text("请写成 19:45 这样的时间。", "Write a time like 19:45.")
TERMINAL_SHUT = Text(
    "表决的那一晚已经过去，没有公布过截止时间：投票码和终端不再用。",
    "The evening of the vote is over, and no later hour was announced: neither codes nor the terminal serve any more.",
)
BY_HAND = Text(
    "表决的那一晚已经过去：不再发票；谁领了票，凭签了字的名单补记。",
    "The evening of the vote is over: no sheet is handed out any more. Who took one is entered from the signed list.",
)
UNENTERED = Text(
    "会场里还有 {number} 人没有登记：{last} 以前凭签了字的名单登记。人人都登记了，或者过了这一天，就可以结束。",
    "{number} who were in the room are not entered yet: enter them from the signed list until {last}. It is closed "
    "once everybody is, or after that day.",
)


def over_and_in_time(closes: datetime, now: datetime) -> Iterator[Finding]:
    """Its hours are over, and not for long. Both bar: the hours pass by themselves, and whoever kept the poll on paper
    has the paper. What is entered lengthens it for nobody: the box was shut at its hour."""
    over = now > closes
    yield Finding.either("afterwards", over, OVER, NOT_OVER, actual=f"{now.astimezone(clock.ZONE):%H:%M}")
    on, last = clock.civil_day(now), charter.last_day_to_enter(clock.civil_day(closes))
    yield Finding("entered_in_time", on <= last, ENTERED_UNTIL.fill(last=last), required=f"<= {last}", actual=str(on))


def can_be_listed(vote: Vote, now: datetime) -> Iterator[Finding]:
    """Whether sheets of a vote can be entered from its signed list now."""
    if PAPER in vote.channels and is_late(vote, PAPER, now):
        yield Finding("poll_on_paper", True, A_POLL)
        yield _in_time(vote, now)
        return
    poll = vote.in_room is None and vote.closes_at is not None and PAPER in vote.channels
    yield Finding("poll_on_paper", poll, A_POLL)
    if vote.closes_at is not None:
        yield from over_and_in_time(vote.closes_at, now)


def is_late(vote: Vote, channel: str, now: datetime) -> bool:
    """Whether the evening of a vote is over that was put in a room, so that who answered it is entered afterwards. What
    was put on paper has said so already; sheets for people outside, by a rule, are handed out until its hour."""
    if vote.in_room is None or vote.entered_at is not None or (channel == PAPER and vote.online_source):
        return False
    return evening_over(vote.opened_at, now)


def answered_at(vote: Vote, said: str) -> datetime | None:
    """The hour at which people answered that evening; None where none is said.

    Raises:
        FactsError: for what is no hour.
    """
    moment = evening_hour(vote.opened_at, said) if said else None
    if said and moment is None:
        raise unusable("at", WRITE_HOUR.zh, WRITE_HOUR.en)
    return moment


def hour_of(vote: Vote, said: str) -> datetime | None:
    """The hour at which people answered what is entered later: as it is said, or that of the question where the whole
    vote is. None for what is entered as it happens."""
    return answered_at(vote, said) or (vote.opened_at if vote.entered_at is not None else None)


def by_hand_that_evening(vote: Vote, now: datetime) -> Iterator[Finding]:
    """Codes of a vote in a room alone, for which no hour is announced, open nothing once its evening is over: whoever
    keeps the terminal would choose who votes then."""
    if vote.room_alone and vote.closes_at is None and is_late(vote, "terminal", now):
        yield Finding("on_its_evening", False, TERMINAL_SHUT)


def entered_from_list(vote: Vote, now: datetime, said: str, proof: FileDigest | None) -> Iterator[Finding]:
    """What is asked of those who answered in a room and are entered on a later day, as of an evening that was put to
    the vote on paper. All bars: the days pass by themselves, and whoever kept the evening on paper has the list."""
    at = answered_at(vote, said)
    yield _in_time(vote, now)
    yield Finding.either("hour_said", at is not None, HOUR_SAID, NO_HOUR)
    yield Finding.either("signed_list", proof is not None, SIGNED, NOT_SIGNED)
    if at is not None:
        # Put at 19:30:20 and answered at 19:30: minutes are written, seconds are not.
        within = at >= vote.opened_at.replace(second=0, microsecond=0) and (not vote.closes_at or at <= vote.closes_at)
        yield Finding("within_the_vote", within, WITHIN, actual=said)


def list_of_evening(vote: Vote) -> str:
    """What the signed list of an evening bears out: who was there, for whatever was voted on that evening."""
    return f"evening {vote.roll_id} {evening_of(vote.opened_at)}"


def first_listed(vote: Vote) -> date | None:
    """The day on which the first were entered of those who answered in a room on an evening that was over."""
    if vote.in_room is None:
        return None
    rows = Mark.objects.filter(vote=vote, list_sha256__isnull=False).order_by("marked_on", "id")
    return rows.values_list("marked_on", flat=True).first()


def on_its_evening(
    vote: Vote, channel: str, now: datetime, said: str, keys: Collection[int], unclear: Collection[int] = ()
) -> Iterator[Finding]:
    """Whoever enters it on its evening chooses no hour; nor does whoever counts anew, later, those who were entered. Of
    a vote that is entered later as a whole the hour is that of its question. Where several filled one of these places,
    one after the other, while it ran, whose answer it is hangs on its hour: it is asked for of such a vote, and of what
    stands already and somebody else may have given anew (`unclear`); else it may be said, and is now."""
    several = changes_hands(vote, keys) and (vote.entered_at is not None or not is_late(vote, channel, now))
    if unclear or (several and (said or vote.entered_at is not None)):
        at = answered_at(vote, said)
        yield Finding.either("hour_said", at is not None, HOUR_SAID, WHOSE)
        if at is not None:
            within = vote.opened_at.replace(second=0, microsecond=0) <= at <= now
            yield Finding("within_the_vote", within, WITHIN, actual=said)
    elif said:
        tonight = ON_PAPER if vote.entered_at is not None else TONIGHT
        yield Finding("afterwards", False, ANEW if is_late(vote, channel, now) else tonight, actual=said)


def _in_time(vote: Vote, now: datetime) -> Finding:
    on, last = clock.civil_day(now), charter.last_day_to_enter(vote.opened_on)
    return Finding("entered_in_time", on <= last, ENTERED_UNTIL.fill(last=last), required=f"<= {last}", actual=str(on))


def kept_until(vote: Vote) -> date:
    """The last day on which only those who keep a vote close it: its own; while somebody who was in the room, or took a
    sheet of a poll, can still be entered from the list, the last of those days."""
    due = due_on(vote.opened_on, vote.closes_at)
    if vote.in_room is not None:
        return max(due, entered_until(vote)) if _uncounted(vote) else due
    if PAPER in vote.channels and vote.closes_at is not None:
        return max(due, charter.last_day_to_enter(clock.civil_day(vote.closes_at)))
    return due


def entered_until(vote: Vote) -> date:
    """The last day on which who answered in a room can be entered."""
    return charter.last_day_to_enter(clock.civil_day(vote.opened_at))


def _uncounted(vote: Vote) -> int:
    """How many were in the room, could still be entered as having answered there, and are not. Whoever had gone before
    the question was answered can not, nor who has voted for another household: to ask for them would invite a false
    entry."""
    left = frozenset() if BY_PEOPLE.isdisjoint(vote.channels) else places.left_uncounted(vote)
    left = left - voted_elsewhere(vote).keys() if left else left
    return len(left - gone_before(vote)) if left else 0


def all_entered(vote: Vote, now: datetime) -> Iterator[Finding]:
    """Whether a vote whose evening is over is closed before everybody is entered who was in the room. It bars those who
    keep it too: they would shut out the room. The days pass by themselves; on its evening the room sees it."""
    over = vote.entered_at is not None or evening_over(vote.opened_at, now)
    last = entered_until(vote)
    if over and clock.civil_day(now) <= last and (number := _uncounted(vote)):
        said = UNENTERED.fill(number=number, last=last)
        yield Finding("room_entered", False, said, required=f"> {last}", actual=str(number))
