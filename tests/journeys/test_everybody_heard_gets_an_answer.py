"""“They held a hearing, and then did what they had wanted anyway”: who speaks is drawn so that anybody can draw again,
every opinion has its answer beside it, and a charge that was decided without it unlocks nothing.

Told from the matter to the vote, with nothing reported twice: the hearing and the vote tell the matter by themselves.
"""

import hashlib
from datetime import timedelta

import pytest

from sunward.decisions.judging.standing import state_of
from sunward.decisions.models import Decision, Matter
from sunward.meetings.models import Meeting
from sunward.record.models import Journal
from tests.journeys.pages import page
from tests.meetings import hearing_scenes as hearings
from tests.meetings import scenes
from tests.meetings.hearing_scenes import EVENING, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
ANSWERED = EVENING + timedelta(days=4)
VOTED = EVENING + timedelta(days=21)
DELEGATES, PRESENT, IN_FAVOUR = 12, 10, 7


def heard() -> tuple[Matter, Meeting]:
    """Parking is heard: twelve on the list, eight drawn, seven opinions adopted and one not."""
    matter = hearings.parking()
    meeting, _people = hearings.ready(matter)
    *others, last = hearings.held(meeting)
    for opinion in others:
        hearings.answer(opinion, ANSWERED)
    hearings.answer(last, ANSWERED, "not_adopted", "夜间车位最紧张。")
    return matter, meeting


def voted(matter: Matter, in_favour: int = IN_FAVOUR) -> Meeting:
    """The representatives meet on it and vote by show of hands; the result is certified."""
    with at(VOTED - timedelta(days=8), 9):
        roll = scenes.freeze(scenes.people(DELEGATES))
        meeting = scenes.convene(on=VOTED)
        item = scenes.add_item(
            meeting, title="小区停车收费方案", about=matter.number, matter_kind="parking_charges"
        )  # fmt: skip
        scenes.notify(meeting)
    keys = scenes.entries(roll)[:PRESENT]
    with scenes.at(VOTED):
        scenes.open_with(meeting, keys)
        vote = scenes.put(item)
        scenes.count_hands(vote, keys, {"for": in_favour, "against": PRESENT - in_favour})
        scenes.certify(vote)
    return meeting


def test_the_charge_is_decided_on_its_hearing_and_everything_told_itself() -> None:
    matter, hearing = heard()
    meeting = voted(matter)
    steps = {step.key: step for step in matter.steps.all()}
    assert {key: step.meeting for key, step in steps.items()} == {
        "opinion": hearing.number, "resolution": meeting.number
    }  # fmt: skip
    resolution = steps["resolution"]
    assert resolution.counts["body_members"] == {
        "entitled": DELEGATES, "present": PRESENT, "cast": PRESENT, "for": IN_FAVOUR, "against": PRESENT - IN_FAVOUR,
        "abstain": 0,
    }  # fmt: skip
    assert (resolution.adopted, resolution.hearing, resolution.breaches) == (True, hearing.number, 0)
    decision = Decision.objects.get(matter=matter)
    assert state_of(decision, VOTED).word == "in_force"
    typed = Journal.objects.filter(act="decisions.report_step", parent=None)
    assert not typed.exists(), "nobody reported a step by hand"


def test_anybody_can_draw_again_from_what_the_page_says() -> None:
    _matter, hearing = heard()
    with at(ANSWERED, 12):
        words = page(f"hearings/{hearing.number}/", "en")
    root = words.split("The same root in hexadecimal digits ")[1].split()[0]
    thrown = words.split("Thrown in public ")[1].split(" Drawn on")[0]
    seed = hashlib.sha256(f"{root}:{thrown}".encode()).hexdigest()
    order = sorted(range(1, 13), key=lambda number: hashlib.sha256(f"{seed}:{number}".encode()).hexdigest())[:8]
    assert f"They speak in this order: {' · '.join(map(str, order))}" in words
    assert f"Seed {seed}" in words


def test_every_opinion_stands_beside_its_answer_and_the_decision_is_named() -> None:
    matter, hearing = heard()
    voted(matter)
    decision = Decision.objects.get(matter=matter)
    with at(VOTED, 22):
        words, about = page(f"hearings/{hearing.number}/", "en"), page(f"matters/{matter.number}/", "en")
    assert "8 of 8 opinions answered" in words
    assert "not adopted" in words
    assert "夜间车位最紧张。" in words
    assert decision.number in words
    assert f"From meeting {hearing.number}" in about


def test_a_vote_that_was_lost_is_reported_as_lost_without_anybody_typing_it() -> None:
    matter, _hearing = heard()
    voted(matter, in_favour=5)
    assert not matter.steps.get(key="resolution").adopted
    assert not Decision.objects.filter(matter=matter).exists()


def test_decided_before_people_had_their_answers_it_unlocks_nothing() -> None:
    matter = hearings.parking()
    meeting, _people = hearings.ready(matter)
    hearings.held(meeting)
    voted(matter)
    decision = Decision.objects.get(matter=matter)
    state = state_of(decision, VOTED)
    assert (state.word, state.unlocks) == ("not_in_order", False)
    assert {found.rule for found in state.findings if found.breach} == {"hearing_cited", "step_missing"}
    with at(VOTED, 22):
        assert "It has to be heard first" in page(f"matters/{matter.number}/", "en")
