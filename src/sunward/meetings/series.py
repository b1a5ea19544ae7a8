"""The yearly series of meetings: XY-M-2026-005; its agenda items are XY-M-2026-005-1, -2, ..."""

from functools import partial

from sunward.meetings.models import Series
from sunward.registry import paper_numbers

MEETING = "M"
next_number = partial(paper_numbers.next_number, Series)
