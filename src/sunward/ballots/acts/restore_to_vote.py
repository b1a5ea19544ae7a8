"""Somebody who was put aside by others votes after all; follows from their own word, granted to nobody."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting import obstacles
from sunward.ballots.casting.proxied import as_kept, carried_by, written_down
from sunward.ballots.casting.seated import told_of
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class RestoredFacts:
    entry: int = asked("谁（名册位置）", "who (place on the roll)", private=True)
    in_room: bool = asked("表决时在会场", "was in the room when it was put", default=False)


@register
class RestoreToVote(ActOnVote[RestoredFacts]):
    """Until the close: nobody has counted without them for good."""

    name = "ballots.restore_to_vote"
    title = Text("恢复表决", "let somebody vote after all")
    kind = "effect"
    facts_type = RestoredFacts

    def standing(self) -> Iterator[Finding]:
        yield obstacles.is_open(self.subject, self.call.at)

    def write(self) -> Outcome:
        vote, entry = self.subject, self.facts.entry
        vote.aside, vote.off_base = _without(vote.aside, entry), _without(vote.off_base, entry)
        if self.facts.in_room and vote.in_room is not None:
            vote.in_room = sorted({*vote.in_room, entry})
            seated = told_of(vote.about, vote.opened_at, [entry])
            if seated.came:
                vote.delegates = {**seated.delegates, **(vote.delegates or {})}  # who sat there when it was put stays
            vote.by_proxy = as_kept(carried_by(seated) | written_down(vote))
        vote.save(update_fields=["aside", "off_base", "in_room", "delegates", "by_proxy"])
        return Outcome(vote.ref)


def _without(keys: list[int], one: int) -> list[int]:
    return [key for key in keys if key != one]
