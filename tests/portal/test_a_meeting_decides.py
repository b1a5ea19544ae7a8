"""While a called meeting is to decide a matter, nobody is sent to report that step: the page says which meeting it is,
and the desk names it no more among what can be done. Before the call it leads onto an agenda."""

import pytest

from sunward.meetings.models import AgendaItem
from sunward.registry.models import ResidenceSpell
from tests import stage
from tests.ballots import scenes as votes
from tests.by_links import Walk
from tests.decisions import scenes as deciding
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, at
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_the_matter_to_its_meeting(language: str) -> None:
    with at(CALLED, 9):
        scenes.freeze(scenes.people(9))
        matter = deciding.open_matter(CALLED, kind="supervision_member_election", title="补选监督委员会成员")
        meeting = scenes.convene()
        new = votes.people(1)[0]
    home = ResidenceSpell.objects.select_related("household", "person").get(person__number=new.partition(":")[2])
    to_matter = ("/matters/", f"/matters/{matter.number}/")
    director, clerk = stage.holder(CODE, DIRECTOR), stage.holder(CODE, CLERK)
    with at(CALLED, 10):
        walk = Walk(clerk, language).go(*to_matter, f"do/meetings.add_item/meeting:{meeting.number}/")
        assert walk.field("about") == matter.number
        walk.send(people=f"{home.household.door} {home.person.name}", matter_kind="supervision_member_election")
        assert str(AgendaItem.objects.get().about) == f"matter:{matter.number}"
        assert AgendaItem.objects.get().concerns == new
    with at(CALLED, 11):
        page = Walk(director, language).go(*to_matter)
        said = "下一步由会议表决" if language == "zh" else "A meeting decides the next step"
        assert said in page.words
        assert page.links(f"/meetings/{meeting.number}/")
        forms = page.links("/do/")
        assert "report_step" in forms[-1]
        assert sum("report_step" in one for one in forms) == 1
        assert not page.links("do/meetings.add_item/"), "it stands on an agenda"
        assert not Walk(director, language).duties().links(f"do/decisions.report_step/matter:{matter.number}/")
