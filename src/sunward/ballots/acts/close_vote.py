"""Close a vote: nobody votes any more; the ballots are written anew and committed to; who is asked back is drawn."""

from collections.abc import Iterator

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
            voted = Mark.objects.filter(vote=self.subject, withdrawn_on=None).count()
            yield Finding("not_before_its_hour", voted >= places.voters(self.subject), EARLY)

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
        return Outcome(result=vote.ref, public=public, events=[closed])
