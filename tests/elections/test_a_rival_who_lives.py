"""A rival whom a clerk alone has entered as dead, with a forged certificate, on the morning of the poll.

Before, once the dispute was upheld nothing was marked with result or certificate, and there was no ground to annul; a
death of the eve, disputed at once, struck the candidate all the same.
"""

from datetime import date, timedelta

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
    assert "candidates_alive" not in marks(done)
    assert {one.key for one in race.vote().choices.all()} == {"c1", "c2", "c3"}
    race.people.remove(rival)
    race.count({"c1": 9, "c2": 8, "c3": 1})
    with at(VOTING, 18, 30):
        upheld(said)
    race.declare()
    race.certify()
    assert rival in scenes.holding(MEMBER, VOTING)


def run_off() -> tuple[Race, date, str]:
    """One seat is left, between the second and the third of the list."""
    race = Race()
    race.post()
    race.open()
    race.count({"c1": 8, "c2": 5, "c3": 4}, blank=1)
    race.declare()
    return race, race.run_off(), race.candidates[1]


def opened(race: Race, day: date) -> Done:
    with at(day, 8):
        return by(race.runners[0], "open_run_off", race.contest.ref, booths=1)


def test_of_a_run_off_too_a_death_of_its_eve_that_they_dispute_strikes_nobody() -> None:
    """Before, whoever was entered as dead was struck from a run-off, whatever they said."""
    race, day, rival = run_off()
    with at(day - timedelta(days=1), 8):
        entered = killed(rival)
    with at(day - timedelta(days=1), 9):
        disputes(entered, rival)
    found = marks(opened(race, day))
    assert "death_disputed" in found
    assert "candidates_alive" not in found  # seen before at a poll: of the same person, that they are not on the ballot
    assert {one.key for one in race.vote().choices.all()} == {"c2", "c3"}


def test_an_older_death_is_no_death_of_its_eve() -> None:
    race, day, rival = run_off()
    with at(day - timedelta(days=2), 21):
        disputes(killed(rival), rival)
    assert marks(opened(race, day)) == {"candidates_alive", "roll_of_the_dead"}
    assert {one.key for one in race.vote().choices.all()} == {"c3"}


def test_whom_a_run_off_was_opened_without_is_said_with_it_and_can_annul_it() -> None:
    """Before, nothing was kept of them: no mark at the opening, none with the result, no ground to annul."""
    race, day, rival = run_off()
    with at(day, 7, 50):
        entered = killed(rival)
    assert marks(opened(race, day)) == {"candidates_alive", "roll_of_the_dead"}
    assert Candidate.objects.get(left_off_on=day).place == 2
    with at(day, 8, 30):
        upheld(disputes(entered, rival))
    race.people.remove(rival)
    vote, first = race.count({"c3": 7}, day), race.first()
    assert {"candidates_alive", "living_left_off"} <= marks(race.declare(day))
    annul = {"grounds": "left_off", "because": "在世的候选人没有上选票"}
    with at(day, 20):
        assert votes.rules_of(lambda: votes.act("annul_vote", STREET, first, **annul)) == {"grounds"}
        votes.act("annul_vote", STREET, vote, **annul)
        race.run_off(day, 21)
    opened(race, day + timedelta(days=2))
    assert {one.key for one in race.vote().choices.all()} == {"c2", "c3"}
    assert not Candidate.objects.filter(left_off_on__isnull=False).exists()


def test_a_run_off_keeps_who_was_missing_from_the_first_ballot() -> None:
    race = left_off()
    race.count({"c2": 8, "c3": 4}, blank=1)
    race.declare()
    race.run_off()
    assert not marks(opened(race, VOTING + timedelta(days=2)))
    assert Candidate.objects.get(left_off_on=VOTING).place == 1


def test_a_run_off_says_who_has_moved_away() -> None:
    race, day, rival = run_off()
    with at(day, 7):
        stage.act("registry.record_departure", CLERK, Ref.parse(rival), told_by="household", reason="moved")
    assert marks(opened(race, day)) == {"candidates_live_here"}
