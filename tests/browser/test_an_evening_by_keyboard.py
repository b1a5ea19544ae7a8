"""Too few came, a second evening was called, and it decided, by yes or no and among several: told by those who ran it,
with keys alone from the call to the result."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="the browser group is not installed: uv sync --group browser")

from playwright.sync_api import Browser

from sunward.ballots.models import Count, Vote
from sunward.kernel import clock
from sunward.meetings.models import Meeting
from tests import stage
from tests.browser.keyboard import Keyboard, Server, sign_in
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, SUPERVISOR
from tests.papers import pdf

pytestmark = pytest.mark.browser
THE_DAY_AFTER, SECOND_EVENING = EVENING + timedelta(days=1), EVENING + timedelta(days=9)
ON_THE_ROLL = 9
FEW, ENOUGH = 5, 7  # of 9, two thirds are 6
Hands = dict[str, int]
LETTING: Hands = {"for": 5, "against": 1, "abstain": 1}
ROOF: Hands = {"c1": 1, "c2": 6, "c3": 0}


def test_too_few_came_and_the_second_evening_decides(browser: Browser, server: Server, tmp_path: Path) -> None:
    with server.at(CALLED):
        places = scenes.entries(scenes.freeze(scenes.people(ON_THE_ROLL, server.code), server.code))
    clerk, director, supervisor = (
        sign_in(browser, server.address, stage.holder(server.code, post)) for post in (CLERK, DIRECTOR, SUPERVISOR)
    )
    with server.at(CALLED):
        first = called(director)
        two_questions(clerk, first)
        told(clerk, first, CALLED, "page")
        told(clerk, first, CALLED, "poster", photograph_in(tmp_path))
    with server.at(EVENING, 19):
        too_few(clerk, first, places[:FEW])
        nobody_decides(director, first)
        not_yet(clerk)
    with server.at(EVENING, 19, 31):
        adjourned(clerk, first)
    with server.at(THE_DAY_AFTER):
        second = called_again(director, first)
        told(clerk, second, THE_DAY_AFTER, "page")
        told(clerk, second, THE_DAY_AFTER, "poster", photograph_in(tmp_path))
    with server.at(SECOND_EVENING, 19):
        enough(clerk, second, places[:ENOUGH])
        second_counter: Keyboard | None = None
        for hands in (LETTING, ROOF):
            put_to_the_vote(director, second)
            counted(clerk, second, hands)
            second_counter = second_counter or named_by_the_clerk(browser, server)
            seconded(second_counter, hands)
            confirmed(supervisor, hands)
            closed(clerk)
            asked_back_and_certified(supervisor)
        the_result_is_read(clerk, first, second)
    for person in (clerk, director, supervisor, second_counter):
        if person:
            person.page.close()


def called(director: Keyboard) -> Meeting:
    """From the desk: the committee calls the representatives for an evening."""
    director.follow("desk/")
    director.go("main a[href*='/do/meetings.convene/']")
    director.choose("#id_in_office", "director")  # the party's secretary too: the page asks in which office
    director.choose("#id_body", "residents' representatives' meeting")
    director.write("#id_title", "Second meeting of the representatives")
    director.write("#id_place", "Community room")
    director.date("#id_held_on", EVENING)
    director.write("#id_at", "19:00")
    director.choose("#id_called_by", "residents' committee")
    director.go("main form button.btn")
    assert "It stands in the record." in director.reads()
    return Meeting.objects.get()


def two_questions(clerk: Keyboard, meeting: Meeting) -> None:
    """One by yes or no, one among firms: everybody reads among which before they come."""
    clerk.follow("matters/", "meetings/", f"meetings/{meeting.number}/")
    clerk.go("main a[href*='/do/meetings.add_item/']")
    clerk.write("#id_title", "Letting of 18 Qingxi Road")
    clerk.choose("#id_matter_kind", "letting of community rooms")
    clerk.tick("#id_to_decide")
    clerk.go("main form button.btn")
    clerk.go(f"main a[href$='/meetings/{meeting.number}/']")
    clerk.go("main a[href*='/do/meetings.add_item/']")
    clerk.write("#id_title", "Who mends the roof")
    clerk.tick("#id_to_decide")
    clerk.choose("#id_method", "one of")
    clerk.write("#id_choices", "Firm A\nFirm B\nFirm C")
    clerk.go("main form button.btn")
    clerk.go(f"main a[href$='/meetings/{meeting.number}/']")
    assert "Who mends the roof" in clerk.reads()
    assert "Firm A" in clerk.reads()


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
    assert "The second call is held from 22 Mar to 31 Mar." in director.reads()
    assert "Said to have happened" not in director.reads(), "the evening to come is no day gone by"
    return Meeting.objects.get(second_call_of=first)


def photograph_in(folder: Path) -> Path:
    """What the clerk has photographed at the door."""
    file = folder / "poster.pdf"
    file.write_bytes(pdf("the poster on the door"))
    return file


def told(clerk: Keyboard, meeting: Meeting, on: date, channel: str, photograph: Path | None = None) -> None:
    """Notice by one channel; what is still missing stays among the clerk's duties."""
    clerk.follow("desk/")
    evening = clock.civil_day(meeting.starts_at)
    assert f"{evening:%-d %B %Y}, 19:00, notice is not complete" in clerk.reads()
    clerk.go(f"main a[href*='/do/meetings.give_notice/meeting:{meeting.number}/']")
    clerk.choose("#id_channel", channel)
    clerk.date("#id_given_on", on)
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
    """The next question that nobody has put yet."""
    director.follow("matters/", "meetings/", f"meetings/{meeting.number}/")
    assert "needs 5 days' notice; it had 8. In order." in director.reads()
    director.go("main a[href*='/do/meetings.put_to_vote/']")
    director.go("main form button.btn")
    assert "It stands in the record." in director.reads()


