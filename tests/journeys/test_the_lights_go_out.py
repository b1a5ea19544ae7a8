"""“The power went, so the vote was off”: the list is printed an hour before, the evening is held on paper, and the
morning after it is entered as it was, with its hours, its signed list and a mark on every entry of it."""

from datetime import date, timedelta
from typing import ClassVar

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from sunward.ballots.casting.afterwards import HOUR
from sunward.ballots.models import Vote
from sunward.ballots.queries.lapses import overdue
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.guard import door_open
from sunward.meetings.models import AgendaItem, Meeting
from sunward.record.models import Journal
from tests.ballots import scenes as votes
from tests.elections.scenes import rules_of
from tests.journeys.pages import page
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import Forced
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, DIRECTOR, EVENING, SUPERVISOR, act, at
from tests.money.cases import paper
from tests.papers import png
from tests.portal.pages import signed_in
from tests.stage import CODE, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
MORNING = EVENING + timedelta(days=1)
LIST = "the signed list of that evening"
Evening = tuple[Meeting, AgendaItem, list[int]]


@pytest.fixture
def evening() -> Evening:
    """Seven of nine came in the dark and signed the list; nothing of it could be entered."""
    return scenes.called(9)


def who_came(evening: Evening, number: int = 7, opened: str = "19:05", day: date = MORNING) -> None:
    """The morning after, the clerk enters from the list who came, and when the session began."""
    meeting, _item, keys = evening
    with at(day, 9):
        scenes.admit(meeting, keys[:number], at="18:50", proof=paper(LIST))
        act("meetings.open_session", CLERK, meeting.ref, at=opened)


def put(evening: Evening, hour: str = "19:45", day: date = MORNING, **facts: object) -> Vote:
    """Whoever put the question says when it was put."""
    given = {"channels": "paper", "secret": True, "at": hour, "proof": paper(LIST)} | facts
    with at(day, 9, 10):
        return scenes.put(evening[1], **given)


def marked(name: str) -> bool:
    """Whether the newest entry of an act says that it was entered afterwards."""
    row = Journal.objects.filter(act=name).exclude(kind="refusal").latest("id")
    return any(found["rule"] == "entered_late" for found in row.findings)


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


