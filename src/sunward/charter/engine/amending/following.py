"""What follows from a change by itself: a limit that must agree with its tier or with urgent spending, the names that
say the amount, and days that an article says twice.

A tier “up to 10,000 yuan” that now ends at 8,000 must not go on calling itself so, and the power to sign it must
reach as far as the tier does.
"""

import re
from collections.abc import Iterator, Mapping

from sunward.charter.engine.amending.clocks import SAID_AGAIN
from sunward.charter.engine.amending.places import followers, led_limits, places
from sunward.charter.engine.amending.readers import is_tier
from sunward.charter.engine.packs import Document

Followed = tuple[str, object, object]
NO_DAYS = "0 days"  # how a parameter says that nothing is waited for
_DIGITS = "零一二三四五六七八九"
_PLACES = ((1000, "千"), (100, "百"), (10, "十"))
_NUMERALS = f"{_DIGITS}十百千万亿0-9"


def following(document: Document, wanted: Mapping[str, object]) -> Iterator[Followed]:
    """Path, old and new value of each change that follows from the wanted ones (path -> new value)."""
    yield from _limits(document, wanted)
    yield from _names(document, wanted)
    yield from _days(document, wanted)


def _limits(document: Document, wanted: Mapping[str, object]) -> Iterator[Followed]:
    known = followers(document)
    for path, before in led_limits(document).items():
        if before in wanted and path not in wanted:
            yield path, known[path].value, wanted[before]


def _names(document: Document, wanted: Mapping[str, object]) -> Iterator[Followed]:
    known = places(document)
    moved = {str(known[path].value): str(new) for path, new in wanted.items() if is_tier(path) and path in known}
    if not moved:
        return
    for path, place in followers(document).items():
        renamed = _renamed(place.value, moved)
        if renamed != place.value:
            yield path, place.value, renamed


def _days(document: Document, wanted: Mapping[str, object]) -> Iterator[Followed]:
    """To the same days whatever they were before: no article is left with two figures. Days that are emptied leave
    the others as they are, for a parameter always says something."""
    said_again = followers(document)
    for governing, others in SAID_AGAIN.items():
        new = NO_DAYS if wanted.get(governing) == "none" else wanted.get(governing)
        for path in others:
            if new is not None and path in said_again and said_again[path].value != new:
                yield path, said_again[path].value, new


def _renamed(name: object, moved: Mapping[str, str]) -> object:
    if not isinstance(name, Mapping):
        return name
    said = {_whole(old): _whole(new) for old, new in moved.items()}
    return {
        **name,
        "zh": _replaced(str(name["zh"]), {f"{in_chinese(old)}元": f"{in_chinese(new)}元" for old, new in said.items()}),
        "en": _replaced(str(name["en"]), {f"{old:,}": f"{new:,}" for old, new in said.items()}),
    }


def _whole(amount: str) -> int:
    return int(amount.partition(" ")[0].partition(".")[0])


def _replaced(text: str, words: Mapping[str, str]) -> str:
    """All at once, so that an amount that moved onto another's old place is not moved again; whole amounts only."""
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    amounts = rf"(?<![{_NUMERALS},.])(?:{alternatives})(?![0-9]|[,.][0-9])"
    return re.sub(amounts, lambda found: words[found[0]], text)


def in_chinese(number: int) -> str:
    """二千, 一万, 十万, 一万二千, 八千六百四十: as rule books write amounts."""
    said = _in_chinese(number)
    return said.removeprefix("一") if said.startswith("一十") else said


def _in_chinese(number: int) -> str:
    if number >= 10**4:
        above, rest = divmod(number, 10**4)
        gap = "零" if 0 < rest < 1000 else ""
        return f"{_in_chinese(above)}万{gap}{_in_chinese(rest) if rest else ''}"
    return _below_ten_thousand(number) or _DIGITS[0]


def _below_ten_thousand(number: int) -> str:
    said, gap = "", False
    for size, word in _PLACES:
        digit, number = divmod(number, size)
        if digit:
            said += ("零" if gap and said else "") + _DIGITS[digit] + word
            gap = False
        else:
            gap = True
    if number:
        said += ("零" if gap and said else "") + _DIGITS[number]
    return said
