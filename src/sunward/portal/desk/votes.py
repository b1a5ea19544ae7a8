"""What meetings, minutes and votes ask of an officer: the one next step of each, by the posts that may take it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sunward.ballots import queries as ballots
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import moment
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.meetings.queries import Unfinished

STEPS: Mapping[str, tuple[str, Text]] = {
    "notice": ("meetings.give_notice", Text("还没有按规定通知", "notice is not complete")),
    "opening": ("meetings.open_session", Text("等待开会", "waits to be opened")),
    "closing": ("meetings.close_session", Text("正在开会", "in session")),
    "minutes": ("meetings.draft_minutes", Text("还没有会议记录", "has no minutes yet")),
    "corrections": ("meetings.answer_correction", Text("有更正等待答复", "a correction waits for its answer")),
    "signatures": ("meetings.sign_minutes", Text("会议记录等待签字", "the minutes wait for signatures")),
}
ON_MINUTES = frozenset({"corrections", "signatures"})
OF_A_VOTE = frozenset({
    "ballots.close_vote", "ballots.count_paper", "ballots.confirm_count", "ballots.answer_sample", "ballots.certify",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits, and the only acts on it that are a duty; `due` where it has a day."""

    subject: Ref
    title: Text
    about: Text
    due: date | None
    acts: frozenset[str]


def waiting(viewer: Viewer, on: date) -> Iterator[Waiting]:
    """Meetings and votes with their next step."""
    for one in meetings.unfinished(viewer.community, on):
        if one.step != "signatures" or one.can_be_signed_by(viewer.person or "", viewer.posts):
            yield _of_meeting(one)
    now = clock.now()
    for vote in ballots.unfinished_votes(viewer.community):
        over = vote.closed_at is not None or (vote.closes_at is not None and vote.closes_at < now)
        to_confirm = ballots.counts_to_confirm(vote.number)
        if over or to_confirm:
            acts = OF_A_VOTE if to_confirm else OF_A_VOTE - {"ballots.confirm_count"}
            about = Text("等待计票、核对或核定", "waits to be counted, confirmed or certified")
            yield Waiting(Ref("vote", vote.number), Text.of(vote.question), about, None, acts)


def _of_meeting(one: Unfinished) -> Waiting:
    act, words = STEPS[one.step]
    subject = Ref("minutes" if one.step in ON_MINUTES else "meeting", one.number)
    when = moment(one.starts_at)
    about = Text(f"{when}，{words.zh}", f"{when}, {words.en}")
    return Waiting(subject, Text.of(one.title), about, None, frozenset({act}))
