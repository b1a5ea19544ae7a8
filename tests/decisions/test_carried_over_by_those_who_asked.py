"""“That is another matter”, says the committee of what it opened under another title and another kind. Whoever asked to
be heard says that it is the same.

Before, the petition stayed on the number that was withdrawn.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.ballots.models import Petition
from sunward.ballots.queries import hearing_forced
from sunward.decisions import queries as decisions
from sunward.decisions.hearing.asked import asked_of
from sunward.decisions.judging.standing import state_of
from sunward.decisions.models import Matter
from sunward.kernel.acts import Done, Refused
from sunward.kernel.refs import Ref
from sunward.meetings.models import Meeting
from sunward.record.models import Journal
from tests import stage
from tests.ballots.petitions.scenes import residents, sign
from tests.decisions.forced import LATER, SILENCE, asked, forced, in_silence
from tests.decisions.scenes import MEETING, OPENED, day, deliberate, open_matter, resolve
from tests.meetings import hearing_scenes as hearings
from tests.meetings.hearing_scenes import parking
from tests.meetings.test_a_sham_signer import sham
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, holder, served, upheld

CARRY = "decisions.carry_over"
AGAIN = LATER + timedelta(days=3)
OTHER = {"title": "小区车辆管理办法", "kind": "asset_lease"}


@pytest.fixture
def people(community: str) -> list[str]:
    with day(OPENED):
        return residents(21)


def withdraw(matter: Matter, on: date = LATER) -> None:
    with day(on):
        stage.act("decisions.withdraw_matter", stage.DEPUTY, matter.ref, reason="再想想")


def relabelled(people: list[str], on: date = AGAIN, **facts: Any) -> tuple[Ref, Matter, Matter]:
    """Two have signed; the matter is withdrawn, and another one is opened."""
    matter = parking()
    petition = forced(people, matter)
    withdraw(matter)
    return petition, matter, open_matter(on, **(OTHER | facts))


def carried(petition: Ref, by: str, matter: Matter, on: date = AGAIN, post: str = "resident") -> Done:
    with day(on):
        return stage.act(CARRY, post, petition, by=by, matter=matter.number)


def refused(petition: Ref, by: str, matter: Matter, on: date = AGAIN) -> set[str]:
    with pytest.raises(Refused) as no:
        carried(petition, by, matter, on)
    return {found.rule for found in no.value.findings if found.breach}


def asks_for(petition: Ref) -> str:
    return Petition.objects.get(number=petition.id).asks_for


def test_whoever_opened_it_carries_it_over_and_calls_the_hearing(people: list[str]) -> None:
    petition, matter, again = relabelled(people)
    assert asks_for(petition) == matter.number
    carried(petition, people[0], again)
    assert asks_for(petition) == again.number
    assert Journal.objects.get(act="ballots.follow_matter").public["before"] == matter.number
    assert [late for late in decisions.overdue(CODE, SILENCE) if late.subject == petition]
    assert in_silence(petition, people[1]).called_by == "petition"


def test_whoever_signed_it_does_and_the_resolution_has_to_cite_a_hearing(people: list[str]) -> None:
    petition, _matter, again = relabelled(people)
    carried(petition, people[1], again)
    deliberate(again)
    decision = resolve(again)
    assert {found.rule for found in state_of(decision, MEETING).findings if found.breach} >= {"hearing_cited"}


def test_nobody_else_does(people: list[str]) -> None:
    petition, _matter, again = relabelled(people)
    assert refused(petition, people[5], again) == {"petitioner"}
    one = sham(Petition.objects.get(number=petition.id))
    assert refused(petition, one, again) == {"petitioner"}, "the director, who signed as a resident"


def test_one_still_being_signed_is_signed_on_under_the_new_number(people: list[str]) -> None:
    matter = parking()
    petition = asked(matter, people[0])
    withdraw(matter)
    again = open_matter(AGAIN, **OTHER)
    carried(petition, people[0], again)
    assert asks_for(petition) == again.number


def test_one_that_was_opened_before_the_first_was_withdrawn_fits(people: list[str]) -> None:
    matter = parking()
    petition = forced(people, matter)
    again = open_matter(LATER, **OTHER)
    assert refused(petition, people[0], again, LATER) == {"withdrawn"}, "its own matter is not"
    withdraw(matter)
    carried(petition, people[0], again, LATER)
    assert asks_for(petition) == again.number


def test_what_does_not_fit(people: list[str]) -> None:
    older = open_matter(OPENED, **(OTHER | {"title": "早先的事"}))
    petition, matter, again = relabelled(people)
    own = open_matter(AGAIN, title="另有联名的事", kind="asset_lease")
    with day(AGAIN):
        given = {"purpose": "hearing", "asks_for": own.number, "title": "也听听"}
        stage.act("ballots.open_petition", "resident", stage.here(), by=people[3], **given)
    gone = open_matter(AGAIN, title="又撤回的事", kind="asset_lease")
    withdraw(gone, AGAIN)
    for other in (older, own, gone, matter):
        assert refused(petition, people[0], other) == {"fits"}, other.title
    late = open_matter(LATER + timedelta(days=184), title="第二年的事", kind="asset_lease")
    assert refused(petition, people[0], late, LATER + timedelta(days=184)) == {"fits"}
    with day(AGAIN):
        assert [number for number, _title in decisions.fitting_matters(petition.id, CODE, AGAIN)] == [again.number]


def test_what_is_decided_does_not_fit(people: list[str]) -> None:
    petition, _matter, again = relabelled(people)
    deliberate(again, first=AGAIN + timedelta(days=1))
    resolve(again)
    assert refused(petition, people[0], again, MEETING) == {"carries_on"}


class TestAtTheDesk:
    def test_with_a_slip_and_back_when_it_was_not_theirs(self, people: list[str]) -> None:
        petition, matter, again = relabelled(people)
        with day(AGAIN):
            with pytest.raises(Refused) as no:
                served(CARRY, people[0], petition, matter=again.number, signed=None)
            assert {found.rule for found in no.value.findings if found.breach} == {"signed_at_desk"}
            done = served(CARRY, people[0], petition, matter=again.number)
            assert asks_for(petition) == again.number
            upheld(done)
        assert asks_for(petition) == matter.number
        carried(petition, people[0], again)
        assert asks_for(petition) == again.number, "their own word holds"

    def test_where_it_has_gone_on_since_it_stays(self, people: list[str]) -> None:
        petition, _matter, again = relabelled(people)
        with day(AGAIN):
            done = served(CARRY, people[0], petition, matter=again.number)
        withdraw(again, AGAIN)
        third = open_matter(AGAIN, **OTHER)
        assert asks_for(petition) == third.number
        with day(AGAIN):
            upheld(done)
        assert asks_for(petition) == third.number


class TestOnItsPages:
    def read(self, client: Client, address: str) -> str:
        response = client.get(f"/en/c/{CODE}/{address}")
        assert response.status_code == 200, address
        return str(response.content.decode())

    def test_the_petition_offers_it_with_the_matters_by_name(self, people: list[str], client: Client) -> None:
        petition, _matter, again = relabelled(people)
        with day(AGAIN):
            signed_in(client, people[0])
            assert CARRY in self.read(client, f"petitions/{petition.id}/")
            form = self.read(client, f"do/{CARRY}/{petition}/")
            assert OTHER["title"] in form
            assert f'value="{again.number}"' in form
            signed_in(client, people[5])
            assert CARRY not in self.read(client, f"petitions/{petition.id}/")

    @pytest.mark.parametrize("by_itself", [True, False])
    def test_both_matters_say_where_it_was_asked_and_where_it_is_now(
        self, people: list[str], client: Client, by_itself: bool
    ) -> None:
        petition, matter, again = relabelled(people, title="小区停车怎么收费" if by_itself else OTHER["title"])
        if not by_itself:
            carried(petition, people[0], again)
        with day(AGAIN):
            old, new = (self.read(client, f"matters/{one.number}/") for one in (matter, again))
        assert "People asked to be heard on this under another number" in new
        assert f"/en/c/{CODE}/matters/{matter.number}/" in new
        assert "The petition for a hearing goes on under another number" in old
        assert f"/en/c/{CODE}/matters/{again.number}/" in old

    def test_a_matter_asked_about_under_its_own_number_says_nothing_of_it(
        self, people: list[str], client: Client
    ) -> None:
        matter = parking()
        forced(people, matter)
        with day(AGAIN):
            assert "another number" not in self.read(client, f"matters/{matter.number}/")

    def test_the_desk_does_for_whoever_comes(self, people: list[str], client: Client) -> None:
        relabelled(people)
        with day(AGAIN):
            signed_in(client, holder(CODE, CLERK))
            assert CARRY in self.read(client, f"desk/for/{people[0].partition(':')[2]}/")
            assert CARRY not in self.read(client, f"desk/for/{people[5].partition(':')[2]}/")


def test_from_a_decoy_whoever_opened_the_petition_takes_it_on(people: list[str]) -> None:
    """Seen before: two were opened under the old title, the petition stayed with the first, the second was resolved."""
    matter = parking()
    petition = forced(people, matter)
    withdraw(matter)
    decoy, true = (open_matter(AGAIN, title=matter.title, kind=kind) for kind in ("parking_charges", "asset_lease"))
    assert Petition.objects.get(number=petition.id).asks_for == decoy.number
    assert refused(petition, people[1], true) == {"petitioner"}, "one of many who signed could be bought"
    carried(petition, people[0], true)
    assert Petition.objects.get(number=petition.id).asks_for == true.number
    deliberate(true)
    assert {found.rule for found in state_of(resolve(true), MEETING).findings if found.breach} >= {"hearing_cited"}


def test_nor_is_the_true_one_resolved_while_the_petition_sits_on_the_decoy(people: list[str]) -> None:
    """Seen before: nothing of it stood with the resolution unless somebody carried the petition over first."""
    matter = parking()
    petition = forced(people, matter)
    withdraw(matter)
    decoy, true = (open_matter(AGAIN, title=matter.title, kind=kind) for kind in ("parking_charges", "asset_lease"))
    other = open_matter(AGAIN, title="清溪路的路灯", kind="asset_lease")
    assert Petition.objects.get(number=petition.id).asks_for == decoy.number
    for one in (true, other):
        deliberate(one)
    found = [{each.rule for each in state_of(resolve(one), MEETING).findings if each.breach} for one in (true, other)]
    assert [("hearing_cited" in rules) for rules in found] == [True, False]


def heard_in_silence(matter: Matter) -> Meeting:
    """Eight are drawn, nobody says a word, the director closes it."""
    meeting = hearings.told(hearings.called(matter, LATER, LATER + timedelta(days=14)), LATER)
    hearings.drawn(meeting, 12, LATER + timedelta(days=13))
    with hearings.at(LATER + timedelta(days=14), 19):
        stage.act("meetings.open_session", CLERK, meeting.ref)
    with hearings.at(LATER + timedelta(days=14), 20, 5):
        stage.act("meetings.close_session", stage.DIRECTOR, meeting.ref)
    return meeting


def breaches_of(matter: Matter, on: date) -> set[str]:
    return {found.rule for found in state_of(resolve(matter, held_on=on), on).findings if found.breach}


@pytest.mark.usefixtures("own_keys")
def test_a_hearing_at_which_nobody_spoke_frees_no_other_of_its_title(people: list[str]) -> None:
    """Seen before: the first matter had an empty hearing and was withdrawn, the second was resolved without any."""
    matter = parking()
    forced(people, matter)
    true = open_matter(LATER, title=matter.title, kind="asset_lease")
    heard_in_silence(matter)
    withdraw(matter, LATER + timedelta(days=15))
    deliberate(true, first=OPENED + timedelta(days=2))
    assert "hearing_cited" in breaches_of(true, OPENED + timedelta(days=28))


def test_what_was_decided_before_they_asked_asks_nothing_of_next_years(people: list[str]) -> None:
    """Seen before: a petition that was full a day after a lawful decision barred the same title a year later."""
    matter = open_matter(OPENED, title="小区车位出租", kind="asset_lease")
    deliberate(matter)
    petition = asked(matter, people[0])
    assert not breaches_of(matter, MEETING)
    with day(MEETING + timedelta(days=1)):
        for person in people[:2]:
            sign(petition, person)
    assert Petition.objects.get(number=petition.id).reached_on == MEETING + timedelta(days=1)
    later = open_matter(MEETING + timedelta(days=340), title=matter.title, kind="asset_lease")
    deliberate(later, first=MEETING + timedelta(days=341))
    assert "hearing_cited" not in breaches_of(later, MEETING + timedelta(days=360))


def test_of_two_petitions_the_earlier_counts(people: list[str]) -> None:
    """Seen before: a second petition, on the other matter of the title, hid that the first had been in time."""
    matter = parking()
    forced(people, matter)
    true = open_matter(LATER, title=matter.title, kind="parking_charges")
    late = LATER + timedelta(days=9)
    with day(late):
        given = {"purpose": "hearing", "asks_for": true.number, "title": "也要听证"}
        second = stage.act("ballots.open_petition", "resident", stage.here(), by=people[5], **given).result
        assert second
        for person in people[5:7]:
            sign(second, person)
    own, found = hearing_forced(CODE, true.number, late), asked_of(true, late)
    assert own
    assert found
    assert (own.reached_on, found.reached_on) == (late, LATER)


@pytest.mark.usefixtures("own_keys")
def test_nor_one_with_a_single_word(people: list[str]) -> None:
    """Seen before: one opinion, answered, and the other matter of the title was resolved without a hearing."""
    matter = parking()
    forced(people, matter)
    true = open_matter(LATER, title=matter.title, kind="asset_lease")
    meeting = hearings.told(hearings.called(matter, LATER, LATER + timedelta(days=14)), LATER)
    hearings.drawn(meeting, 12, LATER + timedelta(days=13))
    (one,) = hearings.held(meeting, LATER + timedelta(days=14), opinions=1)
    hearings.answer(one, LATER + timedelta(days=16))
    deliberate(true, first=OPENED + timedelta(days=2))
    assert "hearing_cited" in breaches_of(true, OPENED + timedelta(days=28))


@pytest.mark.usefixtures("own_keys")
@pytest.mark.parametrize(("own_words", "asked_of_the_next"), [(False, True), (True, False)])
def test_nor_what_was_decided_on_words_that_were_not_enough(
    people: list[str], own_words: bool, asked_of_the_next: bool
) -> None:
    """Failed before: the first matter was resolved on a single word, marked itself, and a third of the title without
    any hearing. Where the eight who were drawn have spoken themselves, it is free."""
    matter = parking()
    forced(people, matter)
    told = LATER + timedelta(days=14)
    meeting = hearings.told(hearings.called(matter, LATER, told), LATER)
    speakers = hearings.drawn(meeting, 12, LATER + timedelta(days=13))
    if own_words:
        spoken = hearings.held_by_themselves(meeting, speakers, told)
    else:
        spoken = hearings.held(meeting, told, opinions=1)
    for one in spoken:
        hearings.answer(one, LATER + timedelta(days=16))
    resolved = LATER + timedelta(days=40)
    found = state_of(resolve(matter, resolved, hearing=meeting.number), resolved)
    assert found.word != "not_in_order", [one.text.en for one in found.findings if one.breach]
    third = open_matter(resolved + timedelta(days=1), title=matter.title, kind="asset_lease")
    deliberate(third, first=resolved + timedelta(days=2))
    assert ("hearing_cited" in breaches_of(third, resolved + timedelta(days=24))) is asked_of_the_next
