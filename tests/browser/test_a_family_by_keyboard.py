"""A mother without papers and her grown daughter arrive and have a voice the same day, the mother votes when the rule
says so, and they move away: told by themselves, two neighbours and the clerk, with keys alone."""

from datetime import date, timedelta

import pytest

pytest.importorskip("playwright", reason="the browser group is not installed: uv sync --group browser")

from playwright.sync_api import Browser

from sunward.ballots.models import Petition, Roll, Vote
from sunward.registry.models import Person
from tests import stage
from tests.ballots.scenes import people
from tests.browser.keyboard import Keyboard, Server, sign_in
from tests.meetings import scenes
from tests.money.cases import START, voted
from tests.stage import CLERK, DIRECTOR

pytestmark = pytest.mark.browser
MOTHER, DAUGHTER, DOOR = "马丽娟", "马小燕", "7-702"
CONSENT = START + timedelta(days=30)
VOTED = "You have voted Voted: web, Monday 22 March 2027."
UNSEEN = f"{VOTED} No page and no list says how: choices are told in the total alone."
A_YEAR = date(2027, 3, 2)  # after they came
ASSEMBLY, AWAY = A_YEAR + timedelta(days=20), A_YEAR + timedelta(days=40)


def test_they_arrive_have_a_voice_vote_and_move_away(browser: Browser, server: Server) -> None:
    home, code = server.address, server.code
    neighbours = [sign_in(browser, home, one) for one in people(2, code)]
    clerk = sign_in(browser, home, stage.holder(code, CLERK))
    with server.at(START):
        arrival = the_mother_arrives(clerk)
        the_daughter_arrives(clerk)
        for neighbour in neighbours:
            vouched(neighbour, arrival)
        mother, daughter = (sign_in(browser, home, registered(name, code)) for name in (MOTHER, DAUGHTER))
        petition = a_petition_is_opened(mother, code)
        it_is_signed(daughter, petition)
        the_vote_is_applied_for(mother, petition)
    with server.at(CONSENT):
        consent_is_recorded(clerk, decision=voted("voter_consent", code=code))
    with server.at(A_YEAR - timedelta(days=1)):
        assert_on_roll(mother, frozen(clerk, code), "3 places, as of Monday 1 March 2027. You are not on this roll.")
    with server.at(A_YEAR):
        roll = frozen(clerk, code)
        assert_on_roll(mother, roll, "4 places, as of Tuesday 2 March 2027. You are on this roll.")
    director = sign_in(browser, home, stage.holder(code, DIRECTOR))
    vote = put_to_the_assembly(server, roll, director)
    with server.at(ASSEMBLY, 20):
        she_votes(mother, vote)
    with server.at(AWAY):
        they_move_away(clerk)
        assert_on_roll(mother, frozen(clerk, code), "2 places, as of Sunday 11 April 2027. You are not on this roll.")
        assert_on_roll(mother, roll, "4 places, as of Tuesday 2 March 2027. You are on this roll.")
        her_vote_stays(mother, vote)
    for person in (*neighbours, clerk, director, mother, daughter):
        person.page.close()


def enter(clerk: Keyboard, name: str, papers: str, status: str, born_on: date, new: bool = False) -> None:
    """The form of an arrival, from the clerk's duties."""
    clerk.follow("desk/")
    clerk.go("main a[href*='/do/registry.register_arrival/']")
    clerk.write("#id_name", name)
    clerk.choose("#id_papers", papers)
    clerk.write("#id_door", DOOR)
    if new:
        clerk.tick("#id_new_door")
    clerk.choose("#id_status", status)
    clerk.date("#id_born_on", born_on)
    clerk.go("main form button.btn")


def the_mother_arrives(clerk: Keyboard) -> str:
    """Nobody is sent away for want of papers; the number by which neighbours vouch is on the receipt."""
    enter(clerk, MOTHER, "no papers at all", "stays here for a time", date(1971, 4, 8), new=True)
    assert "Still needed: 2 neighbours who vouch" in clerk.reads()
    assert "May vote from 2 Mar 2027 at the earliest." in clerk.reads()
    return clerk.reads().partition("Their number: ")[2].split()[0]


def the_daughter_arrives(clerk: Keyboard) -> None:
    enter(clerk, DAUGHTER, "identity card", "household registration here", date(1995, 4, 8))
    assert "Service and a voice from this moment. May vote from 2 Mar." in clerk.reads()


def registered(name: str, code: str) -> str:
    return str(Person.objects.get(name=name, community_code=code))


def vouched(neighbour: Keyboard, number: str) -> None:
    """A neighbour types the number that stands on the mother's slip."""
    neighbour.follow("desk/", "vouch/")
    neighbour.write("#number", number)
    neighbour.go("main form button.btn")
    assert MOTHER not in neighbour.reads()
    neighbour.go("main form button.btn")
    assert "It stands in the record." in neighbour.reads()


