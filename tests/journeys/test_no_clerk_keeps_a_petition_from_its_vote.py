"""Enough people forced a meeting. The clerk is not at the door, the committee stays away: it is held all the same.

Before, nobody but the clerk could let anybody in, so that no question was ever put; and a session that was opened
and left open stood in the way of every later call.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from sunward.ballots.models import Petition, Roll, RollEntry, Vote
from sunward.ballots.queries import MeetingDemanded
from sunward.charter import queries as charter
from sunward.charter.engine import Duration, Power
from sunward.kernel.acts import Done, Refused
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id
from sunward.meetings.calling.demanding import deadline, heeded
from sunward.meetings.calling.owed import powers_to_call
from sunward.meetings.models import Meeting
from sunward.meetings.queries import lapses
from sunward.record.models import Journal
from sunward.registry.models import Household, Person, ResidenceSpell
from tests import stage
from tests.disclosure.scenes import resident
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, CODE, DIRECTOR, SUPERVISOR, act, at
from tests.meetings.test_a_petition_calls_and_some_cannot_be_reached import petition, signed_by
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import SUPERVISION_MEMBER

pytestmark = pytest.mark.usefixtures("community")
STREET, STREET_CLERK, DELEGATE = "street_office.director", "street_office.clerk", "representatives_meeting.delegate"
CALLS = CALLED + timedelta(days=16)
EVENING = CALLS + timedelta(days=11)


class Forced:
    """Nine representatives; four signatures for a meeting of theirs that nobody in office called; petitioners did."""

    def __init__(self) -> None:
        with at(CALLED, 9):
            self.opener = resident("联名人")
            self.people = scenes.people(9)
            scenes.freeze([*self.people, self.opener])
            for one in self.people[6:]:
                facts = {"post": DELEGATE, "person": one}
                perform(
                    "registry.appoint", by=stage.holder(CODE, CLERK), post=CLERK, subject=stage.here(), facts=facts,
                    key=new_id(),
                )  # fmt: skip
        row = petition(Roll.objects.get(), 4)
        with door_open():
            Petition.objects.filter(pk=row.pk).update(asks_for=scenes.BODY, opened_by=self.opener, title="换物业公司")
        self.asked = Petition.objects.get(pk=row.pk)
        self.signer = signed_by(self.asked, resident("签名人"))
        self.meeting = self.called(CALLS, EVENING)
        self.item = self.meeting.items.get()
        self.keys = scenes.entries(self.meeting.roll) if self.meeting.roll else []

    def called(self, on: date, day: date) -> Meeting:
        """By one who signed, who gives notice of it too."""
        given = {"place": "院子", "held_on": day, "at": "19:00", "matter_kind": "asset_lease"}
        with at(on, 9):
            done = act("meetings.convene_on_petition", "resident", self.asked.ref, by=self.opener, **given)
            assert done.result
            meeting = Meeting.objects.get(number=done.result.id)
            for channel, proof in (("page", {}), ("poster", {"proof": paper(f"poster {on}")})):
                facts: dict[str, Any] = {"channel": channel, "given_on": on} | proof
                act("meetings.give_notice", "resident", meeting.ref, by=self.signer, **facts)
        return meeting

    def held(self, post: str, by: str | None = None) -> Vote:
        """Let in, opened, put to the vote, by one who is no clerk and not of the committee."""
        with at(EVENING, 19):
            self.let_in(post, by)
            act("meetings.put_to_vote", post, self.item.ref, by=by)
        return Vote.objects.get()

    def let_in(self, post: str, by: str | None = None) -> Done:
        act("meetings.admit", post, self.meeting.ref, by=by, places=scenes.listed(self.keys))
        return act("meetings.open_session", post, self.meeting.ref, by=by)


def closed_anyhow(forced: Forced) -> None:
    """By whoever opened the petition, on the evening itself and before a vote: as it could be once, and stands so."""
    with patch("sunward.meetings.acts.close_session.not_closed_by", return_value=None):
        act("meetings.close_session", "resident", forced.meeting.ref, by=forced.opener)


@pytest.fixture
def forced(community: str) -> Forced:
    return Forced()


@pytest.mark.parametrize("carried_by", ["petitioner", "supervision", "street"])
def test_it_goes_from_the_door_to_the_result_without_clerk_and_committee(forced: Forced, carried_by: str) -> None:
    post, by = {
        "petitioner": ("resident", forced.signer), "supervision": (SUPERVISOR, None), "street": (STREET_CLERK, None),
    }[carried_by]  # fmt: skip
    vote = forced.held(post, by)
    counts = {"supervision": (SUPERVISION_MEMBER, stage.holder(CODE, SUPERVISION_MEMBER, 0))}
    counting, counter = counts.get(carried_by, (DELEGATE, forced.people[6]))
    with at(EVENING, 19, 35):
        facts = {"chosen": {"for": 8, "against": 2}, "entries": scenes.listed(forced.keys)}
        act("ballots.count_hands", counting, vote.ref, by=counter, counted_with=forced.people[8], **facts)
    with at(EVENING, 19, 45):
        act("ballots.close_vote", STREET if carried_by == "street" else DELEGATE, vote.ref,
                  by=None if carried_by == "street" else forced.people[6])  # fmt: skip
        own = {"channel": "hands", "chosen": {"for": 8, "against": 2}}
        for one in (forced.people[8], forced.people[7]):
            act("ballots.confirm_count", DELEGATE, vote.ref, by=one, **own)
        act("meetings.close_session", post, forced.meeting.ref, by=by)
    with at(EVENING + timedelta(days=1), 9):
        member = stage.holder(CODE, SUPERVISION_MEMBER, 1)
        certifier, who = (SUPERVISION_MEMBER, member) if carried_by == "supervision" else (STREET, None)
        for row in list(vote.sample.order_by("pk")):
            act("ballots.answer_sample", certifier, vote.ref, by=who, entry=row.entry_id, answer="voted")
        act("ballots.certify", certifier, vote.ref, by=who)
    vote.refresh_from_db()
    assert vote.certified_on
    assert heeded([forced.asked.pk], EVENING + timedelta(days=30)) == {forced.asked.pk}


def test_strangers_to_the_petition_let_nobody_in(forced: Forced) -> None:
    with at(EVENING, 19), pytest.raises(FactsError, match="at"):
        forced.let_in("resident", resident("别人"))


def test_the_street_and_single_supervisors_hold_no_other_meeting(community: str) -> None:
    """Whoever ends a silence does not run the committee's own evenings."""
    meeting, item, keys = scenes.called()
    with at(scenes.EVENING):
        for post in (STREET, SUPERVISION_MEMBER):
            with pytest.raises(FactsError, match="at"):
                act("meetings.admit", post, meeting.ref, places=scenes.listed(keys))
        scenes.open_with(meeting, keys)
        with pytest.raises(Refused) as refusal:
            act("meetings.put_to_vote", STREET, item.ref)
        assert "open" in {found.rule for found in refusal.value.findings if found.breach}
        act("meetings.put_to_vote", DIRECTOR, item.ref)


