"""What elections does when something happens below: enough signatures begin a recall; a certified vote that has been
declared changes who is in office."""

from collections.abc import Iterator

from sunward.ballots.events import PetitionReached, VoteCertified
from sunward.disclosure.events import DeskActUndone
from sunward.elections.acts import (
    AcceptNomination,
    AskFacts,
    AskForRecall,
    CallRecallVote,
    CallRunOff,
    ConfirmHandover,
    GrantProxy,
    LeaveCommittee,
    MoveVotingDay,
    Nominate,
    PostCandidates,
    RestoreCandidacy,
    RestoreMember,
    RestoreProxy,
    SayHandedOver,
    SayNotHandedOver,
    StateDefence,
    TakeBackProxy,
    VoidAcceptance,
    VoidCall,
    VoidDefence,
    VoidGiving,
    VoidList,
    VoidMove,
    VoidNomination,
    VoidProxy,
    VoidReceipt,
    VoidRunOff,
    WithdrawCandidacy,
)
from sunward.elections.models import Contest, Election, Recall
from sunward.elections.office.changes import leaving, taking_office
from sunward.elections.office.seated import but_the_seated
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref
from sunward.kernel.undoing import Undoing, following
from sunward.registry import queries as registry

UNDOING: Undoing = {
    WithdrawCandidacy: RestoreCandidacy,
    AcceptNomination: VoidAcceptance,
    Nominate: VoidNomination,
    LeaveCommittee: RestoreMember,
    GrantProxy: VoidProxy,
    TakeBackProxy: RestoreProxy,
    ConfirmHandover: VoidReceipt,
    SayNotHandedOver: VoidReceipt,
    CallRecallVote: VoidCall,
    StateDefence: VoidDefence,
    PostCandidates: VoidList,
    MoveVotingDay: VoidMove,
    CallRunOff: VoidRunOff,
    SayHandedOver: VoidGiving,
}


def undo_at_desk(event: DeskActUndone) -> Iterator[Consequence]:
    """What was said or given up for somebody who did not want it."""
    yield from following(event, UNDOING)


def begin_recall(event: PetitionReached) -> Iterator[Consequence]:
    """No office has to receive it: the signature that was enough begins it."""
    term = registry.term(event.asks_for) if event.purpose == "recall" else None
    if term is not None and term.community == event.community:
        yield Consequence(AskForRecall, Ref("community", event.community), AskFacts(petition=event.petition))


def change_offices(event: VoteCertified) -> Iterator[Consequence]:
    """Declared before: the elected come in, the recalled leave. Not declared yet: the declaration does it. The lock
    is the declaration's own, so that of the two at one moment the later sees the earlier."""
    if event.about.type == "contest":
        contest = Contest.objects.get(number=event.about.id)
        contest.election = Election.objects.select_for_update(no_key=True).get(pk=contest.election_id)
        yield from but_the_seated(taking_office(contest, event.vote, event.on), contest.community_code)
    elif event.about.type == "recall":
        yield from leaving(Recall.objects.select_for_update(no_key=True).get(number=event.about.id), event.on)
