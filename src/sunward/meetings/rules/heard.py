"""In which order people are heard, and when everybody has had an answer."""

from collections.abc import Iterable, Sequence
from datetime import date


def out_of_turn(spoken: Iterable[int], speaker: int, order: Sequence[int]) -> bool:
    """Whether somebody behind this speaker in the order has spoken already; whoever did not come is passed over."""
    place = {number: index for index, number in enumerate(order)}
    before = max((place[number] for number in spoken if number in place), default=-1)
    return place.get(speaker, -1) < before


def concluded_on(signed_on: date | None, answered: Iterable[date | None]) -> date | None:
    """The day on which a hearing was over: its record signed by the host, and every opinion answered."""
    days = [signed_on, *answered]
    return None if None in days else max(day for day in days if day)
