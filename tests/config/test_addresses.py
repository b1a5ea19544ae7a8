"""Files of the log have one address; the same with a language before it leads there, for good."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from sunward.record.sequencer import drain
from tests.stage import CODE

FILES = ("checkpoint", "tile/0/000", "tile/entries/000.p/7", "log.vkey", "proof/abc.tlog-proof")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("file", FILES)
def test_a_file_of_the_log_stands_under_no_language(client: Client, file: str, language: str) -> None:
    answer = client.get(f"/{language}/c/{CODE}/log/{file}")
    assert (answer.status_code, answer["Location"]) == (301, f"/c/{CODE}/log/{file}")


def test_whoever_follows_gets_the_file(community: str, client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.SUNWARD_KEYS = tmp_path / "keys"
    drain(community)
    answer = client.get(f"/zh/c/{community}/log/checkpoint", follow=True)
    assert answer.redirect_chain == [(f"/c/{community}/log/checkpoint", 301)]
    assert answer.content == client.get(f"/c/{community}/log/checkpoint").content


def test_pages_about_the_log_keep_their_language(community: str, client: Client) -> None:
    assert client.get(f"/zh/c/{community}/log/").status_code == 200


def test_nothing_is_led_out_of_the_house(client: Client) -> None:
    assert client.get("/zh//elsewhere.example/c/x/log/checkpoint").status_code == 404
    assert client.post(f"/zh/c/{CODE}/log/checkpoint").status_code == 405
