"""The clerk of an unwilling committee speaks in other people's names: calls their recall for a warehouse out of town,
admits what the director denied, objects that all is well, and opens the one petition that each of them has.

Before, none of it needed a paper, and what was entered used up the rights of whom it named, for good: an upheld dispute
left the call, the words, the objection, the appeal and the petition standing.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from sunward.ballots.models import Petition, Vote
from sunward.disclosure.models import Objection, VoidedAppeal
from sunward.disclosure.queries import unanswered_about
from sunward.elections.models import Defence, Handover, Recall, VoidedCall
from sunward.elections.queries import overdue
from sunward.kernel.acts import Done
from sunward.kernel.findings import breaches
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from sunward.registry.models import VoteApplication
from tests.ballots import scenes as votes
from tests.ballots.petitions.scenes import residents, sign
from tests.disclosure import scenes as postings
from tests.elections.recall import PLACES, Story
from tests.elections.scenes import CALLED, STREET, SUPERVISOR, at, by, office, rules_of
from tests.money.cases import act
from tests.stage import CLERK, CODE, here, served, upheld

pytestmark = pytest.mark.usefixtures("community", "own_keys")
SILENT = CALLED + timedelta(days=31)  # the days of those who were to call it are over
FAR = SILENT + timedelta(days=29)
WAREHOUSE = {"voting_day": FAR, "places": "城外仓库", "from_hour": "07:00", "until_hour": "13:00"}
SOON = {"voting_day": SILENT + timedelta(days=12), "places": PLACES, "until_hour": "18:00"}
NAMES = {"purpose": "meeting", "asks_for": "residents_assembly", "of": "adults"}


def marks(done: Done) -> set[str]:
    return {one.rule for one in breaches(done.entry.findings)}


def forged(story: Story) -> Done:
    """The clerk photographs a slip that nobody of them signed."""
    with at(SILENT):
        return served("elections.call_recall_vote", story.people[0], story.recall.ref, **WAREHOUSE)


def called(story: Story, person: str, **facts: Any) -> Done:
    return by(person, "call_recall_vote", story.recall.ref, "resident", **SOON | facts)


def test_the_clerk_is_asked_for_what_they_signed() -> None:
    story = Story()
    zhang, posting = residents(1)[0], postings.post(postings.MONDAY).ref
    with at(SILENT):
        for name, person, on, facts in (
            ("elections.call_recall_vote", story.people[0], story.recall.ref, WAREHOUSE),
            ("elections.state_defence", story.director, story.recall.ref, {"words": "我承认。"}),
            ("disclosure.object", zhang, posting, {"text": "很好，没有意见"}),
            ("ballots.open_petition", zhang, here(), NAMES | {"title": "感谢社区"}),
        ):
            assert rules_of(lambda: served(name, person, on, signed=None, **facts)) == {"signed_at_desk"}  # noqa: B023


def test_a_handover_is_confirmed_at_the_desk_with_a_slip_alone() -> None:
    story = Story()
    day = story.call()
    story.poll(day, 5, 1)
    story.declare(day)
    story.certify(day)
    row = Handover.objects.all()[0]
    with at(day + timedelta(days=1)):
        came = {"received": "yes", "listed": "公章"}
        confirm = lambda **slip: served("elections.confirm_handover", str(row.receiver), row.ref, **came, **slip)  # noqa: E731
        assert rules_of(lambda: confirm(signed=None)) == {"signed_at_desk"}
        confirm()


class TestTheRecall:
    def test_others_name_another_place_by_their_own_sign_in(self) -> None:
        """Before, `overruled` asked whether the recalled body had called it, and a clerk calls for a resident."""
        story = Story()
        done = forged(story)
        with at(SILENT, 10):
            assert rules_of(lambda: called(story, story.people[1])) == {"called_once"}, "nobody disputes it"
            disputed(done)
        with at(SILENT, 11):
            clerk = lambda: served("elections.call_recall_vote", story.people[1], story.recall.ref, **SOON)  # noqa: E731
            assert rules_of(clerk) == {"called_once"}, "not through a clerk again"
            called(story, story.people[1])
            assert rules_of(lambda: called(story, story.people[1])) == {"called_once"}, "once"
        story.recall.refresh_from_db()
        assert (story.recall.places, story.recall.called_at_desk_in) == (PLACES, None)

    @pytest.mark.parametrize("post", [SUPERVISOR, STREET])
    def test_supervisors_and_street_can_as_well(self, post: str) -> None:
        story = Story()
        done = forged(story)
        with at(SILENT, 12):
            disputed(done)
        with at(FAR, 6):
            later = {"voting_day": FAR + timedelta(days=5), "places": PLACES, "until_hour": "18:00"}
            office("call_recall_vote", post, story.recall.ref, **later)

    def test_the_call_does_not_count_and_costs_no_days(self) -> None:
        story = Story()
        done = forged(story)
        with at(SILENT + timedelta(days=3)):
            upheld(done)
            row = Recall.objects.get()
            assert (row.called_on, row.voting_day, row.places, row.called_by, row.roll) == (None, None, "", None, None)
            kept = VoidedCall.objects.get()
            assert (kept.places, kept.voting_day, kept.entry) == ("城外仓库", FAR, done.entry.ref)
            [late] = [one for one in overdue(CODE, SILENT + timedelta(days=3)) if one.subject == row.ref]
            assert late.days_late == 1, "as late as when it was entered, and no later"
            day = SILENT + timedelta(days=3 + 29)
            called(story, story.people[0], voting_day=day)
        entry = Journal.objects.get(act="elections.void_call")
        assert [one["rule"] for one in entry.findings if not one["ok"]] == ["call_undone"]
        assert story.people[0] not in str((entry.public, entry.findings))

    def test_what_they_called_themselves_in_between_stays(self) -> None:
        story = Story()
        done = forged(story)
        with at(SILENT, 11):
            called(story, story.people[0])
        with at(SILENT, 12):
            upheld(done)
        story.recall.refresh_from_db()
        assert story.recall.places == PLACES

    def test_found_in_time_its_poll_is_annulled(self) -> None:
        story, day = Story(), SILENT + timedelta(days=6)
        with at(SILENT):
            done = served("elections.call_recall_vote", story.people[0], story.recall.ref, **WAREHOUSE | {
                "voting_day": day})  # fmt: skip
        with at(day, 7):
            office("open_recall_poll", STREET, story.recall.ref, booths=1)
            vote = Vote.objects.get(about_type="recall")
            votes.issue(vote, story.people[3])
            upheld(done)
            vote.refresh_from_db()
            assert vote.annulled_on == day
            assert "服务台" in vote.annulled_because
            called(story, story.people[0], voting_day=day + timedelta(days=12))

    def test_nobody_opens_a_poll_in_the_name_of_somebody_who_did_not_call_it(self) -> None:
        """Before, the clerk's own post counted as the office that may open it."""
        story = Story()
        day = story.call()
        with at(day, 8):
            opened = lambda: served("elections.open_recall_poll", story.people[5], story.recall.ref, booths=1)  # noqa: E731
            assert rules_of(opened) == {"may_open"}


