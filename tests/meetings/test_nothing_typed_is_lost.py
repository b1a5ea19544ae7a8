"""At the limit of a field whoever typed is told the limit, and finds what they typed and ticked."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.kernel.facts import FactsError
from tests import stage
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, act, at
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")


def test_names_of_whom_an_item_concerns_are_kept_up_to_the_limit_and_the_limit_is_said() -> None:
    meeting, _item, _keys = scenes.called(3)
    with at(CALLED, 10):
        assert scenes.add_item(meeting, concerns="甲" * 300).concerns == "甲" * 300
        with pytest.raises(FactsError, match="300"):
            scenes.add_item(meeting, concerns="甲" * 301)
        with pytest.raises(FactsError, match="person:nobody"):
            scenes.add_item(meeting, concerns="person:nobody")


@pytest.mark.usefixtures("own_keys")
def test_the_form_shows_it_again(client: Client) -> None:
    meeting, _item, _keys = scenes.called(3)
    clerk = signed_in(client, stage.holder(CODE, CLERK))
    form = f"/en/c/{CODE}/do/meetings.add_item/meeting:{meeting.number}/"
    with at(CALLED, 10):
        page = clerk.post(form, {"title": "停车", "concerns": "甲" * 301})
    assert page.status_code == 422
    assert "甲" * 301 in page.content.decode()
    assert "at most 300 characters" in page.content.decode()


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("name", "field"), [("convene", "place"), ("give_notice", "where"), ("lay_paper", "title"), ("call_again", "place")]
)
def test_what_a_column_does_not_take_is_said_before_the_database_does(name: str, field: str, community: str) -> None:
    """Before, 201 letters of a place were an error of the server on PostgreSQL, and all that was typed was gone."""
    meeting, item, _keys = scenes.called(3)
    proof = paper("another poster")
    given: dict[str, tuple[str, Any, dict[str, Any]]] = {
        "convene": (DIRECTOR, stage.here(), {
            "body": scenes.BODY, "title": "会", "held_on": EVENING, "at": "19:00", "called_by": "residents_committee",
        }),
        "give_notice": (CLERK, meeting.ref, {"channel": "visit", "given_on": CALLED, "proof": proof}),
        "lay_paper": (CLERK, item.ref, {"file": proof}),
        "call_again": (DIRECTOR, meeting.ref, {"held_on": EVENING + timedelta(days=14), "at": "19:00"}),
    }  # fmt: skip
    post, subject, facts = given[name]
    with at(CALLED, 10), pytest.raises(FactsError, match=f"{field}.*200"):
        act(f"meetings.{name}", post, subject, **facts | {field: "长" * 201})


@pytest.mark.usefixtures("own_keys")
def test_in_the_room_ticks_and_words_are_there_again(client: Client) -> None:
    """Before, a wrong hour emptied the list of sixty ticks, and a statement that was too long was gone."""
    meeting, item, keys = scenes.called(9)
    clerk = signed_in(client, stage.holder(CODE, CLERK))
    room = f"/en/c/{CODE}/meetings/{meeting.number}/room/"
    with at(EVENING):
        page = clerk.post(room, {"do": "admit", "places": [str(key) for key in keys[:7]], "at": "7 Uhr"})
        assert page.status_code == 422
        assert page.content.decode().count(" checked") == 7
        assert 'value="7 Uhr"' in page.content.decode()
        scenes.open_with(meeting, keys[:7])
        said = {"do": "say", "item": item.number, "place": str(keys[3]), "text": "长" * 5001, "dissent": "on"}
        page = clerk.post(room, said)
        assert page.status_code == 422
        for part in ("长" * 5001, "at most 5000 characters", f'value="{keys[3]}" selected', 'name="dissent" checked'):
            assert part in page.content.decode()
