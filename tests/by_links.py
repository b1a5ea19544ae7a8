"""A person at a browser without JavaScript: who opens what a page links to, and sends the forms that it shows."""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin

from django.test import Client

from tests.portal.pages import signed_in
from tests.stage import CODE

TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)
TICKED = {"checkbox", "radio"}
NEVER_SENT_AS_THEY_STAND = {"file", "submit", "button", "reset", "image"}
SEEN = {"at", "status", "html", "shown"}  # of the page before them
Attributes = dict[str, str]


@dataclass
class Form:
    """The names of its fields, each with what a browser would send of it if nobody touched it."""

    how: Attributes
    fields: dict[str, list[str]] = field(default_factory=dict)

    @property
    def posts(self) -> bool:
        return self.how.get("method", "").lower() == "post"


@dataclass
class Part:
    """What can be followed and filled in, in one part of a page."""

    links: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)


@dataclass
class Choice:
    """A select while it is read: a browser sends the first option of a list if none is selected."""

    kept: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    several: bool = False


class Page(HTMLParser):
    """The page's own links and forms, and those around it, which stand on every page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.own, self.around = Part(), Part()
        self._part = self.around
        self._form: Form | None = None
        self._choice = Choice()
        self._area: list[str] = []
        self.feed(html)

    @property
    def links(self) -> list[str]:
        return self.own.links + self.around.links

    @property
    def forms(self) -> list[Form]:
        return self.own.forms + self.around.forms

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self._part = self.own
        elif tag == "a" and "href" in given:
            self._part.links.append(given["href"])
        elif tag == "form":
            self._form = Form(given)
            self._part.forms.append(self._form)
        elif tag == "option":
            self._option(given)
        elif self._form and tag in {"input", "select", "textarea", "button"} and "disabled" not in given:
            self._field(tag, given, self._form.fields.setdefault(given.get("name", ""), []))

    def _option(self, given: Attributes) -> None:
        if "disabled" not in given:
            self._choice.options.append(given.get("value", ""))
        if "selected" in given:
            self._choice.kept.append(given.get("value", ""))

    def _field(self, tag: str, given: Attributes, kept: list[str]) -> None:
        kind = given.get("type")
        if tag == "select":
            self._choice = Choice(kept, several="multiple" in given)
        elif tag == "textarea":
            kept.append("")
            self._area = kept
        elif tag == "input" and kind in TICKED:
            kept += [given.get("value", "on")] if "checked" in given else []
        elif tag == "input" and kind not in NEVER_SENT_AS_THEY_STAND:
            kept.append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._part = self.around
        elif tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = []
        elif tag == "select":
            if not self._choice.kept and not self._choice.several:
                self._choice.kept += self._choice.options[:1]
            self._choice = Choice()

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area[-1] += data if self._area[-1] else data.removeprefix("\n")


class Walk:
    """One person's way through the pages, from home on. Nothing is typed into the address bar.

    Without a person: a reader who is not signed in.
    """

    def __init__(self, person: str = "", language: str = "zh") -> None:
        self.client = signed_in(Client(), person) if person else Client()
        self.person, self.language = person, language
        self._home = f"/{language}/c/{CODE}/"
        self._alive: set[str] = set()  # addresses that were found to lead somewhere

    def __getattr__(self, name: str) -> Any:
        """Whoever looks before they went anywhere sees the home page; it is not opened for whoever passes through."""
        if name not in SEEN:
            raise AttributeError(name)
        self.home()
        return vars(self)[name]

    def home(self) -> "Walk":
        """Back to the community's home page."""
        return self._open(self._home)

    def duties(self) -> "Walk":
        """What waits for them today, by the navigation: that of the page before them, or, of whoever has just come and
        stands nowhere yet, that of the page itself, for it is the same on all."""
        address, came_from = f"{self._home}desk/", vars(self).get("shown")
        here = came_from or self._open(address).shown
        assert address in here.around.links, f"the navigation of {self.at} does not lead to today's duties"
        return self._open(address) if came_from else self

    @property
    def words(self) -> str:
        """What the page says."""
        return " ".join(unescape(TAGS.sub(" ", self.html)).split())

    def links(self, part: str) -> list[str]:
        """The links shown that have this in their address: those of the page itself first."""
        return [one for one in self.shown.links if part in one]

    def go(self, *parts: str) -> "Walk":
        """Open links of the page itself one after the other, each by a part of its address.

        One that ends with it comes before one that goes on after it. What stands around every page is no way: a
        link that is missing on the page is missed.
        """
        for part in parts:
            here = self.at.partition("?")[0]
            found = [one for one in self.shown.own.links if part in one and one.partition("?")[0] != here]
            assert found, f"{self.at} has no link to {part}, only {self.shown.own.links}"
            self._open(next((one for one in found if one.partition("?")[0].endswith(part)), found[0]))
        return self

    def dead(self) -> list[str]:
        """The links of the page into the community that lead nowhere; each is tried once on a walk."""
        wanted = {urldefrag(urljoin(self.at, one)).url for one in self.shown.links}
        ours = {one for one in wanted if one.startswith(self._home)} - self._alive
        found = sorted(one for one in ours if self.client.get(one).status_code == 404)
        self._alive |= ours - set(found)
        return found

    def field(self, name: str) -> str:
        """What stands in a field of the page."""
        return ", ".join(self._form(name).fields[name])

    def find(self, word: str, with_field: str = "q") -> "Walk":
        """Type a word into the search form that has this field."""
        assert not self._form(with_field).posts, f"{self.at} does not search by {with_field}"
        return self.send(with_field, **{with_field: word})

    def send(self, with_field: str = "key", /, **given: Any) -> "Walk":
        """Fill in the form that has this field, and send it with all that stands in it: it is taken."""
        self._submit(self._form(with_field), given)
        assert self.status == 200, (self.at, self.status, self.words[:2000])
        return self

    def send_in_vain(self, with_field: str = "key", /, **given: Any) -> "Walk":
        """The same, but the page comes back with what is wrong."""
        self._submit(self._form(with_field), given)
        assert self.status in {409, 422}, (self.at, self.status, self.words[:2000])
        return self

    def _form(self, with_field: str) -> Form:
        found = [one for one in self.shown.forms if with_field in one.fields]
        assert found, f"{self.at} has no form with a field {with_field}"
        return found[0]

    def _submit(self, form: Form, given: dict[str, Any]) -> None:
        unknown = given.keys() - form.fields.keys()
        assert not unknown, f"{self.at} asks nothing of the kind: {unknown}"
        data = {name: kept for name, kept in form.fields.items() if name and kept} | given
        address = urljoin(self.at, form.how.get("action", ""))
        if form.posts:
            self._take(self.client.post(address, data, follow=True))
        else:
            self._take(self.client.get(address.partition("?")[0], data, follow=True))

    def _open(self, link: str) -> "Walk":
        address = urldefrag(urljoin(vars(self).get("at", ""), link)).url
        self._take(self.client.get(address, follow=True))
        assert self.status == 200, (address, self.status)
        return self

    def _take(self, answer: Any) -> None:
        query = answer.request["QUERY_STRING"]
        self.at = answer.request["PATH_INFO"] + (f"?{query}" if query else "")
        self.status, self.html = answer.status_code, answer.content.decode()
        self.shown = Page(self.html)
