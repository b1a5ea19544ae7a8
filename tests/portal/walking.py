"""Somebody without JavaScript goes from page to page by the links that are shown, and never types an address."""

import re
from dataclasses import dataclass, field
from html import unescape

from django.test import Client

from sunward.kernel.refs import new_id
from tests.portal.pages import signed_in
from tests.stage import CODE

LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@dataclass
class Walk:
    """A reader with a page before them; it starts at the home page of the community."""

    person: str = ""
    language: str = "en"
    address: str = ""
    page: str = ""
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        if self.person:
            signed_in(self.client, self.person)
        self.home()

    def home(self) -> "Walk":
        return self._open(f"/{self.language}/c/{CODE}/")

    def links(self) -> list[str]:
        """Those of the page itself before those that stand on every page."""
        before, _main, rest = self.page.partition("<main")
        main, _end, after = rest.partition("</main>")
        return [unescape(one) for part in (main, before, after) for one in LINK.findall(part)]

    def follow(self, *parts: str) -> "Walk":
        """By the first link shown that has this in its address; one part after the other."""
        for part in parts:
            here = self.address.partition("?")[0]
            found = [one for one in self.links() if part in one and one.partition("?")[0] != here]
            assert found, f"no link to “{part}” on {self.address}"
            self._open(found[0])
        return self

    def find(self, word: str, field: str = "q") -> "Walk":
        """Type a word into the page's own search form, with what the form sends along."""
        form = next(
            (one for one in re.findall(r"<form\b.*?</form>", self.page, re.DOTALL) if f'name="{field}"' in one), ""
        )
        assert form, f"no field {field} on {self.address}"
        sent = {name: unescape(value) for name, value in HIDDEN.findall(form)}
        action = re.search(r'\baction="([^"]*)"', form.partition(">")[0])
        return self._open(action[1] if action else self.address.partition("?")[0], sent | {field: word})

    def enter(self, **facts: object) -> "Walk":
        """Fill in the form of the page, and send it."""
        hidden = {name: unescape(value) for name, value in HIDDEN.findall(self.page)}
        assert "key" in hidden, f"no form on {self.address}"
        return self._take(self.client.post(self.address, hidden | {"key": new_id()} | facts, follow=True))

    def _open(self, address: str, sent: dict[str, str] | None = None) -> "Walk":
        return self._take(self.client.get(address.partition("#")[0], sent, follow=True))

    def _take(self, response: object) -> "Walk":
        assert response.status_code == 200, (self.address, response.status_code)  # type: ignore[attr-defined]
        self.address = response.request["PATH_INFO"]  # type: ignore[attr-defined]
        if query := response.request["QUERY_STRING"]:  # type: ignore[attr-defined]
            self.address += f"?{query}"
        self.page = response.content.decode()  # type: ignore[attr-defined]
        return self

    def dead(self) -> list[str]:
        """The links of the page into the community that lead nowhere."""
        here = f"/{self.language}/c/{CODE}/"
        wanted = {one.partition("#")[0] for one in self.links() if one.startswith(here)}
        return [one for one in sorted(wanted) if self.client.get(one).status_code == 404]
