"""Yearly series of public numbers: XY-E-2026-003 for rolls, XY-Q-2026-001 for petitions, XY-V-2026-007 for votes."""

from functools import partial

from sunward.ballots.models import Series
from sunward.registry import paper_numbers

ROLL, PETITION_SERIES, VOTE = "E", "Q", "V"
next_number = partial(paper_numbers.next_number, Series)
