"""A rival whom a clerk alone has entered as dead, with a forged certificate, on the morning of the poll.

Before, once the dispute was upheld nothing was marked with result or certificate, and there was no ground to annul; a
death of the eve, disputed at once, struck the candidate all the same.
"""

from datetime import timedelta

import pytest

from sunward.elections.models import Candidate
from sunward.kernel.acts import Done
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CLERK, MEMBER, STREET, SUPERVISOR, VOTING, Race, at, by
from tests.elections.test_who_died_or_moved import marks
from tests.journeys.pages import page
from tests.money.cases import paper

pytestmark = pytest.mark.usefixtures("community")
EVE = VOTING - timedelta(days=1)


def killed(person: str) -> Done:
    facts = {"told_by": "papers", "reason": "died", "certificate": paper("forged certificate")}
    return stage.act("registry.record_departure", CLERK, Ref.parse(person), **facts)


def disputes(entered: Done, person: str) -> Ref:
    entry = Ref("entry", entered.entry.ref)
    said = stage.act("disclosure.dispute_desk_act", "anyone", entry, by=person, text="我还活着").result
    assert said
    return said


def upheld(said: Ref) -> None:
    stage.act("disclosure.answer_dispute", SUPERVISOR, said, outcome="upheld", answer="已查实。")


def left_off() -> Race:
    """Entered at ten to eight, off the ballot at eight, found wrong at half past."""
    race = Race()
    race.post()
    rival = race.candidates[0]
    with at(VOTING, 7, 50):
        entered = killed(rival)
    race.open()
    with at(VOTING, 8, 30):
        upheld(disputes(entered, rival))
    race.people.remove(rival)
    return race


def test_what_was_found_wrong_is_said_with_result_certificate_and_page() -> None:
    race = left_off()
    assert Candidate.objects.get(left_off_on=VOTING).place == 1
    race.count({"c2": 8, "c3": 7})
    assert {"candidates_alive", "living_left_off"} <= marks(race.declare())
    race.certify()
    row = Journal.objects.filter(act="ballots.certify").exclude(kind="refusal").latest("id")
    assert "living_left_off" in {one["rule"] for one in row.findings if not one["ok"]}
    with at(VOTING, 21):
        assert "误登记为去世" in page(f"elections/{race.election.number}/")


def test_and_the_vote_can_be_annulled_for_it_before_the_certificate() -> None:
    race = left_off()
    vote = race.count({"c2": 8, "c3": 7})
    with at(VOTING, 18, 30):
        votes.act("annul_vote", STREET, vote, grounds="left_off", because="在世的候选人没有上选票")
    vote.refresh_from_db()
    assert vote.annulled_on == VOTING


def test_a_death_of_the_eve_that_they_dispute_strikes_nobody() -> None:
    race = Race()
    race.post()
    rival = race.candidates[0]
    with at(EVE, 8):
        entered = killed(rival)
    with at(EVE, 9):
        said = disputes(entered, rival)
    with at(VOTING, 8):
        done = by(race.runners[0], "open_poll", race.election.ref, booths=2)
    assert "death_disputed" in marks(done)
    assert {one.key for one in race.vote().choices.all()} == {"c1", "c2", "c3"}
    race.people.remove(rival)
    race.count({"c1": 9, "c2": 8, "c3": 1})
    with at(VOTING, 18, 30):
        upheld(said)
    race.declare()
    race.certify()
    assert rival in scenes.holding(MEMBER, VOTING)
