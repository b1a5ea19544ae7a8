"""What is overdue, and what may still move."""

from datetime import date

import pytest
from django.test import Client

from sunward.kernel import clock
from tests import stage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("on", "said"), [(date(2026, 3, 2), False), (date(2026, 11, 26), True)])
def test_it_is_said_that_next_years_holidays_are_not_known_yet(
    community: str, client: Client, on: date, said: bool
) -> None:
    with clock.moved_to(clock.moment(on)):
        page = client.get(f"/en/c/{stage.CODE}/overdue/").content.decode()
    assert ("The holidays of 2027 have not been announced yet" in page) is said
