"""People named in the facts of an act: found in the register, or said to be unknown."""

from sunward.kernel.facts import unusable
from sunward.kernel.listed import listed
from sunward.registry import queries as registry


def person_in(field: str, said: str) -> str:
    """`person:<number>` of somebody named by that or by the number alone.

    Raises:
        FactsError: at `field`, when the register does not know them.
    """
    person = f"person:{said.strip().removeprefix('person:')}"
    if not registry.person_exists(person):
        raise unusable(field, "登记簿里没有这个人。请填人员编号。", "Not in the register. Write person:number.")
    return person


def people_in(field: str, said: str) -> list[str]:
    """Several people, separated by commas; none twice.

    Raises:
        FactsError: at `field`, for somebody unknown or named twice.
    """
    found = [person_in(field, one) for one in listed(said)]
    if len(set(found)) < len(found):
        raise unusable(field, "有人写了两次。", "Somebody is named twice.")
    return found
