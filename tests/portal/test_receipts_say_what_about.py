"""A receipt says what was entered about what, and where its code is typed.

Seen before: it said “apply to speak” and not at which hearing, and its code had no address, unlike a poster's."""

import pytest
from django.test import Client

from tests.ballots.petitions.scenes import opened, residents, signed_at_the_desk
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])


@LANGUAGES
def test_a_receipt_says_what_it_is_about_and_where_its_code_is_typed(language: str, client: Client) -> None:
    people = residents(2)
    petition = opened(people[0])
    entry = signed_at_the_desk(people[1], petition)
    receipt = client.get(f"/{language}/c/{CODE}/log/{entry.id}/receipt/").content.decode()
    assert "公开全部租约" in receipt
    assert petition.id in receipt
    assert f"/c/{CODE}/check/" in receipt
    assert "居民" not in receipt
