"""A decision opens money only when it is in order, was posted for its time, and nobody's objection is open."""

from datetime import date, timedelta

import pytest

from sunward.charter.engine import Duration
from sunward.charter.queries import working_day_from
from sunward.decisions import queries
from sunward.decisions.models import Decision
from sunward.disclosure import queries as disclosure
from sunward.disclosure.models import Publication
from sunward.kernel.acts import Unknown
from sunward.kernel.findings import Finding
from tests import stage
from tests.decisions.scenes import MEETING, day, decided, post_resolution, report, resolve
from tests.disclosure.scenes import ANYONE, answer, objection, resident

pytestmark = pytest.mark.django_db
POSTED = MEETING + timedelta(days=2)
ENDS = POSTED + timedelta(days=7)  # what a spending tier waits for: a Sunday, before a public holiday
HEARD = ENDS + timedelta(days=2)  # the day on which the desk is open again: until then people object
HANGS_UNTIL = POSTED + timedelta(days=10)  # how long the charter has it hang


def locks(decision: Decision, on: date, posting_days: int | None = 7) -> dict[str, Finding]:
    """What still stands in the way, by rule."""
    found = queries.unlocks(decision.number, on, None if posting_days is None else Duration(posting_days))
    return {finding.rule: finding for finding in found if not finding.ok}


@pytest.fixture
def posted(community: str) -> Decision:
    decision = decided()
    post_resolution(decision, POSTED)
    return decision


def publication_of(decision: Decision) -> Publication:
    posting = disclosure.posting_of(decision.ref, date(2027, 1, 1), "resolutions")
    assert posting
    return Publication.objects.get(number=posting.number)


def test_unposted_it_waits_for_its_posting(community: str) -> None:
    assert list(locks(decided(), MEETING)) == ["posting_over"]


def test_the_lock_says_until_which_day(posted: Decision) -> None:
    """Failed before: it opened on a holiday, before whoever comes to the desk could object."""
    on_the_last_day = locks(posted, HEARD)
    assert list(on_the_last_day) == ["posting_over"]
    assert on_the_last_day["posting_over"].required == str(HEARD)
    assert locks(posted, HEARD + timedelta(days=1)) == {}


def test_the_disclosure_step_is_a_posting_of_the_decision(posted: Decision) -> None:
    row = publication_of(posted)
    assert (row.item, row.audience, row.about) == ("resolutions", "everyone", posted.ref)
    assert row.posted_on == POSTED
    assert row.due_by == MEETING + timedelta(days=5)
    assert row.must_stay_until == HANGS_UNTIL
    page = queries.matter_page(posted.matter.number, POSTED)
    assert page
    shown = next(view for view in page.steps if view.key == "resolution_disclosure")
    assert shown.posting
    assert (shown.posting.number, shown.place) == (row.number, "done")


def test_without_a_tier_the_whole_posting_is_waited_for(posted: Decision) -> None:
    assert list(locks(posted, HANGS_UNTIL, posting_days=None)) == ["posting_over"]
    assert locks(posted, HANGS_UNTIL + timedelta(days=1), posting_days=None) == {}


def test_a_spending_tier_may_ask_for_fewer_days_or_for_none(posted: Decision) -> None:
    assert list(locks(posted, POSTED + timedelta(days=4), posting_days=4)) == ["posting_over"]
    assert locks(posted, POSTED + timedelta(days=5), posting_days=4) == {}
    assert locks(posted, POSTED, posting_days=0) == {}


def test_posted_late_it_still_hangs_its_whole_time(community: str) -> None:
    decision = decided()
    late = MEETING + timedelta(days=20)
    post_resolution(decision, late)
    row = publication_of(decision)
    assert disclosure.posting_of(decision.ref, late) is not None
    assert (row.posted_on - (row.due_by or late)).days == 15
    assert list(locks(decision, late + timedelta(days=7))) == ["posting_over"]
    assert locks(decision, late + timedelta(days=8)) == {}


def test_taken_down_early_it_locks_until_it_was_posted_again(posted: Decision) -> None:
    with day(POSTED + timedelta(days=3)):
        stage.act("disclosure.take_down", stage.CLERK, publication_of(posted).ref, reason="重新粉刷")
    (told,) = locks(posted, ENDS + timedelta(days=30)).values()
    assert (told.rule, told.text.en) == ("posting_over", "Taken down early: it must be posted again in full.")
    assert told.required == "", "no day ends this: pages would write “until” beside it"
    again = POSTED + timedelta(days=6)
    with day(again):
        stage.act(
            "disclosure.publish", stage.CLERK, stage.here(), item="resolutions", title="决议",
            corrects=publication_of(posted).number,
        )  # fmt: skip
    monday = again + timedelta(days=9)
    assert list(locks(posted, monday)) == ["posting_over"]
    assert locks(posted, monday + timedelta(days=1)) == {}


