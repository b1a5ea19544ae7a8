"""Whether a decision hands a kind of matter over to another body, as far as that can be told: its words are for people
to read."""

from datetime import date

from sunward.decisions.judging.standing import UNLOCKING, state_of
from sunward.decisions.models import Decision, Matter
from sunward.decisions.plan import Plans, may_decide


def authorises(decision: Decision, matter: Matter, held_on: date, on: date, plans: Plans) -> bool:
    """Whether, by what was recorded until the day `on`, it had been taken by the day of the resolution on this kind of
    matter, by a body that may decide it of its own right, is in order, and was still in force that day."""
    body, rules = decision.step.body, plans.charter_of(matter)
    own = decision.matter.kind == matter.kind and may_decide(rules, matter.kind, body, authorised=False)
    return own and decision.decided_on <= held_on and _in_force(decision, held_on, on, plans)


def _in_force(decision: Decision, held_on: date, on: date, plans: Plans) -> bool:
    word = state_of(decision, on, plans).word
    replaced = decision.superseded_on
    return word in UNLOCKING or (word == "superseded" and replaced is not None and replaced > held_on)
