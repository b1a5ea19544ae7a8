"""A slip with an objection, or an appeal, came on the last day, the power was cut, and the clerk entered it the day
after: it held nothing up, and nothing said so; the appeal was refused."""

from datetime import date, timedelta

import pytest
from django.test import Client

from sunward.disclosure import queries
from sunward.disclosure.models import Objection, Publication
from sunward.kernel.acts import Done
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from tests import stage
from tests.disclosure.scenes import ANYONE, MONDAY, answer, day, objection, post, resident
from tests.elections.scenes import rules_of
from tests.journeys.pages import page
from tests.journeys.test_a_posting_taken_down_early_says_so import LAMPS
from tests.money.cases import START, act, adopt, ask, four_two, on, paper, through, unmet
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DEPUTY, SUPERVISOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]


def entered(publication: Publication, who: str, on: date, handed_in: date | None) -> Done:
    with day(on):
        return stage.served("disclosure.object", who, publication.ref, text="租金低于市价", handed_in=handed_in)


def test_handed_in_on_the_last_day_it_holds_up_what_waits_and_says_when_it_was_entered() -> None:
    publication, who = post(MONDAY), resident()
    last = publication.must_stay_until
    done = entered(publication, who, last + timedelta(days=1), last)
    row = Objection.objects.get()
    assert row.received_on == last
    assert [one.rule for one in done.entry.findings if one.breach] == ["entered_late"]
    assert done.entry.claimed_at is not None
    found = queries.publication(publication.number, ANYONE, last + timedelta(days=1))
    assert found
    assert (found.card.state.open_objections, found.card.state.clears) == (1, False)
    with day(last + timedelta(days=1)):
        assert "Entered afterwards: handed in at the desk on" in page(f"publications/{publication.number}/", "en")


def test_entered_on_its_day_nothing_is_marked() -> None:
    publication, who = post(MONDAY), resident()
    done = entered(publication, who, MONDAY + timedelta(days=2), None)
    assert not [one for one in done.entry.findings if one.breach]


def test_three_days_and_not_before_the_posting_nor_ahead_and_by_nobody_for_themselves() -> None:
    publication, who = post(MONDAY), resident()
    last = publication.must_stay_until
    for said in (MONDAY - timedelta(days=1), last + timedelta(days=9)):
        with pytest.raises(FactsError):
            entered(publication, who, last, said)
    assert rules_of(lambda: entered(publication, who, last + timedelta(days=4), last)) == {"entered_in_time"}
    with day(last + timedelta(days=1)), pytest.raises(FactsError):
        stage.act("disclosure.object", "resident", publication.ref, by=who, text="低", handed_in=last)
    entered(publication, who, last + timedelta(days=3), last)


def test_the_desk_is_asked_for_the_day_and_nobody_else(client: Client) -> None:
    publication, who = post(MONDAY), resident()
    url = f"/en/c/{CODE}/do/disclosure.object/{publication.ref}/"
    with day(MONDAY + timedelta(days=1)):
        assert "handed_in" not in signed_in(client, who).get(url).content.decode()
        desk = signed_in(client, holder(CODE, CLERK)).get(url, {"for": who})
    assert 'name="handed_in"' in desk.content.decode()


def test_what_was_paid_meanwhile_says_so_and_stays_paid() -> None:
    with on(START):
        line, who = adopt({"lighting": "300000"})["lighting"], resident()
        payment = ask(line, decision=four_two("90500"), **LAMPS)
        through(payment)
    hangs = Publication.objects.latest("id")
    with on(START + timedelta(days=3)):
        act(
            "disclosure.photograph_board",
            "resident",
            hangs.ref,
            by=who,
            board="东门",
            photograph=paper("board"),
            hangs="yes",
        )
    paid = hangs.must_stay_until + timedelta(days=1)
    with on(paid):
        assert unmet(payment) == {}
        act("money.release_payment", DEPUTY, payment)
        assert "had been handed in at the desk" not in page(f"money/{payment.id}/", "en")
        stage.served("disclosure.object", who, hangs.ref, text="价钱太高", handed_in=hangs.must_stay_until)
    with on(paid + timedelta(days=1)):
        stage.served("disclosure.object", resident("另一户"), hangs.ref, text="太高", handed_in=paid)
        stage.served("disclosure.object", resident("第三户"), hangs.ref, text="贵")
        words = page(f"money/{payment.id}/", "en")
    assert "had been handed in at the desk when this was released, and were entered afterwards: 2" in words
    assert Journal.objects.filter(act="money.release_payment").exists()


