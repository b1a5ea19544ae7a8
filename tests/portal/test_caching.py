"""An unchanged page is confirmed or handed out again for one query; any change of the record shows at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.disclosure import scenes as disclosing
from tests.money import cases
from tests.portal import scene
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, holder

HOME = f"/en/c/{CODE}/publications/"
pytestmark = pytest.mark.usefixtures("community")


def test_an_unchanged_page_costs_one_query_and_no_body(client: Client) -> None:
    client.get(HOME)  # brings the cookie that the forms' token belongs to
    tag = client.get(HOME)["ETag"]
    with CaptureQueriesContext(connection) as asked:
        again = client.get(HOME, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, len(asked)) == (304, b"", 1)
    assert "Cookie" in again["Vary"]


def test_the_next_reader_gets_the_same_page_for_one_query(client: Client) -> None:
    first = client.get(HOME).content
    with CaptureQueriesContext(connection) as asked:
        second = Client().get(HOME).content
    assert len(asked) == 1
    assert without_tokens(first) == without_tokens(second)


def test_every_reader_has_a_token_of_their_own_that_works() -> None:
    one, other = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    tokens = [token_in(reader.get(HOME).content.decode()) for reader in (one, other)]
    assert tokens[0] != tokens[1]
    for reader, token in ((one, tokens[0]), (other, tokens[1])):
        assert reader.post("/preferences/", {"size": "l", "csrfmiddlewaretoken": token}).status_code == 302
    assert one.post("/preferences/", {"size": "l", "csrfmiddlewaretoken": tokens[1]}).status_code == 403


def test_an_act_changes_the_page_and_the_tag(client: Client) -> None:
    client.get(HOME)
    before = client.get(HOME)
    disclosing.post(scene.TODAY, title="刚刚张贴")
    after = client.get(HOME, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "刚刚张贴" in after.content.decode()


def test_a_new_day_language_and_text_size_are_other_pages(client: Client) -> None:
    client.get(HOME)
    tags = {client.get(HOME)["ETag"], client.get(HOME.replace("/en/", "/zh/"))["ETag"]}
    with cases.on(scene.TODAY + timedelta(days=1)):
        tags.add(client.get(HOME)["ETag"])
    client.cookies["size"] = "l"
    tags.add(client.get(HOME)["ETag"])
    assert len(tags) == 4


def test_who_is_signed_in_always_gets_a_page_of_their_own(client: Client) -> None:
    signed_in(client, holder(CODE, CLERK))
    response = client.get(HOME)
    assert "ETag" not in response
    assert "My duties" in response.content.decode()
    assert "My duties" not in Client().get(HOME).content.decode()


def token_in(page: str) -> str:
    return page.split('name="csrfmiddlewaretoken" value="', 1)[1].split('"', 1)[0]


def without_tokens(page: bytes) -> bytes:
    from sunward.portal.caching import TOKEN

    return TOKEN.sub(b"", page)
