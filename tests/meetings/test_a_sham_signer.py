"""A director who lives here signed the petition as a resident, and as one of “those who called it” closed the meeting a
minute after it had opened, called it for four in the morning, and put its question by paper that nobody handed out."""

from datetime import timedelta
from typing import Any

import pytest

from sunward.ballots.models import Petition, RollEntry, Vote
from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.meetings.calling.forced import NOT_BEFORE_A_VOTE, NOT_ENDED_BY_THEM
from sunward.registry.models import Household, Kinship, Person, ResidenceSpell
from tests import stage
from tests.ballots import scenes as votes
from tests.ballots.petitions.scenes import residents
from tests.ballots.scenes import rules_of
from tests.decisions.forced import EVENING as PLACE
from tests.decisions.forced import SILENCE, forced
from tests.decisions.scenes import OPENED, day
from tests.disclosure.scenes import resident
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import EVENING, STREET, Forced
from tests.meetings.scenes import CALLED, CLERK, CODE, DIRECTOR, SUPERVISOR, act, at

pytestmark = pytest.mark.usefixtures("community")


def at_home(person: str) -> str:
    with door_open():
        ResidenceSpell.objects.create(
            person=Person.objects.get(number=person[7:]), household=Household.objects.first(), from_day=CALLED,
            status="registered",
        )  # fmt: skip
    return person


def signs(petition: Petition, person: str) -> str:
    with door_open():
        place = RollEntry.objects.create(roll=petition.roll, person=Person.objects.get(number=person[7:]))
        petition.signatures.create(entry=place, signed_on=CALLED)
    return person


def sham(petition: Petition) -> str:
    return signs(petition, at_home(stage.holder(CODE, DIRECTOR)))


def kin_of_the_director(petition: Petition) -> str:
    friend, before = signs(petition, resident("小舅子")), petition.opened_on - timedelta(days=1)
    people = [Person.objects.get(number=one[7:]) for one in (stage.holder(CODE, DIRECTOR), friend)]
    with door_open():
        Kinship.objects.create(person=people[0], relative=people[1], relation="in_law", declared_on=before)
    return friend


@pytest.mark.parametrize("who", [sham, kin_of_the_director])
def test_nobody_of_the_body_that_owed_the_call_acts_as_one_of_those_who_called_it(who: Any) -> None:
    """Failed before: the guards asked for the post in which somebody acted."""
    petitioned = Forced()
    one, meeting, item = who(petitioned.asked), petitioned.meeting, petitioned.item
    with at(EVENING, 19):
        petitioned.let_in("resident", petitioned.signer)
    with at(EVENING, 19, 31):
        with pytest.raises(FactsError):
            act("meetings.close_session", "resident", meeting.ref, by=one)
        assert "open" in rules_of(lambda: act("meetings.adjourn", "resident", meeting.ref, by=one))
        put = lambda: act("meetings.put_to_vote", "resident", item.ref, by=one, channels="paper")  # noqa: E731
        assert "open" in rules_of(put)
        act("meetings.put_to_vote", "resident", item.ref, by=petitioned.signer)


def test_nor_does_one_of_them_call_it_in_the_silence_of_their_own_body() -> None:
    petitioned = Forced()
    one = sham(petitioned.asked)
    later = EVENING + timedelta(days=1)
    facts = {"place": "院子", "held_on": later + timedelta(days=12), "at": "19:00", "matter_kind": "asset_lease"}
    with at(later, 9):
        call = lambda by: act("meetings.convene_on_petition", "resident", petitioned.asked.ref, by=by, **facts)  # noqa: E731
        assert rules_of(lambda: call(one)) == {"may_call"}
        call(petitioned.signer)


def test_nor_the_hearing() -> None:
    with day(OPENED):
        people = residents(21)
    asked = forced(people)
    one = sham(Petition.objects.get(number=asked.id))
    with day(SILENCE):
        given = PLACE | {"held_on": SILENCE + timedelta(days=12)}
        call = lambda by, **more: stage.act(  # noqa: E731
            "decisions.call_hearing_on_petition", "resident", asked, by=by, **given | more
        )
        assert rules_of(lambda: call(one)) == {"may_call"}
        assert rules_of(lambda: call(people[0], at="04:00")) == {"waking_hours"}
        call(people[0])


