"""A year in which every kind of act is performed once: each leaves exactly one entry, with its leaf."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunward.kernel.acts import Refused, all_acts
from sunward.record.models import Journal
from tests.architecture.year import whole
from tests.architecture.year.watch import Watch
from tests.money import cases
from tests.money.cases import START, on
from tests.stage import CLERK, here

# Asked of their own contexts' tests: imports read files, the street office that makes bodies is not on this stage, no
# rule book of this community lets anybody be left out of a base, an item is demanded by a petition alone, an office
# is handed over once the result is certified, a call has a roll frozen where no office did, what the desk
# entered is undone by a dispute that is upheld (tests/journeys/test_an_upheld_dispute_puts_it_back.py), and a consent
# is looked at anew by an objection to its posting (tests/journeys/test_a_consent_that_was_objected_to.py).
ELSEWHERE = {
    "elections.hand_over",
    "ballots.void_signature", "ballots.restore_to_vote",
    "disclosure.demand_item", "meetings.leave_out_of_base", "meetings.take_roll",
    "elections.take_recall_roll",
    "registry.create_body", "registry.create_post", "registry.found", "registry.undo_departure",
    "registry.put_status_right",
    "registry.undo_arrival", "registry.undo_correction", "registry.undo_placing",
    "registry.undo_end_membership", "registry.undo_end_ownership",
    "ballots.restore_signature", "ballots.void_accepted_answer", "ballots.void_confirmation", "ballots.void_denial",
    "ballots.void_own_answer", "elections.restore_candidacy", "elections.restore_member",
    "elections.void_acceptance", "elections.void_nomination", "elections.void_proxy",
    "elections.pass_on", "elections.restore_proxy", "elections.void_receipt", "meetings.void_attendance_seen",
    "meetings.void_speaker_nomination", "ballots.note_absent",
    "ballots.note_false_proxy", "ballots.vacate_place", "ballots.fill_place", "meetings.void_proxy",
    "meetings.void_step_aside", "meetings.void_throw", "registry.void_vouch",
    "registry.void_application", "registry.void_kinship",
    "registry.date_consent", "registry.give_consent_again", "registry.withdraw_consent",
    "ballots.disown_petition", "ballots.annul_undone", "elections.void_call",
    "elections.void_giving", "elections.void_list", "elections.void_move", "elections.void_run_off",
    "elections.void_defence", "disclosure.void_objection", "disclosure.void_appeal", "disclosure.date_objection",
    "meetings.reopen_speakers_list",
    "meetings.put_speaker_back", "meetings.strike_applicant", "meetings.strike_words", "meetings.void_call",
    "meetings.void_draft", "meetings.void_ending", "meetings.void_question",
    "meetings.void_return", "meetings.void_signing",
}  # fmt: skip
# The single ballots of a vote leave no entry: the close commits to all, and the count must add up with the rest.
UNRECORDED = {"ballots.cast", "ballots.issue_paper", "ballots.take_back_paper", "ballots.confirm_taken_back"}


@pytest.fixture
def year(community: str, own_keys: Path) -> Watch:
    """Every kind of act, performed once."""
    does = Watch()
    whole.live(does)
    return does


@pytest.mark.postgres
def test_every_act_leaves_one_entry(year: Watch) -> None:
    imports = {act.name for act in all_acts() if act.name.partition(".")[2].startswith("import_")}
    assert {act.name for act in all_acts()} - year.seen == ELSEWHERE | UNRECORDED | imports


# What a refusal begins with, or is: “Met: The vote is over” would say the opposite of what was found.
REFUSED = re.compile(
    r"^(There is no|No (rule|lots|such|notice|vote|roll|code|paper|seed)|Not |Has voted already"
    r"|Somebody is not|You have counted otherwise|Called already|Withdrawn)"
    r"|cannot be\b|have not been|are missing|it is being voted|not within|the session goes on|not yet time|still waits"
    r"|no longer|does not (ask|let)|not drafted|leaves no time|has (begun|no rule)|nobody applies|was not annulled"
    r"|\bis not open\b|\bhas been (certified|counted|used|annulled|posted|declared|formed|opened|reached|closed)"
    r"|was not drawn|the vote is (over|still open)|has not come|nobody (votes|is on)|still needed|\balready\b"
    r"|today has passed|or has been|have been nominated|it has been reached", re.IGNORECASE,
)  # fmt: skip
# There it is what the act needs, or says what follows from it.
STATES = {"closed_first": "The vote is over.", "vouching": "Still needed: 2 neighbours who vouch"}


@pytest.mark.postgres
def test_what_was_met_reads_as_a_true_statement(year: Watch) -> None:
    rows = Journal.objects.exclude(kind="refusal")
    met = {(row.act, one["rule"], one["en"]) for row in rows for one in row.findings if one["ok"]}
    assert len(met) > 250
    wrong = {one for one in met if REFUSED.search(one[2]) and not one[2].startswith(STATES.get(one[1], "—"))}
    assert not wrong, "\n".join(map(str, sorted(wrong)))


def test_a_refusal_leaves_one_entry_a_day_and_nothing_else(community: str) -> None:
    with on(START):
        before = Journal.objects.count()
        for _time in range(3):
            with pytest.raises(Refused):
                cases.act("charter.place_hold", CLERK, here(), subject=str(here()), reason="停")
        assert Journal.objects.count() == before + 1
    with on(START + timedelta(days=1)), pytest.raises(Refused):
        cases.act("charter.place_hold", CLERK, here(), subject=str(here()), reason="停")
    assert Journal.objects.count() == before + 2


def test_an_act_is_written_in_one_transaction(committed: str) -> None:
    """One commit, with the entry in it: there is no moment at which one is there without the other."""
    with on(START), CaptureQueriesContext(connection) as asked:
        cases.open_matter("annual_budget", code=committed)
    words = [query["sql"].split()[0] for query in asked]
    assert (words.count("BEGIN"), words.count("COMMIT")) == (1, 1)
