"""Conditions on the people through whose hands a payment goes: review, then signatures in the charter's order."""

from collections.abc import Iterator, Sequence

from sunward.kernel.text import Text
from sunward.money.rules.condition import Condition
from sunward.money.rules.facts import PaymentFacts, ReviewFacts, Rules
from sunward.money.rules.wording import phrase


def review_condition(payment: PaymentFacts, rules: Rules) -> Iterator[Condition]:
    """A review that passed, where the charter asks for one; a standing veto blocks even where it does not."""
    body, last = rules.requires.review, last_words(payment.reviews)
    if body == "none" and not standing_vetoes(payment.reviews):
        return
    if standing_vetoes(payment.reviews):
        text = Text("监督审核未通过，否决仍然有效", "The supervision review was refused, and the veto stands")
        yield Condition("review", False, text, rules.source, waits_for=body)
    elif last:
        yield Condition("review", True, Text("监督审核已通过", "The supervision review has passed"), rules.source)
    else:
        text = phrase("等{body}审核", "Waits for review: {body}", body=payment.title(body))
        yield Condition("review", False, text, rules.source, waits_for=body)


def last_words(reviews: Sequence[ReviewFacts]) -> list[ReviewFacts]:
    """The newest word of each reviewer; reviews come in the order in which they were given."""
    return list({review.by: review for review in reviews}.values())


def standing_vetoes(reviews: Sequence[ReviewFacts]) -> list[ReviewFacts]:
    """The vetoes that their reviewers have not taken back."""
    return [review for review in last_words(reviews) if review.outcome == "vetoed"]


def next_place(payment: PaymentFacts, rules: Rules) -> int:
    """The place of the signature that comes next, counted from 1; one above the last when all have signed."""
    return min(len(payment.signatures), len(rules.requires.signatures)) + 1


def signature_conditions(payment: PaymentFacts, rules: Rules) -> Iterator[Condition]:
    """Every signature by the right post, and by different people."""
    signed = {signature.place: signature.post for signature in payment.signatures}
    for place, post in enumerate(rules.requires.signatures, 1):
        title, ok = payment.title(post), signed.get(place) == post
        text = (
            phrase("{post}已签字", "Signed: {post}", post=title)
            if ok
            else phrase("等{post}签字", "Waits for a signature: {post}", post=title)
        )
        yield Condition(f"signature_{place}", ok, text, rules.source, waits_for="" if ok else post)
    if len(signed) >= len(rules.requires.signatures):
        yield _different_people(payment, rules)


def _different_people(payment: PaymentFacts, rules: Rules) -> Condition:
    signers = [signature.by for signature in payment.signatures]
    reviewers = {review.by for review in payment.reviews}
    apart = len(set(signers)) == len(signers) and reviewers.isdisjoint(signers)
    ok = apart and len({payment.requested_by, *signers, *reviewers}) > 1
    text = (
        Text("由不同的人经手", "Handled by different people")
        if ok
        else Text("审核和签字、两个签字不能是同一个人", "One person may not review and sign, nor ask and sign alone")
    )
    return Condition("two_people", ok, text, rules.source)
