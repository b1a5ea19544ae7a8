"""Who registers the owners' committee, or begins the handover of somebody who left, chooses by name.

Before, the forms wanted “owners_committee”, “head”, “supervision_committee.*” and the number of an appointment, typed.
"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.elections.models import Handover
from sunward.kernel.refs import new_id
from sunward.registry import queries as registry
from sunward.registry.models import Body, Post
from tests.elections.scenes import CALLED, VOTING, at, term_until
from tests.portal.pages import signed_in
from tests.stage import CODE, DIRECTOR, SUPERVISOR, holder

BODY = "do/registry.create_body/community:xiangyang/"
POST = "do/registry.create_post/community:xiangyang/"
CODE_WORD = re.compile(r"\b(?:[a-z]+_[a-z0-9]+|[a-z_]+\.[a-z_*]+)\b")
HANDOVER = "do/elections.hand_over/community:xiangyang/"


@pytest.fixture
def street(community: str) -> Client:
    with at(CALLED):
        return signed_in(Client(), holder(CODE, "street_office.director"))


def read(client: Client, address: str, language: str = "zh") -> str:
    with at(CALLED):
        response = client.get(f"/{language}/c/{CODE}/{address}")
    assert response.status_code == 200, response
    page = str(response.content.decode())
    return page[page.index("<main") :]


def send(client: Client, address: str, page: str, **typed: Any) -> Any:
    """What the page holds already, and what somebody adds to it."""
    stands = dict(re.findall(r'<input type="(?:hidden|text)" name="(\w+)" value="([^"]*)"', page))
    with at(CALLED):
        return client.post(f"/zh/c/{CODE}/{address}", stands | {"key": new_id()} | typed)


def seen(client: Client, sent: Any) -> str:
    """What the receipt of an act says, without its marks."""
    with at(CALLED):
        page = client.get(sent["Location"]).content.decode()
    return re.sub("<[^>]+>", " ", page[page.index("<main") : page.index("</main>")])


def links(page: str) -> dict[str, str]:
    """The answers to choose from, with where each leads."""
    return {words: to for to, words in re.findall(r'<a class="more" href="(\?[^"]+)">([^<]+)<', page)}


def options(page: str, name: str) -> dict[str, str]:
    listed = page[page.index(f'name="{name}"') :].partition("</select>")[0]
    return {words.strip(): key for key, words in re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)<', listed)}


def test_the_owners_committee_and_its_head_are_registered_without_a_code_word(street: Client) -> None:
    """From the first question to the post; the names of the rule books stand there to be kept."""
    answers = links(read(street, BODY))
    assert "便民服务中心" not in answers, "registered already"
    page = read(street, BODY + answers["业主委员会"])
    assert 'value="业主委员会"' in page
    assert 'value="owners&#x27; committee"' in page
    assert "向阳社区" in options(page, "area")
    sent = send(street, BODY, page, kind="owners_committee", name_zh="业主委员会", name_en="owners' committee")
    assert sent.status_code == 302
    assert Body.objects.filter(kind="owners_committee", name_zh="业主委员会").exists()
    page = read(street, POST + links(read(street, POST))["业主委员会"])
    assert options(page, "key") == {"主任": "head", "规则册里没有写到的其他岗位": "post_1"}
    assert "监督委员会的任何岗位" in page
    barred = {"incompatible_with": ["supervision_committee.*", "service_centre.clerk"]}
    sent = send(
        street, POST, page, body="owners_committee", key="head", title_zh="主任", title_en="head", seats="1", **barred
    )
    assert sent.status_code == 302
    receipt = seen(street, sent)
    for words in ("业主委员会", "主任", "监督委员会的任何岗位", "办事员"):
        assert words in receipt
    assert not CODE_WORD.search(receipt), "neither does the receipt show one"
    row = Post.objects.get(body__kind="owners_committee")
    assert (row.key, row.incompatible_with) == ("head", ["supervision_committee.*", "service_centre.clerk"])


def test_in_english_too_and_no_key_is_seen(street: Client) -> None:
    first = read(street, BODY, "en")
    assert "which body" in first
    assert "another body, which no rule book names" in links(first)
    page = read(street, POST + "?body=service_centre", "en")
    assert "any post of " in page
    assert not re.search(r">[^<]*\b[a-z]+_[a-z]+\b[^<]*<", page)


def test_a_body_that_no_rule_book_names_gets_a_word_of_its_own(street: Client) -> None:
    answers = links(read(street, BODY))
    page = read(street, BODY + answers["规则册里没有写到的其他组织"])
    sent = send(street, BODY, page, kind="body_1", name_zh="楼栋议事会", name_en="council", seats="5")
    assert "楼栋议事会" in seen(street, sent)
    assert "body_1" not in seen(street, sent)
    assert "?kind=body_2" in links(read(street, BODY)).values()


def test_a_program_may_name_it_by_its_code_word(street: Client) -> None:
    sent = send(street, BODY, "", kind="council", name_zh="议事会", name_en="council")
    assert sent.status_code == 302
    wrong = send(street, BODY, "", kind="Council!", name_zh="议事会", name_en="council")
    assert wrong.status_code == 422


def test_whose_handover_begins_is_chosen_by_person_and_post(community: str) -> None:
    """The term of the director has run out, and nobody has begun its handover."""
    with at(CALLED):
        term_until(DIRECTOR, VOTING)
        director, name = holder(CODE, DIRECTOR), registry.full_name(holder(CODE, DIRECTOR))
        supervisor = signed_in(Client(), holder(CODE, SUPERVISOR))
        assert "没有还要开始的移交" in supervisor.get(f"/zh/c/{CODE}/{HANDOVER}").content.decode()
    with at(VOTING + timedelta(days=3)):
        page = supervisor.get(f"/zh/c/{CODE}/{HANDOVER}").content.decode()
        english = supervisor.get(f"/en/c/{CODE}/{HANDOVER}").content.decode()
        (shown,) = (words for words in options(page, "appointment") if name.zh in words)
        assert shown.startswith(f"向阳社区居民委员会主任 {name.zh}（")
        assert shown.endswith(" 离任）")
        assert f"{name.en}, director, " in english
        sent = supervisor.post(
            f"/zh/c/{CODE}/{HANDOVER}", {"key": new_id(), "appointment": options(page, "appointment")[shown]}
        )
        assert sent.status_code == 302
        assert f"居民委员会主任 {name.zh}" in supervisor.get(sent["Location"]).content.decode()
        assert {str(row.giver) for row in Handover.objects.all()} == {director}
