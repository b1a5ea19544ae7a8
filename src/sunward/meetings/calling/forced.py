"""An evening that others than the body itself wanted, a petition or the supervision committee: whose it is, who ends
and closes it, who puts its question, and who calls it again."""

from datetime import date, timedelta

from sunward.ballots import queries as ballots
from sunward.charter import queries as charter
from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.charter.queries import Sitting
from sunward.kernel import clock
from sunward.kernel.acts import Call
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text
from sunward.meetings.calling.demanding import decided_at_another, notice_days
from sunward.meetings.calling.owed import CALLING
from sunward.meetings.calling.petitioners import desk_shut, stands_behind
from sunward.meetings.calling.whose import is_theirs, not_led_by
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.rules.signing import SUPERVISORS
from sunward.meetings.session.undecided import not_borne_out

NOT_THEIRS = Text(
    "居民只能为联名人自己召集的会议做这件事，而且发起或者签过这次联名（签字还算数），不是应当召集的机构的人，也不是他们申报的亲属。",
    "Residents do this only for a meeting that petitioners called themselves, and only if they opened that petition or "
    "have a signature on it that counts, and are neither of the body that owed the call nor declared kin of it.",
)
NOT_ASKED_FOR = Text(
    "这个机构只能在居民联名要求的会议上做这件事。",
    "This office does this only at a meeting that a petition asked for.",
)
NOT_ENDED_BY_THEM = Text(
    "这是居民联名要求的会议，联名的事项还没有人投票：当天人数不够，只有召集它的人能宣布休会；由应当召集的机构召集的，由监督委员会"
    "或者街道宣布。过了这一天，有这项权力的都可以。",
    "Residents petitioned for this meeting, and nobody has voted yet on what they asked for. Too few on its day, only "
    "those who called it adjourn it; where the body that owed the call did, the supervision committee or the street. "
    "Once the day is over everybody with the power may.",
)
NOT_ENDED_BY_THEM_EITHER = Text(
    "这是监督委员会召集的会议，要决定的事项还没有全部表决（包括第二次表决）：当天只有监督委员会能宣布休会或者散会。过了这一天，"
    "有这项权力的都可以。",
    "The supervision committee called this meeting, and not everything that it is to decide has been voted on, a "
    "second vote included. On its day only that committee adjourns or closes it. Once the day is over everybody with "
    "the power may.",
)
NOT_BEFORE_A_VOTE = Text(
    "联名的事项还没有人投票（举手、点名的，要有第二个人核对过）：当天谁都不能宣布散会。人数不够的，等够时间以后可以宣布休会；"
    "过了这一天，有这项权力的都可以宣布散会。",
    "Nobody has voted yet on what was petitioned for (by hands or a roll call: with a second counter’s word): on its "
    "day nobody closes the session. Where too few came it is adjourned once the room has waited; once the day is over "
    "everybody with the power may close it.",
)
NOT_ENDED_FOR_THEM = Text(
    "议程上要决定的事项还没有全部表决（包括第二次表决）：当天只有会议所属的机构能宣布散会。过了这一天，有这项权力的都可以。",
    "Not everything that the meeting is to decide has been voted on, a second vote included: on its day only the "
    "bodies to which it belongs close it. Once the day is over everybody with the power may.",
)
NOT_PUT_BY_OTHERS = Text(
    "监督委员会召集的会议，要决定的事项由监督委员会付诸表决。",
    "What a meeting of the supervision committee’s calling is to decide is put to the vote by that committee.",
)
NOT_PUT_BY_THEM = Text(
    "联名要求的事项，由召集这次会议的人付诸表决，也由他们选怎么表决；监督委员会和街道也可以。",
    "What a petition asked for is put to the vote by those who called the meeting for it, who choose the channels; so "
    "may the supervision committee and the street.",
)
NOT_CALLED_AGAIN = Text(
    "这是居民联名或者监督委员会要求的会议：{day}以前由召集它的人再次召集，这一天起别的人才可以。",
    "Residents or the supervision committee asked for this meeting: those who called it call it again, and others not "
    "before {day}.",
)
# When others call a petitioned meeting again: so long before the last day on which its notice can still be given. No
# law speaks of it; earlier, whoever wants no meeting would choose its hour before those who asked for it.
OTHERS_CALL = timedelta(days=2)


def may_call_any(post: str, community: str, on: date) -> bool:
    """Whether a post may call meetings by one power or another."""
    return charter.granted(CALLING, post, community, on, None) is not None


def called_by_them(meeting: Meeting, call: Call) -> bool:
    """Whether somebody in no office is of those who petitioned for it, where one of them called it. All are, for
    nobody lets it lapse by the silence of one."""
    return meeting.by_petitioner and stands_behind(meeting, call.person, call.day)


def not_carried(meeting: Meeting, call: Call) -> Text | None:
    """Why somebody has no hand in holding this meeting. Petitioners hold the one that they called; the heads of others
    hold none. The bodies that end a silence hold one that was asked for, and no other, save their own and whoever may
    call meetings anyhow: otherwise a clerk's absence from the door would undo what enough people forced."""
    if not call.in_office:
        return desk_shut(meeting.petition_id, call) if called_by_them(meeting, call) else NOT_THEIRS
    theirs = call.body not in SILENCE_ENDED_BY
    if foreign := not_led_by(meeting, call):
        return foreign
    asked = meeting.petition_id is not None or call.body == meeting.body
    if theirs or asked or may_call_any(call.post, meeting.community_code, call.day):
        return None
    return NOT_ASKED_FOR


