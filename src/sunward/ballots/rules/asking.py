"""What petitions can ask for, and when two ask the same question: by their titles, however they were typed."""

import unicodedata

from sunward.kernel.spelling import same_spelling
from sunward.kernel.text import Text

MEETING = "meeting"
HEARING = "hearing"
RECALL = "recall"
PURPOSES = (
    (MEETING, Text("召开会议", "a meeting")),
    (RECALL, Text("罢免", "a recall")),
    ("disclosure", Text("公开一项内容", "one more item to be published")),
    (HEARING, Text("就一件事召开听证会", "a hearing on a matter")),
)
LONGEST = 300  # letters, what the column takes; a sign that stands for several is written out


def same_words(title: str) -> str:
    """A title without what makes no other question of it: blanks and invisible signs, width, case, and the punctuation
    at its end."""
    words = same_spelling(title)
    end = len(words)
    while end and unicodedata.category(words[end - 1]).startswith("P"):
        end -= 1
    return (words[:end] or words)[:LONGEST]
