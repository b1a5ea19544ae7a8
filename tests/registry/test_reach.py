"""A community's officers do not fill the street's posts: who did would oversee every community of the street."""

import pytest

from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.registry import queries
from sunward.registry.models import Appointment
from tests.registry.conftest import HERE, TODAY, Does

STREET_CLERK = "street_office.clerk"  # three seats, one of them taken


def test_a_communitys_officer_makes_nobody_a_street_officer(does: Does, founded: str, officer: str) -> None:
    with pytest.raises(FactsError, match=STREET_CLERK):
        does("appoint", HERE, post=STREET_CLERK, person=officer)
    assert not queries.holds_post(officer, STREET_CLERK, founded, TODAY)


def test_a_communitys_officer_removes_nobody_from_the_street(does: Does, founded: str) -> None:
    row = Appointment.objects.get(post__key="officer", post__body__kind="street_discipline", community_code=founded)
    with pytest.raises(FactsError, match="street_discipline.officer"):
        does("end_appointment", Ref("appointment", row.number), reason="removed", left_on=TODAY.isoformat())


@pytest.mark.parametrize("post", [STREET_CLERK, "representatives_meeting.delegate"])
def test_the_streets_own_officers_fill_its_posts_and_those_below(does: Does, founded: str, post: str) -> None:
    clerk = queries.holders(STREET_CLERK, founded, TODAY)[0].person
    person = str(does("register_person", HERE, name="郑安").result)
    perform(
        "registry.appoint", by=clerk, post=STREET_CLERK, subject=HERE, facts={"post": post, "person": person}, key="s1"
    )
    assert queries.holds_post(person, post, founded, TODAY)
