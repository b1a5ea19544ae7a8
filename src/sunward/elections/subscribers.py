"""What elections does when something happens below: a petition for a recall that has enough signatures starts it."""

from collections.abc import Iterator

from sunward.ballots.events import PetitionReached
from sunward.elections.acts import AskFacts, AskForRecall
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry


def begin_recall(event: PetitionReached) -> Iterator[Consequence]:
    """No office has to receive it: the signature that was enough begins it."""
    term = registry.term(event.asks_for) if event.purpose == "recall" else None
    if term is not None and term.community == event.community:
        yield Consequence(AskForRecall, Ref("community", event.community), AskFacts(petition=event.petition))
