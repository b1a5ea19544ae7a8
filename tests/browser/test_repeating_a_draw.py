"""Whoever repeats a draw on a telephone reads its long lines inside their frame: the page stays as wide as it is."""

from datetime import timedelta

import pytest

pytest.importorskip("playwright", reason="the browser group is not installed: uv sync --group browser")

from django.test import Client

from tests.browser.window import Window
from tests.meetings import hearing_scenes as hearings
from tests.stage import CODE

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("own_keys", "community")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_lines_scroll_and_the_page_does_not(window: Window, client: Client, language: str) -> None:
    meeting, _speakers = hearings.ready()
    address = f"/{language}/c/{CODE}/hearings/{meeting.number}/"
    with hearings.at(hearings.EVENING + timedelta(days=1)):
        html = client.get(address).content.decode()
    page, _seen = window.show(html.replace("<details>", "<details open>"), address, 390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("[...document.querySelectorAll('pre')].every(one => one.scrollWidth > one.clientWidth)")
