"""Too few came, a second evening was called, and it decided: told by the three who ran it, with keys alone."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="the browser group is not installed: uv sync --group browser")

from playwright.sync_api import Browser

from sunward.ballots.models import Count
from sunward.meetings.models import Meeting
from tests import stage
from tests.browser.keyboard import Keyboard, Server, sign_in
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, DIRECTOR, EVENING, SUPERVISOR
from tests.papers import pdf

pytestmark = pytest.mark.browser
THE_DAY_AFTER, SECOND_EVENING = EVENING + timedelta(days=1), EVENING + timedelta(days=9)
ON_THE_ROLL = 9
FEW, ENOUGH = 5, 7  # of 9, two thirds are 6


def test_too_few_came_and_the_second_evening_decides(browser: Browser, server: Server, tmp_path: Path) -> None:
    first, _item, places = scenes.called(ON_THE_ROLL, server.code)
    clerk, director, supervisor = (
        sign_in(browser, server.address, stage.holder(server.code, post)) for post in (CLERK, DIRECTOR, SUPERVISOR)
    )
    with server.at(EVENING, 19):
        too_few(clerk, first, places[:FEW])
        nobody_decides(director, first)
        not_yet(clerk)
    with server.at(EVENING, 19, 31):
        adjourned(clerk, first)
    with server.at(THE_DAY_AFTER):
        second = called_again(director, first)
        told(clerk, second, "page")
        told(clerk, second, "poster", photograph_in(tmp_path))
    with server.at(SECOND_EVENING, 19):
        enough(clerk, second, places[:ENOUGH])
        put_to_the_vote(director, second)
        counted(clerk, second)
        seconded(browser, server)
        confirmed(supervisor)
        closed(clerk)
        asked_back_and_certified(supervisor)
        the_result_is_read(clerk, first, second)
    for person in (clerk, director, supervisor):
        person.page.close()


def in_the_room(clerk: Keyboard, meeting: Meeting) -> None:
    """From the clerk's duties to the page from which an evening is run."""
    clerk.follow("desk/", f"meetings/{meeting.number}/", f"meetings/{meeting.number}/room/")


def come(clerk: Keyboard, places: Iterable[int]) -> None:
    """The clerk ticks who has come."""
    for place in places:
        clerk.tick(f"#in-{place}")
        assert clerk.page.is_checked(f"#in-{place}")
    clerk.go("form:has([value=admit]) button.btn")


def too_few(clerk: Keyboard, meeting: Meeting, places: Iterable[int]) -> None:
    in_the_room(clerk, meeting)
    assert "0 of 9 are here" in clerk.reads()
    come(clerk, places)
    assert "5 of 9 are here Too few to decide. All that can be done is to adjourn." in clerk.reads()
    assert "at least 2/3 (6) must be present; present: 5. Not in order." in clerk.reads()
    clerk.go("form:has([value=open]) button.btn")


def nobody_decides(director: Keyboard, meeting: Meeting) -> None:
    """The director tries it all the same."""
    director.follow("matters/", "meetings/", f"meetings/{meeting.number}/")
    director.go("main a[href*='/do/meetings.put_to_vote/']")
    director.go("main form button.btn")
    assert "The door stays closed Nothing was changed. This refusal is on the record." in director.reads()
    assert "at least 2/3 (6) must be present; present: 5." in director.reads()


def not_yet(clerk: Keyboard) -> None:
    """Others may be on their way."""
    clerk.go("form:has([value=adjourn]) button")
    assert "The session is over" not in clerk.reads()
    assert "30 minutes after its announced hour at the earliest" in clerk.reads()


def adjourned(clerk: Keyboard, meeting: Meeting) -> None:
    clerk.go("form:has([value=adjourn]) button")
    assert "Who was here stands in the minutes. Entered: Adjourn for want of a quorum" in clerk.reads()
    clerk.go(f"main a[href$='/meetings/{meeting.number}/']")
    assert "Adjourned: too few" in clerk.reads()
    assert "5 of 9 present" in clerk.reads()


def called_again(director: Keyboard, first: Meeting) -> Meeting:
    """The same agenda for another evening, within the days of the rule."""
    director.go(f"main a[href$='/meetings/{first.number}/']")
    director.go("main a[href*='/do/meetings.call_again/']")
    director.date("#id_held_on", SECOND_EVENING)
    director.write("#id_at", "19:00")
    director.go("main form button.btn")
    assert "The second call is held from 17 Mar to 31 Mar." in director.reads()
    assert "Said to have happened" not in director.reads(), "the evening to come is no day gone by"
    return Meeting.objects.get(second_call_of=first)


def photograph_in(folder: Path) -> Path:
    """What the clerk has photographed at the door."""
    file = folder / "poster.pdf"
    file.write_bytes(pdf("the poster on the door"))
    return file


