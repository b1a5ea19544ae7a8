"""A hearing from its call to the last answer: what the rules ask for is asked for, and silence is seen."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from sunward.decisions.models import Step
from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.meetings import queries
from sunward.meetings.models import Speaker
from sunward.record.models import Journal
from tests import stage
from tests.by_links import Walk
from tests.disclosure.scenes import resident
from tests.meetings import hearing_scenes as scenes
from tests.meetings.hearing_scenes import CALLED, CLOSED, EVENING, at
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISOR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]


def refused(what: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        what()
    return {found.rule for found in caught.value.findings if found.breach}


def breached(act: str) -> list[str]:
    entry = Journal.objects.filter(act=act, kind="report").latest("id")
    return [found["rule"] for found in entry.findings if not found["ok"]]


class TestCalling:
    def test_the_matter_stands_on_its_agenda_and_is_not_to_be_decided_there(self) -> None:
        matter = scenes.parking()
        meeting = scenes.called(matter)
        item = meeting.items.get()
        assert (meeting.kind, meeting.body, meeting.called_by) == (
            "hearing",
            "residents_committee",
            "residents_committee",
        )
        assert (item.about, item.matter_kind, item.to_decide) == (matter.ref, "parking_charges", False)

    def test_a_day_that_leaves_no_time_for_notice_is_refused(self) -> None:
        matter = scenes.parking()
        assert refused(lambda: scenes.called(matter, held_on=CALLED + timedelta(days=9))) == {"notice"}

    def test_supervisors_may_ask_the_clerk_may_not(self) -> None:
        matter = scenes.parking()
        assert refused(lambda: scenes.called(matter, post=CLERK)) == {"power"}
        assert scenes.called(matter, post=SUPERVISOR).called_by == "supervision_committee"

    def test_short_notice_is_shown_and_such_a_hearing_carries_no_decision(self) -> None:
        matter = scenes.parking()
        meeting = scenes.told(scenes.called(matter), on=EVENING - timedelta(days=4))
        assert breached("meetings.give_notice") == ["notice"]
        card = queries.hearing(meeting.number)
        assert card
        assert not card.in_order
        assert not card.counts_for(matter.ref, matter.kind)

    def test_nothing_is_put_to_the_vote_there(self) -> None:
        meeting, _people = scenes.ready()
        item = meeting.items.get()
        with at(EVENING, 19):
            stage.act("meetings.open_session", CLERK, meeting.ref)
            assert "hears_only" in refused(lambda: stage.act("meetings.put_to_vote", DIRECTOR, item.ref))

    def test_no_hearing_is_adjourned_for_want_of_a_quorum(self) -> None:
        """Failed before: it has no roll, so nobody was ever enough, and the clerk could end it half an hour in."""
        meeting, _people = scenes.ready()
        with at(EVENING, 19):
            stage.act("meetings.open_session", CLERK, meeting.ref)
        with at(EVENING, 19, 40):
            assert refused(lambda: stage.act("meetings.adjourn", CLERK, meeting.ref)) >= {"open"}
        assert scenes.again(meeting).adjourned_at is None


class TestTheList:
    def test_nobody_is_on_it_twice(self) -> None:
        meeting = scenes.told(scenes.called(scenes.parking()))
        person = resident()
        with at(CLOSED):
            scenes.as_resident("meetings.apply_to_speak", meeting.ref, person)
            again = lambda: scenes.as_resident("meetings.apply_to_speak", meeting.ref, person)  # noqa: E731
            assert refused(again) == {"listed_once"}

    def test_it_is_not_closed_before_people_were_told(self) -> None:
        meeting = scenes.called(scenes.parking())
        with at(CLOSED):
            scenes.applied(meeting, 2)
            scenes.drain_all()
            assert refused(lambda: stage.act("meetings.close_speakers_list", CLERK, meeting.ref)) == {"noticed"}

    def test_it_is_not_closed_while_nothing_is_signed(self) -> None:
        meeting = scenes.told(scenes.called(scenes.parking()))
        with at(CLOSED):
            scenes.applied(meeting, 2)
            assert refused(lambda: stage.act("meetings.close_speakers_list", CLERK, meeting.ref)) == {"root"}

    def test_a_body_puts_somebody_on_the_list_and_lots_still_decide(self) -> None:
        meeting = scenes.told(scenes.called(scenes.parking()))
        with at(CLOSED):
            stage.act("meetings.nominate_speaker", DIRECTOR, meeting.ref, person=resident())
            another = resident("又一个")
            more = lambda: stage.act("meetings.nominate_speaker", DIRECTOR, meeting.ref, person=another)  # noqa: E731
            assert refused(more) == {"nominated_once"}
        speaker = Speaker.objects.get(meeting=meeting)
        assert (speaker.number, speaker.nominated_by, speaker.chosen_on) == (1, "residents_committee", None)

    def test_residents_nominate_only_for_their_own_petition(self) -> None:
        meeting = scenes.told(scenes.called(scenes.parking()))
        zhao, li = resident(), resident("李梅")
        with at(CLOSED):
            named = lambda: scenes.as_resident("meetings.nominate_speaker", meeting.ref, zhao, person=li)  # noqa: E731
            assert refused(named) == {"nominator"}


class TestTheEvening:
    def test_speakers_speak_in_the_order_drawn_and_out_of_turn_is_shown(self) -> None:
        meeting, _people = scenes.ready()
        first, second, third = meeting.draw.drawn[:3]
        with at(EVENING, 19):
            stage.act("meetings.open_session", CLERK, meeting.ref)
            for number, expected in ((first, []), (third, []), (second, ["speaking_order"])):
                stage.act("meetings.state_opinion", CLERK, meeting.ref, text="意见", speaker=number)
                assert breached("meetings.state_opinion") == expected

    def test_only_the_chosen_speak_and_only_under_their_own_number(self) -> None:
        meeting, people = scenes.ready()
        left_out = next(number for number in range(1, 13) if number not in meeting.draw.drawn)
        with at(EVENING, 19):
            stage.act("meetings.open_session", CLERK, meeting.ref)
            for by, post, facts in (
                (None, CLERK, {"speaker": left_out}), (None, CLERK, {}),
                (people[0], "resident", {"speaker": meeting.draw.drawn[1]}),
            ):  # fmt: skip
                with pytest.raises(FactsError):
                    stage.act("meetings.state_opinion", post, meeting.ref, by=by, text="意见", **facts)

    def test_a_resident_sends_an_opinion_in_until_the_record_is_signed(self) -> None:
        meeting, _people = scenes.ready()
        person = resident("刘强")
        with at(EVENING, 9):
            scenes.as_resident("meetings.state_opinion", meeting.ref, person, text="夜里太吵。")
        scenes.held(meeting, signed=False)
        assert meeting.opinions.get(place=1).speaker is None
        with at(EVENING, 22):
            scenes.as_resident("meetings.state_opinion", meeting.ref, person, text="还有一句。")
        with at(EVENING + timedelta(days=1), 8):
            stage.act("meetings.sign_hearing_record", DIRECTOR, meeting.ref)
            with pytest.raises(FactsError):
                scenes.as_resident("meetings.state_opinion", meeting.ref, person, text="再一句。")

    def test_whoever_was_drawn_and_leaves_the_number_empty_has_spoken(self) -> None:
        """Failed before: all eight spoke, signed in, and the page said that nobody had."""
        meeting, people = scenes.ready()
        with at(EVENING, 9):
            scenes.as_resident("meetings.state_opinion", meeting.ref, people[0], text="先写几句。")
        with at(EVENING, 19):
            stage.act("meetings.open_session", CLERK, meeting.ref)
            for person in people:
                scenes.as_resident("meetings.state_opinion", meeting.ref, person, text="太贵。")
        spoke = meeting.opinions.order_by("place").values_list("speaker__number", "own_word")
        assert list(spoke) == [(None, True), *((number, True) for number in meeting.draw.drawn)]
        card = queries.hearing(meeting.number)
        assert card
        assert card.few == ()

    def test_whoever_was_on_the_list_and_not_drawn_has_sent_theirs_in(self) -> None:
        meeting, _people = scenes.ready()
        left_out = meeting.speakers.filter(chosen_on=None).select_related("person").first()
        assert left_out
        with at(EVENING, 19):
            stage.act("meetings.open_session", CLERK, meeting.ref)
            scenes.as_resident("meetings.state_opinion", meeting.ref, str(left_out.person), text="太贵。")
        assert meeting.opinions.get().speaker is None

    def test_the_record_stands_from_the_first_signature_on(self) -> None:
        meeting, people = scenes.ready()
        scenes.held(meeting)
        with at(EVENING + timedelta(days=1), 22):
            with pytest.raises(FactsError):
                stage.act("meetings.state_opinion", CLERK, meeting.ref, text="补一条", speaker=meeting.draw.drawn[0])
            scenes.as_resident("meetings.sign_hearing_record", meeting.ref, people[0])
            again = lambda: scenes.as_resident("meetings.sign_hearing_record", meeting.ref, people[0])  # noqa: E731
            assert refused(again) == {"signed_once"}
            stranger = resident("王二")
            theirs = lambda: scenes.as_resident("meetings.sign_hearing_record", meeting.ref, stranger)  # noqa: E731
            assert refused(theirs) == {"signed_by"}
        signatures = meeting.record_signatures.all()
        assert {one.digest for one in signatures} == {signatures[0].digest}

    def test_at_the_desk_the_clerk_enters_it_for_the_person(self) -> None:
        meeting = scenes.told(scenes.called(scenes.parking()))
        person = resident("老周")
        with at(CLOSED):
            stage.served("meetings.apply_to_speak", person, meeting.ref)
        assert str(meeting.speakers.get().person) == person


class TestAnswers:
    def test_with_the_last_answer_the_matter_has_been_heard(self) -> None:
        matter = scenes.parking()
        meeting, _people = scenes.ready(matter)
        *others, last = scenes.held(meeting)
        for opinion in others:
            scenes.answer(opinion, EVENING + timedelta(days=2))
        assert not matter.steps.exists()
        scenes.answer(last, EVENING + timedelta(days=3), "not_adopted", "夜间最紧张。")
        step = matter.steps.get()
        assert (step.key, step.body, step.meeting) == ("opinion", "residents_committee", meeting.number)
        assert (step.held_on, step.breaches) == (EVENING, 0)
        card = queries.hearing(meeting.number)
        assert card
        assert card.concluded_on == EVENING + timedelta(days=3)

    def test_an_answer_needs_the_signed_record_and_is_given_once(self) -> None:
        meeting, _people = scenes.ready()
        opinion = scenes.held(meeting, signed=False)[0]
        with pytest.raises(FactsError):
            scenes.answer(opinion, EVENING + timedelta(days=1))
        with at(EVENING + timedelta(days=1)):
            stage.act("meetings.sign_hearing_record", DIRECTOR, meeting.ref)
        scenes.answer(opinion, EVENING + timedelta(days=1))
        with pytest.raises(FactsError):
            scenes.answer(opinion, EVENING + timedelta(days=2), "not_adopted")

    def test_silence_is_overdue_and_a_late_answer_stays_late(self) -> None:
        meeting, _people = scenes.ready()
        opinions = scenes.held(meeting)
        due = EVENING + timedelta(days=14)  # ten working days
        assert queries.overdue(CODE, due) == []
        with at(due + timedelta(days=1)):
            (late,) = queries.overdue(CODE, due + timedelta(days=1))
        assert late.title.zh.startswith("8 条听证意见没有答复")
        for opinion in opinions:
            scenes.answer(opinion, due + timedelta(days=4))
        assert breached("meetings.dispose_opinion") == ["answered_in_time"]
        page = queries.hearing_page(meeting.number, due + timedelta(days=9))
        assert page
        assert {one.late_by for one in page.opinions} == {4}
        assert queries.overdue(CODE, due + timedelta(days=9)) == []

    def test_where_nobody_spoke_the_hosts_signature_ends_it(self) -> None:
        matter = scenes.parking()
        meeting, _people = scenes.ready(matter)
        scenes.held(meeting, opinions=0)
        assert Step.objects.get(matter=matter).key == "opinion"

    @pytest.mark.postgres
    @pytest.mark.parametrize(
        "change",
        [
            lambda meeting: meeting.opinions.filter(place=1).update(text="改过的话"),
            lambda meeting: meeting.opinions.filter(place=1).update(why="另一个理由"),
            lambda meeting: meeting.opinions.filter(place=1).delete(),
            lambda meeting: meeting.record_signatures.all().delete(),
            lambda meeting: type(meeting.draw).objects.update(drawn=[1, 2, 3]),
        ],
    )
    def test_the_database_keeps_what_was_said_and_answered(self, change: Any) -> None:
        meeting = scenes.concluded()
        with pytest.raises(DatabaseError), transaction.atomic(), door_open():
            change(meeting)


class TestTheOtherTwo:
    @pytest.mark.parametrize("kind", ["coordination", "appraisal"])
    def test_it_is_called_held_its_opinions_answered_and_its_result_published(self, kind: str) -> None:
        meeting, day = scenes.forum_held(kind)
        with at(day, 21):
            stage.act("meetings.draft_minutes", CLERK, meeting.ref)
            stage.act("meetings.publish_result", DIRECTOR, meeting.ref, text="四楼下周先修，费用各半。")
        page = queries.hearing_page(meeting.number, day)
        assert page
        assert (page.result, page.result_on, page.card.kind) == ("四楼下周先修，费用各半。", day, kind)
        (late,) = queries.overdue(CODE, day + timedelta(days=60))
        assert late.title.en.startswith("Opinions of a meeting without an answer (1)"), "a result answers nobody"
        scenes.answer(meeting.opinions.get(), day)
        assert queries.overdue(CODE, day + timedelta(days=60)) == []

    def test_a_result_that_nobody_published_is_overdue(self) -> None:
        meeting = scenes.forum("coordination")
        scenes.told(meeting)
        day = CALLED + timedelta(days=5)
        with at(day, 19):
            stage.act("meetings.open_session", CLERK, meeting.ref)
        with at(day, 20):
            stage.act("meetings.close_session", CLERK, meeting.ref)
        (late,) = queries.overdue(CODE, day + timedelta(days=30))
        assert late.stuck_at.en == "waits to be published"

    def test_too_soon_is_refused(self) -> None:
        assert refused(lambda: scenes.forum("appraisal", days=4)) == {"notice"}

    @pytest.mark.parametrize("person", [DIRECTOR, ""])
    def test_it_has_neither_speakers_nor_a_quorum(self, person: str) -> None:
        """Seen before: all its speakers had been nominated where nobody was, applying was refused because they are
        nominated, an opinion asked for the number of a speaker, and the clerk read why it is not adjourned."""
        meeting = scenes.told(scenes.forum("coordination"))
        with at(CALLED + timedelta(days=1)):
            reader = stage.holder(CODE, person) if person else resident()
            walk = Walk(reader)
            page = walk.client.get(f"/zh/c/{CODE}/hearings/{meeting.number}/").content.decode()
            form = walk.client.get(f"/zh/c/{CODE}/do/meetings.state_opinion/meeting:{meeting.number}/").content.decode()
        for words in ("发言人已经推荐满", "由推荐产生", "因人数不够休会", "再次召集"):
            assert words not in page
        assert "哪位发言人" not in form
        with at(CALLED + timedelta(days=1)), pytest.raises(Refused) as kept_out:
            stage.act("meetings.apply_to_speak", "resident", meeting.ref, by=resident("周小兰"))
        assert {one.rule for one in kept_out.value.findings if one.breach} >= {"open"}

    def test_it_never_stands_for_a_hearing(self) -> None:
        matter = scenes.parking()
        meeting = scenes.forum("appraisal")
        card = queries.hearing(meeting.number)
        assert card
        assert not card.counts_for(matter.ref, matter.kind)


class TestTheTimeToApply:
    """Whoever reads the poster the next day, or days later, still comes on the list."""

    def test_no_list_closes_before_the_morning_of_the_day_before(self) -> None:
        meeting = scenes.told(scenes.called(scenes.parking()))
        close = lambda: stage.act("meetings.close_speakers_list", CLERK, meeting.ref)  # noqa: E731
        with at(scenes.CALLED, 11):
            scenes.applied(meeting, 2)
            scenes.drain_all()
            assert refused(close) == {"time_to_apply"}
        with at(scenes.EVENING - timedelta(days=1), 8, 59):
            assert refused(close) == {"time_to_apply"}
            scenes.as_resident("meetings.apply_to_speak", meeting.ref, resident("看了告示的人"))
        with at(scenes.EVENING - timedelta(days=1), 9):
            close()
        assert scenes.again(meeting).speakers_list.listed == 3
