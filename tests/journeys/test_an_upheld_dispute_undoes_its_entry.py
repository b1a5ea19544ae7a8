"""An upheld dispute undoes the entry that was disputed, not what the person said themselves since.

Seen before: they took back a proxy that a clerk had given, gave one of their own, and the upheld dispute voided that;
likewise the speaker whom they named and the numbers which they confirmed.
"""

from datetime import timedelta

import pytest

from sunward.elections.models import Proxy
from sunward.kernel.guard import door_open
from sunward.meetings.models import DisownedThrow, Meeting
from sunward.record.models import Journal
from tests.elections import scenes as elections
from tests.journeys import coming
from tests.meetings import hearing_scenes as hearings
from tests.money.cases import paper
from tests.stage import served, upheld

pytestmark = pytest.mark.usefixtures("community", "own_keys")


def test_a_proxy_of_their_own_stays() -> None:
    race = elections.Race(voters=16)
    giver, wrong, mine = race.people[8:11]
    election = race.election.ref
    with elections.at(elections.CALLED, 12):
        done = served("elections.grant_proxy", giver, election, holder=wrong, paper=paper("desk"), said_kin="parent")
    with elections.at(elections.CALLED, 13):
        elections.by(giver, "take_back_proxy", election, "resident")
        own = {"holder": mine, "paper": paper("own"), "said_kin": "child"}
        elections.by(giver, "grant_proxy", election, "resident", **own)
        upheld(done)
    given = Proxy.objects.get(void_on=None)
    assert (f"person:{given.holder.number}", given.void_on) == (mine, None)


def test_a_speaker_whom_they_named_themselves_stays() -> None:
    who = coming.nominate_speaker()
    meeting = Meeting.objects.get(number=who.about.id)
    with coming.day_of(coming.nominate_speaker):
        done = who.on_paper()
    with door_open():
        meeting.speakers.update(nomination_void_on=hearings.CALLED - timedelta(days=1))  # so that they name another
    with hearings.at(hearings.CALLED, 14):
        another = coming.resident("自己推荐的人")
        hearings.as_resident(who.act, who.about, who.person, person=another)
        upheld(done)
    assert meeting.speakers.get(person__number=another.removeprefix("person:")).nomination_void_on is None


def test_numbers_which_they_confirmed_themselves_stay() -> None:
    """The clerk had said that they saw others fall: thrown anew, and confirmed under their own sign-in."""
    who = coming.confirm_throw()
    meeting = Meeting.objects.get(number=who.about.id)
    right = who.facts["thrown"]
    who.facts["thrown"] = "9 9 9 9"
    with coming.day_of(coming.confirm_throw):
        done = who.on_paper()
    with hearings.at(hearings.CLOSED, 12):
        hearings.thrown_by_one(meeting, who.person)
        hearings.as_resident(who.act, who.about, who.person, thrown=right)
        upheld(done)
    assert [one["rule"] for one in Journal.objects.get(act="meetings.void_throw").findings if not one["ok"]] == []
    assert DisownedThrow.objects.get().throw.confirmed_on is None
