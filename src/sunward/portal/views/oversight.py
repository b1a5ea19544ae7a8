"""The inspector's desk, readable by everybody: what asks a question in which community, and why."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from sunward.kernel import clock
from sunward.kernel.templatetags.sunward import short_date, yuan
from sunward.portal import oversight as desk
from sunward.portal.links import address_of
from sunward.portal.oversight import Facts
from sunward.portal.reader import person_of

PAGE = 20
FEW = 3


@require_safe
def oversight(request: HttpRequest) -> HttpResponse:
    """The communities in the order of the map, twenty a page; each begins with what asks a question."""
    asked = request.GET.get("from", "")
    start = int(asked) if asked.isdecimal() and len(asked) < 7 else 0
    communities = desk.communities_for(person_of(request))
    found = list(desk.facts_of(communities[start : start + PAGE], clock.today()))
    context = {
        "cards": [card(facts) for facts in found],
        "asking": sum(not facts.quiet for facts in found), "all": len(found),
        "older": f"?from={start + PAGE}" if len(communities) > start + PAGE else "",
        "newer": f"?from={max(0, start - PAGE)}" if start else "",
    }  # fmt: skip
    return render(request, "portal/oversight.html", context)


def card(facts: Facts) -> dict[str, Any]:
    """One community: the questions, then the numbers, then the days."""
    code = facts.community.code
    return {
        "community": facts.community, "url": reverse("portal:home", args=[code]), "reasons": list(reasons(facts)),
        "figures": [
            _figure(_("Overdue"), len(facts.overdue), reverse("portal:overdue", args=[code])),
            _figure(_("Paid outside the chain"), len(facts.outside), reverse("portal:money", args=[code])),
            _figure(_("Refused by the door"), facts.refusals, f"{reverse('portal:log', args=[code])}?only=refusals"),
            _figure(_("Entered late"), facts.late, reverse("portal:log", args=[code])),
        ],
        "entries": facts.entries, "chart": facts.chart,
    }  # fmt: skip


def _figure(label: str, value: int, url: str) -> dict[str, Any]:
    return {"label": label, "value": str(value), "url": url}


def reasons(facts: Facts) -> Iterator[dict[str, Any]]:
    """What asks a question, each with its page: crowded entries, money outside the chain, what is overdue longest."""
    code = facts.community.code
    if facts.crowd:
        yield {"text": _crowd(facts), "url": reverse("portal:log", args=[code]), "icon": "clock"}
    for row in facts.outside[:FEW]:
        text = _("%(amount)s left without an order on %(day)s, to:")
        values = {"amount": yuan(row.amount), "day": short_date(row.day)}
        url = reverse("portal:money", args=[code])
        yield {"text": text % values, "name": row.counterparty, "url": url, "icon": "money"}
    for item in facts.overdue[:FEW]:
        late = ngettext("%(days)s day late", "%(days)s days late", item.days_late) % {"days": item.days_late}
        text = _("%(title)s: %(late)s") % {"title": item.title, "late": late}
        yield {"text": text, "url": address_of(item.subject, code), "icon": "overdue"}


def _crowd(facts: Facts) -> str:
    crowd = facts.crowd
    if crowd is None:
        return ""
    text = _("%(late)s entries were made late between %(first)s and %(last)s.")
    return text % {"late": crowd.late, "first": short_date(crowd.first), "last": short_date(crowd.last)}
