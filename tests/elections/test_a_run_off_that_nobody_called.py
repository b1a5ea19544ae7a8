"""A run-off that no member had wanted leaves no sheet that sends people there.

Seen before: its call was void, but the sheet and the poster that it had hung went on saying "votes are cast in the
suburb", and nothing corrected them; the committee's own call hung beside it, two places for one post and one day, and
both were asked for a photograph.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.disclosure import queries as disclosure
from sunward.disclosure.models import Publication
from sunward.disclosure.queries import PublicationPage
from sunward.kernel.acts import Done
from sunward.kernel.viewer import Viewer
from tests import stage
from tests.elections.scenes import CLERK, CODE, VOTING, Race, at, by
from tests.elections.test_a_committee_without_phones import member, seats_left
from tests.elections.test_one_post_each import Two
from tests.stage import served, upheld

pytestmark = pytest.mark.usefixtures("community", "own_keys")
DAY = VOTING + timedelta(days=2)


def sheets(on: date = VOTING) -> Iterator[PublicationPage]:
    for row in Publication.objects.filter(item="election_run_off").order_by("id"):
        if page := disclosure.publication(row.number, Viewer(CODE), on):
            yield page


def in_the_suburb(race: Race) -> Done:
    return member(race, "call_run_off", race.contest.ref, voting_day=DAY, places="郊外")


def test_its_sheet_is_corrected_and_the_committee_s_own_call_takes_its_place(client: Client) -> None:
    race = seats_left()
    with at(VOTING, 20):
        upheld(in_the_suburb(race))
        false, correction = sheets()
        assert (false.corrected_by, correction.corrects) == (correction.card.number, false.card.number)
        assert "不算数" in correction.card.title.zh
        assert "不算数" in correction.text
        assert "郊外" in correction.text
        page = client.get(f"/zh/c/{CODE}/publications/{false.card.number}/").content.decode()
        assert correction.card.number in page
    race.run_off()
    _false, correction, own = sheets()
    assert own.corrects == correction.card.number
    assert disclosure.newest_of(false.card.number) == own.card.number
    assert "社区活动室" in own.text
    with at(DAY + timedelta(days=40)):
        late = {one.subject.id for one in disclosure.overdue(CODE, DAY + timedelta(days=40))}
    assert not late & {false.card.number, correction.card.number}


def test_it_hangs_for_as_long_as_its_catalogue_asks() -> None:
    race = seats_left()
    with at(VOTING, 20):
        done = in_the_suburb(race)
    with at(DAY, 7):
        upheld(done)
    _false, correction = sheets(DAY)
    assert correction.stays_up_days == 2
    assert not correction.card.state.short_by


def test_once_its_day_is_over_nothing_is_hung_for_it() -> None:
    race = seats_left()
    with at(VOTING, 20):
        done = in_the_suburb(race)
    with at(DAY + timedelta(days=1), 9):
        upheld(done)
    assert [one.corrected_by for one in sheets()] == [""]


def test_a_sheet_that_somebody_had_corrected_by_hand_is_followed() -> None:
    race = seats_left()
    with at(VOTING, 20):
        done = in_the_suburb(race)
        [false] = sheets()
        by_hand: dict[str, Any] = {"item": "election_run_off", "title": "另行选举，地点有误", "text": "在河边投票。"}
        by_hand |= {"corrects": false.card.number, "stays_up_days": 2}
        stage.act("disclosure.publish", CLERK, stage.here(), **by_hand)
        upheld(done)
    _false, hand, correction = sheets()
    assert correction.corrects == hand.card.number


def test_a_run_off_after_a_whole_day_without_a_poll_corrects_nothing() -> None:
    race = seats_left()
    race.run_off()
    race.run_off(called=DAY + timedelta(days=1))
    assert [one.corrects for one in sheets(DAY + timedelta(days=1))] == ["", ""]


def test_of_two_posts_on_one_evening_each_sheet_corrects_its_own() -> None:
    race = Two()
    race.stand(race.deputy, race.people[6])
    race.post()
    race.open()
    for post in (race.director, race.deputy):
        race.counted(post, {one.key: 4 for one in post.candidates.all()})
        race.declared(post)
    given: dict[str, Any] = {"voting_day": DAY, "until_hour": "18:00"}
    with at(VOTING, 20):
        false = served("elections.call_run_off", race.people[0], race.director.ref, places="郊外", **given)
        by(race.people[0], "call_run_off", race.deputy.ref, places="社区活动室", **given)
        upheld(false)
        by(race.people[0], "call_run_off", race.director.ref, places="社区活动室", **given)
    suburb, of_deputy, correction, own = sheets()
    assert [correction.corrects, own.corrects] == [suburb.card.number, correction.card.number]
    assert (of_deputy.corrects, of_deputy.corrected_by) == ("", "")
