"""No page shows a key of a rule book or of the code to its readers, nor a Chinese page English sentences."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

from sunward.charter.wording import EVENTS
from tests.portal.pages import Shown, addresses, all_pages, officers_addresses, signed_in
from tests.portal.scene import Lived, live
from tests.stage import CLERK, CODE, holder

SNAKE = re.compile(r"(?<![\w./@:#-])[a-z]+(?:_[a-z]+)+(?![\w/])|(?<![\w./@:#-])[a-z]+(?:_[a-z]+)*\.[a-z]+_[a-z]+")
MIXED = re.compile(r"[a-z]{4,}(?=[后的])")  # a key run into a Chinese sentence
ENGLISH = re.compile(r"[A-Za-z]{2,}(?:,? [a-z]{2,}){2,}")
UNSEEN = frozenset({"code", "pre", "script", "style", "template"})
# What a page may show all the same, and why.
EXCEPTIONS: dict[str, str] = {}


class Words(HTMLParser):
    """The text that a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.found.append(data)


def raw_keys(page: Shown, *wrong: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """The keys that stand in the text of a page, and whatever else should not."""
    words = Words()
    words.feed(page.html)
    for line in words.found:
        for key in (found for pattern in (SNAKE, MIXED, *wrong) for found in pattern.findall(line)):
            if key not in EXCEPTIONS:
                yield page.name, key


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_shows_a_key(community: str, client: Client, language: str) -> None:
    lived: Lived = live(changing=True)
    clerk = signed_in(Client(), holder(CODE, CLERK))
    public = {name: address for name, address in addresses(lived).items() if name != "areas"}  # one community: leads on
    pages = [*all_pages(client, language, public), *all_pages(clerk, language, officers_addresses(lived))]
    others = [ENGLISH] if language == "zh" else []
    assert {found for page in pages for found in raw_keys(page, *others)} == set()


def test_every_event_of_every_pack_has_words() -> None:
    packs = Path(__file__).parents[2] / "charters"
    files = [*packs.rglob("disclosure.yaml"), *packs.rglob("duties.yaml")]
    events = {key for file in files for key in re.findall(r"\bof: *([a-z_]+)", file.read_text(encoding="utf-8"))}
    assert len(events) > 10
    assert events <= set(EVENTS)


def test_every_event_that_has_words_is_used() -> None:
    packs = Path(__file__).parents[2] / "charters"
    text = "".join(file.read_text(encoding="utf-8") for file in packs.rglob("*.yaml"))
    assert {key for key in EVENTS if not re.search(rf"\bof: *{key}\b", text)} == set()
