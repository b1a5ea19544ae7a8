"""What is overdue, and what may still move."""

from datetime import date, timedelta

import pytest
from django.test import Client

from sunward.disclosure.models import Publication
from sunward.kernel import clock
from tests import stage
from tests.by_links import Walk
from tests.elections.scenes import CALLED, at
from tests.portal.test_what_waits_for_whom import left_off

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("on", "said"), [(date(2026, 3, 2), False), (date(2026, 11, 26), True)])
def test_it_is_said_that_next_years_holidays_are_not_known_yet(
    community: str, client: Client, on: date, said: bool
) -> None:
    with clock.moved_to(clock.moment(on)):
        page = client.get(f"/en/c/{stage.CODE}/overdue/").content.decode()
    assert ("The holidays of 2027 have not been announced yet" in page) is said


class TestARollThatWasCorrected:
    """Seen before: corrected for an upheld objection, a roll was "upheld, not corrected yet" for months."""

    LATE = CALLED + timedelta(days=90)

    @pytest.mark.parametrize(
        ("language", "owed", "left"),
        [
            ("zh", "名册还没有更正", "名册已经更正，名单还要重新张贴"),
            ("en", "the roll not corrected yet", "corrected on the roll; the list is to be posted again"),
        ],
    )
    def test_only_its_list_is_still_to_be_posted_until_it_is(
        self, community: str, language: str, owed: str, left: str
    ) -> None:
        roll, number, missing = left_off()
        with at(self.LATE):
            late = Walk("", language).go("/overdue/")
            assert (owed in late.words, left in late.words) == (True, False)
        with at(CALLED + timedelta(days=3)):
            facts = {"change": "add", "who": missing, "reason": "objection_upheld", "objection": number}
            stage.act("ballots.correct_roll", stage.CLERK, roll.ref, **facts)
        with at(self.LATE):
            late = Walk("", language).go("/overdue/")
            assert (owed in late.words, left in late.words) == (False, True)
            page = late.go(f"/objections/{number}/").words
            assert {"zh": "名册已于2026年3月5日", "en": "Corrected on the roll on"}[language] in page
        posted = Publication.objects.get(subject_type="roll", subject_id=roll.number)
        with at(self.LATE - timedelta(days=1)):
            again = {"item": posted.item, "title": posted.title_zh, "text": "更正后的名单", "corrects": posted.number}
            stage.act("disclosure.publish", stage.CLERK, stage.here(), about=str(roll.ref), **again)
        with at(self.LATE):
            late = Walk("", language).go("/overdue/")
            assert (owed in late.words, left in late.words) == (False, False)
