"""An officer who wants more than the post gives: another post, another day, another hand, another form."""

from datetime import date, timedelta

import pytest

from sunward.charter.models import Hold
from sunward.kernel import clock
from sunward.kernel.acts import Refused, act_named
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref, new_id
from sunward.money.models import Payment
from sunward.record.models import Journal
from sunward.registry import queries as registry
from sunward.registry.models import Appointment
from tests.disclosure.scenes import resident
from tests.money import cases
from tests.money.cases import START, act, ask, invoice, on, open_matter, paper, review, rules_of, sign
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, OPENING, SUPERVISION_MEMBER, SUPERVISOR, here, holder

HOLD = {"subject": "community:xiangyang", "reason": "发票与合同不符，请先说明。"}


def refused(name: str, post: str, thing: Ref, by: str, **facts: object) -> set[str]:
    with pytest.raises(Refused) as refusal:
        act(name, post, thing, by=by, **facts)
    return rules_of(refusal)


def resign(post: str, day: date) -> str:
    """The holder leaves the post; who it was."""
    gone = holder(CODE, post)
    body, key = post.split(".")
    row = Appointment.objects.get(post__key=key, post__body__kind=body, person__number=gone.removeprefix("person:"))
    with on(day):
        act("registry.end_appointment", CLERK, Ref("appointment", row.number), reason="resigned", left_on=day,
            letter=paper("letter"))  # fmt: skip
    return gone


class TestAPostNoLongerHeld:
    def test_from_the_day_of_leaving_it_opens_nothing(self, line: Ref) -> None:
        payment = ask(line, amount="8000")
        zhou = resign(SUPERVISOR, START + timedelta(days=1))
        with on(START + timedelta(days=1)):
            assert refused("money.review_payment", SUPERVISOR, payment, zhou, outcome="passed") == {"post"}

    def test_an_earlier_claimed_day_does_not_bring_the_post_back(self, community: str) -> None:
        zhou = resign(SUPERVISOR, START + timedelta(days=1))
        with on(START + timedelta(days=5)), pytest.raises(Refused) as refusal:
            perform(
                "charter.place_hold", by=zhou, post=SUPERVISOR, subject=here(), facts=HOLD, key=new_id(),
                claimed_at=clock.moment(START),
            )  # fmt: skip
        assert rules_of(refusal) == {"post"}
        assert not Hold.objects.exists()

    def test_a_term_that_ran_out_ends_the_power_without_anybody_ending_it(self, community: str) -> None:
        resign(DIRECTOR, START)
        lin, last = holder(CODE, DEPUTY), date(2031, 3, 1)
        act("registry.appoint", CLERK, here(), post=DIRECTOR, person=lin, from_day=START)  # for five years
        asked = {"title": "车棚", "kind": "asset_lease"}
        with on(last):
            act("decisions.open_matter", DIRECTOR, here(), by=lin, **asked)
        with on(last + timedelta(days=1)):
            assert refused("decisions.open_matter", DIRECTOR, here(), lin, **asked) == {"post"}

    def test_what_was_done_in_office_stays_under_the_name(self, community: str) -> None:
        zhou = resign(SUPERVISOR, START)
        assert registry.name_of(zhou) == "周明德"


class TestPostsHeldAtOnce:
    """吴秀兰 is clerk and member of the supervision committee, which the register shows as incompatible."""

    @pytest.fixture
    def wu(self, community: str) -> str:
        both = {each.person for each in registry.holders(CLERK, CODE, START)}
        return next(each.person for each in registry.holders(SUPERVISION_MEMBER, CODE, START) if each.person in both)

    def test_who_asked_for_the_money_does_not_review_it(self, line: Ref, wu: str) -> None:
        payment = ask(line, by=wu, amount="8000")
        assert refused("money.review_payment", SUPERVISION_MEMBER, payment, wu, outcome="passed") == {"two_people"}

    def test_a_hold_is_not_seconded_by_whoever_asked_for_it(self, community: str, wu: str) -> None:
        hold = act("charter.place_hold", SUPERVISION_MEMBER, here(), by=wu, **HOLD).result
        assert hold
        assert refused("charter.second_hold", SUPERVISION_MEMBER, hold, wu) == {"two_people"}

    def test_the_page_of_power_holders_shows_the_clash(self, wu: str) -> None:
        (shown,) = [each for each in registry.power_holders(CODE, START) if each.person == wu]
        assert [(one.post, other.post) for one, other in shown.incompatible] == [(SUPERVISION_MEMBER, CLERK)]


