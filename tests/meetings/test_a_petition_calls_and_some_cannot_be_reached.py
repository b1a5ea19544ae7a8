"""A community whose rule books let a petition force a meeting, and let those who cannot be reached be left out."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.ballots import queries as ballots
from sunward.ballots.models import Petition, Roll, RollEntry
from sunward.disclosure.models import Publication
from sunward.kernel.acts import Done, Refused
from sunward.kernel.available import available
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.meetings import queries
from sunward.meetings.models import AgendaItem, Meeting
from sunward.record.models import Journal
from sunward.registry.models import Person
from tests import stage
from tests.charter.amendments import rules_voted
from tests.disclosure.scenes import resident
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, SUPERVISOR, act, at
from tests.money import cases
from tests.money.cases import paper
from tests.portal.pages import signed_in

pytestmark = pytest.mark.django_db
ASSEMBLY = "villagers_assembly"


@pytest.fixture
def roll(community: str) -> Roll:
    """Ten adults, under the law on villages and Chongqing's rules for it."""
    with cases.on(CALLED - timedelta(days=10)):
        for pack in ("cn-village", "cn-village-chongqing"):
            decision = rules_voted()
            act("charter.adopt", DIRECTOR, stage.here(), pack=pack, in_force_from=CALLED, adopted_by=decision)
    with at(CALLED, 9):
        found = scenes.freeze(scenes.people(10), body=ASSEMBLY)
        with door_open():
            Roll.objects.filter(pk=found.pk).update(of="adults")
    return Roll.objects.get(pk=found.pk)


def petition(roll: Roll, signed: int) -> Petition:
    """So many of them sign for a meeting, on a roll that was frozen for that."""
    people, of = [str(entry.person) for entry in roll.entries.order_by("id")], roll.of
    roll = scenes.freeze(people, body=roll.body)
    with door_open():
        Roll.objects.filter(pk=roll.pk).update(of=of)
        row = Petition.objects.create(
            number=f"XY-Q-2026-{Petition.objects.count() + 1:03d}", community_code=roll.community_code,
            purpose="meeting", asks_for=ASSEMBLY, title="开会", roll=roll, needed=1,
            source="村民委员会组织法 第二十一条",
            opened_by="person:x", opened_on=CALLED, closes_on=EVENING, reached_on=CALLED if signed else None,
        )  # fmt: skip
        for entry in roll.entries.order_by("id")[:signed]:
            row.signatures.create(entry=entry, signed_on=CALLED)
    return row


def signed_by(asked: Petition, person: str, **facts: Any) -> str:
    """Somebody who stood on the roll of a petition, and signed it."""
    with door_open():
        row = Person.objects.get(number=person.removeprefix("person:"))
        entry = RollEntry.objects.create(roll=asked.roll, person=row)
        asked.signatures.create(entry=entry, signed_on=CALLED, **facts)
    return person


def called(roll: Roll) -> tuple[Meeting, AgendaItem, list[int]]:
    with at(CALLED, 9):
        meeting = scenes.convene(body=ASSEMBLY, called_by="petition", petition=petition(roll, 4).number)
        item = scenes.add_item(meeting, matter_kind="public_works_plan")
        scenes.notify(meeting)
    return meeting, item, scenes.entries(roll)


def test_a_petition_below_its_threshold_calls_nothing(roll: Roll) -> None:
    few = petition(roll, 0)
    with at(CALLED, 9), pytest.raises(Refused) as refusal:
        scenes.convene(body=ASSEMBLY, called_by="petition", petition=few.number)
    assert "convening" in {found.rule for found in refusal.value.findings if found.breach}


