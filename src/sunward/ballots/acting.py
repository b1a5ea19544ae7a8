"""The bases of every act whose subject is a petition or a vote; what other contexts may derive from."""

from typing import TypeVar

from sunward.ballots.events import VoteAnnulled
from sunward.ballots.models import Petition, Vote
from sunward.kernel.acts import Act

Facts = TypeVar("Facts")


class ActOnPetition(Act[Petition, Facts]):
    """An act on a petition: it is signed, counted, heeded."""

    subject_type = "petition"
    subject_model = Petition


class ActOnVote(Act[Vote, Facts]):
    """An act on a vote: somebody votes in it, it is counted, closed, certified."""

    subject_type = "vote"
    subject_model = Vote

    def annul(self, because: str) -> list[VoteAnnulled]:
        """The vote counts for nothing; what is announced of it."""
        vote = self.subject
        vote.annulled_on, vote.annulled_because = self.call.day, because
        vote.save(update_fields=["annulled_on", "annulled_because"])
        return [VoteAnnulled(vote.community_code, vote.number, vote.about)]
