"""The whole year of a community, in its order: every kind of act once."""

from datetime import timedelta

from tests.architecture.year import affairs, gatherings, money, people, polls
from tests.architecture.year.watch import Watch
from tests.money.cases import START, on


def live(does: Watch) -> None:
    """From the people to their votes."""
    with on(START + timedelta(days=10)):
        people.people(does)
        people.neighbours(does)
        people.asking_together(does)
    with on(START):
        affairs.holds_and_duties(does)
        affairs.postings(does)
        affairs.at_the_desk(does)
        affairs.deciding(does)
        gatherings.meeting(does)
        gatherings.hearing(does)
        line = money.paying(does)
        money.paying_otherwise(does, line)
        money.books(does)
    polls.voting(does)
    polls.electing(does)
    polls.recalling(does)
