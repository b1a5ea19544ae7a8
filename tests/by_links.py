"""A person at a browser without JavaScript: who opens what a page links to, and sends the forms that it shows."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sunward.portal.caching import shelf
from tests.portal.pages import signed_in
from tests.stage import CODE

TAGS = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]+>", re.DOTALL)
Attributes = dict[str, str]


class Forms(HTMLParser):
    """The forms of a page: of each the names of its fields with what stands in them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[Attributes, dict[str, list[str]]]] = []
        self._inside = self._select = self._area = ""
        self.feed(html)

    @property
    def _fields(self) -> dict[str, list[str]]:
        return self.forms[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self.forms.append((given, {}))
            self._inside = "form"
        elif self._inside and tag in {"input", "select", "textarea", "option"}:
            self._field(tag, given)

    def _field(self, tag: str, given: Attributes) -> None:
        if tag == "select":
            self._select = given["name"]
        self._area = given.get("name", "") if tag == "textarea" else ""
        if tag == "option":
            if "selected" in given:
                self._fields[self._select] = [given.get("value", "")]
            return
        kept = self._fields.setdefault(given.get("name", ""), [])
        ticked = given.get("type") not in {"checkbox", "radio"} or "checked" in given
        if tag == "input" and ticked and given.get("type") not in {"file", "submit"}:
            kept.append(given.get("value", "on" if "checked" in given else ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside = "" if tag == "form" else self._inside
        self._area = "" if tag == "textarea" else self._area

    def handle_data(self, data: str) -> None:
        if self._area:
            self._fields[self._area] = [*self._fields[self._area][:0], data.removeprefix("\n")]


class Walk:
    """One person's way through the pages, from home on. Nothing is typed into the address bar."""

    def __init__(self, person: str, language: str = "zh", code: str = CODE) -> None:
        self.client = signed_in(Client(), person)
        self.language, self.home = language, f"/{language}/c/{code}/"
        self.start()

    def start(self) -> "Walk":
        """The community's home."""
        return self._open(self.home)

    def _open(self, address: str) -> "Walk":
        shelf.clear()
        self._take(self.client.get(address, follow=True), address)
        assert self.status == 200, (address, self.status)
        return self

    def _take(self, answer: Any, address: str) -> None:
        self.at = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        self.status, self.html = answer.status_code, answer.content.decode()
        self.shown = Forms(self.html)

    @property
    def words(self) -> str:
        """What the page says."""
        return " ".join(unescape(TAGS.sub(" ", self.html)).split())

    def links(self, part: str) -> list[str]:
        """The links shown that have this in their address."""
        return [one for one in self.shown.links if part in one]

    def go(self, *parts: str) -> "Walk":
        """Open links one after the other: the first on each page with this in its address, or that ends with it."""
        for part in parts:
            found = self.links(part)
            assert found, f"{self.at} has no link to {part}"
            best = next((one for one in found if one.partition("?")[0].endswith(part)), found[0])
            self._open(best if best.startswith("/") else self.at.partition("?")[0] + best)
        return self

    def field(self, name: str) -> str:
        """What stands in a field of the page's own form."""
        return next(", ".join(fields[name]) for _how, fields in self.shown.forms if name in fields)

    def send(self, with_field: str = "key", /, **given: Any) -> "Walk":
        """Fill the form that has this field, and send it."""
        how, fields = next(one for one in self.shown.forms if with_field in one[1])
        unknown = given.keys() - fields.keys()
        assert not unknown, f"{self.at} asks nothing of the kind: {unknown}"
        data: dict[str, Any] = {name: kept for name, kept in fields.items() if name and kept} | given
        for name, value in given.items():
            if isinstance(value, bytes):
                data[name] = SimpleUploadedFile("sheet.pdf", value, "application/pdf")
        shelf.clear()
        address = how.get("action") or self.at
        self._take(self.client.post(address, data, follow=True), address)
        return self
