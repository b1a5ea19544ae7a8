"""The chair is on no roll, has declared an interest, and sits for somebody who is: asked, entered and taken back in the
room it is about them, and not about whose place it is."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, person_number
from sunward.meetings.models import AgendaItem, Meeting
from tests import stage
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, EVENING, act, at
from tests.meetings.test_the_collective_sends_somebody import CHAIR, family, meeting
from tests.meetings.test_who_steps_aside_votes_for_nobody import ASIDE, FIRM
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CODE

__all__ = ["family", "meeting"]
pytestmark = pytest.mark.django_db
WHY = "登记错了"


@pytest.fixture
def place(meeting: Meeting) -> int:
    return scenes.entries(meeting.roll)[2]  # type: ignore[arg-type]


@pytest.fixture
def item(meeting: Meeting, family: list[str], place: int) -> AgendaItem:
    with at(CALLED, 9, 30):
        act("registry.declare_interest", CHAIR, Ref.parse(family[4]), by=family[4], what=FIRM, kind="company_share")
    with at(CALLED, 10, 0):
        item = scenes.add_item(meeting, matter_kind="asset_lease", concerns=FIRM)
        scenes.notify(meeting)
    with at(EVENING, 19, 0):
        keys = scenes.entries(meeting.roll)  # type: ignore[arg-type]
        scenes.admit(meeting, keys[:2])
        scenes.admit(meeting, [place], how="proxy", person=family[4], proof=paper("signed"))
        act("meetings.open_session", CLERK, meeting.ref)
    return item


def steps_aside(item: AgendaItem, person: str) -> None:
    act("meetings.step_aside", "anyone", item.ref, by=person, **ASIDE)


def names(item: AgendaItem, person: str) -> None:
    """The item names somebody besides the firm."""
    with door_open():
        AgendaItem.objects.filter(pk=item.pk).update(concerns=f"{FIRM},{person}")


class InTheRoom:
    """The page of the room, as the clerk has it."""

    def __init__(self, item: AgendaItem, client: Client) -> None:
        self.item, self.client = item, signed_in(client, stage.holder(CODE, CLERK))
        self.address = f"/en/c/{CODE}/meetings/{item.meeting.number}/room/"

    @property
    def html(self) -> str:
        return self.client.get(self.address).content.decode()

    @property
    def proxies(self) -> list[str]:
        """What is sent where a proxy is chosen who stepped aside."""
        back = re.search(r'<select id="back-.*?</select>', self.html, re.DOTALL)
        return re.findall(r'<option value="([^"]+)">[^<]*\(their proxy\)</option>', back.group()) if back else []

    @property
    def may_step_aside(self) -> list[str]:
        """What is sent where a proxy is chosen to step aside."""
        aside = re.search(r'<select id="aside-.*?</select>', self.html, re.DOTALL)
        return re.findall(r'<option value="([^"]+)">[^<]*\(a proxy\)</option>', aside.group()) if aside else []

    def steps_aside(self, who: str) -> None:
        given = {"do": "aside", "item": self.item.number, "place": who, "reason": "interest", "evidence": "申报过"}
        assert self.client.post(self.address, given).status_code == 302

    @property
    def to_ask(self) -> list[str]:
        """Whom the desk is to ask whether they step aside."""
        found = re.search(r"Ask whether they step aside</b><ul[^>]*>(.*?)</ul>", self.html, re.DOTALL)
        return [strip_tags(one) for one in re.findall(r"<li>(.*?)</li>", found.group(1))] if found else []

    def takes_back(self, who: str) -> None:
        given = {"do": "back", "item": self.item.number, "place": who, "because": WHY}
        assert self.client.post(self.address, given).status_code == 302


@pytest.fixture
def room(item: AgendaItem, client: Client, own_keys: None) -> InTheRoom:
    return InTheRoom(item, client)


def standing(item: AgendaItem) -> tuple[int, int]:
    """How many have stepped aside with a place of their own, and as proxies."""
    return item.off_base.filter(taken_back_on=None).count(), item.proxies_aside.filter(taken_back_on=None).count()


@pytest.mark.parametrize("how", ["in the room", "by the act"])
def test_a_proxy_who_has_left_can_be_taken_back_by_an_office(
    item: AgendaItem, place: int, family: list[str], room: InTheRoom, how: str
) -> None:
    """Failed before: “nobody has excluded this person”, though they still answer for nobody where they are sent."""
    with at(EVENING, 19, 1):
        steps_aside(item, family[4])
        scenes.leave(item.meeting, [place])
    with at(EVENING, 19, 2):
        if how == "in the room":
            [proxy] = room.proxies
            room.takes_back(proxy)
        else:
            act("meetings.take_back_exclusion", CLERK, item.ref, place=str(place), because=WHY)
        assert standing(item) == (0, 0)
        assert room.proxies == []


def test_an_office_takes_a_proxy_back_at_the_place_of_somebody_who_stepped_aside_as_well(
    item: AgendaItem, place: int, family: list[str], room: InTheRoom
) -> None:
    with at(EVENING, 19, 1):
        steps_aside(item, family[4])
        steps_aside(item, family[3])
        [proxy] = room.proxies
        room.takes_back(proxy)
        assert standing(item) == (1, 0)
        room.takes_back(str(place))
        assert standing(item) == (0, 0)


def test_an_office_takes_back_a_proxy_who_is_aside_with_their_own_place(
    item: AgendaItem, place: int, family: list[str], room: InTheRoom
) -> None:
    """Failed before: offered at the place at which they sit for somebody else, and refused there."""
    second = scenes.entries(item.meeting.roll)[1:2]  # type: ignore[arg-type]
    with at(EVENING, 19, 1):
        steps_aside(item, family[0])
        scenes.leave(item.meeting, second)
        scenes.admit(item.meeting, second, how="proxy", person=family[0], proof=paper("signed too"))
        [proxy] = room.proxies
        room.takes_back(proxy)
        assert standing(item) == (0, 0)


def test_a_proxy_is_chosen_beside_whose_place_it_is(item: AgendaItem, place: int, room: InTheRoom) -> None:
    """Failed before: the place alone could be chosen, and by what the proxy had declared they were meant."""
    with at(EVENING, 19, 1):
        [proxy] = room.may_step_aside
        room.steps_aside(proxy)
        assert standing(item) == (0, 1)
        room.steps_aside(str(place))
        assert standing(item) == (1, 1)


def test_the_form_of_the_act_names_them_too(item: AgendaItem, room: InTheRoom, family: list[str]) -> None:
    with at(EVENING, 19, 1):
        page = room.client.get(f"/en/c/{CODE}/do/meetings.step_aside/{item.ref}/").content.decode()
    assert f'<option value="{person_number(family[4])}">' in page
    assert "代表05 (a proxy)" in page


def test_asked_is_who_has_declared_it(item: AgendaItem, family: list[str], room: InTheRoom) -> None:
    """Failed before: the name of whose place it is, who is at home and has declared nothing."""
    with at(EVENING, 19, 1):
        assert room.to_ask == ["代表05"]
        names(item, "代表04")
        assert room.to_ask == ["代表04", "代表05"]
        steps_aside(item, family[4])
        assert room.to_ask == ["代表04"]


def test_one_who_sits_for_another_is_asked_once(item: AgendaItem, family: list[str], room: InTheRoom) -> None:
    second = scenes.entries(item.meeting.roll)[1:2]  # type: ignore[arg-type]
    with at(EVENING, 19, 1):
        scenes.leave(item.meeting, second)
        scenes.admit(item.meeting, second, how="proxy", person=family[0], proof=paper("signed too"))
        names(item, "代表01")
        assert room.to_ask == ["代表01", "代表05"]
