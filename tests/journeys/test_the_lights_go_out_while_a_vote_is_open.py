"""The question was put in the light, and the power went before the answers were entered: they are entered the morning
after, from the signed list, and nobody closes the vote before."""

from datetime import date, timedelta
from typing import ClassVar

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sunward.ballots.casting.afterwards import HOUR
from sunward.ballots.models import Vote
from sunward.ballots.queries.lapses import overdue
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.record.models import Journal
from tests.ballots import scenes as votes
from tests.elections.scenes import rules_of
from tests.journeys.dark import LIST, MORNING, Evening, marked, put, who_came
from tests.journeys.pages import page
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, SUPERVISOR, act, at
from tests.money.cases import paper
from tests.papers import png
from tests.portal.pages import signed_in
from tests.stage import CODE, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]


@pytest.fixture
def evening() -> Evening:
    """Seven of nine came in the dark and signed the list; nothing of it could be entered."""
    return scenes.called(9)


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

    def test_its_page_says_why_it_is_not_closed_and_until_when(self, evening: Evening) -> None:
        """The hour was over, the close refused for two days, and the clerk's form alone said why."""
        vote, last = self.put(evening), EVENING + timedelta(days=3)
        for moment_of, held in ((at(EVENING, 23), False), (at(MORNING, 9), True), (at(last, 9), True),
                                (at(last + timedelta(days=1), 9), False)):  # fmt: skip
            with moment_of:
                page = Client().get(f"/zh/c/{CODE}/votes/{vote.number}/").content.decode()
            assert ("凭签了字的名单登记" in page) is held
            assert (f"{last.month}月{last.day}日以前" in page) is held

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
