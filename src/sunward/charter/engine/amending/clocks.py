"""Which lengths of time a clock reads, and which stand twice in a rule book for the same clock.

Whoever changes days that nothing counts by has changed nothing, though it was drafted, voted and adopted: such a
place is not offered. Where it says the same as one that governs, it moves along with that one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Whose(StrEnum):
    """For whom days run, and so which way a rule with others is laxer."""

    ACTING = "acting"  # somebody has to act in them: more are laxer
    HAVING = "having"  # people have them, or see something for them: fewer are laxer
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Span:
    """How many days, civil or working, a length of time may have. No law gives these figures: below them a time is
    none, above them it is as good as none. What a law gives stands in its own rule book, and binds (`laxer`)."""

    least: int = 0
    most: int = 366
    whose: Whose = Whose.NEITHER


ANSWER = Span(1, 60, Whose.ACTING)  # nobody waits longer than two months for what is owed
# The hand of one person does it, as that of whoever holds a power. The longest that the laws here give for one is
# fifteen days, for calling a meeting that was asked for (重庆市实施村民委员会组织法办法 第十二条).
AT_ONCE = Span(1, 30, Whose.ACTING)
WINDOW = Span(1, 90, Whose.HAVING)  # after it something stands: not on the day itself, and some day it does
POSTED = Span(1, 366, Whose.HAVING)
COUNTED_PARAMETERS: Mapping[str, Span] = {
    "appeal_window": WINDOW,
    "board_photograph": AT_ONCE,
    "board_retention": POSTED,
    "correction_repost": AT_ONCE,
    "desk_dispute": WINDOW,
    "election_called_ahead": Span(1, whose=Whose.ACTING),
    "objection_reply": ANSWER,
    "petition_open_for": POSTED,
    "roll_record_date": Span(whose=Whose.ACTING),  # an older roll leaves out who came since
    "roll_valid_for": Span(1, whose=Whose.ACTING),
    "silent_review_after": ANSWER,
    "superior_reply": ANSWER,
    "vote_open_at_most": Span(1),
    "voter_list_answer": AT_ONCE,
    "voter_list_objection": WINDOW,
}
NOTICE = Span(1, 60)  # a meeting told of for longer could never be held in the days in which one can be forced
COUNTED_RIGHTS = frozenset({"extra_disclosure", "meeting_on_demand"})
# The acts of powers whose days are counted: what nobody did in them is overdue, ends a silence or was entered late. The
# days of other powers are printed on the power list, and whoever writes the rule book changes them there.
COUNTED_ACTS = frozenset({
    "ballots.answer_sample", "ballots.certify", "ballots.count_paper", "charter.adopt", "decisions.call_hearing",
    "meetings.close_session", "meetings.convene", "money.answer_order", "money.bank_income",
    "money.explain_outside_payment", "registry.change_status", "registry.record_arrival",
    "registry.record_departure", "registry.register_arrival",
})  # fmt: skip
# Keys as our rule books have them: the place that governs, and those that say its days once more.
SAID_AGAIN: Mapping[str, tuple[str, ...]] = {
    "parameters.objection_reply.value": ("rights.objection.within", "rights.question_on_disclosure.within"),
    "parameters.board_retention.value": ("disclosure.payments.stays_up",),
    "parameters.silent_review_after.value": ("powers.review_payment.within",),
    "parameters.superior_reply.value": (
        "rights.objection_to_superior.within",
        "rights.report_to_superior.within",
        "parameters.superior_reply_within.value",
    ),
    "parameters.supervision_question_reply.value": ("rights.supervisors_question.within",),
    "powers.bank_income.within": ("parameters.income_banked_within.value",),
    "rights.meeting_on_demand.within": ("parameters.meeting_on_demand_within.value",),
    "spending.tiers.large.requires.posting": ("parameters.large_spending_posting.value",),
    "spending.urgent.ratified_within": ("parameters.urgent_ratified_within.value",),
}
POSTED_STEPS = frozenset({"resolution_disclosure", "result_disclosure"})  # of the others nothing is hung


def counted(path: str, act: str) -> bool:
    """Whether a clock reads the length of time that stands in a place; of a power `act` says which it opens."""
    part, key, *inner = path.split(".")
    if part == "parameters":
        return key in COUNTED_PARAMETERS
    if part == "rights":
        return key in COUNTED_RIGHTS
    if part == "powers":
        return inner == ["within"] and act in COUNTED_ACTS
    if part == "procedures" and inner[-1] == "stays_up":
        return inner[1] in POSTED_STEPS
    return path != "spending.urgent.notice_within"


def span_of(path: str) -> Span:
    """How many days may stand in a place."""
    part, key, *inner = path.split(".")
    if part == "parameters":
        return COUNTED_PARAMETERS.get(key, Span())
    if part == "rights":
        return ANSWER
    if part == "powers" and inner == ["within"]:
        return AT_ONCE
    if inner[-2:] == ["notice", "days"]:
        return NOTICE
    return POSTED if inner and inner[-1] == "stays_up" else Span()
