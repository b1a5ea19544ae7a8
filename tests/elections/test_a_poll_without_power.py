"""The power went on the voting day: the poll went on by its hours, on paper, by a list on which everybody signed for
their sheet. The day after it is entered as it was, marked as such; nobody votes by it who had not."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from sunward.ballots.models import Mark, Vote
from sunward.kernel import clock
from sunward.kernel.acts import Done
from sunward.kernel.guard import door_open
from sunward.record.models import Journal
from tests import stage
from tests.ballots import scenes as votes
from tests.elections.recall import Story
from tests.elections.scenes import (
    CALLED,
    CLERK,
    CODE,
    DIRECTOR,
    STREET,
    SUPERVISOR,
    VOTING,
    Race,
    at,
    by,
    office,
    rules_of,
)
from tests.journeys.pages import page
from tests.money.cases import paper
from tests.portal.pages import signed_in

pytestmark = pytest.mark.usefixtures("community")
MORNING = VOTING + timedelta(days=1)
LIST = "the signed list of that day"


@pytest.fixture
def race() -> Race:
    found = Race()
    found.post()
    return found


def opened(race: Race, day: date = MORNING, who: str = "", **facts: Any) -> Done:
    given = {"booths": 2, "at": "08:00", "proof": paper(LIST)} | facts
    with at(day):
        return by(who or race.runners[0], "open_poll", race.election.ref, **given)


def entered(vote: Vote, people: list[str], post: str = CLERK, **facts: Any) -> Done:
    keys = ",".join(str(votes.entry_of(vote, one)) for one in people)
    return votes.act("enter_list", post, vote, **({"entries": keys, "proof": paper(LIST)} | facts))


def marked(name: str) -> set[str]:
    row = Journal.objects.filter(act=name).exclude(kind="refusal").latest("id")
    return {found["rule"] for found in row.findings if not found["ok"]}


def counted(race: Race, vote: Vote, sheets: int) -> None:
    first, second = [one.key for one in race.contest.candidates.order_by("place")][:2]
    facts = race.several({first: sheets, second: sheets - 1}, sheets)
    votes.act("count_paper", SUPERVISOR, vote, **facts, counted_with=stage.holder(CODE, stage.SUPERVISION_MEMBER))
    votes.second(vote)
    votes.confirm(vote)


def test_a_poll_that_was_held_by_candle_light_is_entered_the_day_after(race: Race) -> None:
    opened(race)
    vote = race.vote()
    assert (vote.opened_at, vote.closes_at) == (clock.moment(VOTING, 8), clock.moment(VOTING, 18))
    with at(MORNING, 9, 5):
        entered(vote, race.people[:8])
        assert rules_of(lambda: votes.close(vote)) == {"time_to_vote"}
    with at(MORNING, 9, 15):
        votes.close(vote)
        counted(race, vote, 8)
        race.declare(MORNING, 10)
        race.certify(MORNING, 11)
        words = page(f"votes/{vote.number}/", "en")
    for name in ("ballots.open_vote", "ballots.close_vote", "ballots.count_paper", "ballots.confirm_count",
                 "elections.declare_result", "ballots.certify"):  # fmt: skip
        assert "entered_late" in marked(name), name
    assert {"sheets_entered_late", "entered_late"} <= marked("ballots.enter_list") & marked("elections.declare_result")
    assert marked("elections.open_poll") >= {"entered_late"}
    said = Journal.objects.filter(act="elections.open_poll").latest("id").claimed_at
    assert said
    assert clock.civil_day(said) == VOTING
    assert "Sheets entered afterwards from the signed list" in words
    assert "A poll held on paper without power" in words


def test_who_took_a_sheet_after_the_power_went_at_noon(race: Race) -> None:
    """Five sheets were marked, eight lie in the box; the count adds up once the list is entered."""
    vote = race.open()
    with at(VOTING):
        for one in race.people[:5]:
            votes.issue(vote, one)
    with at(MORNING):
        assert rules_of(lambda: votes.issue(vote, race.people[5])) == {"closed"}
        entered(vote, race.people[5:8])
        votes.close(vote)
        counted(race, vote, 8)
        race.declare(MORNING, 10)
    assert not Vote.objects.get(pk=vote.pk).discrepancies.exists()
    assert marked("ballots.close_vote") >= {"sheets_entered_late"}
    assert Mark.objects.filter(vote=vote, list_sha256=paper(LIST).sha256).count() == 3


def test_what_the_list_says_against_the_marks_is_refused(race: Race) -> None:
    vote = race.open()
    with at(VOTING):
        votes.issue(vote, race.people[0])
    stranger = votes.people(1)[0]
    with at(MORNING):
        assert rules_of(lambda: entered(vote, race.people[:2])) == {"already_voted"}
        twice = f"{votes.entry_of(vote, race.people[1])}," * 2
        assert rules_of(lambda: entered(vote, [], entries=twice)) == {"listed_once"}
        other = votes.roll_of([stranger])
        assert rules_of(lambda: entered(vote, [], entries=str(other.entries.get().pk))) == {"on_roll"}
    assert Mark.objects.filter(vote=vote).count() == 1


def test_whose_sheet_a_proxy_took_is_entered_so() -> None:
    """As the list was signed: for whoever gave a proxy the holder signed, and for nobody else."""
    race = Race()
    giver, holder = race.people[8:10]
    with at(CALLED, 12):
        given = {"holder": holder, "paper": paper("proxy"), "said_kin": "sibling"}
        by(giver, "grant_proxy", race.election.ref, "resident", **given)
    race.post()
    vote = race.open()
    key, other = (str(votes.entry_of(vote, one)) for one in (giver, race.people[7]))
    listed = [race.people[7], giver]
    with at(MORNING):
        for said in ("", other, f"{key},{other}"):
            assert rules_of(lambda said=said: entered(vote, listed, by_proxy=said)) == {"to_the_proxy"}, said
        assert not Mark.objects.filter(vote=vote).exists()
        entered(vote, listed, by_proxy=key)
    assert Mark.objects.filter(vote=vote).count() == 2


def test_neither_before_its_hour_is_over_nor_after_three_days_nor_after_the_close(race: Race) -> None:
    vote = race.open()
    with at(VOTING, 17):
        assert rules_of(lambda: entered(vote, race.people[:1])) == {"afterwards"}
    with at(VOTING + timedelta(days=4)):
        assert rules_of(lambda: entered(vote, race.people[:1])) == {"entered_in_time"}
    with at(VOTING + timedelta(days=3)):
        entered(vote, race.people[:1])
        votes.close(vote)
        assert "closed" in rules_of(lambda: entered(vote, race.people[1:2]))


def test_an_entry_gives_nobody_a_vote(race: Race) -> None:
    """Whoever did not sign that day takes no sheet the day after, and nothing is opened by web or terminal."""
    assert rules_of(lambda: opened(race, channels="paper,terminal")) == {"on_paper"}
    opened(race)
    with at(MORNING, 9, 5):
        assert rules_of(lambda: votes.issue(race.vote(), race.people[0])) == {"closed"}
        late = race.vote()
    late.pk, late.number, late.channels = None, "XY-V-none", ["paper", "terminal"]
    with pytest.raises(IntegrityError), transaction.atomic(), door_open():
        late.save(force_insert=True)


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"proof": None}, {"signed_list"}),
        ({"at": "07:00"}, {"opens_at_its_hour"}),
        ({"at": ""}, {"voting_day", "closes_ahead", "open_long_enough"}),
        ({"at": "13:00"}, {"open_long_enough"}),
    ],
)
def test_it_was_held_by_its_announced_hours(race: Race, facts: dict[str, Any], refused: set[str]) -> None:
    assert rules_of(lambda: opened(race, **facts)) >= refused


def test_it_is_entered_within_three_days_by_whoever_could_have_opened_it(race: Race) -> None:
    assert "voting_day" in rules_of(lambda: opened(race, VOTING + timedelta(days=4)))
    assert "afterwards" in rules_of(lambda: _in_its_hours(race))
    assert rules_of(lambda: opened(race, who=race.people[-1])) == {"election_committee"}
    opened(race, VOTING + timedelta(days=3))


def _in_its_hours(race: Race) -> None:
    with at(VOTING, 15):
        by(race.runners[0], "open_poll", race.election.ref, booths=2, at="08:00", proof=paper(LIST))


class TestARecall:
    def test_it_is_entered_too_and_not_by_their_own_side(self) -> None:
        story = Story()
        day = story.call()
        opens = lambda post: office(  # noqa: E731
            "open_recall_poll", post, story.recall.ref, booths=1, at="08:00", proof=paper(LIST)
        )
        with at(day + timedelta(days=1)):
            assert rules_of(lambda: opens(stage.DEPUTY)) == {"not_their_own_side"}
            opens(STREET)
            vote = Vote.objects.get(about_type="recall")
            entered(vote, story.people[:6])
        with at(day + timedelta(days=1), 9, 15):
            votes.close(vote)
            figures = {"for": 4, "against": 2}
            votes.count_paper(vote, figures, **votes.sheets(figures))
            votes.confirm(vote)
        assert story.declare(day + timedelta(days=1)) is True
        assert marked("elections.declare_recall") >= {"entered_late", "sheets_entered_late"}

    def test_nobody_else_closes_it_before_its_sheets_are_entered(self) -> None:
        story = Story()
        day = story.call()
        with at(day + timedelta(days=2)):
            office("open_recall_poll", STREET, story.recall.ref, booths=1, at="08:00", proof=paper(LIST))
            vote = Vote.objects.get(about_type="recall")
        with at(day + timedelta(days=2), 13):
            assert rules_of(lambda: votes.act("close_vote", "anyone", vote, by=story.people[0])) == {"open"}


def test_the_table_of_the_teller_becomes_that_of_the_list(race: Race, client: Client) -> None:
    vote = race.open()
    with at(MORNING):
        clerk = signed_in(client, stage.holder(CODE, CLERK))
        url = f"/en/c/{CODE}/votes/{vote.number}/door/"
        words = clerk.get(url, {"q": "居民"}).content.decode()
        assert "Photograph of the signed list" in words
        ticked = {"entries": [votes.entry_of(vote, one) for one in race.people[:2]]}
        refused = clerk.post(f"{url}?q=居民", ticked)
        assert refused.status_code == 409
    assert DIRECTOR
