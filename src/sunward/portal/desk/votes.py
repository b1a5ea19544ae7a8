"""What meetings, minutes and votes ask of an officer: the one next step of each, by the posts that may take it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sunward.ballots import queries as ballots
from sunward.ballots.queries import VoteOn
from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.templatetags.sunward import moment, short_date
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.meetings.queries import NEVER, Unfinished
from sunward.portal.words.counting import counts_said

STEPS: Mapping[str, tuple[str, Text]] = {
    "notice": ("meetings.give_notice", Text("还没有按规定通知", "notice is not complete")),
    "opening": ("meetings.open_session", Text("等待开会", "waits to be opened")),
    "entering": (
        "meetings.open_session",
        Text("那一晚过去了，还没有人登记开会", "its evening is over, and nobody has opened it"),
    ),
    "never": ("meetings.cancel_meeting", Text("到时没有开", "was not opened")),
    "unopened": ("meetings.cancel_meeting", Text("到时没有开", "was not opened")),
    "closing": ("meetings.close_session", Text("正在开会", "in session")),
    "minutes": ("meetings.draft_minutes", Text("还没有会议记录", "has no minutes yet")),
    "anew": (
        "meetings.draft_minutes",
        Text(
            "会议记录要重新起草：起草以后才有结果，或者有人说没有委托代理人",
            "its minutes are to be drafted anew: a result came, or a proxy was denied, after the draft",
        ),
    ),
    "corrections": ("meetings.answer_correction", Text("有更正等待答复", "a correction waits for its answer")),
    "signatures": ("meetings.sign_minutes", Text("会议记录等待签字", "the minutes wait for signatures")),
}
INSTEAD: Mapping[str, frozenset[str]] = {  # of a step, what else ends it
    "entering": frozenset({"meetings.adjourn", "meetings.cancel_meeting"}), "never": frozenset({"meetings.adjourn"}),
    "closing": frozenset({"meetings.adjourn"}),
}  # fmt: skip
ON_MINUTES = frozenset({"corrections", "signatures"})
CONFIRM, COUNT_PAPER = "ballots.confirm_count", "ballots.count_paper"
# In the order in which they follow one another.
OF_A_VOTE = (COUNT_PAPER, CONFIRM, "ballots.close_vote", "ballots.answer_sample", "ballots.certify")
ANNUL = "ballots.annul_vote"
COUNTING: Mapping[str, str] = {
    "hands": "ballots.count_hands", "roll_call": "ballots.call_roll", "paper": COUNT_PAPER,
}  # fmt: skip
BY, NOTHING = Text("，最晚 {day}", ", by {day} at the latest"), Text("", "")
TO_ENTER = Text(
    "“{zh}”还在表决：当时的票凭签了字的名单补记，最晚 {day}",
    "“{en}” is still open: what was answered there is entered from the signed list, by {day} at the latest",
)
CLOSE = Text("等待结束表决", "waits to be closed")
GROUND = (("grounds", "sample"),)
TO_ANNUL = Text(
    "{number} 名被抽中回访的人说自己没有投票：结果不能核定，只能宣布作废",
    "{number} of those who were asked back did not vote, by their word: the result cannot be certified, only annulled",
)
COUNT = Text("等待计票、核对或核定", "waits to be counted, confirmed or certified")


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits, and the only acts on it that are a duty, the next one first; `due` where it has a day."""

    subject: Ref
    title: Text
    about: Text
    due: date | None
    acts: tuple[str, ...]
    given: tuple[tuple[str, str], ...] = ()  # facts of the first act that are known already
    room: str = ""  # the meeting that is going on: whoever runs it finds its room here, whatever can be done now


def waiting(viewer: Viewer, on: date) -> Iterator[Waiting]:
    """Meetings and votes with their next step; what only others may do takes no place among them."""
    mine = {step for step, (act, _words) in STEPS.items() if _granted(act, viewer, on)}

    def wanted(one: Unfinished) -> bool:
        signs = one.step != "signatures" or one.can_be_signed_by(viewer.person or "", viewer.posts)
        theirs = one.step not in NEVER or body_of(one.called_by_post) in {body_of(post) for post in viewer.posts}
        return one.step in mine and signs and theirs

    found = meetings.unfinished(viewer.community, on, wanted)
    begun = any(one.step == "closing" for one in found)
    running = ballots.open_votes(viewer.community, clock.now()) if begun else ()
    for one in found:
        yield _in_the_room(one, running) if _goes_on(one, on) else _afterwards(one, running, on)
    if may_count(viewer, on) or _granted(ANNUL, viewer, on):
        for vote in ballots.waiting_votes(viewer.community, clock.now()):
            yield _of_vote(vote, viewer.person, on)