class TestAnAppeal:
    """Not upheld on Wednesday; until the 19th an appeal is possible."""

    LAST = date(2026, 3, 19)

    def answered(self, who: str) -> Objection:
        row = objection(post(MONDAY), who, MONDAY + timedelta(days=1))
        return answer(row, "not_upheld", MONDAY + timedelta(days=2))

    def appeal(self, row: Objection, on: date, handed_in: date | None) -> Done:
        with day(on):
            return stage.served("disclosure.appeal_objection", row.by, row.ref, text="不服", handed_in=handed_in)

    def test_handed_in_on_its_last_day_it_counts_from_then_and_is_marked(self) -> None:
        row, after = self.answered(resident()), self.LAST + timedelta(days=1)
        assert rules_of(lambda: self.appeal(row, after, None)) == {"appeal_window"}
        done = self.appeal(row, after, self.LAST)
        row.refresh_from_db()
        assert row.appealed_on == self.LAST
        assert [one.rule for one in done.entry.findings if one.breach] == ["entered_late"]
        with day(after):
            assert "Entered afterwards: handed in at the desk on" in page(f"objections/{row.number}/", "en")

    def test_for_three_days_and_by_nobody_for_themselves(self) -> None:
        who = resident()
        row = self.answered(who)
        late = self.LAST + timedelta(days=4)
        assert rules_of(lambda: self.appeal(row, late, self.LAST)) == {"entered_in_time"}
        assert rules_of(lambda: self.appeal(row, late, self.LAST + timedelta(days=1))) == {"appeal_window"}
        with day(self.LAST), pytest.raises(FactsError):
            stage.act("disclosure.appeal_objection", "resident", row.ref, by=who, text="低", handed_in=self.LAST)
        self.appeal(row, self.LAST + timedelta(days=3), self.LAST)

    def test_not_before_there_was_anything_to_appeal_against(self) -> None:
        row = self.answered(resident())
        with pytest.raises(FactsError):
            self.appeal(row, MONDAY + timedelta(days=3), MONDAY + timedelta(days=1))
        silent = objection(post(MONDAY, title="另一份"), resident("另一户"), MONDAY + timedelta(days=1))
        due = silent.due_on
        with pytest.raises(FactsError):
            self.appeal(silent, due + timedelta(days=1), due)
        self.appeal(silent, due + timedelta(days=2), due + timedelta(days=1))

    def test_the_desk_is_asked_for_the_day_once_the_last_is_over_and_nobody_else(self, client: Client) -> None:
        who = resident()
        row = self.answered(who)
        url = f"/en/c/{CODE}/do/disclosure.appeal_objection/{row.ref}/"
        with day(self.LAST):
            assert "handed_in" not in signed_in(client, who).get(url).content.decode()
        with day(self.LAST + timedelta(days=1)):
            desk = signed_in(client, holder(CODE, CLERK)).get(url, {"for": who})
        assert 'name="handed_in"' in desk.content.decode()

    def test_what_was_paid_meanwhile_says_so(self) -> None:
        with on(START):
            line, who = adopt({"lighting": "300000"})["lighting"], resident()
            payment = ask(line, decision=four_two("90500"), **LAMPS)
            through(payment)
        hangs = Publication.objects.latest("id")
        row = answer(objection(hangs, who, START + timedelta(days=1)), "not_upheld", START + timedelta(days=2))
        with on(START + timedelta(days=3)):
            board = {"board": "东门", "photograph": paper("board"), "hangs": "yes"}
            act("disclosure.photograph_board", "resident", hangs.ref, by=who, **board)
        paid = hangs.must_stay_until + timedelta(days=1)
        with on(paid):
            assert unmet(payment) == {}
            act("money.release_payment", DEPUTY, payment)
        self.appeal(row, paid + timedelta(days=1), paid)
        with on(paid + timedelta(days=1)):
            assert "and were entered afterwards: 1" in page(f"money/{payment.id}/", "en")


