"""“The rules were always theirs.” The residents change them: on a page, before everybody's eyes, by their own vote."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from sunward.charter import queries as charter
from sunward.charter.models import Draft
from sunward.decisions import queries as decisions
from sunward.kernel.refs import Ref
from sunward.record import queries as record
from sunward.record.models import Journal
from tests.charter import amendments
from tests.money import cases
from tests.money.cases import ask, on, open_matter, unmet
from tests.portal.pages import signed_in
from tests.stage import CODE, DEPUTY, holder

TODAY = date(2026, 3, 9)
SINCE = date(2026, 4, 13)
ADDRESS = f"/en/c/{CODE}/charter/amend/"


@pytest.fixture
def spent(community: str) -> Ref:
    """A budget line, and two payments of the weeks before: 9,000 yuan, which two signatures were for, and 1,500."""
    with on(cases.START):
        line = cases.adopt({"lighting": "300000"})["lighting"]
        ask(line, amount="9000", payee="明湖照明", site="东巷")
        ask(line, amount="1500", payee="新湖文具", site="办公室", category="office")
    return line


class Visitor:
    """Somebody at the page, without JavaScript: every step is a button of one form."""

    def __init__(self, person: str) -> None:
        self.client = signed_in(Client(), person)
        self.page = self.client.get(ADDRESS).content.decode()

    def press(self, button: str, **typed: object) -> str:
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.page))
        hidden = {name: value.replace("&quot;", '"') for name, value in hidden.items()}
        response = self.client.post(
            ADDRESS, {**hidden, "effective_from": str(SINCE), "go": button, **typed}, follow=True
        )
        self.page = response.content.decode()
        return self.page


def drafted_on_the_page() -> Ref:
    visitor = Visitor(holder(CODE, DEPUTY))
    assert "up to 10,000 yuan" in visitor.press("section:limits").lower()
    visitor.press("entry:spending.tiers.medium")
    page = visitor.press(
        "take", p0="8000", p1="none", p2="supervision_committee", p3_0="residents_committee.deputy_director",
        p3_1="residents_committee.director", p4_0="", p4_1="days",
    )  # fmt: skip
    assert "10,000 yuan → 8,000 yuan" in page
    visitor.press("section:days")
    visitor.press("entry:parameters.objection_reply")
    visitor.press("take", p0_0="3", p0_1="working days")
    before = Journal.objects.count()
    page = visitor.press("preview")
    assert (Draft.objects.count(), Journal.objects.count()) == (0, before), "looking at it keeps nothing"
    assert "1 of 2 payments of the last year would have needed a decision" in page
    assert "Nothing stands against it." in page
    assert "5 working days" in page
    assert "3 working days" in page
    page = visitor.press("save", why="Smaller sums for two people alone.")
    assert "draft: changes nothing yet" in page
    return Draft.objects.get().ref


def test_from_the_page_to_the_rule(spent: Ref) -> None:
    with on(TODAY):
        drafted = drafted_on_the_page()
        decision = amendments.vote(drafted)
        assert charter.charter_of(CODE, SINCE).spending.tiers[1].up_to == 10000, "a vote alone changes nothing yet"
        amendments.adopt(drafted, decision)
    with on(SINCE - timedelta(days=1)) as eve:
        assert charter.charter_of(CODE, eve).spending.tiers[1].up_to == 10000
        before = ask(spent, amount="9500", payee="甲", site="甲", category="services")
    with on(SINCE) as day:
        rules = charter.charter_of(CODE, day)
        assert rules.spending.tiers[1].up_to == 8000
        assert rules.spending.tiers[1].name.en == "up to 8,000 yuan", "the name follows the amount"
        assert str(charter.days(CODE, "objection_reply", day, 0)) == "3 working days"
        after = ask(spent, amount="9500", payee="乙", site="乙", category="office", decision=cases.joint("20000"))
        assert "decision" not in unmet(before), "what was asked for before keeps the old rules"
        tier = rules.spending.tier(cases.found(after).amount)
        assert tier
        assert tier.key == "joint"


def test_open_matters_keep_the_rules_they_were_opened_under(community: str) -> None:
    with on(TODAY):
        old = open_matter("annual_budget")
        drafted = amendments.draft(amendments.change(amendments.NOTICE, 10), since=SINCE)
        amendments.adopt(drafted, amendments.vote(drafted))
    with on(SINCE + timedelta(days=14)) as day:
        new = open_matter("annual_budget")
        words = [decisions.decision_state(cases.resolve(matter, notice=5), day).word for matter in (old, new)]
    assert words == ["in_force", "not_in_order"]


def test_what_changed_stands_on_the_page_with_the_decision(community: str, client: Client) -> None:
    with on(TODAY):
        drafted = amendments.draft(amendments.change(amendments.OBJECTION, "3 working days"), since=SINCE)
        decision = amendments.vote(drafted)
        amendments.adopt(drafted, decision)
    with on(SINCE):
        page = client.get(f"/en/c/{CODE}/charter/changes/").content.decode()
        chinese = client.get(f"/zh/c/{CODE}/charter/changes/").content.decode()
    for words in ("5 working days", "3 working days", decision, drafted.id, "In force since"):
        assert words in page
    assert "答复异议的期限" in chinese


def test_the_resolution_names_the_very_words(community: str) -> None:
    with on(TODAY):
        drafted = amendments.draft(amendments.change(amendments.NOTICE, 7))
        amendments.vote(drafted)
    refs = Journal.objects.filter(act="decisions.report_step").values_list("ref", flat=True)
    said = [entry.public for ref in refs if (entry := record.entry(str(ref)))]
    digest = Draft.objects.get().digest
    assert [(one["draft"], one["draft_digest"]) for one in said] == [(drafted.id, digest)]


COVENANT = "楼道里不堆放杂物。\n晚上十点以后不大声喧哗。\n邻里有事先商量。"


def test_the_covenant_is_the_assemblys(community: str, client: Client) -> None:
    with on(TODAY):
        amendments.covenant_in_force(COVENANT, TODAY + timedelta(days=10))
    with on(SINCE - timedelta(days=14)):
        amendments.covenant_in_force(COVENANT.replace("十点", "九点半"), SINCE)
    with on(SINCE):
        page = client.get(f"/zh/c/{CODE}/charter/covenant/").content.decode()
        found = charter.covenants(CODE)
    assert [version.until for version in found] == [None, SINCE - timedelta(days=1)]
    assert "晚上九点半以后不大声喧哗。" in page
    assert "第 2 条" in page
