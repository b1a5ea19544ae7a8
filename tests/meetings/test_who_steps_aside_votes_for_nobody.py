"""Whoever steps aside from a question answers it for no place: where they sit for somebody else nothing is taken while
they sit there, and it is told how many places that were. Failed before: at the assembly of the owners an agent stepped
aside ("my company bids"), only their own place was put aside, and that of whoever had sent them decided it without a
word; so it was with one of the household at the assembly of the members. And whoever was sent, with no place of their
own, put aside with their word whom they sat for, come or not:
nor could these step aside in their turn, and from home they took the word of their proxy back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.ballots import queries as ballots
from sunward.ballots.models import Vote
from sunward.kernel.acts import Done
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries
from sunward.meetings.minutes.drafting import drafted
from sunward.meetings.models import AgendaItem, Meeting
from tests import stage
from tests.ballots import scenes as votes
from tests.charter import next_versions
from tests.meetings import owners, scenes
from tests.meetings.owners import HEAD, IN_FORCE
from tests.meetings.scenes import CALLED, CLERK, EVENING, act, at, broken
from tests.meetings.test_the_collective_sends_somebody import CHAIR, family, meeting
from tests.money import cases
from tests.money.cases import on, paper
from tests.portal.pages import signed_in
from tests.stage import CODE, SUPERVISION_MEMBER

__all__ = ["family", "meeting"]
pytestmark = pytest.mark.django_db
FIRM = "清溪物业公司"
ASIDE = {"reason": "interest", "evidence": "我的公司要投标"}


def told(done: Done) -> list[str]:
    """At how many places somebody sits who stepped aside, as an act is marked with it."""
    return [one.actual for one in done.entry.findings if one.rule == "proxies_aside" and not one.ok]


class Assembly:
    """Four owners; the fourth is the agent of the third, who is at home, and steps aside by their own hand."""

    def __init__(self) -> None:
        with on(cases.START):
            self.people = owners.under_the_civil_code(("100", "100", "50", "50"))
        with on(IN_FORCE):
            self.meeting, [self.item] = owners.called([cases.open_matter("property_company")], "property_company")
        self.places = [owners.place(self.meeting, one) for one in self.people]
        self.giver, self.agent = self.people[2:]

    def opened(self) -> None:
        scenes.open_with(self.meeting, [self.places[one] for one in (0, 1, 3)])

    def sends(self, person: str) -> Done:
        return scenes.admit(self.meeting, self.places[2:3], how="proxy", person=person, proof=paper(f"for {person}"))

    def aside(self) -> Done:
        return act("meetings.step_aside", "anyone", self.item.ref, by=self.agent, **ASIDE)

    def put(self) -> Vote:
        return scenes.put(self.item, post=HEAD, channels="roll_call")

    def answer(self, vote: Vote, *said: str) -> Done:
        return votes.call_roll(vote, dict(zip(self.people, said, strict=False)))

    def ends(self, vote: Vote) -> Done:
        votes.sure_of_the_call(vote)
        votes.close(vote)
        votes.ask_back(vote)
        return votes.certify(vote)


class TestTheAgentOfAnOwner:
    @pytest.fixture
    def assembly(self, community: str) -> Assembly:
        return Assembly()

    @pytest.mark.parametrize("first", ["aside", "sent"])
    def test_answers_for_nobody_and_it_is_told(self, assembly: Assembly, first: str) -> None:
        with at(owners.EVENING):
            assembly.opened()
            if first == "sent":
                assembly.sends(assembly.agent)
                assert told(assembly.aside()) == ["1"]
            else:
                assert told(assembly.aside()) == []
                assert told(assembly.sends(assembly.agent)) == ["1"]
            vote = assembly.put()
            assert scenes.marks("meetings.put_to_vote")["proxies_aside"] == "1"
            assert assembly.places[2] in (vote.in_room or []), "their place counts as there, and in the base"
            assert len(ballots.places_of_vote(vote.number)) == 4
            assert [
                one.entry
                for one in ballots.to_call(vote.number, Viewer(CODE, stage.holder(CODE, CLERK), frozenset({CLERK})))
            ] == assembly.places[:2]
            assert broken(lambda: assembly.answer(vote, "for", "against", "for")) == {"on_roll"}
            assembly.answer(vote, "for", "against")
            done = assembly.ends(vote)
        assert told(done) == ["1"]
        assert "uncounted_in_room" not in stage.marks(done), "nobody was left out"
        assert votes.figures(vote).cast == 2
        assert "stepping_aside_decides" in scenes.marks("meetings.settle_item")

    def test_sent_once_the_vote_is_open_answers_for_nobody_either(self, assembly: Assembly) -> None:
        with at(owners.EVENING):
            assembly.opened()
            scenes.admit(assembly.meeting, assembly.places[2:3])
            assembly.aside()
            vote = assembly.put()
            scenes.leave(assembly.meeting, assembly.places[2:3])
        with at(owners.EVENING, 19, 35):
            assert told(assembly.sends(assembly.agent)) == ["1"]
            assert broken(lambda: assembly.answer(vote, "for", "against", "for")) == {"on_roll"}

    @pytest.mark.parametrize("who", ["the giver", "another"])
    def test_whose_place_it_is_comes_or_sends_another(self, assembly: Assembly, who: str) -> None:
        with at(owners.EVENING):
            assembly.opened()
            assembly.sends(assembly.agent)
            assembly.aside()
            vote = assembly.put()
        with at(owners.EVENING, 19, 35):
            if who == "another":
                scenes.leave(assembly.meeting, assembly.places[2:3])
                assert told(assembly.sends(assembly.people[0])) == []
            else:
                scenes.admit(assembly.meeting, assembly.places[2:3])
            assembly.answer(vote, "for", "against", "for")
            assert told(assembly.ends(vote)) == []
        assert votes.figures(vote).cast == 3

    def test_takes_their_word_back_and_answers_for_both(self, assembly: Assembly) -> None:
        with at(owners.EVENING):
            assembly.opened()
            assembly.sends(assembly.agent)
            assembly.aside()
            act("meetings.take_back_exclusion", "anyone", assembly.item.ref, by=assembly.agent, because="没有投标")
            vote = assembly.put()
            assembly.answer(vote, "for", "against", "for", "for")
        assert "proxies_aside" not in scenes.marks("meetings.put_to_vote")


Taken = Callable[[Vote, int], object]


def by_hands(vote: Vote, place: int) -> object:
    assert place not in ballots.may_raise_a_hand(vote.number)
    second = stage.holder(CODE, SUPERVISION_MEMBER, 0)
    return votes.act("count_hands", CLERK, vote, chosen={"for": 1}, entries=str(place), counted_with=second)


def by_sheet(vote: Vote, place: int) -> object:
    return votes.act("issue_paper", CLERK, vote, entry=place)


class TestOneOfTheHousehold:
    """Three are on the roll; for the first, who is at home, another of the household came."""

    @pytest.fixture
    def put(self, meeting: Meeting, family: list[str]) -> Callable[[int, str], Vote]:
        def evening(sent: int, channels: str) -> Vote:
            keys = scenes.entries(meeting.roll)  # type: ignore[arg-type]
            with at(CALLED, 10, 0):
                item = scenes.add_item(meeting, matter_kind="asset_lease")
                scenes.notify(meeting)
            with at(EVENING, 19, 0):
                scenes.admit(meeting, keys[1:])
                scenes.admit(meeting, keys[:1], how="proxy", person=family[sent], proof=paper("signed"))
                act("meetings.open_session", CLERK, meeting.ref)
                act("meetings.step_aside", "anyone", item.ref, by=family[sent], **ASIDE)
            with at(EVENING, 19, 10):
                return scenes.put(item, post=CHAIR, channels=channels)

        return evening

    @pytest.mark.parametrize("sent", [1, 2])
    @pytest.mark.parametrize(
        ("channels", "taken", "rule"),
        [("hands", by_hands, "in_the_room"), ("paper", by_sheet, "proxy_aside")],
    )
    def test_nothing_is_taken_from_them_until_whose_place_it_is_comes(
        self, put: Callable[[int, str], Vote], meeting: Meeting, sent: int, channels: str, taken: Taken, rule: str
    ) -> None:
        """Also of one who has no place of their own (the third): by their word they step aside, not the one at home."""
        place = scenes.entries(meeting.roll)[0]  # type: ignore[arg-type]
        vote = put(sent, channels)
        assert place not in vote.aside
        with at(EVENING, 19, 12):
            assert rule in broken(lambda: taken(vote, place))
        with at(EVENING, 19, 14):
            scenes.admit(meeting, [place])
        with at(EVENING, 19, 16):
            if channels == "hands":
                assert place in ballots.may_raise_a_hand(vote.number)
            else:
                taken(vote, place)

    def test_no_code_for_the_terminal_is_handed_to_them(
        self, put: Callable[[int, str], Vote], family: list[str]
    ) -> None:
        vote = put(1, "terminal,paper")
        with at(EVENING, 19, 12):
            assert broken(lambda: votes.code_alone(vote, family[0], [family[2], family[3]])) == {"proxy_aside"}


class TestAProxyWithoutAPlace:
    """The chair is on no roll, has declared an interest, and sits for the one of the household who is: a word of theirs
    is about nobody but themselves."""

    @pytest.fixture
    def item(self, meeting: Meeting, family: list[str]) -> AgendaItem:
        with at(CALLED, 9, 30):
            theirs = Ref.parse(family[4])
            act("registry.declare_interest", CHAIR, theirs, by=family[4], what=FIRM, kind="company_share")
        with at(CALLED, 10, 0):
            item = scenes.add_item(meeting, matter_kind="asset_lease", concerns=FIRM)
            scenes.notify(meeting)
        with at(EVENING, 19, 0):
            keys = scenes.entries(meeting.roll)  # type: ignore[arg-type]
            scenes.admit(meeting, keys[:2])
            scenes.admit(meeting, keys[2:], how="proxy", person=family[4], proof=paper("signed"))
            act("meetings.open_session", CLERK, meeting.ref)
        return item

    @pytest.fixture
    def lease(self, meeting: Meeting, family: list[str]) -> AgendaItem:
        """The same of somebody who has declared nothing, at the place of the first."""
        with at(CALLED, 10, 0):
            item = scenes.add_item(meeting, matter_kind="asset_lease")
            scenes.notify(meeting)
        with at(EVENING, 19, 0):
            keys = scenes.entries(meeting.roll)  # type: ignore[arg-type]
            scenes.admit(meeting, keys[1:])
            scenes.admit(meeting, keys[:1], how="proxy", person=family[2], proof=paper("signed"))
            act("meetings.open_session", CLERK, meeting.ref)
        return item

    @pytest.fixture
    def place(self, meeting: Meeting) -> int:
        return scenes.entries(meeting.roll)[2]  # type: ignore[arg-type]

    @pytest.mark.parametrize("who", ["the proxy", "the desk, by what they declared"])
    def test_whose_place_it_is_comes_and_votes(self, item: AgendaItem, place: int, family: list[str], who: str) -> None:
        with at(EVENING, 19, 1):
            if who == "the proxy":
                done = act("meetings.step_aside", "anyone", item.ref, by=family[4], **ASIDE)
            else:
                done = act("meetings.step_aside", CLERK, item.ref, place=str(place), **ASIDE)
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
    def test_whose_place_it_is_steps_aside_as_well(
        self, item: AgendaItem, place: int, family: list[str], who: str
    ) -> None:
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
        self, item: AgendaItem, place: int, family: list[str], proxy_first: bool, how: str
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

    def test_once_the_proxy_has_stepped_aside_the_desk_means_whose_place_it_is(
        self, item: AgendaItem, place: int
    ) -> None:
        with at(EVENING, 19, 1):
            for _time in range(2):
                act("meetings.step_aside", CLERK, item.ref, place=str(place), **ASIDE)
            assert item.proxies_aside.count() == 1
            assert place in scenes.put(item, post=CHAIR, channels="hands").aside

    def test_page_and_minutes_say_that_a_proxy_does(self, item: AgendaItem, family: list[str]) -> None:
        """Failed before: only the number stood in a mark, and no reason anywhere."""
        with at(EVENING, 19, 1):
            act("meetings.step_aside", "anyone", item.ref, by=family[4], **ASIDE)
            page = queries.meeting_page(item.meeting.number)
            assert page
            assert [(one.reason, one.as_proxy) for one in page.items[0].aside] == [("interest", True)]
            [told_of] = drafted(item.meeting)["items"][0]["stepped_aside"]
            assert (told_of["reason"], told_of["proxy"]) == ("interest", True)

    def test_what_the_desk_entered_without_them_is_shown_with_the_result(
        self, lease: AgendaItem, family: list[str]
    ) -> None:
        """Failed before: found wrong once the vote was open, nothing said that anybody was kept from it."""
        with at(EVENING, 19, 1):
            done = stage.served("meetings.step_aside", family[2], lease.ref, **ASIDE)
            scenes.put(lease, post=CHAIR, channels="hands")
            stage.upheld(done)
        assert scenes.marks("meetings.void_step_aside")["wrongly_aside"] == "1"

    def test_it_is_taken_back_by_themselves_and_by_nobody_at_home(
        self, item: AgendaItem, place: int, family: list[str]
    ) -> None:
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

    def test_the_desk_puts_nobody_aside_as_a_proxy_without_their_word(
        self, lease: AgendaItem, family: list[str]
    ) -> None:
        """Of somebody on the roll it is marked, and theirs to take back; a proxy has no place where it shows."""
        with at(EVENING, 19, 1):
            with pytest.raises(FactsError, match="本人签字"):
                stage.served("meetings.step_aside", family[2], lease.ref, signed=None, **ASIDE)
            done = stage.served("meetings.step_aside", family[2], lease.ref, **ASIDE)
            assert told(done) == ["1"]

    def test_the_room_says_whose_proxy_answers_nothing(
        self, item: AgendaItem, family: list[str], client: Client, own_keys: None
    ) -> None:
        with at(EVENING, 19, 1):
            act("meetings.step_aside", "anyone", item.ref, by=family[4], **ASIDE)
            address = f"/en/c/{CODE}/meetings/{item.meeting.number}/room/"
            page = signed_in(client, stage.holder(CODE, CLERK)).get(address).content.decode()
        assert "Their proxies have stepped aside from this" in page
        assert "(their proxy)" in page
        assert "Ask whether they step aside" not in page

    def test_an_office_takes_it_back_by_the_place_at_which_they_sit(self, item: AgendaItem, place: int) -> None:
        with at(EVENING, 19, 1):
            act("meetings.step_aside", CLERK, item.ref, place=str(place), **ASIDE)
            act("meetings.take_back_exclusion", CLERK, item.ref, place=str(place), because="登记错了")
        with at(EVENING, 19, 2):
            vote = scenes.put(item, post=CHAIR, channels="hands")
            assert place in ballots.may_raise_a_hand(vote.number)

    def test_the_base_keeps_the_place(self, meeting: Meeting, family: list[str], community: str) -> None:
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
