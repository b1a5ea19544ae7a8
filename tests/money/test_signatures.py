"""Attacks on review and signatures."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from sunward.kernel.acts import Refused
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.money.models import Order, Payment
from sunward.money.queries import overdue, payment_page
from tests.money import cases
from tests.money.cases import START, act, ask, on, review, rules_of, sign, through, unmet
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, INSPECTOR, SECRETARY, SUPERVISION_MEMBER, SUPERVISOR, holder


@pytest.fixture
def payment(line: Ref) -> Ref:
    return ask(line, amount="8000")


def refused_to_sign(payment: Ref, post: str, by: str | None = None) -> set[str]:
    with pytest.raises(Refused) as refusal:
        sign(payment, post, by=by)
    return rules_of(refusal)


def test_nobody_signs_before_the_review(payment: Ref) -> None:
    assert refused_to_sign(payment, DEPUTY) == {"review"}


def test_the_director_does_not_sign_first(payment: Ref) -> None:
    review(payment)
    assert refused_to_sign(payment, DIRECTOR) == {"signature_order"}


def test_the_secretary_cannot_sign_for_the_deputy(payment: Ref) -> None:
    review(payment)
    assert refused_to_sign(payment, DEPUTY, by=holder(CODE, SECRETARY)) == {"post"}
    assert refused_to_sign(payment, SECRETARY) == {"power"}


def appoint(person: str, post: str) -> None:
    """Give somebody a second post, as happens when one person heads two bodies."""
    from sunward.registry.models import Appointment, Person, Post

    body, key = post.split(".")
    chair = Post.objects.get(body__kind=body, key=key, body__area__community__code=CODE)
    with door_open():
        Appointment.objects.filter(post=chair).update(person=Person.objects.get(number=person.removeprefix("person:")))


def test_one_person_in_both_posts_signs_once(payment: Ref) -> None:
    review(payment)
    sign(payment, DEPUTY)
    appoint(holder(CODE, DEPUTY), DIRECTOR)
    assert "two_people" in refused_to_sign(payment, DIRECTOR)
    assert "signature_order" in refused_to_sign(payment, DEPUTY)
    assert not Order.objects.exists()


@pytest.mark.postgres
def test_the_database_keeps_one_person_from_signing_twice(payment: Ref) -> None:
    signed = {"payment": cases.found(payment), "post": DEPUTY, "by": "person:pa", "on": START}
    with door_open():
        cases.found(payment).signatures.create(**signed | {"place": 1})
        for again in ({"place": 2}, {"place": 1, "by": "person:pb"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                cases.found(payment).signatures.create(**signed | again)


def test_nobody_takes_a_small_payment_through_alone(line: Ref) -> None:
    payment = ask(line, post=DEPUTY)
    assert refused_to_sign(payment, DEPUTY) == {"two_people"}


def test_a_veto_stands_until_it_is_taken_back(payment: Ref) -> None:
    review(payment, "vetoed", reason="the price is twice the market's")
    review(payment, "passed", post=SUPERVISION_MEMBER)
    assert refused_to_sign(payment, DEPUTY) == {"review"}
    review(payment, "passed")
    sign(payment, DEPUTY)
    review(payment, "vetoed", post=SUPERVISION_MEMBER, reason="the lamps are not there")
    assert refused_to_sign(payment, DIRECTOR) == {"review"}
    assert not Order.objects.exists()


def test_a_veto_needs_a_reason_and_is_given_once(payment: Ref) -> None:
    with pytest.raises(Refused) as refusal:
        review(payment, "vetoed")
    assert rules_of(refusal) == {"reason"}
    review(payment, "vetoed", reason="no acceptance")
    with pytest.raises(Refused) as refusal:
        review(payment, "vetoed", reason="once more")
    assert rules_of(refusal) == {"review_repeated"}


def test_whoever_signed_does_not_review(payment: Ref) -> None:
    review(payment)
    sign(payment, DEPUTY)
    appoint(holder(CODE, DEPUTY), SUPERVISOR)
    with pytest.raises(Refused) as refusal:
        review(payment, "vetoed", reason="changed my mind")
    assert rules_of(refusal) == {"two_people"}


def test_release_by_hand_is_held_to_the_same_lock(payment: Ref) -> None:
    review(payment)
    with pytest.raises(Refused) as refusal:
        act("money.release_payment", CLERK, payment)
    assert rules_of(refusal) == unmet(payment).keys() == {"signature_1", "signature_2"}


def test_a_payment_is_released_once(payment: Ref) -> None:
    through(payment)
    for name, post in (("money.release_payment", CLERK), ("money.sign_payment", DEPUTY)):
        with pytest.raises(Refused) as refusal:
            act(name, post, payment)
        assert "released" in rules_of(refusal)
    assert Order.objects.count() == 1


def test_a_double_submit_is_one_payment(line: Ref) -> None:
    facts = cases.invoice()
    first = act("money.request_payment", CLERK, line, key="same-form", **facts)
    again = act("money.request_payment", CLERK, line, key="same-form", **facts)
    assert again.repeated
    assert again.result == first.result
    with pytest.raises(Refused) as refusal:
        act("money.request_payment", CLERK, line, key="another-form", **facts)
    assert rules_of(refusal) == {"invoice_used"}
    assert Payment.objects.count() == 1


def test_a_substitute_reviews_only_after_the_silence(payment: Ref) -> None:
    with pytest.raises(Refused) as refusal:
        act("money.stand_in_review", INSPECTOR, payment, outcome="passed")
    assert rules_of(refusal) == {"silence"}
    with on(START + timedelta(days=7)), pytest.raises(Refused):  # the fifth working day
        act("money.stand_in_review", INSPECTOR, payment, outcome="passed")
    with on(START + timedelta(days=8)) as day:
        page = payment_page(payment.id, day)
        assert page
        assert page.silent_since == START + timedelta(days=7)
        assert [item.title.en for item in overdue(CODE, day)] == [f"review of payment {payment.id}"]
        act("money.stand_in_review", INSPECTOR, payment, outcome="passed")
        assert not overdue(CODE, day)
        sign(payment, DEPUTY)
        sign(payment, DIRECTOR)
    assert Order.objects.count() == 1


def test_no_substitute_once_the_reviewer_has_spoken(payment: Ref) -> None:
    with on(START + timedelta(days=8)):
        review(payment, "vetoed", reason="no acceptance")
        with pytest.raises(Refused) as refusal:
            act("money.stand_in_review", INSPECTOR, payment, outcome="passed")
        assert rules_of(refusal) == {"silence"}


def test_a_hold_stops_review_signature_and_release(payment: Ref) -> None:
    review(payment)
    hold = act("charter.place_hold", SUPERVISOR, cases.here(), subject=str(payment), reason="papers are missing")
    assert hold.result
    act("charter.second_hold", SUPERVISION_MEMBER, hold.result)
    assert "hold" in unmet(payment)
    assert refused_to_sign(payment, DEPUTY) == {"hold"}
