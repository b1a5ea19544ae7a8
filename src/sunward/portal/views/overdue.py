"""What is overdue: every context tells its own; nothing lapses unseen."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.ballots import queries as ballots
from sunward.charter.wording import holder_name
from sunward.decisions import queries as decisions
from sunward.disclosure import queries as disclosure
from sunward.duties import queries as duties
from sunward.elections import queries as elections
from sunward.kernel import clock
from sunward.kernel.overdue import Overdue
from sunward.kernel.templatetags.sunward import as_written
from sunward.meetings import queries as meetings
from sunward.money import queries as money
from sunward.portal.links import address_of
from sunward.portal.views.frame import community_or_404, crumbs, data_links
from sunward.registry import queries as registry

SOURCES: tuple[Callable[[str, date], list[Overdue]], ...] = (
    duties.overdue,
    disclosure.overdue,
    decisions.overdue,
    elections.overdue,
    meetings.overdue,
    ballots.overdue,
    money.overdue,
)


AHEAD = 92  # days: as far as most times in working days reach


def everything_overdue(code: str, on: date) -> list[Overdue]:
    """What every context says is past its day, the longest overdue first."""
    found = [item for tell in SOURCES for item in tell(code, on)]
    return sorted(found, key=lambda item: (-item.days_late, item.due_on))


def shown(code: str, item: Overdue) -> dict[str, Any]:
    """One overdue thing as the card shows it."""
    return {
        "title": as_written(item.title),
        "url": address_of(item.subject, code),
        "days_late": item.days_late,
        "owner": holder_name(item.owner_post),
        "stuck_at": as_written(item.stuck_at),
        "next_step": as_written(item.next_step),
    }


@require_safe
def overdue(request: HttpRequest, code: str) -> HttpResponse:
    """Everything past its day: who owes it, where it is stuck, what happens next."""
    community = community_or_404(request, code)
    items = everything_overdue(code, clock.today())
    context = {
        "crumbs": crumbs(community, (_("What is overdue"), None)),
        "items": [shown(code, item) for item in items],
        "unannounced": registry.unannounced(clock.today(), AHEAD),
        "data": data_links(code, "overdue"),
    }
    return render(request, "portal/overdue.html", context)
