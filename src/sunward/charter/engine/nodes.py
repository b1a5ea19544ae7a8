"""Reading plain data (from YAML or JSON) without losing the place where it stands."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sunward.charter.engine.errors import PackError
from sunward.charter.engine.texts import Text


@dataclass(frozen=True, slots=True)
class Node:
    """A value and the path to it; every reader raises PackError naming that path."""

    value: object
    where: str

    def wrong(self, what: str) -> PackError:
        return PackError(self.where, what)

    def mapping(self) -> Mapping[str, object]:
        if not isinstance(self.value, Mapping):
            raise self.wrong("must be a mapping of keys to values")
        return self.value

    def only(self, accepted: Collection[str]) -> "Node":
        """Refuse keys that this place does not know."""
        for key in self.mapping():
            if key not in accepted:
                raise self.wrong(f"unknown key {key!r}; accepted: {', '.join(accepted)}")
        return self

    def find(self, key: str) -> "Node | None":
        value = self.mapping().get(key)
        return None if value is None else Node(value, f"{self.where}.{key}")

    def need(self, key: str) -> "Node":
        found = self.find(key)
        if found is None:
            raise self.wrong(f"{key!r} is missing")
        return found

    def items(self) -> Iterator[tuple[str, "Node"]]:
        for key, value in self.mapping().items():
            yield key, Node(value, f"{self.where}.{key}")

    def entries(self) -> tuple["Node", ...]:
        if not isinstance(self.value, list | tuple):
            raise self.wrong("must be a list")
        return tuple(Node(value, f"{self.where}[{index}]") for index, value in enumerate(self.value))

    def string(self) -> str:
        if not isinstance(self.value, str) or not self.value:
            raise self.wrong("must be a text")
        return self.value

    def integer(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.wrong("must be a whole number")
        return self.value

    def boolean(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.wrong("must be true or false")
        return self.value

    def one_of(self, accepted: Collection[str]) -> str:
        if self.string() not in accepted:
            raise self.wrong(f"{self.value!r} is not known; accepted: {', '.join(accepted)}")
        return self.string()

    def text(self) -> Text:
        self.only(("zh", "en"))
        return Text(self.need("zh").string(), self.need("en").string())

    def strings(self) -> tuple[str, ...]:
        return tuple(entry.string() for entry in self.entries())

    def pairs(self) -> dict[str, str]:
        return {key: node.string() for key, node in self.items()}

    def optional_pairs(self, key: str) -> dict[str, str]:
        found = self.find(key)
        return found.pairs() if found else {}

    def optional_strings(self, key: str) -> tuple[str, ...]:
        found = self.find(key)
        return found.strings() if found else ()

    def flag(self, key: str, default: bool = False) -> bool:
        found = self.find(key)
        return found.boolean() if found else default

    def optional_string(self, key: str) -> str:
        found = self.find(key)
        return found.string() if found else ""