class TestTheDefence:
    def test_no_clerk_replaces_what_they_said_themselves(self) -> None:
        story = Story()
        day = story.call()
        with at(day - timedelta(days=2)):
            by(story.director, "state_defence", story.recall.ref, words="账目都在公开栏上。")
            admitted = lambda: served("elections.state_defence", story.director, story.recall.ref, words="我承认。")  # noqa: E731
            assert rules_of(admitted) == {"spoken_themselves"}

    def test_words_of_the_desk_give_way_to_those_before(self, client: Client) -> None:
        story = Story()
        day = story.call()
        with at(day - timedelta(days=2)):
            served("elections.state_defence", story.director, story.recall.ref, words="账目都在公开栏上。")
            done = served("elections.state_defence", story.director, story.recall.ref, words="我承认，我拿了钱。")
            upheld(done)
            shown = client.get(f"/en/c/{CODE}/recalls/{story.recall.number}/").content.decode()
        story.recall.refresh_from_db()
        assert (story.recall.defence, story.recall.defended_on) == ("账目都在公开栏上。", day - timedelta(days=2))
        assert [row.void_on is None for row in Defence.objects.order_by("id")] == [True, False], "both are kept"
        assert "我承认，我拿了钱。" in shown
        assert "not what they said" in shown

    def test_what_they_say_afterwards_stays_theirs(self) -> None:
        story = Story()
        day = story.call()
        with at(day - timedelta(days=2)):
            done = served("elections.state_defence", story.director, story.recall.ref, words="我承认。")
            by(story.director, "state_defence", story.recall.ref, words="不是我说的。")
            upheld(done)
        story.recall.refresh_from_db()
        assert story.recall.defence == "不是我说的。"


