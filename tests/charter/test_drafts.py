"""Drafts of rules: made by whoever may open matters, adopted by a meeting, to the letter, and on their own day."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from sunward.charter import queries as charter
from sunward.charter.drafting import digest_of
from sunward.charter.engine import Duration
from sunward.charter.engine.amending.amending import Change, read_changes
from sunward.charter.models import Adoption, Document, Draft
from sunward.decisions.queries import rejudged
from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.money.queries import retiered
from sunward.record import activity
from sunward.record.models import Journal
from tests.charter import amendments
from tests.charter.amendments import (
    MEDIUM,
    NOTICE,
    OBJECTION,
    adopt,
    change,
    draft,
    lay_before,
    reported,
    rules_voted,
    vote,
)
from tests.disclosure.scenes import objection, post, resident
from tests.money import cases
from tests.money.cases import START, act, on, rules_of
from tests.stage import ACCOUNTANT, CLERK, CODE, DEPUTY, DIRECTOR, here

SINCE = START + amendments.LEAD


@pytest.fixture(autouse=True)
def monday(community: str) -> Any:
    with on(START):
        yield


@pytest.mark.postgres
def test_a_draft_is_numbered_and_changes_nothing() -> None:
    drafted = draft(change(MEDIUM, "8000 yuan"))
    assert drafted.id == "XY-A-2026-001"
    row = Draft.objects.get()
    assert charter.charter_of(CODE, SINCE).spending.tiers[1].up_to == 10000
    assert row.body["version"] == row.number, "no two drafts share the name of a version"
    assert {one["path"] for one in row.changes} > {MEDIUM}
    assert (row.drafted_by_post, row.effective_from) == (DEPUTY, SINCE)


@pytest.mark.parametrize(
    ("path", "new", "rules"),
    [
        ("powers.put_rules_in_force.act", "money.release_payment", {"place"}),
        ("matters.community_rules.competence.decided_by", ["residents_committee"], {"place"}),
        ("spending.tiers.medium.source", "无", {"place"}),
        ("parameters.women_representatives_share.value", "1/2", {"place"}),
        ("rights.objection.owner", CLERK, {"place"}),
        ("powers.ask_for_urgent_payment.limit.amount_up_to", "30000 yuan", {"place"}),
        ("parameters.officers_kin_barred.value", 2, {"place"}),
        ("disclosure.resolutions.owner", "party_organisation.secretary", {"rule_check"}),
        (MEDIUM, 8000.5, {"place"}),
        (MEDIUM, "1000 yuan", {"rule_check"}),
        ("bodies.residents_assembly.majority.any_of.0.share", "at_least 1/3", {"rule_check"}),
        ("duties.monthly_statement.owner", None, {"hangs_on_the_wall"}),
    ],
)
def test_what_does_not_stand_is_refused_with_the_rule_named(path: str, new: Any, rules: set[str]) -> None:
    with pytest.raises(Refused) as refusal:
        draft(change(path, new))
    assert rules_of(refusal) == rules
    assert not Draft.objects.exists()
    assert Journal.objects.latest("id").kind == "refusal"


@pytest.mark.parametrize("days", [-1, 0])
def test_new_rules_look_ahead(days: int) -> None:
    with pytest.raises(Refused) as refusal:
        draft(change(MEDIUM, "8000 yuan"), since=START + timedelta(days=days))
    assert rules_of(refusal) == {"notice"}


@pytest.mark.parametrize("given", [{}, {"changes": []}, {"changes": "8000"}, {"other": []}])
def test_a_draft_without_changes_is_none(given: dict[str, Any]) -> None:
    with pytest.raises(FactsError):
        act("charter.draft_amendment", DEPUTY, here(), changes=given, effective_from=SINCE)


@pytest.mark.parametrize("post", [ACCOUNTANT, "street_discipline.officer"])
def test_who_may_not_open_matters_may_not_draft(post: str) -> None:
    with pytest.raises(Refused) as refusal:
        draft(change(MEDIUM, "8000 yuan"), post=post)
    assert rules_of(refusal) == {"power"}


def test_a_draft_is_drafted_anew_and_the_old_one_stays() -> None:
    old = draft(change(MEDIUM, "8000 yuan"))
    rows = {"changes": [change(MEDIUM, "9000 yuan")]}
    new = act("charter.revise_draft", CLERK, old, changes=rows, effective_from=SINCE).result
    assert new
    page = charter.draft_page(old.id)
    assert page
    assert page.revised_by == (new.id,)
    assert page.after["spending"]["tiers"][1]["up_to"] == "8000 yuan"


def test_what_only_followed_in_the_old_draft_follows_again_in_the_new_one() -> None:
    """Before, the limit of the power stood in the new draft as if somebody had asked for it, and stayed behind."""
    page = charter.draft_page(draft(change(MEDIUM, "6000 yuan")).id)
    assert page
    again = charter.proposed_by(CODE, page)
    anew = [Change(one.path, one.old, "7000 yuan") if one.path == MEDIUM else one for one in again.changes]
    whole = charter.proposed(CODE, anew, SINCE).body()
    assert whole["powers"]["sign_medium_payment"]["limit"]["amount_up_to"] == "7000 yuan"


@pytest.mark.postgres
def test_the_database_keeps_every_word_of_a_draft() -> None:
    draft(change(MEDIUM, "8000 yuan"))
    for statement in (
        lambda: Draft.objects.update(body={}),
        lambda: Draft.objects.update(digest="0" * 64),
        lambda: Draft.objects.update(effective_from=START + timedelta(days=1)),
        lambda: Draft.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), door_open():
            statement()


# --- taking effect


@pytest.mark.postgres
def test_the_old_version_ends_the_day_before() -> None:
    drafted = draft(change(OBJECTION, "3 working days"))
    version = adopt(drafted, vote(drafted))
    assert version.id == f"demo-xiangyang@{drafted.id}"
    own = Adoption.objects.filter(document__pack="demo-xiangyang", community_code=CODE).order_by("in_force_from")
    assert [(row.in_force_to, row.draft_id is None) for row in own] == [
        (SINCE - timedelta(days=1), True),
        (None, False),
    ]
    days = [str(charter.days(CODE, "objection_reply", day, 0)) for day in (SINCE - timedelta(days=1), SINCE)]
    assert days == ["5 working days", "3 working days"]


def test_an_objection_is_due_by_the_days_that_were_voted() -> None:
    """Before, the days of the right could be changed by themselves: drafted, voted, in force, and read by no clock."""
    with pytest.raises(Refused):
        draft(change("rights.objection.within", "1 day"))
    drafted = draft(change(OBJECTION, "1 working day"))
    adopt(drafted, vote(drafted))
    within = charter.charter_of(CODE, SINCE).rights["objection"].within
    assert within == charter.days(CODE, "objection_reply", SINCE, 0)
    said = objection(post(START), resident(), SINCE)
    assert (str(within), said.due_on) == ("1 working day", charter.day_after(SINCE, Duration(1, working=True)))


def test_the_entries_behind_the_rules_are_those_of_their_adoption() -> None:
    drafted = draft(change(OBJECTION, "3 working days"))
    adopt(drafted, vote(drafted))
    (entry,) = charter.entries_of_adoption(CODE)
    assert activity.listed([entry])[0].act == "charter.adopt"
    assert activity.begun_by(CODE)[0].act == "registry.found"


def test_a_vote_after_the_day_counts_from_the_day_it_is_entered() -> None:
    drafted = draft(change(OBJECTION, "3 working days"))
    with on(SINCE + timedelta(days=5)) as later:
        adopt(drafted, vote(drafted))
        own = Adoption.objects.get(draft__number=drafted.id)
    assert own.in_force_from == later, "never backwards"


def refused_adoption(drafted: Ref, decision: str, **facts: Any) -> set[str]:
    with pytest.raises(Refused) as refusal:
        adopt(drafted, decision, **facts)
    assert not Adoption.objects.filter(draft__number=drafted.id).exists()
    return rules_of(refusal)


@pytest.mark.parametrize("decision", ["", "none", "XY-R-2026-999"])
def test_an_officer_alone_puts_nothing_in_force(decision: str) -> None:
    drafted = draft(change(MEDIUM, "8000 yuan"))
    assert refused_adoption(drafted, decision or "-") == {"adopted_by"}


def test_a_vote_that_was_not_in_order_puts_nothing_in_force() -> None:
    drafted = draft(change(MEDIUM, "8000 yuan"))
    assert refused_adoption(drafted, reported(drafted, notice=2)) == {"adopted_by"}


def test_a_vote_on_another_matter_puts_nothing_in_force() -> None:
    drafted = draft(change(MEDIUM, "8000 yuan"))
    assert refused_adoption(drafted, cases.voted("annual_budget")) == {"adopted_by"}
    assert refused_adoption(drafted, rules_voted()) == {"adopted_by"}, "it named no draft"


@pytest.mark.postgres
def test_a_draft_put_in_the_place_of_the_one_voted_on_is_refused() -> None:
    voted_on, other = draft(change(MEDIUM, "8000 yuan")), draft(change(MEDIUM, "49000 yuan"))
    decision = vote(voted_on)
    assert refused_adoption(other, decision) == {"adopted_by"}
    adopt(voted_on, decision)


@pytest.mark.parametrize("with_digest", [False, True])
def test_words_changed_after_the_vote_are_refused_even_by_the_owner_of_the_database(with_digest: bool) -> None:
    drafted = draft(change(MEDIUM, "8000 yuan"))
    decision, row = vote(drafted), Draft.objects.get()
    row.body["spending"]["tiers"][1]["up_to"] = "49000 yuan"
    new = {"body": row.body} | ({"digest": digest_of(row.body)} if with_digest else {})
    with door_open():
        if connection.vendor == "postgresql":
            pytest.skip("the same on both; the trigger is dropped here in SQLite's way")
        connection.cursor().execute("DROP TRIGGER charter_draft_kept")
        Draft.objects.filter(pk=row.pk).update(**new)
    found = refused_adoption(drafted, decision)
    assert "adopted_by" in found
    assert ("digest" in found) is not with_digest


def test_a_decision_on_a_draft_puts_no_rule_book_from_the_disk_in_force() -> None:
    decision = vote(draft(change(MEDIUM, "8000 yuan")))
    with pytest.raises(Refused) as refusal:
        act("charter.adopt", DIRECTOR, here(), pack="cn-collective", in_force_from=SINCE, adopted_by=decision)
    assert rules_of(refusal) == {"adopted_by"}


@pytest.mark.parametrize("days", [-31, -1, 1, 365])
def test_who_enters_it_does_not_choose_the_day(days: int) -> None:
    drafted = draft(change(MEDIUM, "8000 yuan"))
    found = refused_adoption(drafted, vote(drafted), in_force_from=SINCE + timedelta(days=days))
    assert found == ({"own_day", "notice"} if days == -31 else {"own_day"})


def test_a_draft_that_was_overtaken_does_not_undo_the_other() -> None:
    first, second = draft(change(MEDIUM, "8000 yuan")), draft(change(NOTICE, 7), since=SINCE + timedelta(days=7))
    votes = [vote(one) for one in (first, second)]
    adopt(first, votes[0])
    assert refused_adoption(second, votes[1]) == {"newest"}
    again = draft(change(NOTICE, 7), since=SINCE + timedelta(days=7))
    adopt(again, vote(again))
    rules = charter.charter_of(CODE, SINCE + timedelta(days=7))
    assert rules.spending.tiers[1].up_to == 8000
    assert rules.bodies["representatives_meeting"].rules.notices[0].days == 7


def test_a_draft_takes_effect_once() -> None:
    drafted = draft(change(MEDIUM, "8000 yuan"))
    decision = vote(drafted)
    adopt(drafted, decision)
    with pytest.raises(Refused) as refusal:
        adopt(drafted, decision)
    assert "not_adopted" in rules_of(refusal)


def test_a_matter_names_a_draft_of_this_community_and_kind() -> None:
    drafted = draft(change(MEDIUM, "8000 yuan"))
    wrong = ({"kind": "covenant"}, {"kind": "annual_budget"})
    for facts in wrong:
        with pytest.raises(Refused) as refusal:
            lay_before(drafted, **facts)
        assert rules_of(refusal) == {"draft_stands"}
    with pytest.raises(Refused) as refusal:
        lay_before(Ref("draft", "XY-A-2026-404"))
    assert rules_of(refusal) == {"draft_stands"}


def test_what_lies_before_a_meeting_is_not_taken_away() -> None:
    drafted = draft(change(MEDIUM, "8000 yuan"))
    matter = lay_before(drafted)
    with pytest.raises(Refused) as refusal:
        act("charter.withdraw_draft", DIRECTOR, drafted, reason="不改了")
    assert rules_of(refusal) == {"laid_before"}
    act("decisions.withdraw_matter", DEPUTY, matter, reason="不议了")
    act("charter.withdraw_draft", DIRECTOR, drafted, reason="不改了")
    with pytest.raises(Refused) as refusal:
        lay_before(drafted)
    assert rules_of(refusal) == {"draft_stands"}


def test_a_resident_reads_and_does_not_draft() -> None:
    with pytest.raises(Refused) as refusal:
        act(
            "charter.draft_amendment", "resident", here(), by=resident("赵德海"),
            changes={"changes": [change(MEDIUM, "8000 yuan")]}, effective_from=SINCE,
        )  # fmt: skip
    assert rules_of(refusal) == {"power"}


def test_adopting_names_a_rule_book_or_a_draft() -> None:
    drafted = draft(change(MEDIUM, "8000 yuan"))
    for facts in ({}, {"draft": drafted.id, "pack": "cn-collective"}, {"draft": "XY-A-2026-404"}, {"pack": "nothing"}):
        with pytest.raises(FactsError):
            act("charter.adopt", DIRECTOR, here(), adopted_by="x", **facts)


# --- the covenant


def test_the_representatives_do_not_adopt_the_covenant() -> None:
    facts = {"text": "楼道里不堆放杂物。", "effective_from": SINCE}
    drafted = act("charter.draft_covenant", DEPUTY, here(), **facts).result
    assert drafted
    decision = cases.resolve(lay_before(drafted, "covenant"))
    assert refused_adoption(drafted, decision) == {"adopted_by"}
    assert charter.covenants(CODE) == ()


def test_an_empty_covenant_is_none() -> None:
    with pytest.raises(FactsError):
        act("charter.draft_covenant", DEPUTY, here(), text=" \n ", effective_from=SINCE)


# --- what it would have meant


@pytest.mark.postgres
def test_nothing_is_written_by_looking() -> None:
    cases.voted("annual_budget")
    lines = cases.adopt({"office": "24000"})
    cases.ask(lines["office"], amount="9000")
    proposal = charter.proposed(CODE, read_changes([change(MEDIUM, "8000 yuan"), change(NOTICE, 10)]), SINCE)
    counted = [model.objects.count() for model in (Draft, Document, Journal)]
    rules = proposal.charter()
    judged = rejudged(CODE, START - timedelta(days=365), START, rules)
    paid = retiered(CODE, START - timedelta(days=365), START, rules.spending, rules.spending)
    assert [model.objects.count() for model in (Draft, Document, Journal)] == counted
    assert [(one.was_in_order, one.now_in_order) for one in judged] == [(True, False)] * 2
    assert {found.rule for one in judged for found in one.against} == {"notice"}
    assert [(one.before.key, one.now.key) for one in paid if one.before and one.now] == [("medium", "joint")]
