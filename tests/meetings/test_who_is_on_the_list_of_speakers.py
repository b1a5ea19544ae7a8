"""Who stands on a hearing's list of speakers: nobody who has died, has moved away or is a child; and whoever stands on
it leaves it by their own word, without moving a draw."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.kernel.acts import Done, Refused
from sunward.kernel.guard import door_open
from sunward.kernel.lots import seed_of
from sunward.kernel.refs import Ref
from sunward.meetings import queries
from sunward.meetings.hearing.record import heard
from sunward.meetings.models import Draw, Meeting
from sunward.meetings.rules.draw import drawn
from sunward.registry.models import Person
from tests import stage
from tests.decisions.scenes import open_matter
from tests.disclosure.scenes import resident
from tests.meetings import hearing_scenes as scenes
from tests.meetings.hearing_scenes import CALLED, CLOSED, EVENING, again, as_resident, at
from tests.meetings.scenes import marks
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISOR, served, upheld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]


def hearing() -> Meeting:
    """On parking, by lot; people have been told."""
    return scenes.told(scenes.called(scenes.parking()))


def refused(what: Any) -> dict[str, str]:
    with pytest.raises(Refused) as caught:
        what()
    return {found.rule: found.text.zh for found in caught.value.findings if found.breach}


def names(meeting: Meeting, person: str) -> Done:
    return stage.act("meetings.nominate_speaker", DIRECTOR, meeting.ref, person=person)


def applies(meeting: Meeting, person: str) -> Done:
    done: Done = as_resident("meetings.apply_to_speak", meeting.ref, person)
    return done


def leaves(meeting: Meeting, person: str) -> Done:
    return stage.act("meetings.leave_speakers_list", "anyone", meeting.ref, by=person)


def few(meeting: Meeting) -> dict[str, str]:
    """What is told of those who were heard, or were to be."""
    card = queries.hearing(meeting.number)
    return {one.rule: one.text.en for one in card.few} if card else {}


def born(person: str, day: date) -> str:
    with door_open():
        Person.objects.filter(number=person.removeprefix("person:")).update(born_on=day)
    return person


def gone(person: str, **facts: Any) -> str:
    with at(CALLED, 9):
        stage.act("registry.record_departure", CLERK, Ref.parse(person), told_by="household", left_on=CALLED, **facts)
    return person


class TestWhoGoesOnIt:
    def test_nobody_who_has_died(self) -> None:
        """Failed before: the director named somebody whose death stood in the register with its certificate."""
        meeting, dead = hearing(), gone(resident("去世的人"), reason="died", certificate=paper("certificate"))
        with at(CALLED, 12):
            said = refused(lambda: names(meeting, dead))
        assert set(said) == {"alive"}
        assert "去世" in said["alive"]
        assert not meeting.speakers.exists()

    def test_nobody_who_has_moved_away(self) -> None:
        """Failed before."""
        meeting, away = hearing(), gone(resident("搬走的人"))
        with at(CALLED, 12):
            assert set(refused(lambda: names(meeting, away))) == {"not_moved_away"}

    def test_no_child_by_themselves_at_the_desk_or_named(self) -> None:
        """Failed before: somebody five years old was on the list in each of three ways."""
        meeting, child = hearing(), born(resident("五岁的孩子"), date(2021, 2, 1))
        with at(CALLED, 12):
            for way in (applies, names):
                said = refused(lambda way=way: way(meeting, child))
                assert set(said) == {"of_age"}
                assert "18 周岁" in said["of_age"]
            assert set(refused(lambda: served("meetings.apply_to_speak", child, meeting.ref))) == {"of_age"}
            assert stage.cited("of_age"), "with the article that names the age"
            as_resident("meetings.state_opinion", meeting.ref, child, text="操场上不要停车。")

    def test_who_is_eighteen_on_the_day_may(self) -> None:
        meeting = hearing()
        with at(CALLED, 12):
            almost = born(resident("差一天的人"), date(CALLED.year - 18, CALLED.month, CALLED.day + 1))
            assert set(refused(lambda: applies(meeting, almost))) == {"of_age"}
            applies(meeting, born(resident("当天满十八的人"), date(CALLED.year - 18, CALLED.month, CALLED.day)))
            applies(meeting, resident("不知道生日的人"))
        assert meeting.speakers.count() == 2

    def test_their_page_offers_a_child_no_button(self, client: Client) -> None:
        meeting, child = hearing(), born(resident("五岁的孩子"), date(2021, 2, 1))
        with at(CALLED, 12):
            signed_in(client, child)
            shown = client.get(f"/en/c/{CODE}/hearings/{meeting.number}/").content.decode()
        assert "do/meetings.apply_to_speak/" not in shown
        assert "is not put on a list of speakers" in shown


class TestLeavingBeforeTheDraw:
    def test_lots_pass_them_over_and_anybody_can_repeat_it(self, client: Client) -> None:
        """Failed before: no act let anybody leave."""
        meeting = hearing()
        with at(CALLED, 12):
            people = scenes.applied(meeting, 12)
            leaves(meeting, people[2])
        with at(CLOSED):
            scenes.drain_all()
            stage.act("meetings.close_speakers_list", CLERK, meeting.ref)
            served("meetings.leave_speakers_list", people[6], meeting.ref)
        with at(CLOSED, 11):
            scenes.throw(meeting)
            shown = client.get(f"/en/c/{CODE}/hearings/{meeting.number}/").content.decode()
        draw = Draw.objects.get()
        assert draw.passed_over == [3, 7]
        assert draw.drawn == [number for number in drawn(draw.seed, 12, 12) if number not in {3, 7}][:8]
        assert "Left the list by their own word: 3, 7." in shown
        assert "10 people are on the list" in shown

    def test_they_come_back_while_the_list_is_open_and_nobody_names_them_again(self) -> None:
        meeting, who = hearing(), resident("改主意的人")
        with at(CALLED, 12):
            names(meeting, who)
            leaves(meeting, who)
            assert set(refused(lambda: leaves(meeting, who))) == {"listed"}
            assert "本人" in refused(lambda: names(meeting, who))["listed_once"]
            names(meeting, resident("另一个人"))
            applies(meeting, who)
        assert meeting.speakers.get(number=1).on_list

    def test_a_list_that_everybody_has_left_is_not_closed(self) -> None:
        meeting = hearing()
        with at(CALLED, 12):
            [who] = scenes.applied(meeting, 1)
            leaves(meeting, who)
        with at(CLOSED):
            scenes.drain_all()
            close = lambda: stage.act("meetings.close_speakers_list", CLERK, meeting.ref)  # noqa: E731
            assert set(refused(close)) == {"somebody"}

    def test_a_place_by_nomination_is_free_for_others(self) -> None:
        meeting = scenes.told(scenes.called(open_matter(scenes.OPENED)))
        with at(CALLED, 12):
            who = resident("被推荐的人")
            names(meeting, who)
            leaves(meeting, who)
            assert queries.hearing_page(meeting.number, CALLED).places_left == 6  # type: ignore[union-attr]
            names(meeting, resident("另一个人"))

    def test_whoever_left_before_any_draw_had_no_place_to_leave(self) -> None:
        """Failed before: mark and signed record told a number that had left "after they were chosen"; nobody was."""
        meeting = hearing()
        with at(CALLED, 12):
            people = scenes.applied(meeting, 4)
            leaves(meeting, people[2])
            as_resident("meetings.state_opinion", meeting.ref, people[0], text="操场上不要停车。")
        meeting = again(meeting)
        assert few(meeting) == {"speakers": "Alert: the rules want 8 speakers; 0 spoke."}
        assert "left" not in heard(meeting)


class TestWhereSpeakersAreNominated:
    def test_one_whom_others_named_and_who_leaves_is_no_mark_on_the_host(self) -> None:
        """Failed before: the one nominee of the host was "all who were to speak"."""
        meeting = scenes.told(scenes.called(open_matter(scenes.OPENED)))
        with at(CALLED, 12):
            names(meeting, resident("主持人推荐的人"))
            theirs = resident("监督委员会推荐的人")
            stage.act("meetings.nominate_speaker", SUPERVISOR, meeting.ref, person=theirs)
            assert "named_by_the_host" not in few(meeting)
            leaves(meeting, theirs)
        assert "named_by_the_host" not in few(meeting)
        assert queries.hearing_page(meeting.number, CALLED).named_by == (("residents_committee", 1),)  # type: ignore[union-attr]

    def test_whoever_leaves_of_the_host_s_own_takes_no_mark_away(self) -> None:
        meeting, two = scenes.told(scenes.called(open_matter(scenes.OPENED))), [resident("甲某"), resident("乙某")]
        with at(CLOSED, 9):
            for one in two:
                names(meeting, one)
            assert "named_by_the_host" in few(meeting)
            leaves(meeting, two[0])
        assert "named_by_the_host" in few(meeting)

    def test_a_place_that_another_has_filled_is_not_told_as_left(self) -> None:
        """Failed before: "1 more had left", though six were there to speak and one of them said nothing."""
        meeting = scenes.told(scenes.called(open_matter(scenes.OPENED)))
        with at(CLOSED, 9):
            people = scenes.applied(meeting, 6)
            leaves(meeting, people[0])
            people = [*people[1:], resident("补上的人")]
            applies(meeting, people[-1])
        with at(EVENING, 19):
            stage.act("meetings.open_session", CLERK, meeting.ref)
            for person in people[:5]:
                as_resident("meetings.state_opinion", meeting.ref, person, text="同意。")
        assert few(meeting) == {"speakers": "Alert: the rules want 6 speakers; 5 spoke."}

    def test_whom_a_clerk_took_off_has_the_place_of_that_day_again(self) -> None:
        """Failed before: chosen on the day of the dispute, as if anew."""
        meeting, who = scenes.told(scenes.called(open_matter(scenes.OPENED))), resident("被推荐的人")
        with at(CALLED, 12):
            names(meeting, who)
            done = served("meetings.leave_speakers_list", who, meeting.ref)
        row = meeting.speakers.get()
        assert (row.chosen_on, row.left_on, row.has_place) == (CALLED, CALLED, False)
        with at(CLOSED, 12):
            upheld(done)
        row.refresh_from_db()
        assert (row.chosen_on, row.left_on, row.has_place) == (CALLED, None, True)


class TestLeavingAfterNumbersFell:
    def test_whoever_was_drawn_keeps_the_draw_as_it_was_and_is_no_absence(self, client: Client) -> None:
        """Failed before: they could only stay away."""
        meeting, people = scenes.ready()
        before = Draw.objects.values().get()
        who, number = people[0], before["drawn"][0]
        with at(CLOSED, 12):
            signed_in(client, who)
            form = f"/en/c/{CODE}/do/meetings.leave_speakers_list/meeting:{meeting.number}/"
            assert form in client.get(f"/en/c/{CODE}/hearings/{meeting.number}/").content.decode()
            assert "nobody moves up" in client.get(form).content.decode(), "told before they press"
            done = leaves(meeting, who)
            [told] = [one.text.en for one in done.entry.findings if one.rule == "what_follows"]
            assert "nobody waits" in told
            assert not stage.marks(done)
            assert "you were chosen to speak" not in client.get(f"/en/c/{CODE}/desk/").content.decode()
        assert Draw.objects.values().get() == before, "nobody moves up"
        meeting = again(meeting)
        page = queries.hearing_page(meeting.number, CLOSED)
        assert page
        assert (page.left, page.order) == ((number,), tuple(before["drawn"][1:]))
        assert page.listed == 11, "failed before: twelve on the list, beside one who had left it"
        assert [one for one, _name, _door in queries.letters_to_speakers(meeting.number, CODE)] == sorted(page.order)
        with at(EVENING, 19):
            stage.act("meetings.open_session", CLERK, meeting.ref)
            for one, person in zip(page.order, people[1:], strict=True):
                as_resident("meetings.state_opinion", meeting.ref, person, text="同意。", speaker=one)
            stage.act("meetings.close_session", CLERK, meeting.ref)
            assert heard(again(meeting))["left"] == [number]
        with at(EVENING + timedelta(days=1), 8):
            done = stage.act("meetings.sign_hearing_record", DIRECTOR, meeting.ref)
        [said] = [one.text.en for one in done.entry.findings if one.rule == "speakers"]
        assert "1 more had left by their own word" in said

    def test_nobody_moves_up_by_leaving_between_throw_and_draw(self) -> None:
        meeting = hearing()
        people = scenes.list_closed(meeting)
        with at(CLOSED, 11):
            second = resident("看见的人")
            scenes.thrown_by_one(meeting, second)
            first = drawn(seed_of(again(meeting).speakers_list.root, scenes.THROWN), 12, 8)[0]
            leaves(meeting, people[first - 1])
            as_resident("meetings.confirm_throw", meeting.ref, second, thrown=scenes.THROWN)
        draw = Draw.objects.get()
        assert (draw.passed_over, draw.drawn[0]) == (None, first)
        assert first not in queries.hearing_page(meeting.number, CLOSED).order  # type: ignore[union-attr]

    def test_whoever_has_spoken_does_not_leave(self) -> None:
        meeting, people = scenes.ready()
        with at(EVENING, 19):
            stage.act("meetings.open_session", CLERK, meeting.ref)
            as_resident("meetings.state_opinion", meeting.ref, people[0], text="同意。")
            assert set(refused(lambda: leaves(meeting, people[0]))) == {"still_to_speak"}
            leaves(meeting, people[1])


class TestAtTheDesk:
    def test_it_takes_a_slip_and_gives_a_receipt(self, client: Client) -> None:
        meeting = hearing()
        with at(CALLED, 12):
            [who] = scenes.applied(meeting, 1)
            bare = lambda: served("meetings.leave_speakers_list", who, meeting.ref, signed=None)  # noqa: E731
            assert set(refused(bare)) == {"signed_at_desk"}
            signed_in(client, stage.holder(CODE, CLERK))
            desk = client.get(f"/en/c/{CODE}/desk/for/{who.removeprefix('person:')}/").content.decode()
            assert f"do/meetings.leave_speakers_list/meeting:{meeting.number}/" in desk
            done = served("meetings.leave_speakers_list", who, meeting.ref)
            slip = client.get(f"/en/c/{CODE}/log/{done.entry.ref}/receipt/")
            assert slip.status_code == 200

    def test_whom_a_clerk_took_off_is_put_back_until_numbers_have_fallen(self) -> None:
        meeting = hearing()
        with at(CALLED, 12):
            people = scenes.applied(meeting, 2)
            done = served("meetings.leave_speakers_list", people[0], meeting.ref)
            upheld(done)
        row = meeting.speakers.get(number=1)
        assert (row.left_on, row.on_list) == (None, True)

    def test_later_it_is_marked_and_the_draw_stays(self) -> None:
        meeting = hearing()
        with at(CALLED, 12):
            people = scenes.applied(meeting, 12)
            done = served("meetings.leave_speakers_list", people[0], meeting.ref)
        with at(CLOSED):
            scenes.drain_all()
            stage.act("meetings.close_speakers_list", CLERK, meeting.ref)
        with at(CLOSED, 11):
            scenes.throw(meeting)
            upheld(done)
        assert set(marks("meetings.put_speaker_back")) == {"before_the_draw"}
        assert Draw.objects.get().passed_over == [1]
        assert not meeting.speakers.get(number=1).on_list

    def test_who_was_drawn_and_taken_off_by_a_clerk_speaks_again(self) -> None:
        meeting, people = scenes.ready()
        with at(CLOSED, 12):
            upheld(served("meetings.leave_speakers_list", people[0], meeting.ref))
        page = queries.hearing_page(meeting.number, CLOSED)
        assert page
        assert (page.left, len(page.order)) == ((), 8)
