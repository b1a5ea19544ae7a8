"""Answers remembered within one act or one page: the same question is asked of the database once.

Only for reads that nothing inside an act changes, or whose changes call `forget`. Outside `remembering` nothing is
kept, so no process ever answers from an earlier request.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
_kept: ContextVar[dict[Any, Any] | None] = ContextVar("remembered_answers", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Keep answers until the block ends; a block inside another shares the outer one's."""
    if _kept.get() is not None:
        yield
        return
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


@contextmanager
def remembering_anew() -> Iterator[None]:
    """For an act: what a page around it has read before the lock is asked again, and nothing read in it outlives it."""
    forget()
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def remembered(read: Callable[P, R]) -> Callable[P, R]:
    """Decorator for a read with hashable arguments."""

    @wraps(read)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        kept = _kept.get()
        if kept is None:
            return read(*args, **kwargs)
        question = (read, args, tuple(sorted(kwargs.items())))
        if question not in kept:
            kept[question] = read(*args, **kwargs)
        found: R = kept[question]
        return found

    return answer


def forget() -> None:
    """Drop what has been kept: something that a remembered read tells of has changed."""
    kept = _kept.get()
    if kept is not None:
        kept.clear()
