"""“They never asked us”: a letting is to be decided without anybody being heard, and no hearing is called.

Two of twenty-one adults are a twentieth: they force the hearing, call it in the committee's silence, hold it without a
host. What the representatives resolve before it is not in order and unlocks nothing; after it, it stands.
"""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client

from sunward.decisions import queries as decisions
from sunward.decisions.judging.standing import state_of
from sunward.decisions.models import Decision, Matter
from sunward.kernel.refs import Ref, new_id
from sunward.meetings.models import Meeting
from tests import stage
from tests.ballots.petitions.scenes import residents, sign
from tests.decisions import scenes as deciding
from tests.decisions.forced import DUE, LATER, SILENCE, in_silence
from tests.decisions.scenes import OPENED
from tests.meetings.hearing_scenes import again, as_resident, at
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CODE, SUPERVISOR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
STREET = "street_office.director"
HELD = SILENCE + timedelta(days=12)
ANSWERED = HELD + timedelta(days=20)


def read(client: Client, address: str, on: date, language: str = "en") -> str:
    with at(on, 12):
        response = client.get(f"/{language}/c/{CODE}/{address}")
    assert response.status_code == 200
    return unescape(response.content.decode())


def asked_on_the_page(matter: Matter, client: Client) -> Ref:
    """From the matter's own page, with no number typed."""
    page = read(client, f"matters/{matter.number}/", LATER)
    (begin,) = re.findall(r'href="([^"]*purpose=hearing[^"]*)"', page)
    with at(LATER, 12):
        form = client.get(begin).content.decode()
        assert re.search(rf'<option value="{matter.number}" selected', form), "the matter is chosen already"
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
        typed = hidden | {"asks_for": matter.number, "title": "先听听大家的", "text": "", "key": new_id()}
        done = client.post(begin.partition("?")[0], typed, follow=True)
    assert done.status_code == 200
    (number,) = set(re.findall(r"petitions/([\w-]+)/", read(client, f"matters/{matter.number}/", LATER))) - {""}
    return Ref("petition", number)


def held_without_a_host(meeting: Meeting, caller: str, speakers: list[str]) -> Meeting:
    """Those who petitioned tell people, name who speaks, open, write down and close; the street signs and answers."""
    with at(SILENCE):
        for channel, proof in (("page", {}), ("poster", {"proof": paper("poster")})):
            as_resident("meetings.give_notice", meeting.ref, caller, channel=channel, given_on=SILENCE, **proof)
        as_resident("meetings.nominate_speaker", meeting.ref, caller, person=speakers[0])
    with at(HELD - timedelta(days=1)):  # whoever petitioned fills what others have left
        for one in speakers[1:]:
            as_resident("meetings.nominate_speaker", meeting.ref, caller, person=one)
    with at(HELD, 19):
        as_resident("meetings.open_session", meeting.ref, caller)
        numbers = range(1, len(speakers) + 1)
        spoke = " ".join(map(str, numbers))
        as_resident("meetings.record_turnout", meeting.ref, caller, listeners=15, speakers=spoke)
        for number, one in zip(numbers, speakers, strict=True):
            as_resident("meetings.state_opinion", meeting.ref, one, text="租给谁要公开。", speaker=number)
    with at(HELD, 21):
        as_resident("meetings.close_session", meeting.ref, caller)
    with at(HELD + timedelta(days=1)):
        stage.act("meetings.sign_hearing_record", STREET, meeting.ref)
    with at(ANSWERED):
        for opinion in meeting.opinions.order_by("place"):
            stage.act("meetings.dispose_opinion", SUPERVISOR, opinion.ref, disposition="adopted", why="公开招租。")
    return again(meeting)


def word(decision: Decision, on: date) -> str:
    return state_of(Decision.objects.get(pk=decision.pk), on).word


def test_residents_force_a_hearing_and_what_is_resolved_without_it_unlocks_nothing(community: str) -> None:
    with at(OPENED):
        people = residents(21)
    matter = deciding.open_matter()
    deciding.deliberate(matter)
    petition = asked_on_the_page(matter, signed_in(Client(), people[0]))
    with at(LATER):
        for person in people[:2]:
            sign(petition, person)

    unheard = deciding.resolve(matter, SILENCE + timedelta(days=1))
    assert word(unheard, SILENCE + timedelta(days=1)) == "not_in_order"
    locked = decisions.unlocks(unheard.number, ANSWERED)
    assert {found.rule for found in locked if found.breach} >= {"decision_in_order", "hearing_cited"}
    for language, said in (("zh", "没有听证就作的决议不合规"), ("en", "A resolution without it is not in order")):
        page = read(Client(), f"matters/{matter.number}/", SILENCE + timedelta(days=1), language)
        assert said in page

    assert [late.owner_post for late in decisions.overdue(CODE, SILENCE) if late.subject == petition] == [
        stage.DIRECTOR
    ]
    assert not [late for late in decisions.overdue(CODE, DUE) if late.subject == petition]
    meeting = held_without_a_host(in_silence(petition, people[1]), people[1], people[2:8])

    heard = deciding.resolve(matter, ANSWERED + timedelta(days=6), hearing=meeting.number)
    assert word(heard, ANSWERED + timedelta(days=6)) == "in_force"
    assert word(unheard, ANSWERED + timedelta(days=6)) == "not_in_order", "what was done without it stays seen"
    page = read(Client(), f"petitions/{petition.id}/", ANSWERED)
    assert meeting.number in page
    assert f"matters/{matter.number}/" in page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_matters_page_says_whether_people_can_still_ask(community: str, client: Client, language: str) -> None:
    with at(OPENED):
        (one,) = residents(1)
    matter = deciding.open_matter()
    address = f"matters/{matter.number}/"
    assert "purpose=hearing" not in read(client, address, LATER, language), "whoever is not signed in reads of it only"
    assert ("要求听证的人数够了" if language == "zh" else "If enough people ask") in read(
        client, address, LATER, language
    )
    own = signed_in(Client(), one)
    assert "purpose=hearing" in read(own, address, LATER, language)
    with at(LATER):
        stage.act("decisions.withdraw_matter", stage.DEPUTY, matter.ref, reason="不租了")
    assert "purpose=hearing" not in read(own, address, LATER, language)
