"""What a posting says, and whether another says the same: pure functions on plain facts."""

import re
from collections.abc import Mapping
from typing import Any, Protocol

from sunward.kernel.spelling import same_spelling

# A stop or a quotation mark more says nothing more; a point or a comma within a figure is part of it.
STOPS = re.compile(r"(?<!\d)[.,]|[.,](?!\d)|[。、;:!?…\"'“”‘’「」『』]")
# “(corrected)” behind a title changes nothing; brackets are half-width by then
REMARK = re.compile(r"\([^()]*(?:更正|订正|重新|correct|again)[^()]*\)")


class Said(Protocol):
    """What a posting shows and to whom; the model has it."""

    title_zh: str
    text: str
    rows: Any
    audience: str
    audience_ref: str
    subject_type: str
    subject_id: str


def same_content(one: Said, other: Said) -> bool:
    """Whether two postings tell the same readers the same of the same thing, whatever is written above it: the title
    counts where there is nothing else. Blanks, stops and the width of signs do not, nor a title's remark that it was
    corrected; every figure does."""
    return _content(one) == _content(other)


def says_nothing(title: str, text: str, table: Mapping[str, Any] | None) -> bool:
    """Whether there is nothing beyond the title: no words and no figures."""
    cells = (str(cell) for row in (table or {}).get("rows", ()) for cell in row)
    return _plain(text) in {"", _plain(title)} and not any(cell.strip() for cell in cells)


def _content(said: Said) -> tuple[Any, ...]:
    readers = (said.audience, said.audience_ref, said.subject_type, said.subject_id)
    body = (_plain(said.text), _table(said.rows))
    return (*readers, *body) if any(body) else (*readers, REMARK.sub("", _plain(said.title_zh)))


def _table(table: Mapping[str, Any] | None) -> tuple[Any, ...]:
    if not table:
        return ()
    columns = [sorted((key, _plain(str(value))) for key, value in column.items()) for column in table["columns"]]
    return columns, [[_plain(str(cell)) for cell in row] for row in table["rows"]]


def _plain(words: str) -> str:
    return STOPS.sub("", same_spelling(words))
