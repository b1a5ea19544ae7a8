"""Several people at the same moment."""

import threading
from collections.abc import Callable
from contextvars import copy_context

from django.db import IntegrityError, OperationalError, connections

from sunward.kernel.acts import Refused


def at_once(*calls: Callable[[], object]) -> list[str]:
    """Run the calls in threads of their own, all starting together; what became of each: `done`, `False` where that
    was the answer, or the name of what refused it."""
    start, became = threading.Barrier(len(calls)), [""] * len(calls)

    def run(place: int, call: Callable[[], object]) -> None:
        start.wait()
        try:
            became[place] = "False" if call() is False else "done"
        except (Refused, IntegrityError, OperationalError) as refusal:
            became[place] = type(refusal).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=copy_context().run, args=(run, place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return became
