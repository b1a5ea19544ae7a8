"""A draft that another overtook can only be refused: every page that still speaks of it says so first, by which, since
when, and leads to where it is drafted anew.

Failed before: its own page, its matter and its meeting said that it would count if a meeting adopted it, and its page
weighed what the other had changed.
"""

from datetime import date, timedelta

import pytest
from django.test import Client

from sunward.charter import queries as charter
from sunward.decisions import queries as decisions
from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref
from sunward.meetings.models import Meeting
from sunward.portal.links import act_address
from tests import stage
from tests.by_links import Walk
from tests.charter import amendments
from tests.charter.amendments import MEDIUM, NOTICE, change, draft, lay_before
from tests.meetings import scenes
from tests.meetings.resolving import voted_in_the_room
from tests.money import cases
from tests.money.cases import START, on
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, holder

pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize(
    ("language", "by", "since"),
    [("zh", "又按 {} 改过", "自 2026年5月1日"), ("en", "{} was adopted", "in force from Friday 1 May 2026")],
)
FIRST, SECOND = date(2026, 5, 1), date(2026, 6, 1)


def overtaken() -> tuple[Ref, Ref, Meeting]:
    """Two drafts from the same rules; the first is adopted while the second stands on the agenda of a meeting."""
    first, second = draft(change(NOTICE, 7), since=FIRST), draft(change(MEDIUM, "8000 yuan"), since=SECOND)
    matter = lay_before(second)
    decision = amendments.vote(first)
    meeting = scenes.convene(on=date(2026, 5, 20))
    scenes.add_item(meeting, title=f"修改规则册 {second.id}", matter_kind="community_rules", about=str(matter))
    amendments.adopt(first, decision)
    return second, matter, meeting


def read(client: Client, path: str, language: str) -> str:
    answer = client.get(f"/{language}/c/{CODE}/{path}")
    assert answer.status_code == 200, path
    return str(answer.content.decode())


@both
def test_every_page_that_speaks_of_it_says_so_and_leads_to_a_new_one(
    community: str, client: Client, language: str, by: str, since: str
) -> None:
    second, matter, meeting = overtaken()
    clerk = signed_in(client, holder(CODE, CLERK))
    for path in (
        f"charter/drafts/{second.id}/", f"matters/{matter.id}/", "charter/changes/", f"meetings/{meeting.number}/",
        f"do/meetings.put_to_vote/item:{meeting.number}-1/",
    ):  # fmt: skip
        page = read(clerk, path, language)
        for words in (by.format("XY-A-2026-001"), since, f"/charter/amend/?of={second.id}"):
            assert words in page, (path, words)
    for path in (f"charter/drafts/{second.id}/", "charter/changes/"):
        page = read(clerk, path, language)
        assert "changes nothing yet" not in page
        assert "草案：还没有改变任何规定" not in page
    page = read(clerk, f"charter/drafts/{second.id}/", language)
    assert "What it comes to" not in page
    assert "改了会怎样" not in page
    for never in ("一字不改地通过以后", "if a meeting adopts it word for word"):
        assert never not in page, "it cannot be put in force"


@both
def test_in_the_room_it_is_said_at_the_question(
    community: str, client: Client, language: str, by: str, since: str
) -> None:
    second, _matter, meeting = overtaken()
    with scenes.at(date(2026, 5, 20)):
        Meeting.objects.get(pk=meeting.pk)
        scenes.act("meetings.open_session", CLERK, meeting.ref)
        page = read(signed_in(client, holder(CODE, CLERK)), f"meetings/{meeting.number}/room/", language)
    assert by.format("XY-A-2026-001") in page
    assert f"/charter/amend/?of={second.id}" in page