def objected() -> tuple[str, Ref, Done]:
    person, posting = postings.resident("李四"), postings.post(postings.MONDAY).ref
    with postings.day(postings.MONDAY + timedelta(days=1)):
        return person, posting, served("disclosure.object", person, posting, text="很好，没有意见")


class TestThePosting:
    def test_an_objection_that_was_nobodys_uses_up_nothing(self, client: Client) -> None:
        person, posting, done = objected()
        with postings.day(postings.MONDAY + timedelta(days=2)):
            own = lambda: act("disclosure.object", "resident", posting, by=person, text="租金低于市价")  # noqa: E731
            assert rules_of(own) == {"one_open_objection"}
            upheld(done)
            own()
            shown = client.get(f"/en/c/{CODE}/publications/{posting.id}/").content.decode()
        false, theirs = Objection.objects.order_by("id")
        assert (false.void_on, theirs.void_on) == (postings.MONDAY + timedelta(days=2), None)
        assert unanswered_about(false.publication.about) == (theirs.number,), "nobody owes the other an answer"
        assert "Entered at the desk for somebody who did not want it." in shown

    def test_an_appeal_that_was_nobodys_uses_up_nothing_and_the_days_run_anew(self) -> None:
        person, publication = postings.resident("李四"), postings.post(postings.MONDAY)
        row = postings.objection(publication, person, postings.MONDAY + timedelta(days=1))
        row = postings.answer(row, "not_upheld", postings.MONDAY + timedelta(days=3))
        with postings.day(postings.MONDAY + timedelta(days=4)):
            done = served("disclosure.appeal_objection", person, row.ref, text="其实没问题")
        own = lambda: act("disclosure.appeal_objection", "resident", row.ref, by=person, text="真的低")  # noqa: E731
        found = postings.MONDAY + timedelta(days=11)
        with postings.day(found):
            assert rules_of(own) == {"first_appeal"}
            upheld(done)
        with postings.day(found + timedelta(days=7)):
            own()
        row.refresh_from_db()
        assert (row.appeal_text, row.appealed_on) == ("真的低", found + timedelta(days=7))
        assert VoidedAppeal.objects.get().appeal_text == "其实没问题"

    def test_the_database_lets_one_objection_wait_and_leaves_out_what_does_not_count(self) -> None:
        _person, _posting, done = objected()
        upheld_on(done, postings.MONDAY + timedelta(days=2))
        false = Objection.objects.get()
        again = {
            name: getattr(false, name) for name in ("community_code", "publication", "by", "received_on", "due_on")
        }
        with door_open():
            Objection.objects.create(number="own", text="低", **again)
            with pytest.raises(IntegrityError), transaction.atomic():
                Objection.objects.create(number="second", text="低", **again)


def upheld_on(done: Done, day: date) -> None:
    with at(day):
        upheld(done)


def opened(person: str, title: str) -> Ref:
    found = act("ballots.open_petition", "resident", here(), by=person, title=title, **NAMES).result
    assert found
    return found


def disputed(done: Done) -> Ref:
    entry = Ref("entry", done.entry.ref)
    found = act(
        "disclosure.dispute_desk_act", "anyone", entry, by=str(done.entry.on_behalf_of), text="我没有去过"
    ).result
    assert found
    return found


