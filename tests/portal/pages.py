"""Every page of the portal with an address where it can be seen, for whoever wants to look at all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.test import Client

from sunward.accounts.models import User
from sunward.meetings import queries as meetings
from tests.portal.scene import TODAY, Lived
from tests.stage import CLERK, CODE, holder


@dataclass(frozen=True)
class Shown:
    """One page as a reader got it."""

    name: str
    address: str
    html: str


def addresses(lived: Lived) -> dict[str, str]:
    """What everybody may open, by a name for the test, without the language."""
    officer = holder(CODE, CLERK).removeprefix("person:")
    here = {
        "home": "", "matters": "matters/", "matter": f"matters/{lived.in_order}/",
        "matter_not_in_order": f"matters/{lived.not_in_order}/", "matter_under_way": f"matters/{lived.under_way}/",
        "publications": "publications/", "publication": f"publications/{lived.posting}/",
        "meetings": "meetings/",
        "hearings": "meetings/?only=hearings", "votes": "votes/", "vote": f"votes/{lived.vote}/",
        "meeting": f"meetings/{lived.meeting}/",
        "meeting_to_come": f"meetings/{meetings.coming(CODE, TODAY)[0].number}/",
        "meeting_notice": f"meetings/{meetings.coming(CODE, TODAY)[0].number}/notice/",
        "minutes": f"meetings/{lived.meeting}/minutes/",
        "poster": f"publications/{lived.posting}/poster/", "money": "money/", "payment": f"money/{lived.paid}/",
        "payment_locked": f"money/{lived.locked}/", "people": "people/", "person": f"people/{officer}/",
        "overdue": "overdue/", "charter": "charter/", "flow": "charter/community_four_two/", "log": "log/",
        "rolls": "rolls/", "roll": f"rolls/{lived.roll}/",
        "petitions": "petitions/", "petition": f"petitions/{lived.petition}/",
        "board": "board/", "board_overdue": "board/overdue/", "board_power": "board/power/",
        "board_accounts": "board/accounts/?quarter=2026-Q1", "catalogue": "catalogue/",
        "objection": f"objections/{lived.objection}/",
        "changes": "charter/changes/", "covenant": "charter/covenant/",
        "refusals": "log/?only=refusals", "done": f"log/{lived.refusal}/", "search": "search/?q=照明",
        "check": "check/", "checked": f"check/{lived.served[:12]}/", "receipt": f"log/{lived.served}/receipt/",
    }  # fmt: skip
    here |= {"draft": f"charter/drafts/{lived.draft}/"} if lived.draft else {}
    community = {name: f"c/{CODE}/{address}" for name, address in here.items()}
    return community | {"areas": "", "oversight": "oversight/", "accessibility": "accessibility/"}


def officers_addresses(lived: Lived) -> dict[str, str]:
    """What a signed-in clerk sees."""
    here = {
        "desk": "desk/", "serve": "desk/for/?q=赵", "served": f"desk/for/{lived.resident.removeprefix('person:')}/",
        "act_report_step": f"do/decisions.report_step/matter:{lived.under_way}/",
        "act_publish": f"do/disclosure.publish/community:{CODE}/",
        "act_open_matter": f"do/decisions.open_matter/community:{CODE}/",
        "vouch": "vouch/", "import": "import/residents/", "roll_list": f"rolls/{lived.roll}/list/",
        "act_register_arrival": f"do/registry.register_arrival/community:{CODE}/",
        "act_freeze_roll": f"do/ballots.freeze_roll/community:{CODE}/",
        "room": f"meetings/{lived.meeting}/room/",
        "room_ahead": f"meetings/{meetings.coming(CODE, TODAY)[0].number}/room/?other=赵",
        "act_add_item": f"do/meetings.add_item/meeting:{meetings.coming(CODE, TODAY)[0].number}/",
        "act_convene": f"do/meetings.convene/community:{CODE}/",
        "asked_back_letters": f"votes/{lived.vote}/asked-back/letters/",
        "letters": f"publications/{lived.posting}/letters/",
        "amend": "charter/amend/", "amend_part": "charter/amend/?section=meetings",
        "amend_rule": "charter/amend/?section=limits&entry=spending.tiers.medium",
        "amend_posts": "charter/amend/?section=posts&entry=powers.open_matter",
        "act_draft_covenant": f"do/charter.draft_covenant/community:{CODE}/",
    }  # fmt: skip
    here |= {"draft_to_do": f"charter/drafts/{lived.draft}/"} if lived.draft else {}
    return {name: f"c/{CODE}/{address}" for name, address in here.items()}


def signed_in(client: Client, person: str) -> Client:
    """The client after somebody's sign-in."""
    name = person.removeprefix("person:")
    user = User.objects.filter(person=person).first() or User.objects.create_user(name, person=person)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def read_at_the_desk(client: Client, clerk: str, person: str, language: str, page: str = "") -> str:
    """The page of somebody at the desk, as the clerk reads it, or one below it."""
    number = person.removeprefix("person:")
    answer = signed_in(client, clerk).get(f"/{language}/c/{CODE}/desk/for/{number}/{page}")
    assert answer.status_code == 200, answer.status_code
    return unescape(answer.content.decode())


def all_pages(client: Client, language: str, addresses: dict[str, str]) -> Iterator[Shown]:
    """Every page in one language."""
    for name, address in addresses.items():
        path = f"/{language}/{address}"
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        yield Shown(name, path, response.content.decode())
