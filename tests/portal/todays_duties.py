"""Somebody who walks from page to page by the links that are shown, without JavaScript, and fills in the forms."""

import re
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.portal.pages import signed_in
from tests.stage import CODE

START = {"zh": f"/zh/c/{CODE}/", "en": f"/en/c/{CODE}/"}
DUTIES = {"zh": "今天要办的事", "en": "My duties"}


class _Page(HTMLParser):
    """The links of a page, and what its last form would send as it stands."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.sends: dict[str, str] = {}
        self._in: dict[str, str | None] = {}
        self._select = self._area = ""
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = dict(attrs)
        name, value = here.get("name") or "", here.get("value") or ""
        if tag == "a":
            self.links.append((here.get("href") or "", ""))
        elif tag == "main":
            self._inside = True
        elif not self._inside:
            return
        elif tag == "select":
            self._select = name
            self.sends.setdefault(name, "")
        elif tag == "option" and self._select and "selected" in here:
            self.sends[self._select] = value
        elif tag == "textarea":
            self._area = name
            self.sends[name] = ""
        elif tag == "input" and name and _is_sent(here):
            self.sends[name] = value

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sends[self._area] += data
        if self.links:
            href, text = self.links[-1]
            self.links[-1] = (href, text + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""
        elif tag == "main":
            self._inside = False


def _is_sent(box: dict[str, str | None]) -> bool:
    """Whether a browser would send a box as it stands."""
    kind = box.get("type")
    return kind != "file" and (kind not in {"radio", "checkbox"} or "checked" in box)


class Walk:
    """From the community's home page on; no address is typed after it."""

    def __init__(self, client: Client, person: str, language: str = "en") -> None:
        self.client = signed_in(client, person) if person else client
        self.language = language
        self._open(START[language])

    def _open(self, address: str) -> "Walk":
        answer = self.client.get(address, follow=True)
        assert answer.status_code == 200, (address, answer.status_code)
        return self._read(answer)

    def _read(self, answer: HttpResponse) -> "Walk":
        request: Any = getattr(answer, "request", {})
        self.at = str(request["PATH_INFO"]) + (f"?{request['QUERY_STRING']}" if request["QUERY_STRING"] else "")
        self.html = answer.content.decode()
        self.page = _Page(self.html)
        return self

    @property
    def words(self) -> str:
        """What the page says, without its markup."""
        body = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", self.html, flags=re.DOTALL)
        return " ".join(body.split())

    def leads(self, part: str) -> bool:
        """Whether a link shown here leads to an address with this in it."""
        return any(part in href for href, _text in self.page.links)

    def follow(self, part: str) -> "Walk":
        """The first link shown here whose address has this in it."""
        found = [href for href, _text in self.page.links if part in href]
        assert found, (part, self.at, [href for href, _text in self.page.links])
        return self._open(found[0])

    def duties(self) -> "Walk":
        """What waits for them today, by the navigation."""
        return self.follow(f"/{self.language}/c/{CODE}/desk/")

    def send(self, **said: Any) -> "Walk":
        """The form of the page, with what it holds already and what is said now."""
        answer = self.client.post(self.at, self.page.sends | said, follow=True)
        assert answer.status_code == 200, (self.at, answer.status_code, self._read(answer).words[:2000])
        return self._read(answer)
