"""A recall told from its petition to its certificate."""

from datetime import date, timedelta

from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CALLED, CODE, DIRECTOR, STREET, SUPERVISOR, at, office

MONDAY = date(2026, 3, 23)
PLACES = "社区活动室"


class Story:
    """Ten people with a vote; two of them are enough to ask for the recall of the director."""

    def __init__(self) -> None:
        with at(CALLED):
            self.people = votes.people(10)
            self.director = stage.holder(CODE, DIRECTOR)
            petition = scenes.petition_against(self.director, DIRECTOR, self.people[0])
            assert petition.needed == 2
            for one in self.people[:2]:
                scenes.sign(petition, one)
            self.roll = scenes.freeze()
        self.recall = scenes.the_recall()

    def call(self, post: str = SUPERVISOR, on: date = CALLED + timedelta(days=9), **facts: object) -> date:
        voting_day = on + timedelta(days=10)
        with at(on):
            given = {"voting_day": voting_day, "places": PLACES, "until_hour": "18:00"} | facts
            office("call_recall_vote", post, self.recall.ref, **given)
        return voting_day

    def poll(self, day: date, agree: int, against: int, blank: int = 0) -> None:
        with at(day):
            office("open_recall_poll", STREET, self.recall.ref, booths=1)
            vote = votes.Vote.objects.get(about_type="recall", about_id=self.recall.number)
            for one in self.people[: agree + against + blank]:
                votes.issue(vote, one)
        with at(day, 18):
            votes.close(vote)
            votes.count_paper(
                vote,
                {"for": agree, "against": against},
                **votes.sheets({"x": agree + against}, blank=blank) | {"chosen": {"for": agree, "against": against}},
            )
            votes.confirm(vote)

    def declare(self, day: date) -> bool:
        with at(day, 20):
            return bool(office("declare_recall", SUPERVISOR, self.recall.ref).entry.public["recalled"])

    def certify(self, day: date) -> None:
        with at(day, 21):
            scenes.certified(votes.Vote.objects.filter(about_type="recall").latest("id"))