class TestTheirOwnHandGoesFirst:
    """Before, whoever disputed an entry waited for the answer, and their days ran out with it."""

    def test_of_an_objection(self) -> None:
        person, posting, done = objected()
        own = lambda: act("disclosure.object", "resident", posting, by=person, text="租金低于市价")  # noqa: E731
        with postings.day(postings.MONDAY + timedelta(days=2)):
            dispute = disputed(done)
            clerk = lambda: served("disclosure.object", person, posting, text="还是很好")  # noqa: E731
            assert rules_of(clerk) == {"one_open_objection"}
            own()
            assert rules_of(own) == {"one_open_objection"}
            act("disclosure.answer_dispute", SUPERVISOR, dispute, outcome="not_upheld", answer="签名在册。")
        assert [row.void_on is None for row in Objection.objects.order_by("id")] == [False, True]

    def test_of_an_appeal(self) -> None:
        person, publication = postings.resident("李四"), postings.post(postings.MONDAY)
        row = postings.objection(publication, person, postings.MONDAY + timedelta(days=1))
        row = postings.answer(row, "not_upheld", postings.MONDAY + timedelta(days=3))
        with postings.day(postings.MONDAY + timedelta(days=4)):
            done = served("disclosure.appeal_objection", person, row.ref, text="其实没问题")
        with postings.day(postings.MONDAY + timedelta(days=12)):
            dispute = disputed(done)
            act("disclosure.appeal_objection", "resident", row.ref, by=person, text="真的低")
            act("disclosure.answer_dispute", SUPERVISOR, dispute, outcome="upheld", answer="已查实。")
        row.refresh_from_db()
        assert row.appeal_text == "真的低", "what is found later takes nothing from their own"

    @pytest.mark.parametrize("title", ["换物业", "感谢社区"])
    def test_of_a_petition(self, title: str) -> None:
        with at(CALLED):
            people = votes.people(10)
            done = served("ballots.open_petition", people[0], here(), title="感谢社区", **NAMES)
        with at(CALLED, 15):
            disputed(done)
            opened(people[0], title)
            assert rules_of(lambda: opened(people[0], "再来一个")) == {"one_each"}
        assert [row.void_on is None for row in Petition.objects.order_by("id")] == [False, True]

    def test_of_a_call(self) -> None:
        story = Story()
        done = forged(story)
        with at(SILENT, 11):
            dispute = disputed(done)
            called(story, story.people[0])
            act("disclosure.answer_dispute", SUPERVISOR, dispute, outcome="upheld", answer="已查实。")
        story.recall.refresh_from_db()
        assert story.recall.places == PLACES


class TestThePetition:
    def named(self) -> tuple[list[str], Done]:
        with at(CALLED):
            people = votes.people(10)
            return people, served("ballots.open_petition", people[0], here(), title="感谢社区", **NAMES)

    def test_one_that_was_nobodys_uses_up_nothing(self) -> None:
        people, done = self.named()
        with at(CALLED, 15):
            assert rules_of(lambda: opened(people[0], "换物业")) == {"one_each"}
            upheld(done)
            opened(people[0], "换物业")
        false = Petition.objects.order_by("id")[0]
        assert (false.disowned_on, false.void_on) == (CALLED, CALLED)
        with at(CALLED, 16):
            assert rules_of(lambda: sign(false.ref, people[4])) == {"open"}

    def test_the_same_question_can_be_asked_by_themselves(self) -> None:
        people, done = self.named()
        with at(CALLED, 15):
            upheld(done)
            opened(people[0], "感谢社区")

    def test_one_that_others_have_signed_goes_on(self) -> None:
        people, done = self.named()
        false = Petition.objects.get()
        with at(CALLED, 15):
            sign(false.ref, people[3])
            upheld(done)
            sign(false.ref, people[4])
            opened(people[0], "换物业")
        false.refresh_from_db()
        assert (false.disowned_on, false.void_on) == (CALLED, None)


def test_an_application_that_was_nobodys_uses_up_nothing() -> None:
    with votes.at(9):
        facts = {"name": "新来", "door": "9-901", "papers": "lease", "status": "mobile", "born_on": date(1990, 5, 1)}
        newcomer = act("registry.register_arrival", CLERK, here(), **facts).result
        assert newcomer
        own = lambda: act("registry.apply_for_vote", "resident", newcomer, by=str(newcomer))  # noqa: E731
        done = served("registry.apply_for_vote", str(newcomer), newcomer)
        assert rules_of(own) == {"applied_once"}
        upheld(done)
        assert VoteApplication.objects.get().void_on
        own()
        assert VoteApplication.objects.get().void_on is None
