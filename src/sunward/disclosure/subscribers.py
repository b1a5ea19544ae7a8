"""What disclosure does when something happens above it; `config.wiring` says when."""

from typing import Protocol

from sunward.disclosure.acts.demand_item import DemandFacts, DemandItem
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref


class Asked(Protocol):
    """A petition that enough people signed, as its context announces it."""

    @property
    def community(self) -> str: ...
    @property
    def petition(self) -> str: ...
    @property
    def purpose(self) -> str: ...
    @property
    def asks_for(self) -> str: ...


def demand_item(petition: Asked) -> list[Consequence]:
    """Enough residents asked for one more item: it is demanded from now on."""
    if petition.purpose != "disclosure" or not petition.asks_for.strip():
        return []
    facts = DemandFacts(petition=petition.petition, asks_for=petition.asks_for.strip())
    return [Consequence(DemandItem, Ref("community", petition.community), facts)]
