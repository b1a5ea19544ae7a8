"""The disclosure catalogue: what must be published, to whom, how often; when it last was, when it is next due."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.charter.engine import Duration
from sunward.charter.wording import AUDIENCES, PERIODS, event_name, holder_name, lasting
from sunward.disclosure import queries as disclosure
from sunward.disclosure.queries import CatalogueItem, DemandView
from sunward.kernel import clock
from sunward.kernel.templatetags.sunward import as_written, short_date
from sunward.kernel.text import Text
from sunward.portal.views.frame import community_or_404, crumbs, data_links
from sunward.portal.words.rulevalues import STREAMS
from sunward.portal.words.tags import tag


@require_safe
def catalogue(request: HttpRequest, code: str) -> HttpResponse:
    """Three streams; `?period=monthly` shows what falls due in every month, and so on."""
    community, today = community_or_404(request, code), clock.today()
    period = request.GET.get("period", "")
    items = disclosure.catalogue_items(code, today)
    shown = [item for item in items if item.period == period] if period in PERIODS else items
    here = reverse("portal:catalogue", args=[code])
    context = {
        "crumbs": crumbs(community, (_("What must be published"), None)),
        "streams": [{"title": title, "key": key, "table": table_of(code, disclosure.items_of(shown, key))}
                    for key, title in STREAMS.items()],
        "periods": [{"title": _("everything"), "url": here, "current": period not in PERIODS}]
                   + [{"title": title, "url": f"?period={key}", "current": key == period}
                      for key, title in PERIODS.items() if any(item.period == key for item in items)],
        "late": sum(1 for item in items if item.overdue_since),
        "demands": [demand_shown(code, demand) for demand in disclosure.demands(code, today)],
        "data": data_links(code, "catalogue"),
    }  # fmt: skip
    return render(request, "portal/catalogue.html", context)


def table_of(code: str, items: Iterable[CatalogueItem]) -> dict[str, Any] | None:
    """One stream as a table."""
    labels = (_("What"), _("For whom"), _("How often"), _("Hangs for"), _("Last"), _("Next due"), _("Who answers"))
    rows = [
        [{"text": text, "label": label, **extra} for label, (text, extra) in zip(labels, cells, strict=True)]
        for cells in (_cells(code, item) for item in items)
    ]
    return {"columns": [{"label": label} for label in labels], "rows": rows} if rows else None


def _cells(code: str, item: CatalogueItem) -> list[tuple[str, dict[str, Any]]]:
    last = {"url": reverse("portal:publication", args=[code, item.last])} if item.last else {}
    return [
        (as_written(item.name), {}), (str(AUDIENCES[item.audience]), {}), (how_often(item), {}), (hangs_for(item), {}),
        (last_words(item), last), due_words(item),
        (str(holder_name(item.owner_post)), {}),
    ]  # fmt: skip


def last_words(item: CatalogueItem) -> str:
    """When it was last; and for whom, where that was for fewer than it is for now."""
    day = short_date(item.last_on) if item.last_on else "—"
    if not item.last_to_fewer:
        return day
    return _("%(day)s, for %(whom)s alone, as was asked then") % {"day": day, "whom": AUDIENCES[item.last_for]}


def how_often(item: CatalogueItem) -> str:
    if item.period:
        return str(PERIODS[item.period])
    if item.within is None:
        return "—"
    event = event_name(item.of)
    days = lasting(Duration(item.within, item.working))
    return str(Text(f"{event.zh}后{days.zh}内" if item.within else f"{event.zh}当天", f"within {days.en} of {event.en}"
                    if item.within else f"on the day of {event.en}"))  # fmt: skip


def hangs_for(item: CatalogueItem) -> str:
    days = str(lasting(item.stays_up)) if item.stays_up else ""
    return _("%(days)s, on the board") % {"days": days} if item.on_board and days else days or "—"


def due_words(item: CatalogueItem) -> tuple[str, dict[str, Any]]:
    if item.overdue_since:
        since = _("overdue since %(day)s") % {"day": short_date(item.overdue_since)}
        return since + _(": ") + _(", ").join(one.label for one in item.missed), {"bad": True}
    return short_date(item.next_due) if item.next_due else "—", {}


def demand_shown(code: str, demand: DemandView) -> dict[str, Any]:
    """A demanded item: met by a posting, overdue, or waiting for the next posting."""
    if demand.met_by:
        state, url = tag("do", "check", _("published on %(day)s") % {"day": short_date(demand.met_on)}), reverse(
            "portal:publication", args=[code, demand.met_by])  # fmt: skip
    elif demand.overdue_since:
        state, url = tag("alert", "overdue", _("overdue since %(day)s") % {"day": short_date(demand.overdue_since)}), ""
    else:
        state, url = tag("info", "wait", _("waits for the next posting")), ""
    return {"title": as_written(demand.title), "number": demand.number, "on": short_date(demand.demanded_on),
            "passed_over": demand.passed_over, "late_by": demand.late_by if demand.met_by else 0,
            "tag": state, "url": url}  # fmt: skip
