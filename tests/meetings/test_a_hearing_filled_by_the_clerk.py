"""In the first minute the clerk wrote words down for all eight who had been drawn. A minute later the director closed
the hearing and signed its record: the speakers were refused, and could not dispute what stood there as theirs."""

from datetime import timedelta

import pytest
from django.test import Client

from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref, new_id
from sunward.meetings import queries as meetings
from sunward.meetings.models import Meeting
from sunward.record.models import Journal
from tests import stage
from tests.ballots.scenes import rules_of
from tests.disclosure.scenes import resident
from tests.meetings import hearing_scenes as scenes
from tests.meetings.hearing_scenes import EVENING, as_resident, at
from tests.meetings.scenes import marks
from tests.stage import CLERK, DIRECTOR, SUPERVISOR

pytestmark = pytest.mark.usefixtures("community", "own_keys")
NEXT_DAY = EVENING + timedelta(days=1)


def filled() -> tuple[Meeting, list[str], list[Ref]]:
    """The hearing, who was drawn, and the entries of what the clerk wrote for each."""
    meeting, people = scenes.ready()
    with at(EVENING, 19):
        stage.act("meetings.open_session", CLERK, meeting.ref)
        for number in meeting.draw.drawn:
            stage.act("meetings.state_opinion", CLERK, meeting.ref, text="同意", speaker=number)
    rows = Journal.objects.filter(act="meetings.state_opinion").order_by("pk")
    return meeting, people, [Ref("entry", row.ref) for row in rows]


def states(meeting: Meeting, people: list[str], place: int) -> Done:
    """One of those drawn, in the order in which they speak."""
    given = {"text": "太贵。", "speaker": meeting.draw.drawn[place]}
    done: Done = as_resident("meetings.state_opinion", meeting.ref, people[place], **given)
    return done


def close(meeting: Meeting) -> None:
    stage.act("meetings.close_session", DIRECTOR, meeting.ref)


def sign(meeting: Meeting) -> None:
    stage.act("meetings.sign_hearing_record", DIRECTOR, meeting.ref)


def disputed(by: str, entry: Ref) -> Done:
    return perform(
        "disclosure.dispute_desk_act", by=by, post="anyone", subject=entry, facts={"text": "我没说"}, key=new_id()
    )


def test_what_the_clerk_wrote_closes_nothing_before_the_hour() -> None:
    """Failed before: it was closed a minute after it had begun."""
    meeting, people, _entries = filled()
    with at(EVENING, 19, 1), pytest.raises(FactsError):
        close(meeting)
    with at(EVENING, 19, 20):
        for place in range(7):
            states(meeting, people, place)
        with pytest.raises(FactsError):
            close(meeting)
        slip = {"text": "太贵。", "speaker": meeting.draw.drawn[7]}
        stage.served("meetings.state_opinion", people[7], meeting.ref, **slip)
        close(meeting)


def test_until_the_next_day_speakers_state_their_own_beside_it() -> None:
    """Failed before: the host signed in the same minute, and they were refused."""
    meeting, people, _entries = filled()
    with at(EVENING, 20):
        close(meeting)
        assert "open" in rules_of(lambda: sign(meeting))
        done = states(meeting, people, 0)
    assert not [found.rule for found in done.entry.findings if found.breach], "it is no speech out of turn"
    first = meeting.draw.drawn[0]
    assert list(meeting.opinions.filter(speaker__number=first).values_list("text", "own_word").order_by("place")) == [
        ("同意", False), ("太贵。", True),
    ]  # fmt: skip
    with at(NEXT_DAY, 8):
        sign(meeting)
        with pytest.raises(FactsError):
            states(meeting, people, 1)


def test_one_speaker_who_signs_early_silences_nobody() -> None:
    meeting, people, _entries = filled()
    with at(EVENING, 20):
        close(meeting)
        as_resident("meetings.sign_hearing_record", meeting.ref, people[3])
        states(meeting, people, 0)
        as_resident("meetings.sign_hearing_record", meeting.ref, people[0])
        as_resident("meetings.state_opinion", meeting.ref, resident("刘强"), text="夜里太吵。")
    with at(NEXT_DAY, 8):
        sign(meeting)
    assert len(set(meeting.record_signatures.values_list("digest", flat=True))) == 3, "each signed what was there"


