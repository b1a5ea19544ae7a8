"""Names that were posted in clear by mistake, and posted again with the star, are masked in the first posting too,
wherever it is shown: its mark says "post it again with the star", and that has to help whoever is named.

Failed before: the first posting's page and poster showed them to everybody for good, one link away from the second.
"""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sunward.disclosure.models import Publication
from sunward.record.models import Journal
from sunward.record.privacy import disclose
from sunward.record.queries import leaf_hash_of
from sunward.registry.queries import door_of
from tests import stage
from tests.disclosure.scenes import MONDAY, day, post, resident
from tests.papers import png
from tests.portal.pages import signed_in
from tests.portal.papers import needs_pango, text_of
from tests.stage import CLERK, CODE, SUPERVISOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
NAME, HIDDEN = "赵德海", "赵**"
DOOR, HEAD, SUM = {"zh": "门牌", "en": "door"}, {"zh": "户主", "en": "head"}, {"zh": "元", "en": "yuan"}
STAR = {"personal": True}
NARROW = {"audience": "project_households", "audience_ref": "东片"}
SINCE = "存证里仍是当初公开的样子"


def table(head: dict[str, Any], door: str = "9-901", name: str = NAME) -> dict[str, Any]:
    return {"columns": [DOOR, head, SUM], "rows": [[door, name, "4320"]]}


def posted(head: dict[str, Any] = HEAD, door: str = "9-901", name: str = NAME, **facts: Any) -> Publication:
    return post(MONDAY, title="东片名单", rows=table(head, door, name), **(NARROW | facts))


def again(before: Publication, head: dict[str, Any] = HEAD | STAR, **facts: Any) -> Publication:
    return posted(head, corrects=before.number, **facts)


def read(posting: Publication, page: str = "", person: str = "") -> str:
    client = signed_in(Client(), person) if person else Client()
    with day(MONDAY):
        return client.get(f"/zh/c/{CODE}/publications/{posting.number}/{page}").content.decode()


@pytest.mark.parametrize("page", ["", "poster/", "poster/?size=a3"])
def test_the_first_posting_is_masked_as_its_correction_is(page: str) -> None:
    first = posted()
    assert NAME in read(first, page)
    newer = again(first)
    shown = read(first, page)
    assert NAME not in shown
    assert HIDDEN in shown
    assert "4320" in shown
    assert SINCE in shown
    assert f"{newer.number} 隐去" in shown, "why it does not read as the record has it"
    assert SINCE not in read(newer, page)


@needs_pango
def test_so_is_its_pdf(tmp_path: Path) -> None:
    first = posted()
    again(first)
    with day(MONDAY):
        made = Client().get(f"/zh/c/{CODE}/publications/{first.number}/poster.pdf").content
    (tmp_path / "poster.pdf").write_bytes(made)
    words = text_of(tmp_path / "poster.pdf")
    assert NAME not in words
    assert HIDDEN in words


def test_whoever_reads_the_names_in_the_correction_reads_them_in_the_first() -> None:
    them, neighbour = resident(NAME), resident("吴秋")
    first = posted(door=door_of(them, CODE))
    again(first, door=door_of(them, CODE))
    for person in (them, holder(CODE, SUPERVISOR)):
        assert NAME in read(first, person=person)
        assert SINCE not in read(first, person=person)
    assert NAME not in read(first, person=neighbour)


def test_nothing_that_is_stored_changes() -> None:
    first = posted()
    entry = Journal.objects.get(act="disclosure.publish").ref
    leaf = leaf_hash_of(entry)
    again(first)
    first.refresh_from_db()
    assert first.rows == table(HEAD)
    assert leaf_hash_of(entry) == leaf
    opened = disclose(entry, "rows")
    assert opened
    assert opened.value == first.rows, "and what the log commits to can still be opened"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ({"zh": "姓名", "en": "name"}, NAME),  # another heading above the same name
        ({"zh": "户 主", "en": "Head"}, "赵德凯"),  # the same with a blank, the name put right
        ({"zh": "户主姓名", "en": "householder"}, NAME),
    ],
)
def test_the_heading_may_be_put_right_with_it(head: dict[str, Any], name: str) -> None:
    first = posted()
    again(first, head | STAR, name=name)
    assert NAME not in read(first)


