"""Reads of elections, recalls and handovers, for pages and for the contexts above."""

from sunward.elections.office.leftovers import unbegun as to_hand_over
from sunward.elections.office.recallable import has_recall
from sunward.elections.queries.coming import (
    OF_THE_COMMITTEE,
    Nominating,
    Poll,
    ToCall,
    nominating,
    on_committees_of,
    polls_between,
    polls_to_come,
    to_call,
    to_come,
)
from sunward.elections.queries.elections import (
    ContestView,
    ElectionCard,
    ElectionPage,
    Milestone,
    RoundView,
    election,
    elections,
    post_of,
)
from sunward.elections.queries.lapses import overdue
from sunward.elections.queries.proxied import StandingProxy, election_of, proxies_of
from sunward.elections.queries.recalls import (
    Asked,
    HandoverView,
    RecallCard,
    RecallPage,
    handover,
    handovers,
    recall,
    recall_by_petition,
    recalls,
    recalls_asked,
    voters_of,
)
from sunward.elections.queries.voting import PollAt, PollCameTo, came_to, poll_at
from sunward.elections.queries.waits import waits_for
from sunward.elections.words import THINGS

__all__ = [
    "OF_THE_COMMITTEE",
    "THINGS",
    "Asked",
    "ContestView",
    "ElectionCard",
    "ElectionPage",
    "HandoverView",
    "Milestone",
    "Nominating",
    "Poll",
    "PollAt",
    "PollCameTo",
    "RecallCard",
    "RecallPage",
    "RoundView",
    "StandingProxy",
    "ToCall",
    "came_to",
    "election",
    "election_of",
    "elections",
    "handover",
    "handovers",
    "has_recall",
    "nominating",
    "on_committees_of",
    "overdue",
    "poll_at",
    "polls_between",
    "polls_to_come",
    "post_of",
    "proxies_of",
    "recall",
    "recall_by_petition",
    "recalls",
    "recalls_asked",
    "to_call",
    "to_come",
    "to_hand_over",
    "voters_of",
    "waits_for",
]