def told(clerk: Keyboard, meeting: Meeting, channel: str, photograph: Path | None = None) -> None:
    """Notice by one channel; what is still missing stays among the clerk's duties."""
    clerk.follow("desk/")
    assert "25 March 2026, 19:00, notice is not complete" in clerk.reads()
    clerk.go(f"main a[href*='/do/meetings.give_notice/meeting:{meeting.number}/']")
    clerk.choose("#id_channel", channel)
    clerk.date("#id_given_on", THE_DAY_AFTER)
    if photograph:
        clerk.attach("#id_proof", photograph)
    clerk.go("main form button.btn")
    assert "It stands in the record." in clerk.reads()


def enough(clerk: Keyboard, meeting: Meeting, places: Iterable[int]) -> None:
    in_the_room(clerk, meeting)
    come(clerk, places)
    assert "7 of 9 are here Enough people to decide." in clerk.reads()
    clerk.go("form:has([value=open]) button.btn")
    assert "Entered: Open the session" in clerk.reads()


def put_to_the_vote(director: Keyboard, meeting: Meeting) -> None:
    director.go(f"main a[href$='/meetings/{meeting.number}/']")
    assert "needs 5 days' notice; it had 8. In order." in director.reads()
    director.go("main a[href*='/do/meetings.put_to_vote/']")
    director.go("main form button.btn")
    assert "It stands in the record." in director.reads()


def counted(clerk: Keyboard, meeting: Meeting) -> None:
    """The clerk and a supervisor count; who is in the room the form knows from the evening's list."""
    clerk.go(f"main a[href$='/meetings/{meeting.number}/']")
    clerk.go("main a[href*='/votes/']")
    assert "Nobody sees a result before the vote is closed" in clerk.reads()
    clerk.go("main a[href*='/do/ballots.count_hands/']")
    for choice, hands in (("for", "5"), ("against", "1"), ("abstain", "1")):
        clerk.write(f"#id_chosen-{choice}", hands)
    clerk.choose("#id_counted_with", "member of the supervision committee")
    clerk.go("main form button.btn")
    assert "It stands in the record." in clerk.reads()
    assert "for 5" not in clerk.reads().lower(), "the figures stay closed until the close"


def seconded(browser: Browser, server: Server) -> None:
    """Whom the clerk named says so: from the first step of their desk."""
    named = Count.objects.get(vote__community_code=server.code).counted_with
    second = sign_in(browser, server.address, named)
    second.follow("desk/")
    second.go("main a[href*='/do/ballots.confirm_count/']")
    second.tick("input[name=channel]")
    for choice, hands in (("for", "5"), ("against", "1"), ("abstain", "1")):
        second.write(f"#id_chosen-{choice}", hands)
    second.go("main form button.btn")
    assert "It stands in the record." in second.reads()
    second.page.close()


def confirmed(supervisor: Keyboard) -> None:
    """A third person has looked at the hands as well."""
    supervisor.follow("desk/")
    supervisor.go("main a[href*='/do/ballots.confirm_count/']")
    supervisor.tick("input[name=channel]")
    assert "Show of hands: counted by" in supervisor.reads()
    for choice, hands in (("for", "5"), ("against", "1"), ("abstain", "1")):
        supervisor.write(f"#id_chosen-{choice}", hands)
    supervisor.go("main form button.btn")
    assert "It stands in the record." in supervisor.reads()


def closed(clerk: Keyboard) -> None:
    clerk.go("main a[href*='/votes/']")
    clerk.go("main a[href*='/do/ballots.close_vote/']")
    clerk.go("main form button.btn")
    assert "It stands in the record." in clerk.reads()


def asked_back_and_certified(supervisor: Keyboard) -> None:
    """Everybody drawn says that they voted; only then can the result be certified."""
    supervisor.follow("desk/")
    assert "waits to be counted, confirmed or certified Record who was asked back" in supervisor.reads()
    supervisor.go("main a[href*='/votes/']")
    assert "Not yet certified: the count may still be questioned." in supervisor.reads()
    supervisor.go("main a[href$='/asked-back/']")
    while supervisor.page.locator("button[value=voted]").count():
        supervisor.go("button[value=voted]")
    assert supervisor.reads().count("Has voted") == 5
    supervisor.follow("desk/")
    supervisor.go("main a[href*='/do/ballots.certify/']")
    supervisor.go("main form button.btn")
    assert "It stands in the record." in supervisor.reads()


def the_result_is_read(clerk: Keyboard, first: Meeting, second: Meeting) -> None:
    """On the page of the evening and on that of the vote."""
    in_the_room(clerk, second)
    clerk.go("form:has([value=close]) button")
    assert "The session is over. Who was here stands in the minutes. Entered: Close the session" in clerk.reads()
    clerk.go(f"main a[href$='/meetings/{second.number}/']")
    evening = clerk.reads()
    assert "Members of the body: 7 of 9 present" in evening
    assert f"Second call of {first.number}" in evening
    assert "the result stands For 5 Against 1 Abstain 1 Voted 7 of 9" in evening
    clerk.go("main a[href*='/votes/']")
    assert "Certified on Wednesday 25 March 2026. For 5 71% Against 1 14% Abstain 1 14%" in clerk.reads()
    assert "Asked 5 Has voted 5 Did not vote 0" in clerk.reads()
