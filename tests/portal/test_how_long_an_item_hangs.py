"""The page of what must be published says for how long, in the days in which the rule counts."""

from datetime import date

import pytest
from django.test import Client

from sunward.kernel import clock
from tests.stage import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]


@pytest.mark.parametrize(("language", "said"), [("en", "5 working days, on the board"), ("zh", "5 个工作日，上墙")])
def test_in_working_days_where_the_rule_says_so(language: str, said: str) -> None:
    """Seen before: “5 days, on the board” of who is taken into the party."""
    with clock.moved_to(clock.moment(date(2026, 3, 2))):
        page = Client().get(f"/{language}/c/{CODE}/catalogue/").content.decode()
    assert said in page
    assert ("10 days, on the board" if language == "en" else "10 天，上墙") in page
