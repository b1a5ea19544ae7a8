"""The yearly series: XY-L-2026-001 an election, XY-C-2026-001 a recall, XY-T-2026-001 a handover."""

from functools import partial

from sunward.elections.models import Series
from sunward.registry import paper_numbers

ELECTION, RECALL, HANDOVER = "L", "C", "T"
next_number = partial(paper_numbers.next_number, Series)