def may_count(viewer: Viewer, on: date) -> bool:
    """Whether any step of a vote, from its count to its certificate, is given to an office of the reader."""
    return any(_granted(act, viewer, on) for act in OF_A_VOTE)


def _granted(act: str, viewer: Viewer, on: date) -> bool:
    """Whether a post of theirs, or its body, has the act by the list of powers; the acts themselves ask again."""
    holders = charter.holders_of(act, viewer.community, on)
    return any(post in holders or body_of(post) in holders for post in viewer.posts)


def _of_vote(vote: VoteOn, person: str | None, on: date) -> Waiting:
    """Whoever's turn it is confirms; others are told whose it is, and count anew what somebody found otherwise, or what
    whom it names has left unsaid since the day before. What can only be annulled waits for nothing else; what can be
    is told with its ground, after all that leads to a certificate."""
    if vote.closed_at and (number := ballots.denied_by_the_drawn(vote.number)):
        return Waiting(vote.ref, vote.question, TO_ANNUL.fill(number=number), None, (ANNUL,), GROUND)
    counts = ballots.counts_under_way(vote.number)
    anew = {COUNTING[one.channel] for one in counts if one.anew or (not one.seconded and one.counted_before(on))}
    out = {COUNTING[one.channel] for one in counts} - anew
    if not any(one.is_turn_of(person) for one in counts):
        out.add(CONFIRM)
    acts = tuple(act for act in (*sorted(anew - {*OF_A_VOTE}), *OF_A_VOTE) if act not in out)
    said = list(counts_said(counts)) or [CLOSE if vote.closed_at is None else COUNT]
    if vote.closed_at and (denied := ballots.denied_by_enough(vote.number)):
        said, acts = [*said, *denied], (*acts, ANNUL)
    about = Text("；".join(one.zh for one in said), "; ".join(one.en for one in said))
    return Waiting(vote.ref, vote.question, about, None, acts)


def _goes_on(one: Unfinished, on: date) -> bool:
    return one.step == "closing" and clock.civil_day(one.starts_at) == on


def _in_the_room(one: Unfinished, running: Iterable[VoteOn]) -> Waiting:
    """A meeting that people sit in: what is being voted on there, and the way back to its room."""
    asked, found = [vote.question for vote in _put_in(one, running)], _of_meeting(one)
    if asked:
        about = Text(
            f"{found.about.zh}；正在表决：{'；'.join(question.zh for question in asked)}",
            f"{found.about.en}; being voted on: {'; '.join(question.en for question in asked)}",
        )
        found = replace(found, about=about)
    return replace(found, room=one.number)


def _afterwards(one: Unfinished, running: Iterable[VoteOn], on: date) -> Waiting:
    """An evening that is over and that nobody has closed: its open votes wait for those who answered there, by the
    signed list, as long as they can be entered; its room is open to whoever enters them."""
    left = [vote for vote in _put_in(one, running) if vote.listed_until and vote.listed_until >= on]
    found = _of_meeting(one)
    if not left:
        return found
    lines = [TO_ENTER.fill(zh=vote.question.zh, en=vote.question.en, day=vote.listed_until) for vote in left]
    about = Text(
        "；".join([found.about.zh, *(x.zh for x in lines)]), "; ".join([found.about.en, *(x.en for x in lines)])
    )
    return replace(found, about=about, room=one.number)


def _put_in(one: Unfinished, running: Iterable[VoteOn]) -> list[VoteOn]:
    return [vote for vote in running if one.step == "closing" and vote.about.id.rpartition("-")[0] == one.number]


def _of_meeting(one: Unfinished) -> Waiting:
    act, words = STEPS[one.step]
    subject = Ref("minutes" if one.step in ON_MINUTES else "meeting", one.number)
    when, what = moment(one.starts_at), NOTHING
    if one.to_do:
        what = Text(f"：{one.to_do.zh}", f": {one.to_do.en}")
    elif one.due:
        what = BY.fill(day=short_date(one.due))
    about = Text(f"{when}，{words.zh}{what.zh}", f"{when}, {words.en}{what.en}")
    return Waiting(subject, Text.of(one.title), about, None, (act, *sorted(INSTEAD.get(one.step, ()))))
