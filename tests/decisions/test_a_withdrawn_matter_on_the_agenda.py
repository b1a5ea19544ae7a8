"""The matter was withdrawn before people were told; its item stayed on the agenda, was announced, voted on and
certified without a word."""

import pytest

from sunward.record.models import Journal
from tests import stage
from tests.decisions.test_nobody_withdraws_what_is_being_decided import EVENING, Evening
from tests.journeys.pages import page
from tests.meetings import scenes as meetings
from tests.stage import DEPUTY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
SAID = "The matter was withdrawn on Monday 2 March 2026"


def marked(name: str) -> bool:
    row = Journal.objects.filter(act=name).exclude(kind="refusal").latest("id")
    return any(found["rule"] == "matter_withdrawn" and not found["ok"] for found in row.findings)


@pytest.mark.parametrize("withdrawn", [True, False])
def test_notice_item_vote_and_result_say_so(withdrawn: bool) -> None:
    evening = Evening()
    if withdrawn:
        with meetings.at(meetings.CALLED, 9, 30):
            stage.act("decisions.withdraw_matter", DEPUTY, evening.matter, reason="不办了")
    vote = evening.put()
    with meetings.at(EVENING, 19, 45):
        meetings.count_hands(vote, meetings.entries(evening.roll), {"for": 9})
    with meetings.at(EVENING, 20):
        meetings.certify(vote)
    for name in ("meetings.give_notice", "meetings.put_to_vote", "meetings.settle_item"):
        assert marked(name) is withdrawn, name
    assert (SAID in page(f"meetings/{evening.meeting.number}/", "en")) is withdrawn
    assert ("on which this item is to decide, was withdrawn on" in page(f"votes/{vote.number}/", "en")) is withdrawn
    with meetings.at(EVENING, 20, 30):
        stage.act("meetings.close_session", stage.DIRECTOR, evening.meeting.ref)
        minutes = meetings.minutes_of(meetings.again(evening.meeting))
    assert (minutes.content["items"][0].get("withdrawn_on") == "2026-03-02") is withdrawn
    assert (SAID in page(f"meetings/{evening.meeting.number}/minutes/", "en")) is withdrawn
