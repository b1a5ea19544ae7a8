"""Where somebody lives can be put right while a vote or a petition goes on. For which household they come was settled
when the vote opened; in a petition they stay with the one they signed for. Seen before: hands counted for one door and
a vote on the web for another; a false signature from the desk that nobody could take out; a wife's lost beside her
husband's."""

from datetime import date, timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.acts.open_vote import OpenVote, VoteFacts
from sunward.ballots.models import Mark, Petition, Roll, Signature, Vote
from sunward.ballots.roll.places import place_of
from sunward.ballots.roll.returning import came_wrongly
from sunward.kernel import clock
from sunward.kernel.acts import Call, Done, Refused
from sunward.kernel.findings import breaches
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.interests import concerned
from sunward.meetings.session.room import Room
from tests import stage
from tests.ballots import scenes as votes
from tests.ballots.test_moving_next_door import arrives, enters, freeze, upheld
from tests.ballots.test_one_door_for_each import FROZEN, SINCE, asked, frozen
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, EVENING, at
from tests.money.cases import START, act, on, paper
from tests.stage import CLERK, CODE, SUPERVISION_MEMBER, SUPERVISOR

A_DAY = timedelta(days=1)
pytestmark = pytest.mark.usefixtures("community")


class Family:
    """Husband and wife behind 7-702, a neighbour behind 8-801. A clerk had entered him as moved there: falsely."""

    def __init__(self, entered: date, since: date, hour: int = 7, first: date = START) -> None:
        with on(first):
            two = [arrives(name=name, status="registered") for name in ("甲", "乙")]
            self.neighbour = arrives(name="丙", status="registered", door="8-801")
            self.third = arrives(name="丁", status="registered", door="9-901")
        self.wife, self.husband = sorted(two, key=str)  # the later number was the one that stayed
        with on(entered, hour):
            self.done = enters(self.husband, "8-801", "registered", from_day=since)

    def put_right(self) -> None:
        upheld(self.done, self.husband)


def frozen_on(day: date) -> Roll:
    with on(day):
        return freeze(of="household_delegates")


def doors_of(vote: Vote, who: Ref) -> str:
    place = place_of(Vote.objects.select_related("roll").get(pk=vote.pk), str(who))
    return place.household.door if place and place.household else ""


class TestAVote:
    @pytest.fixture
    def family(self) -> Family:
        return Family(FROZEN, SINCE)

    @pytest.fixture
    def vote(self, family: Family) -> Vote:
        return asked(frozen(), secret=True)

    def test_whoever_voted_before_it_was_put_right_sees_so_everywhere(self, family: Family, vote: Vote) -> None:
        who = str(family.husband)
        with on(votes.DAY, 10):
            votes.cast(vote, who, "for")
        with on(votes.DAY, 11):
            family.put_right()
        with on(votes.DAY, 12):
            assert ballots.how_i_voted(who, vote.number)
            assert [one.rule for one in ballots.in_my_way(who, vote.number, clock.now())] == ["already_voted"]
            assert ballots.mine_now(who, CODE, clock.now()).may == ()
            assert len(ballots.marked_votes(who, CODE)) == 1

    def test_it_counts_for_the_next_vote(self, family: Family, vote: Vote) -> None:
        with on(votes.DAY, 11):
            family.put_right()
            assert doors_of(vote, family.husband) == "8-801"
        with on(votes.DAY, 13):
            votes.close(vote)
        with on(votes.DAY + A_DAY):
            another = votes.put(vote.roll, channels="web", on=votes.DAY + A_DAY)
            assert doors_of(another, family.husband) == "7-702"

    def test_whoever_does_live_there_could_not_vote_and_the_certificate_says_so(
        self, family: Family, vote: Vote
    ) -> None:
        with on(votes.DAY, 10):
            votes.cast(vote, str(family.husband), "for")
        with on(votes.DAY, 11):
            family.put_right()
            with pytest.raises(Refused):
                votes.cast(vote, str(family.neighbour), "against")
        with on(votes.DAY, 13):
            votes.close(vote)
            votes.ask_back(Vote.objects.get(pk=vote.pk))
            done = votes.certify(Vote.objects.get(pk=vote.pk))
        assert {one.rule: one.actual for one in done.entry.findings if not one.ok}["came_wrongly"] == "1"

    def test_to_move_there_since_takes_no_mark_away(self, family: Family, vote: Vote) -> None:
        with on(votes.DAY, 10):
            votes.cast(vote, str(family.husband), "for")
        with on(votes.DAY, 11):
            family.put_right()
        with on(votes.DAY, 12):
            enters(family.husband, "8-801", "registered", from_day=votes.DAY)
        assert came_wrongly(votes.fresh(vote)) == 1

    def test_codes_alone_reach_no_household(self, family: Family) -> None:
        with on(votes.DAY):
            given = {"about": "matter:XY-2026-001", "question": "车棚改造", "secret": True, "where": "roll"}
            call = Call("person:caller", stage.DIRECTOR, new_id(), clock.now())
            put = {way: OpenVote(call, frozen(), VoteFacts(**given, channels=way)) for way in ("terminal", "paper")}
            told = {way: {one.rule for one in breaches(act.judge())} for way, act in put.items()}
        assert told == {"terminal": {"households_reached"}, "paper": set()}

    def test_a_household_left_behind_takes_no_vote_off_their_slip(self, family: Family, vote: Vote) -> None:
        later = votes.DAY + A_DAY
        with on(votes.DAY, 10):
            votes.cast(vote, str(family.neighbour), "for")
            mate = arrives(name="戊", status="registered", door="8-801", from_day=SINCE)
        with on(votes.DAY, 12):
            enters(family.neighbour, "6-601", "registered", from_day=votes.DAY)
        with on(later):
            roll = frozen_on(later)
            for _vote in range(13):
                votes.cast(votes.put(roll, channels="web", on=later), str(mate))
            assert [one.vote for one in ballots.marked_votes(str(family.neighbour), CODE)] == [vote.number]

    def test_taken_back_and_entered_again(self, family: Family, vote: Vote) -> None:
        """An entry of the day itself moves nobody either."""
        with on(votes.DAY, 11):
            family.put_right()
            enters(family.husband, "9-901", "registered", from_day=SINCE)
        with on(votes.DAY, 12):
            assert doors_of(vote, family.husband) == "8-801"


