"""Sign a payment in one's place."""

from collections.abc import Iterable
from dataclasses import asdict, replace

from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.money.acts.on_payment import OnPayment
from sunward.money.acts.release_payment import ReleasePayment
from sunward.money.rules.conditions import before_signing, conditions, unmet
from sunward.money.rules.facts import SignatureFacts
from sunward.money.rules.handled import next_place
from sunward.money.rules.wording import phrase


@register
class SignPayment(OnPayment[NoFacts]):
    """Signatures come in the charter's order, after review and decision, each by another person. When the last one
    leaves no condition open, the release follows from it."""

    name = "money.sign_payment"
    title = Text("签字", "sign a payment")

    def standing(self) -> Iterable[Finding]:
        yield from self.still_open()
        yield from self.in_office()
        facts, rules = self.gate
        yield from (found.finding() for found in before_signing(conditions(facts, rules)))
        yield self._turn()
        if any(signature.by == self.call.by for signature in facts.signatures):
            text = Text(
                "您已经签过，换一个岗位也不能再签", "You have signed already; another post does not change that"
            )
            yield Finding("two_people", False, text, rules.source)
        if any(review.by == self.call.by for review in facts.reviews):
            text = Text("审核过这笔付款的人不能再签字", "Whoever reviewed a payment may not sign it")
            yield Finding("two_people", False, text, rules.source)
        yield from self._not_alone()

    def _turn(self) -> Finding:
        facts, rules = self.gate
        place = next_place(facts, rules)
        if place > len(rules.requires.signatures):
            return Finding("signature_order", False, Text("签字已齐", "All signatures are there"), rules.source)
        expected = rules.requires.signatures[place - 1]
        text = phrase("现在轮到{post}签字", "The next signature is: {post}", post=facts.title(expected))
        return Finding("signature_order", expected == self.call.post, text, rules.source, expected, self.call.post)

    def _not_alone(self) -> Iterable[Finding]:
        facts, rules = self.gate
        hands = {facts.requested_by, *(review.by for review in facts.reviews), *(s.by for s in facts.signatures)}
        last = next_place(facts, rules) == len(rules.requires.signatures)
        if last and hands == {self.call.by}:
            text = Text("申请、审核、签字不能都是同一个人", "One person alone may not ask, review and sign")
            yield Finding("two_people", False, text, rules.source)

    def write(self) -> Outcome:
        facts, rules = self.gate
        signed = SignatureFacts(next_place(facts, rules), self.call.post, self.call.by, self.call.day)
        self.subject.signatures.create(**asdict(signed))
        ready = not unmet(conditions(replace(facts, signatures=(*facts.signatures, signed)), rules))
        follows = [Consequence(ReleasePayment, self.subject.ref)] if ready else []
        return Outcome(result=self.subject.ref, public={"place": signed.place}, consequences=follows)
