"""Who may sign, and sign again; what an office posts in both languages; what lists of petitions and votes cost."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from sunward.ballots import queries as ballots
from sunward.ballots.models import EarlierSignature, Petition, Signature
from sunward.disclosure.models import Publication
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.memo import remembering
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from tests.ballots import scenes
from tests.money.cases import START, act, on, paper, rules_of
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISOR, here

pytestmark = pytest.mark.usefixtures("community")


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with on(START):
        yield


def arrives(name: str, door: str, born: int = 1980) -> str:
    facts = {"papers": "lease", "status": "registered", "born_on": date(born, 5, 1), "from_day": date(2026, 1, 5)}
    return str(act("registry.register_arrival", CLERK, here(), name=name, door=door, **facts).result)


def opened(by: str, **facts: Any) -> Ref:
    given = {"purpose": "disclosure", "asks_for": "leases", "title": "公开全部租约", "of": "adults"} | facts
    found = act("ballots.open_petition", "resident", here(), by=by, **given).result
    assert found
    return found


def test_who_withdrew_may_sign_again_and_what_was_before_stays() -> None:
    people = [arrives(f"居民{place}", f"4-{place}") for place in range(21)]
    petition = opened(people[0])
    sign = lambda: act("ballots.sign_petition", "resident", petition, by=people[1])  # noqa: E731
    sign()
    act("ballots.withdraw_signature", "resident", petition, by=people[1])
    assert sign().entry.public["signed"] == 1
    with pytest.raises(Refused) as refusal:
        sign()
    assert rules_of(refusal) == {"signed_once"}
    act("ballots.withdraw_signature", "resident", petition, by=people[1])
    sheet = {"people": people[1], "photograph": paper("sheet")}
    assert act("ballots.enter_signed_sheet", CLERK, petition, **sheet).entry.public["entered"] == 1
    assert Signature.objects.get().on_paper
    assert EarlierSignature.objects.filter(withdrawn_on=START, on_paper=False).count() == 2


def test_a_child_does_not_sign_for_the_household() -> None:
    parent, child = arrives("孟凡", "1-1"), arrives("小明", "1-1", born=2018)
    asked = {"purpose": "meeting", "asks_for": "residents_assembly", "of": "household_delegates"}
    petition = opened(parent, **asked)
    assert Petition.objects.get(number=petition.id).roll.entitled == 1
    with pytest.raises(Refused) as refusal:
        act("ballots.sign_petition", "resident", petition, by=child)
    assert "on_the_roll" in rules_of(refusal)
    act("ballots.sign_petition", "resident", petition, by=parent)


def test_a_roll_is_posted_in_both_languages_whatever_the_officer_reads() -> None:
    arrives("孟凡", "1-1")
    with translation.override("en"):
        act("ballots.freeze_roll", DIRECTOR, here(), body="residents_assembly")
    posted = Publication.objects.latest("id")
    assert "名册" in posted.text
    assert "Roll of" in posted.title_en


def cost(read: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked, remembering():
        assert read()
    return len(asked)


def test_three_recalls_cost_what_one_does() -> None:
    person = arrives("孟凡", "1-1")
    costs = []
    for posts in ((DIRECTOR,), (DEPUTY, SUPERVISOR)):
        for post in posts:
            opened(person, purpose="recall", asks_for=registry.terms_of(post, CODE)[0].number)
        costs.append(cost(lambda: ballots.petitions(CODE, START)))
    assert costs == [3, 3]  # petitions, then officers and what excludes what


def test_what_waits_for_me_costs_the_same_for_six_votes() -> None:
    with scenes.at(8):
        persons = scenes.people(6)
        roll, costs = scenes.roll_of(persons), []
        for number in (1, 5):
            votes = [scenes.put(roll, channels="web") for _time in range(number)]
            costs.append(cost(lambda: ballots.mine_now(persons[0], CODE, clock.now()).may))
        scenes.cast(votes[0], persons[0])
        assert len(ballots.mine_now(persons[0], CODE, clock.now()).may) == 5
    assert costs == [5, 5]  # open votes, rolls of households, places, corrections, marks
