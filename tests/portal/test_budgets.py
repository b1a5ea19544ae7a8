"""What a page may cost: bytes and requests for the reader, queries for the database, however long the list."""

import gzip
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunward.kernel.refs import Ref
from sunward.money.queries import by_purpose
from sunward.portal.caching import shelf
from tests.decisions import scenes as deciding
from tests.disclosure import scenes as disclosing
from tests.money import cases
from tests.portal import scene
from tests.portal.scene import Lived
from tests.stage import CODE

FIRST_PAGE = 20_000  # bytes, gzip, with everything that it asks for
MOST_REQUESTS = 6
ASSET = re.compile(r'(?:href|src)="(/static/[^"#]+)')
LATELY = scene.TODAY - timedelta(days=9)


def a_payment() -> None:
    with cases.on(LATELY):
        line = next(row for row in by_purpose(CODE, LATELY.year) if row.key == "lighting")
        cases.ask(Ref("budget_line", line.number), amount="100")


def a_matter() -> None:
    deciding.report(deciding.open_matter(LATELY), "proposal", LATELY)


def a_posting() -> None:
    disclosing.post(LATELY)


LISTS: dict[str, tuple[Callable[[], None], int]] = {
    "money/": (a_payment, 8),
    "matters/": (a_matter, 7),
    "publications/": (a_posting, 6),
    "log/": (a_posting, 7),
    "log/?only=refusals": (a_posting, 7),
    "people/": (a_posting, 8),
}


def queries(client: Client, address: str) -> int:
    """The queries of a page that nobody has asked for since the record changed."""
    shelf.clear()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/en/c/{CODE}/{address}").status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", LISTS)
def test_a_list_costs_the_same_however_long_it_is(lived: Lived, client: Client, address: str) -> None:
    one_more, most = LISTS[address]
    one_more()
    queries(client, address)  # the rule books are read once a process
    with_one = queries(client, address)
    for _again in range(2):
        one_more()
    assert queries(client, address) == with_one == most


@pytest.mark.parametrize("address", [f"matters/{{0.{name}}}/" for name in ("in_order", "not_in_order", "under_way")])
def test_one_matter_costs_few_queries(lived: Lived, client: Client, address: str) -> None:
    # one more than before there were votes: those about the matter itself and about its items of agendas; and one for
    # the petition that asks for a hearing
    assert queries(client, address.format(lived)) <= 18


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_first_page_is_light(lived: Lived, client: Client, language: str) -> None:
    page = client.get(f"/{language}/c/{CODE}/").content
    assets = set(ASSET.findall(page.decode())) | {"/static/sunward/icons.svg"}
    weights = [len(gzip.compress(page)), *(weight_of(asset) for asset in assets)]
    assert len(weights) <= MOST_REQUESTS
    assert sum(weights) <= FIRST_PAGE


def weight_of(asset: str) -> int:
    """The bytes of a file that a page asks for, packed."""
    path = finders.find(re.sub(r"\.[0-9a-f]{12}(?=\.)", "", asset.removeprefix("/static/")))
    assert path, asset
    return len(gzip.compress(Path(path).read_bytes()))
