"""Anybody types the code from a paper and sees whether it is genuine, whole and the newest."""

import pytest
from django.test import Client

from sunward.disclosure import queries
from tests import stage
from tests.disclosure.scenes import MONDAY, day, post
from tests.stage import CODE

pytestmark = pytest.mark.django_db


def checked(client: Client, typed: str, code: str = CODE) -> tuple[int, str]:
    with day(MONDAY):
        answer = client.get(f"/zh/c/{code}/check/{typed}/")
    return answer.status_code, answer.content.decode()


def test_the_code_leads_to_the_posting_and_its_proof(community: str, client: Client) -> None:
    row = post(MONDAY)
    status, html = checked(client, queries.code_on_paper(row.ref))
    assert status == 200
    assert row.title_zh in html
    assert "这是最新的一份" in html
    found = queries.coded(CODE, queries.code_on_paper(row.ref))
    assert found
    assert f"/log/{found.entry}/" in html


def test_a_paper_that_was_replaced_says_by_what(community: str, client: Client) -> None:
    row = post(MONDAY)
    newer = post(MONDAY, corrects=row.number)
    _status, html = checked(client, queries.code_on_paper(row.ref).lower())
    assert f"{newer.number} 替代了它" in html


def test_an_invented_code_is_not_from_here(community: str, client: Client) -> None:
    status, html = checked(client, "ZZZZZ-ZZZZZ")
    assert status == 404
    assert "这是最新的一份" not in html


def test_the_code_of_another_community_is_not_from_here(community: str, client: Client) -> None:
    stage.found("elsewhere")
    row = post(MONDAY)
    code = queries.code_on_paper(row.ref)
    status, html = checked(client, code, "elsewhere")
    assert status == 404
    assert row.title_zh not in html


def test_a_paper_for_one_person_is_genuine_and_tells_nothing_more(community: str, client: Client) -> None:
    row = post(MONDAY, title="本人的事", audience="person", audience_ref="person:zhao")
    status, html = checked(client, queries.code_on_paper(row.ref))
    assert status == 200
    assert "只有本人可以看" in html
    assert "本人的事" not in html


def test_typed_into_the_field_it_has_an_address(community: str, client: Client) -> None:
    with day(MONDAY):
        answer = client.get(f"/zh/c/{CODE}/check/?code=abcde/12345")
    assert answer.status_code == 302
    assert answer["Location"] == f"/zh/c/{CODE}/check/abcde12345/"