def test_whoever_cannot_be_reached_is_left_out_with_evidence_and_the_vote_says_so(roll: Roll) -> None:
    meeting, item, keys = called(roll)
    with at(EVENING):
        scenes.open_with(meeting, keys[:5])
        absent = {"place": str(keys[9]), "reason": "unreachable"}
        with pytest.raises(Refused):
            act("meetings.leave_out_of_base", CLERK, item.ref, **absent)
        act("meetings.leave_out_of_base", CLERK, item.ref, evidence="三次电话、两次上门", **absent)
        vote = scenes.put(item)
    row = Journal.objects.filter(act="meetings.put_to_vote").latest("id")
    assert {found["rule"] for found in row.findings if not found["ok"]} == {"exclusions_decide", "matter_named"}, (
        "five of nine, not of ten; and of a kind that has a procedure, about no matter"
    )
    assert vote.off_base == [keys[9]]
    told = Journal.objects.filter(act="meetings.leave_out_of_base", kind="effect").latest("id")
    assert "三次电话" not in str(told.public)


def test_a_meeting_that_enough_asked_for_and_nobody_calls_is_overdue(roll: Roll) -> None:
    """By the fifteen days of the power to call: the last of them is in time, the next day is late."""
    asked = petition(roll, 4)
    few = petition(roll, 0)
    last = CALLED + timedelta(days=15)
    assert not [one for one in queries.overdue(stage.CODE, last) if one.subject == asked.ref]
    late = {one.subject: one for one in queries.overdue(stage.CODE, last + timedelta(days=2))}
    assert few.ref not in late
    assert (late[asked.ref].due_on, late[asked.ref].days_late, late[asked.ref].owner_post) == (last, 2, DIRECTOR)
    with at(last + timedelta(days=2), 9):
        day = last + timedelta(days=20)
        meeting = scenes.convene(body=ASSEMBLY, called_by="petition", petition=asked.number, on=day)
    assert asked.ref not in {one.subject for one in queries.overdue(stage.CODE, last + timedelta(days=3))}
    with door_open():
        Meeting.objects.filter(pk=meeting.pk).update(cancelled_on=last + timedelta(days=3))
    assert asked.ref in {one.subject for one in queries.overdue(stage.CODE, last + timedelta(days=4))}


def test_the_body_that_called_it_in_vain_leaves_the_next_call_to_others_for_three_days(roll: Roll) -> None:
    asked = petition(roll, 4)
    again = {"body": ASSEMBLY, "called_by": "petition", "petition": asked.number}
    with at(CALLED, 9):
        scenes.convene(on=EVENING, **again)
    for days, barred in ((1, True), (3, True), (4, False)):
        with at(EVENING + timedelta(days=days), 9):
            later = {"on": EVENING + timedelta(days=days + 11), **again}
            if not barred:
                assert scenes.convene(**later).number
                continue
            with pytest.raises(Refused) as refusal:
                scenes.convene(**later)
            assert {found.rule for found in refusal.value.findings if found.breach} == {"others_first"}


def test_nobody_ends_alone_what_many_have_signed(roll: Roll) -> None:
    """No act withdraws a petition, and the column that once meant it is read by nobody: whoever opened it could be
    bought. Signers withdraw their own signatures."""
    asked = petition(roll, 4)
    with door_open():
        Petition.objects.filter(pk=asked.pk).update(withdrawn_on=CALLED + timedelta(days=1))
    assert asked.ref in {one.subject for one in queries.overdue(stage.CODE, CALLED + timedelta(days=60))}