@pytest.mark.parametrize(("language", "anew"), [("zh", "照现行的重新起草"), ("en", "a draft from what")])
def test_nobody_is_asked_to_decide_on_it_and_whoever_drafted_it_is_asked_for_another(
    community: str, language: str, anew: str
) -> None:
    """Failed before: home and every desk asked for a resolution that could put nothing in force."""
    first, second = draft(change(NOTICE, 7), since=FIRST), draft(change(MEDIUM, "8000 yuan"), since=SECOND)
    matter = lay_before(second)
    assert matter.id in " ".join(Walk(holder(CODE, CLERK), language).duties().links("matters/"))
    amendments.adopt(first, amendments.vote(first))
    link = f"/charter/amend/?of={second.id}"
    for post, theirs in ((CLERK, False), (DIRECTOR, False), (DEPUTY, True)):
        desk = Walk(holder(CODE, post), language).duties()
        assert not desk.links(f"decisions.report_step/{matter}"), post
        assert bool(desk.links(link)) is theirs, post
        assert (anew in desk.words) is theirs, post
    home = Walk(None, language).home()
    assert home.links(f"matters/{matter.id}/")
    assert anew in home.words
    cases.act(
        "charter.revise_draft",
        DEPUTY,
        second,
        effective_from=SECOND,
        changes={"changes": [change(MEDIUM, "8000 yuan")]},
    )
    assert not Walk(holder(CODE, DEPUTY), language).duties().links(link), "drafted anew"
    assert anew not in Walk(None, language).home().words


@both
def test_what_was_adopted_and_overtaken_waits_for_nobody_to_put_it_in_force(
    community: str, client: Client, language: str, by: str, since: str
) -> None:
    """It stays overdue that nobody did; but the next step is another draft."""
    with on(START):
        first, second = draft(change(NOTICE, 7), since=FIRST), draft(change(MEDIUM, "8000 yuan"), since=SECOND)
        matter = lay_before(second)
        voted_in_the_room(matter)
        waits = {"zh": "等居民委员会主任", "en": "It waits to be put in force"}[language]
        assert waits in read(client, f"matters/{matter.id}/", language)
        amendments.adopt(first, amendments.vote(first))
        page = read(client, f"matters/{matter.id}/", language)
        assert waits not in page
        assert by.format(first.id) in page
    (late,) = [one for one in decisions.overdue(CODE, START + timedelta(days=30)) if "not put in force" in one.title.en]
    assert late.next_step.zh == "照现行的重新起草"


def test_what_had_been_overtaken_before_the_vote_was_left_lying_by_nobody(community: str) -> None:
    """Failed before: the director stood as overdue for ever with what the rules let nobody put in force."""
    with on(START):
        first, second = draft(change(NOTICE, 7), since=FIRST), draft(change(MEDIUM, "8000 yuan"), since=SECOND)
        matter = lay_before(second)
        amendments.adopt(first, amendments.vote(first))
    with on(START + timedelta(days=15)):
        decision = voted_in_the_room(matter)
        with pytest.raises(Refused) as refusal:
            amendments.adopt(second, decision)
        assert cases.rules_of(refusal) == {"newest"}
    late = decisions.overdue(CODE, START + timedelta(days=45))
    assert not [one for one in late if "not put in force" in one.title.en]


@pytest.mark.parametrize("settled", ["adopted", "withdrawn"])
def test_what_is_settled_is_not_overtaken(community: str, settled: str) -> None:
    first, second = draft(change(NOTICE, 7), since=FIRST), draft(change(MEDIUM, "8000 yuan"), since=SECOND)
    cards = charter.draft_cards({first.id, second.id})
    assert all(card.overtaken is None for card in cards.values())
    if settled == "withdrawn":
        cases.act("charter.withdraw_draft", stage.DEPUTY, second, reason="不改了")
    amendments.adopt(first, amendments.vote(first))
    cards = charter.draft_cards({first.id, second.id})
    assert cards[first.id].overtaken is None
    assert (cards[second.id].overtaken is None) == (settled == "withdrawn")


def test_of_several_that_came_since_the_first_is_named(community: str) -> None:
    old = draft(change(MEDIUM, "8000 yuan"), since=date(2026, 7, 1))
    for day in (FIRST, SECOND):
        amendments.in_force(change(NOTICE, 5 + day.month - 3), since=day)
    found = charter.draft_card(old.id)
    assert found
    assert found.overtaken
    assert (found.overtaken.by, found.overtaken.since) == ("XY-A-2026-002", FIRST)


def test_a_covenant_is_overtaken_by_another(community: str, client: Client) -> None:
    old = amendments.covenant("楼道里不堆放杂物。", SECOND)
    amendments.covenant_in_force("晚上十点以后不大声喧哗。", FIRST)
    page = read(client, f"charter/drafts/{old.id}/", "zh")
    assert "公约又按 XY-A-2026-002 改过" in page
    assert act_address("charter.revise_draft", old, CODE) in page
