"""Posters of what stands today, by the word in their address. A new one is a file beside these, and a line here: the
board lists it, and it is printed and made a PDF for its readers."""

from sunward.portal.paper.standing import accounts, overdue, power
from sunward.portal.paper.standing.making import Asked, Maker

MAKERS: dict[str, Maker] = {
    "overdue": overdue.MAKER,
    "power": power.MAKER,
    "accounts": accounts.MAKER,
}

__all__ = ["MAKERS", "Asked", "Maker"]
