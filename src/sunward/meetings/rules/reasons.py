"""Whether what somebody writes as a reason says anything: a dot is none."""

import re

LETTERS, SIGNS = re.compile(r"[^\W_]{2}|[^\W_]\W+[^\W_]"), re.compile(r"[\u4e00-\u9fff]")  # one sign is a word


def says_something(written: str) -> bool:
    """Whether there is the shortest of words: two letters, or one Chinese sign."""
    return bool(LETTERS.search(written) or SIGNS.search(written))
