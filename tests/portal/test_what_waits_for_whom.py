"""Whoever has a next step reads of it among today's duties, with its day, and walks from there to its form.

Before, all of it could be done by whoever knew its address: the desk of each of them said that nothing waited, until
the day had passed and it stood among what is overdue.
"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunward.ballots import queries as ballots
from sunward.ballots.models import CodeSlip, Correction, Roll
from sunward.disclosure import queries as disclosure
from sunward.disclosure.models import Publication
from sunward.elections import queries as elections
from sunward.elections.models import Declaration, Handover
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.meetings.models import Opinion, RecordSignature
from sunward.record.models import Journal
from tests import stage
from tests.ballots import scenes as votes
from tests.by_links import TAGS, Walk
from tests.disclosure import scenes as postings
from tests.elections import scenes
from tests.elections.recall import PLACES, Story
from tests.elections.scenes import CALLED, STREET, VOTING, Race, at
from tests.journeys.test_no_office_is_left_with_its_seal import resigns
from tests.meetings import hearing_scenes as hearings
from tests.papers import pdf
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
both = pytest.mark.parametrize("language", ["zh", "en"])


def walk(person: str, language: str) -> Walk:
    """Home, then what waits for them today."""
    return Walk(person, language).duties()


def upload(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.pdf", pdf(name))


class TestARecall:
    @both
    def test_the_body_that_calls_it_reads_so_from_the_day_it_was_reached(self, language: str) -> None:
        story = Story()
        with at(CALLED + timedelta(days=1)):
            form = walk(holder(CODE, DEPUTY), language).go("do/elections.call_recall_vote/")
            day = CALLED + timedelta(days=14)
            form.send(voting_day=day.isoformat(), places=PLACES, from_hour="08:00", until_hour="18:00")
        story.recall.refresh_from_db()
        assert story.recall.voting_day == day

    @both
    def test_whom_it_is_about_reads_that_they_may_answer(self, language: str) -> None:
        story = Story()
        with at(CALLED + timedelta(days=1)):
            walk(story.director, language).go("do/elections.state_defence/").send(words="我没有。")
            assert not walk(story.director, language).links("do/elections.state_defence/")
        story.recall.refresh_from_db()
        assert story.recall.defence == "我没有。"

    @both
    def test_the_street_reads_when_it_will_be_its_turn_and_then_that_it_is(self, language: str) -> None:
        story = Story()
        street, form = holder(CODE, STREET), "do/elections.call_recall_vote/"
        with at(CALLED + timedelta(days=1)):
            early = walk(street, language)
            assert early.links(f"recalls/{story.recall.number}/")
            assert not early.links(form)
        assert story.recall.due_on
        with at(story.recall.due_on + timedelta(days=1)):
            late = walk(street, language).go(form)
            day = story.recall.due_on + timedelta(days=12)
            late.send(voting_day=day.isoformat(), places=PLACES, from_hour="08:00", until_hour="18:00")
        story.recall.refresh_from_db()
        assert story.recall.voting_day == day

    @both
    def test_whoever_opened_the_petition_reads_that_nobody_has_called_it(self, language: str) -> None:
        story = Story()
        form = "do/elections.call_recall_vote/"
        with at(CALLED + timedelta(days=1)):
            assert not walk(story.people[0], language).links(form)
        assert story.recall.due_on
        with at(story.recall.due_on + timedelta(days=1)):
            assert walk(story.people[0], language).go(form).at.endswith(f"recall:{story.recall.number}/")
            assert not walk(story.people[5], language).links(form)

    @both
    def test_its_poll_is_opened_and_its_result_declared_from_the_desk(self, language: str) -> None:
        story = Story()
        day, street = story.call(), holder(CODE, STREET)
        with at(day - timedelta(days=1)):
            assert not walk(street, language).links("do/elections.open_recall_poll/")
        with at(day, 8, 30):
            walk(street, language).go("do/elections.open_recall_poll/").send(booths=1)
        vote = votes.Vote.objects.get(about_type="recall")
        with at(day, 12):
            for one in story.people[:6]:
                votes.issue(vote, one)
        with at(day, 18, 30):
            votes.close(vote)
            assert not walk(street, language).links("do/elections.declare_recall/")
            votes.count_paper(vote, {"for": 6, "against": 0})
            votes.confirm(vote)
            walk(street, language).go("do/elections.declare_recall/").send()
        story.recall.refresh_from_db()
        assert story.recall.declared_on == day


class TestAnElection:
    @both
    def test_a_member_of_its_committee_reads_each_step_with_its_day(self, language: str) -> None:
        race = Race()
        member, posts, opens = race.runners[1], "do/elections.post_candidates/", "do/elections.open_poll/"
        with at(CALLED + timedelta(days=1)):
            assert not walk(member, language).links(posts), "people nominate still"
        with at(VOTING - timedelta(days=7)):
            walk(member, language).go(posts).send()
            assert not walk(member, language).links(opens)
        with at(VOTING, 8, 30):
            assert not walk(race.candidates[0], language).links(opens)
            walk(member, language).go(opens).send(booths=1)
        race.count({f"c{place}": 5 for place in (1, 2)})
        with at(VOTING, 19):
            walk(member, language).go("do/elections.declare_result/").send()
            assert not walk(member, language).links("do/elections.declare_result/")
        assert Declaration.objects.count() == 1

    @both
    def test_its_roll_is_settled_from_the_desk(self, language: str) -> None:
        with at(CALLED):
            people = votes.people(6)
            roll = scenes.freeze()
        election = scenes.call()
        scenes.committee(election, people[:3])
        with at(CALLED, 11):
            walk(people[0], language).go("do/elections.take_roll/").send()
        election.refresh_from_db()
        assert election.roll_id == roll.pk

    @both
    def test_a_nominee_is_asked_and_says_yes_or_no(self, language: str) -> None:
        race = Race()
        yes, no = race.people[7], race.people[8]
        with at(CALLED, 12):
            for one in (yes, no):
                scenes.by(race.people[10], "nominate", race.contest.ref, person=one)
            assert not walk(yes, language).links("do/elections.accept_nomination/"), "one is not enough"
            for one in (yes, no):
                scenes.by(race.people[11], "nominate", race.contest.ref, person=one)
            walk(yes, language).go("do/elections.accept_nomination/").send(words="修灯。")
            walk(no, language).go("do/elections.withdraw_candidacy/").send()
            assert not walk(yes, language).links("do/elections.accept_nomination/")
            assert not walk(no, language).links("do/elections.accept_nomination/")
        found = race.contest.candidates.filter(person__number__in=[one.removeprefix("person:") for one in (yes, no)])
        assert [bool(one.accepted_on) for one in found.order_by("place")] == [True, False]


class TestAHandover:
    @both
    def test_giver_witness_and_receiver_are_each_told(self, language: str) -> None:
        director = holder(CODE, DIRECTOR)
        with at(CALLED):
            resigns(director, CALLED)
        seal = scenes.owed()["seal"]
        says, sees, comes = (f"do/elections.{act}/handover:{seal.number}/" for act in (
            "say_handed_over", "witness_handover", "confirm_handover"))  # fmt: skip
        with at(CALLED + timedelta(days=1)):
            assert not walk(holder(CODE, SUPERVISOR), language).links(sees), "nothing to see yet"
            walk(director, language).go(says).send(photograph=upload("list"))
            assert not walk(director, language).links(says)
            walk(holder(CODE, SUPERVISOR), language).go(sees).send()
            walk(holder(CODE, DEPUTY), language).go(comes).send(received="yes", listed="公章一枚")
            assert not walk(holder(CODE, DEPUTY), language).links(comes)
        assert Handover.objects.get(pk=seal.pk).confirmed_on


class TestAHearing:
    @both
    def test_whoever_spoke_signs_then_the_host_then_each_opinion_is_answered(self, language: str) -> None:
        meeting, speakers = hearings.ready()
        signs, answers = "do/meetings.sign_hearing_record/", "do/meetings.dispose_opinion/"
        hearings.held(meeting, opinions=2, signed=False)
        evening, director = hearings.EVENING, holder(CODE, DIRECTOR)
        with at(evening, 21, 30):
            walk(speakers[0], language).go(signs).send()
            assert not walk(speakers[0], language).links(signs)
            assert not walk(speakers[5], language).links(signs), "they said nothing"
            assert not walk(director, language).links(signs), "the others may sign first"
            assert walk(director, language).links(f"meetings/{meeting.number}/")
        with at(evening + timedelta(days=1)):
            walk(director, language).go(signs).send()
            for _opinion in range(2):
                form = walk(director, language).go(answers)
                form.send(disposition="adopted", why="可行，照办。")
            assert not walk(director, language).links(answers)
        assert RecordSignature.objects.filter(meeting=meeting).count() == 2
        assert not Opinion.objects.filter(meeting=meeting, disposed_on=None).exists()

    @both
    def test_opinions_past_their_day_stay_on_the_desk(self, language: str) -> None:
        meeting, _speakers = hearings.ready()
        hearings.held(meeting, opinions=1)
        word = "超期" if language == "zh" else "overdue"
        with at(hearings.EVENING + timedelta(days=60)):
            late = walk(holder(CODE, DIRECTOR), language)
            assert late.links("do/meetings.dispose_opinion/")
            waits = late.html.partition('id="h-waits"')[2].partition("</section>")[0]
            assert word in TAGS.sub(" ", waits), "what is late is told from what is not, in a word"


class TestAnUpheldObjection:
    @both
    def test_whoever_posts_corrects_what_was_posted(self, language: str) -> None:
        row = postings.post(CALLED)
        said = postings.objection(row, postings.resident(), CALLED)
        postings.answer(said, "upheld", CALLED + timedelta(days=1))
        with at(CALLED + timedelta(days=2)):
            form = walk(holder(CODE, CLERK), language).go("corrects=")
            form.send(text="租金每年五万元")
            assert not walk(holder(CODE, CLERK), language).links("corrects=")
        assert Publication.objects.get(corrects=row).item == row.item

    @both
    def test_whoever_corrects_the_roll_and_then_whoever_posts_it(self, language: str) -> None:
        roll, number, missing = left_off()
        correcting = "do/ballots.correct_roll/"
        with at(CALLED + timedelta(days=2)):
            assert not walk(missing, language).links(correcting)
            form = walk(holder(CODE, CLERK), language).go(correcting)
            done = form.send(who=missing.removeprefix("person:"), words="漏登")
            again = {"zh": "名单还要重新张贴", "en": "the list is to be posted again"}[language]
            assert again in done.words, "told at once"
            desk = walk(holder(CODE, CLERK), language)
            assert again in desk.words
            assert not desk.links(correcting)
            desk.go("corrects=").send(text="更正后的名单：共五人。")
            assert number not in walk(holder(CODE, CLERK), language).words
        assert Correction.objects.get(objection=number).roll_id == roll.pk


def left_off() -> tuple[Roll, str, str]:
    """Somebody who came after the roll had been posted objects to it, and is right."""
    with at(CALLED):
        votes.people(4)
        roll = scenes.freeze()
        missing = votes.people(1)[0]
        posted = Journal.objects.get(act="disclosure.publish", public__about=str(roll.ref))
        said = stage.act("disclosure.object", "resident", Ref.parse(posted.result), by=missing, text="没有我。").result
        assert said
        stage.act("disclosure.answer_objection", DIRECTOR, said, answer="核实无误。", outcome="upheld", way="add")
    return roll, said.id, missing


@both
def test_the_second_carrier_of_a_code_is_told_and_confirms_it(language: str) -> None:
    with votes.at(9):
        voters = votes.people(4)
        vote = votes.put(votes.roll_of(voters))
        with door_open():
            entry = vote.roll.entries.order_by("id")[0]
            CodeSlip.objects.create(vote=vote, entry=entry, code_hash="c" * 64, handed_on=votes.DAY,
                                    handed_by=voters[1], handed_with=voters[2])  # fmt: skip
        assert not walk(voters[1], language).links(f"votes/{vote.number}/codes/")
        page = walk(voters[2], language).go(f"votes/{vote.number}/codes/")
        page.send("signature", signature=upload("signed"))
        assert CodeSlip.objects.get().confirmed_on
        assert not walk(voters[2], language).links(f"votes/{vote.number}/codes/")


def test_what_waits_stands_in_the_order_of_its_days() -> None:
    """A recall to call within thirty days, and a list to post again within five working days."""
    story = Story()
    row = postings.post(CALLED)
    postings.answer(postings.objection(row, postings.resident(), CALLED), "upheld", CALLED)
    with at(CALLED + timedelta(days=1)):
        page = walk(holder(CODE, DIRECTOR), "en")
        assert not page.links("do/elections.call_recall_vote/"), "it is about themselves"
        page = walk(holder(CODE, DEPUTY), "en")
        found = [page.html.index(part) for part in ("corrects=", f"recall:{story.recall.number}")]
        assert found == sorted(found)


TELLERS = (elections.waits_for, meetings.waits_for, disclosure.waits_for, ballots.waits_for)


def asked(posts: frozenset[str], person: str) -> list[int]:
    """How many queries each context asks of whoever opens the desk."""
    found, viewer, on = [], Viewer(CODE, person, posts), CALLED + timedelta(days=2)
    for tell in TELLERS:
        with CaptureQueriesContext(connection) as queries, at(on):
            tell(viewer, on)
        found.append(len(queries))
    return found


def test_it_costs_a_few_queries_for_each_kind_and_none_for_each_row() -> None:
    """Three things to hand over and one, three objections to a posting and one, four opinions and one. Of the meetings
    it is asked what was closed, and which minutes can still be corrected."""
    deputy = holder(CODE, DEPUTY)
    nothing = asked(frozenset({DEPUTY}), deputy)
    with at(CALLED):
        resigns(holder(CODE, DIRECTOR), CALLED)
    for _one in range(3):
        row = postings.post(CALLED)
        said = postings.objection(row, postings.resident(), CALLED)
        with at(CALLED + timedelta(days=1)):
            stage.act("disclosure.answer_objection", DEPUTY, said.ref, outcome="upheld", answer="查实。")
    asked(frozenset({DEPUTY}), deputy)  # the calendar of the year is read once
    many = asked(frozenset({DEPUTY}), deputy)
    with door_open():
        Handover.objects.exclude(thing="seal").update(void_on=CALLED)
    postings.post(CALLED + timedelta(days=2), corrects=row.number, text="更正。")
    one = asked(frozenset({DEPUTY}), deputy)
    # Five of the postings' are for what was skipped: the rules of the day, the founding (two), what was posted, and
    # what of it no longer stands. Two of the meetings' are for evenings to be called again, and which; one for full
    # petitions.
    # Corrected on the very day of the answer, postings and rolls would ask two more each: which entry came first.
    assert (nothing, one, many) == ([5, 5, 8, 4], [11, 5, 9, 5], [11, 5, 9, 5])
