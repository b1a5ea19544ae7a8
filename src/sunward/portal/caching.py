"""A public page that has not changed is not made again: its ETag is known from one cheap query.

Only for readers without a session: nothing in their page depends on who they are. The forgery token in the page
belongs to the token in the cookie, which is therefore part of the tag.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from sunward.kernel import clock
from sunward.record import activity

RELEASE = version("sunward")
COOKIES = ("size", "theme", settings.CSRF_COOKIE_NAME)
View = Callable[..., HttpResponseBase]


def unless_changed(view: View) -> View:
    """Answers 304 when the reader's copy is still right; other answers carry the tag for the next time."""

    @wraps(view)
    def fresh(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        tag = etag_of(request, kwargs.get("code", ""))
        unchanged = get_conditional_response(request, etag=tag) if tag else None
        response = unchanged or view(request, *args, **kwargs)
        if tag and response.status_code in {200, 304}:
            response["ETag"] = tag
            response["Cache-Control"] = "private, no-cache"
        patch_vary_headers(response, ["Cookie"])
        return response

    return fresh


def etag_of(request: HttpRequest, code: str) -> str | None:
    """The page's tag: record, civil day, language, size and theme, release. None for a reader with a session."""
    asks_now = request.method not in {"GET", "HEAD"} or "check" in request.GET
    if asks_now or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return None
    mark = activity.mark(code)
    if mark is None:
        return None
    parts = (
        request.get_full_path(), mark.newest, mark.signed, clock.today(), get_language(), RELEASE,
        *(request.COOKIES.get(name, "") for name in COOKIES),
    )  # fmt: skip
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'
