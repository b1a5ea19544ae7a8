"""Whether what somebody writes as a reason says anything: a dot is none."""

import re

LETTERS, FEWEST = re.compile(r"[^\W_]"), 2


def says_something(written: str) -> bool:
    """Whether there are letters or signs enough for the shortest of words."""
    return len(LETTERS.findall(written)) >= FEWEST
