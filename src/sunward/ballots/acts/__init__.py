"""The acts of ballots; importing the package makes them known."""

from sunward.ballots.acts.open_vote import OpenVote, VoteFacts

__all__ = ["OpenVote", "VoteFacts"]
