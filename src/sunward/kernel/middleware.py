"""When the database does not answer, people get a plain page that says so: what was confirmed before is kept, what was
just sent was not confirmed.
"""

import logging
from collections.abc import Callable
from contextlib import nullcontext

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template

from sunward.kernel.memo import remembering
from sunward.kernel.ports import asking_once

log = logging.getLogger(__name__)
RETRY_AFTER = "30"  # seconds
READING = frozenset({"GET", "HEAD"})


class Remembering:
    """Within one request the same question is asked of the database once; an answer never outlives its request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with remembering(), asking_once() if request.method in READING else nullcontext():
            return self.get_response(request)


class DatabaseAway:
    """Turns a database that is full, locked or gone into a 503 page in both languages.

    Only what a view meets comes by here; what another middleware meets, such as the one that writes the session, ends
    in `kernel.views.server_error`, which answers with the same page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, _request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return unavailable(exception) if isinstance(exception, OperationalError) else None


def unavailable(error: Exception) -> HttpResponse:
    """The page, which promises nothing about what was just sent: a connection may break before or after the commit.

    The log names the kind of fault and nothing of anybody's data.
    """
    log.error("The database did not answer: %s", type(error).__name__)
    page = get_template("503.html").template.source  # type: ignore[attr-defined]
    return HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER})
