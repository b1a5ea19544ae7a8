"""Whoever steps aside from a question answers it for no place: where they sit for somebody else nothing is taken while
they sit there, and it is told how many places that were. Failed before: at the assembly of the owners an agent stepped
aside ("my company bids"), only their own place was put aside, and that of whoever had sent them decided it without a
word; so it was with one of the household at the assembly of the members. Whoever was sent with no place of their own
has a story of theirs: test_a_proxy_without_a_place."""

from collections.abc import Callable

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Vote
from sunward.kernel.acts import Done
from sunward.kernel.viewer import Viewer
from sunward.meetings.models import Meeting
from tests import stage
from tests.ballots import scenes as votes
from tests.meetings import owners, scenes
from tests.meetings.owners import HEAD, IN_FORCE
from tests.meetings.scenes import CALLED, CLERK, EVENING, act, at, broken
from tests.meetings.test_the_collective_sends_somebody import CHAIR, family, meeting
from tests.money import cases
from tests.money.cases import on, paper
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
