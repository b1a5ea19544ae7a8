"""“Seven families voted for it and the one who owns half the buildings says it does not count”: owners decide by head
and by floor area, both, and everybody can read which of the two was short."""

from datetime import timedelta

import pytest

from sunward.decisions.models import Decision, Step
from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.meetings.models import AgendaItem, Meeting
from tests.journeys.pages import page
from tests.meetings import owners, scenes
from tests.meetings.owners import EVENING, IN_FORCE
from tests.meetings.scenes import CLERK, act, at
from tests.money import cases
from tests.money.cases import on

pytestmark = pytest.mark.django_db
AREAS = ("600", "80.50", "80", "80", "80", "80", "80", "80")  # 1,160.50 m² in all; the first alone has more than half
ARTICLE = "民法典 第二百七十八条"


@pytest.fixture
def people(community: str) -> list[str]:
    return owners.under_the_civil_code(AREAS)


def called(number: int = 1, kind: str = "property_company") -> tuple[Meeting, list[AgendaItem], list[Ref]]:
    with on(IN_FORCE):
        matters = [cases.open_matter(kind) for _ in range(number)]
        meeting, items = owners.called(matters, kind)
    return meeting, items, matters


def everybody_comes(meeting: Meeting, people: list[str]) -> None:
    scenes.open_with(meeting, [owners.place(meeting, one) for one in people])


def test_carried_by_heads_alone_it_is_not_carried_and_the_article_is_named(people: list[str]) -> None:
    """Seven of eight heads agree; the one who does not owns more than all of them."""
    meeting, [item], [matter] = called()
    with at(EVENING):
        everybody_comes(meeting, people)
        owners.answered(item, {people[0]: "against"} | dict.fromkeys(people[1:], "for"))
        step = Step.objects.get(matter__number=matter.id)
        assert not step.adopted
        assert step.counts["owners"] == {
            "entitled": 8, "present": 8, "cast": 8, "for": 7, "against": 1, "abstain": 0,
        }  # fmt: skip
        assert step.counts["owners_area"] == {
            "entitled": 116050, "present": 116050, "cast": 116050, "for": 56050, "against": 60000, "abstain": 0,
        }  # fmt: skip
        assert not Decision.objects.filter(matter__number=matter.id).exists()
        with pytest.raises(FactsError, match="step"):  # and no paper can say that it was adopted
            adopted_on_paper(matter)


def adopted_on_paper(matter: Ref) -> None:
    cases.report(
        matter, "resolution", body="owners_assembly", notice_on=IN_FORCE, called_by="owners_committee",
        counts={"owners": {"entitled": 8, "cast": 8, "for": 8}}, minutes=cases.paper("typed"),
    )  # fmt: skip


def test_carried_by_both_it_stands(people: list[str]) -> None:
    meeting, [item], [matter] = called()
    with at(EVENING):
        everybody_comes(meeting, people)
        owners.answered(item, dict.fromkeys(people[:5], "for") | dict.fromkeys(people[5:], "against"))
        step = Step.objects.get(matter__number=matter.id)
        assert Decision.objects.get(matter__number=matter.id).step == step
    assert (step.adopted, step.breaches) == (True, 0)
    both = [found for found in step.findings if found["rule"] == "majority"]
    assert [(found["ok"], found["source"], found["actual"]) for found in both] == [
        (True, ARTICLE, "5"), (True, ARTICLE, "920.50 m²"),
    ]  # fmt: skip


def test_with_two_thirds_of_the_heads_and_too_little_area_there_is_no_vote(people: list[str]) -> None:
    meeting, [item], _matters = called()
    with at(EVENING):
        everybody_comes(meeting, people[1:])
        with pytest.raises(Refused) as refusal:
            scenes.put(item, post=owners.HEAD, channels="roll_call")
        [short] = [one for one in refusal.value.findings if one.breach]
    assert (short.rule, short.actual, short.source) == ("quorum", "560.50 m²", ARTICLE)


def test_hands_tell_no_area_and_are_not_raised(people: list[str]) -> None:
    meeting, [item], _matters = called()
    with at(EVENING):
        everybody_comes(meeting, people)
        with pytest.raises(Refused) as refusal:
            scenes.put(item, post=owners.HEAD, channels="hands,roll_call")
    assert [(one.rule, one.actual) for one in refusal.value.findings if one.breach] == [("areas_told", "hands")]


def test_a_report_without_areas_is_taken_in_and_unlocks_nothing(people: list[str]) -> None:
    with on(IN_FORCE):
        matter = cases.open_matter("property_company")
    with on(EVENING + timedelta(days=1)):
        adopted_on_paper(matter)
        step = Step.objects.get(matter__number=matter.id)
        assert [one["rule"] for one in step.findings if not one["ok"]] == ["quorum", "majority"]
        assert step.breaches == 2


def test_a_report_with_areas_is_held_to_what_the_register_knows(people: list[str]) -> None:
    heads, area = {"entitled": 8, "cast": 8, "for": 8}, {"entitled": 90000, "cast": 90000, "for": 90000}
    with on(IN_FORCE):
        matter = cases.open_matter("property_company")
    with on(EVENING + timedelta(days=1)):
        cases.report(
            matter, "resolution", body="owners_assembly", notice_on=IN_FORCE, called_by="owners_committee",
            counts={"owners": heads, "owners_area": area}, minutes=cases.paper("typed"),
        )  # fmt: skip
        [short] = [one for one in Step.objects.get(matter__number=matter.id).findings if not one["ok"]]
    assert (short["rule"], short["zh"]) == (
        "entitled_known", "业主的专有部分面积：填报应到900.00平方米，记录里是1160.50平方米，按1160.50平方米计。",
    )  # fmt: skip


def test_everybody_reads_both_counts_and_nobody_s_name(people: list[str]) -> None:
    meeting, [item], [matter] = called()
    with at(EVENING):
        everybody_comes(meeting, people)
        vote = owners.answered(item, {people[0]: "against"} | dict.fromkeys(people[1:], "for"))
        act("meetings.close_session", CLERK, meeting.ref)
        scenes.minutes_of(meeting)
        room, minutes = page(f"meetings/{meeting.number}/", "en"), page(f"meetings/{meeting.number}/minutes/", "zh")
        result, told = page(f"votes/{vote.number}/"), page(f"matters/{matter.id}/", "en")
        roll = page(f"rolls/{meeting.roll.number}/")  # type: ignore[union-attr]
    assert "1160.50 m² in all, those present 1160.50 m²" in room
    assert "for (area) 560.50 m²" in room
    assert "业主的专有部分面积：共1160.50平方米，到会的占1160.50平方米" in minutes
    assert "赞成（面积） 560.50平方米，反对（面积） 600.00平方米，弃权（面积） 0.00平方米" in minutes
    assert "按专有部分面积" in result
    assert "实际同意560.50平方米，不符合要求" in result
    assert ARTICLE in result
    assert "For 560.50 m² Against 600.00 m²" in told
    assert "专有部分总面积 1160.50平方米" in roll
    nobody = [f"业主{number:02d}" for number in range(2, 9)]  # the first is in office, and named as such
    assert not any(name in words for words in (room, minutes, result, told, roll) for name in nobody)
