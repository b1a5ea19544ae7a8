"""A proxy who has no place of their own on the roll: a word of theirs is about nobody but themselves, and what they
have declared is not the word of whom they sit for. Failed before: whoever was sent put aside with their word whom they
sat for, come or not; nor could these step aside in their turn, and from home they took the word of their proxy
back."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.ballots import queries as ballots
from sunward.ballots.models import Vote
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, person_number
from sunward.meetings import queries
from sunward.meetings.minutes.drafting import drafted
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.session.excluding import barred_from
from sunward.meetings.session.recusal import aside_as_proxies, interested_by_word
from sunward.record.models import Journal
from sunward.registry.models import Person
from tests import stage
from tests.ballots import scenes as votes
from tests.charter import next_versions
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, EVENING, act, at
from tests.meetings.test_corrected_while_they_meet import correct
from tests.meetings.test_the_collective_sends_somebody import CHAIR, family, meeting
from tests.meetings.test_who_steps_aside_votes_for_nobody import ASIDE, FIRM, told
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CODE, SUPERVISION_MEMBER

__all__ = ["family", "meeting"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_keys")]


def evening(meeting: Meeting, sent_for: int, proxy: str, **item: str) -> AgendaItem:
    """Of the three on the roll one is at home, and a proxy sits there for them."""
    with at(CALLED, 10, 0):
        made = scenes.add_item(meeting, matter_kind="asset_lease", **item)
        scenes.notify(meeting)
    with at(EVENING, 19, 0):
        keys = scenes.entries(meeting.roll)  # type: ignore[arg-type]
        scenes.admit(meeting, [key for at, key in enumerate(keys) if at != sent_for])
        scenes.admit(meeting, [keys[sent_for]], how="proxy", person=proxy, proof=paper("signed"))
        act("meetings.open_session", CLERK, meeting.ref)
    return made


@pytest.fixture
def item(meeting: Meeting, family: list[str]) -> AgendaItem:
    with at(CALLED, 9, 30):
        theirs = Ref.parse(family[4])
        act("registry.declare_interest", CHAIR, theirs, by=family[4], what=FIRM, kind="company_share")
    return evening(meeting, 2, family[4], concerns=FIRM)


@pytest.fixture
def lease(meeting: Meeting, family: list[str]) -> AgendaItem:
    """The same of somebody who has declared nothing, at the place of the first."""
    return evening(meeting, 0, family[2])


@pytest.fixture
def place(meeting: Meeting) -> int:
    return scenes.entries(meeting.roll)[2]  # type: ignore[arg-type]


@pytest.mark.parametrize("who", ["the proxy", "the desk, by what they declared"])
def test_whose_place_it_is_comes_and_votes(item: AgendaItem, place: int, family: list[str], who: str) -> None:
    with at(EVENING, 19, 1):
        if who == "the proxy":
            done = act("meetings.step_aside", "anyone", item.ref, by=family[4], **ASIDE)
        else:
            done = act("meetings.step_aside", CLERK, item.ref, place=family[4], **ASIDE)
        assert told(done) == ["1"]
    with at(EVENING, 19, 2):
        vote = scenes.put(item, post=CHAIR, channels="hands")
        assert place not in vote.aside
        assert place not in ballots.may_raise_a_hand(vote.number)
        assert "interested_vote" not in scenes.marks("meetings.put_to_vote")
    with at(EVENING, 19, 4):
        scenes.admit(item.meeting, [place])
    with at(EVENING, 19, 5):
        assert place in ballots.may_raise_a_hand(vote.number)


@pytest.mark.parametrize("who", ["themselves", "the desk"])
def test_whose_place_it_is_steps_aside_as_well(item: AgendaItem, place: int, family: list[str], who: str) -> None:
    with at(EVENING, 19, 1):
        act("meetings.step_aside", "anyone", item.ref, by=family[4], **ASIDE)
        scenes.admit(item.meeting, [place])
    with at(EVENING, 19, 2):
        if who == "themselves":
            act("meetings.step_aside", "anyone", item.ref, by=family[3], **ASIDE)
        else:
            act("meetings.step_aside", CLERK, item.ref, place=str(place), **ASIDE)
        assert place in scenes.put(item, post=CHAIR, channels="hands").aside


@pytest.mark.parametrize("proxy_first", [True, False])
@pytest.mark.parametrize("how", ["at home", "by a slip"])
def test_whoever_is_at_home_speaks_for_themselves(
    item: AgendaItem, place: int, family: list[str], proxy_first: bool, how: str
) -> None:
    """Failed before: their own words were entered as those of the proxy who sat there, and they came and voted."""
    with at(EVENING, 19, 1):
        if proxy_first:
            act("meetings.step_aside", "anyone", item.ref, by=family[4], **ASIDE)
        if how == "at home":
            act("meetings.step_aside", "anyone", item.ref, by=family[3], **ASIDE)
        else:
            stage.served("meetings.step_aside", family[3], item.ref, **ASIDE)
        assert item.proxies_aside.count() == proxy_first
        assert place in scenes.put(item, post=CHAIR, channels="hands").aside


def test_the_desk_names_the_proxy_or_whose_place_it_is(item: AgendaItem, place: int, family: list[str]) -> None:
    with at(EVENING, 19, 1):
        for one in (family[4], str(place)):
            act("meetings.step_aside", CLERK, item.ref, place=one, **ASIDE)
        assert item.proxies_aside.count() == 1
        assert place in scenes.put(item, post=CHAIR, channels="hands").aside


def test_what_a_proxy_has_declared_is_no_word_of_whom_they_sit_for(
    item: AgendaItem, place: int, family: list[str]
) -> None:
    """Failed before: two entries of the desk, and whoever was silent at home had "said so themselves", could not come
    back once the vote was open, and had an interest wherever they count."""
    with at(EVENING, 19, 1):
        act("meetings.step_aside", CLERK, item.ref, place=family[4], **ASIDE)
        done = act("meetings.step_aside", CLERK, item.ref, place=str(place), **ASIDE)
        assert "own_word" in stage.marks(done)
        assert item.off_base.get().by_others
        assert family[3] not in interested_by_word(item)
    with at(EVENING, 19, 2):
        vote = scenes.put(item, post=CHAIR, channels="hands")
        assert scenes.marks("meetings.put_to_vote")["put_aside_by_others"] == "1"
    with at(EVENING, 19, 3):
        scenes.admit(item.meeting, [place])
        act("meetings.take_back_exclusion", "anyone", item.ref, by=family[3])
        assert place in ballots.may_raise_a_hand(vote.number)


def test_a_desk_entry_without_their_slip_is_no_word_of_theirs(item: AgendaItem, place: int, family: list[str]) -> None:
    with at(EVENING, 19, 1):
        done = stage.served("meetings.step_aside", family[3], item.ref, signed=None, **ASIDE)
        assert "own_word" in stage.marks(done)
        act("meetings.take_back_exclusion", "anyone", item.ref, by=family[3], because="没有这回事")
        with pytest.raises(FactsError, match="本人已经撤回"):
            act("meetings.step_aside", CLERK, item.ref, place=str(place), **ASIDE)


def test_an_officer_who_sits_for_somebody_can_name_them(meeting: Meeting, family: list[str]) -> None:
    """Failed before: it was entered as the officer's own word, and they came and voted."""
    item = evening(meeting, 2, family[4])
    place = scenes.entries(meeting.roll)[2]  # type: ignore[arg-type]
    with at(EVENING, 19, 1):
        done = act("meetings.step_aside", CHAIR, item.ref, by=family[4], place=str(place), paper=paper("h"), **ASIDE)
        assert "own_word" in stage.marks(done)
        assert not item.proxies_aside.exists()
        act("meetings.step_aside", CHAIR, item.ref, by=family[4], **ASIDE)
        assert item.proxies_aside.get().proxy == family[4]


