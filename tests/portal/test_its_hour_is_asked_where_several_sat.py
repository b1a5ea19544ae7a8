"""Of an evening entered from paper the page for sheets asked each place for an hour. Where one alone had sat, whoever
filled it in was refused; it is asked for where several did, one after the other."""

import re

import pytest

from tests.by_links import Walk
from tests.meetings.filled import NEXT, SHEETS, Evening, comes, evening, family, goes, meeting, proxy_sits_down, put
from tests.meetings.scenes import CLERK, EVENING, at
from tests.stage import CODE, holder

__all__ = ["evening", "family", "meeting"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_hour_is_asked_at_their_place_alone(evening: Evening, language: str) -> None:
    with at(EVENING, 19, 5):
        comes(evening)
    with at(NEXT, 8):
        goes(evening, at="20:00")
        proxy_sits_down(evening, at="20:05")
    with at(NEXT, 9):
        vote = put(evening, at="19:10", **SHEETS)
        walk = Walk(holder(CODE, CLERK), language).go("/matters/", "/votes/", f"/{vote.number}/", "/door/")
        several, alone = evening.keys[0], evening.keys[1]
        places = {int(form.fields["entry"][0]): form.fields for form in walk.shown.forms if "entry" in form.fields}
        assert {place for place, fields in places.items() if "at" in fields} == {several}
        assert alone in places
        assert re.search(rf'<input id="at-{several}"[^>]* required', walk.html)
        walk.send("at", at="19:12", do="issue")
        left = {int(form.fields["entry"][0]) for form in walk.shown.forms if "entry" in form.fields}
        assert several not in left
