"""A run-off has its own day, title and reason: in the timetable, on the desks of those who vote, on its sheet.

Seen before: the timetable called a result late that had been declared on the spot; voters' desks said nothing of a
run-off until it was open, and its sheet bore the title of the first.
"""

from datetime import date, timedelta

import pytest

from sunward.disclosure.models import Publication
from sunward.elections import queries
from sunward.elections.counting.saying import seats_left
from sunward.elections.queries import ElectionPage
from sunward.kernel import clock
from sunward.kernel.viewer import Viewer
from tests.elections import scenes
from tests.elections.scenes import CODE, VOTING, Race, at

pytestmark = pytest.mark.usefixtures("community")
DAY = VOTING + timedelta(days=2)


@pytest.fixture
def race() -> Race:
    """Two seats; one candidate has more than half of the votes."""
    race = Race()
    race.post()
    race.open()
    first, second, third = (one.key for one in race.contest.candidates.order_by("place"))
    race.count({first: 8, second: 4, third: 3}, blank=1)
    race.declare()
    return race


def shown(race: Race, day: date) -> ElectionPage:
    with at(day, 21):
        page = queries.election(race.election.number, CODE)
    assert page
    return page


def told(race: Race, day: date) -> dict[str, tuple[date, date | None, bool]]:
    return {one.what.zh: (one.due_on, one.done_on, one.missed) for one in shown(race, day).timetable}


def test_each_round_stands_in_the_timetable_against_its_own_day(race: Race) -> None:
    race.run_off()
    waits = told(race, VOTING)
    assert waits["宣布结果"] == (VOTING, VOTING, False)
    assert waits["另行选举投票：委员"] == (DAY, None, False)
    race.open_run_off(DAY)
    second, third = (one.key for one in race.contest.candidates.order_by("place")[1:])
    race.count({second: 7, third: 0}, day=DAY)
    race.declare(DAY)
    after = told(race, DAY)
    assert after["宣布结果"] == (VOTING, VOTING, False)
    assert after["另行选举投票：委员"] == (DAY, DAY, False)
    assert after["宣布另行选举结果：委员"] == (DAY, DAY, False)


def test_it_stands_on_the_desk_of_whoever_votes_before_it_opens(race: Race) -> None:
    race.run_off()
    for person, told_of in ((race.people[9], True), (scenes.stage.holder(CODE, scenes.CLERK), False)):
        viewer = Viewer(community=CODE, person=person)
        with at(VOTING + timedelta(days=1)):
            found = [one for one in queries.waits_for(viewer, clock.today()) if one.subject == race.contest.ref]
        assert bool(found) is told_of
        if told_of:
            assert found[0].due == DAY
            assert "另行选举" in found[0].title.zh
            assert "08:00–18:00，社区活动室" in found[0].about.zh


def test_it_has_its_own_title_and_says_why_and_among_whom(race: Race) -> None:
    said = shown(race, VOTING).contests[0].rounds[0].said
    standing = [one.person.named.zh for one in race.contest.candidates.order_by("place")]
    assert said.zh.startswith("还有 1 个名额没有选出：其余的人得票不够当选。")
    assert said.zh.endswith(f"{standing[1]}、{standing[2]}。")
    race.run_off()
    notice = Publication.objects.get(item="election_run_off")
    assert "其余的人得票不够当选" in notice.text
    assert notice.rows
    assert [name for [name] in notice.rows["rows"]] == standing[1:]
    assert race.open_run_off(DAY).question.startswith("另行选举")
    assert race.first().question.startswith("选举")


def test_one_seat_is_one_seat() -> None:
    assert seats_left(1).en == "1 seat is still open"
    assert seats_left(2).en == "2 seats are still open"


def asked_of(race: Race, person: str, day: date) -> list[str]:
    with at(day, 21):
        found = queries.waits_for(Viewer(community=CODE, person=person), clock.today())
    return [act for one in found if one.subject == race.contest.ref for act in one.acts]


def test_the_committee_is_asked_to_call_it_from_the_declaration_until_it_is_called(race: Race) -> None:
    """Their desk said that nothing waited for them, while a seat was open that they alone could put to a vote."""
    member = str(race.election.members.order_by("place")[0].person)
    assert asked_of(race, member, VOTING) == ["elections.call_run_off"]
    assert asked_of(race, race.people[9], VOTING) == []
    race.run_off()
    assert asked_of(race, member, VOTING) == [], "it waits for its day"
    race.open_run_off(DAY)
    second, third = (one.key for one in race.contest.candidates.order_by("place")[1:])
    race.count({second: 7, third: 0}, day=DAY)
    race.declare(DAY)
    assert asked_of(race, member, DAY) == [], "no seat is open any more"
