"""A community on a server in which many sign in; a story says where they go with keys alone, and what they read."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from playwright.sync_api import Browser

from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.refs import Ref, new_id
from tests import stage
from tests.browser import keyboard

LONGEST = 200  # presses of an arrow key before a choice counts as not on the list
CHOSEN = "select => select.selectedOptions[0].text"


@dataclass
class Keyboard(keyboard.Keyboard):
    """A page of one community, of which a story says where it goes and what it reads."""

    address: str

    def visit(self, path: str = "") -> None:
        """A page of the community whose address one has."""
        self.page.goto(self.address + path)

    def unfold(self, selector: str) -> None:
        """Open what is folded away."""
        self.to(selector)
        self.page.keyboard.press("Enter")

    def tick(self, selector: str) -> None:
        """Tick a box, or take the first of several choices."""
        self.to(selector)
        self.page.keyboard.press("Space")

    def write(self, selector: str, words: object) -> None:
        self.to(selector)
        self.page.keyboard.type(f"{words:%m%d%Y}" if isinstance(words, date) else str(words))

    def choose(self, selector: str, words: str) -> None:
        """Arrow down a list until the choice with these words is taken."""
        self.to(selector)
        for _press in range(LONGEST):
            if words in self.page.locator(selector).first.evaluate(CHOSEN):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"not on the list of {selector}: {words}")

    def send(self) -> None:
        """Hand in the form; the door lets it through."""
        self.go("main form.form button.btn")
        words = self.words
        assert "The door stays closed" not in words, words
        assert "Please check these points" not in words, words

    def act(self, name: str) -> None:
        """To the form of an act, from the page of what it is about."""
        self.go(f"main a.btn[href*='/do/{name}/']")

    @property
    def path(self) -> str:
        """Where one is, below the community's own address."""
        return self.page.url.removeprefix(self.address).partition("#")[0]

    @property
    def words(self) -> str:
        """What stands on the page, on one line."""
        return " ".join(self.page.inner_text("main").split())

    def says(self, *said: str) -> None:
        """These words stand on the page, in large letters or small."""
        words = self.words
        for one in said:
            assert one.lower() in words.lower(), f"“{one}” is not on {self.page.url}: {words}"


@dataclass
class Town(keyboard.Server):
    """A community on a server that runs, and what happens in it besides."""

    browser: Browser | None = None
    known: dict[str, Keyboard] = field(default_factory=dict)

    @property
    def here(self) -> Ref:
        return stage.here(self.code)

    def holder(self, post: str, place: int = 0) -> str:
        return stage.holder(self.code, post, place)

    def act(self, name: str, post: str, on: Ref, /, *, by: str | None = None, **facts: Any) -> Done:
        """What the story does not tell key by key."""
        given = by or self.holder(post)
        return perform(name, by=given, post=post, subject=on, facts=facts, key=new_id())

    def sits_down(self, person: str, path: str = "") -> Keyboard:
        """Somebody at the keyboard on one of the pages, who has signed in and stays signed in."""
        assert self.browser
        if person not in self.known:
            page = keyboard.signed_in(self.browser, self.address + path, person)
            self.known[person] = Keyboard(page, self.address)
        self.known[person].visit(path)
        return self.known[person]
