"""A major matter from its hearing to an objection that is upheld, told at the keyboard alone: what should parking cost?
57 delegates are called; one steps aside, twenty vote on the web and twenty-nine on paper."""

from datetime import timedelta

import pytest

pytest.importorskip("playwright", reason="the browser group is not installed: uv sync --group browser")

from tests.ballots import scenes as votes
from tests.browser.parking import (
    ANSWERED,
    CALLED,
    DELEGATE,
    DELEGATES,
    HEARD,
    INVITED,
    LIST_CLOSED,
    OBJECTED,
    ON_PAPER,
    ON_THE_ROLL,
    ON_THE_WEB,
    OPENED,
    POSTED,
    PRESENT,
    UPHELD,
    VOTED,
    Story,
    a_hearing_is_called,
    a_matter_is_opened,
    an_opinion_is_recorded,
    done,
    every_opinion_is_answered,
    people_are_told,
    roll_of,
    speakers_are_drawn,
)
from tests.browser.town import Keyboard, Town
from tests.meetings import scenes
from tests.stage import CLERK, DIRECTOR, SUPERVISION_MEMBER, SUPERVISOR

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("own_keys")]
KNOWN = "He lets three places himself; he said so."
ASKED, ANSWER = "The price for a second car is missing.", "It is missing indeed, and will be posted."


def test_parking_is_heard_voted_on_and_objected_to_by_keyboard(town: Town) -> None:
    with town.at(OPENED):
        story = Story(town, votes.people(12, town.code), a_matter_is_opened(town))
    with town.at(CALLED):
        a_hearing_is_called(story)
    with town.at(LIST_CLOSED):
        speakers_are_drawn(story)
    with town.at(HEARD, 19):
        an_opinion_is_recorded(story)
    with town.at(HEARD, 20):
        done(town.sits_down(town.holder(CLERK), story.hearing), "meetings.close_session")
    with town.at(HEARD + timedelta(days=1)):
        done(town.sits_down(town.holder(DIRECTOR), story.hearing), "meetings.sign_hearing_record")
    with town.at(ANSWERED):
        every_opinion_is_answered(story)
    with town.at(INVITED):
        the_delegates_are_called(story)
    with town.at(VOTED, 19):
        they_come(story)
        one_steps_aside(story)
        it_is_put_to_the_vote(story)
        they_vote_on_the_web(story)
        they_take_sheets(story)
    with town.at(VOTED, 21, 31):
        two_count_and_a_third_confirms(story)
        those_who_were_drawn_say_that_they_voted(story)
    with town.at(POSTED):
        the_resolution_is_posted(story)
    with town.at(OBJECTED):
        a_resident_objects(story)
    with town.at(UPHELD):
        the_objection_is_upheld(story)


def the_delegates_are_called(story: Story) -> None:
    """57 in their posts; the clerk freezes the roll at the keyboard."""
    town = story.town
    for person in scenes.people(DELEGATES, town.code):
        town.act("registry.appoint", CLERK, town.here, post=DELEGATE, person=person)
    clerk = town.sits_down(town.holder(CLERK))
    clerk.go("nav.nav a[href$='/desk/']")
    clerk.go("main a[href*='/do/ballots.freeze_roll/']")
    clerk.choose("#id_body", "residents' representatives' meeting")
    clerk.send()
    the_meeting_is_called(story)
    clerk.visit(f"rolls/{roll_of(story).number}/")
    clerk.says(str(ON_THE_ROLL))


def the_meeting_is_called(story: Story) -> None:
    """The director calls it, the clerk puts the matter on the agenda and tells people."""
    town = story.town
    director = town.sits_down(town.holder(DIRECTOR))
    director.go("nav.nav a[href$='/desk/']")
    director.go("main a[href*='/do/meetings.convene/']")
    director.choose("#id_in_office", "director, residents' committee")  # he is the party secretary as well
    director.choose("#id_body", "residents' representatives' meeting")
    director.write("#id_title", "Second meeting of the representatives")
    director.write("#id_place", "Community room")
    director.write("#id_held_on", VOTED)
    director.write("#id_at", "19:00")
    director.choose("#id_called_by", "residents' committee")
    director.send()
    director.go("main a.more[href*='/meetings/']")
    story.meeting = director.path
    clerk = town.sits_down(town.holder(CLERK), story.meeting)
    clerk.act("meetings.add_item")
    clerk.write("#id_title", "What should parking cost?")
    clerk.write("#id_about", story.matter.number)
    clerk.choose("#id_matter_kind", "parking charges")
    clerk.tick("#id_to_decide")
    clerk.send()
    people_are_told(story, story.meeting, INVITED)
    clerk.visit(story.meeting)
    clerk.says("What should parking cost?")


