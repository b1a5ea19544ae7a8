"""Reading a plan piece by piece, noting every fault with the place where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sunward.kernel.formfields import read_day
from sunward.kernel.text import Text


@dataclass(slots=True)
class Node:
    """A value in a plan and its place, such as `bodies[2].posts[0]`. What is missing or wrong is noted in
    `faults`, which all nodes of a plan share, and reading goes on with an empty value."""

    value: Any
    place: str
    faults: list[str] = field(default_factory=list)

    def fault(self, what: str) -> None:
        self.faults.append(f"{self.place}: {what}")

    def at(self, key: str) -> "Node":
        """What stands under a key; nothing if there is no such key."""
        place = f"{self.place}.{key}" if self.place else key
        return Node(self.value.get(key) if isinstance(self.value, dict) else None, place, self.faults)

    def items(self) -> Iterator["Node"]:
        """The entries of a list; no list is an empty one."""
        if self.value is not None and not isinstance(self.value, list):
            self.fault(_("is not a list."))
            return
        for place, each in enumerate(self.value or ()):
            yield Node(each, f"{self.place}[{place}]", self.faults)

    def entries(self) -> Iterator[tuple[str, "Node"]]:
        """The entries of a mapping; no mapping is an empty one."""
        if self.value is not None and not isinstance(self.value, dict):
            self.fault(_("is not a mapping of names."))
            return
        for key in self.value or {}:
            yield str(key), self.at(str(key))

    def only(self, *accepted: str) -> None:
        """Note every key that means nothing here: most are misspelt."""
        for key in self.value if isinstance(self.value, dict) else ():
            if key not in accepted:
                self.at(str(key)).fault(_("unknown; accepted: %(names)s") % {"names": ", ".join(accepted)})

    def text(self, required: bool = True) -> str:
        if self.value is None or self.value == "":
            if required:
                self.fault(_("missing."))
            return ""
        if isinstance(self.value, dict | list):
            self.fault(_("is not a text."))
            return ""
        return str(self.value).strip()

    def both(self) -> Text:
        """A text in both languages; a plain one is the same in both."""
        if isinstance(self.value, dict):
            return Text(self.at("zh").text(), self.at("en").text())
        return Text.of(self.text())

    def whole(self, default: int | None = None) -> int:
        """A whole number from zero on."""
        if self.value is None and default is not None:
            return default
        if isinstance(self.value, bool) or not str(self.value).isdecimal():
            self.fault(_("is not a whole number."))
            return default or 0
        return int(self.value)

    def day(self) -> date | None:
        if self.value is None:
            return None
        try:
            return read_day(self.value)
        except ValidationError as error:
            self.fault(" ".join(error.messages))
            return None
