"""One member of the committee opened a run-off at seven the next morning, until one: nobody had been told. A run-off is
called for a day and hours, posted, and opened on that day as every poll is."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from sunward.disclosure.models import Publication
from sunward.elections import queries
from sunward.elections.models import RunOff
from sunward.kernel import clock
from sunward.kernel.guard import door_open
from sunward.kernel.text import day_in_full
from tests.elections.scenes import CODE, STREET, SUPERVISOR, VOTING, Race, at, by, office, rules_of, tied
from tests.money.cases import paper

pytestmark = pytest.mark.usefixtures("community")
DAY = VOTING + timedelta(days=2)


@pytest.fixture
def race() -> Race:
    return tied()


def test_nobody_votes_the_next_morning(race: Race) -> None:
    """A full day lies between the call and its day."""
    tomorrow = VOTING + timedelta(days=1)
    assert rules_of(lambda: race.run_off(voting_day=tomorrow)) == {"told_before"}
    assert rules_of(lambda: race.run_off(voting_day=VOTING + timedelta(days=15))) == {"voting_day_in_time"}
    assert rules_of(lambda: race.open_run_off(tomorrow)) == {"run_off_called"}
    race.run_off(voting_day=DAY)
    assert "voting_day" in rules_of(lambda: race.open_run_off(tomorrow))
    assert race.open_run_off(DAY).method == "run_off"


def test_it_is_posted_and_stands_on_the_page(race: Race, client: Client) -> None:
    race.run_off()
    posted = Publication.objects.get(item="election_run_off")
    assert "08:00–18:00" in posted.text
    assert day_in_full(DAY).zh in posted.text
    with at(DAY, 7):
        words = client.get(f"/en/c/{CODE}/elections/{race.election.number}/").content.decode()
        assert "Run-off" in words
        assert "08:00–18:00 ·" in words


def test_it_opens_at_its_hour_by_the_rules_of_every_poll(race: Race) -> None:
    race.run_off()
    assert rules_of(lambda: race.open_run_off(DAY, 7)) == {"opens_at_its_hour"}
    assert rules_of(lambda: race.open_run_off(DAY, closes="17:00")) == {"closes_at_its_hour"}
    assert rules_of(lambda: race.open_run_off(DAY, channels="web")) == {"ballot_channels"}
    vote = race.open_run_off(DAY)
    assert vote.closes_at == clock.moment(DAY, 18)
    assert "run_off_called" in rules_of(lambda: race.open_run_off(DAY, 9))


def test_whoever_is_silent_on_its_day_is_waited_for_until_ten(race: Race) -> None:
    race.run_off()
    opens = lambda: office("open_run_off", STREET, race.contest.ref, booths=1)  # noqa: E731
    with at(DAY, 9, 59):
        assert rules_of(opens) == {"election_committee"}
    with at(DAY, 10):
        opens()


def test_it_is_called_once_and_anew_when_its_day_has_passed(race: Race) -> None:
    race.run_off()
    assert rules_of(race.run_off) == {"called_once"}
    after = DAY + timedelta(days=1)
    with at(VOTING + timedelta(days=8)):
        titles = [str(one.title.en) for one in queries.overdue(CODE, clock.today())]
        assert [one for one in titles if "Seats left" in one]
    anew = {"voting_day": after + timedelta(days=2), "places": "社区活动室"}
    with at(after):
        office("call_run_off", SUPERVISOR, race.contest.ref, **anew)
    assert RunOff.objects.count() == 2


def test_a_run_off_by_candle_light_is_entered_too(race: Race) -> None:
    race.run_off()
    with at(DAY + timedelta(days=1)):
        held = {"booths": 1, "at": "08:00", "proof": paper("the signed list")}
        by(race.runners[0], "open_run_off", race.contest.ref, **held)
    assert race.vote().opened_at == clock.moment(DAY, 8)


@pytest.mark.postgres
def test_the_database_holds_no_run_off_of_its_own_day(race: Race) -> None:
    race.run_off()
    row = RunOff.objects.get()
    row.pk, row.called_on = None, row.voting_day
    with pytest.raises(IntegrityError), transaction.atomic(), door_open():
        row.save(force_insert=True)
