"""Which places that are no length of time something reads; of lengths of time `clocks` says it.

What nobody reads is printed with the rules, but a vote on it would change nothing: it is not offered.
"""

import re
from collections.abc import Mapping

READ_PARAMETERS = frozenset({"board_photograph_again", "officers_kin_barred", "vouching_neighbours"})
SWITCHES = frozenset({"officers_kin_barred"})  # parameters that say yes or no, as 1 or 0
READ_OWNERS = frozenset({"extra_disclosure"})  # of rights; who answers the others, the list of powers says
ASKING_URGENTLY = "money.request_urgent_payment"
URGENT = "spending.urgent.up_to"
_TIER = re.compile(r"spending\.tiers\.[^.]+\.up_to")
_POWER = re.compile(r"powers\.[^.]+\.limit\.amount_up_to")


def read(path: str) -> bool:
    """Whether something reads what stands in a place."""
    part, key, *inner = path.split(".")
    if part == "parameters":
        return key in READ_PARAMETERS
    return part != "rights" or inner != ["owner"] or key in READ_OWNERS


def is_switch(path: str) -> bool:
    """Whether a place says yes or no."""
    part, key, *_inner = path.split(".")
    return part == "parameters" and key in SWITCHES


def is_tier(path: str) -> bool:
    """Whether a place is where a tier of spending ends."""
    return bool(_TIER.fullmatch(path))


def is_limit_of_power(path: str) -> bool:
    """Whether a place is how far a power reaches."""
    return bool(_POWER.fullmatch(path))


def limit_before(path: str, act: str, said: Mapping[str, object]) -> str:
    """The limit of spending that the limit of a power only says once more, by its path: the power to ask for urgent
    money reaches as far as urgent spending does, another as far as a tier. Empty where it is one of its own; `said` is
    what stands in each place, `act` what the power opens."""
    spending = [URGENT] if act == ASKING_URGENTLY else [one for one in said if is_tier(one)]
    return next((one for one in spending if said.get(one) == said[path]), "")