class TestWhenThoseWhoShouldCallItAreSilent:
    """Under the street's own rules, which let those who petitioned call the meeting."""

    @pytest.fixture
    def opener(self, community: str) -> str:
        with at(CALLED, 9):
            scenes.freeze([*scenes.people(9), person := resident("联名人")])
        return person

    @pytest.fixture
    def asked(self, opener: str) -> Petition:
        row = petition(Roll.objects.get(), 4)
        with door_open():
            Petition.objects.filter(pk=row.pk).update(asks_for=scenes.BODY, opened_by=opener, title="换物业公司")
        return Petition.objects.get(pk=row.pk)

    @staticmethod
    def call(asked: Petition, by: str | None, on: date, post: str = "resident", after: int = 11, **facts: str) -> Done:
        given = {"place": "社区活动室", "held_on": on + timedelta(days=after), "at": "19:00"} | facts
        with at(on, 9):
            return act("meetings.convene_on_petition", post, asked.ref, by=by, **given)

    def refused(self, *arguments: Any, **facts: Any) -> set[str]:
        with pytest.raises(Refused) as refusal:
            self.call(*arguments, **facts)
        return {found.rule for found in refusal.value.findings if found.breach}

    def test_the_one_who_opened_it_calls_it_and_what_was_asked_for_is_decided(
        self, asked: Petition, opener: str
    ) -> None:
        last = CALLED + timedelta(days=15)
        assert self.refused(asked, opener, last) == {"silence"}
        assert self.refused(asked, resident("别人"), last + timedelta(days=1)) == {"may_call"}
        done = self.call(asked, opener, last + timedelta(days=1), matter_kind="asset_lease")
        assert done.result
        meeting = Meeting.objects.get(number=done.result.id)
        item = meeting.items.get()
        assert (item.about, item.to_decide, item.title) == (asked.ref, True, "换物业公司")
        assert not [one for one in queries.overdue(stage.CODE, last + timedelta(days=2)) if one.subject == asked.ref]
        assert self.refused(asked, None, last + timedelta(days=2), post=SUPERVISOR) == {"not_called"}

    def test_whoever_signed_calls_it_when_the_one_who_opened_it_is_silent_too(self, asked: Petition) -> None:
        """Bought off or moved away: the signatures do not fall with the one who began. Nothing says who it was."""
        person, day = signed_by(asked, resident("签名人")), CALLED + timedelta(days=16)
        with at(day, 9):
            offered = {one.act.name: one for one in available(person, asked.ref, stage.CODE)}
        assert offered["meetings.convene_on_petition"].open
        (late,) = [one for one in queries.overdue(stage.CODE, day) if one.subject == asked.ref]
        assert "发起或者签过联名的人" in late.next_step.zh
        assert "whoever opened or signed the petition" in late.next_step.en
        done = self.call(asked, person, day)
        assert done.result
        assert Meeting.objects.get(number=done.result.id).convened_by_post == "resident"
        assert person not in str((done.entry.public, done.entry.findings))

    @pytest.mark.parametrize(
        "gone",
        [
            {"withdrawn_on": CALLED},
            {"withdrawn_on": CALLED, "denied_on": CALLED, "on_paper": True},
        ],
    )
    def test_a_signature_that_does_not_count_calls_nothing(self, asked: Petition, gone: dict[str, Any]) -> None:
        person = signed_by(asked, resident("签名人"), **gone)
        assert self.refused(asked, person, CALLED + timedelta(days=16)) == {"may_call"}
        assert not ballots.is_petitioner(asked.pk, person)
        assert not ballots.is_petitioner(0, person)

    def test_it_meets_on_the_bodys_own_roll_and_not_on_that_of_the_signatures(
        self, asked: Petition, opener: str
    ) -> None:
        """Signatures are counted among the representatives alone: a quorum of the body could never be found there."""
        with door_open():
            Roll.objects.filter(pk=asked.roll_id).update(of="representatives")
        done = self.call(asked, opener, CALLED + timedelta(days=16))
        assert done.result
        own = Roll.objects.exclude(pk=asked.roll_id).get()
        assert Meeting.objects.get(number=done.result.id).roll == own
        with at(CALLED, 11):
            assert scenes.convene().roll == own
            with pytest.raises(Refused) as refusal:
                scenes.convene(roll=asked.roll.number)
        assert {found.rule for found in refusal.value.findings if found.breach} == {"roll"}

    @pytest.mark.parametrize("left", ["none", "too old"])
    def test_no_office_stops_it_by_freezing_no_roll(self, asked: Petition, opener: str, left: str) -> None:
        """Before, whoever may freeze a roll decided whether there was a meeting: none was frozen, or only one that was
        too old to vote by. It follows from the call, by rule book and register, hangs for objections, and is marked."""
        day = CALLED + timedelta(days=16)
        with door_open():
            Roll.objects.filter(pk=asked.roll_id).update(of="representatives")
            if left == "none":
                RollEntry.objects.exclude(roll=asked.roll_id).delete()
                Roll.objects.exclude(pk=asked.roll_id).delete()
            else:
                old = CALLED - timedelta(days=400)
                Roll.objects.exclude(pk=asked.roll_id).update(record_date=old, frozen_on=old, open_until=old)
        before = set(Roll.objects.values_list("pk", flat=True))
        assert self.refused(asked, opener, day, after=5) == {"roll_open_to_objection"}
        done = self.call(asked, opener, day)
        assert done.result
        (fresh,) = Roll.objects.exclude(pk__in=before)
        meeting = Meeting.objects.get(number=done.result.id)
        assert (meeting.roll, fresh.body, fresh.frozen_on) == (fresh, scenes.BODY, day)
        assert fresh.entitled > 0
        assert [found.rule for found in done.entry.findings if not found.ok] == ["roll_of_the_day"]
        assert Publication.objects.filter(subject_id=fresh.number).exists()
        assert opener not in str((done.entry.public, done.entry.findings))

    def test_petitioners_give_notice_of_the_meeting_that_they_called(self, asked: Petition, opener: str) -> None:
        """Every office is silent, and the one who called it is bought off: it is told, read and can decide all the
        same."""
        day, other = CALLED + timedelta(days=16), signed_by(asked, resident("签名人"))
        done = self.call(asked, opener, day)
        meeting = Meeting.objects.get(number=str(done.result).removeprefix("meeting:"))
        item, poster = meeting.items.get(), {"channel": "poster", "proof": paper("poster"), "where": "东门"}
        with at(day, 10):
            for name, subject in (("give_notice", meeting.ref), ("lay_paper", item.ref)):
                offered = {one.act.name: one for one in available(other, subject, stage.CODE)}
                assert offered[f"meetings.{name}"].open
                offered = {one.act.name: one for one in available(resident(f"别人{name}"), subject, stage.CODE)}
                assert not offered[f"meetings.{name}"].open
            told = act("meetings.give_notice", "resident", meeting.ref, by=other, channel="page", given_on=day)
            act("meetings.give_notice", "resident", meeting.ref, by=opener, given_on=day, **poster)
            act("meetings.lay_paper", "resident", item.ref, by=other, title="合同", file=paper("contract"))
            calls = {"channel": "telephone", "proof": paper("calls"), "given_on": day}
            with pytest.raises(FactsError, match="channel"):
                act("meetings.give_notice", "resident", meeting.ref, by=opener, **calls)
            with pytest.raises(FactsError, match="at"):
                act("meetings.lay_paper", "resident", item.ref, by=resident("别人"), title="假", file=paper("other"))
            with pytest.raises(FactsError, match="at"):
                act("meetings.give_notice", "resident", meeting.ref, by=resident("别人"), channel="page", given_on=day)
        assert scenes.again(meeting).noticed_on == day
        assert other not in str((told.entry.public, told.entry.findings))

    @pytest.mark.usefixtures("own_keys")
    def test_the_page_offers_it_to_petitioners_and_says_nothing_of_it_to_others(
        self, asked: Petition, opener: str, client: Client
    ) -> None:
        day = CALLED + timedelta(days=16)
        done = self.call(asked, opener, day)
        assert done.result
        with at(day, 10):
            seen = {}
            for person in (opener, resident("别人")):
                signed_in(client, person)
                seen[person] = client.get(f"/en/c/{stage.CODE}/meetings/{done.result.id}/").content.decode()
        assert ["meetings.give_notice" in page for page in seen.values()] == [True, False]
        assert ["give notice" in page.lower() for page in seen.values()] == [True, False]

    def test_of_a_meeting_that_an_office_called_offices_give_notice(self, asked: Petition, opener: str) -> None:
        """Else a signer fixes the agenda of the committee before it is written."""
        day = CALLED + timedelta(days=16)
        done = self.call(asked, None, day, post=SUPERVISOR)
        assert done.result
        with at(day, 10), pytest.raises(FactsError, match="at"):
            act("meetings.give_notice", "resident", done.result, by=opener, channel="page", given_on=day)

    def test_called_at_the_desk_it_is_theirs_too_and_late_notice_says_so(self, asked: Petition, opener: str) -> None:
        day = CALLED + timedelta(days=16)
        evening = {"place": "社区活动室", "held_on": day + timedelta(days=11), "at": "19:00"}
        with at(day, 9):
            done = stage.served("meetings.convene_on_petition", opener, asked.ref, **evening)
        late = [one for one in queries.overdue(stage.CODE, day + timedelta(days=11)) if one.subject == done.result]
        assert ["发起或者签过联名的人" in one.next_step.zh for one in late] == [True]
        assert done.result
        with at(day, 10):
            stage.served("meetings.give_notice", opener, done.result, channel="page", given_on=day)
        assert Meeting.objects.get(number=done.result.id).notices.count() == 1

    def test_a_meeting_that_was_let_slip_heeds_nobody(self, asked: Petition, opener: str) -> None:
        day = CALLED + timedelta(days=16)
        self.call(asked, None, day, post=SUPERVISOR)
        slipped = day + timedelta(days=12)
        late = {one.subject: one for one in queries.overdue(stage.CODE, slipped)}
        assert late[asked.ref].days_late == (slipped - CALLED).days - 15
        self.call(asked, opener, slipped)

    def test_opened_and_closed_without_its_question_it_heeds_nobody(self, asked: Petition, opener: str) -> None:
        """The director calls it in time, talks of something else, and goes home: they do not get away with that."""
        call = {"called_by": "petition", "petition": asked.number, "body": scenes.BODY}
        with door_open():
            Roll.objects.filter(pk=asked.roll_id).update(of="representatives")
        with at(CALLED, 9):
            meeting = scenes.convene(on=EVENING, **call)
            assert meeting.items.get().about == asked.ref, "nobody leaves it off the agenda"
            scenes.add_item(meeting, title="春节联欢", matter_kind="", to_decide=False)
            scenes.notify(meeting)
        with at(EVENING):
            scenes.open_with(meeting, scenes.entries(meeting.roll))
        with at(EVENING, 20), pytest.raises(FactsError):
            act("meetings.close_session", CLERK, meeting.ref)
        with at(EVENING + timedelta(days=1), 9):
            act("meetings.close_session", CLERK, meeting.ref, at="20:00")
        late = {one.subject for one in queries.overdue(stage.CODE, EVENING + timedelta(days=2))}
        assert asked.ref in late
        self.call(asked, opener, EVENING + timedelta(days=2))

    def test_too_few_signatures_or_something_else_asked_for(self, asked: Petition, opener: str) -> None:
        day = CALLED + timedelta(days=20)
        with door_open():
            Petition.objects.filter(pk=asked.pk).update(reached_on=None)
        assert self.refused(asked, opener, day) == {"asked_for"}
        with door_open():
            Petition.objects.filter(pk=asked.pk).update(reached_on=CALLED, purpose="other")
        assert self.refused(asked, opener, day) == {"asked_for"}

    def test_nobody_heeds_it_by_putting_it_off(self, asked: Petition, opener: str) -> None:
        """Fifteen days to call it, fifteen more to hold it; and never less than the notice needs."""
        last = CALLED + timedelta(days=30)
        call = {"called_by": "petition", "petition": asked.number, "body": scenes.BODY}
        for day, rules in (
            (last + timedelta(days=1), {"held_in_time"}),
            (date(2027, 1, 4), {"held_in_time", "roll_recent"}),
        ):
            with at(CALLED, 9), pytest.raises(Refused) as refusal:
                scenes.convene(on=day, **call)
            assert {found.rule for found in refusal.value.findings if found.breach} - {"convening"} == rules
        assert self.refused(asked, opener, last, after=16) == {"held_in_time"}
        self.call(asked, opener, last, after=15)