@pytest.mark.usefixtures("own_keys")
def test_petitioners_hold_it_on_the_rooms_page_and_strangers_to_it_never_see_it(forced: Forced, client: Client) -> None:
    """Before, the page was for whoever held a post: for every officer, and for none of those who had to hold it."""
    room = f"/en/c/{CODE}/meetings/{forced.meeting.number}/room/"
    with at(EVENING, 19):
        for person in (resident("别人"), stage.holder(CODE, stage.ACCOUNTANT), forced.people[7]):
            assert signed_in(client, person).get(room).status_code == 403
            assert room not in client.get(room.removesuffix("room/")).content.decode()
        assert room in signed_in(client, forced.signer).get(room.removesuffix("room/")).content.decode()
        page = client.get(room).content.decode()
        assert "代表01" in page, "whom to let in they read as on the roll"
        came = {"do": "admit", "places": [str(key) for key in forced.keys], "how": "door_list"}
        assert client.post(room, came).status_code == 302
        assert client.post(room, {"do": "open"}).status_code == 302
        said = {"do": "say", "item": forced.item.number, "place": str(forced.keys[0]), "text": "太贵", "dissent": "on"}
        assert client.post(room, said).status_code == 302
        page = client.get(room).content.decode()
        assert "Somebody steps aside" not in page, "that each does for oneself"
        assert client.post(room, {"do": "leave", "places": [str(forced.keys[1])]}).status_code == 302
        act("meetings.put_to_vote", "resident", forced.item.ref, by=forced.signer)
        assert signed_in(client, stage.holder(CODE, STREET_CLERK)).get(room).status_code == 200


