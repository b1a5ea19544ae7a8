"""Finding what somebody named in an act's facts; what is not there is said at the fact's own field."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sunward.kernel.facts import FactsError
from sunward.kernel.refs import person_number
from sunward.registry.lineage import lineage_of
from sunward.registry.models import Area, Body, Person, Post
from sunward.registry.naming import person_in
from sunward.registry.offices.reach import reaches
from sunward.registry.private import read_id_number


def person_named(field: str, value: str, community: str) -> Person:
    """The person of `person:p...`, `p...`, or a door and a name, whether they live there still or have moved.

    Raises:
        FactsError: at `field`, when there is none.
    """
    return Person.objects.get(number=person_number(person_in(field, value, community)))


def person_numbered(field: str, value: str) -> Person:
    """The person of `person:p...` or `p...`: where the fact itself is public, and a door and a name would be.

    Raises:
        FactsError: at `field`, when there is none.
    """
    found = Person.objects.filter(number=person_number(value.strip())).first()
    if found is None:
        raise FactsError({field: [_("“%(value)s” is not in the register. Write person:p…") % {"value": value}]})
    return found


def id_number_in(field: str, value: str) -> str:
    """An identity number as the register keeps it; empty when none was said.

    Raises:
        FactsError: at `field`, when it cannot be one.
    """
    try:
        return read_id_number(value) if value else ""
    except ValidationError as error:
        raise FactsError({field: error.messages}) from None


def area_named(field: str, code: str, community: str) -> Area:
    """An area of this code at or above a community; the community's own when the code is empty.

    Raises:
        FactsError: at `field`, when there is none.
    """
    lineage = lineage_of(community)
    if code and code not in lineage:
        accepted = ", ".join(lineage)
        raise FactsError({field: [_("“%(code)s” is no area of this community. Accepted: %(accepted)s.") %
                                  {"code": code, "accepted": accepted}]})  # fmt: skip
    return Area.objects.get(code=code or lineage[-1])


def body_named(field: str, kind: str, community: str) -> Body:
    """The body of this kind nearest to a community.

    Raises:
        FactsError: at `field`, when there is none.
    """
    found = Body.objects.filter(area__code__in=lineage_of(community), kind=kind).order_by("area__path").last()
    if found is None:
        raise FactsError({field: [_("“%(kind)s” is no body of this community.") % {"kind": kind}]})
    return found


def refuse_future(field: str, day: date, today: date) -> None:
    """A report tells what has happened.

    Raises:
        FactsError: at `field`, for a day that has not come.
    """
    if day > today:
        raise FactsError({field: [_("%(day)s has not come yet. Accepted: up to today.") % {"day": day}]})


def refuse_out_of_reach(field: str, acting: str, post: Post, community: str) -> None:
    """Officers of a community do not enter who serves in the street's bodies.

    Raises:
        FactsError: at `field`, when the post belongs to an area that the acting post does not reach.
    """
    if not reaches(acting, post, community):
        told = _("%(post)s belongs to an area above yours. Only its own officers enter who holds it.")
        raise FactsError({field: [told % {"post": post.name}]})
