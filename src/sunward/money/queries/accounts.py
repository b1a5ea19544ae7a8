"""Which bank accounts the rules know."""

from datetime import date

from sunward.charter import queries as charter

BASIC = "basic"  # the account that every community has
RECORDING = "money.record_bank_statement"


def known_accounts(community: str, on: date) -> frozenset[str]:
    """The accounts whose statements are a duty under the charter of the day: an account is opened by whoever can
    change the rules, and invented by nobody."""
    duties = charter.charter_of(community, on).duties.values()
    named = (duty.met_by.facts for duty in duties if duty.met_by and duty.met_by.act == RECORDING)
    return frozenset({BASIC, *(str(facts["account"]) for facts in named if "account" in facts)})
