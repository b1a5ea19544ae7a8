"""Next steps that stood on a page, or among what is overdue, and on nobody's desk: each is told now to whose it is,
before its day."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunward.ballots.models import TakenBack
from sunward.disclosure.models import DeskDispute, Objection, Publication
from sunward.elections import queries as elections_read
from sunward.kernel import clock
from sunward.kernel.memo import remembering
from sunward.meetings.models import AgendaItem, Opinion
from sunward.portal.views.overdue import everything_overdue
from tests import stage
from tests.ballots import scenes as votes
from tests.by_links import Walk
from tests.disclosure import scenes as postings
from tests.disclosure.scenes import MONDAY
from tests.elections import scenes as elections
from tests.elections.scenes import CALLED, STREET, VOTING, Race, at
from tests.meetings import hearing_scenes as hearings
from tests.meetings import scenes as meetings
from tests.papers import pdf
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
both = pytest.mark.parametrize("language", ["zh", "en"])


def upload(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.pdf", pdf(name))


def walk(person: str, language: str) -> Walk:
    """Home, then what waits for them today."""
    return Walk(person, language).duties()


class TestACoordinationOrAppraisalMeeting:
    @both
    @pytest.mark.parametrize("kind", ["coordination", "appraisal"])
    def test_what_was_said_there_is_answered_from_the_desk(self, kind: str, language: str) -> None:
        meeting, day = hearings.forum_held(kind)
        answers, publishes = "do/meetings.dispose_opinion/", "do/meetings.publish_result/"
        with at(day + timedelta(days=1)):
            walk(holder(CODE, DIRECTOR), language).go(publishes).send(text="四楼下周先修。")
            desk = walk(holder(CODE, DIRECTOR), language)
            assert desk.links(answers), "a result answers nobody"
            waits = {"zh": "等答复", "en": "waits for its answer"}[language]
            assert waits in desk.go(f"/{meeting.number}/").words
            walk(holder(CODE, DIRECTOR), language).go(answers).send(disposition="adopted", why="下周先修四楼。")
            assert not walk(holder(CODE, DIRECTOR), language).links(answers)
        assert not Opinion.objects.filter(meeting=meeting, disposed_on=None).exists()

    @both
    def test_silence_stands_among_what_is_overdue(self, language: str) -> None:
        meeting, day = hearings.forum_held("coordination")
        said = {"zh": "会上 1 条意见没有答复", "en": "Opinions of a meeting without an answer (1)"}[language]
        with at(day + timedelta(days=5)):
            assert said not in Walk("", language).go("overdue/").words
        with at(day + timedelta(days=20)):
            page = Walk("", language).go("overdue/")
            assert said in page.words
            assert page.links(f"/{meeting.number}/")


class TestAnObjection:
    appeals = "do/disclosure.appeal_objection/"

    @both
    def test_whoever_made_it_reads_of_the_answer_and_until_when_they_can_appeal(self, language: str) -> None:
        by, last = postings.resident(), MONDAY + timedelta(days=16)
        row = postings.objection(postings.post(MONDAY), by, MONDAY)
        with at(MONDAY, 15):
            assert not walk(by, language).links(self.appeals), "it has its time"
        postings.answer(row, "not_upheld", MONDAY + timedelta(days=1))
        day = {"zh": "3月18日", "en": "18 Mar"}[language]
        with at(last):
            desk = walk(by, language)
            assert day in desk.words
            until = {"zh": "最迟到2026年3月18日", "en": "until Wednesday 18 March 2026"}[language]
            assert until in desk.go(f"objections/{row.number}/").words
            assert not walk(postings.resident("钱大妈"), language).links(self.appeals), "it is not theirs"
        with at(last + timedelta(days=1)):
            assert not walk(by, language).links(f"objections/{row.number}/")
        with at(last, 15):
            walk(by, language).go(self.appeals).send(text="租金还是低。")
            assert not walk(by, language).links(self.appeals)
        assert Objection.objects.get(pk=row.pk).appealed_on == last

    @both
    def test_that_nobody_answered_in_time_is_told_too(self, language: str) -> None:
        by = postings.resident()
        row = postings.objection(postings.post(MONDAY), by, MONDAY)
        with at(row.due_on):
            assert not walk(by, language).links(self.appeals)
        with at(row.due_on + timedelta(days=1)):
            silent = {"zh": "过了期限没有答复", "en": "No answer has come by its day"}[language]
            assert silent in walk(by, language).go(f"objections/{row.number}/").words
            walk(by, language).go(self.appeals).send()
        assert Objection.objects.get(pk=row.pk).appealed_on

    @both
    @pytest.mark.parametrize("outcome", ["upheld", "partly"])
    def test_what_was_upheld_is_read_and_what_was_in_part_can_be_appealed(self, outcome: str, language: str) -> None:
        by = postings.resident()
        row = postings.objection(postings.post(MONDAY), by, MONDAY)
        postings.answer(row, outcome, MONDAY + timedelta(days=1))
        with at(MONDAY + timedelta(days=2)):
            desk = walk(by, language)
            assert desk.links(f"objections/{row.number}/")
            assert bool(desk.links(self.appeals)) == (outcome == "partly")
        with at(MONDAY + timedelta(days=60)):
            assert not walk(by, language).links(f"objections/{row.number}/"), "read long ago"

    @both
    def test_the_ruling_is_told_when_it_comes(self, language: str) -> None:
        by = postings.resident()
        row = postings.objection(postings.post(MONDAY), by, MONDAY)
        postings.answer(row, "not_upheld", MONDAY + timedelta(days=1))
        with at(MONDAY + timedelta(days=2)):
            stage.act("disclosure.appeal_objection", "resident", row.ref, by=by)
        with at(MONDAY + timedelta(days=3)):
            ruled = {"zh": "街道裁定了您的申诉", "en": "the street has ruled on your appeal"}[language]
            assert ruled not in walk(by, language).words
            stage.act("disclosure.rule_on_appeal", STREET, row.ref, outcome="upheld", ruling="租金确实低。")
            assert ruled in walk(by, language).words


class TestABoard:
    photographs = "do/disclosure.photograph_board/"

    def photographed(self, person: str, language: str, hangs: str) -> None:
        form = walk(person, language).go(self.photographs)
        form.send(board="东门", photograph=upload(f"{hangs} {clock.today()}"), hangs=hangs)

    @both
    def test_its_photograph_waits_before_it_is_overdue(self, language: str) -> None:
        """On the desk of the clerk, whom the list of powers names first, and of whoever owes the posting."""
        row = postings.post(MONDAY, item="quarterly_accounts", title="一季度收支明细")
        assert row.owner_post == DEPUTY
        day = {"zh": "3月5日", "en": "5 Mar"}[language]
        with at(MONDAY, 15):
            assert not walk(holder(CODE, SUPERVISOR), language).links(self.photographs), "they may; nobody waits"
            assert day in walk(holder(CODE, DEPUTY), language).words
            assert walk(holder(CODE, DEPUTY), language).links(row.number)
            self.photographed(holder(CODE, CLERK), language, "yes")
            for post in (CLERK, DEPUTY):
                assert not walk(holder(CODE, post), language).links(row.number)

    @both
    def test_once_more_towards_the_end_and_where_it_was_missing(self, language: str) -> None:
        row = postings.post(MONDAY, item="quarterly_accounts", title="一季度收支明细")
        clerk = holder(CODE, CLERK)
        with at(MONDAY, 15):
            self.photographed(clerk, language, "yes")
        assert row.photograph_again_from
        with at(row.photograph_again_from - timedelta(days=2)):
            assert not walk(clerk, language).links(self.photographs)
        with at(row.photograph_again_from):
            more = {"zh": "后半段还要再拍一次", "en": "one more photograph"}[language]
            assert more in walk(clerk, language).words
            self.photographed(clerk, language, "no")
        with at(row.photograph_again_from + timedelta(days=1)):
            gone = {"zh": "贴上再拍", "en": "hang it up"}[language]
            assert gone in walk(clerk, language).words
            self.photographed(clerk, language, "yes")
            assert not walk(clerk, language).links(self.photographs)
        assert Publication.objects.get(pk=row.pk).photographs.count() == 3


class TestPutAsideByOthers:
    back, dispute = "do/meetings.take_back_exclusion/", "do/disclosure.dispute_desk_act/"

    def evening(self) -> tuple[AgendaItem, list[int], str]:
        """Nine came; the director says of one that they have an interest. That one by name, and the places."""
        meeting, item, keys = meetings.called(9)
        meetings.open_with(meeting, keys)
        said = {"reason": "interest", "evidence": "听说"}
        meetings.act("meetings.step_aside", DIRECTOR, item.ref, place=str(keys[0]), **said)
        roll = meetings.again(meeting).roll
        assert roll
        return item, keys, str(roll.entries.get(pk=keys[0]).person)

    @both
    @pytest.mark.parametrize("running", [False, True], ids=["before the vote", "while it runs"])
    def test_they_read_of_it_and_take_it_back(self, running: bool, language: str) -> None:
        with meetings.at(meetings.EVENING):
            item, _keys, who = self.evening()
            if running:
                meetings.put(item)
            desk = walk(who, language)
            assert {"zh": "有利益关系", "en": "an interest"}[language] in desk.words
            assert not walk(holder(CODE, CLERK), language).links(self.back)
            desk.go(self.back).send()
            assert not walk(who, language).links(self.back)
        assert item.off_base.get().taken_back_by_self

    @both
    def test_when_the_vote_is_over_the_entry_leads_to_its_dispute(self, language: str) -> None:
        with meetings.at(meetings.EVENING):
            item, keys, who = self.evening()
            vote = meetings.put(item)
            meetings.count_hands(vote, keys[1:], {"for": 5, "against": 3})
            meetings.certify(vote)
        entry = item.off_base.get().entered_in
        with meetings.at(meetings.EVENING + timedelta(days=1)):
            desk = walk(who, language)
            assert not desk.links(self.back)
            assert desk.links(f"{self.dispute}entry:{entry}/")
            shown = desk.go(f"/{entry}/").at
            for other in (Client(), signed_in(Client(), holder(CODE, CLERK))):
                assert self.dispute not in other.get(shown).content.decode(), "it is not theirs"
            desk.go(self.dispute).send(text="我没有利益关系。")
            assert not walk(who, language).links(self.dispute)
            dispute = DeskDispute.objects.get(entry=entry)
            stage.act("disclosure.answer_dispute", SUPERVISOR, dispute.ref, outcome="upheld", answer="已查实。")
        assert item.off_base.get().void_on, "the result says so for good"

    @both
    def test_it_is_told_as_long_as_what_the_desk_entered(self, language: str) -> None:
        with meetings.at(meetings.EVENING):
            item, keys, who = self.evening()
            vote = meetings.put(item)
            meetings.count_hands(vote, keys[1:], {"for": 5, "against": 3})
            meetings.certify(vote)
        for days, told in ((1, True), (60, False)):
            with meetings.at(meetings.EVENING + timedelta(days=days)):
                assert bool(walk(who, language).links(self.dispute)) is told


class TestAnElectionThatWasCalled:
    nominates, forms = "do/elections.nominate/", "do/elections.form_committee/"

    @both
    def test_its_committee_waits_for_a_meeting_then_for_whoever_enters_it(self, language: str) -> None:
        with at(CALLED):
            people = votes.people(6)
            elections.freeze()
        election = elections.call()
        page = f"elections/{election.number}/"
        with at(CALLED, 9, 20):
            for post in (DIRECTOR, CLERK):
                assert {"zh": "列入议程", "en": "put it on an agenda"}[language] in walk(
                    holder(CODE, post), language
                ).words
            assert not walk(holder(CODE, SUPERVISOR), language).links(page), "the others come first"
            shown = walk(holder(CODE, DIRECTOR), language).go(page).words
            assert {"zh": "开会推选，再由", "en": "Then entered by: "}[language] in shown
        put = ",".join(people[:3])
        with at(CALLED, 9, 30):
            meeting = elections.held("residents_assembly", about=election.ref, people=put)
        with at(CALLED, 10):
            assert not walk(holder(CODE, DIRECTOR), language).links(page), "it is not theirs any more"
            form = walk(holder(CODE, CLERK), language).go(self.forms)
            assert form.field("decided_at") == meeting
            form.send()
            assert not walk(holder(CODE, CLERK), language).links(page)
        assert election.members.count() == 3

    @both
    def test_who_ends_a_silence_enters_the_committee_when_nobody_has(self, language: str) -> None:
        with at(CALLED):
            people = votes.people(6)
            elections.freeze()
        election = elections.call()
        with at(CALLED, 9, 30):
            elections.held("residents_assembly", about=election.ref, people=",".join(people[:3]))
        with at(CALLED, 10):
            assert not walk(holder(CODE, SUPERVISOR), language).links(self.forms)
        with at(CALLED + timedelta(days=10)):
            assert walk(holder(CODE, SUPERVISOR), language).links(self.forms)

    @both
    def test_its_voters_read_that_they_may_nominate_and_until_when(self, language: str) -> None:
        race = Race()
        voter = race.people[-3]
        first = CALLED + timedelta(days=3)
        with at(CALLED, 12):
            day = {"zh": "3月4日", "en": "4 Mar"}[language]
            assert day in walk(voter, language).words
            assert walk(voter, language).links(self.nominates)
            assert not walk(race.people[-1], language).links(self.nominates), "they have"
            assert not walk(holder(CODE, CLERK), language).links(self.nominates), "not on the roll"
        with at(first):
            still = {"zh": "名单公布以后不能再提名", "en": "once the list of candidates hangs nobody can"}[language]
            assert still in walk(voter, language).words
            walk(voter, language).go(self.nominates).send(person=race.candidates[0])
            assert not walk(voter, language).links(self.nominates)
        race.post()
        with at(VOTING - timedelta(days=6)):
            assert not walk(race.people[-4], language).links(self.nominates)

    @both
    def test_everybody_reads_on_the_home_page_that_people_nominate(self, language: str) -> None:
        """What is overdue has read the elections already: the line asks nothing of its own."""
        race = Race()
        said = {"zh": "正在提名候选人，至少到3月4日", "en": "candidates are nominated, at least until 4 Mar"}[language]
        with at(CALLED, 12):
            home = Walk("", language)
            assert said in home.words
            home.go(f"elections/{race.election.number}/")
            with remembering():
                everything_overdue(CODE, CALLED)
                with CaptureQueriesContext(connection) as queries:
                    (one,) = elections_read.nominating(CODE, CALLED)
            assert (one.number, len(queries)) == (race.election.number, 0)
        with at(CALLED + timedelta(days=3)):
            assert said not in Walk("", language).words


class TestASheetTakenBack:
    @both
    def test_whose_it_was_says_whether_it_came_back_unused(self, language: str) -> None:
        gave, denies = "do/ballots.confirm_taken_back/", "do/ballots.deny_taken_back/"
        with votes.at(9):
            people = votes.people(4)
            vote = votes.put(votes.roll_of(people), channels="paper")
            for one in people[:2]:
                votes.issue(vote, one)
                votes.take_back(vote, one)
            assert not walk(people[2], language).links(denies)
            walk(people[0], language).go(gave).send()
            walk(people[1], language).go(denies).send()
            for one in people[:2]:
                assert not walk(one, language).links(denies)
        assert [bool(one.denied_on) for one in TakenBack.objects.order_by("pk")] == [False, True]
