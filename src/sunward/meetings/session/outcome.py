"""What a vote of yes or no came to by the rules of the body, and those in words: for minutes, pages, lists."""

from dataclasses import dataclass

from sunward.charter.engine.vocabulary import Rule
from sunward.charter.wording import without_verdict
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.carrying import Counts, adopts
from sunward.meetings.session.elsewhere import elsewhere_said
from sunward.meetings.session.matterless import wanted_of
from sunward.meetings.session.room import Room

ADOPTED, LOST = Text("通过：{why}。", "Adopted: {why}."), Text("未通过：{why}。", "Not adopted: {why}.")
NO_RULE = Text("规则册没有写明要多少人同意", "no rule book says how many have to agree")


@dataclass(frozen=True, slots=True)
class CameTo:
    """Whether a question was adopted, and what the rules say to its figures; `idle` says of one that was, and is about
    no matter, that nothing follows from it. Where another meeting had decided it, these figures decide nothing."""

    adopted: bool
    findings: tuple[Finding, ...]
    idle: Text | None = None
    decided_at: str = ""  # another meeting for the same petition, whose result stands: this one's does not

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """The majorities that carry it; of a question that was lost whatever was not reached."""
        if self.decided_at:
            return ()
        if not self.adopted:
            return tuple(one for one in self.findings if not one.ok)
        return tuple(one for one in self.findings if one.rule == Rule.MAJORITY)

    @property
    def said(self) -> Text:
        """The outcome with the rule by which it is one."""
        if self.decided_at:
            return elsewhere_said(self.decided_at)
        told = [without_verdict(one.text) for one in self.deciding] or [NO_RULE]
        why = Text("；".join(one.zh for one in told), "; ".join(one.en[:1].lower() + one.en[1:] for one in told))
        return self.with_idle((ADOPTED if self.adopted else LOST).fill(why=why))

    def with_idle(self, outcome: Text) -> Text:
        """Some words for the outcome, and beside them that nothing follows from it, where that is so."""
        return Text(outcome.zh + self.idle.zh, f"{outcome.en} {self.idle.en}") if self.idle else outcome


def came_to(room: Room, item: AgendaItem, counts: Counts) -> CameTo:
    """What the figures of a question of yes or no come to: the one measure, whoever asks."""
    rules = room.rules_on(item)
    found = rules.attendance(counts, majority=True)
    idle = wanted_of(item, rules.rules.charter, rules.rules.body).said
    return CameTo(adopts(found), found, idle if adopts(found) else None)
