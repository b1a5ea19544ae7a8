"""A rule that nobody has read yet eases nothing: no proxy, no second call, no vote from outside the room."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from sunward.charter.engine import Charter, Sitting
from sunward.charter.engine.library import charter_for
from sunward.charter.engine.sessions import EASING
from tests.charter.engine.test_sitting import URBAN

DAY = date(2026, 3, 16)
BODY = "member_assembly"


def book(**unread: bool) -> Charter:
    """The rule books of the demo, with the quorum of a second call eased, and some rules marked as unread."""
    found = charter_for(URBAN, DAY)
    session = found.sessions[BODY]
    marked = {name: replace(rule, unconfirmed=True) for name in unread if (rule := getattr(session, name))}
    return replace(found, sessions={**found.sessions, BODY: replace(session, **marked)})


@pytest.mark.parametrize("name", [name for name in EASING if getattr(charter_for(URBAN, DAY).sessions[BODY], name)])
def test_what_eases_a_session_is_not_granted_unread(name: str) -> None:
    assert getattr(book().sessions[BODY].granted(), name) is not None
    assert getattr(book(**{name: True}).sessions[BODY].granted(), name) is None


def test_duties_bind_unread_too() -> None:
    """Who is on the roll, how they are told, who signs: what is owed does not wait for somebody to read a revision."""
    session = book(channels=True, minutes=True).sessions[BODY]
    assert session.granted() == session


def test_an_unread_second_call_eases_no_quorum() -> None:
    eased = book().bodies[BODY].rules.quorum
    half = tuple(
        replace(
            need,
            alternatives=tuple(
                replace(one, share=replace(one.share, amount=Fraction(1, 10))) for one in need.alternatives
            ),
        )
        for need in eased
    )
    found = book()
    session = found.sessions[BODY]
    second_call = session.second_call
    assert second_call

    def needed(unconfirmed: bool) -> object:
        call = replace(second_call, quorum=half, unconfirmed=unconfirmed)
        books = replace(found, sessions={**found.sessions, BODY: replace(session, second_call=call)})
        return Sitting(books, BODY, DAY, "", second_call=True).rules.quorum

    assert needed(False) == half
    assert needed(True) == eased
