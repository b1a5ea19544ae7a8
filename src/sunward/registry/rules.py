"""Rules on plain facts: who votes, which posts one person may not hold together."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.registry.ports import Franchise

UNKNOWN = Text("（不详）", "(not known)")


def birthday(born_on: date, years: int) -> date:
    """The day on which somebody reaches an age; born on 29 February, on 1 March of a year without one."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or the first of the month after where that month is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return months_later(day.replace(day=1), months + 1)


def latest(day: date, later: Callable[[date, int], date], by: int) -> date:
    """The last day that is not past `day` when it is moved later: since when somebody must have lived here, or been
    born, to have a vote on `day`."""
    earlier = day.replace(day=1)
    found = date(earlier.year - by, earlier.month, 1) if later is birthday else _months_earlier(earlier, by)
    while later(found + timedelta(days=1), by) <= day:
        found += timedelta(days=1)
    return found


def _months_earlier(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 - months, 12)
    return date(year, month + 1, 1)


def votes(
    rule: Franchise | None, born_on: date | None, status: str, since: date, on: date, consented_from: date | None = None
) -> bool:
    """Whether somebody who has lived here in this status since a day has a vote.

    Without a rule nobody has. An unknown birth date is nobody's disadvantage, but gives no vote. `consented_from` is
    the day from which a consent counts, where the rule asks for one.
    """
    if rule is None or born_on is None or birthday(born_on, rule.years) > on:
        return False
    if status in rule.months:
        return months_later(since, rule.months[status]) <= on
    asked = rule.on_consent.get(status)
    consented = asked is not None and consented_from is not None and consented_from <= on
    return consented and asked is not None and months_later(since, asked.months) <= on


def matches(post: str, pattern: str) -> bool:
    """Whether a post is meant by `body.key` or `body.*`."""
    body, _dot, key = pattern.partition(".")
    return post == pattern or (key == "*" and body_of(post) == body)


def incompatible(post: str, forbidden: Iterable[str], other: str, other_forbids: Iterable[str]) -> bool:
    """Whether two posts may not be held by one person; it is enough that one of them says so."""
    return any(matches(other, each) for each in forbidden) or any(matches(post, each) for each in other_forbids)


def masked(name: str) -> str:
    """A name for eyes outside the audience: the family name and stars (陈**), or initials (A*** T***)."""
    name = name.strip()
    if not name:
        return ""
    if name.isascii():
        return " ".join(f"{part[0]}***" for part in name.split())
    return f"{name[0]}**"


def masked_text(name: Text) -> Text:
    return Text(masked(name.zh), masked(name.en))
