"""Every binding and every subscription across contexts, on one page."""

from sunward.ballots.casting import carried, gone, seated
from sunward.ballots.counting import elected as elected_by_vote
from sunward.ballots.counting import interested, left_off, stakes
from sunward.ballots.counting.deciding import BY_RULE, ByRule
from sunward.ballots.events import PetitionReached, VoteAnnulled, VoteCertified
from sunward.ballots.queries import known_entitled
from sunward.ballots.roll import whose
from sunward.ballots.rules import hearings as ballots_hearings
from sunward.ballots.rules import recalls as ballots_recalls
from sunward.ballots.subscribers import put_back, put_back_behind, put_back_upheld
from sunward.ballots.subscribers import undo_at_desk as undo_in_ballots
from sunward.charter import ports as charter_ports
from sunward.charter import queries as charter
from sunward.charter.subscribers import adopt_first_charters
from sunward.charter.wording import not_held
from sunward.decisions.adoption import adopted, decided, drafted_on, laid_before, ready, withdrawn
from sunward.decisions.happened import happened_on
from sunward.decisions.hearing import asked as hearing_asked
from sunward.decisions.judging.ahead import still_missing
from sunward.decisions.keeping import books_kept
from sunward.decisions.keeping import opened_as as matter_opened_as
from sunward.decisions.subscribers import report_hearing, report_item
from sunward.decisions.subscribers import undo_at_desk as undo_in_decisions
from sunward.disclosure import sheets as disclosure_sheets
from sunward.disclosure import theirs as disclosure_theirs
from sunward.disclosure.checkcodes import note_code
from sunward.disclosure.events import ConsentDoubted, DeskActUndone, ObjectionUpheld, SlipDated, StatusUpheld
from sunward.disclosure.happened import HAPPENED
from sunward.disclosure.spoken_for import SPOKEN_FOR
from sunward.disclosure.stakes import STAKES, Stakes
from sunward.disclosure.subscribers import date_objection, demand_item, post_consent, post_withdrawal
from sunward.disclosure.subscribers import undo_at_desk as undo_in_disclosure
from sunward.duties.subscribers import note_evidence
from sunward.elections.candidates import wrongly_left_off
from sunward.elections.counting.striking import (
    swings_contest,
    swings_recall,
    turns_contest,
    turns_recall,
    without_contest,
    without_recall,
)
from sunward.elections.office.certified import said_with_the_certificate
from sunward.elections.office.changes import filled, handing_over, renewed
from sunward.elections.office.kept import by_who_leaves, to_the_successor
from sunward.elections.office.recallable import recallable
from sunward.elections.office.settled import barred_from, chosen, elected, recall_from
from sunward.elections.polling.proxies import proxies_ended, proxies_in
from sunward.elections.recalling import parties as parties_to_recall
from sunward.elections.stakes import stake_in, stake_in_posting, tied_since_by_posting
from sunward.elections.subscribers import begin_recall, change_offices
from sunward.elections.subscribers import undo_at_desk as undo_in_elections
from sunward.elections.waiting.joining import is_unsettled
from sunward.kernel import ports
from sunward.kernel.events import ActPerformed, subscribe
from sunward.meetings.events import HearingConcluded, ItemDecided
from sunward.meetings.hearing import stakes as hearing_stakes
from sunward.meetings.hearing.own_words import by_entry as spoken_by_entry
from sunward.meetings.queries.aside import by_entry as put_aside_by_entry
from sunward.meetings.session import offtable, unread, unready
from sunward.meetings.session.interests import people_of_item, touched_by
from sunward.meetings.session.opened import item_opened_as
from sunward.meetings.session.proxies import by_entry as sent_by_entry
from sunward.meetings.session.recusal import proxies_aside
from sunward.meetings.session.room import present_at, seated_in
from sunward.meetings.session.striking import swings_item, turns_item, without_item
from sunward.meetings.subscribers import put_back_for_the_next, put_back_wronged, settle
from sunward.meetings.subscribers import undo_at_desk as undo_in_meetings
from sunward.portal.paper import counting
from sunward.record import journal as record
from sunward.registry import ports as registry_ports
from sunward.registry import queries as registry
from sunward.registry.events import (
    ConsentWithdrawn,
    DepartureUndone,
    Founded,
    OfficeEnded,
    OfficeTaken,
    PlacingUndone,
    VoteConsented,
)
from sunward.registry.subscribers import put_status_right, reconsider_consent
from sunward.registry.subscribers import undo_at_desk as undo_in_registry


def connect() -> None:
    """Plug the contexts into the door and into each other; called once, when Django is ready."""
    _bind_the_door()
    _bind_each_other()
    _bind_whom_it_is_about()
    _subscribe()


def _bind_the_door() -> None:
    """What the door asks of the contexts, and the register of those above it."""
    ports.bind(
        ports.Ports(
            holds_post=registry.holds_post,
            posts_of=registry.post_keys_of,
            known=registry.person_exists,
            granted=charter.granted,
            granted_at_desk=charter.granted_at_desk,
            held=charter.held,
            append=record.append,
            performed=record.performed,
            refused_today=record.refused_today,
            served=record.served,
            not_held=not_held,
        )
    )
    offices = registry_ports.Offices(elected, chosen, renewed, filled, recall_from, barred_from)
    registry_ports.bind(charter.franchise, charter.vouching, decided, offices, charter.due, charter.enough_before)


