"""Codes for the door of a meeting: whoever may come reads their own on its page, says or shows it at the door, and
whoever keeps the list types it. A name that is ticked is the word of whoever keeps the list; a code was theirs to give.

Nothing is kept: a code is a keyed hash (HMAC-SHA-256) of meeting and person. It lets somebody in, and votes nothing.
"""

import unicodedata

from django.utils.crypto import constant_time_compare, salted_hmac

from sunward.ballots import queries as ballots
from sunward.kernel.refs import ALPHABET, MISREAD
from sunward.meetings.models import Meeting
from sunward.meetings.session.room import Room

LETTERS = 8  # 40 bits: one of six thousand people is met once in some hundred million guesses


def door_code(meeting: Meeting, person: str) -> str:
    """The code of somebody (`person:<number>`) for a meeting, in two groups of four."""
    digest = salted_hmac("sunward.meetings.door", f"{meeting.number}:{person}", algorithm="sha256").digest()
    code = "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LETTERS]).upper()
    return f"{code[:4]}-{code[4:]}"


def own_door_code(meeting: Meeting, person: str) -> str:
    """The same for whoever has a place on its roll, alone or with their household; empty for everybody else."""
    there = meeting.roll_id is not None and ballots.stands_on(meeting.roll_id, person)
    return door_code(meeting, person) if there else ""


def come_by(room: Room, typed: str) -> tuple[int, str] | None:
    """The place, and who comes to it, by a code as it was typed: capitals, blanks, and letters that are mistaken for
    digits make no difference. None for a code that is nobody's."""
    code = _plain(typed)
    for place, people in room.people.items():
        for person in people:
            if constant_time_compare(_plain(door_code(room.meeting, person)), code):
                return place, person
    return None


def _plain(code: str) -> str:
    typed = unicodedata.normalize("NFKC", code).lower().translate(MISREAD)  # keyboards for Chinese write broad signs
    return "".join(letter for letter in typed if letter in ALPHABET)
