"""One of many who signed could be bought: the first to call it in the silence names seven in the morning, out of town.
Whoever opened the petition calls that off, once, and calls it anew.

Seen before: the opener was refused, for the meeting had been called.
"""

from datetime import timedelta
from typing import Any

import pytest

from sunward.ballots.models import Petition
from sunward.kernel.acts import Refused
from sunward.kernel.findings import breaches
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.meetings.models import Meeting
from tests import stage
from tests.ballots.petitions.scenes import residents
from tests.decisions.forced import SILENCE
from tests.decisions.forced import forced as asked_to_be_heard
from tests.decisions.scenes import OPENED, day
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import CALLS, EVENING, resident, signed_by
from tests.journeys.uncalled import NEXT, Uncalled, told
from tests.meetings.scenes import DIRECTOR, act, at
from tests.meetings.test_a_sham_signer import at_home

pytestmark = pytest.mark.usefixtures("community")
OUT_OF_TOWN = {"place": "城外仓库", "at": "07:00", "held_on": EVENING, "matter_kind": "asset_lease"}
YARD = OUT_OF_TOWN | {"place": "院子", "at": "19:00"}


def calls(forced: Uncalled, by: str, facts: dict[str, Any]) -> Any:
    return act("meetings.convene_on_petition", "resident", forced.asked.ref, by=by, **facts).result


def cancels(meeting: Any, by: str | None, post: str = "resident") -> None:
    act("meetings.cancel_meeting", post, meeting, by=by, because="地点太远")


def refused(trying: Any) -> set[str]:
    with pytest.raises(Refused) as no:
        trying()
    return {one.rule for one in breaches(no.value.findings)}


def test_whoever_opened_it_calls_it_off_once_and_calls_it_anew() -> None:
    forced = Uncalled()
    with at(CALLS, 9):
        far = calls(forced, forced.signer, OUT_OF_TOWN)
        assert refused(lambda: calls(forced, forced.opener, YARD)) == {"not_called"}
        assert refused(lambda: cancels(far, forced.signer)) == {"own_call"}, "not whoever called it"
        assert refused(lambda: cancels(far, None, DIRECTOR)) == {"own_call"}, "nor whoever owed the call"
        cancels(far, forced.opener)
        own = calls(forced, forced.opener, YARD)
        assert refused(lambda: cancels(own, forced.opener)) == {"own_call"}, "not what they called themselves"


def test_not_on_its_day() -> None:
    forced = Uncalled()
    with at(CALLS, 9):
        far = calls(forced, forced.signer, OUT_OF_TOWN)
    with at(EVENING, 6):
        assert refused(lambda: cancels(far, forced.opener)) == {"own_call"}
    assert timedelta(days=1) < EVENING - CALLS


def test_not_twice() -> None:
    forced = Uncalled()
    with at(CALLS, 9):
        cancels(calls(forced, forced.signer, OUT_OF_TOWN), forced.opener)
        assert refused(lambda: calls(forced, forced.signer, OUT_OF_TOWN)) == {"called_off"}, "nor the same again"
        another = signed_by(forced.asked, resident("另一个签名人"))
        again = calls(forced, another, OUT_OF_TOWN)
        assert refused(lambda: cancels(again, forced.opener)) == {"own_call"}, "a sham opener would never let it meet"


def test_whoever_was_called_off_calls_it_again_once_nobody_else_has() -> None:
    """Seen before: barred for good, though they had only mistyped the place; and where a director had opened the
    petition as a resident and called the honest evening off, nobody of those who signed was left."""
    forced = Uncalled()
    with at(CALLS, 9):
        cancels(calls(forced, forced.signer, OUT_OF_TOWN), forced.opener)
    with at(CALLS + timedelta(days=2), 9):
        assert refused(lambda: calls(forced, forced.signer, YARD)) == {"called_off"}
    with at(CALLS + timedelta(days=3), 9):
        assert calls(forced, forced.signer, YARD)


def test_what_a_clerk_entered_for_them_bars_them_from_nothing() -> None:
    forced = Uncalled()
    with at(CALLS, 9):
        done = stage.served("meetings.convene_on_petition", forced.signer, forced.asked.ref, **OUT_OF_TOWN)
        cancels(done.result, forced.opener)
        assert refused(lambda: calls(forced, forced.signer, YARD)) == {"called_off"}
        entry = Ref("entry", done.entry.ref)
        stage.act("disclosure.dispute_desk_act", "anyone", entry, by=forced.signer, text="不是我。")
        assert calls(forced, forced.signer, YARD), "while they say that it was not theirs"


def test_a_director_who_opened_the_petition_calls_nothing_off() -> None:
    forced = Uncalled()
    director = at_home(stage.holder(stage.CODE, DIRECTOR))
    with door_open():
        Petition.objects.filter(pk=forced.asked.pk).update(opened_by=director)
    with at(CALLS, 9):
        own = calls(forced, forced.signer, YARD)
        assert refused(lambda: cancels(own, director)) == {"own_call"}


def test_another_signer_calls_it_again_where_it_was() -> None:
    """Seen before: too few came to the opener's evening, and one who was bought called it again out of town."""
    forced = Uncalled()
    with at(CALLS, 9):
        own = Meeting.objects.get(number=calls(forced, forced.opener, YARD).id)
    told(forced, own, CALLS)
    with at(EVENING, 19, 31):
        act("meetings.adjourn", "resident", own.ref, by=forced.signer)
    far = {"held_on": NEXT, "at": "19:00", "place": "城外仓库"}
    with at(EVENING + timedelta(days=1), 9):
        again = lambda by, **facts: act("meetings.call_again", "resident", own.ref, by=by, **far | facts)  # noqa: E731
        assert refused(lambda: again(forced.signer)) == {"same_place"}
        assert again(forced.signer, place="院子").result


def test_they_name_another_place_for_what_they_called_themselves() -> None:
    forced = Uncalled()
    with at(CALLS, 9):
        own = Meeting.objects.get(number=calls(forced, forced.opener, YARD).id)
    told(forced, own, CALLS)
    with at(EVENING, 19, 31):
        act("meetings.adjourn", "resident", own.ref, by=forced.signer)
    with at(EVENING + timedelta(days=1), 9):
        hall = {"held_on": NEXT, "at": "19:00", "place": "学校礼堂"}
        assert act("meetings.call_again", "resident", own.ref, by=forced.opener, **hall).result


def test_nor_does_whoever_was_called_off_call_the_hearing_again() -> None:
    with day(OPENED):
        people = residents(21)
    petition = asked_to_be_heard(people)
    far = {"place": "城外仓库", "at": "07:00", "held_on": SILENCE + timedelta(days=12)}
    call = lambda by: act("decisions.call_hearing_on_petition", "resident", petition, by=by, **far)  # noqa: E731
    with at(SILENCE, 9):
        call(people[1])
        cancels(Meeting.objects.get().ref, people[0])
        assert refused(lambda: call(people[1])) == {"called_off"}
        assert call(people[0]).result