def they_come(story: Story) -> None:
    """Two are ticked at the keyboard, the others in the same way; then the session is opened."""
    entries = list(roll_of(story).entries.order_by("id").select_related("person")[:PRESENT])
    story.there = [str(one.person) for one in entries]
    clerk = story.town.sits_down(story.town.holder(CLERK), f"{story.meeting}room/")
    clerk.says(f"0 of {ON_THE_ROLL} are here", "The session has not been opened yet.")
    clerk.tick(f"#in-{entries[-2].pk}")
    clerk.tick(f"#in-{entries[-1].pk}")
    clerk.go("form:has(input[value='admit']) button.btn")
    clerk.says(f"2 of {ON_THE_ROLL} are here")
    scenes.admit(story.session, [one.pk for one in entries[:-2]])
    clerk.visit(f"{story.meeting}room/")
    clerk.says(f"{PRESENT} of {ON_THE_ROLL} are here", "Enough people to decide.")
    clerk.go("form:has(input[value='open']) button.btn")


def one_steps_aside(story: Story) -> None:
    clerk = story.town.sits_down(story.town.holder(CLERK), f"{story.meeting}room/")
    clerk.unfold("details:has(input[value='aside']) > summary")
    clerk.choose("select[id^='aside-']", "代表05")
    clerk.choose("select[name='reason']", "An interest")
    clerk.write("details[open] textarea[name='evidence']", KNOWN)
    clerk.go("form:has(input[value='aside']) button.btn")
    clerk.says("Entered: Step aside from an item")
    anybody = story.town.sits_down(story.residents[0], story.meeting)
    anybody.says("Somebody does not vote: an interest", "Stays in the base of the count.")
    assert KNOWN not in anybody.words
    assert "代表05" not in anybody.words
    story.there.remove(story.there[6])  # after the director, the deputy and four other delegates


def it_is_put_to_the_vote(story: Story) -> None:
    director = story.town.sits_down(story.town.holder(DIRECTOR), f"{story.meeting}room/")
    director.act("meetings.put_to_vote")
    for way in ("hands", "paper", "web"):  # the first is ticked already: it is taken back
        director.tick(f"input[name='channels'][value='{way}']")
    director.tick("#id_secret")
    director.write("#id_closes_at", f"{VOTED} 21:30")
    director.send()
    director.visit(story.meeting)
    director.go("main a.more[href*='/votes/']")
    director.says("Nobody sees a result before the vote is closed", "On the web by")
    story.vote = director.path


def they_vote_on_the_web(story: Story) -> None:
    """The first finds the vote on the home page; of the others thirteen are for it and six against."""
    first, *others = story.on_the_web
    keys = story.town.sits_down(first)
    keys.go(f"#decide a[href$='/{story.vote}']")
    keys.go("main a[href$='/ballot/']")
    keys.tick("input[name=chosen]")
    keys.go("main button.btn")
    keys.says("Voted: web")
    for place, person in enumerate(others):
        votes.cast(story.put, person, "for" if place < 13 else "against")


def they_take_sheets(story: Story) -> None:
    """Not who voted on the web, and not who stepped aside; the first at the keyboard, the others in the same way."""
    clerk = story.town.sits_down(story.town.holder(CLERK), story.vote)
    clerk.go("main a.btn[href$='/door/']")
    for name, said in (("代表01", "Has voted by another channel."), ("代表05", "Does not vote on this question.")):
        look_for(clerk, name)
        clerk.says(said)
        assert not clerk.page.query_selector("main button[value='issue']")
    look_for(clerk, "代表48")
    clerk.go("main button[value='issue']")
    clerk.says("Has a sheet.")
    for person in story.on_paper[:-1]:
        votes.issue(story.put, person)


def look_for(keys: Keyboard, name: str) -> None:
    keys.write("#id_q", name)
    with keys.page.expect_navigation():
        keys.page.keyboard.press("Enter")


