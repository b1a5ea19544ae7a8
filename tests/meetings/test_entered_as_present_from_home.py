"""Five of nine came, and six make the quorum: the clerk enters a sixth who sits at home. They say that they were not
there.

Seen before: the question was put, five hands were counted by honest tellers, and it was certified "of the 6 present".
Whoever sat at home read that nobody had counted them, and could say that they had been left out, the opposite of the
truth.
"""

from dataclasses import dataclass, field

import pytest
from django.test import Client

from sunward.ballots import queries as ballots
from sunward.ballots.models import FalseProxy, Vote
from sunward.kernel.acts import Done
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import new_id
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.session.doorcodes import door_code
from sunward.record.models import Journal
from tests import stage
from tests.ballots import scenes as votes
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, EVENING, act, at, broken
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CODE, SUPERVISOR, marks

pytestmark = pytest.mark.usefixtures("community")


@dataclass
class Evening:
    """The first five came; the sixth sits at home, and is entered as there."""

    people: list[str] = field(init=False)
    keys: list[int] = field(init=False)
    meeting: Meeting = field(init=False)
    item: AgendaItem = field(init=False)

    def __post_init__(self) -> None:
        with at(CALLED, 9):
            self.people = scenes.people(9)
            roll = scenes.freeze(self.people)
            self.meeting = scenes.convene()
            self.item = scenes.add_item(self.meeting)
            scenes.notify(self.meeting)
        self.keys = scenes.entries(roll)
        with at(EVENING, 19, 0):
            scenes.open_with(self.meeting, self.keys[:5])
            assert broken(self.puts) == {"quorum"}
            scenes.admit(self.meeting, self.keys[5:6])

    @property
    def home(self) -> str:
        return self.people[5]

    def puts(self, **facts: str) -> Vote:
        return scenes.put(self.item, **facts)

    def put(self, **facts: str) -> Vote:
        with at(EVENING, 19, 5):
            return self.puts(**facts)

    def denies(self, hour: int = 19, minute: int = 10, by: str = "") -> Done:
        with at(EVENING, hour, minute):
            return act("meetings.deny_presence", "anyone", self.meeting.ref, by=by or self.home)

    def comes(self) -> Done:
        """By their own code."""
        code = door_code(self.meeting, self.home)
        return act("meetings.admit", CLERK, self.meeting.ref, how="code", codes=code)

    def raised(self, vote: Vote, number: int, hands: dict[str, int]) -> None:
        with at(EVENING, 19, 15):
            scenes.confirm_hands(vote, self.keys[:number], hands)

    def ended(self, vote: Vote) -> Done:
        with at(EVENING, 19, 30):
            votes.close(vote)
            return self.certified(vote)

    def certified(self, vote: Vote) -> Done:
        vote.refresh_from_db()
        votes.ask_back(vote)
        return votes.certify(vote)


@pytest.fixture
def evening() -> Evening:
    return Evening()


def test_their_word_takes_them_out_of_the_quorum_to_come(evening: Evening) -> None:
    assert evening.denies(19, 4).entry.public["votes"] == 0
    with at(EVENING, 19, 5):
        assert broken(evening.puts) == {"quorum"}
        again = scenes.admit(evening.meeting, evening.keys[5:6])
        assert marks(again) == {"presence_denied"}, "that the clerk ticks them once more lets nobody in"
        assert broken(evening.puts) == {"quorum"}
        assert not marks(evening.comes()), "come after all, they say their code at the door"
        assert "said_not_there" not in marks(act("meetings.put_to_vote", scenes.DIRECTOR, evening.item.ref))


def test_said_at_the_desk_and_entered_by_others_anew_the_vote_says_so(evening: Evening) -> None:
    """Whoever has no page has no code: they are ticked as ever, and whatever hangs on it is marked."""
    with at(EVENING, 19, 4):
        stage.served("meetings.deny_presence", evening.home, evening.meeting.ref, signed=paper("slip"))
    with at(EVENING, 19, 5):
        assert marks(scenes.admit(evening.meeting, evening.keys[5:6])) == {"said_not_there"}
        put = act("meetings.put_to_vote", scenes.DIRECTOR, evening.item.ref)
        assert "said_not_there" in marks(put)
        vote = Vote.objects.latest("id")
    evening.raised(vote, 5, {"for": 4, "against": 1})
    evening.ended(vote)
    result = Journal.objects.filter(act="meetings.settle_item").latest("id")
    assert "said_not_there" in {one["rule"] for one in result.findings if not one["ok"]}


