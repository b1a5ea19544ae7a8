"""What an item is about and whom it puts to the vote, as people write it: by the number that is printed, by door and
name."""

from datetime import date

from sunward.kernel.facts import unusable
from sunward.kernel.halfwidth import halfwidth
from sunward.kernel.listed import listed
from sunward.kernel.numbered import thing_here
from sunward.kernel.refs import Ref
from sunward.meetings.session.interests import people_put
from sunward.registry import queries as registry
from sunward.registry.naming import people_in

# What a meeting decides on. Their series have letters of their own, so a number is found once.
NUMBERED = ("matter", "election", "recall", "petition", "draft")


def thing_named(field: str, said: str, community: str) -> Ref | None:
    """What a number as it is printed belongs to (`election:XY-L-2030-001` as programs write it); None for nothing.

    Raises:
        FactsError: at `field`, for a number that this community does not know.
    """
    typed = halfwidth(said).strip()
    if not typed:
        return None
    found = thing_here(typed, NUMBERED, community)
    if found is None:
        raise unusable(
            field,
            f"本社区没有“{typed}”。请照打印的样子写事项、选举、罢免、联名或者规则草案的编号，如 XY-2026-031、"
            "XY-L-2026-001。",
            f"This community has no “{typed}”. Write the number of a matter, an election, a recall, a petition or a "
            "draft of rules as it is printed, such as XY-2026-031 or XY-L-2026-001.",
        )
    return found


def put_up(field: str, said: str, community: str, on: date) -> list[str]:
    """Whom the vote is to choose, by reference: one a line, or with commas.

    Raises:
        FactsError: at `field`, for a name that fits nobody or several, or that stands there twice.
    """
    return people_in(field, ",".join(said.splitlines()), community, on)


def names_kept(field: str, said: str, put: list[str], community: str, on: date) -> str:
    """What the item keeps of people and firms: whom it puts up by reference, the others as they were written.

    Raises:
        FactsError: at `field`, for a reference that is nobody's, and for a door with a name: recusal is suggested by
            names alone, and whom the vote chooses is asked elsewhere.
    """
    unknown = [one for one in people_put(said) if not registry.person_exists(one)]
    if unknown:
        raise unusable(field, f"登记簿里没有：{'、'.join(unknown)}。", f"Not in the register: {', '.join(unknown)}.")
    doors = [one for one in listed(said) if not people_put(one) and registry.resident_named(one, community, on)]
    if doors:
        raise unusable(
            field, f"“{'、'.join(doors)}”：这里只写姓名，不写门牌。要由表决选出的人写在“由表决选出的人”里。",
            f"“{', '.join(doors)}”: names alone here, without a door. Whom the vote is to choose is asked above.",
        )  # fmt: skip
    return ",".join([*(one for one in put if one not in listed(said)), *filter(None, [said.strip()])])