def _bind_each_other() -> None:
    """What a context asks of those above it."""
    disclosure_sheets.SHEETS.bind(counting.sheets_of)
    carried.PROXIES.bind("contest", carried.Proxies(proxies_in, proxies_ended))
    left_off.LEFT_OFF.bind("contest", wrongly_left_off)
    elected_by_vote.OF_ELECTED.bind("contest", said_with_the_certificate)
    offtable.WITHDRAWN.bind(withdrawn)
    unready.MISSING.bind(still_missing)
    unread.DRAFTED.bind(drafted_on)
    gone.THERE.bind(present_at)
    seated.SEATED.bind(seated_in)
    seated.STEPPED_ASIDE.bind(proxies_aside)
    ballots_hearings.HEARINGS.bind(ballots_hearings.Hearings(hearing_asked.hearable, hearing_asked.titles))
    ballots_recalls.RECALLS.bind(ballots_recalls.Recalls(recallable, is_unsettled))
    stakes.PARTIES.bind("recall", parties_to_recall)
    stakes.PARTIES.bind("item", people_of_item)
    interested.TOUCHED.bind("item", touched_by)
    stakes.IN_ROLLS.bind(stake_in)
    for kind in ("roll", "petition"):
        STAKES.bind(kind, Stakes(stakes.stake_in_posting, stakes.tied_since_by_posting))
        disclosure_theirs.THEIRS.bind(kind, whose.is_theirs)
    for kind in ("recall", "contest", "election"):
        STAKES.bind(kind, Stakes(stake_in_posting, tied_since_by_posting))
    for kind in ("decision", "matter"):
        HAPPENED.bind(kind, happened_on)
    STAKES.bind("meeting", Stakes(hearing_stakes.stake_in_posting, hearing_stakes.tied_since_by_posting))
    STAKES.bind("entry", Stakes(registry.stake_in_consent, registry.tied_since_consent))
    BY_RULE.bind("contest", ByRule(turns_contest, swings_contest, without_contest))
    BY_RULE.bind("recall", ByRule(turns_recall, swings_recall, without_recall))
    BY_RULE.bind("item", ByRule(turns_item, swings_item, without_item))
    charter_ports.OPEN_CASES.bind("matter", matter_opened_as)
    charter_ports.OPEN_CASES.bind("item", item_opened_as)
    charter_ports.DECISIONS.bind(
        charter_ports.Decisions(
            adopted=adopted, ready=ready, laid_before=laid_before, entitled=known_entitled, kept=books_kept
        )
    )


def _bind_whom_it_is_about() -> None:
    """Whom an entry of an act is about, where that is not whoever it was entered for: each of them can dispute it."""
    SPOKEN_FOR.bind("meetings.admit", sent_by_entry)
    SPOKEN_FOR.bind("registry.declare_kinship", registry.kin_by_entry)
    for arrival in ("registry.record_arrival", "registry.register_arrival"):
        SPOKEN_FOR.bind(arrival, registry.moved_by_entry)
    SPOKEN_FOR.bind("registry.place_household", registry.placed_by_entry)
    for correction in ("registry.correct_person", "registry.change_status"):
        SPOKEN_FOR.bind(correction, registry.corrected_by_entry)
    SPOKEN_FOR.bind("meetings.state_opinion", spoken_by_entry)
    SPOKEN_FOR.bind("meetings.step_aside", put_aside_by_entry)


def _subscribe() -> None:
    """Who hears of what; in the order in which they are told."""
    subscribe(Founded, adopt_first_charters)
    for undo in (
        undo_in_disclosure, undo_in_registry, undo_in_ballots, undo_in_meetings, undo_in_elections, undo_in_decisions,
    ):  # fmt: skip
        subscribe(DeskActUndone, undo)
    subscribe(SlipDated, date_objection)
    subscribe(StatusUpheld, put_status_right)
    subscribe(DepartureUndone, put_back)
    subscribe(PlacingUndone, put_back_behind)
    subscribe(ObjectionUpheld, put_back_upheld)
    subscribe(VoteAnnulled, put_back_wronged)
    subscribe(VoteCertified, settle)
    subscribe(VoteCertified, put_back_for_the_next)
    subscribe(PetitionReached, begin_recall)
    subscribe(VoteCertified, change_offices)
    subscribe(OfficeEnded, handing_over)
    subscribe(OfficeEnded, by_who_leaves)
    subscribe(OfficeTaken, to_the_successor)
    subscribe(ItemDecided, report_item)
    subscribe(HearingConcluded, report_hearing)
    subscribe(ActPerformed, note_evidence)
    subscribe(VoteConsented, post_consent)
    subscribe(ConsentDoubted, reconsider_consent)
    subscribe(ConsentWithdrawn, post_withdrawal)
    subscribe(ActPerformed, note_code)
    subscribe(PetitionReached, demand_item)
