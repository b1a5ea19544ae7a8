"""One person is the party's secretary and the committee's director, as in most communities: a page on which both may
act asks in which office. Before, it took the first that was free, and the director could call no meeting of the
residents' representatives: the page called it in the name of the party, and was refused."""

import pytest
from django.test import Client

from sunward.meetings.models import Meeting
from sunward.record.models import Journal
from tests import stage
from tests.meetings.scenes import CALLED, EVENING, at, freeze, people
from tests.portal.pages import signed_in
from tests.stage import CODE, DIRECTOR, SUPERVISOR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
PAGE = f"/en/c/{CODE}/do/meetings.convene/community:{CODE}/"
SECRETARY = "party_organisation.secretary"
FACTS = {
    "body": "representatives_meeting", "title": "第二次居民代表会议", "place": "社区活动室", "held_on": str(EVENING),
    "at": "19:00", "called_by": "residents_committee",
}  # fmt: skip


def both(client: Client) -> Client:
    """Whoever holds both offices, at their own desk."""
    person = stage.holder(CODE, DIRECTOR)
    assert person == stage.holder(CODE, SECRETARY)
    freeze(people(9))
    return signed_in(client, person)


def test_it_asks_whoever_holds_two_and_nobody_else(client: Client) -> None:
    with at(CALLED, 9):
        page = both(client).get(PAGE).content.decode()
        assert 'name="in_office"' in page
        assert "director, residents&#x27; committee" in page
        one = signed_in(Client(), stage.holder(CODE, SUPERVISOR)).get(PAGE).content.decode()
    assert 'name="in_office"' not in one


@pytest.mark.parametrize(("office", "status"), [(DIRECTOR, 302), (SECRETARY, 409), ("street_office.director", 422)])
def test_it_is_done_in_the_office_that_was_said(client: Client, office: str, status: int) -> None:
    with at(CALLED, 9):
        answer = both(client).post(PAGE, FACTS | {"in_office": office})
    assert answer.status_code == status
    assert Meeting.objects.exists() is (status == 302)
    if status != 422:
        assert Journal.objects.filter(act="meetings.convene").latest("id").post == office
