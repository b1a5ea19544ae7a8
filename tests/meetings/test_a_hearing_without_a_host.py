"""Enough residents asked for a hearing and the committee stays away: it is held, signed and answered all the same.

Before, nobody but the clerk could close the list of speakers, and nobody but the committee sign or answer: without a
host no hearing was ever concluded, and a resolution that has to cite one could never be in order.
"""

from datetime import date, timedelta

import pytest

from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import new_id
from sunward.meetings import queries as meetings
from sunward.meetings.models import Meeting, RecordSignature
from sunward.record.models import Journal
from sunward.record.sequencer import drain_all
from tests import stage
from tests.ballots.petitions.scenes import residents
from tests.decisions.forced import SILENCE, forced, in_silence
from tests.decisions.scenes import OPENED, open_matter
from tests.disclosure.scenes import resident
from tests.meetings import hearing_scenes as scenes
from tests.meetings.hearing_scenes import THROWN, again, as_resident, at, called, parking, told
from tests.meetings.test_hearings import refused
from tests.money.cases import paper
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISION_MEMBER, SUPERVISOR

pytestmark = pytest.mark.usefixtures("community", "own_keys")
STREET, STREET_CLERK = "street_office.director", "street_office.clerk"
LISTED, HELD = SILENCE + timedelta(days=11), SILENCE + timedelta(days=12)
AFTER, LATE = HELD + timedelta(days=1), HELD + timedelta(days=20)


@pytest.fixture
def people(community: str) -> list[str]:
    with at(OPENED):
        return residents(21)


def as_one(name: str, post: str, meeting: Meeting, caller: str, **facts: object) -> None:
    """Done by one who called it, or by an office."""
    stage.act(name, post, meeting.ref, by=caller if post == "resident" else None, **facts)


def evening(post: str, meeting: Meeting, caller: str) -> Meeting:
    """From the list of speakers to the close, without clerk and committee."""
    with at(SILENCE):
        for channel, proof in (("page", {}), ("poster", {"proof": paper("poster")})):
            as_resident("meetings.give_notice", meeting.ref, caller, channel=channel, given_on=SILENCE, **proof)
    with at(LISTED):
        scenes.applied(meeting, 9)
        drain_all()
        as_one("meetings.close_speakers_list", post, meeting, caller)
        second = resident("看见的人")
        drawing = SUPERVISION_MEMBER if post == SUPERVISION_MEMBER else STREET_CLERK
        given = {"thrown": THROWN, "thrown_with": second, "photograph": paper("dice")}
        stage.act("meetings.draw_speakers", drawing, meeting.ref, **given)
        as_resident("meetings.confirm_throw", meeting.ref, second, thrown=THROWN)
    with at(HELD, 19):
        as_one("meetings.open_session", post, meeting, caller)
        order = again(meeting).draw.drawn
        as_one("meetings.record_turnout", post, meeting, caller, listeners=20, speakers=" ".join(map(str, order)))
        for number in order:
            as_one("meetings.state_opinion", post, meeting, caller, text=f"{number}号：太贵。", speaker=number)
    with at(HELD, 21):
        as_one("meetings.close_session", post, meeting, caller)
    return again(meeting)


@pytest.mark.parametrize("post", ["resident", SUPERVISION_MEMBER, STREET_CLERK])
def test_it_goes_from_the_list_to_the_last_answer(people: list[str], post: str) -> None:
    matter = parking()
    meeting = evening(post, in_silence(forced(people, matter), people[1]), people[1])
    with at(HELD, 22):
        early = lambda: stage.act("meetings.sign_hearing_record", STREET, meeting.ref)  # noqa: E731
        assert refused(early) == {"open"}
    with at(AFTER):
        stage.act("meetings.sign_hearing_record", STREET, meeting.ref)
        assert RecordSignature.objects.get(meeting=meeting).signed_as == "host"
    entry = Journal.objects.filter(act="meetings.sign_hearing_record").latest("pk")
    assert "host" in {found["rule"] for found in entry.findings if not found["ok"]}, "whoever stood in is marked"
    opinions = list(meeting.opinions.order_by("place"))
    for on, answers in ((AFTER, False), (LATE, True)):
        for opinion in opinions:
            with at(on):
                given = {"disposition": "adopted", "why": "可行。"}
                if answers:
                    stage.act("meetings.dispose_opinion", SUPERVISOR, opinion.ref, **given)
                else:
                    with pytest.raises(FactsError, match="disposition"):
                        stage.act("meetings.dispose_opinion", SUPERVISOR, opinion.ref, **given)
    card = meetings.hearing_to_cite(matter.ref, "parking_charges", LATE)
    assert card
    assert (card.number, card.concluded_on) == (meeting.number, LATE)


def test_strangers_to_the_petition_run_nothing(people: list[str]) -> None:
    meeting = in_silence(forced(people, parking()), people[1])
    with at(SILENCE):
        stranger = lambda: as_resident("meetings.close_speakers_list", meeting.ref, people[7])  # noqa: E731
        assert "open" in refused(stranger)


def test_supervisors_and_street_run_no_other_hearing(community: str) -> None:
    """Whoever ends a silence does not run the committee's own evenings, nor sign and answer for it."""
    meeting, _speakers = scenes.ready(parking())
    with at(scenes.EVENING, 19):
        stage.act("meetings.open_session", CLERK, meeting.ref)
        for post in (SUPERVISION_MEMBER, STREET):
            with pytest.raises(FactsError, match="at"):
                stage.act("meetings.record_turnout", post, meeting.ref, listeners=3)
            with pytest.raises(FactsError, match="at"):
                stage.act("meetings.state_opinion", post, meeting.ref, text="太贵。", speaker=1)
    with at(scenes.EVENING, 20):
        stage.act("meetings.close_session", CLERK, meeting.ref)
    with at(scenes.EVENING + timedelta(days=3)):
        for post in (SUPERVISION_MEMBER, STREET):
            signs = lambda: stage.act("meetings.sign_hearing_record", post, meeting.ref)  # noqa: B023, E731
            assert refused(signs) == {"open"}


def test_those_who_signed_nominate_and_others_do_not(people: list[str]) -> None:
    """All of them, as for everything else; before, the one who had opened it alone."""
    matter = open_matter()  # a lease: six are nominated
    meeting = told(in_silence(forced(people, matter), people[0]), SILENCE)
    with at(SILENCE):
        as_resident("meetings.nominate_speaker", meeting.ref, people[1], person=people[9])
        other = lambda: as_resident("meetings.nominate_speaker", meeting.ref, people[5], person=people[8])  # noqa: E731
        assert refused(other) == {"nominator"}
        perform(
            "meetings.nominate_speaker", by=stage.holder(CODE, CLERK), post=CLERK, subject=meeting.ref,
            facts={"person": people[10], "signed": paper("slip")}, key=new_id(), on_behalf_of=people[0],
        )  # fmt: skip
    named = set(meeting.speakers.values_list("nominated_by", flat=True))
    assert named == {"petition"}, "at the desk too it is they who nominate, not the service centre"


def test_one_that_the_director_called_for_them_is_theirs_as_well(people: list[str]) -> None:
    matter = open_matter()
    forced(people, matter)
    day = date(2026, 3, 16)
    meeting = called(matter, OPENED + timedelta(days=2), day)
    assert meeting.convened_by_post == DIRECTOR
    told(meeting, OPENED + timedelta(days=2))
    with at(day):
        as_resident("meetings.nominate_speaker", meeting.ref, people[1], person=people[9])
    with at(day, 19):
        stage.act("meetings.open_session", STREET, meeting.ref)
