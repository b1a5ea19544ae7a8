"""Nobody is given a code for the door: nobody is entered as having come by one. What was entered so stays readable."""

import dataclasses

import pytest
from django.test import Client
from django.utils import translation

from sunward.kernel.facts import FactsError
from sunward.portal.words.entryfacts import said_facts
from sunward.record import queries as record
from tests import stage
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, at
from tests.portal.pages import signed_in

pytestmark = pytest.mark.usefixtures("community")


def test_the_door_offers_the_list_and_no_code(client: Client) -> None:
    meeting, _item, keys = scenes.called(6)
    with at(EVENING):
        clerk = signed_in(client, stage.holder(stage.CODE, CLERK))
        shown = clerk.get(f"/en/c/{stage.CODE}/meetings/{meeting.number}/room/").content.decode()
        assert 'value="door_list"' in shown
        assert 'value="code"' not in shown
        with pytest.raises(FactsError):
            scenes.admit(meeting, keys[:1], how="code")


def test_an_entry_of_before_still_says_by_code() -> None:
    meeting, _item, keys = scenes.called(6)
    with at(EVENING):
        ref = scenes.admit(meeting, keys[:1]).entry.ref
    entry = record.entry(ref)
    assert entry
    before = dataclasses.replace(entry, public={**entry.public, "how": "code"})
    with translation.override("en"):
        assert "by code" in {said for _question, said in said_facts(before)}
