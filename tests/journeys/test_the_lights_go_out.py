"""“The power went, so the vote was off”: the list is printed an hour before, the evening is held on paper, and the
morning after it is entered as it was, with its hours, its signed list and a mark on every entry of it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.guard import door_open
from sunward.meetings.models import AgendaItem, Meeting
from sunward.record.models import Journal
from tests.ballots import scenes as votes
from tests.elections.scenes import rules_of
from tests.journeys.dark import LIST, MORNING, Evening, marked, put, who_came
from tests.journeys.pages import page
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import Forced
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, DIRECTOR, EVENING, act, at
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CODE, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]


@pytest.fixture
def evening() -> Evening:
    """Seven of nine came in the dark and signed the list; nothing of it could be entered."""
    return scenes.called(9)


def test_an_hour_before_the_vote_the_list_can_be_printed(evening: Evening, client: Client) -> None:
    meeting = evening[0]
    assert meeting.roll
    with at(EVENING, 18):
        signed_in(client, holder(CODE, CLERK))
        words = client.get(f"/en/c/{CODE}/rolls/{meeting.roll.number}/list/").content.decode()
    assert all(f"代表0{number}" in words for number in range(1, 10))
    assert "Signature" in words
    assert "2026-03-16" in words or "16 March 2026" in words


def test_the_evening_is_entered_from_paper_and_its_result_stands(evening: Evening) -> None:
    meeting, item, keys = evening
    who_came(evening)
    assert marked("meetings.admit")
    assert marked("meetings.open_session")
    vote = put(evening)
    assert (vote.opened_at, vote.opened_on, vote.present) == (clock.moment(EVENING, 19, 45), MORNING, 7)
    with at(MORNING, 9, 15):
        for key in keys[:7]:
            act("ballots.issue_paper", CLERK, vote.ref, entry=key)
        assert "in_the_room" in rules_of(lambda: act("ballots.issue_paper", CLERK, vote.ref, entry=keys[8]))
    with at(MORNING, 9, 30):
        votes.close(vote)
        votes.count_paper(vote, {"for": 5, "against": 1, "abstain": 1}, sheet=paper("count sheet"))
        votes.confirm(vote)
        votes.ask_back(vote)
        votes.certify(vote)
        act("meetings.close_session", CLERK, meeting.ref, at="20:30")
        words = page(f"votes/{vote.number}/", "en")
    assert votes.figures(vote).votes("for") == 5
    assert AgendaItem.objects.get(pk=item.pk).settled_on == MORNING
    for name in (
        *("meetings.put_to_vote", "ballots.open_vote", "ballots.close_vote", "ballots.count_paper"),
        *("ballots.confirm_count", "ballots.certify", "meetings.settle_item", "meetings.close_session"),
    ):
        assert marked(name), name
    said = Journal.objects.filter(act="meetings.put_to_vote").latest("id").claimed_at
    assert said
    assert clock.civil_day(said) == EVENING
    assert "Held on paper without power" in words
    assert "Held on paper and entered afterwards" in words


def test_answers_of_a_roll_call_by_candle_light_are_entered_from_the_list(evening: Evening) -> None:
    _meeting, _item, keys = evening
    who_came(evening)
    vote = put(evening, channels="roll_call", secret=False)
    with at(MORNING, 9, 15):
        said = {str(key): "for" for key in keys[:7]}
        second = holder(CODE, scenes.SUPERVISION_MEMBER)
        act("ballots.call_roll", CLERK, vote.ref, answers=said, counted_with=second)
        votes.sure_of_the_call(vote)
    assert marked("ballots.call_roll")
    with at(MORNING, 9, 25):
        votes.close(vote)
    assert votes.figures(vote).votes("for") == 7


def test_hands_of_a_vote_that_was_itself_entered_from_paper_have_no_hour_of_their_own(evening: Evening) -> None:
    who_came(evening)
    vote = put(evening, channels="hands", secret=False)
    facts = {"chosen": {"for": 7}, "entries": ",".join(map(str, evening[2][:7])), "at": "19:50",
             "counted_with": holder(CODE, scenes.SUPERVISION_MEMBER)}  # fmt: skip
    with at(MORNING, 9, 15):
        with pytest.raises(Refused, match="本身就是从纸上补记的"):
            act("ballots.count_hands", CLERK, vote.ref, **facts)
        act("ballots.count_hands", CLERK, vote.ref, **(facts | {"at": ""}))


def test_without_the_signed_list_nothing_is_entered(evening: Evening) -> None:
    who_came(evening)
    assert rules_of(lambda: put(evening, proof=None)) == {"signed_list"}


def test_after_three_days_it_is_too_late(evening: Evening) -> None:
    who_came(evening)
    assert rules_of(lambda: put(evening, day=EVENING + timedelta(days=4))) == {"entered_in_time"}
    put(evening, day=EVENING + timedelta(days=3))


def test_no_hour_outside_the_session(evening: Evening) -> None:
    who_came(evening)
    assert rules_of(lambda: put(evening, "19:04")) == {"within_the_session"}
    with at(MORNING, 9, 5):
        act("meetings.close_session", CLERK, evening[0].ref, at="20:30")
    assert "open" in rules_of(lambda: put(evening, "20:45"))


def test_nothing_is_put_a_second_time(evening: Evening) -> None:
    who_came(evening)
    put(evening)
    assert "once" in rules_of(lambda: put(evening, "20:00"))


def test_on_the_evening_itself_no_earlier_hour_is_chosen(evening: Evening) -> None:
    meeting, _item, keys = evening
    with at(EVENING, 19):
        scenes.open_with(meeting, keys[:7])
    with at(EVENING, 20):
        scenes.leave(meeting, keys[2:7])
    assert "afterwards" in rules_of(lambda: _at_night(evening))


def _at_night(evening: Evening) -> None:
    with at(EVENING, 22):
        scenes.put(evening[1], channels="hands", at="19:30", proof=paper(LIST))


def test_quorum_is_that_of_the_hour(evening: Evening) -> None:
    who_came(evening)
    with at(MORNING, 9, 5):
        scenes.leave(evening[0], evening[2][2:7], at="19:30")
    assert rules_of(lambda: put(evening)) == {"quorum"}


def test_nobody_votes_by_it_who_was_not_there(evening: Evening) -> None:
    """By the web or at a terminal people would vote the morning after."""
    who_came(evening)
    assert "on_paper" in rules_of(lambda: put(evening, channels="paper,terminal"))
    assert "on_paper" in rules_of(lambda: put(evening, closes_at="2026-03-18 20:00"))


def test_nobody_was_told_the_morning_after() -> None:
    """What was put on the agenda, or told, once the evening was over, was told to nobody."""
    with at(scenes.CALLED, 9):
        roll = scenes.freeze(scenes.people(9))
        meeting = scenes.convene()
    with at(MORNING, 8):
        item = scenes.add_item(meeting)
        scenes.notify(meeting)
    scene = (scenes.again(meeting), item, scenes.entries(roll))
    who_came(scene)
    assert "told_before" in rules_of(lambda: put(scene))


def test_its_sheets_are_entered_before_anybody_closes_it(evening: Evening) -> None:
    """Its evening is over, but it is not left open: whoever dislikes what the sheets say cannot close it before they
    are entered, and ten minutes are left from its entry on."""
    who_came(evening)
    vote = put(evening)
    voter = str(evening[0].roll.entries.order_by("id")[0].person)  # type: ignore[union-attr]
    with at(MORNING, 9, 11):
        assert "open" in rules_of(lambda: act("ballots.close_vote", "anyone", vote.ref, by=voter))
        assert "time_to_vote" in rules_of(lambda: votes.close(vote))


class TestTooFewCameInTheDark:
    def adjourned(self, evening: Evening, hour: str = "19:40", day: date = MORNING, **facts: object) -> Meeting:
        with at(day, 9, 10):
            act("meetings.adjourn", CLERK, evening[0].ref, **({"at": hour, "proof": paper(LIST)} | facts))
        return scenes.again(evening[0])

    def test_it_is_adjourned_at_its_hour_and_marked(self, evening: Evening) -> None:
        who_came(evening, 3)
        assert self.adjourned(evening).adjourned_at == clock.moment(EVENING, 19, 40)
        assert marked("meetings.adjourn")

    def test_not_without_the_list_nor_after_three_days(self, evening: Evening) -> None:
        who_came(evening, 3)
        assert rules_of(lambda: self.adjourned(evening, proof=None)) == {"signed_list"}
        assert rules_of(lambda: self.adjourned(evening, day=EVENING + timedelta(days=4))) == {"entered_in_time"}

    def test_not_before_the_last_came(self, evening: Evening) -> None:
        """At 19:40 too few had come; at eight there were enough."""
        who_came(evening, 3)
        with at(MORNING, 9, 5):
            scenes.admit(evening[0], evening[2][3:7], at="20:00")
        assert rules_of(lambda: self.adjourned(evening)) == {"after_the_last"}
        assert rules_of(lambda: self.adjourned(evening, "20:10")) == {"no_quorum"}

    @pytest.mark.parametrize("post", [CLERK, DIRECTOR])
    def test_a_night_does_not_hand_the_petitioners_evening_to_others(self, post: str) -> None:
        """Who may end it was settled on its evening: the hour that is said is judged by it."""
        forced = Forced()
        with at(forced.meeting.starts_at.date() + timedelta(days=1), 9):
            end = lambda: act("meetings.adjourn", post, forced.meeting.ref, at="20:00", proof=paper(LIST))  # noqa: E731
            assert rules_of(end) == {"open"}


def test_the_room_leads_to_the_pages_that_ask_for_hour_and_list(evening: Evening, client: Client) -> None:
    meeting, item, _keys = evening
    who_came(evening)
    clerk, director = holder(CODE, CLERK), holder(CODE, DIRECTOR)
    with at(MORNING, 9, 5):
        room = signed_in(client, clerk).get(f"/en/c/{CODE}/meetings/{meeting.number}/room/").content.decode()
        asks = signed_in(client, director).get(f"/en/c/{CODE}/do/meetings.put_to_vote/item:{item.number}/")
    assert "Held on paper without power?" in room
    assert "meetings.close_session" in room
    assert 'name="proof"' in asks.content.decode()


@pytest.mark.postgres
def test_the_database_refuses_an_entry_before_its_question(evening: Evening) -> None:
    who_came(evening)
    vote = put(evening)
    vote.pk, vote.number, vote.entered_at = None, "XY-V-none", vote.opened_at
    with pytest.raises(IntegrityError), transaction.atomic(), door_open():
        vote.save(force_insert=True)
