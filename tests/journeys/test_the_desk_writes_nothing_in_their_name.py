"""What a clerk writes in the name of people who force a hearing, or sit in a meeting: a list closed, a record signed,
words said, minutes drafted and corrected, a step aside taken back. None goes without their paper; what they did not do
is undone."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.test import Client

from sunward.decisions.models import Matter
from sunward.kernel.acts import Done, Refused
from sunward.kernel.door import perform
from sunward.kernel.findings import breaches
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from sunward.meetings.models import Meeting, Minutes, MinutesSignature, SpeakersList, Statement, UndoneEntry
from sunward.record.sequencer import drain_all
from tests import stage
from tests.ballots.petitions.scenes import residents
from tests.decisions.forced import SILENCE, forced, in_silence
from tests.decisions.scenes import OPENED, open_matter
from tests.disclosure.scenes import resident
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import (
    EVENING,
    STREET,
    Forced,
    closed_anyhow,
)
from tests.journeys.uncalled import begun, refused
from tests.meetings import hearing_scenes as hearings
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, CODE, SUPERVISOR, act, at
from tests.money.cases import paper
from tests.stage import served, upheld

EVE = SILENCE + timedelta(days=11)  # of the hearing

pytestmark = pytest.mark.usefixtures("community")


@pytest.fixture
def evening(community: str) -> Forced:
    return begun()


def hearing_of_petitioners(matter: Matter | None = None) -> tuple[Meeting, list[str]]:
    """Two of twenty-one forced it; it was called by one of them, and told. On parking lots decide who speaks."""
    with hearings.at(OPENED):
        people = residents(21)
    meeting = in_silence(forced(people, matter or hearings.parking()), people[1])
    with hearings.at(SILENCE):
        for channel, proof in (("page", {}), ("poster", {"proof": paper("poster")})):
            given: dict[str, Any] = {"channel": channel, "given_on": SILENCE} | proof
            hearings.as_resident("meetings.give_notice", meeting.ref, people[1], **given)
        if matter is None:
            hearings.applied(meeting, 9)
        drain_all()
    return meeting, people


@pytest.mark.usefixtures("own_keys")
class TestTheHearing:
    def closed_list(self) -> tuple[Meeting, list[str], Done]:
        meeting, people = hearing_of_petitioners()
        with hearings.at(EVE, 11):
            close = lambda **more: served("meetings.close_speakers_list", people[1], meeting.ref, **more)  # noqa: E731
            assert refused(lambda: close(signed=None)) == {"signed_at_desk"}
            return meeting, people, close()

    def test_its_list_is_open_again_and_the_closed_one_is_kept(self) -> None:
        meeting, people, done = self.closed_list()
        before = SpeakersList.objects.get()
        with hearings.at(EVE, 12):
            upheld(done)
            hearings.as_resident("meetings.apply_to_speak", meeting.ref, people[5])
            hearings.as_resident("meetings.close_speakers_list", meeting.ref, people[1])
        assert UndoneEntry.objects.get().kept["digest"] == before.digest
        assert SpeakersList.objects.get().listed == before.listed + 1

    def test_once_numbers_have_fallen_it_stays_closed(self) -> None:
        meeting, _people, done = self.closed_list()
        with hearings.at(EVE, 12):
            hearings.thrown_by_one(meeting, resident("看见的人"))
            upheld(done)
        assert SpeakersList.objects.exists()
        assert UndoneEntry.objects.get().late

    def test_the_database_lets_no_list_go_but_by_a_dispute(self) -> None:
        self.closed_list()
        with door_open(), pytest.raises(Error), transaction.atomic():
            SpeakersList.objects.all().delete()
        assert SpeakersList.objects.exists()

    def test_closed_in_their_name_nothing_rests_on_it_and_it_is_called_anew(self) -> None:
        meeting, people = hearing_of_petitioners(open_matter())
        held = scenes.clock.civil_day(meeting.starts_at)
        with hearings.at(held, 19):
            hearings.as_resident("meetings.open_session", meeting.ref, people[1])
        with hearings.at(held, 20):
            done = served("meetings.close_session", people[1], meeting.ref)
        with hearings.at(held + timedelta(days=1)):
            stage.act("meetings.sign_hearing_record", STREET, meeting.ref)
            assert meeting.petition
            again = lambda: in_silence(meeting.petition.ref, people[1], on=held + timedelta(days=1))  # noqa: E731
            assert refused(again) == {"not_called", "others_first"}, "nobody had spoken there"
            upheld(done)
        assert again().pk != meeting.pk

    def test_an_opinion_is_struck_and_waits_for_no_answer(self, client: Client) -> None:
        meeting, people = hearing_of_petitioners()
        with hearings.at(SILENCE, 11):
            said = lambda **more: served("meetings.state_opinion", people[4], meeting.ref, text="很好。", **more)  # noqa: E731
            assert refused(lambda: said(signed=None)) == {"signed"}
            upheld(said())
            page = client.get(f"/en/c/{CODE}/hearings/{meeting.number}/").content.decode()
        assert re.search("<s>[^/]*很好。", page)
        assert "waits for its answer" not in page

    def test_a_signature_on_its_record_is_taken_out_and_locks_nothing(self) -> None:
        meeting, speakers = hearings.ready()
        hearings.held(meeting, signed=False)
        with hearings.at(hearings.EVENING, 22):
            sign = lambda **more: served("meetings.sign_hearing_record", speakers[0], meeting.ref, **more)  # noqa: E731
            assert refused(lambda: sign(signed=None)) == {"signed_at_desk"}
            upheld(sign())
            assert not meeting.record_signatures.exists()
            hearings.as_resident("meetings.sign_hearing_record", meeting.ref, speakers[0])
        assert meeting.record_signatures.count() == 1


class TestTheMinutes:
    @pytest.fixture
    def over(self, evening: Forced) -> Forced:
        with at(EVENING, 19, 10):
            self.said = served("meetings.record_statement", evening.opener, evening.item.ref, text="我同意委员会。",
                               person=evening.opener)  # fmt: skip
            closed_anyhow(evening)
        return evening

    def test_a_statement_is_struck_in_the_room_and_in_the_minutes(self, over: Forced, client: Client) -> None:
        with at(EVENING, 20):
            upheld(self.said)
            act("meetings.draft_minutes", "resident", over.meeting.ref, by=over.signer)
            page = client.get(f"/en/c/{CODE}/meetings/{over.meeting.number}/").content.decode()
        assert re.search("<s>[^/]*我同意委员会。", page)
        (said,) = Minutes.objects.get().content["items"][0]["statements"]
        assert said["struck_on"] == str(EVENING)
        assert Statement.objects.count() == 1

    def test_a_draft_is_withdrawn_and_nobody_signs_it(self, over: Forced) -> None:
        with at(EVENING, 20):
            draft = lambda **more: served("meetings.draft_minutes", over.opener, over.meeting.ref, **more)  # noqa: E731
            assert refused(lambda: draft(signed=None)) == {"signed_at_desk"}
            done = draft()
        day = EVENING + timedelta(days=2)
        with at(day, 9):
            upheld(done)
            minutes = Minutes.objects.get()
            sign = lambda: act("meetings.sign_minutes", "resident", minutes.ref, by=over.signer, role="recorder")  # noqa: E731
            assert refused(sign) == {"draft_stands"}
            act("meetings.draft_minutes", "resident", over.meeting.ref, by=over.signer)
            assert refused(sign) == {"open_for_corrections"}, "their days run anew"
        with at(day + timedelta(days=2), 21):
            sign()

    def test_a_correction_and_an_answer_are_struck(self, over: Forced) -> None:
        with at(EVENING, 20):
            act("meetings.draft_minutes", "resident", over.meeting.ref, by=over.signer)
            minutes = Minutes.objects.get()
            wish = lambda who, **more: served("meetings.correct_minutes", who, minutes.ref, text="少了。", **more)  # noqa: E731
            assert refused(lambda: wish(over.people[0], signed=None)) == {"signed_at_desk"}
            asked = wish(over.people[0])
            act("meetings.correct_minutes", "anyone", minutes.ref, by=over.people[1], text="多了。")
            answer = {"correction": 2, "answer": "不改。", "taken_in": False}
            reply = lambda **more: served("meetings.answer_correction", over.opener, minutes.ref, **answer, **more)  # noqa: E731
            assert refused(lambda: reply(signed=None)) == {"signed"}
            answered = reply()
        with at(EVENING, 21):
            upheld(asked)
            upheld(answered)
        first, second = minutes.corrections.order_by("place")
        assert (first.struck_on, first.holds_up) == (EVENING, False)
        assert (second.answer, second.holds_up) == ("", True)
        assert UndoneEntry.objects.get(act="meetings.answer_correction").kept["answer"] == "不改。"

    def signed_at_the_desk(self, over: Forced) -> tuple[Minutes, Done]:
        """Drafted there by one clerk, signed there by another."""
        with at(EVENING, 20):
            served("meetings.draft_minutes", over.signer, over.meeting.ref)
            minutes = Minutes.objects.get()
        with at(EVENING + timedelta(days=2), 21):
            sign = lambda **more: served("meetings.sign_minutes", over.signer, minutes.ref, role="recorder", **more)  # noqa: E731
            assert refused(sign) == {"another_hand"}
            other = resident("另一名办事员")
            facts = {"post": CLERK, "person": other}
            perform("registry.appoint", by=stage.holder(CODE, CLERK), post=CLERK, subject=stage.here(), facts=facts,
                    key=new_id())  # fmt: skip
            signing = {"by": other, "post": CLERK, "subject": minutes.ref, "on_behalf_of": over.signer}
            with pytest.raises(Refused) as refusal:
                perform("meetings.sign_minutes", facts={"role": "recorder"}, key=new_id(), **signing)
            assert {one.rule for one in breaches(refusal.value.findings)} == {"signed_at_desk"}
            given: dict[str, Any] = {"role": "recorder", "signed": paper("slip of the signer")}
            return minutes, perform("meetings.sign_minutes", facts=given, key=new_id(), **signing)

    def test_who_holds_the_meeting_at_the_desk_signs_its_minutes_there(self, over: Forced) -> None:
        """Before, they drafted and answered there, and their signature was refused."""
        minutes, _done = self.signed_at_the_desk(over)
        assert [(one.role, one.person) for one in minutes.signatures.all()] == [("recorder", over.signer)]

    def test_a_signature_that_was_not_theirs_is_taken_out_and_they_sign(self, over: Forced) -> None:
        minutes, done = self.signed_at_the_desk(over)
        with at(EVENING + timedelta(days=2), 21):
            upheld(done)
            assert not minutes.signatures.exists()
            act("meetings.sign_minutes", "resident", minutes.ref, by=over.signer, role="recorder")
        kept = UndoneEntry.objects.get().kept
        assert (kept["role"], kept["person"]) == ("recorder", over.signer)
        with door_open(), pytest.raises(Error), transaction.atomic():
            MinutesSignature.objects.all().delete()

    def test_what_they_signed_themselves_the_same_day_stays(self, over: Forced) -> None:
        """A correction came between: they signed the other text by their own hand. Before, that one was struck, and
        what the clerk had entered stayed."""
        minutes, done = self.signed_at_the_desk(over)
        with at(EVENING + timedelta(days=2), 22):
            act("meetings.correct_minutes", "anyone", minutes.ref, by=over.people[0], text="少了一句。")
            answer = {"correction": 1, "answer": "补上。", "taken_in": True}
            act("meetings.answer_correction", "resident", minutes.ref, by=over.opener, **answer)
            own = act("meetings.sign_minutes", "resident", minutes.ref, by=over.signer, role="recorder")
            upheld(done)
        assert [one.entered_in for one in minutes.signatures.all()] == [own.entry.ref]

    def test_a_signature_of_which_its_act_was_not_kept_is_found_as_before(self, over: Forced) -> None:
        minutes, done = self.signed_at_the_desk(over)
        with door_open():
            connection.cursor().execute("DROP TRIGGER meetings_minutessignature_update")
            MinutesSignature.objects.update(entered_in=None)
        with at(EVENING + timedelta(days=2), 22):
            upheld(done)
        assert not minutes.signatures.exists()

    def test_once_the_minutes_are_locked_it_is_marked(self, over: Forced, client: Client) -> None:
        minutes, done = self.signed_at_the_desk(over)
        with at(EVENING + timedelta(days=2), 21):
            act("meetings.sign_minutes", "resident", minutes.ref, by=over.opener, role="chair")
            act("meetings.sign_minutes", SUPERVISOR, minutes.ref, role="supervisor")
            upheld(done)
            page = client.get(f"/en/c/{CODE}/meetings/{over.meeting.number}/").content.decode()
        minutes.refresh_from_db()
        assert minutes.locked_on
        assert minutes.signatures.count() == 3
        assert "A signature was entered by a clerk" in page

    def test_what_the_desk_undid_is_changed_by_nobody(self, over: Forced) -> None:
        with at(EVENING, 20):
            upheld(self.said)
        with door_open(), pytest.raises(Error), transaction.atomic():
            UndoneEntry.objects.update(late=True)
        with door_open(), pytest.raises(Error), transaction.atomic():
            UndoneEntry.objects.all().delete()


def test_who_had_stepped_aside_steps_aside_again(community: str) -> None:
    meeting, item, keys = scenes.called(9)
    with at(scenes.EVENING):
        scenes.open_with(meeting, keys[:7])
        somebody = str(meeting.roll.entries.get(pk=keys[0]).person)  # type: ignore[union-attr]
        act("meetings.step_aside", "anyone", item.ref, by=somebody, reason="interest", evidence="我签的合同")
        back = lambda **more: served("meetings.take_back_exclusion", somebody, item.ref, because="没有", **more)  # noqa: E731
        assert refused(lambda: back(signed=None)) == {"signed_at_desk"}
        done = back()
        assert item.off_base.get().taken_back_on
        upheld(done)
    assert item.off_base.get().taken_back_on is None
