"""Yearly series of public numbers: XY-2026-031 for matters, XY-R-2026-007 for decisions."""

from functools import partial

from sunward.decisions.models import Series
from sunward.registry import paper_numbers

MATTER, DECISION = "", "R"
next_number = partial(paper_numbers.next_number, Series)
