"""People who come to the desk, each for one act that a clerk enters for them; here still without the paper."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sunward.ballots.models import Petition
from sunward.elections.models import Candidate
from sunward.kernel.acts import Done
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from tests import stage
from tests.ballots import scenes as votes
from tests.ballots.petitions import scenes as petitions
from tests.disclosure.scenes import resident
from tests.elections import scenes as elections
from tests.meetings import hearing_scenes as hearings
from tests.meetings import scenes as meetings
from tests.money.cases import act, paper
from tests.stage import CLERK, here, served, upheld


@dataclass
class Coming:
    """Somebody for whom the clerk enters something, without the paper."""

    act: str
    person: str
    about: Ref
    facts: dict[str, Any]
    slip: str = "signed"

    def __call__(self, **more: Any) -> Done:
        return served(self.act, self.person, self.about, **{self.slip: None} | self.facts | more)

    def on_paper(self, words: str = "slip") -> Done:
        return self(**{self.slip: paper(f"{words} of {self.person} for {self.act}")})


def _signature(act: str) -> Coming:
    with votes.at(9):
        people = petitions.residents(40)
        petition = petitions.opened(people[0])
        petitions.signed_at_the_desk(people[1], petition)
        petitions.sign(petition, people[2])
    return Coming(act, people[1], petition, {})


def withdraw_signature() -> Coming:
    return _signature("ballots.withdraw_signature")


def deny_signature() -> Coming:
    return _signature("ballots.deny_signature")


def deny_answer() -> Coming:
    people = votes.people(6)
    vote = votes.put(votes.roll_of(people), channels="roll_call", secret=False)
    votes.call_roll(vote, dict.fromkeys(people, "for"))
    return Coming("ballots.deny_answer", people[0], vote.ref, {})


def deny_taken_back() -> Coming:
    people = votes.people(6)
    vote = votes.put(votes.roll_of(people), channels="paper")
    votes.issue(vote, people[0])
    votes.take_back(vote, people[0])
    return Coming("ballots.deny_taken_back", people[0], vote.ref, {})


def deny_sheet() -> Coming:
    people = votes.people(6)
    vote = votes.put(votes.roll_of(people), channels="paper")
    votes.issue(vote, people[0], stage.SUPERVISION_MEMBER)
    return Coming("ballots.deny_sheet", people[0], vote.ref, {})


def accept_answer() -> Coming:
    coming = deny_answer()
    with votes.at(9):
        stage.act(coming.act, "anyone", coming.about, by=coming.person)
    return Coming("ballots.accept_answer", coming.person, coming.about, {})


def drawn_vote() -> tuple[Any, str]:
    people = votes.people(8)
    vote = votes.put(votes.roll_of(people), channels="web")
    for one in people:
        votes.cast(vote, one)
    with votes.at(9):
        votes.close(vote)
    vote.refresh_from_db()
    return vote, str(vote.sample.order_by("entry_id")[0].entry.person)


def answer_for_oneself() -> Coming:
    vote, somebody = drawn_vote()
    return Coming("ballots.answer_for_oneself", somebody, vote.ref, {"answer": "voted"})


def withdraw_candidacy() -> Coming:
    candidate = Candidate.objects.filter(contest=elections.Race().contest).first()
    assert candidate
    return Coming("elections.withdraw_candidacy", str(candidate.person), candidate.ref, {})


def leave_committee() -> Coming:
    race = elections.Race()
    return Coming("elections.leave_committee", race.runners[1], race.election.ref, {"because": "other"})


def nominate() -> Coming:
    race = elections.Race()
    return Coming("elections.nominate", race.people[8], race.contest.ref, {"person": race.people[7]})


def accept_nomination() -> Coming:
    race = elections.Race()
    with elections.at(elections.CALLED, 11):
        for voter in race.people[-2:]:
            named = elections.by(voter, "nominate", race.contest.ref, person=race.people[7]).result
    assert named
    return Coming("elections.accept_nomination", race.people[7], named, {"words": "把灯修好。"})


def _in_the_room(act: str, **facts: Any) -> Coming:
    meeting, item, keys = meetings.called(9)
    with meetings.at(meetings.EVENING):
        meetings.open_with(meeting, keys[:7])
    somebody = meeting.roll.entries.get(pk=keys[0]).person  # type: ignore[union-attr]
    return Coming(act, str(somebody), item.ref if "step" in act else meeting.ref, facts)


def step_aside() -> Coming:
    return _in_the_room("meetings.step_aside", reason="interest", evidence="说的")


def confirm_attendance() -> Coming:
    return _in_the_room("meetings.confirm_attendance", seen=7)


def confirm_throw() -> Coming:
    meeting, second = hearings.told(hearings.called(hearings.parking())), resident("看见的人")
    hearings.list_closed(meeting)
    with hearings.at(hearings.CLOSED, 11):
        hearings.thrown_by_one(meeting, second)
    return Coming("meetings.confirm_throw", second, meeting.ref, {"thrown": hearings.THROWN}, slip="sheet")


def nominate_speaker() -> Coming:
    """For the petition that they opened."""
    [opener] = petitions.residents(1)
    meeting = hearings.called(hearings.parking())
    petition = petitions.opened(opener)
    with door_open():
        meeting.petition, meeting.called_by = Petition.objects.get(number=petition.id), "petition"
        meeting.save(update_fields=["petition", "called_by"])
    return Coming("meetings.nominate_speaker", opener, meeting.ref, {"person": resident("想发言的人")})


def vouch() -> Coming:
    with votes.at(9):
        facts = {"name": "新来", "door": "9-901", "papers": "none", "status": "mobile"}
        newcomer = act("registry.register_arrival", CLERK, here(), **facts).result
        assert newcomer
        return Coming("registry.vouch", petitions.residents(2)[0], newcomer, {})


DAYS = {
    "withdraw_candidacy": lambda: elections.at(elections.CALLED, 12),
    "leave_committee": lambda: elections.at(elections.CALLED, 12),
    "nominate": lambda: elections.at(elections.CALLED, 12),
    "accept_nomination": lambda: elections.at(elections.CALLED, 12),
    "step_aside": lambda: meetings.at(meetings.EVENING, 19, 40),
    "confirm_attendance": lambda: meetings.at(meetings.EVENING, 19, 40),
    "confirm_throw": lambda: hearings.at(hearings.CLOSED, 12),
    "nominate_speaker": lambda: hearings.at(hearings.CALLED, 12),
}


def day_of(scene: Callable[[], Coming]) -> Any:
    return DAYS.get(scene.__name__, lambda: votes.at(10))()


def what_the_clerk_did(scene: Callable[[], Coming]) -> tuple[Coming, Done]:
    """Who never came, and what was entered for them."""
    who = scene()
    with day_of(scene):
        return who, who.on_paper()


def undone(scene: Callable[[], Coming], done: Done) -> None:
    """They said so, and were right."""
    with day_of(scene):
        upheld(done)
