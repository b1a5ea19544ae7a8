"""Page and poster say that names are masked where some are, and a table that shows them in clear is marked."""

from typing import Any

import pytest
from django.test import Client

from sunward.disclosure.models import Publication
from sunward.record.models import Journal
from tests.disclosure.scenes import MONDAY, day, post
from tests.stage import CODE

pytestmark = pytest.mark.django_db
DOOR = {"zh": "门牌", "en": "door"}
SAID = {"": "姓名只有相关的人能看全", "poster/": "这里隐去了姓名"}
WORDS = "正文只给相关的人看，这里不写出来"


def posted(heading: dict[str, Any] | None, audience: str = "project_households", text: str = "") -> Publication:
    table = {"columns": [DOOR, heading], "rows": [["1-1", "赵德海"]]} if heading else None
    narrow = {"audience_ref": "东片"} if audience == "project_households" else {}
    return post(MONDAY, audience=audience, rows=table, text=text, title="东片名单", **narrow)


def read(client: Client, posting: Publication, page: str) -> str:
    with day(MONDAY):
        return client.get(f"/zh/c/{CODE}/publications/{posting.number}/{page}").content.decode()


def marks() -> set[str]:
    row = Journal.objects.filter(act="disclosure.publish").latest("id")
    return {one["rule"] for one in row.findings if not one["ok"]}


@pytest.mark.parametrize("page", SAID)
@pytest.mark.parametrize("starred", [True, False])
def test_what_is_not_masked_is_not_said_to_be(community: str, client: Client, page: str, starred: bool) -> None:
    """Failed before: with no star names stood in clear before every visitor, below the words that they were masked."""
    posting = posted({"zh": "户主", "en": "head"} | ({"personal": True} if starred else {}))
    html = read(client, posting, page)
    assert ("赵德海" in html) is not starred
    assert (SAID[page] in html) is starred


@pytest.mark.parametrize("page", SAID)
def test_words_that_are_left_out_are_said_to_be(community: str, client: Client, page: str) -> None:
    html = read(client, posted(None, text="东片各户的补偿标准。"), page)
    assert "补偿标准" not in html
    assert WORDS in html
    assert SAID[page] not in html


@pytest.mark.parametrize(
    ("heading", "audience", "marked"),
    [
        ({"zh": "姓名", "en": "name"}, "project_households", True),
        ({"zh": "户主姓名", "en": "head"}, "residents", True),
        ({"zh": "Name", "en": "Name"}, "members", True),
        ({"zh": "姓名", "en": "name", "personal": True}, "residents", False),
        ({"zh": "项目名称", "en": "name"}, "residents", False),
        ({"zh": "金额", "en": "amount"}, "residents", False),
        ({"zh": "姓名", "en": "name"}, "everyone", False),
    ],
)
def test_a_column_of_names_without_the_star_is_marked(
    community: str, heading: dict[str, Any], audience: str, marked: bool
) -> None:
    """Failed before: it was posted with all checks green, and the clerk read that names were masked."""
    posted(heading, audience)
    assert ("names_in_clear" in marks()) is marked
