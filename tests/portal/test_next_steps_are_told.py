"""Next steps that stood on a page, or among what is overdue, and on nobody's desk: each is told now to whose it is,
before its day."""

from datetime import timedelta

import pytest

from sunward.meetings.models import Opinion
from tests.by_links import Walk
from tests.elections.scenes import at
from tests.meetings import hearing_scenes as hearings
from tests.stage import CODE, DIRECTOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
both = pytest.mark.parametrize("language", ["zh", "en"])


def walk(person: str, language: str) -> Walk:
    """Home, then what waits for them today."""
    return Walk(person, language).duties()


class TestACoordinationOrAppraisalMeeting:
    @both
    @pytest.mark.parametrize("kind", ["coordination", "appraisal"])
    def test_what_was_said_there_is_answered_from_the_desk(self, kind: str, language: str) -> None:
        meeting, day = hearings.forum_held(kind)
        answers, publishes = "do/meetings.dispose_opinion/", "do/meetings.publish_result/"
        with at(day + timedelta(days=1)):
            walk(holder(CODE, DIRECTOR), language).go(publishes).send(text="四楼下周先修。")
            desk = walk(holder(CODE, DIRECTOR), language)
            assert desk.links(answers), "a result answers nobody"
            waits = {"zh": "等答复", "en": "waits for its answer"}[language]
            assert waits in desk.go(f"/{meeting.number}/").words
            walk(holder(CODE, DIRECTOR), language).go(answers).send(disposition="adopted", why="下周先修四楼。")
            assert not walk(holder(CODE, DIRECTOR), language).links(answers)
        assert not Opinion.objects.filter(meeting=meeting, disposed_on=None).exists()

    @both
    def test_silence_stands_among_what_is_overdue(self, language: str) -> None:
        meeting, day = hearings.forum_held("coordination")
        said = {"zh": "会上 1 条意见没有答复", "en": "Opinions of a meeting without an answer (1)"}[language]
        with at(day + timedelta(days=5)):
            assert said not in Walk("", language).go("overdue/").words
        with at(day + timedelta(days=20)):
            page = Walk("", language).go("overdue/")
            assert said in page.words
            assert page.links(f"/{meeting.number}/")
