"""The first page: the places that this installation serves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from sunward.registry import queries as registry


@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """Every community, under its street; straight to the only one where there is one."""
    communities = registry.all_communities()
    if len(communities) == 1:
        return redirect("portal:home", communities[0].code)
    streets: dict[str, list[registry.CommunityCard]] = {}
    for community in communities:
        streets.setdefault(str(community.street), []).append(community)
    return render(request, "portal/areas.html", {"streets": streets.items()})