class TestFalseDays:
    @pytest.mark.parametrize("ahead", [1, 400])
    def test_nothing_is_claimed_to_have_happened_tomorrow(self, community: str, ahead: int) -> None:
        matter = open_matter("annual_budget")
        before = Journal.objects.count()
        with pytest.raises(FactsError) as unusable:
            perform(
                "decisions.report_step", by=holder(CODE, CLERK), post=CLERK, subject=matter, key=new_id(),
                facts={"step": "proposal", "held_on": START},
                claimed_at=clock.moment(START + timedelta(days=ahead)),
            )  # fmt: skip
        assert list(unusable.value.errors) == ["claimed_at"]
        assert Journal.objects.count() == before

    def test_a_claimed_day_moves_no_deadline(self, line: Ref) -> None:
        """The reviewer's five working days run from the day the request was entered."""
        facts = act_named("money.request_payment").facts_type(**invoice(amount="8000"))
        done = perform(
            "money.request_payment", by=holder(CODE, CLERK), post=CLERK, subject=line, facts=facts, key=new_id(),
            claimed_at=clock.moment(START - timedelta(days=60)),
        )  # fmt: skip
        assert done.result
        assert Payment.objects.get(number=done.result.id).requested_on == START

    def test_a_resolution_held_before_the_founding_rests_on_no_rule_book(self, community: str) -> None:
        matter = open_matter("annual_budget")
        with pytest.raises(FactsError):
            cases.resolve(matter, held_on=START + timedelta(days=1))
        number = cases.resolve(matter, held_on=OPENING - timedelta(days=900), notice_on=OPENING - timedelta(days=910))
        from sunward.decisions import queries as decisions

        state = decisions.decision_state(number, START)
        assert state.word == "not_in_order", "a meeting of years ago cannot be made up today"


class TestAnotherHand:
    def test_nobody_signs_for_another(self, line: Ref) -> None:
        payment = ask(line, amount="8000")
        review(payment)
        for other in (holder(CODE, CLERK), holder(CODE, SUPERVISOR), "person:nobody", "clock"):
            assert refused("money.sign_payment", DEPUTY, payment, other) == {"post"}

    def test_a_clerk_who_acts_for_a_resident_stays_the_clerk(self, community: str) -> None:
        posting = act("disclosure.publish", CLERK, here(), item="leases", title="出租").result
        assert posting
        zhao = resident()
        with pytest.raises(Refused) as refusal:
            perform(
                "disclosure.object", by=holder(CODE, CLERK), post="resident", subject=posting, key=new_id(),
                facts={"text": "租金低于市价"}, on_behalf_of=zhao,
            )  # fmt: skip
        assert rules_of(refusal) == {"post"}, "the capacity is not the clerk's"

    def test_the_capacity_of_the_clock_is_nobodys(self, community: str) -> None:
        assert refused(
            "decisions.open_matter", "clock", here(), holder(CODE, DIRECTOR), title="x", kind="covenant"
        ) == {"post"}


class TestTheSameForm:
    def given(self, key: str, **facts: object) -> Ref | None:
        return act("decisions.open_matter", DEPUTY, here(), key=key, **facts).result

    def test_a_replayed_key_with_other_facts_writes_nothing(self, community: str) -> None:
        first = self.given("form", title="车棚", kind="asset_lease")
        before = Journal.objects.count()
        assert self.given("form", title="两百万", kind="large_spending") == first
        assert Journal.objects.count() == before

    def test_a_replayed_key_under_another_act_does_nothing_either(self, line: Ref) -> None:
        payment = ask(line, amount="8000")
        act("money.review_payment", SUPERVISOR, payment, key="form", outcome="vetoed", reason="no acceptance")
        with pytest.raises(FactsError, match="key"):
            act("money.sign_payment", DEPUTY, payment, key="form")
        assert "signature_1" in cases.unmet(payment)

    def test_a_refused_form_may_be_sent_again_when_it_is_in_order(self, line: Ref) -> None:
        payment = ask(line, amount="8000")
        with pytest.raises(Refused):
            act("money.sign_payment", DEPUTY, payment, key="form")
        review(payment)
        act("money.sign_payment", DEPUTY, payment, key="form")
        sign(payment, DIRECTOR)
        assert Payment.objects.get(number=payment.id).released_on == START
