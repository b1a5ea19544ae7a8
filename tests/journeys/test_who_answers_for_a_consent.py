"""Who answers an objection to a consent, and what is left of one that somebody wanted none of."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunward.disclosure.models import Objection, Publication
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from sunward.registry.models import VoteApplication
from tests.ballots.rolls import marks, people_on
from tests.journeys.consents import COUNTS, GIVEN, LATER, Story, answers, follows, given, objects, roll_on, rules, votes
from tests.money.cases import START, act, on, voted
from tests.stage import CLERK, CODE, DIRECTOR, INSPECTOR, here, holder, served, upheld

pytestmark = pytest.mark.usefixtures("community")


@pytest.fixture
def story() -> Story:
    return given()


def declares(relative: Ref) -> None:
    director = Ref.parse(holder(CODE, DIRECTOR))
    act("registry.declare_kinship", DIRECTOR, director, relative=str(relative), relation="spouse")


def test_neither_she_nor_her_kin_answer_or_rule(community: str, story: Story) -> None:
    """The director's wife: declared before the consent, he answers nothing of it, and the street does."""
    with on(START):
        wife = act(
            "registry.register_arrival", CLERK, here(), name="程静", papers="lease", door="9-901", status="mobile",
            born_on=date(1990, 1, 1), from_day=date(2025, 1, 6),
        ).result  # fmt: skip
        assert wife
        declares(wife)
    with on(START + timedelta(days=1)):
        act("registry.apply_for_vote", "resident", wife, by=str(wife))
    with on(GIVEN):
        act("registry.consent_to_vote", CLERK, wife, decision=voted("voter_consent"))
    hers = Story(wife, story.neighbour, Publication.objects.latest("pk"), story.consent)
    said = objects(hers, GIVEN)
    with pytest.raises(FactsError, match="outcome"):
        answers(said, "not_upheld", GIVEN + timedelta(days=1))
    done = answers(said, "upheld", GIVEN + timedelta(days=1), post=INSPECTOR)
    assert follows(done, "registry.withdraw_consent")
    assert not votes(hers, LATER)


def test_a_kinship_that_was_declared_since_bars_nobody_and_is_told(story: Story) -> None:
    said = objects(story, GIVEN)
    with on(GIVEN):
        declares(story.mother)
    done = answers(said, "not_upheld", GIVEN + timedelta(days=1))
    assert "kin_declared_late" in {found.rule for found in done.entry.findings if not found.ok}
    assert votes(story, COUNTS)


def test_an_appeal_that_was_not_hers_falls_with_what_it_gave(story: Story) -> None:
    """The clerk appealed in her name: not granted what she could want, the ruling falls with it; granted, it stands."""
    said = objects(story, GIVEN)
    answers(said, "partly", GIVEN + timedelta(days=1))
    with on(GIVEN + timedelta(days=2)):
        forged = served("disclosure.appeal_objection", str(story.mother), said, text="不服。")
    rules(said, "upheld", GIVEN + timedelta(days=3))
    with on(GIVEN + timedelta(days=4)):
        upheld(forged)
        assert Objection.objects.get().ruled_on is None
        act("disclosure.appeal_objection", "resident", said, by=str(story.mother), text="我住在这里。")
    rules(said, "not_upheld", GIVEN + timedelta(days=5))
    assert votes(story, COUNTS)


def test_and_where_it_gave_her_what_she_could_want_the_ruling_stands(story: Story) -> None:
    said = objects(story, GIVEN)
    answers(said, "partly", GIVEN + timedelta(days=1))
    with on(GIVEN + timedelta(days=2)):
        forged = served("disclosure.appeal_objection", str(story.mother), said, text="不服。")
    rules(said, "not_upheld", GIVEN + timedelta(days=3))
    with on(GIVEN + timedelta(days=4)):
        upheld(forged)
    assert votes(story, COUNTS)


def test_an_appeal_that_the_neighbour_never_made_falls_and_the_answer_stands_again(story: Story) -> None:
    said = objects(story, GIVEN)
    answers(said, "partly", GIVEN + timedelta(days=1))
    with on(GIVEN + timedelta(days=2)):
        forged = served("disclosure.appeal_objection", story.neighbour, said, text="不服。")
    rules(said, "not_upheld", GIVEN + timedelta(days=3))
    assert votes(story, COUNTS)
    with on(COUNTS + timedelta(days=1)):
        upheld(forged)
    assert Journal.objects.filter(act="registry.withdraw_consent").count() == 2
    assert not votes(story, COUNTS + timedelta(days=1))


def test_an_objection_that_nobody_made_waits_for_no_answer(story: Story) -> None:
    with on(COUNTS - timedelta(days=1)):
        forged = served("disclosure.object", story.neighbour, story.posting.ref, text="没有住满。")
    assert not votes(story, COUNTS)
    with on(COUNTS):
        upheld(forged)
    assert votes(story, COUNTS)


def test_the_last_day_to_object_is_never_a_day_off() -> None:
    with on(START):
        who = {"name": "马小燕", "papers": "lease", "door": "7-703", "status": "mobile", "born_on": date(1991, 4, 8)}
        sister = act("registry.register_arrival", CLERK, here(), **who, from_day=date(2025, 1, 6)).result
        assert sister
        act("registry.apply_for_vote", "resident", sister, by=str(sister))
    with on(date(2026, 3, 17)):  # five days later is a Sunday
        act("registry.consent_to_vote", CLERK, sister, decision=voted("voter_consent"))
    assert VoteApplication.objects.get().votes_from == date(2026, 3, 24)


def test_one_consent_and_three_take_the_same_questions(story: Story) -> None:
    """Each roll's page asks them; where no consent was ever taken it is one question."""
    stories = [story, given("马小燕", "7-703"), given("孙强", "7-704")]
    said = [objects(one, GIVEN) for one in stories]
    roll = roll_on(COUNTS + timedelta(days=6))
    assert {str(one.mother) for one in stories} <= people_on(roll), "nobody has answered"
    counted = []
    for number, one in enumerate(said, 1):
        answers(one, "upheld", COUNTS + timedelta(days=7))
        with on(COUNTS + timedelta(days=7)), CaptureQueriesContext(connection) as seen:
            assert marks(roll)["roll_consent_withdrawn"] == str(number)
        counted.append(len(seen))
    assert len(set(counted)) == 1