def test_once_all_of_them_have_signed_the_host_signs_on_the_evening() -> None:
    meeting, people, _entries = filled()
    with at(EVENING, 20):
        close(meeting)
        for person in people[:8]:
            assert "open" in rules_of(lambda: sign(meeting))
            as_resident("meetings.sign_hearing_record", meeting.ref, person)
        sign(meeting)


def test_a_speaker_disputes_what_was_entered_as_theirs_and_it_is_struck() -> None:
    """Failed before: it had not been entered for them at the desk, and nobody could say that it was not theirs."""
    meeting, people, entries = filled()
    with at(EVENING, 20):
        close(meeting)
        assert "entered_for_you" in rules_of(lambda: disputed(people[1], entries[0]))
        done = disputed(people[0], entries[0])
        own = states(meeting, people, 0)
        assert "entered_for_you" in rules_of(lambda: disputed(people[0], Ref("entry", own.entry.ref)))
        assert done.result
        stage.act("disclosure.answer_dispute", SUPERVISOR, done.result, answer="本人没有说过。", outcome="upheld")
    with at(NEXT_DAY, 8):
        sign(meeting)
    gone = meeting.undone.get()
    assert (gone.about, gone.late) == (f"opinion:{meeting.opinions.get(place=1).number}", False)


def test_what_nobody_of_them_said_or_signed_is_marked_and_what_was_found_false_counts_for_nothing() -> None:
    """Seen before: eight words of the clerk took the mark away that nobody had spoken, disputes upheld or not."""
    meeting, people, entries = filled()
    with at(EVENING, 20):
        close(meeting)
        as_resident("meetings.sign_hearing_record", meeting.ref, people[0])
    with at(NEXT_DAY, 8):
        sign(meeting)
        assert marks("meetings.sign_hearing_record")["their_own_words"] == "7"
        for person, entry in zip(people[1:8], entries[1:], strict=True):
            said = disputed(person, entry).result
            stage.act("disclosure.answer_dispute", SUPERVISOR, said, outcome="upheld", answer="已查实。")
    card = meetings.hearing(meeting.number)
    assert card
    assert {one.rule: one.actual for one in card.few} == {"speakers": "1"}


def test_what_is_entered_after_they_signed_is_not_what_they_signed(client: Client) -> None:
    """Seen before: eight signed what they had said; the clerk then entered for each that they took it back, and it
    stood beside their own words as theirs, without a mark."""
    meeting, people = scenes.ready()
    with at(EVENING, 19):
        stage.act("meetings.open_session", CLERK, meeting.ref)
        for place in range(8):
            states(meeting, people, place)
    with at(EVENING, 20):
        close(meeting)
        for person in people[:8]:
            as_resident("meetings.sign_hearing_record", meeting.ref, person)
        for number in meeting.draw.drawn[:2]:
            stage.act("meetings.state_opinion", CLERK, meeting.ref, text="收回前面的话。", speaker=number)
        shown = client.get(f"/en/c/{stage.CODE}/hearings/{meeting.number}/").content.decode()
        assert shown.count("Entered by somebody else; the speaker has not signed it.") == 2
    with at(NEXT_DAY, 8):
        sign(meeting)
        assert marks("meetings.sign_hearing_record")["their_own_words"] == "2"


def test_what_the_clerk_wrote_down_and_they_signed_is_theirs(client: Client) -> None:
    meeting, people, _entries = filled()
    with at(EVENING, 20):
        close(meeting)
        as_resident("meetings.sign_hearing_record", meeting.ref, people[0])
        shown = client.get(f"/en/c/{stage.CODE}/hearings/{meeting.number}/").content.decode()
        assert shown.count("Entered by somebody else; the speaker has not signed it.") == 7
