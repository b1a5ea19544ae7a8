"""Inside its audience a publication names people; outside, names are masked."""

from typing import Any

import pytest

from sunward.disclosure import policies, queries
from sunward.disclosure.models import Publication
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import new_id
from sunward.kernel.viewer import Viewer
from sunward.registry.queries import door_of
from tests import stage
from tests.disclosure.scenes import ANYONE, MONDAY, day, post, reader, resident, viewer

pytestmark = pytest.mark.django_db
TABLE: dict[str, list[Any]] = {
    "columns": [{"zh": "户主", "en": "householder", "personal": True}, {"zh": "元", "en": "yuan"}],
    "rows": [["董富", "8640.50"], ["赵德海", "4320"]],
}
MASKED = [["董**", "8640.50"], ["赵**", "4320"]]


def rows_for(reader: Viewer, publication: Publication) -> list[list[str]]:
    page = queries.publication(publication.number, reader, MONDAY)
    assert page
    assert page.rows
    rows: list[list[str]] = page.rows["rows"]
    return rows


def member(kind: str) -> str:
    """Somebody who lives elsewhere, and whom the register knows as a member; `person:<id>`."""
    with day(stage.OPENING):
        facts = {"name": "王敏"}
        found = perform(
            "registry.register_person", by=stage.holder(stage.CODE, stage.CLERK), post=stage.CLERK,
            subject=stage.here(), facts=facts, key=new_id(),
        ).result  # fmt: skip
        stage.act("registry.record_membership", stage.CLERK, stage.here(), person=str(found), kind=kind)
    return str(found)


@pytest.mark.parametrize("audience", ["everyone", "residents", "members", "party_members"])
def test_names_are_readable_inside_the_audience_and_masked_outside(community: str, audience: str) -> None:
    publication = post(MONDAY, audience=audience, rows=TABLE, text="名单")
    readers = {
        "everyone": ANYONE, "residents": reader(resident()), "members": reader(member("collective")),
        "party_members": reader(member("party")),
    }  # fmt: skip
    inside = {name for name, each in readers.items() if rows_for(each, publication) == TABLE["rows"]}
    assert inside == (set(readers) if audience == "everyone" else {audience})
    if audience != "everyone":
        assert rows_for(ANYONE, publication) == MASKED


def test_the_households_of_a_project_read_their_list(community: str) -> None:
    """They are those whose doors stand in it: no register knows them otherwise."""
    east, west = reader(resident("董富")), reader(resident("刘强"))
    assert east.person
    door = door_of(east.person, stage.CODE)
    rows = [["董富", "8640.50", door], ["赵德海", "4320", "9-901"]]
    table = {"columns": [*TABLE["columns"], {"zh": "门牌", "en": "door"}], "rows": rows}
    publication = post(MONDAY, item="household_list", audience_ref="project:east-block", rows=table)
    assert publication.audience == "project_households"  # the catalogue says so
    assert rows_for(east, publication) == rows
    assert rows_for(west, publication) == [["董**", "8640.50", door], ["赵**", "4320", "9-901"]]
    bare = post(MONDAY, item="household_list", audience_ref="project:east-block", rows=TABLE)
    assert rows_for(east, bare) == MASKED


def test_who_must_answer_and_who_supervises_read_the_names(community: str) -> None:
    publication = post(MONDAY, audience="members", rows=TABLE)
    for post_held in (publication.owner_post, "supervision_committee.member"):
        assert rows_for(viewer("person:lin", posts=(post_held,)), publication) == TABLE["rows"]
    assert rows_for(viewer("person:sun", posts=("service_centre.clerk",)), publication) == MASKED


def test_the_words_for_a_narrow_audience_are_not_for_others(community: str) -> None:
    publication = post(MONDAY, audience="members", text="董富的份额有误")
    page = queries.publication(publication.number, ANYONE, MONDAY)
    assert page
    assert (page.text, page.full) == ("", False)


def test_a_publication_for_one_person_is_not_even_listed_for_others(community: str) -> None:
    them = resident()
    publication = post(MONDAY, audience="person", audience_ref=them, text="低保核定结果")
    zhao, liu = viewer(them, "resident"), viewer("person:liu", "resident")
    assert [card.number for card in queries.publications(zhao, MONDAY)] == [publication.number]
    assert queries.publications(liu, MONDAY) == ()
    assert queries.publication(publication.number, liu, MONDAY) is None
    assert queries.publication(publication.number, zhao, MONDAY)


def test_the_two_questions_of_the_policy_agree(community: str) -> None:
    them = resident()
    zhao = viewer(them, "resident")
    rows = [post(MONDAY, audience="residents"), post(MONDAY, audience="person", audience_ref=them)]
    assert [policies.may_read(zhao, row) for row in rows] == [True, True]
    assert set(policies.which(zhao, Publication.objects.filter(community_code=stage.CODE))) == set(rows)


@pytest.mark.parametrize("wider", ["everyone", "residents"])
def test_names_are_never_posted_for_more_readers_than_the_catalogue_has(community: str, wider: str) -> None:
    """Before, what a party member paid could be hung out for the whole town."""
    with pytest.raises(FactsError, match="audience"):
        post(MONDAY, item="party_fees", audience=wider, rows=TABLE)
    sums: dict[str, Any] = {
        "columns": [{"zh": "月", "en": "month"}, {"zh": "元", "en": "yuan"}],
        "rows": [["3", "120"]],
    }
    assert rows_for(ANYONE, post(MONDAY, item="party_fees", audience="everyone", rows=sums)) == sums["rows"]
    assert rows_for(ANYONE, post(MONDAY, item="party_fees", audience="party_members", rows=TABLE)) == MASKED


@pytest.mark.parametrize("written", ["door and name", "full width", "number", "reference"])
def test_the_one_person_is_named_as_everywhere_else_and_reads_it(community: str, written: str) -> None:
    """Failed before: what was typed was kept word for word, the person never saw it, and nobody was told."""
    them = resident("赵德海")
    door = door_of(them, stage.CODE)
    said = {
        "door and name": f"{door} 赵德海", "full width": f"{door.replace('-', '－')} 赵德海",
        "number": them.removeprefix("person:"), "reference": them,
    }  # fmt: skip
    publication = post(MONDAY, audience="person", audience_ref=said[written], text="低保核定结果")
    page = queries.publication(publication.number, viewer(them, "resident"), MONDAY)
    assert page
    assert page.text == "低保核定结果"
    assert queries.publication(publication.number, ANYONE, MONDAY) is None


@pytest.mark.parametrize("nobody", ["赵德海", "不存在的人", "9-901 赵德海", "person:zhao"])
def test_who_is_nobody_of_the_register_is_refused_at_the_field(community: str, nobody: str) -> None:
    resident("赵德海")
    with pytest.raises(FactsError) as refused:
        post(MONDAY, audience="person", audience_ref=nobody, text="低保核定结果")
    assert list(refused.value.errors) == ["audience_ref"]
