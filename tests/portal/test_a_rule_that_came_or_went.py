"""A rule that came or went as a whole is said in words, place by place, on the page of what changed.

Failed before: what went stood there with the keys of the file and in both languages, and of a new power not even who
holds it.
"""

from copy import deepcopy
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from tests.charter.next_versions import in_force
from tests.meetings.scenes import CALLED, at
from tests.stage import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
KEYS = ("held_by", "zh:", "act:", "risk", "owner:")


def changed(body: dict[str, Any]) -> None:
    power = deepcopy(body["powers"]["take_down"])
    power |= {"name": {"zh": "新权力", "en": "a new power"}, "held_by": ["party_organisation.secretary"]}
    body["powers"]["new_power"] = power
    del body["powers"]["lift_hold"]
    del body["disclosure"]["leases"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("a new power: the whole rule Before: not set After: held by: secretary, party organisation;",
                "lift a hold: the whole rule Before: held by:", "open to: everyone;")),
        ("zh", ("新权力 · 整条规定 改前： 没有规定 改后： 由谁行使：社区党组织书记；",
                "恢复办理 · 整条规定 改前： 由谁行使：",
                "向谁公开：所有人；")),
    ],
)  # fmt: skip
def test_who_holds_it_and_by_when_stands_there_in_words(client: Client, language: str, said: tuple[str, ...]) -> None:
    with at(CALLED, 9):
        in_force(changed, CALLED + timedelta(days=10), pack="demo-xiangyang")
    with at(CALLED + timedelta(days=11), 9):
        page = client.get(f"/{language}/c/{CODE}/charter/changes/").content.decode()
    words = " ".join(unescape(strip_tags(page.partition("<main")[2].replace("<", " <"))).split())
    for one in said:
        assert one in words
    assert not [key for key in KEYS if key in words]
