"""Who is reading: from the sign-in (or, in the demo, from the visitor's chosen part) to posts and capacities."""

from django.http import HttpRequest

from sunward.kernel import clock
from sunward.kernel.ports import bound
from sunward.kernel.viewer import Viewer
from sunward.portal import demo

PART = "demo_part"


def person_of(request: HttpRequest) -> str | None:
    """The reader's person, `person:<id>`; None when nobody is signed in."""
    if PART in request.session and demo.is_demo():
        return str(request.session[PART])
    return getattr(request.user, "person", "") or None


def viewer_of(request: HttpRequest, code: str) -> Viewer:
    """The reader with everything they hold in this community today."""
    person = person_of(request)
    if person is None:
        return Viewer(code)
    keys = bound().posts_of(person, code, clock.today())
    posts = frozenset(key for key in keys if "." in key)
    return Viewer(code, person, posts, frozenset(keys) - posts | {"anyone"})
