"""Close a vote: nobody votes any more; the ballots are written anew and committed to; who is asked back is drawn."""

from collections.abc import Iterator

from sunward.ballots import places, standing, urn
from sunward.ballots.events import VoteClosed
from sunward.ballots.models import Mark, SampledVoter, Vote
from sunward.ballots.rules import sample
from sunward.charter.queries import NoCharter, charter_of
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.record import queries as record

EARLY = Text(
    "公布的截止时间还没到，也不是人人都投了票。", "The announced hour has not come, and not everybody has voted."
)


@register
class CloseVote(Act[Vote, NoFacts]):
    """The close takes the vote's lock alone: casts under way end first, later ones find it closed."""

    name = "ballots.close_vote"
    title = Text("结束表决", "close a vote")
    kind = "effect"
    subject_type = "vote"
    subject_model = Vote
    facts_type = NoFacts

    def standing(self) -> Iterator[Finding]:
        over = self.subject.closed_at is not None or self.subject.annulled_on is not None
        yield Finding("closed", not over, standing.CLOSED)
        if self.subject.closes_at is not None and self.call.at < self.subject.closes_at:
            voted = Mark.objects.filter(vote=self.subject, withdrawn_on=None).count()
            yield Finding("not_before_its_hour", voted >= places.entitled(self.subject), EARLY)

    def write(self) -> Outcome:
        vote = self.subject
        vote.ballots_digest = urn.rewrite(vote)
        vote.closed_at = self.call.at
        root = record.newest_root(vote.community_code)
        vote.sample_seed = sample.seed_of(vote.ballots_digest, root)
        vote.save(update_fields=["ballots_digest", "closed_at", "sample_seed"])
        voted = list(Mark.objects.filter(vote=vote, withdrawn_on=None).order_by("entry_id").values_list("entry_id"))
        places_drawn = sample.drawn(vote.sample_seed, len(voted), self._sample_size(len(voted)))
        SampledVoter.objects.bulk_create(
            [SampledVoter(vote=vote, entry_id=voted[place - 1][0]) for place in places_drawn], batch_size=500
        )
        public = {
            "ballots_digest": vote.ballots_digest, "seed": vote.sample_seed, "root": root,
            "voted": len(voted), "asked_back": len(places_drawn),
        }  # fmt: skip
        closed = VoteClosed(vote.community_code, vote.number, vote.about, self.call.day)
        return Outcome(result=vote.ref, public=public, events=[closed])

    def _sample_size(self, voted: int) -> int:
        """By the charter's rule for the body; where it has none, nobody is asked back."""
        try:
            sessions = charter_of(self.subject.community_code, self.call.day).sessions
        except NoCharter:
            return 0
        session = sessions.get(self.subject.roll.body)
        rule = session.asked_back if session else None
        return sample.size(rule.share, rule.at_least, voted) if rule else 0
