"""“They changed the rule while our case was open.” A case is judged by the rule book it was opened under."""

import shutil
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from pytest_django import Settings

from sunward.ballots.models import Roll
from sunward.charter import queries as charter
from sunward.decisions import queries as decisions
from sunward.decisions.models import Matter
from sunward.kernel.acts import Done, Refused
from sunward.kernel.refs import Ref
from sunward.meetings.models import AgendaItem
from tests.charter.amendments import rules_voted
from tests.meetings import scenes as meetings
from tests.money.cases import act, ask, on, open_matter, resolve, rules_of, unmet, voted
from tests.stage import CODE, DIRECTOR, here

BOOK = "demo-xiangyang"
SINCE = date(2026, 3, 16)
NOTICE_NOW = 10


@pytest.fixture
def next_year_book(settings: Settings, tmp_path: Path) -> None:
    """On disk lies the next version of the rule book: ten days' notice, and one signature only up to 500 yuan."""
    shelf = tmp_path / "charters"
    shutil.copytree(settings.SUNWARD_CHARTERS, shelf)
    settings.SUNWARD_CHARTERS = shelf
    head = yaml.safe_load((shelf / BOOK / "pack.yaml").read_text("utf-8"))
    old = head["versions"][0]
    new = deepcopy(old) | {"version": str(SINCE), "effective_from": SINCE, "folder": "next", "based_on": old["version"]}
    old["effective_to"] = SINCE - timedelta(days=1)
    head["versions"].append(new)
    (shelf / BOOK / "pack.yaml").write_text(yaml.safe_dump(head, allow_unicode=True), "utf-8")
    write_changes(shelf / BOOK)


def write_changes(book: Path) -> None:
    bodies = yaml.safe_load((book / "bodies.yaml").read_text("utf-8"))
    bodies["representatives_meeting"]["notice"]["days"] = NOTICE_NOW
    tiers = yaml.safe_load((book / "spending.yaml").read_text("utf-8"))
    tiers["tiers"][0]["up_to"] = "500 yuan"
    (book / "next").mkdir()
    for name, part in (("bodies", bodies), ("spending", tiers)):
        (book / "next" / f"{name}.yaml").write_text(yaml.safe_dump(part, allow_unicode=True), "utf-8")


def adopt() -> Ref:
    """The representatives adopted it; two days before it begins the director records that."""
    with on(SINCE - timedelta(days=2)):
        decision = rules_voted()
        found = act("charter.adopt", DIRECTOR, here(), pack=BOOK, in_force_from=SINCE, adopted_by=decision).result
    assert found
    return found


@pytest.mark.usefixtures("next_year_book")
@pytest.mark.parametrize("notice", [None, 4])
def test_an_officer_does_not_change_the_rules_alone(line: Ref, notice: int | None) -> None:
    with on(SINCE - timedelta(days=2)):
        decision = voted("community_rules", notice=notice) if notice else "none"
        with pytest.raises(Refused) as refusal:
            act("charter.adopt", DIRECTOR, here(), pack=BOOK, in_force_from=SINCE, adopted_by=decision)
    assert rules_of(refusal) == {"adopted_by"}


@pytest.mark.usefixtures("next_year_book")
def test_the_new_rule_counts_for_what_begins_under_it(line: Ref) -> None:
    before = open_matter("annual_budget")
    adopt()
    with on(SINCE + timedelta(days=14)) as day:
        after = open_matter("annual_budget")
        words = [decisions.decision_state(resolve(matter, notice=5), day).word for matter in (before, after)]
        assert words == ["in_force", "not_in_order"]
        again = resolve(after, notice=NOTICE_NOW)
        assert decisions.decision_state(again, day).word == "in_force"


@pytest.mark.usefixtures("next_year_book")
def test_the_case_names_the_versions_it_is_judged_by(community: str) -> None:
    before = Matter.objects.get(number=open_matter("annual_budget").id)
    adopt()
    with on(SINCE):
        after = Matter.objects.get(number=open_matter("annual_budget").id)
    assert f"{BOOK}@2024-01-01" in before.charter_versions
    assert f"{BOOK}@{SINCE}" in after.charter_versions


@pytest.mark.usefixtures("next_year_book")
def test_a_payment_asked_for_before_keeps_its_tier(line: Ref) -> None:
    asked = ask(line, amount="1500")
    adopt()
    with on(SINCE):
        assert unmet(asked).keys() == {"signature_1"}
        later = ask(line, amount="1500", payee="新湖照明", site="别处", category="services")
        assert {"review", "signature_2"} <= unmet(later).keys()


@pytest.mark.usefixtures("next_year_book")
def test_the_day_before_the_old_book_still_stands(community: str) -> None:
    version = adopt()
    assert version.id == f"{BOOK}@{SINCE}"
    notice = [charter.charter_of(CODE, day).ids for day in (SINCE - timedelta(days=1), SINCE)]
    assert [any(str(SINCE) in known for known in ids) for ids in notice] == [False, True]


@pytest.mark.usefixtures("next_year_book")
def test_a_meeting_that_people_were_told_of_keeps_the_notice_of_its_call(community: str) -> None:
    """Before, a longer notice that took effect in between made every session unlawful that had been called."""
    told, evening = SINCE - timedelta(days=4), SINCE + timedelta(days=2)
    roll = meetings.freeze(meetings.people(9))
    item = announced(roll, told, evening)
    adopt()
    assert put_in_the_room(item, roll, evening).result
    later = announced(roll, evening, evening + timedelta(days=6))
    with pytest.raises(Refused) as refusal:
        put_in_the_room(later, roll, evening + timedelta(days=6))
    assert "notice" in rules_of(refusal), "what is called from now on is called by the new book"


def announced(roll: Roll, told: date, evening: date) -> AgendaItem:
    with meetings.at(told, 9):
        meeting = meetings.convene(on=evening, at="19:00", roll=roll.number)
        item = meetings.add_item(meeting, title="出租", matter_kind="asset_lease")
        meetings.notify(meeting, given_on=told)
    return item


def put_in_the_room(item: AgendaItem, roll: Roll, evening: date) -> Done:
    with meetings.at(evening, 19, 5):
        meetings.open_with(meetings.again(item.meeting), meetings.entries(roll)[:8])
        return meetings.act("meetings.put_to_vote", DIRECTOR, item.ref)
