"""The draw of speakers: anyone can repeat it, and nobody can steer it."""

import hashlib
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from sunward.kernel import lots
from sunward.kernel.acts import Refused
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id
from sunward.meetings import queries
from sunward.meetings.models import Draw, Meeting, Speaker, Throw
from sunward.meetings.rules import draw
from sunward.record import queries as record
from sunward.registry import queries as registry
from tests import stage
from tests.disclosure.scenes import resident
from tests.meetings import hearing_scenes as scenes
from tests.meetings.hearing_scenes import CLOSED, EVENING, at
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, SUPERVISOR

ROOT = "ab" * 32
NUMBERS = st.text("0123456789", min_size=4, max_size=12)


def repeated(root: str, thrown: str, listed: int, wanted: int) -> list[int]:
    """The rule as the page tells it, written again without looking at the program."""
    seed = hashlib.sha256(root.encode() + b":" + thrown.encode()).hexdigest()
    keyed = [(hashlib.sha256(f"{seed}:{number}".encode()).digest(), number) for number in range(1, listed + 1)]
    return [number for _key, number in sorted(keyed)][:wanted]


class TestTheRule:
    @given(NUMBERS, st.integers(1, 120), st.integers(1, 20))
    def test_it_gives_what_an_independent_repetition_gives(self, thrown: str, listed: int, wanted: int) -> None:
        found = draw.drawn(lots.seed_of(ROOT, thrown), listed, wanted)
        assert found == repeated(ROOT, thrown, listed, wanted)
        assert len(found) == len(set(found)) == min(listed, wanted)
        assert set(found) <= set(range(1, listed + 1))

    def test_the_line_of_python_on_the_page_gives_the_same(self) -> None:
        line = draw.repeat_in_python(ROOT, "6 1 4 3", 24, 8)
        words = shlex.split(line)
        printed = subprocess.run([sys.executable, *words[1:]], capture_output=True, text=True, check=True)
        assert printed.stdout.strip() == str(repeated(ROOT, "6 1 4 3", 24, 8))

    def test_the_line_for_the_shell_gives_the_same(self) -> None:
        line = draw.repeat_in_shell(ROOT, "6 1 4 3", 24, 8)
        printed = subprocess.run(["/bin/bash", "-c", line], capture_output=True, text=True, check=True)
        assert [int(one) for one in printed.stdout.split()] == repeated(ROOT, "6 1 4 3", 24, 8)

    def test_every_number_is_drawn_about_as_often(self) -> None:
        """Of 12 numbers 3 are drawn 4,000 times: about 1,000 for each, and nobody far from it."""
        times = dict.fromkeys(range(1, 13), 0)
        for thrown in range(4000):
            for number in draw.drawn(lots.seed_of(ROOT, str(1000 + thrown)), 12, 3):
                times[number] += 1
        assert all(880 < count < 1120 for count in times.values()), times

    @pytest.mark.parametrize("text", ["", "6", "614", "six one", "6;1;4;3", "６１４３", "-6143", "6143\n'; rm"])
    def test_what_nobody_can_have_thrown_is_not_taken(self, text: str) -> None:
        assert draw.read_thrown(text) is None

    @pytest.mark.parametrize("text", ["6143", " 6 1 4 3 ", "6，1，4，3", "6,1, 4、3"])
    def test_numbers_are_read_as_people_write_them(self, text: str) -> None:
        assert draw.read_thrown(text) in {"6143", "6 1 4 3"}


