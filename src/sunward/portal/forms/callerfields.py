"""In whose name a meeting is called: that of one's own body, as the rule books name it, or of a petition."""

from collections.abc import Iterator
from typing import Any

from django import forms

from sunward.charter.queries import NoCharter, charter_of
from sunward.charter.wording import holder_name, said
from sunward.kernel import clock
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings

PETITION = ("petition", Text("居民联名", "a petition"))


def caller_field(viewer: Viewer, _here: Ref, **options: Any) -> forms.Field | None:
    """Only what the door lets this reader say; for a reader without a post the rule books' own list."""
    if not viewer.posts:
        return None
    try:
        names = dict(_own_bodies(viewer))
    except NoCharter:
        return None
    return forms.ChoiceField(choices=[("", "-"), *names.items(), PETITION], **options | {"help_text": ""})


def _own_bodies(viewer: Viewer) -> Iterator[tuple[str, Text]]:
    book = charter_of(viewer.community, clock.today())
    posts = meetings.may_call(viewer.posts, book)
    named = (key for post in sorted(posts) for key in meetings.names_as_caller(body_of(post), book))
    for key in dict.fromkeys(named):
        yield key, said(book.bodies[key].name) if key in book.bodies else holder_name(key)
