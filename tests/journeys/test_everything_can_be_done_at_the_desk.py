"""“I have no phone and no e-mail.” Everything can be done at the desk, the clerk stays the clerk, and whoever was
served can say that it was not so."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sunward.disclosure.models import DeskDispute, Objection
from sunward.disclosure.queries import overdue
from sunward.kernel.acts import Done, Refused
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref, new_id
from sunward.portal.desk.receipts import receipt_of
from sunward.record.models import Journal, Outbox
from tests.disclosure.scenes import resident
from tests.money.cases import START, act, on, paper, rules_of
from tests.papers import png
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, SUPERVISION_MEMBER, SUPERVISOR, here, holder

NAME = "赵德海"
WORDS = "租金低于市价"


@pytest.fixture
def zhao(community: str) -> str:
    return resident(NAME)


@pytest.fixture
def posting(community: str) -> Ref:
    found = act("disclosure.publish", CLERK, here(), item="leases", title="出租").result
    assert found
    return found


def served(name: str, person: str, thing: Ref, post: str = CLERK, key: str = "", **facts: object) -> Done:
    slip = {"signed": paper(new_id())} if name == "disclosure.object" else {}
    return perform(
        name, by=holder(CODE, post), post=post, subject=thing, facts=slip | facts, key=key or new_id(),
        on_behalf_of=person,
    )  # fmt: skip


def objected(zhao: str, posting: Ref) -> Done:
    return served("disclosure.object", zhao, posting, text=WORDS)


def disputed(zhao: str, posting: Ref) -> Ref:
    entry = Ref("entry", objected(zhao, posting).entry.ref)
    found = served("disclosure.dispute_desk_act", zhao, entry, SUPERVISION_MEMBER, text="没有来过").result
    assert found
    return found


class TestServedAtTheDesk:
    def test_the_right_is_the_residents_and_the_hand_the_clerks(self, zhao: str, posting: Ref) -> None:
        done = objected(zhao, posting)
        assert Objection.objects.get().by == zhao
        assert (done.entry.by, done.entry.post) == (holder(CODE, CLERK), CLERK)
        assert done.entry.on_behalf_of == zhao

    def test_the_name_is_not_in_the_record(self, zhao: str, posting: Ref) -> None:
        ref = objected(zhao, posting).entry.ref
        leaf = bytes(Outbox.objects.get(ref=ref).data).decode()
        assert Journal.objects.get(ref=ref).on_behalf_of == zhao, "beside the log, where it can be erased"
        assert zhao not in leaf
        assert NAME not in leaf

    def test_in_three_pages_from_the_name_to_the_receipt(self, zhao: str, posting: Ref, client: Client) -> None:
        clerk = signed_in(client, holder(CODE, CLERK))
        found = clerk.get(f"/en/c/{CODE}/desk/for/", {"q": NAME[:2]})
        assert found["Cache-Control"] == "no-store"
        number = zhao.removeprefix("person:")
        assert f"desk/for/{number}/" in found.content.decode()
        options = clerk.get(f"/en/c/{CODE}/desk/for/{number}/").content.decode()
        form = re.search(rf'href="([^"]*disclosure\.object/publication:{posting.id}/\?for=[^"]+)"', options)
        assert form, options
        assert f"registry.record_departure/person:{number}/" in options, "who moves away says so at the desk"
        asked = clerk.get(form[1]).content.decode()
        assert f"At the desk, for {NAME}." in asked
        slip = SimpleUploadedFile("slip.png", png("slip"))
        given = {"key": "desk-form", "for": zhao, "text": WORDS, "signed": slip}
        sent = clerk.post(form[1].partition("?")[0], given)
        assert sent.status_code == 302, sent.content.decode()
        receipt = clerk.get(f"{sent['Location']}receipt/").content.decode()
        assert Objection.objects.get().by == zhao
        assert NAME not in receipt

    def test_anybody_can_check_the_code_and_nobody_learns_the_name(self, zhao: str, posting: Ref) -> None:
        receipt = receipt_of(objected(zhao, posting).entry)
        assert receipt
        for typed in (receipt.code, receipt.code.upper().replace("-", " ").replace("0", "O").replace("1", "I")):
            shown = Client().get(f"/zh/c/{CODE}/check/", {"code": typed}, follow=True).content.decode()
            assert "提出异议" in shown
            assert NAME not in shown
        assert Client().get(f"/zh/c/{CODE}/check/", {"code": "0" * 12}, follow=True).status_code == 404

    def test_what_is_entered_afterwards_is_marked_late(self, zhao: str, posting: Ref) -> None:
        from sunward.kernel import clock

        with on(START + timedelta(days=2)):
            done = perform(
                "disclosure.object", by=holder(CODE, CLERK), post=CLERK, subject=posting,
                facts={"text": WORDS, "signed": paper("slip")},
                key=new_id(), on_behalf_of=zhao, claimed_at=clock.moment(START + timedelta(days=1)),
            )  # fmt: skip
        assert done.entry.claimed_at
        assert done.entry.claimed_at < done.entry.recorded_at


class TestWhatTheDeskMayNot:
    def refused(self, name: str, person: str, thing: Ref, post: str = CLERK, **facts: object) -> set[str]:
        with pytest.raises(Refused) as refusal:
            served(name, person, thing, post, **facts)
        return rules_of(refusal)

    def test_a_power_that_is_not_open_at_the_desk_stays_with_its_holder(self, zhao: str, community: str) -> None:
        assert self.refused("decisions.open_matter", zhao, here(), title="车棚", kind="asset_lease") == {"at_desk"}

    def test_nobody_is_served_who_has_not_the_right_themselves(self, posting: Ref) -> None:
        assert self.refused("disclosure.object", "person:nobody", posting, text=WORDS) == {"at_desk"}

    def test_a_clerk_does_not_serve_the_clerk(self, posting: Ref) -> None:
        assert self.refused("disclosure.object", holder(CODE, CLERK), posting, text=WORDS) == {"at_desk"}

    def test_another_post_does_not_sit_at_the_desk(self, zhao: str, posting: Ref) -> None:
        assert self.refused("disclosure.object", zhao, posting, SUPERVISOR, text=WORDS) == {"at_desk"}

    def test_a_refusal_is_recorded_for_everybody_served_and_once_a_day_for_each(
        self, zhao: str, community: str
    ) -> None:
        people = [zhao, resident("钱多"), resident("孙满")]
        for person in (*people, *people):
            self.refused("decisions.open_matter", person, here(), title="车棚", kind="asset_lease")
        rows = Journal.objects.filter(act="decisions.open_matter", kind="refusal")
        assert [row.on_behalf_of for row in rows.order_by("id")] == people

    def test_who_does_not_sit_there_cannot_fill_the_record_with_names(self, zhao: str, posting: Ref) -> None:
        for name in ("person:made", "person:up", zhao):
            with pytest.raises(Refused):
                perform("disclosure.object", by=zhao, post=CLERK, subject=posting, facts={"text": WORDS}, key=new_id(),
                        on_behalf_of=name)  # fmt: skip
        for name in ("person:made", "person:up", zhao):
            with pytest.raises(Refused):
                perform("disclosure.object", by=zhao, post="anyone", subject=posting, facts={"text": WORDS},
                        key=new_id(), on_behalf_of=name)  # fmt: skip
            with pytest.raises(Refused):
                perform("decisions.open_matter", by=holder(CODE, CLERK),
                        post=CLERK, subject=here(), facts={"title": "车棚", "kind": "asset_lease"}, key=new_id(),
                        on_behalf_of=f"person:zz{name[-2:]}")  # fmt: skip
        assert Journal.objects.filter(act="decisions.open_matter", kind="refusal").count() == 1
        row = Journal.objects.get(act="disclosure.object", kind="refusal")
        assert (row.by, row.on_behalf_of) == (zhao, None)

    def test_one_form_serves_one_person(self, zhao: str, posting: Ref) -> None:
        served("disclosure.object", zhao, posting, key="one-form", text=WORDS)
        with pytest.raises(FactsError):
            served("disclosure.object", resident("钱多"), posting, key="one-form", text=WORDS)

    def test_the_pages_of_the_desk_are_for_officers(self, zhao: str, client: Client) -> None:
        assert signed_in(client, zhao).get(f"/zh/c/{CODE}/desk/for/", {"q": NAME}).status_code == 403
        stranger = Client().get(f"/zh/c/{CODE}/desk/for/{zhao.removeprefix('person:')}/")
        assert stranger.status_code == 302

    def test_somebody_without_a_desk_sees_no_name_on_the_form(self, zhao: str, posting: Ref, client: Client) -> None:
        nosy = signed_in(client, resident("钱多"))
        shown = nosy.get(f"/zh/c/{CODE}/do/disclosure.object/publication:{posting.id}/", {"for": zhao})
        assert NAME not in shown.content.decode()


class TestItWasNotSo:
    def test_it_is_said_to_somebody_else_and_answered(self, zhao: str, posting: Ref) -> None:
        dispute = disputed(zhao, posting)
        act("disclosure.answer_dispute", SUPERVISOR, dispute, outcome="upheld", answer="办理人承认填错。")
        row = DeskDispute.objects.get()
        assert (row.by, row.outcome) == (zhao, "upheld")

    def test_silence_shows(self, zhao: str, posting: Ref) -> None:
        dispute = disputed(zhao, posting)
        late = START + timedelta(days=30)
        assert dispute in {lapse.subject for lapse in overdue(CODE, late)}

    def test_nobody_disputes_for_another_or_twice_or_too_late(self, zhao: str, posting: Ref) -> None:
        entry = Ref("entry", objected(zhao, posting).entry.ref)
        for person, day, rule in (
            (resident("钱多"), START, "entered_for_you"),
            (zhao, START + timedelta(days=30), "dispute_window"),
        ):
            with on(day), pytest.raises(Refused) as refusal:
                act("disclosure.dispute_desk_act", "resident", entry, by=person, text="不是我")
            assert rules_of(refusal) == {rule}
        act("disclosure.dispute_desk_act", "resident", entry, by=zhao, text="不是我")
        with pytest.raises(Refused) as refusal:
            act("disclosure.dispute_desk_act", "resident", entry, by=zhao, text="不是我")
        assert rules_of(refusal) == {"first_dispute"}

    def test_the_disputed_entry_stays(self, zhao: str, posting: Ref) -> None:
        before = Journal.objects.count()
        disputed(zhao, posting)
        assert Journal.objects.count() == before + 2
        assert Objection.objects.count() == 1
