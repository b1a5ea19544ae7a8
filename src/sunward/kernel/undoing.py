"""What an act entered at the desk comes to when the person for whom it was entered disputes it, and is right.

The entry stays. A further act, which follows from the answer and is granted to nobody, says with its day that it does
not count, and puts back what it took. Each context names for its own acts which act that is.

What leaves no entry (`Act.recorded`) has no receipt and cannot be disputed. The one such act that takes a slip at the
desk, `ballots.confirm_taken_back`, is undone by the voter's own word: `ballots.deny_taken_back`, at the desk too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sunward.kernel.acts import Act, Consequence
from sunward.kernel.facts import asked
from sunward.kernel.refs import Ref


@dataclass(frozen=True, slots=True)
class UndoneAtDesk:
    """Which entry does not count, and for whom it was made."""

    undone: str = asked("不算数的条目", "the entry that does not count", most=64)
    person: str = asked("为谁代办的", "for whom it was entered", private=True)


class Undone(Protocol):
    """An upheld dispute: the act, what it was about or made, and who had wanted none of it."""

    @property
    def entry(self) -> str: ...
    @property
    def act(self) -> str: ...
    @property
    def made(self) -> Ref: ...
    @property
    def person(self) -> str: ...


Undoing = Mapping[type[Act[Any, Any]], type[Act[Any, Any]]]


def following(event: Undone, undoing: Undoing) -> Iterator[Consequence]:
    """The act by which a context takes back what was entered, if it is one of its own."""
    for act, undo in undoing.items():
        if act.name == event.act:
            yield Consequence(undo, event.made, UndoneAtDesk(undone=event.entry, person=event.person))
