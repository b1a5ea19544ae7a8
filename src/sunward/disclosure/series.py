"""Yearly series of public numbers: XY-D-2026-012."""

from functools import partial

from sunward.disclosure.models import Series
from sunward.registry import paper_numbers

PUBLICATION, OBJECTION, DESK_DISPUTE, DEMAND = "D", "Y", "K", "X"  # O is a payment order, Q a petition
next_number = partial(paper_numbers.next_number, Series)