def test_of_two_entries_the_wrong_one_is_denied(evening: Evening) -> None:
    """Ticked by a slip before they came, and there in truth later: the word about the first leaves the second."""
    with at(EVENING, 19, 2):
        scenes.leave(evening.meeting, evening.keys[5:6])
    with at(EVENING, 19, 4):
        scenes.admit(evening.meeting, evening.keys[5:6])
    vote = evening.put()
    with at(EVENING, 19, 6):
        with pytest.raises(FactsError, match="19:00, 19:04"):
            act("meetings.deny_presence", "anyone", evening.meeting.ref, by=evening.home, came="18:50")
        done = act("meetings.deny_presence", "anyone", evening.meeting.ref, by=evening.home, came="19:00")
    assert done.entry.public["votes"] == 0
    assert evening.keys[5] in ballots.may_raise_a_hand(vote.number)
    assert not FalseProxy.objects.exists()


def asked_which(client: Client, evening: Evening, person: str, served: str = "") -> str:
    """The form, as somebody reads it."""
    address = f"/en/c/{CODE}/do/meetings.deny_presence/{evening.meeting.ref}/"
    page = signed_in(client, person).get(address, {"for": served} if served else {})
    assert page.status_code == 200
    return page.content.decode()


def test_which_entry_is_asked_of_nobody_who_has_one(evening: Evening, client: Client) -> None:
    """Failed before: everybody was asked for an hour."""
    with at(EVENING, 19, 6):
        for page in (
            asked_which(client, evening, evening.home),
            asked_which(client, evening, stage.holder(CODE, CLERK), evening.home),
        ):
            assert 'name="came"' not in page
        address = f"/en/c/{CODE}/do/meetings.deny_presence/{evening.meeting.ref}/"
        assert signed_in(client, evening.home).post(address, {"key": new_id()}).status_code == 302
    assert evening.meeting.attendance.get(entry=evening.keys[5]).denied_on


@pytest.mark.parametrize(("chosen", "left"), [("19:00", 1), ("all", 0)])
def test_whoever_has_two_chooses_one_or_all(evening: Evening, client: Client, chosen: str, left: int) -> None:
    with at(EVENING, 19, 2):
        scenes.leave(evening.meeting, evening.keys[5:6])
    with at(EVENING, 19, 4):
        scenes.admit(evening.meeting, evening.keys[5:6])
    with at(EVENING, 19, 6):
        assert "the entry of 19:04" in asked_which(client, evening, stage.holder(CODE, CLERK), evening.home)
        assert "the entry of 19:04" in asked_which(client, evening, evening.home)
        address = f"/en/c/{CODE}/do/meetings.deny_presence/{evening.meeting.ref}/"
        assert client.post(address, {"key": new_id()}).status_code == 422, "whoever passed it over has denied nothing"
        assert client.post(address, {"came": chosen, "key": new_id()}).status_code == 302
    assert evening.meeting.attendance.filter(entry=evening.keys[5], denied_on=None).count() == left


@pytest.mark.parametrize("put_first", [True, False])
def test_what_their_own_code_let_in_stays(evening: Evening, put_first: bool) -> None:
    vote = evening.put() if put_first else None
    with at(EVENING, 19, 6):
        scenes.leave(evening.meeting, evening.keys[5:6])
    with at(EVENING, 19, 7):
        evening.comes()
        vote = vote or scenes.put(evening.item)
    assert evening.denies().entry.public["votes"] == put_first, "counted as there when it was put, they were not"
    assert evening.keys[5] in ballots.may_raise_a_hand(vote.number), "come since, they vote"
    assert evening.meeting.attendance.get(how="code").denied_on is None


def test_put_with_them_it_is_marked_and_can_be_annulled(evening: Evening) -> None:
    vote = evening.put()
    assert evening.denies().entry.public["votes"] == 1
    evening.raised(vote, 5, {"for": 4, "against": 1})
    with at(EVENING, 19, 30):
        votes.close(vote)
        assert "denied" in ballots.grounds_borne_out(vote.number), "without them five were there, and six are needed"
        shown = ballots.vote_page(vote.number)
        assert shown
        assert shown.entered_absent == 1
        assert any("they were not there" in text.en for text in shown.doubts)
        votes.act("annul_vote", SUPERVISOR, vote, grounds="denied", because="到会人数不够")


