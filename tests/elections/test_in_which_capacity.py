"""Anyone may run an election by the list of powers, and only a member of its committee does: the public log says so, of
what they did and of what followed from it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunward.kernel.door import Refused
from sunward.portal.words.capacity import acted, acted_as
from sunward.record import queries as record
from sunward.record.models import Journal
from tests.elections.scenes import CODE, VOTING, Race, at, by
from tests.portal.pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
MEMBER = {"zh": "选举委员会成员", "en": "a member of the election committee"}
ANYONE = {"zh": "任何人", "en": "anyone"}
both = pytest.mark.parametrize("language", ["zh", "en"])


def elected() -> Race:
    """Certified first and declared then: the declaration brings the elected in."""
    race = Race()
    race.post()
    race.open()
    race.count({"c1": 9, "c2": 7, "c3": 2})
    race.certify(hour=19)
    race.declare(hour=20)
    return race


def page_of(client: Client, ref: str, language: str) -> str:
    return str(client.get(f"/{language}/c/{CODE}/log/{ref}").content.decode())


@both
def test_what_the_committee_did_and_what_followed_says_who_they_were(language: str, client: Client) -> None:
    elected()
    with at(VOTING, 21):
        for act in ("elections.declare_result", "registry.appoint"):
            entry = Journal.objects.filter(act=act, post="anyone").latest("id")
            shown = page_of(client, f"{entry.ref}/", language)
            assert MEMBER[language] in shown
            assert f"<dd>{ANYONE[language]}</dd>" not in shown
        assert MEMBER[language] in page_of(client, "", language)
        nominated = Journal.objects.filter(act="elections.nominate").latest("id")
        assert f"<dd>{ANYONE[language]}</dd>" in page_of(client, f"{nominated.ref}/", language), "that anyone may"


def test_a_whole_page_asks_for_what_it_does_not_show_at_once() -> None:
    elected()
    followed = Journal.objects.filter(act="registry.appoint", post="anyone")
    entries = [found for row in followed if (found := record.entry(row.ref))]
    assert len(entries) == 2
    with CaptureQueriesContext(connection) as queries:
        assert {text.en for text in acted_as(entries).values()} == {MEMBER["en"]}
    assert len(queries) == 1


def test_whoever_is_refused_for_not_sitting_there_stays_anyone(client: Client) -> None:
    race = Race()
    with at(VOTING, 8):
        with pytest.raises(Refused):
            by(race.people[-1], "post_candidates", race.election.ref)
        signed_in(client, race.people[-1])
        entry = record.entry(Journal.objects.filter(kind="refusal").latest("id").ref)
    assert entry
    assert acted(entry).en == ANYONE["en"]
