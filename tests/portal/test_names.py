"""Names are for the audience of what they stand in; everybody else reads them masked."""

import pytest
from django.test import Client

from tests import stage
from tests.disclosure import scenes as disclosing
from tests.portal import scene
from tests.portal.pages import signed_in

TABLE = {
    "columns": [{"zh": "姓名", "en": "name", "personal": True}, {"zh": "金额", "en": "amount"}],
    "rows": [["欧阳春兰", "600"]],
}


@pytest.fixture
def posted(community: str) -> str:
    row = disclosing.post(scene.TODAY, item="leases", title="慰问名单", rows=TABLE, audience="residents")
    return f"/zh/c/{stage.CODE}/publications/{row.number}/"


def test_outside_the_audience_a_name_is_masked(posted: str, client: Client) -> None:
    for address in (posted, f"{posted}poster/"):
        page = client.get(address).content.decode()
        assert "欧阳春兰" not in page
        assert "**" in page
        assert "600" in page


def test_a_resident_reads_it(posted: str, client: Client) -> None:
    resident = disclosing.resident()
    assert "欧阳春兰" in signed_in(client, resident).get(posted).content.decode()


def test_what_a_resident_reads_is_kept_for_nobody_else(posted: str) -> None:
    resident = disclosing.resident()
    signed_in(Client(), resident).get(posted)
    assert "欧阳春兰" not in Client().get(posted).content.decode()


def test_search_and_open_data_tell_no_name(posted: str, client: Client) -> None:
    for address in ("search/?q=欧阳", "data/publications.csv", "data/publications.json"):
        assert "欧阳春兰" not in client.get(f"/zh/c/{stage.CODE}/{address}").content.decode()
