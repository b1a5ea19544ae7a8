"""What meetings does when something happens below: a certified vote settles the item it was about."""

from collections.abc import Iterator
from dataclasses import replace

from sunward.ballots.events import VoteAnnulled, VoteCertified
from sunward.disclosure.events import DeskActUndone
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref
from sunward.kernel.undoing import Undoing, UndoneAtDesk, following
from sunward.meetings.acts import (
    Adjourn,
    Admit,
    AnswerCorrection,
    ApplyToSpeak,
    CallAgain,
    CloseSession,
    CloseSpeakersList,
    ConfirmAttendance,
    ConfirmThrow,
    ConveneOnPetition,
    CorrectMinutes,
    DraftMinutes,
    LeaveSpeakersList,
    NominateSpeaker,
    PutSpeakerBack,
    PutToVote,
    RecordStatement,
    ReopenSpeakersList,
    SettledFacts,
    SettleItem,
    SignHearingRecord,
    SignMinutes,
    StateOpinion,
    StepAside,
    StrikeApplicant,
    StrikeWords,
    TakeBackExclusion,
    VoidAttendanceSeen,
    VoidCall,
    VoidDraft,
    VoidEnding,
    VoidProxy,
    VoidQuestion,
    VoidReturn,
    VoidSigning,
    VoidSpeakerNomination,
    VoidStepAside,
    VoidThrow,
)
from sunward.meetings.models import AgendaItem, Opinion
from sunward.meetings.session.recusal import false_entries
from sunward.meetings.session.undecided import to_be_put
from sunward.record import queries as record

UNDOING: Undoing = {
    Admit: VoidProxy,
    StepAside: VoidStepAside,
    ConfirmAttendance: VoidAttendanceSeen,
    ConfirmThrow: VoidThrow,
    NominateSpeaker: VoidSpeakerNomination,
    ApplyToSpeak: StrikeApplicant,
    LeaveSpeakersList: PutSpeakerBack,
    ConveneOnPetition: VoidCall,
    CallAgain: VoidCall,
    CloseSession: VoidEnding,
    Adjourn: VoidEnding,
    PutToVote: VoidQuestion,
    TakeBackExclusion: VoidReturn,
    CloseSpeakersList: ReopenSpeakersList,
    DraftMinutes: VoidDraft,
    RecordStatement: StrikeWords,
    StateOpinion: StrikeWords,
    CorrectMinutes: StrikeWords,
    AnswerCorrection: StrikeWords,
    SignHearingRecord: VoidSigning,
    SignMinutes: VoidSigning,
}


def undo_at_desk(event: DeskActUndone) -> Iterator[Consequence]:
    """What was said or given up for somebody who did not want it."""
    for one in following(event, UNDOING):
        wanted = one.act.subject_type
        yield replace(one, subject=meeting_of(one.subject)) if wanted == "meeting" else one


def meeting_of(made: Ref) -> Ref:
    """The meeting to which an item, an opinion or minutes belong; the minutes bear its number."""
    tables: dict[str, type[AgendaItem | Opinion]] = {"item": AgendaItem, "opinion": Opinion}
    if made.type not in tables:
        return Ref("meeting", made.id)
    return tables[made.type]._base_manager.select_related("meeting").get(number=made.id).meeting.ref


def put_back_wronged(event: VoteAnnulled) -> Iterator[Consequence]:
    """What was found wrong once a vote was over keeps nobody from the next: they were put aside at the desk without
    their word."""
    yield from _put_back(event.about)


def _put_back(about: Ref) -> Iterator[Consequence]:
    item = AgendaItem.objects.filter(number=about.id).first() if about.type == "item" else None
    for entry in record.entries(false_entries(item)) if item else ():
        undone = UndoneAtDesk(undone=entry.ref, person=entry.on_behalf_of or entry.by)
        yield Consequence(VoidStepAside, about, undone)


def put_back_for_the_next(event: VoteCertified) -> Iterator[Consequence]:
    """The same where a vote adopted nothing and another on the same question follows: told after it is settled."""
    item = AgendaItem.objects.filter(number=event.about.id).first() if event.about.type == "item" else None
    if item and event.cast and to_be_put([item]):
        yield from _put_back(event.about)


def settle(event: VoteCertified) -> Iterator[Consequence]:
    """Every count is confirmed and whoever was drawn has been asked: now the result stands. Where nobody voted nothing
    is settled: the item can be put again."""
    if event.about.type == "item" and event.cast:
        yield Consequence(SettleItem, event.about, SettledFacts(vote=event.vote))