@pytest.mark.parametrize("called", ["by number", "by name", "by door and name"])
def test_a_proxy_is_called_as_people_are(item: AgendaItem, family: list[str], called: str) -> None:
    """And is taken back by the same words. Failed before: "nobody on the roll"."""
    name = Person.objects.get(number=person_number(family[4])).name
    said = {"by number": person_number(family[4]), "by name": name, "by door and name": f"7-102 {name}"}[called]
    with at(EVENING, 19, 1):
        act("meetings.step_aside", CLERK, item.ref, place=said, **ASIDE)
        assert item.proxies_aside.get().proxy == family[4]
        act("meetings.take_back_exclusion", CLERK, item.ref, place=said, because="登记错了")
        assert item.proxies_aside.get().taken_back_on


def test_an_office_takes_back_a_proxy_who_has_come_on_the_roll(item: AgendaItem, family: list[str]) -> None:
    """Failed before: "nobody has excluded this person"."""
    with at(EVENING, 19, 1):
        act("meetings.step_aside", CLERK, item.ref, place=family[4], **ASIDE)
        added = {"change": "add", "who": family[4], "reason": "entered_wrongly"}
        votes.act("correct_roll", CLERK, item.meeting.roll, **added)
        act("meetings.take_back_exclusion", CLERK, item.ref, place=family[4], because="登记错了")
    assert item.proxies_aside.get().taken_back_on