def write_hands(keys: Keyboard, hands: Hands) -> None:
    for choice, number in hands.items():
        keys.write(f"#id_chosen-{choice}", str(number))


def newest_vote() -> str:
    return Vote.objects.latest("id").number


def counted(clerk: Keyboard, meeting: Meeting, hands: Hands) -> None:
    """The clerk and a supervisor count; who is in the room the form knows from the evening's list."""
    clerk.follow("matters/", "meetings/", f"meetings/{meeting.number}/", f"votes/{newest_vote()}/")
    assert "Nobody sees a result before the vote is closed" in clerk.reads()
    clerk.go("main a[href*='/do/ballots.count_hands/']")
    write_hands(clerk, hands)
    clerk.choose("#id_counted_with", "member of the supervision committee")
    clerk.go("main form button.btn")
    assert "It stands in the record." in clerk.reads()
    assert not any(f"{choice} 5" in clerk.reads().lower() for choice in ("for", "firm b")), "closed until the close"


def named_by_the_clerk(browser: Browser, server: Server) -> Keyboard:
    return sign_in(browser, server.address, Count.objects.latest("id").counted_with)


def seconded(second: Keyboard, hands: Hands) -> None:
    """Whom the clerk named says so: from the first step of their desk."""
    second.follow("desk/")
    second.go("main a[href*='/do/ballots.confirm_count/']")
    second.tick("input[name=channel]")
    write_hands(second, hands)
    second.go("main form button.btn")
    assert "It stands in the record." in second.reads()


def confirmed(supervisor: Keyboard, hands: Hands) -> None:
    """A third person has looked at the hands as well."""
    supervisor.follow("desk/")
    supervisor.go("main a[href*='/do/ballots.confirm_count/']")
    supervisor.tick("input[name=channel]")
    assert "Show of hands: counted by" in supervisor.reads()
    write_hands(supervisor, hands)
    supervisor.go("main form button.btn")
    assert "It stands in the record." in supervisor.reads()


def closed(clerk: Keyboard) -> None:
    clerk.follow(f"votes/{newest_vote()}/")
    clerk.go("main a[href*='/do/ballots.close_vote/']")
    clerk.go("main form button.btn")
    assert "It stands in the record." in clerk.reads()


def asked_back_and_certified(supervisor: Keyboard) -> None:
    """Everybody drawn says that they voted; only then can the result be certified."""
    supervisor.follow("desk/")
    assert "waits to be counted, confirmed or certified Record who was asked back" in supervisor.reads()
    supervisor.follow(f"votes/{newest_vote()}/")
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
    adopted = "Adopted: of the 7 members of the body present, more than half (4) must agree; in favour: 5."
    adopted += " There is no matter in the record, so nothing follows from it."
    assert f"the result stands {adopted} For 5 Against 1 Abstain 1 Voted 7 of 9" in evening
    assert "Chosen: Firm B." in evening
    clerk.go("main a[href*='/votes/']")
    assert f"Certified on Wednesday 25 March 2026. Outcome {adopted}" in clerk.reads()
    assert "For 5 72% Against 1 14% Abstain 1 14%" in clerk.reads()
    assert "Asked 5 Has voted 5 Did not vote 0" in clerk.reads()