def test_certified_all_the_same_it_stands_with_certificate_result_and_minutes(evening: Evening) -> None:
    vote = evening.put()
    evening.raised(vote, 5, {"for": 4, "against": 1})
    with at(EVENING, 19, 30):
        votes.close(vote)
    evening.denies(19, 40)
    with at(EVENING, 19, 50):
        certificate = evening.certified(vote)
        assert {"absent_present", "false_proxies_decide"} <= marks(certificate)
        result = Journal.objects.filter(act="meetings.settle_item").latest("id")
        assert "absent_present" in {one["rule"] for one in result.findings if not one["ok"]}
        act("meetings.close_session", CLERK, evening.meeting.ref)
    with at(EVENING, 20, 0):
        content = scenes.minutes_of(evening.meeting).content
    assert any("1 whom the list of who came has" in mark["en"] for mark in content["marks"])
    assert any("not there" in mark["en"] for mark in content["items"][0]["votes"][0]["marks"])
    number = evening.home.removeprefix("person:")
    told = Journal.objects.filter(act="ballots.note_absent").latest("id")
    assert number not in str(told.public) + str(told.findings)


@pytest.mark.parametrize("closed", [False, True])
def test_a_hand_that_was_counted_for_them_is_marked(evening: Evening, closed: bool) -> None:
    vote = evening.put()
    evening.raised(vote, 6, {"for": 4, "against": 2})
    if not closed:
        evening.denies(19, 20)
    with at(EVENING, 19, 30):
        votes.close(vote)
    if closed:
        evening.denies(19, 40)
    with at(EVENING, 19, 50):
        shown = ballots.vote_page(vote.number)
        assert shown
        assert shown.entered_absent == 1
        assert (shown.false_proxies, shown.places_of_nobody) == (0, 0), "no proxy came"
        assert {"absent_voted", "false_proxies_decide"} <= marks(evening.certified(vote))
    assert votes.rules_of(lambda: evening.denies(20, 0)) == {"entered_as_there"}


def test_an_answer_and_a_sheet_are_too(evening: Evening) -> None:
    vote = evening.put(channels="roll_call")
    with at(EVENING, 19, 8):
        votes.call_roll(vote, dict.fromkeys(evening.people[:6], "for"))
        votes.sure_of_the_call(vote)
    evening.denies()
    assert "absent_voted" in marks(evening.ended(vote))


def test_a_sheet_that_they_took_at_home_is_theirs(evening: Evening) -> None:
    """Where people outside vote too they take it at the desk: that they were not in the room takes nothing from it."""
    vote = evening.put(channels="web,paper", closes_at=f"{EVENING} 22:00")
    with at(EVENING, 19, 8):
        votes.issue(vote, evening.home)
    evening.denies()
    found = ballots.how_i_voted(evening.home, vote.number)
    assert found
    assert not found.not_there
    assert ballots.vote_page(vote.number).entered_absent == 1  # type: ignore[union-attr]


def test_nothing_more_is_taken_for_them_until_they_come(evening: Evening) -> None:
    vote = evening.put()
    evening.denies()
    assert evening.keys[5] not in ballots.may_raise_a_hand(vote.number)
    with at(EVENING, 19, 12):
        assert ballots.passed_over(evening.home, vote.number) == "freed"
        evening.comes()
        assert evening.keys[5] in ballots.may_raise_a_hand(vote.number)
    evening.raised(vote, 6, {"for": 4, "against": 2})
    done = evening.ended(vote)
    assert "absent_voted" not in marks(done), "the hand is their own"
    assert "absent_present" in marks(done), "when it was put they were not there"


def test_nobody_denies_what_was_not_said_of_them(evening: Evening) -> None:
    assert votes.rules_of(lambda: evening.denies(by=evening.people[7])) == {"entered_as_there"}
    evening.denies()
    assert votes.rules_of(evening.denies) == {"entered_as_there"}


