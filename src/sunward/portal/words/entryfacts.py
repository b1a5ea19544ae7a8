"""The facts of an entry in words: the question that each one answered, and the answer as a person would say it."""

import re
import typing
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sunward.ballots import queries as ballots
from sunward.ballots.rules.words import METHODS
from sunward.charter.wording import holder_name
from sunward.kernel.acts import act_named
from sunward.kernel.clock import civil_day
from sunward.kernel.listed import listed
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import as_written, civil_date, moment, yuan
from sunward.kernel.text import Text
from sunward.portal.words.choices import choices_of
from sunward.portal.words.offices import OF_THE_REGISTER
from sunward.portal.words.said import begun, questions_of
from sunward.registry import queries as registry

HOLDERS = frozenset({"body", "called_by", "post", "adopted_by"})  # facts that name a body, or a post of one
UNTOLD = frozenset({"file"})  # the number of an upload: its digest stands in the proof
SUMS = frozenset({"lines"})  # facts that are names with sums, such as the lines of a budget
CAME_OUT = {"signed": Text("到这时共有多少个签字", "Signatures by then")}
YES, NO = Text("是", "yes"), Text("否", "no")
ACCOUNTS = {"basic": Text("基本账户", "basic account")}
QUARTER = re.compile(r"(?P<year>\d{4})-Q(?P<number>[1-4])")
HOW_TO_TYPE = re.compile(r"\s*[（(][^（()）]*[)）]$")
REFERENCE = re.compile(r"[a-z_]+:[A-Za-z0-9-]+")
MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])")


def said_facts(entry: Entry) -> Iterator[tuple[Text, Any]]:
    """The public facts of an entry that somebody was asked for, in the order of the questions.

    What the act added by itself has no question and is not shown; it stands in the proof. How many had signed is told
    under words of its own.
    """
    for name, asked in questions_of(entry.act).items():
        value = entry.public.get(name)
        if asked.at_desk:  # the slip itself is never told: what stands under its name came out of the act
            if name in CAME_OUT and isinstance(value, int):
                yield CAME_OUT[name], value
        elif name in SUMS and isinstance(value, Mapping):
            yield _label(asked.question), _sums(value)
        elif name not in UNTOLD and isinstance(value, str | int) and value != "":
            yield _label(asked.question), _in_words(entry, name, value)


def _sums(lines: Mapping[str, Any]) -> Text:
    """Names with their sums, as they were adopted."""
    said = [f"{line['name']} {yuan(Decimal(str(line['amount'])))}" for line in lines.values() if _is_sum(line)]
    return Text("；".join(said), "; ".join(said))


def _is_sum(line: Any) -> bool:
    return isinstance(line, Mapping) and {"name", "amount"} <= line.keys()


def _label(question: Text) -> Text:
    """The question without its bracket at the end, which says how to type the answer."""
    return begun(Text(HOW_TO_TYPE.sub("", question.zh), HOW_TO_TYPE.sub("", question.en)))


def _in_words(entry: Entry, name: str, value: str | int) -> Any:
    if isinstance(value, bool):
        return YES if value else NO
    write = WRITTEN.get(_kind_of(entry.act, name))
    if write is not None:
        with suppress(ValueError, ArithmeticError):  # older releases may have asked for something else here
            return write(str(value))
    return as_written(_named(entry, name, str(value)))


def _date(value: str) -> str:
    return civil_date(date.fromisoformat(value))


def _yuan(value: str) -> str:
    return yuan(Decimal(value))


WRITTEN: Mapping[Any, Callable[[str], str]] = {date: _date, Decimal: _yuan}


@cache
def _kind_of(act: str, name: str) -> Any:
    """The type that the act declares for a fact, without its `None`."""
    known = act_named(act)
    hint = (typing.get_type_hints(known.once_asked) | typing.get_type_hints(known.facts_type))[name]
    return next((kind for kind in typing.get_args(hint) if kind in WRITTEN), hint)


def _named(entry: Entry, name: str, value: str) -> Text | str:
    """The words behind a key, by the rule books of the entry's day; what is no key stays as it was typed."""
    if (entry.act, name) in OF_THE_REGISTER:
        return OF_THE_REGISTER[entry.act, name](entry, value)
    asked = questions_of(entry.act)[name]
    chosen = choices_of(entry.act, name, entry.log, civil_day(entry.recorded_at))
    words = {**dict(asked.choices or ()), **dict(chosen)}
    if value in words:
        return words[value]
    if name in HOLDERS:
        return holder_name(value)
    if name == "channels":
        return _together([ballots.channel_name(key) for key in listed(value)])
    if name in OF_ONE_KIND:
        return OF_ONE_KIND[name](value)
    return _period(value) if name in {"period", "month"} else _thing(value, entry.log)


def _together(names: list[Text]) -> Text:
    return Text("、".join(name.zh for name in names), ", ".join(name.en for name in names))


def _seats(value: str) -> Text:
    """A line for each post with its seats, the posts by their names; or how many seats one has."""
    if value.isdecimal():
        return Text.of(value)
    lines = [(holder_name(post), seats) for post, _blank, seats in (one.partition(" ") for one in value.splitlines())]
    return Text(
        "；".join(f"{post.zh} {seats} 名" for post, seats in lines),
        "; ".join(f"{post.en}: {seats}" for post, seats in lines),
    )


def _period(value: str) -> Text | str:
    if found := QUARTER.fullmatch(value):
        return Text("{year}年第{number}季度", "quarter {number} of {year}").fill(**found.groupdict())
    if found := MONTH.fullmatch(value):
        day = date(int(found["year"]), int(found["month"]), 1)
        return Text(f"{day.year}年{day.month}月", f"{day:%B %Y}")
    return value


def _thing(value: str, code: str) -> str:
    """A reference as people know the thing: a person by name, all else by its number."""
    if not REFERENCE.fullmatch(value):
        return value
    ref = Ref.parse(value)
    return registry.name_of(value, None, code) if ref.type == "person" else ref.id


def _hour(value: str) -> str:
    with suppress(ValueError):  # an older release may have taken something else
        return moment(datetime.fromisoformat(value))
    return value


OF_ONE_KIND: Mapping[str, Callable[[str], Text | str]] = {
    "account": lambda value: ACCOUNTS.get(value, value),
    "closes_at": _hour,
    "method": lambda value: METHODS.get(value, value),
    "seats": _seats,
}