def test_a_name_that_somebody_on_the_roll_bears_means_them(item: AgendaItem, family: list[str]) -> None:
    with door_open():
        Person.objects.filter(number=person_number(family[4])).update(name="代表01")
    with at(EVENING, 19, 1):
        act("meetings.step_aside", CLERK, item.ref, place="代表01", **ASIDE)
    assert not item.proxies_aside.exists()
    assert item.off_base.get().entry_id == scenes.entries(item.meeting.roll)[0]  # type: ignore[arg-type]


def test_the_record_says_that_they_sit_there_for_somebody(item: AgendaItem, family: list[str]) -> None:
    """Failed before: "you are on the roll of this meeting"."""
    with at(EVENING, 19, 1):
        done = act("meetings.step_aside", "anyone", item.ref, by=family[4], **ASIDE)
    [found] = [one for one in done.entry.findings if one.rule == "on_roll"]
    assert found.text.en == "You sit here for somebody on the roll."


def test_whose_place_was_struck_takes_nothing_from_their_proxy(item: AgendaItem, place: int, family: list[str]) -> None:
    """Failed before: an error of the server."""
    with at(EVENING, 19, 1):
        correct(item.meeting, place, "strike")
        act("meetings.step_aside", "anyone", item.ref, by=family[4], **ASIDE)
    assert item.proxies_aside.exists()


def test_page_and_minutes_say_that_a_proxy_does(item: AgendaItem, family: list[str]) -> None:
    """Failed before: only the number stood in a mark, and no reason anywhere."""
    with at(EVENING, 19, 1):
        act("meetings.step_aside", "anyone", item.ref, by=family[4], **ASIDE)
        page = queries.meeting_page(item.meeting.number)
        assert page
        assert [(one.reason, one.as_proxy) for one in page.items[0].aside] == [("interest", True)]
        [told_of] = drafted(item.meeting)["items"][0]["stepped_aside"]
        assert (told_of["reason"], told_of["proxy"]) == ("interest", True)


def counted(vote: Vote, places: list[int]) -> None:
    second = stage.holder(CODE, SUPERVISION_MEMBER, 0)
    facts = {"chosen": {"for": len(places)}, "entries": scenes.listed(places), "counted_with": second}
    votes.act("count_hands", CLERK, vote, **facts)


@pytest.mark.parametrize("comes", [True, False])
def test_what_the_desk_entered_without_them_is_shown_with_the_result(
    lease: AgendaItem, family: list[str], comes: bool
) -> None:
    """Failed before: found wrong once hands were counted, nothing said that anybody was kept from it; and it said so
    where whose place it is had come, and voted."""
    keys = scenes.entries(lease.meeting.roll)  # type: ignore[arg-type]
    with at(EVENING, 19, 1):
        done = stage.served("meetings.step_aside", family[2], lease.ref, **ASIDE)
        if comes:
            scenes.admit(lease.meeting, keys[:1])
        vote = scenes.put(lease, post=CHAIR, channels="hands")
        counted(vote, keys if comes else keys[1:])
        stage.upheld(done)
    said = scenes.marks("meetings.void_step_aside")
    assert said.get("wrongly_aside") == (None if comes else "1")
    with at(EVENING, 19, 2):
        [told_of] = drafted(lease.meeting)["items"][0]["stepped_aside"]
    assert told_of["void_on"], "the minutes say that they had not said it"


def test_while_the_question_is_open_they_answer_it_after_all(lease: AgendaItem, family: list[str]) -> None:
    """Failed before: their word was found false, and neither they nor an office could take it back."""
    place = scenes.entries(lease.meeting.roll)[0]  # type: ignore[arg-type]
    with at(EVENING, 19, 1):
        done = stage.served("meetings.step_aside", family[2], lease.ref, **ASIDE)
        vote = scenes.put(lease, post=CHAIR, channels="hands")
        assert place not in ballots.may_raise_a_hand(vote.number)
        stage.upheld(done)
        assert place in ballots.may_raise_a_hand(vote.number)
    assert "wrongly_aside" not in scenes.marks("meetings.void_step_aside")


