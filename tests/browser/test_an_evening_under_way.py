"""What stands on a page only while a vote is open, or after somebody without a phone has voted: axe finds nothing and
the layout holds, by day and in the dark. Seen before: a link in the colour of its card, on a page never looked at."""

import pytest

pytest.importorskip("playwright", reason="the browser group is not installed: uv sync --group browser")

from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from sunward.ballots import queries as ballots
from tests.ballots import scenes as votes
from tests.browser.window import Window
from tests.meetings import scenes as meetings
from tests.portal.pages import Shown, signed_in
from tests.stage import CLERK, CODE, DIRECTOR, holder

pytestmark = pytest.mark.browser
NAMES = ("room_by_hands", "room_on_paper", "room_of_the_director", "served", "slip", "slip_checked", "search")


@pytest.fixture(scope="module")
def pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Shown]:
    """The pages in both languages; the community is taken back at once."""
    found = dict[str, Shown]()
    with django_db_blocker.unblock():
        for language in ("zh", "en"):
            with transaction.atomic():
                shown = in_the_room(language) | with_a_slip(language)
                found |= {f"{name}-{language}": page for name, page in shown.items()}
                transaction.set_rollback(True)
    return found


def in_the_room(language: str) -> dict[str, Shown]:
    """A vote by hands is open, and one on paper in a meeting of its own."""
    here = f"/{language}/c/{CODE}/"
    found: dict[str, Shown] = {}
    for name, channels, secret in (("room_by_hands", "hands", False), ("room_on_paper", "paper,terminal", True)):
        meeting, item, keys = meetings.called(9)
        with meetings.at(meetings.EVENING):
            meetings.open_with(meeting, keys[:7])
            meetings.put(item, channels=channels, secret=secret)
            room = f"{here}meetings/{meeting.number}/room/"
            found[name] = read(holder(CODE, CLERK), name, room)
            found["room_of_the_director"] = read(holder(CODE, DIRECTOR), name, room)
    return found


def with_a_slip(language: str) -> dict[str, Shown]:
    voters, here = votes.people(6), f"/{language}/c/{CODE}/"
    with votes.at(9):
        vote = votes.put(votes.roll_of(voters))
        votes.issue(vote, voters[0])
        code, served = ballots.marked_votes(voters[0], CODE)[0].code, f"desk/for/{voters[0].removeprefix('person:')}/"
        clerk = holder(CODE, CLERK)
        return {
            "served": read(clerk, "served", f"{here}{served}"), "slip": read(clerk, "slip", f"{here}{served}marked/"),
            "slip_checked": read("", "slip_checked", f"{here}check/?code={code}"),
            "search": read("", "search", f"{here}search/?q={vote.number}"),
        }  # fmt: skip


def read(person: str, name: str, address: str) -> Shown:
    answer = (signed_in(Client(), person) if person else Client()).get(address, follow=True)
    assert answer.status_code == 200, address
    return Shown(name, address, answer.content.decode())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_page(window: Window, pages: dict[str, Shown], name: str, language: str, scheme: str) -> None:
    window.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
    try:
        found = window.findings(pages[f"{name}-{language}"], f"evening-{name}-{scheme}-{language}")
    finally:
        window.page.emulate_media(color_scheme="light")
    assert not found, "\n".join(found)