def test_an_open_objection_locks_and_its_answer_unlocks(posted: Decision) -> None:
    row = objection(publication_of(posted), resident(), HEARD)
    after = HEARD + timedelta(days=1)
    assert list(locks(posted, after)) == ["objections_answered"]
    answer(row, "not_upheld", after)
    assert locks(posted, after) == {}


def test_an_upheld_objection_locks_again_what_was_open(posted: Decision) -> None:
    row = objection(publication_of(posted), resident(), ENDS)
    after = ENDS + timedelta(days=1)
    answer(row, "upheld", after)
    assert list(locks(posted, date(2026, 12, 1))) == ["no_objection_upheld"]
    with day(after):
        stage.act(
            "disclosure.publish", stage.CLERK, stage.here(), item="resolutions", title="更正后的决议",
            text="造价改为9.8万元", corrects=publication_of(posted).number,
        )  # fmt: skip
    assert locks(posted, after + timedelta(days=11)) == {}


def test_an_unknown_decision_is_not_simply_open(community: str) -> None:
    with pytest.raises(Unknown):
        queries.unlocks("XY-R-2026-999", MEETING)


def test_nothing_is_posted_before_there_is_a_decision(community: str) -> None:
    from sunward.kernel.facts import FactsError
    from tests.decisions.scenes import open_matter

    with pytest.raises(FactsError, match="decided|决定"):
        report(open_matter(), "resolution_disclosure", MEETING)


def test_an_unposted_resolution_is_overdue_and_so_is_an_unposted_result(community: str) -> None:
    decision = decided()
    sixth_day = MEETING + timedelta(days=6)
    assert queries.overdue(community, sixth_day - timedelta(days=1)) == []
    late = queries.overdue(community, sixth_day)
    assert [(item.subject, item.days_late) for item in late] == [(decision.ref, 1)]
    post_resolution(decision, sixth_day)
    assert queries.overdue(community, sixth_day) == []
    with day(date(2026, 5, 4)):
        stage.act("decisions.carry_out", stage.DEPUTY, decision.ref, done_on=date(2026, 5, 4))
    assert queries.overdue(community, date(2026, 5, 19)) == []
    assert len(queries.overdue(community, date(2026, 5, 20))) == 1
    report(decision.matter, "result_disclosure", date(2026, 5, 20))
    assert queries.overdue(community, date(2026, 6, 20)) == []


def test_what_needs_a_say_is_what_can_still_be_influenced(posted: Decision) -> None:
    from tests.decisions.scenes import OPENED, open_matter

    ahead = open_matter(on=POSTED, title="车棚")
    says = queries.needs_say(stage.CODE, POSTED)
    assert [(say.kind, say.matter, say.until) for say in says] == [
        ("object", posted.matter.number, HANGS_UNTIL),
        ("next_step", ahead.number, None),
    ]
    assert queries.needs_say(stage.CODE, OPENED - timedelta(days=1)) == ()


NARROW = (
    {"audience": "person"},
    {"audience": "party_members"},
    {"audience": "residents"},  # the catalogue asks for everyone
)


def post_again(decision: Decision, on: date, **facts: str) -> Publication:
    """The clerk hangs up another sheet about the decision, through the ordinary form."""
    facts |= {"audience_ref": resident()} if facts.get("audience") == "person" else {}
    with day(on):
        done = stage.act(
            "disclosure.publish", stage.CLERK, stage.here(),
            **({"item": "resolutions", "title": "x", "about": str(decision.ref)} | facts),
        )  # fmt: skip
    assert done.result
    return Publication.objects.get(number=done.result.id)


@pytest.mark.parametrize("narrow", NARROW)
def test_what_fewer_can_read_than_should_opens_nothing(community: str, narrow: dict[str, str]) -> None:
    decision = decided()
    post_again(decision, POSTED, **narrow)
    assert list(locks(decision, ENDS + timedelta(days=30))) == ["posting_over"]
    page = queries.matter_page(decision.matter.number, POSTED)
    assert page
    assert page.postings == (), "the page of the matter says “you can object” of nothing that cannot be read"
    assert [late.subject for late in queries.overdue(stage.CODE, MEETING + timedelta(days=6))] == [decision.ref]