class TestAnEvening:
    @pytest.fixture
    def family(self) -> Family:
        return Family(CALLED, CALLED - timedelta(days=20), first=CALLED - timedelta(days=50))

    @pytest.fixture
    def evening(self, family: Family) -> "Evening":
        return Evening(family)

    @pytest.mark.parametrize("way", ["hands", "roll_call", "paper"])
    @pytest.mark.parametrize("before", ["the session", "the question", "they answer"])
    def test_nobody_answers_in_the_room_for_one_door_and_on_the_web_for_another(
        self, family: Family, evening: "Evening", way: str, before: str
    ) -> None:
        vote = evening.put(way, put_right_before=before)
        with at(EVENING, 20, 30):
            evening.answers(vote, way, ["8-801", "9-901"])
            with pytest.raises(Refused):
                votes.cast(vote, str(family.husband), "for")
            votes.cast(vote, str(family.wife), "against")
            self.sees(vote, family.husband)
        doors = Mark.objects.filter(vote=vote).values_list("entry__household__door", flat=True)
        assert sorted(doors) == ["7-702", "8-801", "9-901"]

    def test_whoever_sits_for_a_wrong_door_is_told_of_and_comes_for_their_own(
        self, family: Family, evening: "Evening"
    ) -> None:
        opened = evening.opens(put_right_before="the session")
        assert [one.actual for one in opened.entry.findings if one.rule == "at_another_door"] == ["1"]
        sits = {evening.place["8-801"], evening.place["7-702"]}
        with at(EVENING, 19, 10):
            assert concerned(evening.room, evening.naming("甲,乙")) == sits
            scenes.leave(evening.meeting, [evening.place["8-801"]])
            for who, door in ((family.husband, "7-702"), (family.neighbour, "8-801")):
                scenes.admit(evening.meeting, [evening.place[door]], how="household_delegate", person=str(who))
            assert evening.room.at_another_door == frozenset()
        vote = evening.puts("hands")
        with at(EVENING, 20, 30):
            evening.answers(vote, "hands", ["7-702", "8-801", "9-901"])
        assert not came_wrongly(Vote.objects.get(pk=vote.pk))

    def test_whoever_answered_for_the_household_denies_the_answer_and_nobody_else(
        self, family: Family, evening: "Evening"
    ) -> None:
        vote = evening.put("roll_call", put_right_before="the session")
        with at(EVENING, 20, 30):
            evening.answers(vote, "roll_call", ["8-801", "9-901"])
            with pytest.raises(Refused):
                votes.act("deny_answer", "anyone", vote, str(family.neighbour), said="")
            votes.act("deny_answer", "anyone", vote, str(family.husband), said="against")
        assert came_wrongly(Vote.objects.get(pk=vote.pk)) == 1

    def test_a_sheet_entered_from_the_signed_list_is_theirs_who_came_for_it(
        self, family: Family, evening: "Evening"
    ) -> None:
        """The power went before the sheets were entered; where he lives was put right meanwhile."""
        vote = evening.put("paper", put_right_before="they answer", web=False)
        keys = [evening.place[door] for door in ("8-801", "9-901")]
        with at(EVENING + A_DAY, 9, 10):
            list_of = {"entries": scenes.listed(keys), "at": "19:40", "proof": paper("the signed list")}
            votes.act("enter_list", CLERK, vote, **list_of)
        assert ballots.how_i_voted(str(family.husband), vote.number), "he voted, for whichever household"
        assert not ballots.how_i_voted(str(family.wife), vote.number), "hers has not"
        assert came_wrongly(Vote.objects.get(pk=vote.pk)) == 1

    def sees(self, vote: Vote, who: Ref) -> None:
        """Their pages say what the door does."""
        assert ballots.how_i_voted(str(who), vote.number)
        assert [one.rule for one in ballots.in_my_way(str(who), vote.number, clock.now())] == ["already_voted"]
        assert ballots.mine_now(str(who), CODE, clock.now()).may == ()
        assert [one.vote for one in ballots.marked_votes(str(who), CODE)] == [vote.number]

    @pytest.mark.parametrize("way", ["hands", "roll_call", "paper"])
    def test_nor_first_on_the_web(self, family: Family, evening: "Evening", way: str) -> None:
        vote = evening.put(way, put_right_before="the session")
        with at(EVENING, 20, 30):
            votes.cast(vote, str(family.husband), "for")
            assert doors_of(vote, family.husband) == "7-702"
            assert evening.place["8-801"] not in ballots.may_raise_a_hand(vote.number)
            with pytest.raises(Refused):
                evening.answers(vote, way, ["8-801"])
            evening.answers(vote, way, ["9-901"])
        assert Mark.objects.filter(vote=vote).count() == 2


