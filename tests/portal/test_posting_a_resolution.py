"""A resolution that is adopted and not posted: whoever owes the posting reads so, and walks to a form that knows all
but the words.

Before, it stood among what is overdue alone, on nobody's desk; the line led to the list of all matters, and the form
refused the number that is printed on the decision.
"""

from datetime import timedelta
from typing import Any

import pytest

from sunward.disclosure.models import Publication
from sunward.kernel.facts import FactsError
from tests import stage
from tests.by_links import Walk
from tests.decisions.scenes import MEETING, day, decided
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
both = pytest.mark.parametrize("language", ["zh", "en"])
FORM = "do/disclosure.publish/"
TOMORROW, LATE = MEETING + timedelta(days=1), MEETING + timedelta(days=30)


def post(about: str, **more: Any) -> Publication:
    facts = {"item": "resolutions", "title": "决议", "text": "同意。", "about": about} | more
    done = stage.act("disclosure.publish", CLERK, stage.here(), **facts)
    assert done.result
    return Publication.objects.get(number=done.result.id)


@both
@pytest.mark.parametrize("from_desk", [True, False])
def test_who_owes_it_walks_to_a_form_that_knows_what_it_is_about(language: str, from_desk: bool) -> None:
    made = decided()
    with day(TOMORROW):
        walk = Walk(holder(CODE, DIRECTOR), language)
        walk = walk.duties() if from_desk else walk.go("/matters/", f"/matters/{made.matter.number}/")
        form = walk.go(FORM)
        assert (form.field("item"), form.field("about")) == ("resolutions", made.number)
        form.send(text="同意出租。")
        assert not any(made.number in one for one in Walk(holder(CODE, DIRECTOR), language).duties().links(FORM))
    posted = Publication.objects.get(item="resolutions")
    assert (posted.about, posted.title_zh, posted.recorded_on) == (made.ref, f"决议：{made.title}", TOMORROW)
    with day(LATE):
        assert not Walk("", language).go("/overdue/").links(f"/matters/{made.number}/")


@both
def test_it_waits_for_nobody_else(language: str) -> None:
    made = decided()
    with day(TOMORROW):
        for post in (CLERK, SUPERVISOR):
            assert not any(made.number in one for one in Walk(holder(CODE, post), language).duties().links(FORM))


@both
def test_what_is_overdue_leads_to_its_matter(language: str) -> None:
    made = decided()
    with day(LATE):
        late = Walk("", language).go("/overdue/").go(f"/matters/{made.number}/")
        assert late.at.endswith(f"/matters/{made.matter.number}/")


@pytest.mark.parametrize("written", ["{}", " {}", "decision:{}"])
def test_the_number_is_taken_as_it_is_printed(written: str) -> None:
    made = decided()
    with day(TOMORROW):
        assert post(written.format(made.number)).about == made.ref
        assert post(made.number.lower()).about == made.ref
        assert post(made.matter.number).about == made.matter.ref


def test_a_number_that_is_nobodys_is_said_to_be_unknown() -> None:
    decided()
    with day(TOMORROW), pytest.raises(FactsError, match="XY-R-2026-012"):
        post("XY-R-1999-001")
