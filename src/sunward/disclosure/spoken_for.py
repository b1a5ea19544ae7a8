"""Whom an entry speaks of without having been made for them at the desk: each context above says it of its own acts."""

from collections.abc import Callable

from sunward.kernel.ports import PortByKind

# By act: whom an entry of it, by its reference, speaks for (`person:<number>`).
SPOKEN_FOR: PortByKind[Callable[[str], frozenset[str]]] = PortByKind()


def spoken_for(act: str, entry: str) -> frozenset[str]:
    """Who may dispute an entry, besides whom it was made for."""
    told = SPOKEN_FOR.of(act)
    return told(entry) if told else frozenset()
