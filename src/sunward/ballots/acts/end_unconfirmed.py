"""End a vote whose hands or roll call nobody confirms: nothing is decided, and the question can be put again."""

from collections.abc import Iterator
from datetime import datetime

from sunward.ballots.acting import ActOnVote
from sunward.ballots.acts.annul_vote import SETTLED, UNSETTLED
from sunward.ballots.casting.afterwards import first_listed
from sunward.ballots.casting.boxes import unconfirmed_aloud
from sunward.ballots.counting.stakes import not_a_party
from sunward.ballots.hours import TO_CONFIRM
from sunward.ballots.rules.words import NEVER_CONFIRMED, NOTHING_DECIDED
from sunward.kernel import clock
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

WAITS = Text("有举手或者点名的结果没有核对。", "A show of hands or a roll call is not confirmed.")
NONE_WAITS = Text("没有等待核对的举手或者点名。", "No show of hands or roll call waits to be confirmed.")
TIME = Text(
    "给人核对的时间是三天，到 {time} 为止。", "There are three days in which somebody can confirm it: until {time}."
)


@register
class EndUnconfirmed(ActOnVote[NoFacts]):
    """What nobody confirms stays open for three days and not for ever. Whoever refuses to confirm carries nothing by it
    and rejects nothing: the vote says that it came to no result, and holds up neither the minutes nor another one."""

    name = "ballots.end_unconfirmed"
    title = Text("无人核对：结果不成立", "confirmed by nobody: end the vote without a result")
    kind = "effect"
    facts_type = NoFacts

    @property
    def until(self) -> datetime:
        """From the hour at which it could be confirmed: for an evening held on paper that of its entry, for answers
        entered afterwards the first day of theirs. Not from the count, which could be made anew every day."""
        listed = first_listed(self.subject)
        since = self.subject.closes_at or self.subject.open_since
        return (max(since, clock.moment(listed, 23, 59)) if listed else since) + TO_CONFIRM

    def standing(self) -> Iterator[Finding]:
        open_still = self.subject.certified_on is None and self.subject.annulled_on is None
        yield Finding("stands", open_still, UNSETTLED if open_still else SETTLED)
        waits = unconfirmed_aloud(self.subject)
        yield Finding("unconfirmed", waits, WAITS if waits else NONE_WAITS)
        time = f"{self.until.astimezone(clock.ZONE):%Y-%m-%d %H:%M}"
        yield Finding("time_to_confirm", self.call.at > self.until, TIME.fill(time=time))
        yield not_a_party(self.subject, self.call.by)

    def write(self) -> Outcome:
        mark = Finding("not_established", False, NOTHING_DECIDED)
        return Outcome(self.subject.ref, findings=[mark], events=self.annul(NEVER_CONFIRMED))