class TestADateThatTheClerkLeftOut:
    """Handed in on the last day, and entered two days later without its day: out of time, by a clerk alone."""

    def left_out(self) -> tuple[Publication, str, Done]:
        publication, who = post(MONDAY), resident()
        return publication, who, entered(publication, who, publication.must_stay_until + timedelta(days=2), None)

    def disputed(self, done: Done, on: date) -> Ref:
        with day(on):
            said = act("disclosure.dispute_desk_act", "anyone", Ref("entry", done.entry.ref),
                       by=str(done.entry.on_behalf_of), text="我12日就交了")  # fmt: skip
        assert said.result
        return said.result

    def ruled(self, dispute: Ref, on: date, handed_in: date | None, outcome: str = "upheld") -> Done:
        with day(on):
            return act("disclosure.answer_dispute", SUPERVISOR, dispute, outcome=outcome, answer="收件簿上写着。",
                       handed_in=handed_in)  # fmt: skip

    def open_ones(self, publication: Publication, on: date) -> int:
        page = queries.publication(publication.number, ANYONE, on)
        assert page
        return page.card.state.open_objections

    def test_whoever_upholds_the_dispute_names_the_day_and_it_counts_from_then(self, client: Client) -> None:
        """Seen before: nothing repaired it later than three days after it was handed in."""
        publication, _who, done = self.left_out()
        last, later = publication.must_stay_until, publication.must_stay_until + timedelta(days=9)
        assert self.open_ones(publication, later) == 0
        dispute = self.disputed(done, last + timedelta(days=6))
        with day(later):
            url = f"/en/c/{CODE}/do/disclosure.answer_dispute/{dispute}/"
            asked = signed_in(client, holder(CODE, SUPERVISOR)).get(url)
        assert 'name="handed_in"' in asked.content.decode()
        self.ruled(dispute, later, last)
        row = Objection.objects.get()
        assert (row.received_on, row.void_on) == (last, None)
        assert self.open_ones(publication, later) == 1
        with day(later):
            assert "Entered afterwards: handed in at the desk on" in page(f"publications/{publication.number}/", "en")

    def test_what_they_said_themselves_meanwhile_counts_from_then_too(self) -> None:
        publication, who, done = self.left_out()
        last, later = publication.must_stay_until, publication.must_stay_until + timedelta(days=9)
        dispute = self.disputed(done, last + timedelta(days=6))
        own = objection(publication, who, last + timedelta(days=7))
        self.ruled(dispute, later, last)
        own.refresh_from_db()
        assert own.received_on == last
        assert self.open_ones(publication, later) == 1

    def test_without_a_day_it_was_never_theirs(self) -> None:
        publication, _who, done = self.left_out()
        later = publication.must_stay_until + timedelta(days=9)
        self.ruled(self.disputed(done, later), later, None)
        assert Objection.objects.get().void_on == later
        assert self.open_ones(publication, later) == 0

    @pytest.mark.parametrize(("days", "outcome"), [(-11, "upheld"), (3, "upheld"), (0, "not_upheld")])
    def test_no_day_before_the_posting_nor_after_the_entry_nor_of_a_dispute_that_failed(
        self, days: int, outcome: str
    ) -> None:
        publication, _who, done = self.left_out()
        later = publication.must_stay_until + timedelta(days=9)
        dispute = self.disputed(done, later)
        with pytest.raises(FactsError):
            self.ruled(dispute, later, publication.must_stay_until + timedelta(days=days), outcome)

    def test_what_was_paid_meanwhile_says_so(self) -> None:
        with on(START):
            line, who = adopt({"lighting": "300000"})["lighting"], resident()
            payment = ask(line, decision=four_two("90500"), **LAMPS)
            through(payment)
        hangs = Publication.objects.latest("id")
        paid = hangs.must_stay_until + timedelta(days=1)
        with on(paid):
            act("money.release_payment", DEPUTY, payment)
        done = entered(hangs, who, paid + timedelta(days=1), None)
        later = paid + timedelta(days=9)
        self.ruled(self.disputed(done, later), later, hangs.must_stay_until)
        with on(later):
            assert "and were entered afterwards: 1" in page(f"money/{payment.id}/", "en")
