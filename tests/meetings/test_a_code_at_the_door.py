"""Whoever may come reads a code on the meeting's page, says it at the door, and is let in by it: the list names nobody
by whoever keeps it alone."""

import pytest
from django.test import Client

from sunward.kernel.facts import FactsError
from sunward.meetings.models import Attendance, Meeting
from sunward.meetings.session.doorcodes import door_code
from sunward.record.models import Journal
from tests import stage
from tests.ballots import scenes as votes
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, act, at
from tests.meetings.test_a_household_has_a_place_too import Evening
from tests.portal.pages import signed_in

pytestmark = pytest.mark.usefixtures("community")


def read(person: str, number: str) -> str:
    return signed_in(Client(), person).get(f"/en/c/{stage.CODE}/meetings/{number}/").content.decode()


def of(meeting: Meeting, key: int) -> str:
    assert meeting.roll
    return str(meeting.roll.entries.get(pk=key).person)


def test_somebody_reads_their_own_and_is_let_in_by_it(client: Client) -> None:
    meeting, _item, keys = scenes.called(6)
    person = of(meeting, keys[0])
    code = door_code(meeting, person)
    with at(EVENING):
        assert code in read(person, meeting.number)
        clerk = signed_in(client, stage.holder(stage.CODE, CLERK))
        room = f"/en/c/{stage.CODE}/meetings/{meeting.number}/room/"
        typed = code.lower().replace("-", " ").replace("0", "o")
        done = clerk.post(room, {"do": "admit", "how": "code", "codes": typed}, follow=True)
        assert "1 of 6 are here" in done.content.decode()
    row = Attendance.objects.get()
    assert (row.entry_id, row.how, str(row.person)) == (keys[0], "code", person)
    assert code not in str(Journal.objects.latest("id").public)


def test_nobody_reads_anothers_nor_one_of_a_meeting_that_is_none_of_theirs() -> None:
    meeting, _item, keys = scenes.called(6)
    other, stranger = of(meeting, keys[1]), votes.people(1)[0]
    with at(EVENING):
        assert door_code(meeting, of(meeting, keys[0])) not in read(other, meeting.number)
        assert door_code(meeting, stranger) not in read(stranger, meeting.number)


def test_several_one_a_line_or_with_commas() -> None:
    meeting, _item, keys = scenes.called(6)
    codes = [door_code(meeting, of(meeting, key)) for key in keys[:3]]
    with at(EVENING):
        act("meetings.admit", CLERK, meeting.ref, how="code", codes="\n".join(codes[:2]) + f", {codes[2]}")
    assert Attendance.objects.count() == 3


def test_a_keyboard_for_chinese_may_write_it_broad() -> None:
    meeting, _item, keys = scenes.called(6)
    code = door_code(meeting, of(meeting, keys[0]))
    broad = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    with at(EVENING):
        act("meetings.admit", CLERK, meeting.ref, how="code", codes=broad)
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize("codes", ["", "AAAA-AAAA", "stranger", "another meeting"])
def test_a_code_that_is_nobodys_lets_nobody_in(codes: str) -> None:
    meeting, _item, keys = scenes.called(6)
    second, _item, _others = scenes.called(6)
    typed = {
        "stranger": door_code(meeting, votes.people(1)[0]), "another meeting": door_code(second, of(meeting, keys[0]))
    }  # fmt: skip
    with at(EVENING), pytest.raises(FactsError):
        act("meetings.admit", CLERK, meeting.ref, how="code", codes=typed.get(codes, codes))
    assert not Attendance.objects.exists()


def test_typed_twice_it_fills_one_place() -> None:
    meeting, _item, keys = scenes.called(6)
    code = door_code(meeting, of(meeting, keys[0]))
    with at(EVENING):
        act("meetings.admit", CLERK, meeting.ref, how="code", codes=f"{code}, {code}")
        act("meetings.admit", CLERK, meeting.ref, how="code", codes=code)
    assert Attendance.objects.count() == 1


def test_of_a_household_the_code_says_who_came() -> None:
    """Either of two may come; the second fills no second place."""
    evening = Evening()
    with at(EVENING):
        for mate in reversed(evening.first):
            assert door_code(evening.meeting, mate) in read(mate, evening.meeting.number)
            act("meetings.admit", CLERK, evening.meeting.ref, how="code", codes=door_code(evening.meeting, mate))
    assert [str(row.person) for row in Attendance.objects.select_related("person")] == evening.first[1:]
