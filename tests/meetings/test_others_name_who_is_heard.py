"""Where the speakers of a hearing are nominated: whoever is bound by it does not choose whom it hears."""

from datetime import date, timedelta

import pytest
from django.test import Client

from sunward.meetings import queries
from sunward.meetings.models import Meeting
from sunward.record.models import Journal
from tests import stage
from tests.ballots.petitions.scenes import residents
from tests.decisions.forced import LATER, forced
from tests.decisions.scenes import OPENED, open_matter
from tests.disclosure.scenes import resident
from tests.meetings.hearing_scenes import CALLED, again, answer, as_resident, at, called, told
from tests.meetings.test_hearings import refused
from tests.money.cases import paper
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISOR, upheld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
EVENING = LATER + timedelta(days=14)
DAY_BEFORE = EVENING - timedelta(days=1)


def names(post: str, meeting: Meeting, person: str) -> None:
    stage.act("meetings.nominate_speaker", post, meeting.ref, person=person)


def signer_names(meeting: Meeting, signer: str, person: str) -> None:
    as_resident("meetings.nominate_speaker", meeting.ref, signer, person=person)


@pytest.fixture
def people() -> list[str]:
    with at(OPENED):
        return residents(21)


@pytest.fixture
def asked_for(people: list[str]) -> Meeting:
    """A hearing on a lease, six nominated, that two of 21 asked for and the director has called."""
    matter = open_matter(OPENED)
    forced(people, matter)
    return called(matter, LATER, EVENING)


def friend(number: int) -> str:
    return resident(f"朋友{number}")


def test_nobody_is_named_before_people_were_told(asked_for: Meeting, people: list[str]) -> None:
    """Failed before: the host had named all six while nobody else knew of the evening."""
    with at(LATER, 11):
        assert refused(lambda: names(DIRECTOR, asked_for, friend(1))) == {"noticed"}
        own = lambda: as_resident("meetings.apply_to_speak", asked_for.ref, people[5])  # noqa: E731
        assert refused(own) == {"noticed"}


def test_the_host_names_one_and_the_others_have_their_places(asked_for: Meeting, people: list[str]) -> None:
    """Failed before: six friends of the director, and no place for whoever had asked for the hearing."""
    meeting = told(asked_for, LATER)
    with at(LATER, 12):
        names(DIRECTOR, meeting, friend(1))
        for post in (DIRECTOR, DEPUTY):
            assert refused(lambda: names(post, meeting, friend(2))) == {"nominated_once"}  # noqa: B023
        as_resident("meetings.apply_to_speak", meeting.ref, people[5])
        own = lambda: as_resident("meetings.apply_to_speak", meeting.ref, people[6])  # noqa: E731
        assert refused(own) == {"places_left"}, "of six three are the petitioners', and one the supervisors'"
        signer_names(meeting, people[0], people[7])
        again_by_one = lambda: signer_names(meeting, people[0], people[8])  # noqa: E731
        assert refused(again_by_one) == {"nominated_once"}, "one who signed could be bought"
        signer_names(meeting, people[1], people[1])
        names(SUPERVISOR, meeting, people[9])
    chosen = meeting.speakers.exclude(chosen_on=None).order_by("number").values_list("nominated_by", flat=True)
    assert list(chosen) == ["residents_committee", "", "petition", "petition", "supervision_committee"]
    with at(DAY_BEFORE, 8):
        assert refused(lambda: names(DIRECTOR, meeting, friend(2))) >= {"places_left", "nominated_once"}
    with at(DAY_BEFORE, 9):
        names(DIRECTOR, meeting, friend(2))
        assert refused(lambda: names(DIRECTOR, meeting, friend(3))) == {"places_left"}


def test_who_is_told_on_the_eve_has_a_day_to_come_forward(asked_for: Meeting, people: list[str]) -> None:
    """Failed before: the host hung the poster a minute after nine on the day before, named six friends in the next, and
    those who had asked for the hearing found no place."""
    with at(LATER, 11):
        stage.act("meetings.give_notice", CLERK, asked_for.ref, channel="page", given_on=LATER)
    with at(DAY_BEFORE, 9, 1):
        facts = {"channel": "poster", "given_on": DAY_BEFORE, "hour": "07:00", "proof": paper("poster")}
        stage.act("meetings.give_notice", CLERK, asked_for.ref, **facts)
    meeting = again(asked_for)
    with at(DAY_BEFORE, 9, 2):
        names(DIRECTOR, meeting, friend(1))
        assert refused(lambda: names(DIRECTOR, meeting, friend(2))) == {"nominated_once"}
    with at(DAY_BEFORE, 21):
        signer_names(meeting, people[0], people[0])
    with at(EVENING, 9):
        assert refused(lambda: names(DIRECTOR, meeting, friend(2))) == {"nominated_once"}
        names(SUPERVISOR, meeting, people[9])
        signer_names(meeting, people[1], people[3])


