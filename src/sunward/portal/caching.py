"""A public page that has not changed is not made again: what it would say is known from one cheap query.

Only for readers without a session: nothing in their page depends on who they are, but the forgery token in its
forms. A reader's own copy is confirmed with 304; otherwise the page made for the last reader is handed out, with a
token of the reader's own.
"""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from importlib.metadata import version
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from sunward.ballots.queries import NIGHT
from sunward.kernel import clock
from sunward.record import activity

RELEASE = version("sunward")
MOST = 400  # pages kept in a process, some 25 KB each
LARGEST = 200_000  # bytes; larger answers are made anew
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*')
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Made:
    """A page as it was made, its forms without a token."""

    content: bytes
    headers: tuple[tuple[str, str], ...]

    def for_reader(self, request: HttpRequest) -> HttpResponse:
        """The page with the reader's own token."""
        content = self.content
        if TOKEN.search(content):
            content = TOKEN.sub(rb"\g<1>" + get_token(request).encode(), content)
        return HttpResponse(content, headers=dict(self.headers))


class Shelf:
    """The pages asked for last, by what they depend on."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Made] = OrderedDict()
        self._lock = Lock()

    def find(self, state: str) -> Made | None:
        with self._lock:
            if state in self._pages:
                self._pages.move_to_end(state)
            return self._pages.get(state)

    def clear(self) -> None:
        """Forget every page."""
        with self._lock:
            self._pages.clear()

    def keep(self, state: str, response: HttpResponseBase) -> None:
        if response.streaming or response.status_code != 200 or len(response.content) > LARGEST:  # type: ignore[attr-defined]
            return
        content = TOKEN.sub(rb"\g<1>", response.content)  # type: ignore[attr-defined]
        with self._lock:
            self._pages[state] = Made(content, tuple(response.headers.items()))
            while len(self._pages) > MOST:
                self._pages.popitem(last=False)


shelf = Shelf()


def unless_changed(view: View) -> View:
    """The view, asked only when the record, the day or the reader's settings have changed."""

    @wraps(view)
    def fresh(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        state = state_of(request, kwargs.get("code", ""))
        response = _answer(view, request, state, *args, **kwargs) if state else view(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie"])
        return response

    return fresh


def _answer(view: View, request: HttpRequest, state: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
    tag = etag_of(request, state)
    if unchanged := get_conditional_response(request, etag=tag):
        return unchanged
    made = shelf.find(state)
    response = made.for_reader(request) if made else view(request, *args, **kwargs)
    if made is None:
        shelf.keep(state, response)
    if response.status_code == 200:
        response["ETag"] = tag
        response["Cache-Control"] = "private, no-cache"
    return response


def state_of(request: HttpRequest, code: str) -> str | None:
    """Everything that a page depends on: record, civil day and its night, language, size and theme, release. None for a
    reader with a session, and for what is asked of this very moment."""
    asks_now = request.method != "GET" or "check" in request.GET
    if asks_now or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return None
    mark = activity.mark(code)
    if mark is None:
        return None
    parts = (
        request.build_absolute_uri(), mark.newest, mark.signed, clock.today(), _at_night(), get_language(), RELEASE,
        request.COOKIES.get("size", ""), request.COOKIES.get("theme", ""),
    )  # fmt: skip
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _at_night() -> bool:
    """Whether a room may still be at what it began the evening before."""
    return clock.now() < clock.moment(clock.today(), NIGHT)


def etag_of(request: HttpRequest, state: str) -> str:
    """The tag of a reader's copy: the token in its forms belongs to the token in the reader's cookie."""
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return f'"{hashlib.sha256(f"{state}{cookie}".encode()).hexdigest()[:32]}"'
