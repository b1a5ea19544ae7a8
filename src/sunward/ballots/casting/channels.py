"""The channels of a vote: a registry, so that a further one (a cryptographic one) can be added beside the others.

Every channel leaves a mark on the roll, and its votes fall into a box. A box knows how it is counted and what is still
missing before it can be; boxes know nothing of each other, so paper and the desk never depend on what comes later.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sunward.ballots.models import Vote
from sunward.ballots.rules.tally import Counted
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Box:
    """Where votes fall, and how they are counted. `count` brings the figures (None: nothing was cast in it);
    `missing` says what still has to happen before it can be counted for good (None: nothing). `weighs`: each vote in it
    tells whose it is, or what it weighs; a heap of sheets tells neither."""

    key: str
    name: Text
    count: Callable[[Vote], Counted | None]
    missing: Callable[[Vote], Text | None]
    weighs: bool = True


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to vote. `secret` is one in which nobody sees who chose what: a secret vote opens no other. `self_cast` is
    one through which the voter's own hand casts a detached ballot. `needs_rule` is one that a rule must permit and that
    elections and recall never take."""

    key: str
    name: Text
    secret: bool
    self_cast: bool
    needs_rule: bool
    box: Box


_channels: dict[str, Channel] = {}


def register(channel: Channel) -> Channel:
    """Make a channel known.

    Raises:
        ValueError: when two channels share a key.
    """
    if _channels.setdefault(channel.key, channel) is not channel:
        raise ValueError(f"Two channels are called {channel.key}.")
    return channel


def known(key: str) -> Channel | None:
    """The channel of this key, or None."""
    return _channels.get(key)


def all_channels() -> tuple[Channel, ...]:
    """Every channel, in the order in which they were made known."""
    return tuple(_channels.values())


def named(keys: Iterable[str]) -> tuple[Channel, ...]:
    """The known ones of these channels, in the order of the registry."""
    wanted = set(keys)
    return tuple(channel for channel in _channels.values() if channel.key in wanted)


def boxes(vote: Vote) -> tuple[Box, ...]:
    """The boxes of a vote's channels, each once."""
    return tuple({channel.box.key: channel.box for channel in named(vote.channels)}.values())


def name_of(key: str) -> Text:
    """A channel's name for people."""
    channel = known(key)
    return channel.name if channel else Text.of(key)
