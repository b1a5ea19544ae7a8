"""People who may be one: the same spelling of a name and the same day of birth. Two people may share both, so that it
is said and stops nothing."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from sunward.kernel.findings import Finding
from sunward.kernel.spelling import same_spelling
from sunward.kernel.text import Text
from sunward.registry.models import Person

ONCE = Text(
    "登记簿里有同名、同一天出生的人：可能是同一个人，请核对。",
    "Somebody of the same name and day of birth stands in the register: it may be the same person.",
)


def may_be_known(name: str, born_on: date | None, community: str, but: Person | None = None) -> Iterator[Finding]:
    """A mark on somebody about to be registered, or corrected (`but` themselves); nothing without a day of birth."""
    spelling = same_spelling(name)
    if born_on is None or not spelling:
        return
    here = Q(community_code=community) | Q(residence__household__community__code=community)
    people = Person.objects.filter(here, born_on=born_on)
    people = people.exclude(pk=but.pk) if but else people
    names = people.values_list("name", flat=True)
    if any(same_spelling(one) == spelling for one in names):
        yield Finding("registered_once", False, ONCE)
