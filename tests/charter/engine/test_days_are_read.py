"""Every length of time that the guided page offers is read by some clock: what nobody reads is not offered."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

import sunward
from sunward.charter.engine import Charter, read_pack
from sunward.charter.engine.amending.amending import Change, with_following, without_following
from sunward.charter.engine.amending.clocks import COUNTED_ACTS, COUNTED_PARAMETERS, COUNTED_RIGHTS
from sunward.charter.engine.amending.places import Kind, followers, places
from sunward.charter.engine.lint.said_again import differing
from sunward.charter.engine.packs import Document
from tests.charter.engine.conftest import HOUSE

SOURCE = Path(sunward.__file__).parent
BOOKS = sorted(folder.name for folder in HOUSE.glob("demo-*"))
OWN = ("demo-guangming", "demo-heping", "demo-xiangyang")
# Place -> the module that counts by it, and the words by which it reads. A new place is put here with its reader.
READERS = {
    "spending.tiers.*.requires.posting": ("money/queries/gate.py", "requires.posting"),
    "spending.urgent.ratified_within": ("money/queries/lapses.py", "terms.ratified_within"),
    "parameters.appeal_window.value": ("disclosure/appealing.py", '"appeal_window"'),
    "parameters.board_photograph.value": ("disclosure/catalogue.py", '"board_photograph"'),
    "parameters.board_retention.value": ("disclosure/catalogue.py", '"board_retention"'),
    "parameters.correction_repost.value": ("disclosure/queries/corrections.py", '"correction_repost"'),
    "parameters.desk_dispute.value": ("disclosure/acts/dispute_desk_act.py", '"desk_dispute"'),
    "parameters.election_called_ahead.value": ("elections/book.py", '"election_called_ahead"'),
    "parameters.objection_reply.value": ("disclosure/catalogue.py", '"objection_reply"'),
    "parameters.petition_open_for.value": ("ballots/roll/membership.py", '"petition_open_for"'),
    "parameters.roll_record_date.value": ("ballots/roll/membership.py", '"roll_record_date"'),
    "parameters.roll_valid_for.value": ("ballots/roll/membership.py", '"roll_valid_for"'),
    "parameters.silent_review_after.value": ("money/queries/silence.py", '"silent_review_after"'),
    "parameters.superior_reply.value": ("disclosure/acts/appeal_objection.py", '"superior_reply"'),
    "parameters.vote_open_at_most.value": ("ballots/hours.py", '"vote_open_at_most"'),
    "parameters.voter_list_answer.value": ("disclosure/catalogue.py", '"voter_list_answer"'),
    "parameters.voter_list_objection.value": ("ballots/roll/membership.py", '"voter_list_objection"'),
    "rights.extra_disclosure.within": ("disclosure/acts/demand_item.py", '"extra_disclosure"'),
    "rights.meeting_on_demand.within": ("ballots/roll/membership.py", '"meeting_on_demand"'),
    "procedures.*.steps.*.within": ("decisions/queries/steps.py", "wanted.within"),
    "procedures.*.steps.resolution_disclosure.stays_up": ("decisions/queries/unlocking.py", "step.stays_up"),
    "procedures.*.steps.result_disclosure.stays_up": ("decisions/resolving.py", "wanted.stays_up"),
    "procedures.*.steps.*.after_at_least": ("charter/engine/routes.py", "step.after_at_least"),
    "disclosure.*.by.within": ("disclosure/catalogue.py", "entry.within"),
    "disclosure.*.stays_up": ("disclosure/catalogue.py", "entry.stays_up"),
}
# The same of the days of powers: the act that they open -> who counts by its days.
OF_POWERS = {
    "ballots.answer_sample": ("ballots/queries/drawn.py", 'done_by("ballots.answer_sample"'),
    "ballots.certify": ("ballots/queries/lapses.py", "charter.done_by(act"),
    "ballots.count_paper": ("ballots/queries/lapses.py", "charter.done_by(act"),
    "charter.adopt": ("decisions/queries/adopted.py", "charter.done_by(ADOPT"),
    "decisions.call_hearing": ("decisions/hearing/demanded.py", "shortest_deadline("),
    "meetings.close_session": ("meetings/queries/lapses.py", "charter.done_by(CLOSE"),
    "meetings.convene": ("meetings/calling/demanding.py", "shortest_deadline("),
    "money.answer_order": ("money/queries/lapses.py", "clocks.time(ANSWER"),
    "money.bank_income": ("money/queries/lapses.py", "clocks.time(BANK"),
    "money.explain_outside_payment": ("money/queries/bank.py", "clocks.time(EXPLAIN"),
    "registry.change_status": ("registry/acts/change_status.py", "entered_late(self.call"),
    "registry.record_arrival": ("registry/acts/record_arrival.py", "entered_late(self.call"),
    "registry.record_departure": ("registry/acts/record_departure.py", "entered_late(self.call"),
    "registry.register_arrival": ("registry/acts/register_arrival.py", "entered_late(self.call"),
}


@pytest.mark.parametrize("book", BOOKS)
def test_every_length_of_time_that_is_offered_is_read(book: str) -> None:
    """Before, six such places of a community were offered that nothing counts by, and two figures for one article."""
    document = read_pack(HOUSE / book).versions[-1].document
    known = (*READERS, *(f"powers.{key}.within" for key, one in _powers(document) if one["act"] in OF_POWERS))
    lengths = [place.path for place in places(document).values() if place.kind is Kind.TIME]
    assert [path for path in lengths if not any(fnmatchcase(path, one) for one in known)] == []


def test_the_readers_read_it() -> None:
    for place, (module, words) in (READERS | OF_POWERS).items():
        assert words in (SOURCE / module).read_text(encoding="utf-8"), place
    named = {tuple(place.split(".")[:2]) for place in READERS}
    assert {key for part, key in named if part == "parameters"} == set(COUNTED_PARAMETERS)
    assert {key for part, key in named if part == "rights"} == COUNTED_RIGHTS
    assert set(OF_POWERS) == COUNTED_ACTS


@pytest.mark.parametrize("book", OWN)
def test_the_days_that_govern_take_the_others_along(book: str) -> None:
    document = read_pack(HOUSE / book).versions[-1].document
    known = places(document)
    for governing, new, path, moved in (
        ("parameters.objection_reply.value", "1 working day", "rights.objection.within", "1 working day"),
        ("parameters.silent_review_after.value", "1 day", "powers.review_payment.within", "1 day"),
        ("powers.bank_income.within", "9 working days", "parameters.income_banked_within.value", "9 working days"),
        ("parameters.board_retention.value", "30 days", "disclosure.payments.stays_up", "30 days"),
        ("spending.urgent.ratified_within", "9 days", "parameters.urgent_ratified_within.value", "9 days"),
        ("spending.tiers.large.requires.posting", "9 days", "parameters.large_spending_posting.value", "9 days"),
        ("spending.tiers.large.requires.posting", "none", "parameters.large_spending_posting.value", "0 days"),
    ):
        asked = Change(governing, known[governing].value, new)
        whole = with_following(document, [asked])
        assert whole == (asked, Change(path, followers(document)[path].value, moved))
        assert without_following(document, whole) == (asked,)


@pytest.mark.parametrize("book", OWN)
def test_what_the_books_say_twice_they_say_alike(book: str) -> None:
    """Before, income had three days to the bank by the article, and three working days by the power that the clock
    reads."""
    version = read_pack(HOUSE / book).versions[-1]
    assert list(differing(version, Charter.from_versions([version]))) == []
    document = version.document
    assert document["powers"]["bank_income"]["within"] == document["parameters"]["income_banked_within"]["value"]


def _powers(document: Document) -> Iterable[tuple[str, Any]]:
    yield from (document.get("powers") or {}).items()
