"""People named in the facts of an act: by door and name, as neighbours know each other, or by their number."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta

from sunward.kernel.facts import FactsError, unusable
from sunward.kernel.listed import listed
from sunward.kernel.text import Text
from sunward.registry.queries.once_behind import Bearer, lived_behind
from sunward.registry.queries.people import person_exists, resident_named

WHO = Text(
    "门牌和姓名，中间空一格，如“3栋201室 王芳”；或者人员编号", "door, a space, and the name; or the person’s number"
)
WHO_ALL = Text(
    "每人写门牌和姓名，中间空一格，用逗号分开；或者写人员编号",
    "door, a space, and the name of each, with commas between; or their numbers",
)

# For so long after somebody moved away their door and name may still mean them.
REMEMBERED = timedelta(days=366)
SEVERAL = Text(
    "“{said}”可能是这几个人中的一个：{who}。请写人员编号。",
    "“{said}” can be one of these: {who}. Write the person’s number.",
)
NOT_YET = Text(
    "“{said}”在 {on} 还没有住在那里：{who}。请核对日子；确实是给这个人的，写人员编号。",
    "“{said}” did not live there yet on {on}: {who}. Check the day; if it is for them, write the person’s number.",
)
SINCE = Text("{person}（{since} 起）", "{person} (since {since})")
UNTIL = Text("{person}（{since} 起，{left_on} 搬走）", "{person} (since {since}, gone on {left_on})")


def person_in(field: str, said: str, community: str, on: date | None = None) -> str:
    """`person:<number>` of somebody named by door and name, by that or by the number alone; with a day, only who lives
    at that door on it.

    Raises:
        FactsError: at `field`, when the register knows nobody, or more than one of that name behind that door.
    """
    typed = _plain(said)
    found = resident_named(typed, community, on) or _numbered(typed)
    if found is None:
        raise _nobody(field, typed)
    return found


def person_meant(field: str, said: str, community: str, on: date, today: date) -> str:
    """The same of whom alone something of a day is for that is entered today, whether they still live there or not.
    Somebody else of that name may have moved in behind the door since, or shortly before: where it can be either, only
    the number says who.

    Raises:
        FactsError: at `field`, when the register knows nobody; more than one of that name who lived there since a year
            before that day; or only one who came after it.
    """
    typed = _plain(said)
    if known := _numbered(typed):
        return known
    found = lived_behind(typed, community, on - REMEMBERED, today) or lived_behind(typed, community, date.min, today)
    if not found:
        raise _nobody(field, typed)
    if len(found) > 1:
        raise _unsafe(field, SEVERAL, typed, on, found)
    if found[0].since > on:
        raise _unsafe(field, NOT_YET, typed, on, found)
    return found[0].person


def _plain(said: str) -> str:
    return said.strip().replace("，", " ").replace(",", " ")


def _numbered(typed: str) -> str | None:
    number = f"person:{typed.removeprefix('person:')}"
    return number if person_exists(number) else None


def _nobody(field: str, typed: str) -> FactsError:
    return unusable(
        field, f"登记簿里找不到“{typed}”，或者不止一人。请写门牌和姓名，如“3栋201室 王芳”，或者人员编号。",
        f"“{typed}” is nobody in the register, or more than one. Write the door, a space and the name, or the "
        "person’s number.",
    )  # fmt: skip


def _unsafe(field: str, told: Text, said: str, on: date, found: Sequence[Bearer]) -> FactsError:
    """With whom it can mean, by number and days: who has moved away is found by their number alone."""
    each = [(UNTIL if one.left_on else SINCE).fill(**asdict(one)) for one in found]
    who = Text("、".join(one.zh for one in each), ", ".join(one.en for one in each))
    full = told.fill(said=said, on=on, who=who)
    return unusable(field, full.zh, full.en)


def people_in(field: str, said: str, community: str, on: date | None = None) -> list[str]:
    """Several people, separated by commas; none twice.

    Raises:
        FactsError: at `field`, for somebody unknown or named twice.
    """
    found = [person_in(field, one, community, on) for one in listed(said)]
    if len(set(found)) < len(found):
        raise unusable(field, "有人写了两次。", "Somebody is named twice.")
    return found