def test_a_column_that_the_correction_leaves_in_clear_stays_in_clear() -> None:
    first = post(MONDAY, rows={"columns": [DOOR, HEAD], "rows": [["1-1", "1-1"]]}, title="东片名单", **NARROW)
    newer = {"columns": [DOOR, HEAD | STAR], "rows": [["1-1", "1-1"]]}
    post(MONDAY, rows=newer, title="东片名单", corrects=first.number, **NARROW)
    shown = read(first)
    assert "1-1" in shown
    assert "1***" in shown


def test_every_older_version_is_masked_whichever_of_them_is_corrected() -> None:
    """The second corrects the first with the same slip, and so does the third: the fourth corrects the first."""
    first = posted()
    second, third = posted(corrects=first.number, text="补充说明。"), posted(corrects=first.number, text="再补充。")
    assert NAME in read(third)
    again(first)
    for older in (first, second, third):
        assert NAME not in read(older)


def test_a_version_after_it_that_has_the_slip_again_opens_nothing() -> None:
    first = posted()
    starred = again(first)
    posted(corrects=starred.number, text="又漏了星号。")
    assert NAME not in read(first)
    assert NAME not in read(starred)


def marked(head: dict[str, Any], star: dict[str, Any] = STAR) -> bool:
    """Whether the correction says that it masks more than names in the first."""
    first = posted(head)
    again(first, head | star)
    row = Journal.objects.filter(act="disclosure.publish").latest("id")
    return "masks_what_was_shown" in {one["rule"] for one in row.findings if not one["ok"]}


@pytest.mark.parametrize("head", [HEAD, {"zh": "姓名", "en": "name"}])
def test_names_are_masked_without_a_mark(head: dict[str, Any]) -> None:
    assert not marked(head)


def test_whoever_stars_something_else_hides_it_in_view_of_the_supervisors() -> None:
    """Figures that everybody has seen would be gone with a star, and nobody told."""
    assert marked({"zh": "租金", "en": "rent"})
    assert not marked({"zh": "租金", "en": "rent"}, {})


def marked_by_the_last() -> set[str]:
    """The numbers of what it says to mask more than names in."""
    row = Journal.objects.filter(act="disclosure.publish").latest("id")
    return {one["actual"] for one in row.findings if one["rule"] == "masks_what_was_shown"}


def test_no_older_version_loses_its_figures_unmarked() -> None:
    """Failed before: the second corrects the first, and so does the star. The second was masked, and no mark said so;
    of two in a chain that had it in clear, one was named."""
    rent = {"zh": "租金", "en": "rent"}
    first = posted({"zh": "说明", "en": "remark"}, name="旧")
    second, third = posted(rent, corrects=first.number), posted(rent, corrects=first.number, text="补充说明。")
    fourth = posted(rent, corrects=third.number, text="再补充。")
    again(first, rent | STAR)
    masked = {one.number for one in (first, second, third, fourth) if SINCE in read(one)}
    assert masked == {second.number, third.number, fourth.number}
    assert marked_by_the_last() == masked


def test_what_is_masked_by_a_star_already_is_marked_once() -> None:
    rent = {"zh": "租金", "en": "rent"}
    first = posted(rent)
    starred = again(first, rent | STAR)
    assert marked_by_the_last() == {first.number}
    again(starred, rent | STAR, name="另一笔")
    assert marked_by_the_last() == set()


PROXIES = {"audience": "residents", "audience_ref": "", "item": "election_proxies"}


@pytest.mark.parametrize("star", [STAR, {}])
def test_under_another_item_it_takes_no_names_from_those_who_were_to_read_them(star: dict[str, Any]) -> None:
    """Failed before: residents read the names of a list to check it; "corrected" as the list of a project, they were
    gone for all of them, and no mark said so."""
    neighbour = resident("吴秋")
    first = posted(HEAD | star, **PROXIES)
    newer = again(first, item="household_list")
    assert NAME in read(first, person=neighbour)
    assert SINCE not in read(first, person=neighbour)
    assert NAME not in read(first), "in clear by mistake or not, it is hidden from strangers"
    assert NAME not in read(newer, person=neighbour)


