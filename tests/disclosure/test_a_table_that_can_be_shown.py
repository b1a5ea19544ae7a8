"""A table that a program hands in is one that everybody can open: what no page can show is refused with what is
accepted. Seen before: a heading that was a number went through, and its page answered with an error for ever."""

import json
from typing import Any

import pytest
from django.test import Client

from sunward.disclosure.models import Publication
from sunward.kernel.facts import FactsError
from tests import stage
from tests.disclosure.scenes import MONDAY, day, post
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
YEAR = {"zh": "年份", "en": "year"}
LARGEST = 2**53 - 1
UNSHOWN: dict[str, dict[str, Any]] = {
    "a number for a heading": {"columns": [{"zh": 2025, "en": 2025}], "rows": [["x"]]},
    "none": {"columns": [{"zh": None, "en": None}], "rows": [["x"]]},
    "an empty one": {"columns": [{"zh": " ", "en": "year"}], "rows": [["x"]]},
    "a list": {"columns": [{"zh": ["年份"], "en": {"year": 1}}], "rows": [["x"]]},
    "a heading with something beside it": {"columns": [YEAR | {"width": 10**40}], "rows": [["x"]]},
    "personal, but how": {"columns": [YEAR | {"personal": 10**40}], "rows": [["x"]]},
    "a column that is none": {"columns": ["year"], "rows": [["x"]]},
    "something beside the rows": {"columns": [YEAR], "rows": [["x"]], "total": 1.5},
    "a number that the record cannot write": {"columns": [YEAR], "rows": [[10**20]]},
    "a negative one": {"columns": [YEAR], "rows": [["x"], [-LARGEST - 1]]},
    "a row that is one word": {"columns": [YEAR, YEAR], "rows": ["xy"]},
    "yes or no in a cell": {"columns": [YEAR], "rows": [[True]]},
}  # fmt: skip


@pytest.mark.parametrize("name", UNSHOWN)
def test_what_no_page_can_show_is_refused(name: str) -> None:
    with pytest.raises(FactsError) as refused:
        post(MONDAY, rows=UNSHOWN[name])
    assert list(refused.value.errors) == ["rows"]
    assert not Publication.objects.exists()


def test_a_program_reads_what_is_accepted(client: Client) -> None:
    facts = {"item": "leases", "title": "甲", "rows": UNSHOWN["a number for a heading"]}
    body = {"subject": str(stage.here()), "post": CLERK, "facts": facts}
    with day(MONDAY):
        signed_in(client, holder(CODE, CLERK))
        answer = client.post(f"/api/c/{CODE}/acts/disclosure.publish", json.dumps(body), "application/json")
    assert answer.status_code == 422, answer.content
    assert "rows" in answer.content.decode()
    assert not Publication.objects.exists()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_goes_through_everybody_can_open(client: Client, language: str) -> None:
    columns = [YEAR, {"zh": "姓名", "en": "name", "personal": True}, {"zh": "门牌", "en": "door", "door": True}]
    rows = {"columns": columns, "rows": [[LARGEST, "董富", "1-2"], [-LARGEST, "赵德海", ""]]}
    row = post(MONDAY, rows=rows)
    with day(MONDAY):
        for page in ("", "poster/"):
            answer = client.get(f"/{language}/c/{CODE}/publications/{row.number}/{page}")
            assert answer.status_code == 200
            assert str(LARGEST) in answer.content.decode()
