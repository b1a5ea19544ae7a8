"""A recall against the committee's will, told at the keyboard alone: residents open a petition and sign it, the
committee keeps silent, the first of them calls the vote and opens the poll, and the director's post is vacant."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

pytest.importorskip("playwright", reason="the browser group is not installed: uv sync --group browser")

from sunward.ballots.models import Vote
from sunward.kernel.refs import Ref
from tests.ballots import scenes as votes
from tests.browser.town import Keyboard, Town
from tests.stage import CLERK, DEPUTY, DIRECTOR, SUPERVISION_MEMBER, SUPERVISOR

pytestmark = pytest.mark.browser
ASKED = date(2026, 3, 2)  # a Monday
SILENT_UNTIL = ASKED + timedelta(days=30)
CALLS = SILENT_UNTIL + timedelta(days=1)
POLL = CALLS + timedelta(days=7)
VOTERS, SHEETS, AGREE = 20, 11, 6
THINGS = 6  # that go with the office, by the street's rules
WHY = "The accounts of the rented rooms were never shown."
DEFENCE = "Everything that has to be shown was shown."


@dataclass
class Recall:
    """Twenty people with a vote, against one director."""

    town: Town
    people: list[str] = field(default_factory=list)
    petition: str = ""  # the paths of its pages
    recall: str = ""
    vote: str = ""

    @property
    def first(self) -> str:
        return self.people[0]

    @property
    def row(self) -> Vote:
        return Vote.objects.get(number=number_in(self.vote))


def number_in(path: str) -> str:
    return path.split("/")[1]


def test_they_recall_the_director_by_keyboard(town: Town) -> None:
    with town.at(ASKED):
        story = Recall(town, votes.people(VOTERS, town.code))
        director = town.holder(DIRECTOR)
        they_ask(story)
        they_sign(story)
    they_wait(story)
    with town.at(CALLS):
        the_first_of_them_calls_the_vote(story)
    with town.at(POLL - timedelta(days=1)):
        the_director_answers(story, director)
    with town.at(POLL, 8):
        the_poll_is_opened(story)
        sheets_are_handed_out(story)
    with town.at(POLL, 18):
        two_count_and_a_third_confirms(story)
        it_is_declared(story)
    with town.at(POLL, 19):
        those_who_were_drawn_say_that_they_voted(story)
        the_post_is_vacant_and_the_handover_owed(story, director)


def they_ask(story: Recall) -> None:
    keys = story.town.sits_down(story.first)
    keys.go("nav.nav a[href$='/matters/']")
    keys.go("main a[href$='/petitions/']")
    keys.says("Nobody has opened a petition yet.")
    keys.go("main a.btn[href*='/do/ballots.open_petition/']")
    keys.go("main a[href*='purpose=recall']")
    keys.choose("#id_asks_for", "recall Chen Guoliang, director")
    keys.write("#id_title", "Recall the director")
    keys.write("#id_text", WHY)
    keys.send()
    keys.go("main a.more")
    keys.says("0 of 4 signatures", WHY)
    story.petition = keys.path


def they_sign(story: Recall) -> None:
    """The first and the fourth at the keyboard. The fourth signature begins it, whoever wants it or not."""
    signed(story, story.first).says("1 of 4 signatures")
    for person in story.people[1:3]:
        story.town.act("ballots.sign_petition", "resident", Ref("petition", number_in(story.petition)), by=person)
    keys = signed(story, story.people[3])
    keys.says("4 of 4 signatures", "What it led to")
    keys.go("main a.more[href*='/recalls/']")
    keys.says("waits for its vote", "To be called by", "4 signed; 4 of 20 are enough.")
    story.recall = keys.path


def signed(story: Recall, person: str) -> Keyboard:
    """From home, which names the petitions that can be signed."""
    keys = story.town.sits_down(person)
    keys.go(f"main a[href$='/{story.petition}']")
    keys.act("ballots.sign_petition")
    keys.send()
    keys.go("main a.more")
    return keys


def at_the_recall(story: Recall, person: str) -> Keyboard:
    """From home, by the list of elections and recalls."""
    keys = story.town.sits_down(person)
    keys.go("nav.nav a[href$='/matters/']")
    keys.go("main a[href$='/elections/']")
    keys.go(f"main a[href$='/{story.recall}']")
    return keys


def duties(story: Recall, person: str) -> Keyboard:
    """From home, what waits for them today."""
    keys = story.town.sits_down(person)
    keys.go("nav.nav a[href$='/desk/']")
    return keys


def at_the_vote(story: Recall, person: str) -> Keyboard:
    """From what waits for them today."""
    keys = duties(story, person)
    keys.go(f"main a[href$='/{story.vote}']")
    return keys


def they_wait(story: Recall) -> None:
    """The clerk posts the roll; the committee does nothing until its last day, and nobody else may."""
    with story.town.at(ASKED):
        clerk = duties(story, story.town.holder(CLERK))
        clerk.go("main a[href*='/do/ballots.freeze_roll/']")
        clerk.choose("#id_body", "residents' assembly")
        clerk.choose("#id_of", "adults")
        clerk.send()
    with story.town.at(SILENT_UNTIL):
        keys = at_the_recall(story, story.first)
        keys.says("waits for its vote")
        assert not keys.page.query_selector("a[href*='/do/elections.call_recall_vote/']")


def the_first_of_them_calls_the_vote(story: Recall) -> None:
    keys = story.town.sits_down(story.first)
    keys.go("nav.nav a[href$='/overdue/']")
    keys.says("recall")
    keys.go(f"main a[href$='/{story.recall}']")
    keys.says("not called in time", "After that the committee’s will is not needed.")
    keys.act("elections.call_recall_vote")
    keys.write("#id_voting_day", POLL)
    keys.write("#id_places", "Community room")
    keys.write("#id_until_hour", "18:00")
    keys.send()
    keys.go("main a.more")
    keys.says("vote called", "Community room", "08:00–18:00")


def the_director_answers(story: Recall, director: str) -> None:
    keys = duties(story, director)
    keys.act("elections.state_defence")
    keys.write("#id_words", DEFENCE)
    keys.send()
    keys.go("main a.more")
    keys.says(DEFENCE)


def the_poll_is_opened(story: Recall) -> None:
    keys = duties(story, story.first)
    keys.act("elections.open_recall_poll")
    keys.write("#id_booths", 1)
    keys.send()
    keys.go("main a.more")
    keys.go("main a.more[href*='/votes/']")
    keys.says("Nobody sees a result before the vote is closed", "secret")
    story.vote = keys.path


def sheets_are_handed_out(story: Recall) -> None:
    """One by keyboard, and not twice; the others in the same way."""
    keys = story.town.sits_down(story.town.holder(CLERK))
    keys.go(f"main a[href$='/{story.vote}']")
    keys.go("main a.btn[href$='/door/']")
    keys.write("#id_q", "居民7")
    with keys.page.expect_navigation():
        keys.page.keyboard.press("Enter")
    keys.go("main button[value='issue']")
    keys.says("Has a sheet.")
    others = [person for person in story.people if person != story.people[7]]
    for person in others[: SHEETS - 1]:
        votes.issue(story.row, person)


def two_count_and_a_third_confirms(story: Recall) -> None:
    town = story.town
    clerk = at_the_vote(story, town.holder(CLERK))
    clerk.act("ballots.close_vote")
    clerk.send()
    head = at_the_vote(story, town.holder(SUPERVISOR))
    head.says("There is no result before everything has been counted by two and confirmed by a third.")
    head.act("ballots.count_paper")
    head.write("#id_chosen-for", AGREE)
    head.write("#id_chosen-against", SHEETS - AGREE)
    head.write("#id_ballots", SHEETS)
    head.write("#id_printed", 20)
    head.write("#id_issued", SHEETS)
    head.choose("#id_counted_with", "Wu Xiulan")
    head.write("#id_unused", 20 - SHEETS)
    head.send()
    second = at_the_vote(story, town.holder(SUPERVISION_MEMBER))
    second.says("Wu Xiulan, the second counter, has to say what they counted")
    second.act("ballots.confirm_count")
    second.tick("input[name=channel]")
    second.write("#id_chosen-for", AGREE)
    second.write("#id_chosen-against", SHEETS - AGREE)
    second.send()
    third = at_the_vote(story, town.holder(SUPERVISION_MEMBER, 1))
    third.says("a third person has to count, neither")
    third.act("ballots.confirm_count")
    third.tick("input[name=channel]")
    third.write("#id_chosen-for", AGREE)
    third.write("#id_chosen-against", SHEETS - AGREE)
    third.send()


def it_is_declared(story: Recall) -> None:
    keys = duties(story, story.town.holder(SUPERVISOR))
    keys.go(f"main a[href$='/{story.recall}']")
    keys.says("Nobody sees a result before two have counted it and a third has confirmed it.")
    keys.act("elections.declare_recall")
    keys.send()
    keys.go("main a.more")
    keys.says(
        "By the count: recalled", "the office is held as before", f"for the recall {AGREE}", f"{SHEETS} of {VOTERS}"
    )


def those_who_were_drawn_say_that_they_voted(story: Recall) -> None:
    keys = at_the_vote(story, story.town.holder(SUPERVISOR))
    keys.go("main a.btn[href$='/asked-back/']")
    for _one in story.row.sample.all():
        keys.go("main button[value='voted']")
    assert not keys.page.query_selector("main button[value='voted']")
    keys.go(f"a[href$='/{story.vote}']")
    keys.act("ballots.certify")
    keys.send()
    keys.go("main a.more")
    keys.says("Certified on")


def the_post_is_vacant_and_the_handover_owed(story: Recall, director: str) -> None:
    """Anybody reads it; the deputy, to whom it goes meanwhile, confirms the first thing that came."""
    keys = story.town.sits_down(story.first)
    keys.go("nav.nav a[href$='/people/']")
    keys.says("Chen Guoliang secretary", "Lin Yufen deputy director")
    assert " director" not in keys.words.replace("deputy director", ""), "nobody is director"
    keys.go(f"main a[href$='/people/{director.removeprefix('person:')}/']")
    keys.says("Posts Secretary Xiangyang party committee", "Posts held before Director")
    assert keys.words.count("Director") == 1, "only as what was held before"
    keys = at_the_recall(story, story.first)
    keys.says("result certified", "The vote", "Recalled")
    assert "By the count" not in keys.words
    keys.go("main a.more[href$='/handovers/']")
    keys.says("The seal director To be handed over until 19 Apr From Chen Guoliang, to Lin Yufen, deputy director")
    assert keys.words.count("To be handed over") == THINGS
    deputy = duties(story, story.town.holder(DEPUTY))
    deputy.act("elections.confirm_handover")
    deputy.choose("#id_received", "yes, all of it")
    deputy.write("#id_listed", "Two lists, signed by both")
    deputy.send()
    keys = at_the_recall(story, story.first)
    keys.go("main a.more[href$='/handovers/']")
    keys.says("Two lists, signed by both")
    assert keys.words.count("To be handed over") == THINGS - 1
