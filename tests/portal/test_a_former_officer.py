"""Whoever has left office keeps a page with the terms that they held; a resident who never held one has none.

Before, the page of an officer was gone on the day after the term, and every link to it in the record led nowhere.
"""

from datetime import timedelta

import pytest
from django.test import Client

from sunward.registry import queries as registry
from tests.disclosure.scenes import resident
from tests.elections.scenes import CALLED, VOTING, at, term_until
from tests.stage import CODE, DEPUTY, DIRECTOR, holder


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", ("以前担任的岗位", "2026年3月27日")), ("en", ("Posts held before", "27 March 2026"))],
)
@pytest.mark.parametrize("post", [DEPUTY, DIRECTOR], ids=["holds none any more", "holds another still"])
def test_the_terms_of_a_former_officer_stay_public(
    community: str, client: Client, post: str, language: str, words: tuple[str, ...]
) -> None:
    with at(CALLED):
        person = holder(CODE, post)
        name, title = registry.full_name(person), registry.post_card(post, CODE).title
        term_until(post, VOTING)
    with at(VOTING + timedelta(days=5)):
        answer = client.get(f"/{language}/c/{CODE}/people/{person.removeprefix('person:')}/")
    assert answer.status_code == 200
    page = answer.content.decode()
    for one in (*words, getattr(name, language), getattr(title, language)):
        assert one in page


def test_who_never_held_a_post_has_no_page(community: str, client: Client) -> None:
    nobody = resident("赵德海").removeprefix("person:")
    assert client.get(f"/zh/c/{CODE}/people/{nobody}/").status_code == 404
