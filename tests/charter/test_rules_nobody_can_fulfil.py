"""A rule that nobody can fulfil would end all deciding, its own mend included: it is refused where it is typed."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from sunward.charter.models import Draft
from sunward.kernel.acts import Refused
from tests.charter.amendments import QUORUM, change, draft
from tests.meetings.resolving import roll_of_the_room
from tests.money.cases import START, on, rules_of
from tests.portal.pages import signed_in
from tests.portal.test_amending import post
from tests.stage import CODE, DEPUTY, holder

MAJORITY = "bodies.representatives_meeting.majority.share"
BY_RULES = "matters.community_rules.majority.share"
SINCE = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def monday(community: str) -> Any:
    """Nine people are on the roll of the meeting."""
    with on(START):
        roll_of_the_room(CODE, 14)
        yield


@pytest.fixture
def deputy(community: str) -> Client:
    return signed_in(Client(), holder(CODE, DEPUTY))


@pytest.mark.parametrize("path", [QUORUM, MAJORITY, BY_RULES, "bodies.residents_assembly.quorum.any_of.0.share"])
@pytest.mark.parametrize("new", ["more_than 1/1", "more_than 7/7"])
def test_more_than_all_is_refused(path: str, new: str) -> None:
    """Failed before: it was drafted, voted and adopted, and from its day on no meeting decided anything."""
    with pytest.raises(Refused) as refusal:
        draft(change(path, new), since=SINCE)
    assert rules_of(refusal) == {"place"}
    assert "nobody" in str(refusal.value.findings[-1].text.en)
    assert not Draft.objects.exists()


@pytest.mark.parametrize(("path", "new"), [(QUORUM, "at_least 10"), (QUORUM, "more_than 9"), (MAJORITY, "at_least 99")])
def test_so_are_more_people_than_there_are(path: str, new: str) -> None:
    """Failed before, and nobody was told."""
    with pytest.raises(Refused) as refusal:
        draft(change(path, new), since=SINCE)
    assert rules_of(refusal) == {"within_reach"}
    assert "there are 9 today" in " ".join(found.text.en for found in refusal.value.findings)


@pytest.mark.parametrize("new", ["at_least 9", "more_than 8", "at_least 1/1", "at_least 3/4"])
def test_what_can_be_fulfilled_can_be_drafted(new: str) -> None:
    draft(change(QUORUM, new), since=SINCE)


def test_the_field_says_what_is_accepted(deputy: Client) -> None:
    given = {"section": "meetings", "entry": "bodies.representatives_meeting", "p0": "5"}
    shares = {"p1_0": "more_than", "p1_1": "1/1", "p2_0": "more_than", "p2_1": "1/2"}
    for language, words in (("en", "more than 1/1 is more than all"), ("zh", "没有人能超过全体")):
        response = post(deputy, "take", language=language, **given, **shares)
        assert response.status_code == 422
        assert words in response.content.decode()


@pytest.mark.parametrize(("new", "told"), [("at_least 1/1", True), ("at_least 9", True), ("at_least 3/4", False)])
def test_what_one_alone_could_stop_is_told_before_it_is_drafted(deputy: Client, new: str, told: bool) -> None:
    page = post(deputy, "preview", change(QUORUM, new)).content.decode()
    assert ("one alone could stop every decision" in page) is told
