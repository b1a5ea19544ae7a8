"""What somebody who lives here and has no vote yet reads of themselves: what is missing, from when, what comes next."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sunward.charter import queries as charter
from sunward.kernel.acts import Act
from sunward.kernel.memo import remembering
from sunward.kernel.templatetags.sunward import days_said
from sunward.kernel.viewer import Viewer
from sunward.portal.desk.receipts import grouped
from sunward.portal.words.ofsomebody import number_given
from sunward.record import queries as record
from sunward.registry import queries as registry

RESIDENT, VOTER = "resident", "voter"


def own_status(viewer: Viewer, on: date) -> Iterator[dict[str, Any]]:
    """The sentences of the slip as they read today, with the number that neighbours are given while they are missing.
    Nothing for whoever votes, holds a post or lives elsewhere."""
    if viewer.person is None or viewer.posts or VOTER in viewer.capacities:
        return
    code = viewer.community
    with remembering():
        told = registry.told_of_the_vote(viewer.person, code, on)
    if not told:
        return
    line = {"icon": "people", "title": _("You live here"), "url": reverse("portal:charter", args=[code]),
            "words": " ".join(days_said(one) for one in told)}  # fmt: skip
    yield line | _while_awaited(viewer.person, code, on)


def _while_awaited(person: str, code: str, on: date) -> dict[str, Any]:
    """Their number, and the slip on which it stands."""
    found = registry.vouches_awaited(person, code, on)
    if found is None:
        return {}
    number = _("Your number: %(number)s") % {"number": grouped(person.partition(":")[2])}
    came = record.entry(found.entry)
    if came is None or not number_given(came):
        return {"about": number}
    slip = reverse("portal:receipt", args=[code, found.entry])
    return {"about": number, "act": _("Print the slip"), "do": slip, "url": slip}


def first_to_be_vouched_for(viewer: Viewer, act: type[Act[Any, Any]], on: date) -> str:
    """Why what every resident may do is not open to somebody yet; empty where that is not why."""
    code, person = viewer.community, viewer.person
    if person is None or RESIDENT in viewer.capacities or RESIDENT not in charter.holders_of(act.name, code, on):
        return ""
    found = registry.vouches_awaited(person, code, on)
    if found is None:
        return ""
    return ngettext(
        "First %(number)s more neighbour has to vouch that you live here: under “My duties today” stands how.",
        "First %(number)s more neighbours have to vouch that you live here: under “My duties today” stands how.",
        found.number,
    ) % {"number": found.number}
