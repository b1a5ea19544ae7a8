"""What a vote of yes or no came to by the rules of the body, and those in words: for minutes, pages, lists."""

from dataclasses import dataclass

from sunward.charter.engine.vocabulary import Rule
from sunward.charter.wording import without_verdict
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.carrying import Counts, adopts
from sunward.meetings.session.room import Room

ADOPTED, LOST = Text("通过：{why}。", "Adopted: {why}."), Text("未通过：{why}。", "Not adopted: {why}.")
NO_RULE = Text("规则册没有写明要多少人同意", "no rule book says how many have to agree")


@dataclass(frozen=True, slots=True)
class CameTo:
    """Whether a question was adopted, and what the rules say to its figures."""

    adopted: bool
    findings: tuple[Finding, ...]

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """The majorities that carry it; of a question that was lost whatever was not reached."""
        if not self.adopted:
            return tuple(one for one in self.findings if not one.ok)
        return tuple(one for one in self.findings if one.rule == Rule.MAJORITY)

    @property
    def said(self) -> Text:
        """The outcome with the rule by which it is one."""
        told = [without_verdict(one.text) for one in self.deciding] or [NO_RULE]
        why = Text("；".join(one.zh for one in told), "; ".join(one.en[:1].lower() + one.en[1:] for one in told))
        return (ADOPTED if self.adopted else LOST).fill(why=why)


def came_to(room: Room, item: AgendaItem, counts: Counts) -> CameTo:
    """What the figures of a question of yes or no come to: the one measure, whoever asks."""
    found = room.rules_on(item).attendance(counts, majority=True)
    return CameTo(adopts(found), found)
