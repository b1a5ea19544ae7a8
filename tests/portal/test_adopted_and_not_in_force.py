"""Rules that the meeting has adopted wait for whoever puts them in force: on their desk and on the matter's page.
Before, only the page of the draft led there, and nobody was told until it was overdue."""

from datetime import timedelta

import pytest

from sunward.charter import queries as charter
from tests.by_links import Walk
from tests.charter.amendments import LEAD, MEDIUM, change, draft, lay_before, reported
from tests.disclosure.scenes import resident
from tests.meetings.resolving import voted_in_the_room
from tests.money.cases import START, on
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
ADOPT = f"do/charter.adopt/community:{CODE}/?draft="
DUE = START + timedelta(days=7)  # five working days
both = pytest.mark.parametrize("language", ["zh", "en"])


@both
@pytest.mark.parametrize("page", ["desk", "matter"])
@pytest.mark.parametrize("post", [DIRECTOR, CLERK])
def test_whoever_may_finds_the_form_which_knows_draft_and_decision(post: str, page: str, language: str) -> None:
    with on(START):
        drafted = draft(change(MEDIUM, "8000 yuan"))
        matter = lay_before(drafted)
        assert not Walk(holder(CODE, post), language).duties().links(ADOPT), "no vote yet"
        decision = voted_in_the_room(matter)
        walk = Walk(holder(CODE, post), language).duties()
        assert {"zh": "等您施行", "en": "waits for you to put it in force"}[language] in walk.words
        if page == "matter":
            walk.go(f"matters/{matter.id}/")
        form = walk.go(ADOPT)
        assert (form.field("draft"), form.field("adopted_by")) == (drafted.id, decision)
        form.send()
        assert not Walk(holder(CODE, post), language).duties().links(ADOPT)
    assert charter.charter_of(CODE, START + LEAD).spending.tiers[1].up_to == 8000


@both
def test_everybody_reads_on_the_matter_whose_it_is_and_until_when(language: str) -> None:
    with on(START):
        matter = lay_before(draft(change(MEDIUM, "8000 yuan")))
        voted_in_the_room(matter)
        page = Walk(resident("赵德海"), language).go("matters/", f"matters/{matter.id}/")
        said = {"zh": "已经通过，等居民委员会主任在3月9日前施行。", "en": "until 9 Mar"}[language]
        assert said in page.words
        assert not page.links(ADOPT)


@both
def test_whoever_ends_a_silence_is_asked_once_its_day_is_past(language: str) -> None:
    with on(START):
        matter = lay_before(draft(change(MEDIUM, "8000 yuan")))
        voted_in_the_room(matter)
    for post, day, theirs in (
        (SUPERVISOR, DUE, False), (SUPERVISOR, DUE + timedelta(days=1), True), (DEPUTY, DUE + timedelta(days=1), False),
    ):  # fmt: skip
        with on(day):
            walk = Walk(holder(CODE, post), language)
            assert bool(walk.duties().links(ADOPT)) is theirs
            page = walk.home().go("matters/", f"matters/{matter.id}/")
            assert bool(page.links(ADOPT)) is theirs
            late = {"zh": "现在监督委员会、街道也可以施行", "en": "Now the supervision committee"}[language]
            assert (late in page.words) is (day > DUE)


def test_what_was_only_reported_waits_for_nobody() -> None:
    with on(START):
        decision = reported(draft(change(MEDIUM, "8000 yuan")))
        desk = Walk(holder(CODE, DIRECTOR)).duties()
        assert decision not in "".join(desk.links(ADOPT))
