"""What rolls and votes want next of one person: a roll to correct and to post again, a code to confirm, their word on
a sheet that others entered as taken back from them."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from sunward.ballots.counting.stakes import has_a_stake
from sunward.ballots.models import CodeSlip, Roll, TakenBack
from sunward.ballots.queries.upheld import CORRECTED, RollOwed, rolls_owed
from sunward.ballots.roll.places import places_in
from sunward.ballots.rules.corrections import UPHELD
from sunward.ballots.rules.words import question_said
from sunward.charter import queries as charter
from sunward.disclosure import queries as disclosure
from sunward.kernel import clock
from sunward.kernel.memo import remembering
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.kernel.waiting import Waits

CORRECT, CONFIRM = "ballots.correct_roll", "ballots.confirm_code"
GAVE_BACK, IN_THE_BOX = "ballots.confirm_taken_back", "ballots.deny_taken_back"
MOST = 12
TO_CORRECT = Text("异议成立：更正名册", "an objection was upheld: correct the roll")
TO_CONFIRM = Text(
    "投票码写明由您一起送交：和同伴一起送到以后确认",
    "a voting code names you as its second carrier: confirm it once you have both handed it over",
)
TAKEN_BACK = Text(
    "别人登记收回了您没有用的纸质票：是不是这样，请您说",
    "others entered that your sheet came back unused: say whether it did",
)


def waits_for(viewer: Viewer, on: date) -> list[Waits]:
    """What waits for this reader. A few queries for each kind, and for each roll to correct those that ask who
    has a stake in it."""
    if viewer.person is None:
        return []
    with remembering():
        return [*_rolls(viewer, on), *_codes(viewer), *_sheets(viewer)][:MOST]


def _rolls(viewer: Viewer, on: date) -> Iterator[Waits]:
    """An objection to a roll first corrects the roll, then the list is posted again."""
    if not viewer.posts:
        return
    holders = charter.holders_of(CORRECT, viewer.community, on)
    mine = [post for post in sorted(viewer.posts) if post in holders or body_of(post) in holders]
    owed = rolls_owed(viewer.community, on)
    rolls = {one.roll for one in owed if one.roll and one.to_correct}
    free = {roll for roll in rolls if any(_may(roll, viewer, post, on) for post in mine)}
    for one in owed:
        if one.to_correct:
            if one.roll in free:
                yield _correction(one, one.roll)
        else:
            yield from disclosure.to_post(
                one.owed, viewer, on, CORRECTED if one.corrected_on else disclosure.POST_AGAIN
            )


def _may(roll: Roll, viewer: Viewer, post: str, on: date) -> bool:
    return not has_a_stake(roll, viewer.person or "", post, on)


def _correction(one: RollOwed, roll: Roll) -> Waits:
    given = (("change", one.owed.way), ("reason", UPHELD), ("objection", one.owed.objection))
    page = Ref("objection", one.owed.objection)
    return Waits(roll.ref, one.owed.title, TO_CORRECT, one.owed.due_on, (CORRECT,), page, given)


def _codes(viewer: Viewer) -> Iterator[Waits]:
    """Whoever was named as going along says under their own sign-in that the code was handed over."""
    rows = CodeSlip.objects.filter(handed_with=viewer.person, confirmed_on=None, vote__annulled_on=None)
    rows = rows.filter(vote__community_code=viewer.community, vote__closed_at=None)
    rows = rows.filter(Q(vote__closes_at=None) | Q(vote__closes_at__gt=clock.now())).select_related("vote")
    for vote in dict.fromkeys(row.vote for row in rows.order_by("id")):
        due = clock.civil_day(vote.closes_at) if vote.closes_at else None
        yield Waits(vote.ref, question_said(vote.question), TO_CONFIRM, due, (CONFIRM,))


def _sheets(viewer: Viewer) -> Iterator[Waits]:
    """Whose vote was set aside by a sheet that somebody took back, until a second one or they themselves have said so,
    or not so. One query while there is none."""
    rows = TakenBack.objects.filter(confirmed_by=None, denied_on=None, mark__vote__community_code=viewer.community)
    rows = rows.filter(mark__vote__certified_on=None, mark__vote__annulled_on=None)
    found = list(rows.select_related("mark__vote", "mark__entry").order_by("pk"))
    mine = places_in([row.mark.vote for row in found], viewer.person) if found and viewer.person else {}
    theirs = (row.mark.vote for row in found if mine.get(row.mark.vote) == row.mark.entry)
    for vote in dict.fromkeys(theirs):
        yield Waits(vote.ref, question_said(vote.question), TAKEN_BACK, None, (GAVE_BACK, IN_THE_BOX))
