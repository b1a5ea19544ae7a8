"""A question was put, and nobody voted before the session was adjourned; follows from that, granted to nobody."""

from collections.abc import Iterator

from sunward.ballots.acting import ActOnVote
from sunward.ballots.counting.silent import nobody_voted
from sunward.ballots.rules.words import NEVER_ANSWERED, NOBODY_VOTED
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

SOMEBODY = Text("已经有人投票：不能随休会收回。", "Somebody has voted: it is not taken back with the adjournment.")


@register
class EndUnanswered(ActOnVote[NoFacts]):
    """Taken back with the adjournment, and waits to be put again. What somebody answers at the same moment is not."""

    name = "ballots.end_unanswered"
    title = Text("没有人投票：随休会收回表决", "nobody voted: take a vote back with the adjournment")
    kind = "effect"
    facts_type = NoFacts

    def standing(self) -> Iterator[Finding]:
        silent = self.subject.closed_at is None and self.subject.annulled_on is None and nobody_voted(self.subject)
        yield Finding.either("unanswered", silent, NOBODY_VOTED, SOMEBODY)

    def write(self) -> Outcome:
        vote = self.subject
        vote.annulled_on, vote.annulled_because = self.call.day, NEVER_ANSWERED
        vote.save(update_fields=["annulled_on", "annulled_because"])
        return Outcome(result=vote.ref)