def marks_of_the_host() -> list[str]:
    entry = Journal.objects.filter(act="meetings.sign_hearing_record", kind="effect").latest("id")
    return [found["rule"] for found in entry.findings if not found["ok"]]


def held(meeting: Meeting, evening: date) -> None:
    with at(evening, 19):
        stage.act("meetings.open_session", CLERK, meeting.ref)
        for one in meeting.speakers.exclude(chosen_on=None).order_by("number"):
            as_resident("meetings.state_opinion", meeting.ref, str(one.person), text="我同意。", speaker=one.number)
    with at(evening, 21):
        stage.act("meetings.close_session", CLERK, meeting.ref)
    with at(evening + timedelta(days=1), 9):
        stage.act("meetings.sign_hearing_record", DIRECTOR, meeting.ref)
    for opinion in meeting.opinions.order_by("place"):
        answer(opinion, evening + timedelta(days=2))


def test_what_the_host_filled_is_marked_and_does_not_count_as_heard_enough(asked_for: Meeting) -> None:
    """Failed before: no mark anywhere, and it was heard enough."""
    meeting = told(asked_for, LATER)
    with at(DAY_BEFORE, 9):
        for number in range(6):
            names(DIRECTOR, meeting, friend(number))
    held(meeting, EVENING)
    assert marks_of_the_host() == ["named_by_the_host"]
    card = queries.hearing(meeting.number)
    assert card
    assert ([one.rule for one in card.few], card.heard_enough) == (["named_by_the_host"], False)


def test_where_others_named_the_rest_nothing_is_marked(asked_for: Meeting, people: list[str]) -> None:
    meeting = told(asked_for, LATER)
    with at(LATER, 12):
        names(DIRECTOR, meeting, friend(1))
        names(SUPERVISOR, meeting, people[9])
        for number in (0, 1):
            signer_names(meeting, people[number], people[number + 3])
        as_resident("meetings.apply_to_speak", meeting.ref, people[5])
    with at(DAY_BEFORE, 10):
        as_resident("meetings.apply_to_speak", meeting.ref, people[6])
    held(meeting, EVENING)
    assert marks_of_the_host() == []
    card = queries.hearing(meeting.number)
    assert card
    assert card.heard_enough


def test_the_page_says_who_named_them_and_what_is_left(asked_for: Meeting, people: list[str], client: Client) -> None:
    meeting = told(asked_for, LATER)
    with at(LATER, 12):
        names(DIRECTOR, meeting, friend(1))
        as_resident("meetings.apply_to_speak", meeting.ref, people[5])
        shown = client.get(f"/en/c/{CODE}/hearings/{meeting.number}/").content.decode()
    assert "4 places left" in shown
    assert "Named by:" in shown
    assert "themselves: 1" in shown


def test_one_that_nobody_petitioned_for_is_no_host_s_either() -> None:
    meeting = told(called(open_matter(OPENED)))
    with at(CALLED, 12):
        names(DIRECTOR, meeting, friend(1))
        for number in range(2, 6):
            as_resident("meetings.apply_to_speak", meeting.ref, friend(number))
        last = lambda: as_resident("meetings.apply_to_speak", meeting.ref, friend(7))  # noqa: E731
        assert refused(last) == {"places_left"}
        names(SUPERVISOR, meeting, friend(8))


def test_whom_a_clerk_put_forward_against_their_will_gives_the_place_back() -> None:
    meeting = told(called(open_matter(OPENED)))
    who = friend(1)
    with at(CALLED, 12):
        done = stage.served("meetings.apply_to_speak", who, meeting.ref)
        assert again(meeting).speakers.get().chosen_on
        upheld(done)
        assert meeting.speakers.get().chosen_on is None
        as_resident("meetings.apply_to_speak", meeting.ref, who)
    assert meeting.speakers.get().chosen_on
