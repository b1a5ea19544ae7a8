"""Who sits as a proxy at which place of a vote now, by name: for whoever hands out sheets or counts who answers."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from sunward.ballots import queries as ballots
from sunward.ballots.queries import Place
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.registry import queries as registry

SOMEBODY = Text("代理人", "a proxy")  # a vote of an older release kept nothing of who it is
BY = Text("{name}（由{proxy}代理）", "{name} (by the proxy {proxy})")


def proxies_by_place(
    vote: str, places: Collection[int], viewer: Viewer, *, takes_sheets: bool = False
) -> dict[int, str]:
    """As the reader may see their names. One query where no proxy sits."""
    stays = ballots.proxies_sitting(vote, places, takes_sheets=takes_sheets)
    people = meetings.who_stays(stays.values())
    names = registry.names_of(people.values(), viewer.person, viewer.community) if people else {}
    return {place: names.get(people.get(stay, ""), str(SOMEBODY)) for place, stay in stays.items()}


def with_proxies(vote: str, places: Iterable[Place], viewer: Viewer, *, takes_sheets: bool = False) -> list[Place]:
    """The places, each with who sits there for it."""
    found = list(places)
    sits = proxies_by_place(vote, [one.entry for one in found], viewer, takes_sheets=takes_sheets)
    return [replace(one, sits=sits.get(one.entry, "")) for one in found]