def a_petition_is_opened(mother: Keyboard, code: str) -> Petition:
    """On the day on which she came."""
    mother.follow("matters/", "petitions/")
    mother.go("main a[href*='/do/ballots.open_petition/']")
    mother.go("main a[href*='purpose=disclosure']")
    mother.choose("#id_asks_for", "leases and contracts")
    mother.write("#id_title", "公开全部租约")
    mother.choose("#id_of", "adults")
    mother.go("main form button.btn")
    assert "It stands in the record." in mother.reads()
    return Petition.objects.select_related("roll").get(community_code=code)


def it_is_signed(daughter: Keyboard, petition: Petition) -> None:
    daughter.follow("matters/", "petitions/", f"petitions/{petition.number}/")
    assert "0 of 1 signatures" in daughter.reads()
    daughter.go("main a[href*='/do/ballots.sign_petition/']")
    daughter.go("main form button.btn")
    daughter.go(f"main a[href$='/petitions/{petition.number}/']")
    assert "1 of 1 signatures Who signed is never shown" in daughter.reads()


def the_vote_is_applied_for(mother: Keyboard, petition: Petition) -> None:
    """From the roll on which she does not stand yet."""
    mother.follow(f"petitions/{petition.number}/", f"rolls/{petition.roll.number}/")
    assert "You are not on this roll." in mother.reads()
    mother.go("main a[href*='/do/registry.apply_for_vote/']")
    mother.go("main form button.btn")
    assert "Missing: the consent of the meeting, the end of the posting." in mother.reads()


def consent_is_recorded(clerk: Keyboard, decision: str) -> None:
    clerk.follow("desk/")
    assert f"{MOTHER} applies for the vote" in clerk.reads()
    clerk.go("main a[href*='/do/registry.consent_to_vote/']")
    assert clerk.page.input_value("#id_decision") == decision
    clerk.go("main form button.btn")
    assert "May vote from 2 Mar 2027 at the earliest. Missing: the end of the posting." in clerk.reads()


def frozen(clerk: Keyboard, code: str) -> Roll:
    """The roll of the assembly as it is today."""
    clerk.follow("desk/")
    clerk.go("main a[href*='/do/ballots.freeze_roll/']")
    clerk.choose("#id_body", "residents' assembly")
    clerk.go("main form button.btn")
    assert "The rule books say who is on this roll." in clerk.reads()
    return Roll.objects.filter(community_code=code).latest("id")


def assert_on_roll(reader: Keyboard, roll: Roll, words: str) -> None:
    """What somebody reads of themselves on the page of a roll: all rolls are among the decisions."""
    reader.follow("matters/", "rolls/", f"rolls/{roll.number}/")
    assert words in reader.reads()


def put_to_the_assembly(server: Server, roll: Roll, director: Keyboard) -> Vote:
    """The evening itself is another story: all on the roll came, and vote by their telephones or on paper."""
    with server.at(A_YEAR + timedelta(days=1)):
        called = {"body": "residents_assembly", "on": ASSEMBLY, "title": "居民会议", "roll": roll.number}
        meeting = scenes.convene(server.code, **called)
        item = scenes.add_item(meeting)
        scenes.notify(meeting)
    with server.at(ASSEMBLY, 19, 30):
        scenes.open_with(meeting, scenes.entries(roll))
        director.follow("matters/", "meetings/", f"meetings/{meeting.number}/")
        director.go("main a[href*='/do/meetings.put_to_vote/']")
        for way in ("hands", "paper", "web"):  # the first is ticked already: it is taken back
            director.tick(f"input[name='channels'][value='{way}']")
        director.write("#id_closes_at", f"{ASSEMBLY} 21:30")
        director.go("main form.form button.btn")
    return Vote.objects.get(about_id=item.number)


def she_votes(mother: Keyboard, vote: Vote) -> None:
    mother.follow("matters/", "votes/", f"votes/{vote.number}/", f"votes/{vote.number}/ballot/")
    mother.tick("input[name=chosen]")
    mother.go("main form button.btn")
    assert UNSEEN in mother.reads()


def they_move_away(clerk: Keyboard) -> None:
    """The stay gets its end, and nothing is removed."""
    for name in (MOTHER, DAUGHTER):
        clerk.follow("desk/", "desk/for/")
        clerk.write("#q", name)
        clerk.enter()
        assert f"{name} Door {DOOR}" in clerk.reads()
        clerk.go("main ul.list a[href*='/desk/for/']")
        clerk.go("main a[href*='/do/registry.record_departure/']")
        clerk.choose("#id_reason", "moved away")
        clerk.choose("#id_told_by", "the host or the household")
        clerk.go("main form button.btn")
        assert "It stands in the record." in clerk.reads()


def her_vote_stays(mother: Keyboard, vote: Vote) -> None:
    """From the page of the roll, which tells what counts by it."""
    mother.follow(f"votes/{vote.number}/")
    assert UNSEEN in mother.reads()
    assert "May vote 4 Have voted 1" in mother.reads()
