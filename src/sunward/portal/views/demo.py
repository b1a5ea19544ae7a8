"""The demo's bar: become somebody else with one click. Answers only in a demo's database."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from sunward.portal import demo
from sunward.portal.reader import PART


@require_POST
def become(request: HttpRequest, code: str) -> HttpResponse:
    """Take a part on offer in this community, or leave it."""
    if not demo.is_demo():
        raise Http404
    wanted = request.POST.get("part", "")
    part = next((part for part in demo.parts(code) if part.key == wanted), None)
    if part:
        request.session[PART] = part.person
    else:
        request.session.pop(PART, None)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}):
        return redirect(back)
    return redirect("portal:home", code)
