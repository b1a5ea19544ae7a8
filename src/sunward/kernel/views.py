"""Pages that belong to no context: display preferences, health, and what is said when something is missing."""

import sys

from django.db import Error, OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from sunward.kernel.middleware import unavailable

CHOICES = {"size": {"m", "l"}, "theme": {"auto", "light", "dark"}}
AS_IT_COMES = {"m", "auto"}
ONE_YEAR = 365 * 24 * 3600  # seconds


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Remember text size or theme in a cookie and go back to the page; values that do not exist are passed over."""
    response = HttpResponseRedirect(_own_page(request, request.POST.get("next", "/")))
    for name, values in CHOICES.items():
        value = request.POST.get(name)
        if value in AS_IT_COMES:
            response.delete_cookie(name, samesite="Lax")
        elif value in values:
            response.set_cookie(
                name, value, max_age=ONE_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
            )
    return response


def in_my_language(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001
    """An address without a language leads to the reader's own; the addresses on posters are of this kind."""
    prefix = "en" if (get_language() or "zh").startswith("en") else "zh"
    path = f"/{prefix}{request.path}"
    resolve(path)  # an address that exists in no language is not found here either
    return HttpResponseRedirect(f"{path}?{query}" if (query := request.META.get("QUERY_STRING")) else path)


@require_safe
def without_language(request: HttpRequest, **_named: str) -> HttpResponse:
    """What is the same in every language stands under one address, and for good."""
    bare = "/" + request.path.split("/", 2)[2]
    query = request.META.get("QUERY_STRING")
    return HttpResponsePermanentRedirect(f"{bare}?{query}" if query else bare)


def healthz(_request: HttpRequest) -> HttpResponse:
    """Whether this process answers and its database is there, with tables: an empty file is no database of ours."""
    try:
        there = MigrationRecorder.Migration.objects.exists()
    except Error:
        there = False
    said = "ok\n" if there else "数据库没有回应，或其中没有表。The database does not answer, or has no tables.\n"
    return HttpResponse(said, status=200 if there else 503, content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """The page for an address that does not exist, in both languages."""
    return render(request, "404.html", status=404)


def not_readable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """The page for what was sent in no form that can be read, or in a thousand fields: in both languages."""
    return HttpResponse(render_to_string("400.html"), status=400)


def server_error(_request: HttpRequest) -> HttpResponse:
    """The page for a fault on our side: needs no database, no session, no context.

    A database that did not answer while the session was read or written is no fault of the code: that page is another.
    """
    error = sys.exc_info()[1]  # Django answers within its `except`
    if isinstance(error, OperationalError):
        return unavailable(error)
    return HttpResponse(render_to_string("500.html"), status=500)


def _own_page(request: HttpRequest, address: str) -> str:
    """The address when it is one of ours, otherwise the home page: nobody is led elsewhere."""
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe else "/"