def test_nor_does_it_open_any_to_strangers() -> None:
    first = posted(audience="everyone", audience_ref="", item="leases")
    again(first, item="household_list")
    assert NAME not in read(first)
    assert NAME not in read(first, person=resident("吴秋"))


def test_of_the_same_item_the_correction_says_who_reads_the_names() -> None:
    neighbour = resident("吴秋")
    facts = {"audience_ref": "", "item": "party_fees"}
    first = posted(audience="residents", **facts)
    assert NAME in read(first, person=neighbour)
    again(first, audience="party_members", **facts)
    assert NAME not in read(first, person=neighbour)


def test_figures_of_another_item_that_are_hidden_are_marked() -> None:
    rent = {"zh": "租金", "en": "rent"}
    first = posted(rent, **PROXIES)
    again(first, rent | STAR, item="household_list")
    assert marked_by_the_last() == {first.number}
    assert NAME not in read(first), "the cells of the column, for strangers"
    assert NAME in read(first, person=resident("吴秋"))


class ForFewer:
    """A list that hung for everybody, and is posted again for residents only."""

    def __init__(self) -> None:
        self.first = posted(audience="everyone", audience_ref="", item="party_fees")
        self.picture = png("东门")
        with day(MONDAY):
            facts = {"board": "东门", "hangs": "yes", "photograph": SimpleUploadedFile("board", self.picture)}
            stage.act("disclosure.photograph_board", CLERK, self.first.ref, **facts)
        again(self.first, audience="party_members", audience_ref="", item="party_fees")

    def looks(self, person: str = "") -> int:
        client = signed_in(Client(), person) if person else Client()
        sha256 = hashlib.sha256(self.picture).hexdigest()
        with day(MONDAY):
            answer = client.get(f"/zh/c/{CODE}/publications/{self.first.number}/photographs/{sha256}/")
        return answer.status_code


def test_what_was_taken_back_to_fewer_readers_is_read_by_those() -> None:
    case, outsider = ForFewer(), resident("吴秋")
    assert NAME not in read(case.first)
    assert NAME not in read(case.first, person=outsider)
    assert NAME in read(case.first, person=holder(CODE, SUPERVISOR))


def test_its_picture_on_the_board_is_closed_with_it() -> None:
    case = ForFewer()
    assert case.looks() == 302, "whoever is not signed in is asked to"
    assert case.looks(holder(CODE, SUPERVISOR)) == 200


def test_its_letters_name_nobody_to_others() -> None:
    them = resident(NAME)
    resident("吴秋")
    first = posted(door=door_of(them, CODE), audience="everyone", audience_ref="", item="party_fees")
    clerk = holder(CODE, CLERK)
    assert read(first, "letters/", clerk).count(NAME) > 1
    again(first, door=door_of(them, CODE), audience="party_members", audience_ref="", item="party_fees")
    shown = read(first, "letters/", clerk)
    assert shown.count(NAME) == 1, "on the letter to that door"
    assert HIDDEN in shown


def test_its_letters_name_them_to_those_who_were_to_read_them() -> None:
    them = resident(NAME)
    resident("吴秋")
    first = posted(door=door_of(them, CODE), **PROXIES)
    again(first, door=door_of(them, CODE), item="household_list")
    assert read(first, "letters/", holder(CODE, CLERK)).count(NAME) > 1


def test_no_board_is_printed_with_the_names_of_the_first() -> None:
    officer, first = holder(CODE, SUPERVISOR), posted(audience="residents", audience_ref="", item="leases")
    assert NAME in read(first, "poster/?for=residents", officer)
    again(first, audience="residents", audience_ref="", item="leases")
    assert NAME not in read(first, "poster/?for=residents", officer)


def test_a_further_correction_of_it_does_not_begin_with_the_names() -> None:
    case = ForFewer()
    form = f"/zh/c/{CODE}/do/disclosure.publish/community:{CODE}/?corrects="
    with day(MONDAY):
        client = signed_in(Client(), holder(CODE, CLERK))
        shown = client.get(f"{form}{case.first.number}").content.decode()
        other = posted(audience="everyone", audience_ref="", item="leases")
        begun = client.get(f"{form}{other.number}").content.decode()
    assert NAME in begun
    assert NAME not in shown
