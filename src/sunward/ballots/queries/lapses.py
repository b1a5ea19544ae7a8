"""What ballots shows as overdue: votes left open past their day, closed and not counted, counted and not certified;
rolls not corrected, or not posted again, after an objection was upheld."""

from collections.abc import Iterable, Iterator
from datetime import date

from sunward.ballots.models import Count, Mark
from sunward.ballots.queries.about import VoteOn, unfinished_votes
from sunward.ballots.queries.upheld import rolls_owed
from sunward.ballots.rules.grounds import GENERATED
from sunward.charter import queries as charter
from sunward.charter.wording import holders_named
from sunward.kernel import clock
from sunward.kernel.memo import remembering
from sunward.kernel.overdue import LOOKED_BACK, Overdue
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text

LIMIT = 100
CLOSE, COUNT, CERTIFY = "ballots.close_vote", "ballots.count_paper", "ballots.certify"
CORRECT = "ballots.correct_roll"
NOT_CORRECTED = Text("“{zh}”异议成立，名册还没有更正", "“{en}”: an objection was upheld, the roll not corrected yet")
TO_CORRECT, TO_POST = (
    Text("等更正名册", "waits for the correction of the roll"),
    Text("等名单重新张贴", "waits for the list to be posted again"),
)
CORRECT_IT = Text(
    "在名册上更正，写明这条异议；再把更正后的名单重新张贴",
    "correct the roll, citing the objection; then post the corrected list again",
)
POST_AGAIN = Text(
    "“{zh}”名册已经更正，名单还要重新张贴", "“{en}”: corrected on the roll; the list is to be posted again"
)
POST_IT = Text(
    "把更正后的名单重新张贴，写明更正的是哪一份", "post the corrected list again, naming the posting it corrects"
)
NOT_CLOSED = Text("表决没有结束：{zh}", "Vote left open: {en}")
NOT_COUNTED = Text("纸质票没有清点、核对：{zh}", "Paper not counted and confirmed: {en}")
NOT_CERTIFIED = Text("表决结果没有核定：{zh}", "Result of a vote not certified: {en}")
PAST = Text("截止时间已过，没有人结束", "its hour has passed and nobody has closed it")
EVENING_PAST = Text("那一晚已经过去，没有人结束", "its evening is over and nobody has closed it")
TO_COUNT, TO_CERTIFY = (
    Text("等清点、核对", "waits to be counted and confirmed"),
    Text("等核定", "waits for its certificate"),
)
FROM_LIST = Text(
    "会场里没有登记的人，{until} 以前凭签了字的名单登记；都登记了就结束，过了这天无论如何都结束；可以办的还有：{zh}",
    "enter from the signed list until {until} who answered in the room and is not entered yet; close it once everybody "
    "is, and after that day in any case; so may {en}",
)
CLOSE_IT = Text("结束表决；可以办的还有：{zh}，名册上的任何人", "close it; so may {en}, and anybody on its roll")
COUNT_IT = Text("清点，由第三人核对；可以办的还有：{zh}", "count it and have a third confirm; so may {en}")
CERTIFY_IT = Text("回访被抽中的人，核定或者作废；可以办的还有：{zh}",
                  "ask those who were drawn, then certify or annul it; so may {en}")  # fmt: skip


def overdue(community: str, on: date) -> list[Overdue]:
    """Everything past its day; the number of queries does not grow with the votes."""
    found = unfinished_votes(community, LIMIT, on - LOOKED_BACK)
    with remembering():
        rolls = list(_rolls(community, on))
        uncounted = paper_waits([vote.number for vote in found if vote.closed_at]) if found else frozenset()
        return [*rolls, *(late for vote in found for late in _of(vote, community, on, uncounted))]


def _rolls(community: str, on: date) -> Iterator[Overdue]:
    """Objections to rolls that were upheld: the correction of the roll settles what it owes; what is left then is to
    post its list again."""
    for one in rolls_owed(community, on):
        if one.owed.late_by:
            settled = not one.to_correct
            title, stuck, step = (POST_AGAIN, TO_POST, POST_IT) if settled else (NOT_CORRECTED, TO_CORRECT, CORRECT_IT)
            owed, due = one.owed, one.owed.due_on or on
            owner = owed.owner_post if settled else charter.owner(CORRECT, community, on)
            yield Overdue(
                title.fill(zh=owed.title.zh, en=owed.title.en), owner, due, owed.late_by, stuck, step,
                Ref("objection", owed.objection), owed.source,
            )  # fmt: skip


def paper_waits(votes: Iterable[str]) -> frozenset[str]:
    """Those of the votes in which sheets were handed out that nobody has counted and a third person confirmed."""
    known = list(votes)
    sheets = Mark.objects.filter(vote__number__in=known, channel="paper", withdrawn_on=None)
    counts = Count.objects.filter(vote__number__in=known, channel="paper").exclude(confirmed_by="")
    handed = sheets.order_by().values_list("vote__number", flat=True).distinct()
    return frozenset(handed) - frozenset(counts.values_list("vote__number", flat=True))


def _of(vote: VoteOn, community: str, on: date, uncounted: frozenset[str]) -> Iterator[Overdue]:
    if vote.closed_at is None:
        if vote.left_open(on):
            yield _late(
                vote,
                community,
                on,
                vote.due_on,
                CLOSE,
                (NOT_CLOSED, PAST if vote.closes_at else EVENING_PAST, _to_close(vote, on)),
            )
    elif vote.answered and (vote.number in uncounted or vote.about.type not in GENERATED):
        closed = clock.civil_day(vote.closed_at)  # that a vote on people is not certified, elections tells
        act = COUNT if vote.number in uncounted else CERTIFY
        due = charter.done_by(act, community, closed) or closed
        if due < on:
            counting, certifying = (NOT_COUNTED, TO_COUNT, COUNT_IT), (NOT_CERTIFIED, TO_CERTIFY, CERTIFY_IT)
            yield _late(vote, community, on, due, act, counting if act == COUNT else certifying)


def _to_close(vote: VoteOn, on: date) -> Text:
    """What is to be done about a vote that was left open: the close of one in a room waits for its signed list."""
    return FROM_LIST if vote.listed_until is not None and on <= vote.listed_until else CLOSE_IT


def _late(vote: VoteOn, community: str, on: date, due: date, act: str, words: tuple[Text, Text, Text]) -> Overdue:
    title, stuck, step = words
    until = "" if vote.listed_until is None else vote.listed_until
    owner = charter.owner(act, community, on)
    others = _others(act, community, on, owner)
    return Overdue(
        title.fill(zh=vote.question.zh, en=vote.question.en), owner, due, (on - due).days, stuck,
        step.fill(zh=others.zh, en=others.en, until=until), vote.ref,
    )  # fmt: skip


def _others(act: str, community: str, on: date, owner: str) -> Text:
    """Which other bodies may do it by the list of powers: whoever reads that it is late reads whether they may act."""
    posts = (one for one in charter.holders_of(act, community, on) if "." in one)
    bodies = dict.fromkeys(body_of(post) for post in posts)
    return holders_named(body for body in bodies if body != body_of(owner))
