"""Two hands on a payment are two people; who came into a post against the rules has no hand on money in it."""

from datetime import timedelta

import pytest

from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref
from sunward.money.models import Order
from sunward.registry import queries as registry
from sunward.registry.models import Appointment
from tests.elections.scenes import MEMBER, VOTING, Race
from tests.money.cases import START, act, ask, here, on, paper, review, rules_of, sign
from tests.money.test_signatures import appoint
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, OPENING, SUPERVISION_MEMBER, SUPERVISOR, holder


@pytest.fixture
def payment(line: Ref) -> Ref:
    return ask(line, amount="8000")


def term(post: str, person: str) -> Ref:
    rows = Appointment.objects.filter(person__number=person.removeprefix("person:"), ended_reason="")
    return Ref("appointment", next(row.number for row in rows if row.post.name == post))


def leaves(post: str, person: str) -> None:
    act("registry.end_appointment", CLERK, term(post, person), reason="resigned", letter=paper("letter"))


def enters(post: str, person: str) -> set[str]:
    """Entered by hand; what the entry is marked with."""
    done = act("registry.appoint", CLERK, here(), post=post, person=person)
    return {finding.rule for finding in done.entry.findings if finding.breach}


def refused(name: str, post: str, payment: Ref, by: str, **facts: str) -> set[str]:
    with pytest.raises(Refused) as refusal:
        act(name, post, payment, by=by, **facts)
    return rules_of(refusal)


def test_whoever_reviewed_does_not_sign(payment: Ref) -> None:
    """The reviewer is chosen deputy director before the signatures, in good order: on this payment she has spoken."""
    reviewer = holder(CODE, SUPERVISOR)
    review(payment)
    appoint(reviewer, DEPUTY)
    assert "two_people" in refused("money.sign_payment", DEPUTY, payment, reviewer)
    assert not Order.objects.exists()


def test_the_deputy_director_entered_as_supervisor_reviews_nothing_and_signs_as_before(payment: Ref) -> None:
    deputy = holder(CODE, DEPUTY)
    leaves(SUPERVISION_MEMBER, holder(CODE, SUPERVISION_MEMBER))
    with on(START + timedelta(days=1)):
        assert enters(SUPERVISION_MEMBER, deputy) >= {"incompatible_posts"}
        said = refused("money.review_payment", SUPERVISION_MEMBER, payment, deputy, outcome="passed")
        assert said == {"post_in_order"}
        review(payment)
        sign(payment, DEPUTY)
        sign(payment, DIRECTOR)
    assert Order.objects.exists(), "nobody is put out of a post by being entered in another"


def test_entered_on_the_founding_day_beside_a_post_of_the_founding_it_is_amiss_all_the_same(community: str) -> None:
    """What the founding gave is held by the rules; what an officer added the same day is not of the founding."""
    deputy = holder(CODE, DEPUTY)
    with on(OPENING):
        enters(SUPERVISION_MEMBER, deputy)
    with on(START):
        found = registry.held_amiss(deputy, SUPERVISION_MEMBER, CODE, START)
        assert found is not None
        assert found.actual == DEPUTY
        assert registry.held_amiss(deputy, DEPUTY, CODE, START) is None


def test_an_earlier_day_does_not_turn_the_two_posts_around(payment: Ref) -> None:
    deputy = holder(CODE, DEPUTY)
    leaves(SUPERVISION_MEMBER, holder(CODE, SUPERVISION_MEMBER))
    with on(START + timedelta(days=1)):
        act("registry.appoint", CLERK, here(), post=SUPERVISION_MEMBER, person=deputy, from_day=START)
        said = refused("money.review_payment", SUPERVISION_MEMBER, payment, deputy, outcome="passed")
        assert said == {"post_in_order"}


def test_who_gives_the_other_post_up_has_still_to_be_elected(payment: Ref) -> None:
    deputy = holder(CODE, DEPUTY)
    leaves(SUPERVISION_MEMBER, holder(CODE, SUPERVISION_MEMBER))
    with on(START + timedelta(days=1)):
        enters(SUPERVISION_MEMBER, deputy)
        leaves(DEPUTY, deputy)
    with on(START + timedelta(days=2)):
        said = refused("money.review_payment", SUPERVISION_MEMBER, payment, deputy, outcome="passed")
        assert said == {"post_in_order"}


def test_who_is_entered_as_deputy_director_without_an_election_signs_nothing(payment: Ref) -> None:
    review(payment)
    leaves(DEPUTY, holder(CODE, DEPUTY))
    friend = act("registry.register_person", CLERK, here(), name="郑安").result
    with on(START + timedelta(days=1)):
        assert enters(DEPUTY, str(friend)) == {"not_elected"}
        assert refused("money.sign_payment", DEPUTY, payment, str(friend)) == {"post_in_order"}


def test_a_day_before_the_founding_is_no_election(payment: Ref) -> None:
    friend = act("registry.register_person", CLERK, here(), name="郑安").result
    with on(START + timedelta(days=1)):
        facts = {"post": SUPERVISION_MEMBER, "person": str(friend), "from_day": OPENING - timedelta(days=400)}
        act("registry.appoint", CLERK, here(), **facts)
        said = refused("money.review_payment", SUPERVISION_MEMBER, payment, str(friend), outcome="passed")
        assert said == {"post_in_order"}


def test_who_was_entered_in_one_post_keeps_no_other(payment: Ref) -> None:
    """A member entered by hand, then the director's post as the member who keeps it: one pen, no election."""
    friend = act("registry.register_person", CLERK, here(), name="郑安").result
    leaves(DIRECTOR, holder(CODE, DIRECTOR))
    with on(START + timedelta(days=1)) as day:
        enters(MEMBER, str(friend))
        enters(DIRECTOR, str(friend))
        assert registry.held_amiss(str(friend), DIRECTOR, CODE, day)


def test_who_keeps_a_vacant_post_as_the_rule_provides_holds_it_by_the_rules(payment: Ref) -> None:
    deputy = holder(CODE, DEPUTY)
    leaves(DIRECTOR, holder(CODE, DIRECTOR))
    with on(START + timedelta(days=1)) as day:
        assert enters(DIRECTOR, deputy) == {"not_elected"}
        assert registry.held_amiss(deputy, DIRECTOR, CODE, day) is None


def test_who_was_elected_holds_the_post_by_the_rules_for_one_term(community: str) -> None:
    race = Race()
    race.post()
    race.open()
    race.count({"c1": 9, "c2": 6, "c3": 2}, blank=0)
    race.declare()
    race.certify()
    elected = race.candidates[0]
    assert registry.held_amiss(elected, MEMBER, CODE, VOTING) is None
    with on(VOTING + timedelta(days=1)):
        leaves(MEMBER, elected)
    with on(VOTING + timedelta(days=2)) as day:
        facts = {"post": MEMBER, "person": elected, "elected_by": race.election.number}
        act("registry.appoint", CLERK, here(), **facts)
        assert registry.held_amiss(elected, MEMBER, CODE, day), "an election gives one term"
