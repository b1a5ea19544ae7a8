"""What meetings shows as overdue: notices not given in time, second calls not made, minutes not signed, petitions for a
meeting that nobody heeds."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, prefetch_related_objects

from sunward.charter import queries as charter
from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.charter.wording import holders_named
from sunward.kernel import clock
from sunward.kernel.memo import remembering
from sunward.kernel.overdue import LOOKED_BACK, Overdue
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.meetings.calling.again import called_again
from sunward.meetings.calling.demanding import notice_by
from sunward.meetings.calling.silence import who_else
from sunward.meetings.hearing.book import HEARING, hearing_rules
from sunward.meetings.minutes.acting import to_draft_anew
from sunward.meetings.minutes.recording import beside_due_on, due_on
from sunward.meetings.models import Meeting
from sunward.meetings.queries.hearings import late_answers
from sunward.meetings.queries.unheeded import unheeded
from sunward.meetings.queries.unopened import (
    ADJOURN,
    NEVER_OPENED,
    WITHOUT_QUORUM,
    called_anew,
    last_day,
    told_in_part,
    waits_for_post,
)
from sunward.meetings.session.evening import what_to_say
from sunward.meetings.session.room import Room
from sunward.meetings.session.undecided import decided_without_it
from sunward.meetings.session.waited import waited_since
from sunward.meetings.session.waiting import Waiting

LIMIT = 100
RECORDER, CLOSE = "service_centre.clerk", "meetings.close_session"
BY_PETITIONERS = Text(
    "发通知；发起或者签过联名的人也可以", "give notice; whoever opened or signed the petition may do so too"
)

TOO_LATE = Text("会议召集得太晚，来不及通知", "A meeting called too late for its notice")
ANOTHER_DAY = Text(
    "只能讨论；要作决定的，取消后另定日子", "for discussion alone; to decide, cancel it and call it for another day"
)
AFTER_IT = Text(
    "只能讨论；这次会以后可以为这次联名重新召集，也可以由{zh}召集",
    "for discussion alone; after it the petition can be heeded by another call, also by: {en}",
)
AFTER_IT_BY_THEM = Text(
    "只能讨论；这次会以后可以为这次联名重新召集",
    "for discussion alone; after it the petition can be heeded by another call",
)
AGAIN_BY_PETITIONERS = Text(
    "再次召集；发起或者签过联名的人也可以", "call it again; whoever opened or signed the petition may do so too"
)
DRAFT = Text(
    "起草；过了日子，监督委员会、街道和到会的人也可以",
    "draft them; now the supervision committee, the street office and whoever was there may do so too",
)
HELD = (
    CLOSE,
    Text("会议没有宣布散会，也就没有会议记录", "Session not closed, and no minutes of it"),
    Text("等宣布散会", "waits to be closed"),
    Text("宣布散会，会议记录才能起草；可以办的还有：{zh}", "close it, so that its minutes can be drafted; so may {en}"),
)
IN_VAIN = (
    ADJOURN,
    Text("到会的人不够，会议没有宣布休会", "Too few came, and the session is not adjourned"),
    Text("等宣布休会", "waits to be adjourned"),
    Text(
        "因人数不够宣布休会，以后再开；可以办的还有：{zh}",
        "adjourn it for want of a quorum, to be held on another day; so may {en}",
    ),
)
LET_WAIT = (
    ADJOURN,
    Text(
        "到会的人够过，没有一项表决有结果，会议没有宣布休会",
        "Enough came, no vote on anything stands, and it is not adjourned",
    ),
    IN_VAIN[2],
    Text("宣布休会，以后再开；可以办的还有：{zh}", "adjourn it, to be held on another day; so may {en}"),
)
ANEW = Text(
    "等重新起草：起草以后才有结果，或者有人说没有委托代理人，现在没有人能签",
    "waits to be drafted anew: a result came, or a proxy was denied, after the draft",
)
SIGN = Text(
    "签字；过了日子，监督委员会、街道和到会的人也可以代替记录人签",
    "sign them; now the supervision committee, the street office and whoever was there may stand in for the recorder",
)
CORRECTION = Text("会议记录的更正没有答复", "Correction of minutes not answered")
TO_ANSWER = Text("等答复", "waits for an answer")
TO_BE_SAID = Text("等说明：会没有开", "nobody has said what became of it")
UNANSWERED = Text("{n} 条听证意见没有答复", "{n} opinions of a hearing without an answer")
UNANSWERED_THERE = Text("会上 {n} 条意见没有答复", "Opinions of a meeting without an answer ({n})")
UNSAID = Text("结果没有公布", "Result not published")


def overdue(community: str, on: date) -> list[Overdue]:
    """Everything past its day; the number of queries does not grow with the meetings."""
    first = clock.moment(on - LOOKED_BACK, 0)
    rows = (
        Meeting.objects.select_related("roll", "minutes", "second_call")
        .filter(community_code=community, starts_at__gte=first, cancelled_on=None)
        .prefetch_related("minutes__corrections")
    )
    found = list(rows.exclude(Q(opened_at=None) & called_anew()).order_by("-id")[:LIMIT])
    with remembering():
        held = [one for one in found if one.kind == "session"]
        prefetch_related_objects(told_in_part(held), "items", "notices")
        anew = to_draft_anew(one.minutes for one in held if hasattr(one, "minutes"))
        sessions = [late for meeting in held for late in _of(meeting, on, anew)]
        forums = [late for meeting in found if meeting.kind in WITHOUT_QUORUM for late in _forum(meeting, on)]
        return [*sessions, *forums, *unheeded(community, on), *_silences(community, on)]


def _silences(community: str, on: date) -> Iterator[Overdue]:
    """Opinions that nobody answered, and coordination or appraisal meetings whose result nobody knows."""
    for one in late_answers(community, on, on - LOOKED_BACK):
        title, what = UNSAID, Text("等公布", "waits to be published")
        if one.opinions:
            unanswered = UNANSWERED if one.meeting.kind == HEARING else UNANSWERED_THERE
            title, what = unanswered.fill(n=one.opinions), TO_ANSWER
        yield from _late(one.meeting, one.due, on, title, what, one.source, one.meeting.convened_by_post)


def _of(meeting: Meeting, on: date, anew: frozenset[int]) -> Iterator[Overdue]:
    """By the rule books of its own call, as everything in it."""
    room = Room(meeting)
    if meeting.closed_at or meeting.adjourned_at:
        yield from _minutes(meeting, room, on, anew)
    elif meeting.opened_at:
        yield from _close(meeting, room, on)
    if meeting.adjourned_at and not called_again(meeting):
        yield from _if_left(meeting, _second_call(meeting, room, on))
    if not (meeting.closed_at or meeting.adjourned_at or meeting.opened_at):
        # Once its evening is over no notice helps it: it is asked what became of what people had been told of.
        yield from list(_if_left(meeting, _never_opened(meeting, room, on))) or _notice(meeting, room, on)


def _if_left(meeting: Meeting, late: Iterator[Overdue]) -> Iterator[Overdue]:
    """Nobody is late with an evening whose question another one has decided; asked only where somebody would be."""
    if (found := list(late)) and not decided_without_it(meeting):
        yield from found


def _minutes(meeting: Meeting, room: Room, on: date, anew: frozenset[int]) -> Iterator[Overdue]:
    rule, minutes = room.rules.session.minutes, getattr(meeting, "minutes", None)
    due = due_on(meeting, rule)
    if rule is None or due is None:
        return
    if minutes and minutes.locked_on:
        if beside := beside_due_on(minutes, rule):
            yield from _late(meeting, beside, on, CORRECTION, TO_ANSWER, rule.source, RECORDER)
        return
    what = Text("等签字", "waits for signatures") if minutes else Text("等起草", "waits to be drafted")
    title, step = Text("会议记录没有签完", "Minutes not signed"), SIGN if minutes else DRAFT
    if minutes and minutes.pk in anew:
        what, step = ANEW, DRAFT
    yield from _late(meeting, due, on, title, what, rule.source, RECORDER, step)


def _close(meeting: Meeting, room: Room, on: date) -> Iterator[Overdue]:
    """A session whose day is over and that nobody has ended: its minutes cannot be drafted, and are due all the same.
    Who was there is asked only where it is late."""
    code, rule = meeting.community_code, room.rules.session.minutes
    days = [charter.done_by(CLOSE, code, room.day) or room.day, due_on(meeting, rule)]
    due = min(day for day in days if day)
    if due >= on:
        return
    now = clock.moment(on, 0)
    in_vain = Waiting(room).ends_in_vain(now)
    act, title, what, step = (LET_WAIT if waited_since(room, now) else IN_VAIN) if in_vain else HELD
    owner = charter.owner(act, code, on)
    others = dict.fromkeys(body_of(one) for one in charter.holders_of(act, code, on) if "." in one)
    named = holders_named(body for body in others if body != body_of(owner))
    step = step.fill(zh=named.zh, en=named.en)
    yield from _late(meeting, due, on, title, what, rule.source if rule else "", owner, step)


def _second_call(meeting: Meeting, room: Room, on: date) -> Iterator[Overdue]:
    rule = room.rules.session.second_call
    if rule and meeting.adjourned_at:
        due = charter.day_after(clock.civil_day(meeting.adjourned_at), rule.within)
        title, what = Text("没有再次召集", "Not called again"), Text("等再次召集", "waits to be called again")
        step = AGAIN_BY_PETITIONERS if meeting.by_petitioner else what
        yield from _late(meeting, due, on, title, what, rule.source, meeting.convened_by_post, step)


def _notice(meeting: Meeting, room: Room, on: date) -> Iterator[Overdue]:
    """Called, the last day for its notice gone, and too few channels used for one of its items at least."""
    rule = room.rules.session.channels
    last = notice_by(meeting, room.rules)
    if meeting.all_told_on is None and rule and last:
        if meeting.convened_on > last:  # nobody could have told people in time: whoever called it answers for that
            step = who_else(room.rules.session.on_petition, AFTER_IT, AFTER_IT_BY_THEM)
            step = step if meeting.petition_id else ANOTHER_DAY  # what people forced is cancelled by nobody
            yield from _late(meeting, last, on, TOO_LATE, step, rule.source, meeting.convened_by_post)
            return
        title, what = Text("会议通知不齐", "Notice of a meeting is incomplete"), Text("等发通知", "waits for notice")
        step = BY_PETITIONERS if meeting.by_petitioner else what
        yield from _late(meeting, last, on, title, what, rule.source, _tells(meeting), step)


def _never_opened(meeting: Meeting, room: Room, on: date) -> Iterator[Overdue]:
    """People were told of an item of it, its day is over, and nobody has said what became of it: neither that it was
    held, nor that too few came, nor that it is off."""
    if not room.told_of_some or getattr(meeting, "second_call", None) is not None:
        return
    rule, due, step = room.rules.session.second_call, last_day(meeting), what_to_say(meeting)
    source = rule.source if rule else ""
    yield from _late(meeting, due, on, NEVER_OPENED, TO_BE_SAID, source, meeting.convened_by_post, step)


def _forum(meeting: Meeting, on: date) -> Iterator[Overdue]:
    """The same of a hearing, a coordination or an appraisal meeting, whose hosts nobody asked whether they come."""
    if meeting.noticed_on and not meeting.opened_at:
        rules = hearing_rules(meeting)
        source, owner = rules.source if rules else "", waits_for_post(meeting, on)
        yield from _late(meeting, last_day(meeting), on, NEVER_OPENED, TO_BE_SAID, source, owner, what_to_say(meeting))


def _tells(meeting: Meeting) -> str:
    """Whose turn it is to tell people: the clerk's, or of whoever called it in the silence of others."""
    in_silence = meeting.petition_id and body_of(meeting.convened_by_post) in SILENCE_ENDED_BY
    return meeting.convened_by_post if in_silence else RECORDER


def _late(
    meeting: Meeting, due: date, on: date, title: Text, what: Text, source: str, owner: str, step: Text | None = None
) -> Iterator[Overdue]:
    if due < on:
        yield Overdue(
            title=Text(f"{title.zh}：{meeting.title}", f"{title.en}: {meeting.title}"),
            owner_post=owner,
            due_on=due,
            days_late=(on - due).days,
            stuck_at=what,
            next_step=step or what,
            subject=meeting.ref,
            source=source,
        )