def test_one_of_many_who_signed_does_not_close_it_before_the_question() -> None:
    petitioned = Forced()
    with at(EVENING, 19):
        petitioned.let_in("resident", petitioned.signer)
        with pytest.raises(FactsError):
            act("meetings.close_session", "resident", petitioned.meeting.ref, by=petitioned.signer)
        act("meetings.put_to_vote", "resident", petitioned.item.ref, by=petitioned.signer, channels="roll_call")
    with at(EVENING, 19, 30):
        votes.call_roll(Vote.objects.get(), {petitioned.people[0]: "for"})
        votes.second(Vote.objects.get(), "roll_call")
        act("meetings.close_session", "resident", petitioned.meeting.ref, by=petitioned.signer)


@pytest.mark.parametrize("hour", [19, 23])
def test_nor_does_whoever_opened_it_nor_anybody_else(hour: int) -> None:
    """Failed before: a friend of the director had opened the petition, and closed each evening at once."""
    petitioned = Forced()
    with at(EVENING, 19):
        petitioned.let_in("resident", petitioned.signer)
    with at(EVENING, hour):
        for post, by in (("resident", petitioned.opener), (SUPERVISOR, None), (STREET, None), (CLERK, None)):
            with pytest.raises(FactsError) as refused:
                act("meetings.close_session", post, petitioned.meeting.ref, by=by)
            # Before, an office read that those who called it may, and they that nobody may.
            assert refused.value.errors["at"] == [NOT_BEFORE_A_VOTE.zh]
        with pytest.raises(FactsError):
            stage.served("meetings.close_session", petitioned.opener, petitioned.meeting.ref)
    with at(EVENING + timedelta(days=1), 0, 1):
        act("meetings.close_session", "resident", petitioned.meeting.ref, by=petitioned.signer)


@pytest.mark.parametrize("hour", ["04:00", "06:59", "22:00"])
def test_nobody_calls_it_for_the_night(hour: str) -> None:
    petitioned = Forced()
    with at(EVENING, 20):
        act("meetings.adjourn", "resident", petitioned.meeting.ref, by=petitioned.signer)
    facts: dict[str, Any] = {"held_on": EVENING + timedelta(days=12)}
    with at(EVENING + timedelta(days=1), 9):
        again = lambda **more: act(  # noqa: E731
            "meetings.call_again", "resident", petitioned.meeting.ref, by=petitioned.opener, **facts | more
        )
        assert rules_of(lambda: again(at=hour)) == {"waking_hours"}
        again(at="19:00")


@pytest.mark.parametrize(("channels", "secret"), [("paper", False), ("terminal", False), ("paper", True)])
def test_one_who_signed_puts_it_as_the_room_can_answer_it(channels: str, secret: bool) -> None:
    petitioned = Forced()
    with at(EVENING, 19):
        petitioned.let_in("resident", petitioned.signer)
        put = lambda **how: act("meetings.put_to_vote", "resident", petitioned.item.ref, **how)  # noqa: E731
        assert rules_of(lambda: put(by=petitioned.signer, channels=channels, secret=secret)) == {"room_channels"}
        put(by=petitioned.opener, channels=channels, secret=secret)


def test_whoever_opened_it_puts_it_anew_while_nobody_has_voted() -> None:
    petitioned = Forced()
    with at(EVENING, 19):
        petitioned.let_in("resident", petitioned.signer)
        put = lambda by, **how: act("meetings.put_to_vote", "resident", petitioned.item.ref, by=by, **how)  # noqa: E731
        put(petitioned.signer, channels="hands")
        assert "once" in rules_of(lambda: put(petitioned.signer, channels="roll_call"))
        put(petitioned.opener, channels="roll_call")
        first, second = Vote.objects.order_by("id")
        assert first.annulled_on
        votes.call_roll(second, {petitioned.people[0]: "for"})
        assert "once" in rules_of(lambda: put(petitioned.opener))


def test_who_adjourns_it_is_told_without_a_word_of_closing() -> None:
    petitioned = Forced()
    with at(EVENING, 20), pytest.raises(Refused) as refused:
        act("meetings.adjourn", STREET, petitioned.meeting.ref)
    (said,) = [one.text for one in refused.value.findings if one.rule == "open"]
    assert said == NOT_ENDED_BY_THEM
    assert "散会" not in said.zh
    assert "close" not in said.en
