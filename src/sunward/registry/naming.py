"""People named in the facts of an act: by door and name, as neighbours know each other, or by their number."""

from datetime import date

from sunward.kernel.facts import unusable
from sunward.kernel.listed import listed
from sunward.kernel.text import Text
from sunward.registry.queries.people import person_exists, resident_named

WHO = Text(
    "门牌和姓名，中间空一格，如“3栋201室 王芳”；或者人员编号", "door, a space, and the name; or the person’s number"
)
WHO_ALL = Text(
    "每人写门牌和姓名，中间空一格，用逗号分开；或者写人员编号",
    "door, a space, and the name of each, with commas between; or their numbers",
)


def person_in(field: str, said: str, community: str, on: date | None = None) -> str:
    """`person:<number>` of somebody named by door and name, by that or by the number alone; with a day, only who lives
    at that door on it.

    Raises:
        FactsError: at `field`, when the register knows nobody, or more than one of that name behind that door.
    """
    typed = said.strip().replace("，", " ").replace(",", " ")
    number = f"person:{typed.removeprefix('person:')}"
    found = resident_named(typed, community, on) or (number if person_exists(number) else None)
    if found is None:
        raise unusable(
            field, f"登记簿里找不到“{typed}”，或者不止一人。请写门牌和姓名，如“3栋201室 王芳”，或者人员编号。",
            f"“{typed}” is nobody in the register, or more than one. Write the door, a space and the name, or the "
            "person’s number.",
        )  # fmt: skip
    return found


def people_in(field: str, said: str, community: str, on: date | None = None) -> list[str]:
    """Several people, separated by commas; none twice.

    Raises:
        FactsError: at `field`, for somebody unknown or named twice.
    """
    found = [person_in(field, one, community, on) for one in listed(said)]
    if len(set(found)) < len(found):
        raise unusable(field, "有人写了两次。", "Somebody is named twice.")
    return found
