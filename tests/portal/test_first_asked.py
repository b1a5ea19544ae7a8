"""A form asks first what it is about, and then only what belongs to that; nobody types a key of the code."""

import re
from typing import Any

import pytest
from django.test import Client

from sunward.ballots.models import Petition, Vote
from sunward.kernel.acts import Refused
from sunward.kernel.door import perform
from sunward.kernel.refs import new_id
from sunward.registry.models import Appointment
from tests.ballots.petitions.scenes import residents
from tests.by_links import Walk
from tests.disclosure.scenes import resident
from tests.meetings import scenes
from tests.money.cases import START, on
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DIRECTOR, here, holder

PETITION = f"/zh/c/{CODE}/do/ballots.open_petition/community:{CODE}/"
APPOINT = f"/zh/c/{CODE}/do/registry.appoint/community:{CODE}/"


@pytest.fixture(autouse=True)
def monday(community: str) -> Any:
    with on(START):
        yield


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def asked(page: str) -> list[str]:
    """The names of what can be seen and filled in."""
    form = page[page.index("<main") :]
    tags = re.findall(r"<(?:input|select|textarea)\b[^>]*>", form)
    return [found[1] for tag in tags if 'type="hidden"' not in tag and (found := re.search(r'name="(\w+)"', tag))]


@pytest.mark.parametrize(("purpose", "fields"), [
    ("meeting", {"asks_for", "title", "text"}),
    ("recall", {"asks_for", "title", "text"}),
    ("disclosure", {"asks_for", "title", "text"}),
    ("hearing", {"asks_for", "title", "text"}),
])  # fmt: skip
def test_a_petition_is_asked_what_for_and_then_only_what_belongs_to_it(purpose: str, fields: set[str]) -> None:
    own = signed_in(Client(), resident("赵德海"))
    first = read(own, PETITION)
    assert asked(first) == []
    assert f'href="?purpose={purpose}"' in first
    page = read(own, f"{PETITION}?purpose={purpose}")
    assert fields <= set(asked(page)) <= fields | {"of", "grid"}
    names = page[page.index('name="asks_for"') :].partition("</select>")[0]
    assert ("罢免委员" in names or "罢免主任" in names) == (purpose == "recall")


def test_what_was_chosen_first_is_kept(community: str) -> None:
    residents(1)  # somebody who can sign
    own = signed_in(Client(), resident("赵德海"))
    page = read(own, f"{PETITION}?purpose=disclosure")
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    typed = hidden | {"asks_for": "leases", "title": "公开全部租约", "key": new_id()}
    assert own.post(PETITION, typed, follow=True).status_code == 200
    row = Petition.objects.get()
    assert (row.purpose, row.asks_for) == ("disclosure", "leases")


def test_who_is_appointed_is_found_by_name_and_never_typed(community: str) -> None:
    clerk = signed_in(Client(), holder(CODE, CLERK))
    first = read(clerk, APPOINT)
    assert "person:" not in first
    who = resident("赵德海")
    found = read(clerk, f"{APPOINT}?q=赵德")
    assert f"?person={who.replace(':', '%3A')}" in found
    page = read(clerk, f"{APPOINT}?person={who}")
    assert "赵德海" in page
    assert "person" not in asked(page)
    assert page.count("<select") == 2, "the post, and who elected or appointed"
    typed = {"person": who, "post": "representatives_meeting.delegate", "from_day": START, "key": new_id()}
    clerk.post(APPOINT, typed, follow=True)
    assert Appointment.objects.filter(person__number=who.removeprefix("person:")).exists()


def test_the_channels_of_a_vote_are_ticked() -> None:
    meeting, item, keys = scenes.called(3)
    with scenes.at(scenes.EVENING):
        scenes.open_with(meeting, keys)
        director = signed_in(Client(), holder(CODE, DIRECTOR))
        address = f"/zh/c/{CODE}/do/meetings.put_to_vote/{item.ref}/"
        page = read(director, address)
        assert "roll_call、paper" not in page
        assert page.count('type="checkbox" name="channels"') == 5
        assert page.count("checked") == 1, "a show of hands"
        director.post(address, {"channels": ["hands", "roll_call"], "key": new_id()}, follow=True)
    assert Vote.objects.get().channels == ["hands", "roll_call"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_only_those_whom_a_rule_lets_ask_can_be_chosen_for_a_meeting(language: str) -> None:
    """Before, a representatives' meeting could be asked for by all adults: refused for good, without who may."""
    walk = Walk(resident("赵德海"), language).go(
        "/matters/", "/petitions/", "do/ballots.open_petition/", "?purpose=meeting"
    )
    meetings = {"asks_for": "representatives_meeting", "title": "开代表会议"}
    adults, accepted = ("十八周岁", "代表") if language == "zh" else ("adults", "representatives")
    options = walk.html.partition('name="of"')[2].partition("</select>")[0]
    assert re.search(rf"{adults}[^<]*\(?（?[^<]*(居民会议|assembly)", options), options
    walk.send_in_vain(of="adults", **meetings)
    assert walk.status == 422
    assert re.search(rf"(由这些人联名：|asked for by: )[^.。]*{accepted}", walk.words), walk.words
    assert walk.field("title") == "开代表会议", "nothing typed is lost"
    assert not Petition.objects.exists()


def test_a_program_is_told_who_may_ask(community: str) -> None:
    facts = {"purpose": "meeting", "asks_for": "representatives_meeting", "title": "开代表会议", "of": "adults"}
    with pytest.raises(Refused, match="由别人联名：.*代表"):
        perform(
            "ballots.open_petition", by=resident("赵德海"), post="resident", subject=here(), key=new_id(), facts=facts
        )