def by_supervisors(meeting: Meeting) -> bool:
    """Whether the supervision committee called the meeting of another body."""
    return meeting.called_by == SUPERVISORS != meeting.body


def is_forced(meeting: Meeting) -> bool:
    """Whether others than the body itself wanted it held."""
    return meeting.petition_id is not None or by_supervisors(meeting)


def is_forced_question(item: AgendaItem) -> bool:
    """Whether it is what others than the body itself wanted to be decided."""
    return item.about_type == "petition" or (by_supervisors(item.meeting) and item.to_decide)


def not_ended_by(meeting: Meeting, call: Call) -> Text | None:
    """Why somebody does not end a meeting that a petition forced before its question was put. It ends by itself with
    its day, so that no silence keeps a room open: until then it is for those who called it in the silence of others.
    A body that owed the call and would end it before the question could do so every month."""
    if meeting.kind != "session":  # a hearing puts nothing to the vote
        return None
    if not is_forced(meeting) or clock.civil_day(call.at) > clock.civil_day(meeting.starts_at):
        return None
    if by_supervisors(meeting):
        return None if call.body == SUPERVISORS or _put(meeting) else NOT_ENDED_BY_THEM_EITHER
    ends = not call.in_office if meeting.by_petitioner else _ended_its_silence(meeting, call)
    return None if ends or _put(meeting) else NOT_ENDED_BY_THEM


def not_closed_by(meeting: Meeting, call: Call) -> Text | None:
    """Why somebody does not close it before the question: what a petition forced is closed by nobody on its day. Who
    opened it, and each of many who signed, could be a friend of whoever does not want it, and a room that closes in
    its first minute decides nothing. Too few adjourn it."""
    if meeting.petition_id is None or meeting.kind != "session":
        return not_ended_by(meeting, call)
    over = clock.civil_day(call.at) > clock.civil_day(meeting.starts_at)
    return None if over or _put(meeting) else NOT_BEFORE_A_VOTE


def not_ended_for_them(meeting: Meeting, call: Call) -> Text | None:
    """Why whoever only keeps a body's meeting going does not close it while a question of its agenda waits. Its own
    people do; with its day anybody who has the power."""
    over = clock.civil_day(call.at) > clock.civil_day(meeting.starts_at)
    if over or not call.in_office or meeting.kind != "session" or is_forced(meeting) or is_theirs(meeting, call):
        return None
    return None if _put(meeting) else NOT_ENDED_FOR_THEM


def _ended_its_silence(meeting: Meeting, call: Call) -> bool:
    body, caller = call.body, body_of(meeting.convened_by_post)
    return body in SILENCE_ENDED_BY and (caller == body or caller not in SILENCE_ENDED_BY)


def not_put_by(item: AgendaItem, call: Call) -> Text | None:
    """Why an office does not put the question of a petition, or of the supervisors. At the evening that others called
    in its silence it would choose channels that it alone serves, serve none, and close the session."""
    meeting, body = item.meeting, call.body
    if by_supervisors(meeting) and item.to_decide and body != SUPERVISORS:
        return NOT_PUT_BY_OTHERS
    if item.about_type != "petition" or not call.in_office or body in SILENCE_ENDED_BY:
        return None
    in_silence = meeting.by_petitioner or body_of(meeting.convened_by_post) in SILENCE_ENDED_BY
    return NOT_PUT_BY_THEM if in_silence else None


def not_called_again_by(meeting: Meeting, call: Call, first: date, last: date, rules: Sitting) -> Text | None:
    """Why somebody does not call a petitioned meeting again: until the days for it, `first` to `last`, are nearly over
    it is for those who called it, who would otherwise find it called for four in the morning."""
    if not is_forced(meeting):
        return None
    ended = meeting.adjourned_at
    earliest = (first if ended is None else clock.civil_day(ended)) + timedelta(days=1)
    others = max(earliest, last - timedelta(days=notice_days(rules)) - OTHERS_CALL)
    caller = body_of(meeting.convened_by_post) == call.body
    if by_supervisors(meeting):
        own = call.body == SUPERVISORS
    else:
        own = not call.in_office if meeting.by_petitioner else caller or _ended_its_silence(meeting, call)
    return None if own or call.day >= others else NOT_CALLED_AGAIN.fill(day=others)


def _put(meeting: Meeting) -> bool:
    """Whether the question was put and somebody has voted: an open vote that nobody serves is no answer, nor are hands
    that one alone entered and nobody has seconded. Where no petition asked, it is about all that is to be decided."""
    if meeting.petition_id is None:
        return not not_borne_out(meeting)
    asked = meeting.items.filter(about_type="petition").values_list("number", flat=True)
    voted = any(vote.stands and vote.borne_out for vote in ballots.votes_on(*(Ref("item", one) for one in asked)))
    return voted or decided_at_another(meeting)