class Evening:
    """He is ticked off as the delegate of 8-801 at half past six. The session opens at seven; half an hour later the
    question is put."""

    def __init__(self, family: Family) -> None:
        self.family = family
        with at(CALLED, 9):
            roll: Roll = freeze(of="household_delegates")
            self.meeting = scenes.again(scenes.convene(body="residents_assembly", roll=roll.number, on=EVENING))
            self.item = scenes.add_item(self.meeting, matter_kind="")
            scenes.notify(self.meeting)
        self.place = dict(roll.entries.values_list("household__door", "pk"))

    @property
    def room(self) -> Room:
        return Room(scenes.again(self.meeting))

    def naming(self, name: str) -> AgendaItem:
        """The item, which names somebody (several, with commas)."""
        with door_open():
            AgendaItem.objects.filter(pk=self.item.pk).update(concerns=name)
        return AgendaItem.objects.get(pk=self.item.pk)

    def opens(self, put_right_before: str) -> Done:
        with at(EVENING, 18, 30):
            for who, door in ((self.family.husband, "8-801"), (self.family.third, "9-901")):
                scenes.admit(self.meeting, [self.place[door]], how="household_delegate", person=str(who))
        if put_right_before == "the session":
            self._put_right(18, 45)
        with at(EVENING, 19, 0):
            done: Done = act("meetings.open_session", CLERK, scenes.again(self.meeting).ref)
            return done

    def put(self, way: str, put_right_before: str, web: bool = True) -> Vote:
        self.opens(put_right_before)
        if put_right_before == "the question":
            self._put_right(19, 10)
        vote = self.puts(way, web)
        if put_right_before == "they answer":
            self._put_right(20, 0)
        return vote

    def puts(self, way: str, web: bool = True) -> Vote:
        facts = {"channels": f"{way},terminal,web", "closes_at": f"{EVENING} 22:00"} if web else {"channels": way}
        with at(EVENING, 19, 30):
            return scenes.put(self.item, **facts)

    def _put_right(self, hour: int, minute: int) -> None:
        with at(EVENING, hour, minute):
            self.family.put_right()

    def answers(self, vote: Vote, way: str, doors: list[str]) -> None:
        keys = [self.place[door] for door in doors]
        if way == "paper":
            for key in keys:
                votes.act("issue_paper", CLERK, vote, entry=key)
            return
        other = stage.holder(CODE, SUPERVISION_MEMBER, 0)
        if way == "hands":
            said = {"chosen": {"for": len(keys), "against": 0}, "entries": scenes.listed(keys)}
        else:
            said = {"answers": {str(key): "for" for key in keys}}
        votes.act("count_hands" if way == "hands" else "call_roll", SUPERVISOR, vote, counted_with=other, **said)


