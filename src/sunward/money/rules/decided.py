"""Conditions on the decision behind a payment: taken by whom it must be, in order, posted, objections answered,
and with money left."""

from collections.abc import Iterator
from datetime import date

from sunward.kernel.findings import Finding, breaches
from sunward.kernel.text import Text
from sunward.money.rules.condition import Condition
from sunward.money.rules.facts import DecisionFacts, PaymentFacts, Rules
from sunward.money.rules.wording import phrase, said_yuan

TIME_AND_ANSWERS = {
    "posting_over": "posting",
    "objections_answered": "objections",
    "no_objection_upheld": "objection_upheld",
}
AUTHORISED = {
    "budget": Text("预算", "a budget"),
    "spending": Text("开支", "spending"),
    "urgent_spending": Text("应急开支", "urgent spending"),
}
OPENED = Text("决定 {no}（{matter}）可以用于{money}", "Decision {no} ({matter}) is one on {money}")
NOT_OPENED = Text(
    "决定 {no} 是“{matter}”，规则册没有让它用于{money}",
    "Decision {no} is on “{matter}”; the rule book does not let such a decision open {money}",
)


def decision_conditions(payment: PaymentFacts, rules: Rules) -> Iterator[Condition]:
    """What is asked of the decision; an urgent payment is decided on afterwards."""
    required = rules.requires.decision
    if payment.urgent or (required == "none" and not payment.decision_number):
        return
    missing = _not_decided(payment, rules)
    if missing:
        yield Condition("decision", False, missing, rules.source, waits_for=required)
    elif payment.decision:
        yield _opens(payment.decision, rules)
        yield _in_order(payment.decision, rules)
        yield from _waits(payment.decision, rules)
        yield _authorised(payment, payment.decision, rules)


def _not_decided(payment: PaymentFacts, rules: Rules) -> Text | None:
    """Why there is no decision of the right body, if there is none."""
    required, decision = rules.requires.decision, payment.decision
    body = payment.title(required)
    if decision is None and payment.decision_number:
        return phrase("查无决定 {no}", "There is no decision {no}", no=payment.decision_number)
    if decision is None:
        return phrase("先要有{body}的决定", "Needs a decision first: {body}", body=body)
    if required != "none" and decision.taken_by.isdisjoint(rules.accepted_decisions):
        return phrase(
            "{no} 不是{body}的决定", "{no} was not decided as it must be: {body}", no=decision.number, body=body
        )
    return None


def opens(decision: DecisionFacts, *money: str) -> tuple[bool, Text]:
    """Whether a decision on such a matter opens any of these kinds of money, and that in words: letting a room for
    216,000 yuan allows nobody to spend them."""
    ok = not decision.authorises.isdisjoint(money)
    said = OPENED if ok else NOT_OPENED
    words = [AUTHORISED[each] for each in money]
    zh, en = "、".join(word.zh for word in words), " or ".join(word.en for word in words)
    return ok, Text(
        said.zh.format(no=decision.number, matter=decision.matter.zh, money=zh),
        said.en.format(no=decision.number, matter=decision.matter.en, money=en),
    )


def _opens(decision: DecisionFacts, rules: Rules) -> Condition:
    ok, text = opens(decision, "spending")
    return Condition("decided_on_spending", ok, text, rules.source)


def _in_order(decision: DecisionFacts, rules: Rules) -> Condition:
    against = breaches(found for found in decision.findings if found.rule not in TIME_AND_ANSWERS)
    if against:
        why = against[0].text
        text = phrase("决定 {no}：{why}", "Decision {no}: {why}", no=decision.number, why=why)
        return Condition("in_order", False, text, against[0].source or rules.source)
    text = phrase("决定 {no} 有效", "Decision {no} is in order", no=decision.number)
    return Condition("in_order", True, text, rules.source)


def _waits(decision: DecisionFacts, rules: Rules) -> Iterator[Condition]:
    """What the decision itself waits for, in the words of `decisions`."""
    for found in decision.findings:
        if key := TIME_AND_ANSWERS.get(found.rule):
            yield Condition(key, found.ok, found.text, found.source or rules.source, _until(found))


def _until(found: Finding) -> date | None:
    """The day after which a posting is over; an open objection ends with its answer, not with a day."""
    if found.ok or TIME_AND_ANSWERS[found.rule] != "posting" or not found.required:
        return None
    return date.fromisoformat(found.required)


def _authorised(payment: PaymentFacts, decision: DecisionFacts, rules: Rules) -> Condition:
    if decision.room is None:
        text = phrase("决定 {no} 没有批准金额", "Decision {no} authorises no money", no=decision.number)
        return Condition("authorised", False, text, rules.source)
    room = said_yuan(decision.room)
    text = phrase("决定批准的金额还有 {room} 元", "{room} yuan of the decided amount are left", room=room)
    return Condition("authorised", payment.released or payment.amount <= decision.room, text, rules.source)