def test_what_was_found_false_bars_nobody_when_the_question_is_put_anew(lease: AgendaItem, family: list[str]) -> None:
    """Of a place on the roll as of a proxy. Failed before: barred again by what had been found false."""
    keys = scenes.entries(lease.meeting.roll)  # type: ignore[arg-type]
    with at(EVENING, 19, 1):
        done = [stage.served("meetings.step_aside", family[one], lease.ref, **ASIDE) for one in (2, 1)]
        vote = scenes.put(lease, post=CHAIR, channels="hands")
        counted(vote, keys[2:])
        for one in done:
            stage.upheld(one)
        assert keys[1] in vote.aside
        votes.second(vote, "hands")
    with at(EVENING + timedelta(days=4)):
        votes.act("end_unconfirmed", CLERK, vote)
    assert not barred_from(lease)
    assert not aside_as_proxies(lease).exists()
    assert lease.off_base.get().taken_back_by_self, "nobody but themselves puts them aside anew"
    assert lease.off_base.get().void_on == lease.proxies_aside.get().void_on == EVENING, "when it was found"
    assert Journal.objects.filter(act="meetings.void_step_aside").count() == 4


def test_it_is_taken_back_by_themselves_and_by_nobody_at_home(item: AgendaItem, place: int, family: list[str]) -> None:
    def back(who: str) -> object:
        return act("meetings.take_back_exclusion", "anyone", item.ref, by=who, because="没有")

    with at(EVENING, 19, 1):
        act("meetings.step_aside", "anyone", item.ref, by=family[4], **ASIDE)
        with pytest.raises(FactsError, match="没有登记回避"):
            back(family[3])
        with pytest.raises(FactsError, match="已经登记过"):
            act("meetings.step_aside", "anyone", item.ref, by=family[4], **ASIDE)
        back(family[4])
    with at(EVENING, 19, 2):
        vote = scenes.put(item, post=CHAIR, channels="hands")
        assert place in ballots.may_raise_a_hand(vote.number)


def test_the_desk_puts_nobody_aside_as_a_proxy_without_their_word(lease: AgendaItem, family: list[str]) -> None:
    """Of somebody on the roll it is marked, and theirs to take back; a proxy has no place where it shows."""
    with at(EVENING, 19, 1):
        with pytest.raises(FactsError, match="本人签字"):
            stage.served("meetings.step_aside", family[2], lease.ref, signed=None, **ASIDE)
        done = stage.served("meetings.step_aside", family[2], lease.ref, **ASIDE)
        assert told(done) == ["1"]


def test_the_room_says_whose_proxy_answers_nothing(
    item: AgendaItem, family: list[str], client: Client, own_keys: None
) -> None:
    with at(EVENING, 19, 1):
        act("meetings.step_aside", "anyone", item.ref, by=family[4], **ASIDE)
        address = f"/en/c/{CODE}/meetings/{item.meeting.number}/room/"
        page = signed_in(client, stage.holder(CODE, CLERK)).get(address).content.decode()
    assert "Their proxies have stepped aside from this" in page
    assert "(their proxy)" in page
    assert "Ask whether they step aside" not in page


def test_an_office_takes_it_back_by_the_place_at_which_they_sit(item: AgendaItem, place: int) -> None:
    with at(EVENING, 19, 1):
        act("meetings.step_aside", CLERK, item.ref, place=str(place), **ASIDE)
        act("meetings.take_back_exclusion", CLERK, item.ref, place=str(place), because="登记错了")
    with at(EVENING, 19, 2):
        vote = scenes.put(item, post=CHAIR, channels="hands")
        assert place in ballots.may_raise_a_hand(vote.number)


def test_the_base_keeps_the_place(meeting: Meeting, family: list[str], community: str) -> None:
    """Also where the rules take who steps aside out of it."""

    def leaves(body: dict[str, Any]) -> None:
        source = "柳河街道社区议事规则 第十一条"
        body["sessions"]["member_assembly"]["steps_aside"] = {"leaves_base": True, "source": source}

    with at(CALLED - timedelta(days=1), 9):
        next_versions.in_force(leaves, CALLED)
    with at(CALLED, 9, 5):
        later = scenes.convene(post=CHAIR, body="member_assembly", called_by="board")
        item = scenes.add_item(later, matter_kind="asset_lease")
        scenes.notify(later)
    with at(EVENING, 19, 0):
        keys = scenes.entries(later.roll)  # type: ignore[arg-type]
        scenes.admit(later, keys[1:])
        scenes.admit(later, keys[:1], how="proxy", person=family[2], proof=paper("signed"))
        act("meetings.open_session", CLERK, later.ref)
        act("meetings.step_aside", "anyone", item.ref, by=family[2], **ASIDE)
        act("meetings.step_aside", "anyone", item.ref, by=family[3], **ASIDE)
        vote = scenes.put(item, post=CHAIR, channels="hands")
    assert len(vote.off_base) == 1, "that of who is on the roll leaves it"
    assert keys[0] not in vote.off_base
