"""Nine of nine voted for it. Before the certificate the deputy withdrew the matter, and nothing was decided; a delegate
who was not in the room did so while hands were up."""

from datetime import date, timedelta

import pytest

from sunward.ballots.models import Vote
from sunward.decisions.models import Decision, Matter
from sunward.kernel.refs import Ref
from sunward.meetings.models import AgendaItem, Meeting
from tests import stage
from tests.ballots import scenes as votes
from tests.ballots.petitions.scenes import residents
from tests.ballots.scenes import rules_of
from tests.meetings import scenes as meetings
from tests.stage import CODE, DEPUTY, DIRECTOR, SUPERVISOR

pytestmark = pytest.mark.usefixtures("community")
EVENING = meetings.EVENING


class Evening:
    """A matter that the deputy brought, on the agenda of the representatives."""

    def __init__(self) -> None:
        with meetings.at(meetings.CALLED, 9):
            done = stage.act("decisions.open_matter", DEPUTY, stage.here(), title="房屋出租", kind="asset_lease")
            assert done.result
            self.matter: Ref = done.result
            self.roll = meetings.freeze(meetings.people(9))
            self.meeting = meetings.convene(CODE, roll=self.roll.number)
            self.item: AgendaItem = meetings.add_item(self.meeting, about=str(self.matter))

    def told(self) -> None:
        with meetings.at(meetings.CALLED, 10):
            meetings.notify(self.meeting)

    def put(self) -> Vote:
        self.told()
        with meetings.at(EVENING):
            meetings.open_with(Meeting.objects.get(pk=self.meeting.pk), meetings.entries(self.roll))
            return meetings.put(self.item)

    def count(self, vote: Vote) -> None:
        with meetings.at(EVENING, 20):
            meetings.count_hands(vote, meetings.entries(self.roll), {"for": 9})

    def barred(self, post: str = DEPUTY, by: str | None = None, on: date = EVENING) -> set[str]:
        with meetings.at(on, 21):
            return rules_of(lambda: self.withdraw(post, by))

    def withdraw(self, post: str = DEPUTY, by: str | None = None) -> None:
        stage.act("decisions.withdraw_matter", post, self.matter, by=by, reason="不议了")
        assert Matter.objects.get(number=self.matter.id).withdrawn_on


def test_from_the_notice_until_the_result_is_told_nobody_withdraws_it() -> None:
    evening = Evening()
    vote = evening.put()
    assert evening.barred(on=meetings.CALLED) == {"not_announced"}
    assert evening.barred() == {"not_announced"}
    evening.count(vote)
    assert evening.barred() == {"not_announced"}
    assert evening.barred(on=EVENING + timedelta(days=9)) == {"not_announced"}
    with meetings.at(EVENING, 22):
        meetings.certify(vote)
    assert Decision.objects.filter(matter__number=evening.matter.id).exists()


def test_who_did_not_bring_it_does_not_withdraw_it() -> None:
    evening = Evening()
    with meetings.at(meetings.CALLED, 9):
        delegate = votes.delegate(residents(1)[0])
    assert evening.barred("representatives_meeting.delegate", delegate, meetings.CALLED) == {"brought_by"}
    vote = evening.put()
    assert evening.barred("representatives_meeting.delegate", delegate) == {"brought_by", "not_announced"}
    assert vote.closed_at is None


@pytest.mark.parametrize("post", [DEPUTY, DIRECTOR])
def test_before_the_notice_whoever_brought_it_and_their_body_may(post: str) -> None:
    evening = Evening()
    with meetings.at(meetings.CALLED, 21):
        evening.withdraw(post)


def test_once_the_vote_is_annulled_and_the_evening_over_it_is_withdrawn() -> None:
    evening = Evening()
    vote = evening.put()
    with meetings.at(EVENING, 20):
        votes.act("annul_vote", SUPERVISOR, vote, grounds="question", because="写错了")
    assert evening.barred() == {"not_announced"}, "it can be put again the same evening"
    with meetings.at(EVENING, 22):
        meetings.act("meetings.close_session", DIRECTOR, evening.meeting.ref)
        evening.withdraw()


def test_a_session_that_was_never_held_or_left_open_keeps_it_for_one_night_at_most() -> None:
    missed = Evening()
    missed.told()
    assert missed.barred() == {"not_announced"}
    with meetings.at(EVENING + timedelta(days=1), 9):
        missed.withdraw()


def test_where_the_vote_was_lost_nothing_waits_for_a_report() -> None:
    evening = Evening()
    vote = evening.put()
    with meetings.at(EVENING, 20):
        meetings.count_hands(vote, meetings.entries(evening.roll), {"against": 9})
        meetings.certify(vote)
        meetings.act("meetings.close_session", DIRECTOR, evening.meeting.ref)
        assert Matter.objects.get(number=evening.matter.id).steps.exists()
    with meetings.at(EVENING, 22):
        evening.withdraw()