def test_at_the_desk_by_a_slip(evening: Evening) -> None:
    evening.put()
    name, about = "meetings.deny_presence", evening.meeting.ref
    with at(EVENING, 19, 20):
        assert votes.rules_of(lambda: stage.served(name, evening.home, about, signed=None)) == {"signed_at_desk"}
        stage.served(name, evening.home, about, signed=paper("slip"))
    assert FalseProxy.objects.exists()
    assert evening.meeting.attendance.get(entry=evening.keys[5]).denied_at_desk


@pytest.mark.usefixtures("own_keys")
def test_the_pages_of_meeting_vote_and_minutes_offer_and_tell_it(evening: Evening, client: Client) -> None:
    vote, wanted = evening.put(), "do/meetings.deny_presence/"
    evening.raised(vote, 5, {"for": 4, "against": 1})
    pages = (f"/en/c/{CODE}/votes/{vote.number}/", f"/en/c/{CODE}/meetings/{evening.meeting.number}/")
    with at(EVENING, 19, 20):
        signed_in(client, evening.people[7])
        assert not any(wanted in client.get(page).content.decode() for page in pages)
        signed_in(client, evening.home)
        assert all(wanted in client.get(page).content.decode() for page in pages)
    with at(EVENING, 19, 30):
        votes.close(vote)
        act("meetings.close_session", CLERK, evening.meeting.ref)
        scenes.minutes_of(evening.meeting)
    evening.denies(19, 40)
    with at(EVENING, 19, 50):
        signed_in(client, evening.home)
        read = client.get(pages[0]).content.decode()
        assert wanted not in read
        assert "do/ballots.deny_answer/" not in read
        assert "have said that you were not" in read
        assert "Say that they were not there, though entered as present" in read
        signed_in(client, evening.people[0])
        minutes = client.get(f"{pages[1]}minutes/").content.decode()
        assert "says that they were not there" in minutes


@pytest.mark.parametrize("by_code", [True, False])
@pytest.mark.parametrize("when", ["at once", "vote closed", "session closed", "gone home", "counted anew"])
def test_come_in_truth_after_the_question_their_hand_is_theirs(evening: Evening, by_code: bool, when: str) -> None:
    """Ticked by slip at seven, there since 19:07, counted at 19:08: what they say of the first entry is no word about
    their hand. Failed before: it was nobody's, and their page said that they had not been there."""
    vote = evening.put()
    with at(EVENING, 19, 6):
        scenes.leave(evening.meeting, evening.keys[5:6])
        if when == "counted anew":
            act("ballots.count_hands", CLERK, vote.ref, chosen={"for": 4, "against": 1},
                entries=scenes.listed(evening.keys[:5]),
                counted_with=stage.holder(stage.CODE, stage.SUPERVISION_MEMBER))  # fmt: skip
    with at(EVENING, 19, 7):
        evening.comes() if by_code else scenes.admit(evening.meeting, evening.keys[5:6])
    with at(EVENING, 19, 8):
        scenes.confirm_hands(vote, evening.keys[:6], {"for": 4, "against": 2})
    with at(EVENING, 19, 30):
        if when in {"vote closed", "session closed"}:
            votes.close(vote)
        if when == "session closed":
            act("meetings.close_session", scenes.DIRECTOR, evening.meeting.ref)
        if when == "gone home":
            scenes.leave(evening.meeting, evening.keys[5:6])
    with at(EVENING, 19, 40):
        act("meetings.deny_presence", "anyone", evening.meeting.ref, by=evening.home, came="19:00")
        shown, mine = ballots.vote_page(vote.number), ballots.how_i_voted(evening.home, vote.number)
        assert shown
        assert mine
        assert not mine.not_there
        assert not any("voted in the room say" in text.en for text in shown.doubts)


def test_come_in_truth_the_sheet_they_took_is_theirs(evening: Evening) -> None:
    vote = evening.put(channels="paper")
    with at(EVENING, 19, 6):
        scenes.leave(evening.meeting, evening.keys[5:6])
    with at(EVENING, 19, 7):
        evening.comes()
    with at(EVENING, 19, 8):
        votes.issue(vote, evening.home)
    with at(EVENING, 19, 10):
        act("meetings.deny_presence", "anyone", evening.meeting.ref, by=evening.home, came="19:00")
        mine = ballots.how_i_voted(evening.home, vote.number)
    assert mine
    assert not mine.not_there