@pytest.mark.parametrize("facts", [*NARROW, {}])
def test_another_posting_does_not_answer_who_objected_to_the_first(posted: Decision, facts: dict[str, str]) -> None:
    row = objection(publication_of(posted), resident(), ENDS)
    post_again(posted, ENDS, **facts)
    much_later = ENDS + timedelta(days=60)
    assert list(locks(posted, much_later)) == ["objections_answered"]
    page = queries.matter_page(posted.matter.number, ENDS)
    assert page
    assert [posting.state.open_objections for posting in page.postings] == [1]
    answer(row, "not_upheld", much_later)
    assert locks(posted, much_later) == {}


def test_what_was_upheld_is_settled_by_its_correction_and_not_by_any_other_sheet(posted: Decision) -> None:
    first = publication_of(posted)
    row = objection(first, resident(), ENDS)
    answer(row, "upheld", ENDS)
    much_later = ENDS + timedelta(days=60)
    post_again(posted, ENDS)
    assert list(locks(posted, much_later)) == ["no_objection_upheld"]
    post_again(posted, ENDS, corrects=first.number, text="造价改为9.8万元")
    assert locks(posted, much_later) == {}


def test_an_objection_counts_for_as_long_as_the_money_waits(community: str) -> None:
    """Said to hang for a day only, while the tier waits for seven."""
    decision = decided()
    short = post_again(decision, POSTED, stays_up_days="1")
    objection(short, resident(), ENDS)
    assert list(locks(decision, ENDS + timedelta(days=1))) == ["posting_over", "objections_answered"]


@pytest.mark.parametrize("posting_days", [7, None])
def test_posted_again_for_no_days_it_locks_until_it_is_posted_in_full(
    posted: Decision, posting_days: int | None
) -> None:
    """Seen before: the sheet came down, one for 0 days was entered, and the days of the tier opened the money."""
    first = publication_of(posted)
    with day(POSTED + timedelta(days=1)):
        stage.act("disclosure.take_down", stage.CLERK, first.ref, reason="风")
    none = post_again(posted, POSTED + timedelta(days=4), corrects=first.number, stays_up_days=0)
    much_later = POSTED + timedelta(days=60)
    (told,) = locks(posted, much_later, posting_days).values()
    assert (told.rule, told.required) == ("posting_over", "")
    assert told.text.en == "No posting of it hangs, or has hung, for 10 days: it must be posted again in full."
    post_again(posted, much_later, corrects=none.number)
    last = working_day_from(much_later + timedelta(days=posting_days or 10))
    assert list(locks(posted, last, posting_days)) == ["posting_over"]
    assert locks(posted, last + timedelta(days=1), posting_days) == {}


def test_a_second_sheet_for_few_days_takes_nothing_from_one_that_hangs_in_full(posted: Decision) -> None:
    post_again(posted, POSTED + timedelta(days=1), corrects=publication_of(posted).number, stays_up_days=0)
    assert list(locks(posted, HEARD)) == ["posting_over"]
    assert locks(posted, HEARD + timedelta(days=1)) == {}


def test_deciding_again_answers_nobody(posted: Decision) -> None:
    row = objection(publication_of(posted), resident(), ENDS)
    repeated = resolve(posted.matter, ENDS + timedelta(days=1))
    post_resolution(repeated, ENDS + timedelta(days=1))
    much_later = ENDS + timedelta(days=60)
    assert list(locks(repeated, much_later)) == ["objections_answered"]
    answer(row, "not_upheld", much_later)
    assert locks(repeated, much_later) == {}


def test_a_correction_under_another_item_says_why_it_stays_locked_and_what_frees_it(posted: Decision) -> None:
    """Before, the objection's page said "corrected" while the money stayed locked without a word why."""
    against = answer(objection(publication_of(posted), resident(), POSTED + timedelta(days=4)), "upheld", ENDS)
    first = publication_of(posted)
    elsewhere = post_again(posted, ENDS, item="leases", corrects=first.number, text="租金每年48万元").number
    late = ENDS + timedelta(days=40)
    told = locks(posted, late)
    assert list(told) == ["no_objection_upheld"]
    assert elsewhere in told["no_objection_upheld"].text.zh
    assert "under the item of the decision too" in told["no_objection_upheld"].text.en
    seen = disclosure.objection(against.number, ANYONE, late)
    assert seen
    assert seen.corrected_by == elsewhere, "what was posted was posted"
    post_again(posted, late, text="别的话")
    assert list(locks(posted, late + timedelta(days=40))) == ["no_objection_upheld"], "a sheet that corrects nothing"
    post_again(posted, late, corrects=elsewhere, text="租金每年48万元")
    assert locks(posted, late + timedelta(days=40)) == {}
