"""Too few came to the evening that petitioners called: each of them calls it again, and reads so on their desk."""

from datetime import timedelta

import pytest
from django.test import Client

from sunward.meetings.models import Meeting
from tests.ballots.petitions.scenes import residents
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import CALLS, EVENING
from tests.journeys.uncalled import NEXT, YARD, Uncalled, told
from tests.meetings.scenes import CODE, act, at
from tests.portal.pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
DAYS = "to be called again, and held from"


def adjourned() -> tuple[Uncalled, Meeting]:
    forced = Uncalled()
    with at(CALLS, 9):
        facts = {"matter_kind": "asset_lease", "held_on": EVENING} | YARD
        done = act("meetings.convene_on_petition", "resident", forced.asked.ref, by=forced.opener, **facts)
        assert done.result
        own = Meeting.objects.get(number=done.result.id)
    told(forced, own, CALLS)
    with at(EVENING, 19, 31):
        act("meetings.adjourn", "resident", own.ref, by=forced.signer)
    return forced, own


def desk(client: Client, person: str) -> str:
    return signed_in(client, person).get(f"/en/c/{CODE}/desk/").content.decode()


def test_each_of_those_who_petitioned_reads_it_until_one_has_called(client: Client) -> None:
    """Failed before: nobody but officers had a line."""
    forced, own = adjourned()
    with at(EVENING + timedelta(days=1), 9):
        assert DAYS in desk(client, forced.opener)
        assert DAYS in desk(client, forced.signer)
        assert DAYS not in desk(client, residents(1)[0]), "somebody who signed nothing"
        act("meetings.call_again", "resident", own.ref, by=forced.signer, held_on=NEXT, at="19:00", place="院子")
        assert DAYS not in desk(client, forced.opener)
