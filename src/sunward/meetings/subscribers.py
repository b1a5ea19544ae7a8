"""What meetings does when something happens below: a certified vote settles the item it was about."""

from collections.abc import Iterator

from sunward.ballots.events import VoteCertified
from sunward.kernel.acts import Consequence
from sunward.meetings.acts import SettledFacts, SettleItem


def settle(event: VoteCertified) -> Iterator[Consequence]:
    """Every count is confirmed and whoever was drawn has been asked: now the result stands. Where nobody voted nothing
    is settled: the item can be put again."""
    if event.about.type == "item" and event.cast:
        yield Consequence(SettleItem, event.about, SettledFacts(vote=event.vote))