class TestItGoesOutWhileAVoteIsOpen:
    """Seven are in the room and the question was put at half past seven, in the light; what they answered is entered
    the morning after. Before, nothing said so, and a voter who disliked it closed the vote at noon."""

    FIGURES: ClassVar[dict[str, int]] = {"for": 5, "against": 1, "abstain": 1}

    def put(self, evening: Evening, sheets: int = 0, **facts: object) -> Vote:
        meeting, item, keys = evening
        with at(EVENING, 19):
            scenes.open_with(meeting, keys[:7])
        with at(EVENING, 19, 30):
            vote = scenes.put(item, **facts)
            for key in keys[:sheets]:
                act("ballots.issue_paper", CLERK, vote.ref, entry=key)
        return vote

    def listed(self, vote: Vote, keys: list[int], **facts: object) -> None:
        given = {"entries": scenes.listed(keys), "at": "19:40", "proof": paper(LIST)} | facts
        act("ballots.enter_list", CLERK, vote.ref, **given)

    def hands(self, vote: Vote, keys: list[int], **facts: object) -> None:
        given = {"chosen": self.FIGURES, "entries": scenes.listed(keys), "at": "19:40", "proof": paper(LIST)}
        second = holder(CODE, scenes.SUPERVISION_MEMBER)
        act("ballots.count_hands", CLERK, vote.ref, **(given | {"counted_with": second} | facts))

    def test_sheets_are_entered_from_the_list_and_everything_after_them_says_so(self, evening: Evening) -> None:
        meeting, _item, keys = evening
        vote = self.put(evening, 3, channels="paper", secret=True)
        with at(MORNING, 9, 10):
            issue = lambda: act("ballots.issue_paper", CLERK, vote.ref, entry=keys[3])  # noqa: E731
            assert rules_of(issue) == {"on_its_evening"}
            assert rules_of(lambda: self.listed(vote, keys[3:7], at="")) == {"hour_said"}
            assert rules_of(lambda: self.listed(vote, keys[3:7], at="19:29")) == {"within_the_vote"}
            assert rules_of(lambda: self.listed(vote, keys[8:])) == {"in_the_room"}
            self.listed(vote, keys[3:7])
            votes.close(vote)
            votes.count_paper(vote, self.FIGURES, sheet=paper("count sheet"))
            votes.confirm(vote)
            votes.ask_back(vote)
            votes.certify(vote)
            act("meetings.close_session", CLERK, meeting.ref, at="20:30")
            words = page(f"votes/{vote.number}/", "en")
        for name in ("enter_list", "close_vote", "count_paper", "confirm_count", "certify"):
            assert marked(f"ballots.{name}"), name
        assert marked("meetings.settle_item")
        said = Journal.objects.get(act="ballots.enter_list", kind="effect").claimed_at
        assert said
        assert clock.civil_day(said) == EVENING
        assert "Entered afterwards, on a later day, from the signed list" in words
        assert "Entered afterwards: 4 answered in the room on 16 Mar" in words

    def test_hands_and_answers_too(self, evening: Evening) -> None:
        keys = evening[2][:7]
        vote = self.put(evening)
        with at(MORNING, 9, 10):
            assert rules_of(lambda: self.hands(vote, keys, at="", proof=None)) == {"hour_said", "signed_list"}
            self.hands(vote, keys)
            votes.second(vote, "hands")
            votes.confirm(vote, "hands")
            votes.close(vote)
        assert all(marked(f"ballots.{name}") for name in ("count_hands", "confirm_count", "close_vote"))
        assert votes.page_of(vote).late_sheets == 7

    def test_whoever_confirms_hands_entered_on_the_last_day_has_three_days_too(self, evening: Evening) -> None:
        vote, last = self.put(evening), EVENING + timedelta(days=3)
        with at(last, 19):
            self.hands(vote, evening[2][:7])
        with at(last, 20):
            assert rules_of(lambda: votes.act("end_unconfirmed", SUPERVISOR, vote)) == {"time_to_confirm"}
            votes.second(vote, "hands")
            votes.confirm(vote, "hands")

    def test_answers_of_the_roll_call_too(self, evening: Evening) -> None:
        keys = evening[2][:7]
        vote = self.put(evening, channels="roll_call")
        answers = {"answers": {str(key): "for" for key in keys},
                   "counted_with": holder(CODE, scenes.SUPERVISION_MEMBER)}  # fmt: skip
        call = lambda **facts: act("ballots.call_roll", CLERK, vote.ref, **(answers | facts))  # noqa: E731
        with at(MORNING, 9, 10):
            assert rules_of(call) == {"hour_said", "signed_list"}
            call(at="19:40", proof=paper(LIST))
        assert marked("ballots.call_roll")

    def test_a_count_of_the_evening_is_counted_anew_without_another_list(self, evening: Evening) -> None:
        """The second found other figures at night: the same people raised the same hands."""
        keys = evening[2][:7]
        vote = self.put(evening)
        with at(EVENING, 19, 40):
            assert rules_of(lambda: self.hands(vote, keys)) == {"afterwards"}
            self.hands(vote, keys, at="", proof=None)
            votes.second(vote, "hands", chosen={"for": 4, "against": 3})
        with at(MORNING, 9, 10):
            with pytest.raises(Refused) as refused:
                self.hands(vote, keys, proof=None)
            (why,) = (found.text.en for found in refused.value.findings if found.rule == "afterwards")
            assert why.startswith("Those who were entered before are entered anew")
            self.hands(vote, keys, at="", proof=None)
        assert not marked("ballots.count_hands")

    def test_what_is_said_of_the_hour_and_what_is_refused_agree(self, evening: Evening) -> None:
        """Before, the hint asked for the hour of whatever is entered later than at once, and writing it was refused
        all night with "it is not over"; and for good where the vote itself was entered from paper."""
        keys = evening[2][:7]
        vote = self.put(evening)
        assert "after 5 o'clock of the day after" in HOUR.en
        for day, hour in ((EVENING, 22), (MORNING, 4)):
            with at(day, hour), pytest.raises(Refused) as refused:
                self.hands(vote, keys)
            (why,) = (found.text.en for found in refused.value.findings if found.rule == "afterwards")
            assert "until 5 o'clock of the next day" in why
        with at(MORNING, 5, 5):
            self.hands(vote, keys)

    def test_after_midnight_the_room_is_still_at_it(self, evening: Evening) -> None:
        vote = self.put(evening)
        with at(MORNING, 0, 20):
            self.hands(vote, evening[2][:7], at="", proof=None)
        assert not marked("ballots.count_hands")

    def test_for_three_days_no_voter_closes_it_before_they_are_entered(self, evening: Evening) -> None:
        meeting, _item, keys = evening
        vote = self.put(evening, 3, channels="paper", secret=True)
        voter = str(meeting.roll.entries.order_by("id")[0].person)  # type: ignore[union-attr]
        close = lambda: act("ballots.close_vote", "anyone", vote.ref, by=voter)  # noqa: E731
        with at(MORNING, 12, 1):
            assert rules_of(close) == {"open"}
        last = EVENING + timedelta(days=3)
        with at(last + timedelta(days=1), 9):
            assert rules_of(lambda: self.listed(vote, keys[3:7])) == {"entered_in_time"}
        with at(last, 12, 1):
            self.listed(vote, keys[3:7])
            close()

    @pytest.mark.parametrize("channels", ["hands", "paper"])
    def test_nor_does_an_office_before_everybody_is_entered(self, evening: Evening, channels: str) -> None:
        """The clerk closed it the morning after, and nobody could enter the hands of the room any more."""
        keys, paper_is_out = evening[2], channels == "paper"
        vote = self.put(evening, 3 if paper_is_out else 0, channels=channels, secret=paper_is_out)
        with at(MORNING, 9):
            for post in (CLERK, SUPERVISOR):
                assert rules_of(lambda post=post: act("ballots.close_vote", post, vote.ref)) == {"room_entered"}
        with at(EVENING + timedelta(days=3), 9):
            if paper_is_out:
                self.listed(vote, keys[3:7])
            else:
                self.hands(vote, keys[:7])
                votes.second(vote, "hands")
            votes.close(vote)
        closed = Journal.objects.filter(act="ballots.close_vote").exclude(kind="refusal").latest("id")
        assert "uncounted_in_room" not in {found["rule"] for found in closed.findings}

    @pytest.mark.parametrize("channels", ["hands", "roll_call"])
    def test_whoever_had_gone_before_it_was_answered_is_not_asked_for(self, evening: Evening, channels: str) -> None:
        """Seen before: with everybody else counted and confirmed it waited three days, and asked for them "from the
        signed list": an invitation to enter whom nobody had seen."""
        meeting, _item, keys = evening
        vote = self.put(evening, channels=channels)
        with at(EVENING, 19, 35):
            scenes.leave(meeting, keys[6:7])
        with at(MORNING, 9, 10):
            assert rules_of(lambda: votes.close(vote)) >= {"room_entered"}
            self.answered(vote, channels, keys[:6])
            votes.close(vote)
        closed = Journal.objects.filter(act="ballots.close_vote").exclude(kind="refusal").latest("id")
        assert "uncounted_in_room" in {found["rule"] for found in closed.findings}

    def test_whoever_went_after_it_was_answered_is(self, evening: Evening) -> None:
        meeting, _item, keys = evening
        vote = self.put(evening)
        with at(EVENING, 19, 50):
            scenes.leave(meeting, keys[6:7])
        with at(MORNING, 9, 10):
            self.answered(vote, "hands", keys[:6])
            assert rules_of(lambda: votes.close(vote)) == {"room_entered"}

    def test_on_one_word_alone_nobody_is_left_out(self, evening: Evening) -> None:
        """A clerk who enters that they left, and hands of the others, has no second yet."""
        meeting, _item, keys = evening
        vote = self.put(evening)
        with at(MORNING, 9, 10):
            scenes.leave(meeting, keys[1:7], at="19:35")
            self.hands(vote, keys[:1], chosen={"against": 1})
            assert "hands_of_all" in rules_of(lambda: votes.close(vote))

    def answered(self, vote: Vote, channels: str, keys: list[int]) -> None:
        if channels == "hands":
            self.hands(vote, keys, chosen={"for": 5, "against": 1})
            votes.second(vote, "hands")
            votes.confirm(vote, "hands")
            return
        answers = {str(key): "for" for key in keys}
        second = holder(CODE, scenes.SUPERVISION_MEMBER)
        act("ballots.call_roll", CLERK, vote.ref, answers=answers, counted_with=second, at="19:40", proof=paper(LIST))
        votes.second(vote, "roll_call")
        votes.confirm(vote, "roll_call")

    def test_what_is_overdue_tells_to_enter_them_first(self, evening: Evening) -> None:
        """It said to close the vote, while the close was refused until everybody was entered."""
        self.put(evening, channels="hands", secret=False)
        last = EVENING + timedelta(days=3)
        for day, listed in ((MORNING, True), (last, True), (last + timedelta(days=1), False)):
            with at(day, 12, 1):
                (told,) = overdue(CODE, day)
            assert ("签了字的名单" in told.next_step.zh) is listed
            assert (f"the signed list until {last}" in told.next_step.en) is listed

    def test_once_the_days_are_over_an_office_closes_it_and_it_is_marked(self, evening: Evening) -> None:
        vote = self.put(evening)
        with at(EVENING + timedelta(days=4), 0, 1):
            votes.close(vote)
        closed = Journal.objects.filter(act="ballots.close_vote").exclude(kind="refusal").latest("id")
        assert "uncounted_in_room" in {found["rule"] for found in closed.findings}

    @pytest.mark.parametrize(("day", "hour"), [(EVENING, 23), (MORNING, 4)])
    def test_on_its_evening_it_is_closed_as_ever(self, evening: Evening, day: date, hour: int) -> None:
        vote = self.put(evening)
        with at(day, hour):
            votes.close(vote)

    def test_what_was_put_on_paper_is_not_closed_before_its_sheets_either(self, evening: Evening) -> None:
        who_came(evening)
        vote = put(evening)
        with at(MORNING, 9, 15):
            for key in evening[2][:6]:
                act("ballots.issue_paper", CLERK, vote.ref, entry=key)
        with at(MORNING, 9, 30):
            assert rules_of(lambda: votes.close(vote)) == {"room_entered"}
            act("ballots.issue_paper", CLERK, vote.ref, entry=evening[2][6])
            votes.close(vote)

    def test_where_nobody_is_left_to_enter_noon_is_enough(self, evening: Evening) -> None:
        meeting, _item, keys = evening
        vote = self.put(evening, 7, channels="paper", secret=True)
        assert keys
        with at(MORNING, 12, 1):
            voter = str(meeting.roll.entries.order_by("id")[0].person)  # type: ignore[union-attr]
            act("ballots.close_vote", "anyone", vote.ref, by=voter)
        assert not marked("ballots.close_vote")

    def test_the_pages_ask_for_hour_and_list(self, evening: Evening, client: Client) -> None:
        keys = evening[2]
        vote = self.put(evening, 3, channels="paper,roll_call")
        urls = {name: f"/en/c/{CODE}/votes/{vote.number}/{name}/" for name in ("door", "roll-call")}
        with at(MORNING, 9, 10):
            clerk = signed_in(client, holder(CODE, CLERK))
            words = clerk.get(urls["door"], {"q": "代表"}).content.decode()
            assert 'name="at"' in words
            assert 'name="proof"' in words
            assert 'name="at"' in clerk.get(urls["roll-call"]).content.decode()
            photograph = SimpleUploadedFile("list.png", png("list"), "image/png")
            clerk.post(urls["door"], {"entries": [str(keys[3])], "at": "19:40", "proof": photograph})
            facts = {f"said-{keys[4]}": "for", "counted_with": holder(CODE, scenes.SUPERVISION_MEMBER), "at": "19:40"}
            clerk.post(urls["roll-call"], facts | {"proof": SimpleUploadedFile("two.png", png("list"), "image/png")})
        assert votes.page_of(vote).late_sheets == 2


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
