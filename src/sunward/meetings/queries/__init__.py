"""Reads of meetings, for pages and for the contexts above."""

from sunward.meetings.calling.again import enough_came, too_few_on
from sunward.meetings.calling.owed import may_call, names_as_caller
from sunward.meetings.calling.petitioners import (
    DAYS_FOR_OTHERS,
    called_off,
    desk_shut,
    is_party,
    kin_of_hosts,
    may_call_hearing,
)
from sunward.meetings.calling.silence import (
    Deadline,
    may_end_silence,
    shortest_deadline,
    silence,
    told_in_time,
    who_else,
)
from sunward.meetings.calling.undone import DisputedCall, superseded_by
from sunward.meetings.calling.vain import OTHERS_FIRST, others_first
from sunward.meetings.minutes.acting import standing_signatures
from sunward.meetings.models import AgendaItem, UndoneEntry
from sunward.meetings.queries.again import days_to_call_again
from sunward.meetings.queries.agenda import not_decided_there, open_agenda
from sunward.meetings.queries.aside import PutAside, put_aside
from sunward.meetings.queries.carried import (
    Awaited,
    PutTo,
    awaited,
    carried,
    judged,
    people_carried,
    people_named,
    put_to,
    to_decide,
    told_in_vain,
    told_of_sessions,
)
from sunward.meetings.queries.choosing import asked_in, chosen, left_to_choose, second_vote_ahead, second_vote_left
from sunward.meetings.queries.forced import Uncalled, never_called, uncalled_for
from sunward.meetings.queries.hearings import (
    DrawView,
    HearingCard,
    HearingPage,
    OpinionView,
    acts_of_hearings,
    called_in,
    hearing,
    hearing_page,
    hearing_to_cite,
    hearings_about,
    hearings_to_cite,
    meetings_about,
)
from sunward.meetings.queries.lapses import overdue
from sunward.meetings.queries.meetings import MeetingCard, agendas_open, between, coming, held, meetings
from sunward.meetings.queries.minutes import (
    MinutesCard,
    MinutesPage,
    Pictures,
    corrected_until,
    corrections_to_answer,
    how_to_recompute,
    minutes,
    minutes_card,
    pictures_of,
    places_to_sign,
    served,
)
from sunward.meetings.queries.noticing import notice_until
from sunward.meetings.queries.onpaper import NoticeNow, notice_now
from sunward.meetings.queries.outcomes import outcomes
from sunward.meetings.queries.page import CountView, ItemView, MeetingPage, NoticeView, meeting_page
from sunward.meetings.queries.papers import PaperView, paper_of, proof_of_notice
from sunward.meetings.queries.possible import days_for_petition
from sunward.meetings.queries.room import (
    OnRoll,
    RoomView,
    Somebody,
    StepsAside,
    called_last,
    on_the_roll,
    room,
    sent_without_a_place,
    stepping_aside,
)
from sunward.meetings.queries.running import ended, may_do, may_run, roll_of, too_few_from
from sunward.meetings.queries.speakers import (
    before_leaving,
    drawn_to_speak,
    letters_to_speakers,
    listed_to_speak,
    throws_to_confirm,
)
from sunward.meetings.queries.standing_in import (
    StandsIn,
    came_for,
    came_for_to,
    hours_entered,
    is_entered_as_there,
    sits_for,
    sits_for_at,
    who_stays,
)
from sunward.meetings.queries.unfinished import (
    NEVER,
    PutAbout,
    UnderWay,
    Unfinished,
    about_to_decide,
    called_by_petition,
    called_to,
    counted_by_roll,
    hearings_under_way,
    number_taking_applications,
    taking_applications,
    unfinished,
    votes_about,
)
from sunward.meetings.queries.waits import waits_for
from sunward.meetings.rules.attendance import NOT_LET_IN
from sunward.meetings.session.acting import evening_ends
from sunward.meetings.session.choosing import Chosen
from sunward.meetings.session.doorcodes import own_door_code
from sunward.meetings.session.elsewhere import elsewhere_said
from sunward.meetings.session.outcome import CameTo
from sunward.meetings.session.unready import ComingVote

__all__ = [
    "DAYS_FOR_OTHERS",
    "NEVER",
    "NOT_LET_IN",
    "OTHERS_FIRST",
    "Awaited",
    "CameTo",
    "Chosen",
    "ComingVote",
    "CountView",
    "Deadline",
    "DisputedCall",
    "DrawView",
    "HearingCard",
    "HearingPage",
    "ItemView",
    "MeetingCard",
    "MeetingPage",
    "MinutesCard",
    "MinutesPage",
    "NoticeNow",
    "NoticeView",
    "OnRoll",
    "OpinionView",
    "PaperView",
    "Pictures",
    "PutAbout",
    "PutAside",
    "PutTo",
    "RoomView",
    "Somebody",
    "StandsIn",
    "StepsAside",
    "Uncalled",
    "UnderWay",
    "UndoneEntry",
    "Unfinished",
    "about_to_decide",
    "acts_of_hearings",
    "agendas_open",
    "asked_in",
    "awaited",
    "before_leaving",
    "between",
    "called_by_petition",
    "called_in",
    "called_last",
    "called_off",
    "called_to",
    "came_for",
    "came_for_to",
    "carried",
    "chosen",
    "coming",
    "corrected_until",
    "corrections_to_answer",
    "counted_by_roll",
    "days_for_petition",
    "days_to_call_again",
    "desk_shut",
    "drawn_to_speak",
    "elsewhere_said",
    "ended",
    "enough_came",
    "evening_ends",
    "hearing",
    "hearing_page",
    "hearing_to_cite",
    "hearings_about",
    "hearings_to_cite",
    "hearings_under_way",
    "held",
    "hours_entered",
    "how_to_recompute",
    "is_entered_as_there",
    "is_party",
    "item_named",
    "judged",
    "kin_of_hosts",
    "left_to_choose",
    "letters_to_speakers",
    "listed_to_speak",
    "may_call",
    "may_call_hearing",
    "may_do",
    "may_end_silence",
    "may_run",
    "meeting_page",
    "meetings",
    "meetings_about",
    "minutes",
    "minutes_card",
    "names_as_caller",
    "never_called",
    "not_decided_there",
    "notice_now",
    "notice_until",
    "number_taking_applications",
    "on_the_roll",
    "open_agenda",
    "others_first",
    "outcomes",
    "overdue",
    "own_door_code",
    "paper_of",
    "people_carried",
    "people_named",
    "pictures_of",
    "places_to_sign",
    "proof_of_notice",
    "put_aside",
    "put_to",
    "roll_of",
    "room",
    "second_vote_ahead",
    "second_vote_left",
    "sent_without_a_place",
    "served",
    "shortest_deadline",
    "silence",
    "sits_for",
    "sits_for_at",
    "standing_signatures",
    "stepping_aside",
    "superseded_by",
    "taking_applications",
    "throws_to_confirm",
    "to_decide",
    "told_in_time",
    "told_in_vain",
    "told_of_sessions",
    "too_few_from",
    "too_few_on",
    "uncalled_for",
    "unfinished",
    "votes_about",
    "waits_for",
    "who_else",
    "who_stays",
]


def item_named(number: str) -> AgendaItem | None:
    """An item of an agenda by its number."""
    return AgendaItem.objects.select_related("meeting__roll", "meeting__petition").filter(number=number).first()