class TestAPetition:
    OPENED, SIGNED = START + timedelta(days=10), START + timedelta(days=11)

    @pytest.fixture
    def family(self) -> Family:
        return Family(self.OPENED, START + timedelta(days=5))

    @pytest.fixture
    def petition(self, family: Family) -> Petition:
        facts = {"purpose": "meeting", "asks_for": "residents_assembly", "title": "请开会", "of": "household_delegates"}
        with on(START):
            for _more in range(12):
                votes.people(1)
        with on(self.OPENED):
            made = act("ballots.open_petition", "resident", stage.here(), by=str(family.third), **facts).result
        assert made
        return Petition.objects.get(number=made.id)

    def does(self, name: str, petition: Petition, who: Ref, hour: int) -> Done:
        with on(self.SIGNED, hour):
            return act(f"ballots.{name}", "resident", petition.ref, by=str(who))

    def desk(self, name: str, petition: Petition, who: Ref, hour: int) -> Done:
        with on(self.SIGNED, hour):
            return stage.served(f"ballots.{name}", str(who), petition.ref)

    def sheet(self, petition: Petition, *people: Ref, hour: int = 12) -> Done:
        names, photograph = "\n".join(one.id for one in people), paper(f"sheet at {hour}")
        with on(self.SIGNED, hour):
            return act("ballots.enter_signed_sheet", CLERK, petition.ref, people=names, photograph=photograph)

    def put_right(self, family: Family, hour: int = 9) -> None:
        with on(self.SIGNED, hour):
            family.put_right()

    def signed_for(self, petition: Petition) -> list[str]:
        standing = Signature.objects.filter(petition=petition, withdrawn_on=None)
        return sorted(standing.values_list("entry__household__door", flat=True))

    def test_the_wife_signs_beside_her_husband_who_signed_for_another(self, family: Family, petition: Petition) -> None:
        self.does("sign_petition", petition, family.husband, 8)
        self.put_right(family)
        self.sheet(petition, family.wife, family.husband)
        assert self.signed_for(petition) == ["7-702", "8-801"]

    def test_a_false_signature_is_void_and_they_sign_themselves(self, family: Family, petition: Petition) -> None:
        forged = self.desk("sign_petition", petition, family.husband, 8)
        self.put_right(family)
        with on(self.SIGNED, 10):
            upheld(forged, family.husband)
        assert self.signed_for(petition) == []
        self.does("sign_petition", petition, family.husband, 11)
        assert self.signed_for(petition) == ["7-702"]

    def test_of_a_sheet_only_their_own_is_void(self, family: Family, petition: Petition) -> None:
        entered = self.sheet(petition, family.wife, family.husband, hour=8)
        assert self.signed_for(petition) == ["7-702", "8-801"]
        self.put_right(family)
        self.does("deny_signature", petition, family.husband, 10)
        assert self.signed_for(petition) == ["7-702"]
        assert entered.entry.public["entered"] == 2
        self.sheet(petition, family.husband)
        assert self.signed_for(petition) == ["7-702"], "no sheet signs for whoever denied one"

    def test_no_sheet_signs_for_whoever_denied_one_whoever_else_has_signed(
        self, family: Family, petition: Petition
    ) -> None:
        self.put_right(family, hour=7)
        self.sheet(petition, family.wife, hour=8)
        self.does("deny_signature", petition, family.wife, 9)
        self.sheet(petition, family.husband, hour=10)  # who has denied nothing
        assert self.signed_for(petition) == ["7-702"]
        self.does("withdraw_signature", petition, family.husband, 11)
        again = self.sheet(petition, family.wife, hour=12)
        assert self.signed_for(petition) == []
        assert [one.actual for one in again.entry.findings if one.rule == "denied_before"] == ["1"]

    def test_their_own_is_withdrawn(self, family: Family, petition: Petition) -> None:
        self.does("sign_petition", petition, family.husband, 8)
        self.put_right(family)
        self.does("withdraw_signature", petition, family.husband, 10)
        assert self.signed_for(petition) == []

    def test_nobody_else_of_the_household_withdraws_or_denies_it(self, family: Family, petition: Petition) -> None:
        self.sheet(petition, family.neighbour, hour=8)
        for name in ("withdraw_signature", "deny_signature"):
            with pytest.raises(Refused):
                self.does(name, petition, family.husband, 9)
        assert self.signed_for(petition) == ["8-801"]

    def test_a_withdrawal_found_wrong_is_answered_and_gives_nobody_two(
        self, family: Family, petition: Petition
    ) -> None:
        self.does("sign_petition", petition, family.husband, 8)
        forged = self.desk("withdraw_signature", petition, family.husband, 9)
        self.put_right(family, 10)
        self.does("sign_petition", petition, family.husband, 11)
        with on(self.SIGNED, 12):
            upheld(forged, family.husband)
        assert self.signed_for(petition) == ["7-702"]
