"""Whoever is judged at an appraisal meeting answers no objection to what was published of it: the street does.

Seen before: his desk invited the judged director, page and poster named him as the one who answers, and "the result is
fine" was accepted from him without a mark.
"""

from datetime import date, timedelta

import pytest
from django.test import Client

from sunward.disclosure.models import Objection, Publication
from sunward.disclosure.stakes import has_a_stake
from sunward.kernel.facts import FactsError
from tests import stage
from tests.by_links import Walk
from tests.disclosure.scenes import objection, resident
from tests.meetings.hearing_scenes import at, forum, told
from tests.meetings.scenes import marks
from tests.money.cases import paper
from tests.money.test_in_office import term
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, INSPECTOR, SUPERVISOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
FINE = {"outcome": "not_upheld", "answer": "结果没有问题。"}


def published(judged: str) -> tuple[Publication, date]:
    """What came of an appraisal hangs, and on which day."""
    meeting = told(forum("appraisal", judged=judged))
    evening = meeting.starts_at.date()
    with at(evening, 19):
        stage.act("meetings.open_session", SUPERVISOR, meeting.ref)
        stage.act("meetings.state_opinion", SUPERVISOR, meeting.ref, text="楼道扫得少。")
    with at(evening, 20, 30):
        stage.act("meetings.close_session", SUPERVISOR, meeting.ref)
        stage.act("meetings.publish_result", SUPERVISOR, meeting.ref, text="大家满意。")
    return Publication.objects.get(item="forum_results"), evening + timedelta(days=1)


def answer(said: Objection, post: str, on: date) -> None:
    with at(on):
        stage.act("disclosure.answer_objection", post, said.ref, **FINE)


def on_desk(post: str, said: Objection, on: date) -> bool:
    with at(on):
        return said.number in Walk(holder(CODE, post), "en").duties().words


def test_the_judged_director_is_neither_named_nor_asked_nor_heard(client: Client) -> None:
    posted, day = published(DIRECTOR)
    said = objection(posted, resident(), day)
    for post in (DIRECTOR, DEPUTY):
        assert not on_desk(post, said, day)
        with pytest.raises(FactsError, match="outcome"):
            answer(said, post, day)
    assert on_desk(INSPECTOR, said, day)
    with at(day):
        page = client.get(f"/en/c/{CODE}/publications/{posted.number}/").content.decode()
    named = page.partition("Answers for it")[2].partition("</dd>")[0].lower()
    assert "street" in named
    assert "residents" not in named
    answer(said, INSPECTOR, day)


def test_a_body_that_is_judged_answers_nothing_either() -> None:
    posted, day = published("residents_committee")
    said = objection(posted, resident(), day)
    with pytest.raises(FactsError, match="outcome"):
        answer(said, DIRECTOR, day)
    answer(said, INSPECTOR, day)


def test_of_another_s_work_the_owner_of_the_posting_answers() -> None:
    posted, day = published(CLERK)
    said = objection(posted, resident(), day)
    with pytest.raises(FactsError, match="outcome"):
        answer(said, INSPECTOR, day)
    assert on_desk(DIRECTOR, said, day)
    answer(said, DIRECTOR, day)


def test_leaving_the_post_since_makes_nobody_free() -> None:
    """Of a clerk who left, and answers for the committee by now."""
    posted, day = published(CLERK)
    judged = holder(CODE, CLERK)
    with at(day):
        gone = term(CLERK, judged)
        stage.act("registry.end_appointment", CLERK, gone, reason="resigned", letter=paper("gone"))
    assert has_a_stake(posted, judged, DIRECTOR, day)
    assert not has_a_stake(posted, holder(CODE, DIRECTOR), DIRECTOR, day)


@pytest.mark.parametrize(("post", "marked"), [(DIRECTOR, True), (CLERK, False)])
def test_what_was_found_wrong_is_marked_where_the_judged_corrects_it(post: str, marked: bool) -> None:
    posted, day = published(DIRECTOR)
    said = objection(posted, resident(), day)
    with at(day):
        stage.act("disclosure.answer_objection", INSPECTOR, said.ref, outcome="upheld", answer="漏写了楼道。")
        stage.act(
            "disclosure.publish", post, stage.here(), item=posted.item, title="评议结果", corrects=posted.number,
            text="楼道扫得少，其他大家满意。",
        )  # fmt: skip
    assert ("correction_by_another" in marks("disclosure.publish")) is marked