def refused(what: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        what()
    return {found.rule for found in caught.value.findings if found.breach}


@pytest.mark.django_db
@pytest.mark.usefixtures("community", "own_keys")
class TestTheEvidence:
    def throw(self, meeting: Meeting, thrown: str = scenes.THROWN) -> None:
        scenes.throw(meeting, thrown)

    def waiting(self) -> tuple[Meeting, list[str]]:
        meeting = scenes.told(scenes.called(scenes.parking()))
        return meeting, scenes.list_closed(meeting)

    def test_nobody_types_the_numbers_without_showing_them(self) -> None:
        """Before, one supervisor could try numbers against the known list and enter those that suit."""
        meeting, _people = self.waiting()
        with at(CLOSED, 11), pytest.raises(FactsError, match="photograph"):
            scenes.thrown_by_one(meeting, resident("看见的人"), photograph=None)
        with at(CLOSED, 11):
            self.throw(meeting)
        assert "photograph" not in str(next(iter(record.journal(stage.CODE))).public)

    def test_what_the_page_shows_repeats_the_draw(self) -> None:
        meeting, _people = scenes.ready()
        page = queries.hearing_page(meeting.number, CLOSED)
        assert page
        shown = page.draw
        assert shown
        assert list(shown.drawn) == repeated(shown.root, shown.thrown, shown.listed, shown.wanted)
        assert (shown.listed, shown.wanted, shown.root) == (12, 8, page.closed.root if page.closed else "")
        assert set(Speaker.objects.filter(chosen_on=CLOSED).values_list("number", flat=True)) == set(shown.drawn)

    def test_the_root_was_signed_before_the_list_was_closed_and_later_ones_change_nothing(self) -> None:
        meeting, _people = self.waiting()
        before = record.newest_root(CODE)
        with at(CLOSED, 10, 30):
            scenes.drain_all()
            assert record.newest_root(CODE) != before
            self.throw(meeting)
        assert Draw.objects.get().root == before

    def test_throwing_before_the_list_is_closed_is_refused(self) -> None:
        meeting = scenes.told(scenes.called(scenes.parking()))
        with at(CLOSED):
            scenes.applied(meeting, 3)
            assert refused(lambda: self.throw(meeting)) == {"list_closed"}

    def test_throwing_again_is_refused_whatever_falls(self) -> None:
        meeting, _people = scenes.ready()
        with at(CLOSED, 12):
            assert refused(lambda: self.throw(meeting, "9 9 9 9")) == {"drawn_once"}
        assert Draw.objects.get().thrown == scenes.THROWN

    def test_nobody_comes_on_a_closed_list(self) -> None:
        meeting, _people = self.waiting()
        late = resident("晚到")
        with at(CLOSED, 10, 30):
            come = lambda: scenes.as_resident("meetings.apply_to_speak", meeting.ref, late)  # noqa: E731
            assert refused(come) == {"list_open"}

    @pytest.mark.postgres
    def test_the_database_lets_nobody_on_a_closed_list_or_exchange_anybody_on_it(self) -> None:
        meeting, _people = self.waiting()
        friend = registry.person_row(resident("熟人"))
        for change in (
            lambda: Speaker.objects.create(meeting=meeting, number=13, person_id=friend, applied_on=CLOSED),
            lambda: meeting.speakers.filter(number=3).update(person_id=friend),
            lambda: meeting.speakers.filter(number=3).delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), door_open():
                change()

    def test_a_list_that_is_no_longer_the_one_that_was_closed_is_not_drawn_from(self) -> None:
        """Even with the triggers gone the digest tells."""
        meeting, _people = self.waiting()
        friend = registry.person_row(resident("熟人"))
        with at(CLOSED, 10, 30):
            row = Speaker.objects.get(meeting=meeting, number=3)
            row.person_id = friend
            with pytest.raises(DatabaseError), transaction.atomic(), door_open():
                row.save()
            self._without_trigger(row)
            assert refused(lambda: self.throw(meeting)) == {"unchanged"}

    def _without_trigger(self, row: Speaker) -> None:
        on = " ON meetings_speaker" if connection.vendor == "postgresql" else ""
        with door_open(), connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER meetings_speaker_update{on}")
            row.save()

    def test_nothing_is_drawn_once_the_hearing_has_begun(self) -> None:
        meeting, _people = self.waiting()
        with at(EVENING, 19):
            stage.act("meetings.open_session", CLERK, meeting.ref)
            assert refused(lambda: self.throw(meeting)) == {"before_opening"}

    def test_what_cannot_have_been_thrown_is_said_in_words(self) -> None:
        meeting, _people = self.waiting()
        with at(CLOSED, 11), pytest.raises(FactsError) as caught:
            self.throw(meeting, "六一四三")
        assert "thrown" in caught.value.errors

    def test_the_list_names_nobody_in_the_record(self) -> None:
        meeting, people = scenes.ready()
        entries = record.journal_of(meeting.ref)
        drawing = next(entry for entry in entries if entry.act == "meetings.confirm_throw")
        assert "person:" not in str(drawing.public)
        assert not any(person.removeprefix("person:") in str(entry.public) for entry in entries for person in people)


@pytest.mark.django_db
@pytest.mark.usefixtures("community", "own_keys")
class TestTwoSawThemFall:
    """Before, whoever entered the numbers chose the speakers, with a photograph that nobody else had to vouch for."""

    @pytest.fixture(autouse=True)
    def waiting(self, community: str, own_keys: object) -> Iterator[None]:  # before anything is signed
        self.meeting = scenes.told(scenes.called(scenes.parking()))
        self.listed = scenes.list_closed(self.meeting)
        with at(CLOSED, 11):
            yield

    def confirm(self, by: str, thrown: str = scenes.THROWN) -> Any:
        return scenes.as_resident("meetings.confirm_throw", self.meeting.ref, by, thrown=thrown)

    def test_nothing_is_drawn_before_the_second_has_said_the_same(self) -> None:
        second = resident("看见的人")
        done = scenes.thrown_by_one(self.meeting, second)
        assert not Draw.objects.exists()
        assert scenes.THROWN not in str(done.entry.public), "nobody copies them"
        assert refused(lambda: self.confirm(resident("别人"))) == {"named_as_second"}
        drawn = self.confirm(second, "6143").entry.public
        assert (drawn["thrown"], drawn["drawn"]) == (scenes.THROWN, list(Draw.objects.get().drawn))

    def test_other_numbers_draw_nobody_and_stay(self) -> None:
        second = resident("看见的人")
        scenes.thrown_by_one(self.meeting, second, "1 1 1 1")
        [said] = [one for one in self.confirm(second).entry.findings if one.breach]
        assert said.rule == "same_numbers"
        assert not Draw.objects.exists()
        scenes.thrown_by_one(self.meeting, second)
        done = self.confirm(second).entry
        assert [one.rule for one in done.findings if one.breach] == ["thrown_anew"]
        assert done.public["thrown_before"] == ["1 1 1 1"]

    def test_silence_stops_it_for_a_day_and_nobody_tries_many_in_an_hour(self) -> None:
        scenes.thrown_by_one(self.meeting, resident("不作声的人"))
        with at(CLOSED, 12):
            other = resident("另一个人")
            assert refused(lambda: scenes.thrown_by_one(self.meeting, other, "9 9 9 9")) == {"earlier_throw"}
        with at(CLOSED + timedelta(days=1)):
            scenes.thrown_by_one(self.meeting, other, "9 9 9 9")
            assert [one.rule for one in self.confirm(other, "9999").entry.findings if one.breach] == ["thrown_anew"]

    def test_who_confirms_holds_no_post_is_no_kin_of_one_and_does_not_want_to_speak(self) -> None:
        head, kin = stage.holder(CODE, SUPERVISOR), resident("亲属")
        director = stage.holder(CODE, stage.DIRECTOR)
        relative = {"relative": kin, "relation": "sibling"}
        perform("registry.declare_kinship", by=director, post=stage.DIRECTOR, subject=Ref.parse(director),
                facts=relative, key=new_id())  # fmt: skip
        for officer, door in ((head, "9-901"), (stage.holder(CODE, CLERK), "9-902")):
            house = stage.act("registry.register_household", CLERK, stage.here(), door=door).result
            stage.act("registry.record_arrival", CLERK, house, person=officer, status="registered")
        for second, rules in (
            (head, {"two_people", "no_post"}),
            (stage.holder(CODE, CLERK), {"no_post"}),
            (kin, {"officers_kin"}),
            (self.listed[0], {"not_on_the_list"}),
        ):
            assert refused(lambda second=second: scenes.thrown_by_one(self.meeting, second)) == rules
        with pytest.raises(FactsError, match="登记簿"):
            scenes.thrown_by_one(self.meeting, "9栋999室 没有人")

    def test_who_confirms_lives_here_on_the_day(self) -> None:
        """Seen before: by their number somebody who had moved away could be named."""
        gone = resident("搬走的人")
        departed = {"left_on": str(CLOSED), "told_by": "household"}
        with at(CLOSED, 8):
            stage.act("registry.record_departure", CLERK, Ref.parse(gone), **departed)
        with pytest.raises(FactsError, match="thrown_with"):
            scenes.thrown_by_one(self.meeting, gone)

    def test_at_the_desk_with_the_sheet_that_both_signed(self) -> None:
        second, clerk = resident("没有手机的人"), stage.holder(CODE, CLERK)
        scenes.thrown_by_one(self.meeting, second)

        def served(by: str = clerk, **facts: Any) -> Any:
            given = {"thrown": scenes.THROWN} | facts
            return perform("meetings.confirm_throw", by=by, post=CLERK, subject=self.meeting.ref, facts=given,
                           on_behalf_of=second, key=new_id())  # fmt: skip

        assert refused(served) == {"signed_at_desk"}
        served(sheet=paper("both signed"))
        assert Throw.objects.get().sheet_sha256

    def test_they_find_it_among_their_duties_and_so_does_whoever_speaks(self, client: Client) -> None:
        def mine(person: str) -> str:
            signed_in(client, person)
            return client.get(f"/en/c/{CODE}/desk/").content.decode()

        second = resident("看见的人")
        scenes.thrown_by_one(self.meeting, second)
        assert "Say which numbers fell" in mine(second)
        assert "holds no post" in client.get(f"/en/c/{CODE}/hearings/{self.meeting.number}/").content.decode()
        self.confirm(second)
        assert "Say which numbers fell" not in mine(second)
        assert "you were chosen to speak" in mine(self.listed[Draw.objects.get().drawn[0] - 1])

    @pytest.mark.postgres
    def test_the_database_takes_no_draw_without_it_and_keeps_what_was_thrown(self) -> None:
        facts = {"thrown": "6143", "root": "a", "seed": "b", "listed": 12, "wanted": 8, "drawn": [1]}
        scenes.thrown_by_one(self.meeting, resident("看见的人"))
        rows = Throw.objects.filter(meeting=self.meeting)
        for change in (
            lambda: Draw.objects.create(meeting=self.meeting, drawn_on=CLOSED, **facts),
            lambda: rows.update(thrown="6143"),
            rows.delete,
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), door_open():
                change()


@pytest.mark.django_db
@pytest.mark.usefixtures("community", "own_keys")
class TestAnotherHearing:
    def test_whoever_dislikes_who_was_drawn_and_calls_another_is_marked_at_every_turn(self) -> None:
        matter = scenes.parking()
        first, _people = scenes.ready(matter)
        with at(CLOSED, 14):
            done = stage.act("meetings.cancel_meeting", stage.DIRECTOR, first.ref, because="另有安排")
        assert [one.rule for one in done.entry.findings if one.breach] == ["after_the_draw", "cancelled_late"]
        second = Meeting.objects.exclude(pk=first.pk).filter(pk=self.called_again(matter).pk).get()
        later = CLOSED + timedelta(days=14)
        scenes.told(second, CLOSED)
        scenes.list_closed(second, on=later)
        with at(later, 11):
            scenes.throw(second)
        assert first.number in self.marked("meetings.confirm_throw", "drawn_before")
        scenes.held(second, on=CLOSED + timedelta(days=15))
        assert first.number in self.marked("meetings.sign_hearing_record", "drawn_before")

    def called_again(self, matter: Any) -> Meeting:
        held_on = CLOSED + timedelta(days=15)
        with at(CLOSED, 15):
            stage.act(
                "decisions.call_hearing", stage.DIRECTOR, matter.ref, place="社区活动室", held_on=held_on, at="19:00"
            )
        return Meeting.objects.latest("pk")

    def marked(self, act: str, rule: str) -> str:
        entry = next(one for one in reversed(list(record.journal(CODE))) if one.act == act)
        return " ".join(one.actual for one in entry.findings if one.rule == rule and one.breach)

    def test_a_hearing_at_which_nobody_spoke_says_so(self) -> None:
        meeting, _people = scenes.ready()
        scenes.held(meeting, opinions=0)
        entry = next(one for one in reversed(list(record.journal(CODE))) if one.act == "meetings.sign_hearing_record")
        assert [one.rule for one in entry.findings if one.breach] == ["somebody_heard"]

    def test_fewer_speakers_than_the_rules_want_are_marked_and_enough_are_not(self) -> None:
        meeting, _people = scenes.ready()
        scenes.held(meeting, opinions=7)
        assert self.marked("meetings.sign_hearing_record", "speakers") == "7"

    def test_a_dot_is_no_reason(self) -> None:
        meeting, _people = scenes.ready()
        opinion = scenes.held(meeting)[0]
        with pytest.raises(FactsError, match="why"):
            scenes.answer(opinion, EVENING + timedelta(days=1), "not_adopted", why="。 -")
