"""The figures of a vote from its boxes. Pages ask `queries.tally`, which keeps them back until they are whole."""

from sunward.ballots.casting import channels
from sunward.ballots.counting.counters import keys_of
from sunward.ballots.models import Vote
from sunward.ballots.roll import places
from sunward.ballots.rules.tally import Tally, tally
from sunward.kernel.text import Text


def figures_of(vote: Vote) -> Tally:
    """The figures as they stand: for a vote that is closed and whole, and for nothing else."""
    counted = [found for box in channels.boxes(vote) if (found := box.count(vote)) is not None]
    return tally(places.entitled(vote), _present(vote), keys_of(vote), counted)


def _present(vote: Vote) -> int | None:
    """Who was in the room when it was put, and whoever voted from outside by the rule that grants it."""
    if vote.present is None or not vote.online_source:
        return vote.present
    return vote.present + places.from_outside(vote)


def uncounted(vote: Vote) -> list[Text]:
    """What is still missing, by box."""
    return [
        Text(f"{box.name.zh}：{missing.zh}", f"{box.name.en}: {missing.en}")
        for box in channels.boxes(vote)
        if (missing := box.missing(vote)) is not None
    ]
