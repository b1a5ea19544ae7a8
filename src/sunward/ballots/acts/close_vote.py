"""Close a vote: nobody votes any more; the ballots are written anew and committed to; who is asked back is drawn."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property

from sunward.ballots import places, sampling, standing, urn
from sunward.ballots.acting import ActOnVote
from sunward.ballots.events import VoteClosed
from sunward.ballots.models import Mark
from sunward.kernel import lots
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.record import queries as record

LEAST = timedelta(minutes=10)  # within which whoever is there can be expected to vote
HURRIED = Text(
    "注意：表决开始不到十分钟、在场的人还没有都投票就结束了。",
    "Alert: closed within ten minutes of its opening, before everybody who was there had voted.",
)
EARLY = Text(
    "公布的截止时间还没到，也不是人人都投了票。", "The announced hour has not come, and not everybody has voted."
)


@register
class CloseVote(ActOnVote[NoFacts]):
    """The close takes the vote's lock alone: casts under way end first, later ones find it closed."""

    name = "ballots.close_vote"
    title = Text("结束表决", "close a vote")
    kind = "effect"
    facts_type = NoFacts

    def standing(self) -> Iterator[Finding]:
        over = self.subject.closed_at is not None or self.subject.annulled_on is not None
        yield Finding("closed", not over, standing.CLOSED)
        if self.subject.closes_at is not None and self.call.at < self.subject.closes_at:
            yield Finding("not_before_its_hour", self.marked >= places.voters(self.subject), EARLY)

    @cached_property
    def marked(self) -> int:
        """How many have voted, or hold a sheet."""
        return Mark.objects.filter(vote=self.subject, withdrawn_on=None).count()

    def _in_a_hurry(self) -> list[Finding]:
        """A mark on a vote without an hour that is shut while those who are there could still vote. No bar: somebody
        may never vote, and the room must be able to go on."""
        vote = self.subject
        kept_out = {*vote.off_base, *vote.aside}
        there = places.voters(vote) if vote.in_room is None else len(set(vote.in_room) - kept_out)
        hurried = vote.closes_at is None and self.marked < there and self.call.at - vote.opened_at < LEAST
        mark = Finding("closed_in_a_hurry", False, HURRIED, required=str(there), actual=str(self.marked))
        return [mark] if hurried else []

    def write(self) -> Outcome:
        vote = self.subject
        vote.ballots_digest = urn.rewrite(vote)
        vote.closed_at = self.call.at
        root = record.newest_root(vote.community_code)
        vote.sample_seed = lots.seed_of(vote.ballots_digest, root)
        vote.save(update_fields=["ballots_digest", "closed_at", "sample_seed"])
        voted, asked = sampling.draw(vote, self.call.day)
        public = {
            "ballots_digest": vote.ballots_digest, "seed": vote.sample_seed, "root": root,
            "voted": voted, "asked_back": asked,
        }  # fmt: skip
        closed = VoteClosed(vote.community_code, vote.number, vote.about, self.call.day)
        return Outcome(result=vote.ref, public=public, findings=self._in_a_hurry(), events=[closed])
