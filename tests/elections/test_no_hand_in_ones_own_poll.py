"""Whoever stands in a poll, or is to be recalled by it, neither hands out sheets nor takes them back nor closes it.

Seen before: a clerk who was a candidate handed out the sheets of that very poll, to themselves too, took sheets back
and closed it, without a word.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from sunward.ballots.models import Vote
from sunward.kernel.acts import Done
from sunward.kernel.available import available
from sunward.kernel.door import perform
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from sunward.registry.models import Appointment
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, CLERK, CODE, STREET, SUPERVISOR, VOTING, Race, at, office, rules_of
from tests.portal.pages import signed_in

pytestmark = pytest.mark.usefixtures("community")
Does = Callable[..., Done]


def polled() -> tuple[Race, Vote, str, Does]:
    """One of the candidates is a clerk of the service centre."""
    race = Race()
    clerk = race.candidates[0]
    with at(CALLED, 12):
        scenes.appoint(clerk, CLERK)
    race.post()
    vote = race.open()

    def does(name: str, **facts: object) -> Done:
        return perform(f"ballots.{name}", by=clerk, post=CLERK, subject=vote.ref, facts=facts, key=new_id())

    return race, vote, clerk, does


def test_a_candidate_at_the_desk_hands_out_takes_back_and_closes_nothing() -> None:
    race, vote, clerk, does = polled()
    with at(VOTING, 10):
        for person in (race.people[0], clerk):
            entry = votes.entry_of(vote, person)
            assert rules_of(lambda: does("issue_paper", entry=entry)) == {"not_a_party"}  # noqa: B023 - called at once
        votes.issue(vote, race.people[0])
        assert rules_of(lambda: does("take_back_paper", entry=votes.entry_of(vote, race.people[0]))) == {"not_a_party"}
    with at(VOTING, 18):
        assert rules_of(lambda: does("close_vote")) == {"not_a_party"}
        votes.close(vote)


def test_their_desk_does_not_offer_it_and_that_of_others_does(client: Client) -> None:
    _race, vote, clerk, _does = polled()
    with at(VOTING, 10):
        for person, offered in ((clerk, False), (stage.holder(CODE, CLERK), True)):
            acts = {one.act.name for one in available(person, vote.ref, CODE) if one.open}
            assert ("ballots.issue_paper" in acts) is offered
            served = signed_in(client, person).get(f"/zh/c/{CODE}/votes/{vote.number}/door/")
            assert (served.status_code == 200) is offered
            page = signed_in(client, person).get(f"/zh/c/{CODE}/votes/{vote.number}/").content.decode()
            assert (f"/votes/{vote.number}/door/" in page) is offered


def test_where_nobody_else_is_left_it_is_done_and_marked() -> None:
    race, vote, clerk, does = polled()
    with at(VOTING, 10):
        votes.issue(vote, race.people[0])
        alone(clerk)
        does("issue_paper", entry=votes.entry_of(vote, race.people[1]))
    with at(VOTING, 18):
        closed = votes.act("close_vote", STREET, vote)
        found = {one.rule: one.actual for one in closed.entry.findings if not one.ok}
    assert found["sheets_by_a_party"] == "1"


def alone(clerk: str) -> None:
    """Everybody else who could hand out sheets has left office."""
    with door_open():
        rows = Appointment.objects.filter(post__body__kind__in=["service_centre", "supervision_committee"])
        number = clerk.removeprefix("person:")
        rows.exclude(person__number=number).update(left_on=VOTING - timedelta(days=1), ended_reason="resigned")


def test_nor_does_whoever_is_to_be_recalled() -> None:
    story = Story()
    day = story.call()
    with at(day):
        scenes.appoint(story.director, CLERK)
        office("open_recall_poll", SUPERVISOR, story.recall.ref, booths=1)
        vote = Vote.objects.get(about_type="recall")
        entry = votes.entry_of(vote, story.people[0])
        own = {"by": story.director, "post": CLERK, "subject": vote.ref}
        give = lambda: perform("ballots.issue_paper", **own, facts={"entry": entry}, key=new_id())  # noqa: E731
        assert rules_of(give) == {"not_a_party"}