@pytest.mark.usefixtures("own_keys")
def test_of_the_committees_own_evening_the_page_is_for_those_who_run_it(community: str, client: Client) -> None:
    meeting, _item, _keys = scenes.called()
    room = f"/en/c/{CODE}/meetings/{meeting.number}/room/"
    with at(scenes.EVENING):
        for post, status in ((CLERK, 200), (DIRECTOR, 200), (SUPERVISOR, 200), (STREET, 403), (stage.ACCOUNTANT, 403)):
            assert signed_in(client, stage.holder(CODE, post)).get(room).status_code == status, post


def test_the_street_tells_people_of_the_meeting_that_it_called(forced: Forced) -> None:
    """Before, it could call the meeting and not give notice: without one nothing could be decided there."""
    with door_open():
        Meeting.objects.update(cancelled_on=CALLS)
    own, _item, _keys = scenes.called()
    with at(CALLS, 10):
        given = {"place": "院子", "held_on": EVENING, "at": "19:00", "matter_kind": "asset_lease"}
        done = act("meetings.convene_on_petition", STREET, forced.asked.ref, **given)
        assert done.result
        meeting = Meeting.objects.get(number=done.result.id)
        (late,) = [one for one in lapses.overdue(CODE, EVENING) if one.subject == meeting.ref]
        assert late.owner_post == STREET
        for post, channel in ((STREET, "page"), (STREET_CLERK, "poster")):
            proof = {} if channel == "page" else {"proof": paper("poster")}
            act("meetings.give_notice", post, meeting.ref, channel=channel, given_on=CALLS, **proof)
        act("meetings.lay_paper", STREET, meeting.items.get().ref, title="合同", file=paper("contract"))
        with pytest.raises(FactsError, match="at"):
            act("meetings.give_notice", STREET, own.ref, channel="visit", given_on=CALLS, proof=paper("visits"))
    assert scenes.again(meeting).noticed_on == CALLS


@pytest.mark.usefixtures("own_keys")
def test_whoever_has_two_grounds_acts_by_the_one_that_applies(forced: Forced, client: Client) -> None:
    """A member of the supervision committee who has signed, too: at a meeting that their head called, the signature
    opens no door, and the office does; at one of the petitioners' own, either."""
    both = stage.holder(CODE, SUPERVISION_MEMBER, 1)
    with door_open():
        place = RollEntry.objects.create(roll=forced.asked.roll, person=Person.objects.get(number=both[7:]))
        forced.asked.signatures.create(entry=place, signed_on=CALLED)
        ResidenceSpell.objects.create(
            person=Person.objects.get(number=both[7:]), household=Household.objects.first(), from_day=CALLED,
            status="registered",
        )  # fmt: skip
        Meeting.objects.update(by_petitioner=False, convened_by_post=SUPERVISOR)
    room = f"/en/c/{CODE}/meetings/{forced.meeting.number}/room/"
    with at(EVENING, 19):
        with pytest.raises(FactsError, match="at"):
            forced.let_in("resident", both)
        came = {"do": "admit", "places": [str(key) for key in forced.keys], "how": "door_list"}
        assert signed_in(client, both).post(room, came).status_code == 302
        assert client.post(room, {"do": "open"}).status_code == 302
        assert Journal.objects.get(act="meetings.open_session").post == SUPERVISION_MEMBER


