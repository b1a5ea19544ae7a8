"""Scenes of elections: people with a vote, an election called and run to its poll, a petition that is enough."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from sunward.ballots.models import Petition, Roll, RollEntry, Vote
from sunward.elections.models import Candidate, Contest, Election, Handover, Recall
from sunward.kernel import clock
from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id
from sunward.meetings.models import Meeting
from sunward.registry import queries as registry
from sunward.registry.models import Appointment
from tests import stage
from tests.ballots import scenes as votes
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISOR

CALLED = date(2026, 3, 2)
VOTING = date(2026, 3, 27)
MEMBER = "residents_committee.member"
STREET = "street_office.director"
__all__ = ["CLERK", "CODE", "DEPUTY", "DIRECTOR", "MEMBER", "STREET", "SUPERVISOR"]


@contextmanager
def at(day: date, hour: int = 9, minute: int = 0) -> Iterator[None]:
    """Something that happens at this hour."""
    with clock.moved_to(clock.moment(day, hour, minute)):
        yield


def by(who: str, name: str, on: Ref, post: str = "anyone", /, **facts: Any) -> Done:
    """Somebody acts in a capacity."""
    return perform(f"elections.{name}", by=who, post=post, subject=on, facts=facts, key=new_id())


def office(name: str, post: str, on: Ref, **facts: Any) -> Done:
    """An officer acts."""
    return stage.act(f"elections.{name}", post, on, **facts)


def term_until(post: str, day: date) -> None:
    """The term of whoever holds a post ends with this day."""
    key = post.partition(".")[2]
    with door_open():
        rows = Appointment.objects.filter(post__key=key, post__body__kind=post.partition(".")[0], ended_reason="")
        rows.update(until_day=day, left_on=day + timedelta(days=1))


def freeze(body: str = "residents_assembly", of: str = "adults") -> Roll:
    done = stage.act("ballots.freeze_roll", CLERK, stage.here(), body=body, of=of)
    assert done.result
    return Roll.objects.get(number=done.result.id)


def call(seats: str = f"{MEMBER} 2", body: str = "residents_committee", on: date = CALLED, **facts: Any) -> Election:
    given = {"body": body, "seats": seats, "voting_day": VOTING, "places": "社区活动室", "until_hour": "18:00"} | facts
    with at(on):
        done = office("call_election", DIRECTOR, stage.here(), **given)
    assert done.result
    return Election.objects.get(number=done.result.id)


def held(body: str, day: date = CALLED, about: Ref | None = None, agree: int | None = None,
         people: str = "") -> str:  # fmt: skip
    """A session of a body that opened and closed; how it is run is told in the stories of meetings. What it was about
    was adopted by everybody on its roll, or as many of them as are said to agree (none: not put to the vote)."""
    begun = clock.moment(day, 8)
    rolled = about is not None and body in {"residents_assembly", "representatives_meeting"}
    roll = Roll.objects.filter(body=body).last() or freeze(body, "") if rolled else None
    with door_open():
        meeting = Meeting.objects.create(
            number=f"XY-M-{new_id(6)}", community_code=CODE, kind="session", body=body, title="推选", place="活动室",
            starts_at=begun, called_by="residents_committee", convened_on=day, convened_by_post=DIRECTOR,
            opened_at=begun, closed_at=begun, roll=roll,
        )  # fmt: skip
        if about:
            item = meeting.items.create(number=f"{meeting.number}-1", place=1, title="推选", about_type=about.type,
                                        about_id=about.id, added_on=day, to_decide=True, concerns=people)  # fmt: skip
    if about and roll and agree != 0:
        adopted(item.ref, roll, agree, day=day)
    return meeting.number


def adopted(about: Ref, roll: Roll, agree: int | None = None, *, day: date = CALLED, settled: bool = True) -> Vote:
    """Everybody on the roll raises a hand for it, or as many as are said; counted, confirmed, asked back, certified."""
    vote = votes.put(roll, channels="hands", secret=False, about=str(about), on=day)
    entries = list(RollEntry.objects.filter(roll=roll).values_list("pk", flat=True))
    figures = {"for": len(entries) if agree is None else agree}
    figures["against"] = len(entries) - figures["for"]
    second = stage.holder(CODE, stage.SUPERVISION_MEMBER, 0)
    facts = {"chosen": figures, "entries": ",".join(map(str, entries)), "counted_with": second}
    votes.count_hands(vote, **facts)
    votes.close(vote)
    votes.confirm(vote, "hands")
    if settled:
        certified(vote)
    return vote


def committee(election: Election, people: list[str], **facts: Any) -> None:
    body = str(facts.get("made_by", "residents_assembly"))
    with at(CALLED, 9, 30):
        put = ",".join([*people, *filter(None, [facts.get("substitutes")])])
        at_meeting = facts.get("decided_at") or held(body, about=election.ref, people=put)
        given = {"members": ",".join(people), "made_by": body, "decided_at": at_meeting} | facts
    with at(CALLED, 10):
        office("form_committee", SUPERVISOR, election.ref, **given)


def contest(election: Election, post: str = MEMBER) -> Contest:
    return Contest.objects.get(election=election, post=post)


def stand(one: Contest, person: str, supporters: list[str], on: date = CALLED) -> Candidate:
    """Two voters nominate somebody, who accepts."""
    with at(on, 11):
        for voter in supporters:
            done = by(voter, "nominate", one.ref, "anyone", person=person)
        assert done.result
        by(person, "accept_nomination", done.result, words="把楼道的灯修好。")
    return Candidate.objects.get(number=done.result.id)


def certified(vote: Vote) -> None:
    """Those who were drawn say that they voted; the result is certified."""
    votes.ask_back(vote)
    votes.certify(vote)


class Race:
    """An election of two members of the committee: twelve people with a vote, three of whom run it, three of whom
    stand."""

    def __init__(self, standing: int = 3, seats: int = 2, voters: int = 12) -> None:
        with at(CALLED):
            self.people = votes.people(voters)
            self.roll = freeze()
        self.runners, self.candidates = self.people[:3], self.people[3 : 3 + standing]
        self.election = call(f"{MEMBER} {seats}")
        committee(self.election, self.runners)
        with at(CALLED, 10, 30):
            by(self.runners[0], "take_roll", self.election.ref, roll=self.roll.number)
        self.contest = contest(self.election)
        for one in self.candidates:
            stand(self.contest, one, self.people[-2:])

    def post(self, on: date = VOTING - timedelta(days=7)) -> None:
        with at(on):
            by(self.runners[0], "post_candidates", self.election.ref)

    def open(self, **facts: Any) -> Vote:
        given: dict[str, Any] = {"booths": 2} | facts
        with at(VOTING, 8):
            by(self.runners[0], "open_poll", self.election.ref, **given)
        return self.vote()

    def run_off(self, called: date = VOTING, hour: int = 20, **facts: Any) -> date:
        """Somebody of the committee calls the run-off, for the second day after."""
        given = {"voting_day": called + timedelta(days=2), "places": "社区活动室", "until_hour": "18:00"} | facts
        with at(called, hour):
            by(self.runners[0], "call_run_off", self.contest.ref, **given)
        return date.fromisoformat(str(given["voting_day"]))

    def open_run_off(self, day: date, hour: int = 8, **facts: Any) -> Vote:
        with at(day, hour):
            by(self.runners[0], "open_run_off", self.contest.ref, **({"booths": 1} | facts))
        return self.vote()

    def vote(self) -> Vote:
        return Vote.objects.filter(about_type="contest", about_id=self.contest.number).latest("id")

    def first(self) -> Vote:
        return Vote.objects.filter(about_type="contest", about_id=self.contest.number).earliest("id")

    def count(self, figures: dict[str, int], day: date = VOTING, blank: int = 0, confirmed: bool = True) -> Vote:
        """Everybody who voted took a sheet; two count, a third confirms."""
        vote = self.vote()
        sheets = self.sheets(figures, blank)
        with at(day, 17):
            for person in self.people[:sheets]:
                votes.issue(vote, person)
        with at(day, 18):
            votes.close(vote)
            facts = (
                votes.sheets(figures, blank=blank)
                if sheets == sum(figures.values()) + blank
                else self.several(figures, sheets)
            )
            second = stage.holder(CODE, stage.SUPERVISION_MEMBER, 0)
            votes.act("count_paper", SUPERVISOR, vote, **(facts | {"counted_with": second}))
            votes.second(vote)
            if confirmed:
                votes.confirm(vote)
        return vote

    @staticmethod
    def sheets(figures: dict[str, int], blank: int) -> int:
        """How many ballots these votes are on at least, each naming up to two."""
        return max(max(figures.values(), default=0), -(-sum(figures.values()) // 2)) + blank

    @staticmethod
    def several(figures: dict[str, int], ballots: int) -> dict[str, Any]:
        return {
            "chosen": figures, "ballots": ballots, "printed": 50, "issued": ballots, "unused": 50 - ballots,
        }  # fmt: skip

    def declare(self, day: date = VOTING, hour: int = 19) -> Done:
        with at(day, hour):
            return by(self.runners[0], "declare_result", self.contest.ref)

    def certify(self, day: date = VOTING, hour: int = 19) -> None:
        with at(day, hour, 30):
            certified(self.vote())


def holding(post: str, day: date) -> set[str]:
    return {one.person for one in registry.holders(post, CODE, day)}


def petition_against(person: str, post: str, first: str) -> Petition:
    """Somebody opens a petition for the recall of a holder of a post."""
    term = next(one for one in registry.posts_of(person, CODE, clock.today()) if one.post == post)
    done = perform(
        "ballots.open_petition", by=first, post="resident", subject=stage.here(), key=new_id(),
        facts={"purpose": "recall", "asks_for": term.appointment, "title": "要求罢免居委会主任", "of": "adults"},
    )  # fmt: skip
    assert done.result
    return Petition.objects.get(number=done.result.id)


def sign(petition: Petition, person: str) -> None:
    perform("ballots.sign_petition", by=person, post="resident", subject=petition.ref, facts={}, key=new_id())


def the_recall() -> Recall:
    return Recall.objects.latest("id")


def owed() -> dict[str, Handover]:
    return {row.thing: row for row in Handover.objects.filter(community_code=CODE)}


rules_of = votes.rules_of


def appoint(person: str, post: str) -> None:
    facts = {"post": post, "person": person}
    clerk = stage.holder(CODE, stage.CLERK)
    perform("registry.appoint", by=clerk, post=stage.CLERK, subject=stage.here(), facts=facts, key=new_id())


def supervising() -> tuple[list[str], Ref]:
    """An election for the supervision committee by the representatives."""
    with at(CALLED):
        people = votes.people(6)
        for one in people:
            appoint(one, "representatives_meeting.delegate")
        roll = freeze("representatives_meeting", "body_members")
    election = call(f"{stage.SUPERVISION_MEMBER} 1", "supervision_committee", fills_vacancies=True)
    committee(election, people[:3], made_by="representatives_meeting")
    with at(CALLED, 10, 30):
        by(people[0], "take_roll", election.ref, roll=roll.number)
    return people, contest(election, stage.SUPERVISION_MEMBER).ref


def tied() -> Race:
    """One of two seats is filled, two have as many votes as each other for the last; declared."""
    race = Race()
    race.post()
    race.open()
    race.count({"c1": 8, "c2": 5, "c3": 4}, blank=1)
    race.declare()
    return race


def counted(figures: dict[str, int], sheets: int, **options: int) -> Race:
    """An election that has been counted and confirmed, with so many sheets in the box."""
    race = Race(**options)
    race.post()
    race.open()
    race.count(figures, blank=sheets - Race.sheets(figures, 0))
    return race
