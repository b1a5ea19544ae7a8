"""Conditions on the decision behind a payment: taken by whom it must be, in order, posted, objections answered,
and with money left."""

from collections.abc import Iterator

from sunward.kernel.findings import breaches
from sunward.kernel.text import Text
from sunward.money.rules.condition import Condition
from sunward.money.rules.facts import DecisionFacts, PaymentFacts, Rules
from sunward.money.rules.wording import phrase, said_day, said_yuan


def decision_conditions(payment: PaymentFacts, rules: Rules) -> Iterator[Condition]:
    """What is asked of the decision; an urgent payment is decided on afterwards."""
    required = rules.requires.decision
    if payment.urgent or (required == "none" and payment.decision is None):
        return
    missing = _not_decided(payment, rules)
    if missing:
        yield Condition("decision", False, missing, rules.source, waits_for=required)
    elif payment.decision:
        yield _in_order(payment.decision, rules)
        yield from _posting(payment.decision, rules)
        yield _objections(payment.decision, rules)
        yield _authorised(payment, payment.decision, rules)


def _not_decided(payment: PaymentFacts, rules: Rules) -> Text | None:
    """Why there is no decision of the right body, if there is none."""
    required, decision = rules.requires.decision, payment.decision
    body = payment.title(required)
    if decision is None:
        return phrase("先要有{body}的决定", "Needs a decision first: {body}", body=body)
    if required != "none" and decision.taken_by.isdisjoint(rules.accepted_decisions):
        return phrase(
            "{no} 不是{body}的决定", "{no} was not decided as it must be: {body}", no=decision.number, body=body
        )
    return None


def _in_order(decision: DecisionFacts, rules: Rules) -> Condition:
    against = breaches(decision.findings)
    if against:
        why = against[0].text
        text = phrase(
            "决定 {no} 未按规定作出：{why}", "Decision {no} is not in order: {why}", no=decision.number, why=why
        )
        return Condition("decision", False, text, against[0].source or rules.source)
    text = phrase("决定 {no} 有效", "Decision {no} is in order", no=decision.number)
    return Condition("decision", True, text, rules.source)


def _posting(decision: DecisionFacts, rules: Rules) -> Iterator[Condition]:
    if rules.requires.posting is None and decision.posting_ends is None:
        return
    if decision.posting_finished:
        yield Condition("posting", True, Text("公示期已满", "The posting is complete"), rules.source)
    elif decision.posting_ends is None:
        yield Condition("posting", False, Text("决定还没有公示", "The decision has not been posted"), rules.source)
    else:
        text = phrase("公示到{day}结束", "Posting ends {day}", day=said_day(decision.posting_ends))
        yield Condition("posting", False, text, rules.source, until=decision.posting_ends)


def _objections(decision: DecisionFacts, rules: Rules) -> Condition:
    count = decision.open_objections
    text = (
        phrase("有 {count} 条异议还没答复", "Objections without an answer: {count}", count=count)
        if count
        else Text("没有未答复的异议", "No objection is waiting for an answer")
    )
    return Condition("objections", not count, text, rules.source)


def _authorised(payment: PaymentFacts, decision: DecisionFacts, rules: Rules) -> Condition:
    if decision.room is None:
        text = phrase("决定 {no} 没有批准金额", "Decision {no} authorises no money", no=decision.number)
        return Condition("authorised", False, text, rules.source)
    room = said_yuan(decision.room)
    text = phrase("决定批准的金额还有 {room} 元", "{room} yuan of the decided amount are left", room=room)
    return Condition("authorised", payment.released or payment.amount <= decision.room, text, rules.source)