class TestTheListNamesThePowerToCallTwice:
    """Once for the committee and once for the supervisors, with other days: whichever stands first."""

    @staticmethod
    def powers() -> tuple[Power, Power]:
        book = charter.charter_of(CODE, CALLS)
        one = next(power for power in book.powers.values() if power.act == "meetings.convene")
        return (
            replace(one, key="committee", held_by=(DIRECTOR,), within=Duration(15)),
            replace(one, key="supervisors", held_by=(SUPERVISOR,), within=Duration(40)),
        )

    @pytest.mark.parametrize("order", [1, -1])
    def test_the_days_are_the_shortest_and_not_those_of_the_first(self, order: int) -> None:
        asked = MeetingDemanded(1, Ref("petition", "X"), CODE, "换物业公司", scenes.BODY, CALLED, (), CALLED)
        due = deadline(asked, self.powers()[::order])
        assert due
        assert (due.due, due.owner) == (CALLED + timedelta(days=15), DIRECTOR)

    @pytest.mark.parametrize("order", [1, -1])
    def test_it_is_owed_by_whom_the_power_with_these_days_names(self, order: int) -> None:
        """Failed before: the shortest days were those of one power, and owed by the holder of the first in the list."""
        asked = MeetingDemanded(1, Ref("petition", "X"), CODE, "换物业公司", scenes.BODY, CALLED, (), CALLED)
        committee, supervisors = self.powers()
        listed = (replace(committee, within=Duration(50)), supervisors)[::order]
        due = deadline(asked, listed)
        assert due
        assert (due.due, due.owner) == (CALLED + timedelta(days=40), SUPERVISOR)

    @pytest.mark.parametrize("order", [1, -1])
    def test_it_is_the_power_of_those_who_may_call_that_body(self, order: int) -> None:
        listed = {power.key: power for power in self.powers()[::order]}
        book = replace(charter.charter_of(CODE, CALLS), powers=listed)
        assert [one.key for one in powers_to_call(book, scenes.BODY)] == ["committee"]


def test_opened_and_left_open_it_heeds_nobody_after_its_day(forced: Forced) -> None:
    with at(EVENING, 19):
        forced.let_in(SUPERVISOR)
        assert heeded([forced.asked.pk], EVENING) == {forced.asked.pk}
    assert heeded([forced.asked.pk], EVENING + timedelta(days=1)) == frozenset()
    again = forced.called(EVENING + timedelta(days=1), EVENING + timedelta(days=12))
    assert again.number != forced.meeting.number
    assert again.community_code == CODE


def test_a_vote_that_ends_without_a_single_answer_heeds_nobody(forced: Forced) -> None:
    """The chair put the question and closed it before anybody had answered: the right is not used up."""
    vote = forced.held("resident", forced.signer)
    assert heeded([forced.asked.pk], EVENING) == {forced.asked.pk}
    with at(EVENING, 19, 45):
        act("ballots.close_vote", CLERK, vote.ref)
        closed_anyhow(forced)
    assert heeded([forced.asked.pk], EVENING + timedelta(days=1)) == frozenset()
    forced.called(EVENING + timedelta(days=1), EVENING + timedelta(days=12))


@pytest.mark.parametrize("called_by", ["petitioner", "street"])
def test_whoever_called_it_calls_it_again_when_too_few_came(forced: Forced, called_by: str) -> None:
    """Before, only the committee could: nobody had to refuse anything, it was enough to wait for fifteen days."""
    post, by = {"petitioner": ("resident", forced.signer), "street": (STREET, None)}[called_by]
    if called_by == "street":
        with door_open():
            Meeting.objects.update(by_petitioner=False, convened_by_post=STREET)
    with at(EVENING, 19):
        act("meetings.adjourn", post, forced.meeting.ref, by=by)
        facts = {"held_on": EVENING + timedelta(days=10), "at": "19:00"}
        with pytest.raises(Refused) as refusal:
            act("meetings.call_again", "resident", forced.meeting.ref, by=resident("别人"), **facts)
        assert "open" in {found.rule for found in refusal.value.findings if found.breach}
    (late,) = [one for one in lapses.overdue(CODE, EVENING + timedelta(days=16)) if "再次" in one.title.zh]
    assert ("signed the petition" in late.next_step.en) == (called_by == "petitioner")
    with at(EVENING + timedelta(days=1), 9):
        act("meetings.call_again", post, forced.meeting.ref, by=by, **facts)
        second = Meeting.objects.get(second_call_of=forced.meeting)
        notice = {"channel": "page", "given_on": EVENING + timedelta(days=1)}
        act("meetings.give_notice", post, second.ref, by=by, **notice)
    assert second.items.get().about == forced.asked.ref


def test_the_street_calls_none_of_the_committees_own_meetings_again(community: str) -> None:
    meeting, _item, _keys = scenes.called()
    with at(scenes.EVENING):
        act("meetings.adjourn", CLERK, meeting.ref)
        with pytest.raises(Refused) as refusal:
            act("meetings.call_again", STREET, meeting.ref, held_on=scenes.EVENING + timedelta(days=9), at="19:00")
    assert {found.rule for found in refusal.value.findings if found.breach} == {"open"}
