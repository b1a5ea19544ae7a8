"""What an act names by its number is chosen by its name: the decision, the meeting, the petition.

Seen before: whoever recorded the budget looked up “XY-R-2026-012” on another page, and typed it.
"""

import re

import pytest
from django.test import Client

from sunward.ballots.models import Petition
from sunward.ballots.queries.petitions import PAGE
from sunward.decisions.models import Decision, Matter
from sunward.kernel.guard import door_open
from tests import stage
from tests.ballots import scenes as votes
from tests.ballots.petitions import scenes as petitions
from tests.elections import scenes as elections
from tests.money import cases
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISOR

pytestmark = pytest.mark.usefixtures("community")
BUDGET = f"/en/c/{CODE}/do/money.adopt_budget/community:{CODE}/"


def options(page: str, name: str) -> dict[str, str]:
    """What a select offers: key and words; that which is chosen already with a star."""
    drawn = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)
    assert drawn, f"{name} is typed"
    found = re.findall(r'<option value="([^"]*)"( selected)?>([^<]*)<', drawn[0])
    return {key: f"{words}{'*' if chosen else ''}" for key, chosen, words in found if key}


@pytest.fixture
def director() -> Client:
    with cases.on(cases.START):
        return signed_in(Client(), stage.holder(CODE, DIRECTOR))


def test_a_decision_is_chosen_by_what_was_decided(director: Client) -> None:
    with cases.on(cases.START):
        assert re.search(r'<input type="text" name="decision"', director.get(BUDGET).content.decode()), "none is there"
        first, second = cases.voted("annual_budget"), cases.voted("annual_budget")
        titles = dict(Decision.objects.values_list("number", "matter__title"))
        page = director.get(f"{BUDGET}?decision={first}").content.decode()
    shown = options(page, "decision")
    assert list(shown) == [second, first], "the newest first"
    assert shown == {second: f"{titles[second]} · {second}", first: f"{titles[first]} · {first}*"}


def test_a_number_that_is_not_among_them_is_kept_and_judged_by_the_act(director: Client) -> None:
    with cases.on(cases.START):
        cases.voted("annual_budget")
        typed = {"year": "2026", "decision": "XY-R-2019-001", "lines": "办公, 10", "key": "k"}
        refused = director.post(BUDGET, typed)
    assert refused.status_code == 409
    assert "There is no decision XY-R-2019-001" in refused.content.decode()
    assert options(refused.content.decode(), "decision")["XY-R-2019-001"] == "XY-R-2019-001*"


def test_the_meeting_that_chose_a_committee_is_chosen_by_its_title_and_day() -> None:
    with elections.at(elections.CALLED):
        people = votes.people(5)
        election = elections.call()
        meeting = elections.held("residents_assembly", about=election.ref, people=",".join(people[:3]))
        elsewhere = elections.held("residents_assembly")
    with elections.at(elections.CALLED, 10):
        client = signed_in(Client(), stage.holder(CODE, SUPERVISOR))
        page = client.get(f"/en/c/{CODE}/do/elections.form_committee/{election.ref}/").content.decode()
    shown = options(page, "decided_at")
    assert shown == {meeting: f"推选, 2 March 2026 · {meeting}*"}, "chosen already, for it has voted"
    assert elsewhere not in shown, "nothing of this election stood on its agenda"


def test_the_petition_that_calls_a_meeting_is_chosen_by_its_title(director: Client) -> None:
    form = f"/en/c/{CODE}/do/meetings.convene/community:{CODE}/"
    with votes.at(9):
        people = petitions.residents(30)
        asked = petitions.opened(people[0], purpose="meeting", asks_for="residents_assembly", title="换物业公司")
        assert asked.id not in director.get(form).content.decode(), "it calls nothing yet"
        for one in people[1 : Petition.objects.get(number=asked.id).needed + 1]:
            petitions.sign(asked, one)
        shown = options(director.get(form).content.decode(), "petition")
        assert shown == {asked.id: f"换物业公司 · {asked.id}"}
        newer = Petition.objects.get(number=asked.id)
        with door_open():
            for place in range(PAGE):
                newer.pk, newer.number, newer.question = None, f"XY-Q-2026-{900 + place}", f"第{place}件"
                newer.reached_on, newer.opened_by = None, f"person:none{place}"
                newer.save()
        shown = options(director.get(form).content.decode(), "petition")
    assert list(shown) == [asked.id], "those that call nothing take no place from it"


def lead(page: str) -> str:
    return page.partition('class="lead')[2].partition("</header>")[0]


def test_the_form_says_what_it_is_about_and_not_its_number_alone(director: Client) -> None:
    with cases.on(cases.START):
        matter = cases.open_matter("annual_budget")
        title = Matter.objects.get(number=matter.id).title
        page = director.get(f"/en/c/{CODE}/do/decisions.withdraw_matter/{matter}/").content.decode()
    assert title in lead(page)
    assert matter.id in lead(page)
    with votes.at(9):
        vote = votes.put(votes.roll_of(votes.people(3)))
        clerk = signed_in(Client(), stage.holder(CODE, CLERK))
        page = clerk.get(f"/en/c/{CODE}/do/ballots.close_vote/{vote.ref}/").content.decode()
    assert '<span lang="zh-Hans">车棚改造</span>' in lead(page)
    assert vote.number in lead(page)
