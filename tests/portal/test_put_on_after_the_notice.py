"""What is put on an agenda after people were told of it is discussed and not voted on: form and receipt say so.

Before, whoever ticked “to be decided” learned it in the room.
"""

import pytest
from django.test import Client

from sunward.kernel.refs import new_id
from sunward.meetings.models import AgendaItem, Meeting
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, DIRECTOR, at
from tests.portal.pages import signed_in
from tests.stage import CODE, holder

WORDS = {"zh": "这次会议只能讨论，不能表决", "en": "can be discussed there, and not voted on"}

pytestmark = pytest.mark.django_db


def put_on(director: Client, meeting: Meeting, language: str, **more: str) -> tuple[str, str]:
    """The form as it is read, and the receipt after it was sent in."""
    address = f"/{language}/c/{CODE}/do/meetings.add_item/{meeting.ref}/"
    with at(CALLED, 12):
        form = director.get(address).content.decode()
        typed = {"key": new_id(), "title": "另外一件事", "method": "yes_no"}
        receipt = director.post(address, typed | more, follow=True)
    assert receipt.status_code == 200
    return form, receipt.content.decode()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_form_and_receipt_say_that_it_is_not_voted_on(community: str, language: str) -> None:
    meeting, _item, _keys = scenes.called()
    director = signed_in(Client(), holder(community, DIRECTOR))
    for page in put_on(director, meeting, language, to_decide="on"):
        assert WORDS[language] in page
    assert AgendaItem.objects.filter(meeting=meeting, to_decide=False, title="另外一件事").exists()
    _form, receipt = put_on(director, meeting, language)
    assert WORDS[language] not in receipt, "nobody asked for it to be decided"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_before_the_notice_nothing_of_it_is_said(community: str, language: str) -> None:
    with at(CALLED, 9):
        meeting = scenes.convene(roll=scenes.freeze(scenes.people(5)).number)
    director = signed_in(Client(), holder(community, DIRECTOR))
    for page in put_on(director, meeting, language, to_decide="on"):
        assert WORDS[language] not in page
    assert AgendaItem.objects.get(meeting=meeting).to_decide
