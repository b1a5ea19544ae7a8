"""What has happened, told to whoever subscribed; every subscription is listed in `config.wiring`.

Subscribers run inside the act's transaction and may answer with consequences.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sunward.kernel.ports import Entry

if TYPE_CHECKING:
    from sunward.kernel.acts import Consequence

Subscriber = Callable[[Any], "Iterable[Consequence] | None"]
_subscribers: defaultdict[type, list[Subscriber]] = defaultdict(list)


@dataclass(frozen=True, slots=True)
class ActPerformed:
    """An act has been written; `entry` is what the record received, `facts` what was handed in."""

    entry: Entry
    facts: Any


def subscribe(event: type, subscriber: Subscriber) -> None:
    """Have `subscriber` called for every event of this type."""
    if subscriber not in _subscribers[event]:
        _subscribers[event].append(subscriber)


def announce(event: object) -> "list[Consequence]":
    """Tell the subscribers, in the order in which they are listed; collect the consequences they ask for."""
    return [wanted for tell in _subscribers[type(event)] for wanted in tell(event) or ()]
