"""Whom an entry speaks of without having been made for them at the desk: each context above says it of its own acts."""

from collections.abc import Callable

Told = Callable[[str], frozenset[str]]
_TOLD: dict[str, Told] = {}


def bind(act: str, told: Told) -> None:
    """Say whom an entry of this act, by its reference, speaks for (`person:<number>`); `config/wiring.py` does."""
    _TOLD[act] = told


def spoken_for(act: str, entry: str) -> frozenset[str]:
    """Who may dispute an entry, besides whom it was made for."""
    told = _TOLD.get(act)
    return told(entry) if told else frozenset()
