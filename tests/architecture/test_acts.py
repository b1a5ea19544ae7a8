"""Every act has a name for people, and stands in a power list or follows from one that does."""

import re
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from sunward.charter.engine import read_pack
from sunward.charter.engine.library import Library
from sunward.kernel.acts import Act, all_acts
from sunward.kernel.facts import how_asked
from sunward.kernel.refs import Ref
from sunward.portal.links import LISTS, PAGES, address_of
from tests.architecture.files import SOURCE

DEMOS = ("demo-xiangyang", "demo-heping", "demo-guangming")
ON = date(2026, 3, 2)
CONSEQUENCES_ONLY = {  # each with the module that asks for it
    "decisions.draw_on_decision": "money/consequences.py",
    "registry.put_status_right": "registry/subscribers.py",
    "registry.undo_arrival": "registry/subscribers.py",
    "registry.undo_correction": "registry/subscribers.py",
    "registry.undo_departure": "registry/subscribers.py",
    "registry.undo_end_membership": "registry/subscribers.py",
    "registry.undo_placing": "registry/subscribers.py",
    "registry.undo_end_ownership": "registry/subscribers.py",
    "decisions.return_to_decision": "money/consequences.py",
    "ballots.open_vote": "meetings/acts/put_to_vote.py",
    "ballots.restore_to_vote": "meetings/acts/take_back_exclusion.py",
    "ballots.follow_matter": "decisions/hearing/followed.py",
    "ballots.void_signature": "ballots/subscribers.py",
    "elections.ask_for_recall": "elections/subscribers.py",
    "ballots.restore_signature": "ballots/subscribers.py",
    "ballots.void_accepted_answer": "ballots/subscribers.py",
    "ballots.void_confirmation": "ballots/subscribers.py",
    "ballots.void_denial": "ballots/subscribers.py",
    "ballots.void_own_answer": "ballots/subscribers.py",
    "elections.restore_candidacy": "elections/subscribers.py",
    "elections.pass_on": "elections/office/kept.py",
    "elections.restore_member": "elections/subscribers.py",
    "elections.restore_proxy": "elections/subscribers.py",
    "elections.void_acceptance": "elections/subscribers.py",
    "elections.void_nomination": "elections/subscribers.py",
    "ballots.note_false_proxy": "meetings/session/proxies.py",
    "ballots.vacate_place": "meetings/session/proxies.py",
    "ballots.note_absent": "meetings/session/presence.py",
    "ballots.fill_place": "meetings/session/proxies.py",
    "meetings.void_proxy": "meetings/subscribers.py",
    "elections.void_proxy": "elections/subscribers.py",
    "elections.void_receipt": "elections/subscribers.py",
    "meetings.reopen_speakers_list": "meetings/subscribers.py",
    "meetings.put_speaker_back": "meetings/subscribers.py",
    "meetings.strike_applicant": "meetings/subscribers.py",
    "meetings.strike_words": "meetings/subscribers.py",
    "meetings.void_call": "meetings/subscribers.py",
    "meetings.void_draft": "meetings/subscribers.py",
    "meetings.void_ending": "meetings/subscribers.py",
    "meetings.void_question": "meetings/subscribers.py",
    "meetings.void_return": "meetings/subscribers.py",
    "meetings.void_signing": "meetings/subscribers.py",
    "meetings.void_attendance_seen": "meetings/subscribers.py",
    "meetings.void_speaker_nomination": "meetings/subscribers.py",
    "meetings.void_step_aside": "meetings/subscribers.py",
    "meetings.void_throw": "meetings/subscribers.py",
    "registry.void_vouch": "registry/subscribers.py",
    "registry.void_application": "registry/subscribers.py",
    "registry.date_consent": "registry/subscribers.py",
    "registry.give_consent_again": "registry/subscribers.py",
    "registry.withdraw_consent": "registry/subscribers.py",
    "registry.void_kinship": "registry/subscribers.py",
    "ballots.disown_petition": "ballots/subscribers.py",
    "ballots.annul_undone": "elections/acts/void_call.py",
    "elections.void_call": "elections/subscribers.py",
    "elections.void_defence": "elections/subscribers.py",
    "elections.void_giving": "elections/subscribers.py",
    "elections.void_list": "elections/subscribers.py",
    "elections.void_move": "elections/subscribers.py",
    "elections.void_run_off": "elections/subscribers.py",
    "disclosure.void_objection": "disclosure/subscribers.py",
    "disclosure.void_appeal": "disclosure/subscribers.py",
    "disclosure.date_objection": "disclosure/subscribers.py",
    "meetings.settle_item": "meetings/subscribers.py",
    "disclosure.demand_item": "disclosure/subscribers.py",
    "meetings.take_roll": "meetings/acts/convene_on_petition.py",
    "elections.take_recall_roll": "elections/acts/call_recall_vote.py",
    "meetings.convene_hearing": "decisions/acts/call_hearing.py",
}
BY_CODE = {"registry.found"}  # the only act that no charter grants: there is none yet
ACTS = all_acts()


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_it_can_be_read_in_both_languages(act: type[Act[Any, Any]]) -> None:
    asked = [how_asked(field).question for field in act.facts_type.__dataclass_fields__.values()]
    for text in (act.title, *asked):
        assert re.search(r"[\u4e00-\u9fff]", text.zh), f"{act.name}: {text}"
        assert re.fullmatch(r"[\x20-\x7e“”‘’–…]+", text.en), f"{act.name}: {text}"


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_it_stands_in_a_file_named_by_its_verb(act: type[Act[Any, Any]]) -> None:
    context, _dot, verb = act.name.partition(".")
    assert act.__module__ == f"sunward.{context}.acts.{verb}"


def test_every_subject_has_an_address() -> None:
    """After an act, and from what is overdue, people are led to what it was about; the home page tells them nothing."""
    on_pages_of_others = {"item", "contest", "candidate", "opinion"}
    assert {act.subject_type for act in ACTS} <= PAGES.keys() | LISTS.keys() | on_pages_of_others
    for kind in {act.subject_type for act in ACTS} - {"community"}:
        assert address_of(Ref(kind, "XY-M-2026-001-1-1"), "xiangyang") != reverse("portal:home", args=["xiangyang"])


def test_names_and_titles_are_not_shared() -> None:
    assert len({act.title.zh for act in ACTS}) == len({act.title.en for act in ACTS}) == len(ACTS) > 50


@pytest.mark.parametrize("demo", DEMOS)
def test_it_is_granted_by_the_power_list_or_follows_from_one_that_is(demo: str) -> None:
    pack = read_pack(settings.SUNWARD_CHARTERS / demo)
    powers = Library().charter((*pack.under, demo), ON).powers.values()
    granted, known = {power.act for power in powers}, {act.name for act in ACTS}
    assert known - granted == set(CONSEQUENCES_ONLY) | BY_CODE
    assert granted <= known, "the list on the wall names nothing that the software cannot do"


def test_what_only_follows_is_asked_for_by_no_one() -> None:
    """Nobody holds them; each is asked for as a consequence by another act."""
    for name, module in CONSEQUENCES_ONLY.items():
        text = (SOURCE / module).read_text("utf-8")
        assert "".join(part.capitalize() for part in name.partition(".")[2].split("_")) in text
