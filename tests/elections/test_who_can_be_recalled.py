"""Only of a post of which a rule says how its holder is recalled does a petition ask for a recall.

Before, one against a delegate, the secretary or a clerk opened, reached its number, and then nobody could call the
vote; nor was it ever overdue.
"""

from datetime import timedelta

import pytest

from sunward.ballots.rules import recalls
from sunward.elections import queries
from sunward.elections.models import Recall
from sunward.kernel.acts import Refused
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.portal.views.overdue import everything_overdue
from sunward.portal.words.choices import petition_choices
from sunward.registry import queries as registry
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CALLED, CODE, STREET, SUPERVISOR, at, office, rules_of
from tests.journeys.pages import page
from tests.stage import CLERK, DIRECTOR, SECRETARY

pytestmark = pytest.mark.usefixtures("community")
DELEGATE = "representatives_meeting.delegate"


def asked(post: str, people: list[str], whom: str) -> Recall:
    """Enough people ask for the recall of whoever holds a post."""
    petition = scenes.petition_against(whom, post, people[-1])
    for one in people[-petition.needed :]:
        scenes.sign(petition, one)
    return scenes.the_recall()


def test_those_who_elected_a_delegate_recall_them() -> None:
    with at(CALLED):
        people = votes.people(10)
        scenes.appoint(people[0], DELEGATE)
        recall = asked(DELEGATE, people, people[0])
        roll = scenes.freeze()
    assert (recall.due_on, roll.entitled >= 10) == (CALLED + timedelta(days=30), True)
    day = CALLED + timedelta(days=19)
    with at(CALLED + timedelta(days=9)):
        office("call_recall_vote", SUPERVISOR, recall.ref, voting_day=day, places="活动室", until_hour="19:00")
    with at(day):
        office("open_recall_poll", STREET, recall.ref, booths=1)
        vote = votes.Vote.objects.get(about_type="recall")
        for one in people[:8]:
            votes.issue(vote, one)
    with at(day, 19):
        votes.close(vote)
        votes.count_paper(vote, {"for": 8, "against": 0})
        votes.confirm(vote)
        office("declare_recall", SUPERVISOR, recall.ref)
        scenes.certified(vote)
        assert people[0] not in scenes.holding(DELEGATE, day)


@pytest.mark.parametrize("post", [SECRETARY, CLERK])
def test_nobody_signs_for_what_no_rule_lets_anybody_call(post: str) -> None:
    with at(CALLED):
        people = votes.people(4)
        holder = stage.holder(CODE, post)
        assert rules_of(lambda: scenes.petition_against(holder, post, people[0])) == {"recall_rule"}
        with pytest.raises(Refused) as refusal:
            scenes.petition_against(holder, post, people[0])
    (said,) = [one.text for one in refusal.value.findings if one.breach]
    assert ("联名要求开会" in said.zh, "petition for a meeting" in said.en) == (True, True)


def test_the_form_offers_only_those_who_can_be_recalled() -> None:
    with at(CALLED):
        offered = dict(petition_choices("recall", CODE))
        director, secretary = (registry.terms_of(post, CODE)[0].number for post in (DIRECTOR, SECRETARY))
    assert (director in offered, secretary in offered) == (True, False)


def test_one_that_no_rule_lets_anybody_call_says_so_and_is_somebodys(monkeypatch: pytest.MonkeyPatch) -> None:
    before = recalls.Recalls(lambda *_: Finding("recallable", True, Text.of("")), recalls.RECALLS.answer.unsettled)
    monkeypatch.setattr(recalls.RECALLS, "_answers", [before])  # as they were opened before
    with at(CALLED):
        people = votes.people(6)
        recall = asked(SECRETARY, people, stage.holder(CODE, SECRETARY))
    assert recall.due_on is None
    later = CALLED + timedelta(days=40)
    with at(later):
        (line,) = [one for one in everything_overdue(CODE, later) if one.subject == recall.ref]
        assert (line.days_late, line.owner_post) == (40, STREET)
        assert "no rule" in line.stuck_at.en.lower()
        shown = queries.recall(recall.number, CODE)
        assert shown
        assert not shown.card.ruled
        assert "No rule says how this post is recalled" in page(f"recalls/{recall.number}/", "en")
