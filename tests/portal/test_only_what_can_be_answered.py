"""A chair was offered fifteen bodies in whose name to call the members, among them neither the one that the rule wants;
whoever counts was offered themselves as the other who counted; an hour of last spring stood as the example."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sunward.ballots.models import CodeSlip, Vote
from sunward.meetings.models import Meeting
from tests import stage
from tests.ballots import scenes as votes
from tests.by_links import Walk
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, EVENING, at
from tests.meetings.test_the_collective_sends_somebody import CHAIR, family, meeting
from tests.papers import pdf
from tests.portal.pages import signed_in
from tests.portal.test_where_all_vote_alike import FEW
from tests.portal.voting import address, read
from tests.stage import CODE, DIRECTOR, SUPERVISION_MEMBER

__all__ = ["family", "meeting"]
pytestmark = pytest.mark.django_db
CALL = f"do/meetings.convene/community:{CODE}/"


def offered(html: str, name: str) -> list[str]:
    """The values of a list on a page, but for the empty one."""
    field = re.search(rf'<select name="{name}".*?</select>', html, re.DOTALL)
    assert field
    return [one for one in re.findall(r'<option value="([^"]*)"', field.group()) if one]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_chair_calls_the_members_in_the_name_that_the_rule_asks_for(meeting: Meeting, language: str) -> None:
    with at(CALLED, 10):
        chair = Walk(stage.holder(CODE, CHAIR), language).duties().go(CALL)
        assert offered(chair.html, "called_by") == ["board", "petition"]
        chair.send(
            body="member_assembly",
            title="成员大会",
            place="活动室",
            held_on=str(EVENING),
            at="19:00",
            called_by="board",
        )
    assert Meeting.objects.exclude(pk=meeting.pk).get().called_by == "board"


@pytest.mark.usefixtures("community")
def test_others_call_it_in_the_name_of_their_own_body() -> None:
    with at(CALLED, 10):
        director = Walk(stage.holder(CODE, DIRECTOR), "zh").duties().go(CALL)
    assert {"residents_committee", "petition"} <= set(offered(director.html, "called_by"))
    assert {"board", "collective_board", "villagers_committee"}.isdisjoint(offered(director.html, "called_by"))


@pytest.mark.usefixtures("community")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_whoever_counts_is_not_the_other_one_and_the_hour_lies_ahead(language: str) -> None:
    meeting, item, keys = scenes.called()
    counter = stage.holder(CODE, SUPERVISION_MEMBER, 0)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        put = Walk(stage.holder(CODE, DIRECTOR), language).go(
            "/matters/", "/meetings/", f"/meetings/{meeting.number}/", f"do/meetings.put_to_vote/item:{item.number}/"
        )
        said = {"zh": "网上表决至少开放 2 小时", "en": "open for 2 hours at least"}[language]
        assert (said in put.words, "2026-03-16 21:30" in put.words) == (True, True)
        vote = scenes.put(item)
        form = f"do/ballots.count_hands/vote:{vote.number}/"
        for who in (stage.holder(CODE, CLERK), counter):
            page = Walk(who, language).go("/matters/", "/votes/", f"/votes/{vote.number}/").links(form)
            if page:
                assert who not in offered(Walk(who, language)._open(page[0]).html, "counted_with")


@pytest.mark.usefixtures("morning")
def test_that_few_may_vote_is_told_once(vote: Vote, voters: list[str], client: Client) -> None:
    votes.cast(vote, voters[0])
    assert read(signed_in(client, voters[0]), vote).count(FEW) == 1
    assert read(signed_in(client, voters[1]), vote).count(FEW) == 1


@pytest.mark.usefixtures("morning")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_whoever_went_along_reads_that_it_is_confirmed(
    vote: Vote, voters: list[str], client: Client, language: str
) -> None:
    carriers = voters[4:6]
    votes.code_alone(vote, voters[0], carriers)
    page = address(vote, "codes/").replace("/en/", f"/{language}/")
    said = {"zh": "已确认：您同去了", "en": "Confirmed: you were there"}[language]
    signed_in(client, carriers[1])
    assert said not in client.get(page).content.decode()
    sent = {
        "do": "confirm",
        "slip": CodeSlip.objects.get().pk,
        "signature": SimpleUploadedFile("signature.pdf", pdf("signature")),
    }
    answer = client.post(page, sent, follow=True).content.decode()
    assert said in answer
