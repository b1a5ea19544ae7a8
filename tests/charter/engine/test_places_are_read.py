"""What the guided page offers besides lengths of time is read by something; those are in `test_days_are_read`."""

import copy
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

import sunward
from sunward.charter.engine import read_pack
from sunward.charter.engine.amending.amending import Change, with_following, without_following
from sunward.charter.engine.amending.places import Kind, followers, places
from sunward.charter.engine.amending.readers import READ_OWNERS, READ_PARAMETERS, SWITCHES
from sunward.charter.engine.packs import Document
from tests.charter.engine.conftest import HOUSE

SOURCE = Path(sunward.__file__).parent
BOOKS = sorted(folder.name for folder in HOUSE.glob("demo-*"))
OWN = ("demo-guangming", "demo-heping", "demo-xiangyang")
NOT_OFFERED = {
    "parameters.representatives_meetings_per_year.value", "parameters.women_representatives_share.value",
    "parameters.cash_on_hand_at_most.value", "parameters.entries_of_a_routine_case_at_most.value",
    "rights.objection.owner", "rights.supervisors_question.owner", "rights.meeting_on_demand.owner",
}  # fmt: skip
# Place -> the module that goes by it, and the words by which it reads. A new place is put here with its reader.
READERS = {
    "spending.tiers.*.up_to": ("charter/engine/spending.py", "amount <= self.up_to"),
    "spending.tiers.*.requires.decision": ("money/rules/decided.py", "rules.requires.decision"),
    "spending.tiers.*.requires.review": ("money/queries/waits.py", "requires.review"),
    "spending.tiers.*.requires.signatures": ("money/queries/waits.py", "requires.signatures"),
    "spending.tender.above": ("money/queries/spending.py", "floor.above"),
    "spending.urgent.up_to": ("money/acts/request_urgent_payment.py", "self.terms.up_to"),
    "spending.urgent.signatures": ("money/queries/spending.py", "urgent.signatures"),
    "powers.*.limit.amount_up_to": ("charter/grants.py", "limit.amount_up_to"),
    "powers.*.held_by": ("charter/grants.py", "power.held_by"),
    "parameters.board_photograph_again.value": ("disclosure/catalogue.py", '"board_photograph_again"'),
    "parameters.officers_kin_barred.value": ("money/queries/spending.py", '"officers_kin_barred"'),
    "parameters.vouching_neighbours.value": ("charter/queries/matters.py", '"vouching_neighbours"'),
    "rights.extra_disclosure.owner": ("disclosure/acts/demand_item.py", "right.owner"),
    "duties.*.owner": ("portal/desk/waiting.py", "row.owner"),
    "duties.*.due.months_after": ("charter/engine/duties.py", "self.months_after"),
    "duties.*.due.day": ("charter/engine/duties.py", "self.day"),
    "disclosure.*.owner": ("disclosure/catalogue.py", "entry.owner"),
    "disclosure.*.audience": ("disclosure/catalogue.py", "entry.audience"),
    "disclosure.*.by.months_after": ("disclosure/catalogue.py", "entry.due.on"),
    "disclosure.*.by.day": ("disclosure/catalogue.py", "entry.due.on"),
    **{
        f"{part}.*.{rule}": (f"charter/engine/judging/{module}.py", words)
        for part in ("bodies", "matters")
        for rule, module, words in (
            ("notice.days", "notice", "bench.rules.notices"),
            ("quorum.*", "attendance", "bench.rules.quorum"),
            ("majority.*", "attendance", "bench.rules.majority"),
        )
    },
}


def document_of(book: str) -> Document:
    return copy.deepcopy(read_pack(HOUSE / book).versions[-1].document)


@pytest.mark.parametrize("book", BOOKS)
def test_every_place_that_is_offered_is_read(book: str) -> None:
    """Before, four parameters and three owners of a community were offered that nothing goes by: drafted, voted on,
    adopted, and everything as it was."""
    offered = [place.path for place in places(document_of(book)).values() if place.kind is not Kind.TIME]
    assert [path for path in offered if not any(fnmatchcase(path, one) for one in READERS)] == []


def test_the_readers_read_it() -> None:
    for place, (module, words) in READERS.items():
        assert words in (SOURCE / module).read_text(encoding="utf-8"), place
    named = [place.split(".") for place in READERS]
    assert {key for part, key, *_inner in named if part == "parameters"} == READ_PARAMETERS
    assert {key for part, key, *inner in named if part == "rights" and inner == ["owner"]} == READ_OWNERS
    assert SWITCHES <= READ_PARAMETERS


@pytest.mark.parametrize("book", OWN)
def test_what_nothing_reads_is_printed_and_not_offered(book: str) -> None:
    document = document_of(book)
    assert not NOT_OFFERED & places(document).keys()
    assert followers(document).keys() >= NOT_OFFERED


@pytest.mark.parametrize("book", OWN)
def test_the_limit_of_a_power_moves_with_what_it_says_again(book: str) -> None:
    """Before, what an emergency may cost was raised, and the power to ask for it stayed where it was; and what had
    only followed was asked for in a draft that began from an older one."""
    document = document_of(book)
    for governing, led in (
        ("spending.urgent.up_to", "ask_for_urgent_payment"),
        ("spending.tiers.medium.up_to", "sign_medium_payment"),
    ):
        asked = Change(governing, places(document)[governing].value, "9500 yuan")
        whole = with_following(document, [asked])
        assert Change(f"powers.{led}.limit.amount_up_to", asked.old, "9500 yuan") in whole
        assert [one.path for one in whole if one.path.startswith("powers.") and one.path.endswith("up_to")] == [
            f"powers.{led}.limit.amount_up_to"
        ]
        assert without_following(document, whole) == (asked,)


def test_urgent_money_and_a_tier_may_end_at_one_amount_and_part_again() -> None:
    document = document_of("demo-xiangyang")
    spending = document["spending"]
    spending["urgent"]["up_to"] = spending["tiers"][1]["up_to"]
    asks = document["powers"]["ask_for_urgent_payment"]["limit"]
    asks["amount_up_to"] = spending["tiers"][1]["up_to"]
    whole = with_following(document, [Change("spending.tiers.medium.up_to", "10000 yuan", "12000 yuan")])
    assert not [one.path for one in whole if "urgent" in one.path]


def test_a_limit_of_its_own_stays_a_place_of_its_own() -> None:
    """A community that had voted on urgent money before can still mend the power that stayed behind."""
    document = document_of("demo-xiangyang")
    document["spending"]["urgent"]["up_to"] = "30000 yuan"
    path = "powers.ask_for_urgent_payment.limit.amount_up_to"
    assert places(document)[path].value == "20000 yuan"