def two_count_and_a_third_confirms(story: Story) -> None:
    town = story.town
    clerk = town.sits_down(town.holder(CLERK), story.vote)
    clerk.act("ballots.close_vote")
    clerk.send()
    head = town.sits_down(town.holder(SUPERVISOR), story.vote)
    head.act("ballots.count_paper")
    head.write("#id_chosen-for", 20)
    head.write("#id_chosen-against", 8)
    head.write("#id_ballots", ON_PAPER)
    head.write("#id_printed", 60)
    head.write("#id_issued", ON_PAPER)
    head.choose("#id_counted_with", "Wu Xiulan")
    head.write("#id_blank", 1)
    head.write("#id_unused", 60 - ON_PAPER)
    head.send()
    second = town.sits_down(town.holder(SUPERVISION_MEMBER), story.vote)
    second.says("Wu Xiulan, the second counter, has to say what they counted")
    second.act("ballots.confirm_count")
    second.tick("input[name=channel]")
    second.write("#id_chosen-for", 20)
    second.write("#id_chosen-against", 8)
    second.write("#id_blank", 1)
    second.send()
    third = town.sits_down(town.holder(SUPERVISION_MEMBER, 1), story.vote)
    third.says("a third person has to count, neither")
    third.act("ballots.confirm_count")
    third.tick("input[name=channel]")
    third.write("#id_chosen-for", 20)
    third.write("#id_chosen-against", 8)
    third.write("#id_blank", 1)
    third.send()
    third.visit(story.vote)
    third.says("Not yet certified: the count may still be questioned.")


def those_who_were_drawn_say_that_they_voted(story: Story) -> None:
    keys = story.town.sits_down(story.town.holder(SUPERVISOR), story.vote)
    keys.go("main a.btn[href$='/asked-back/']")
    for _one in story.put.sample.all():
        keys.go("main button[value='voted']")
    keys.visit(story.vote)
    keys.act("ballots.certify")
    keys.send()
    anybody = story.town.sits_down(story.residents[0], story.vote)
    anybody.says("Certified on", f"Entitled {ON_THE_ROLL} Present {PRESENT} Cast 49 Blank 1")
    anybody.says(f"paper {ON_PAPER}", f"web {ON_THE_WEB}")
    anybody.visit(f"matters/{story.matter.number}/")
    anybody.says("In force", "The representatives vote Done 7 Apr", f"{PRESENT} of {ON_THE_ROLL} present")
    anybody.says("in favour: 34", "It cites the hearing", "with every opinion answered")
    anybody.says("58 may vote; 9 did not take part. Blank or invalid: 1. Stepped aside for an interest: 1 (striped).")


def the_resolution_is_posted(story: Story) -> None:
    clerk = story.town.sits_down(story.town.holder(CLERK), f"matters/{story.matter.number}/")
    clerk.act("decisions.report_step")
    clerk.choose("#id_step", "disclosure of the resolution")
    clerk.write("#id_held_on", POSTED)
    clerk.choose("#id_outcome", "adopted")
    clerk.send()
    clerk.visit(f"matters/{story.matter.number}/")
    clerk.says("Posted: you can object")


def a_resident_objects(story: Story) -> None:
    keys = story.town.sits_down(story.residents[0], f"matters/{story.matter.number}/")
    keys.go("main .now a.btn")
    keys.says("Nobody has objected.")
    story.posting = keys.path
    keys.act("disclosure.object")
    keys.write("#id_text", ASKED)
    keys.send()
    keys.visit(story.posting)
    keys.says(ASKED, "Answer due by")
    anybody = story.town.sits_down(story.residents[1], story.posting)
    anybody.says("Answer due by")
    assert ASKED not in anybody.words, "not before the answer"


def the_objection_is_upheld(story: Story) -> None:
    """The director finds it among what waits for him; everybody reads it, and by when it has to be put right."""
    director = story.town.sits_down(story.town.holder(DIRECTOR))
    director.go("nav.nav a[href$='/desk/']")
    director.act("disclosure.answer_objection")
    director.choose("#id_outcome", "upheld")
    director.write("#id_answer", ANSWER)
    director.send()
    anybody = story.town.sits_down(story.residents[1], story.posting)
    anybody.says(ASKED, ANSWER, "upheld")
    anybody.go("main a.more[href*='/objections/']")
    anybody.says(ASKED, ANSWER, "It must be corrected and posted again by")
    assert "居民0" not in anybody.words
