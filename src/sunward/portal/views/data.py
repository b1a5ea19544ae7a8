"""Open data beside every list."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from sunward.meetings import queries as meetings
from sunward.portal import opendata
from sunward.portal.views.frame import community_or_404


@require_safe
def data(request: HttpRequest, code: str, name: str, kind: str) -> HttpResponse:
    """A public list as CSV or JSON."""
    community_or_404(request, code)
    if name not in opendata.LISTS or kind not in opendata.KINDS:
        raise Http404
    table = opendata.rows(name, code, request.GET.get("before"))
    if kind == "json":
        return JsonResponse({"rows": table}, json_dumps_params={"ensure_ascii": False})
    response = HttpResponse(opendata.as_csv(table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{name}.csv"'
    return response


@require_safe
def minutes_file(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Locked minutes as they were hashed: whoever has the file computes the digest that stands on the paper."""
    community_or_404(request, code)
    found = meetings.served(number, code)
    if found is None:
        raise Http404
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{number}.json"'
    return response
