"""Strict YAML: text, whole numbers, true/false, null; no floats, no duplicate keys; lines are remembered.

Dates stay text (`2025-05-01`), so that a rule book can be stored as canonical JSON without loss.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from sunward.charter.engine.errors import PackError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: Mapping[str, object] = {"true": True, "false": False, "null": None, "": None}
_ACCEPTED = "text, a whole number, true, false, null; shares as 2/3, money as 12.50 yuan"
_DEEPEST = 40  # levels; a rule book has eight
Lines = dict[str, int]


@dataclass(frozen=True, slots=True)
class Source:
    """The content of one file, and the line on which each key path stands."""

    name: str
    value: object
    lines: Lines


def read_yaml(path: Path) -> Source:
    """Read one file of a rule book.

    Raises PackError naming file and line for anything that is not plain, strict YAML.
    """
    try:
        return parse_yaml(path.read_text(encoding="utf-8"), _named(path))
    except UnicodeDecodeError as error:
        raise PackError(_named(path), "is not UTF-8 text") from error
    except OSError as error:
        raise PackError(_named(path), f"cannot be read ({error.strerror})") from error


def _named(path: Path) -> str:
    """`cn-village/2018-12-29/bodies.yaml`: from the folder of the rule book on."""
    depth = 2 if (path.parent / "pack.yaml").is_file() else 3
    return "/".join(path.parts[-depth:])


def parse_yaml(text: str, name: str) -> Source:
    try:
        _refuse_what_grows(text, name)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name} line {mark.line + 1}" if mark else name
        raise PackError(where, f"is not YAML: {getattr(error, 'problem', None) or error}") from error
    lines: Lines = {}
    return Source(name, {} if root is None else _Builder(name, lines).build(root, ""), lines)


def _refuse_what_grows(text: str, name: str) -> None:
    """Ten lines of aliases of aliases would be a thousand million values, and deep nesting ends the process."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        where = f"{name} line {event.start_mark.line + 1}" if event.start_mark else name
        if isinstance(event, yaml.AliasEvent):
            raise PackError(where, f"*{event.anchor} repeats another place; accepted: everything written out")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise PackError(where, "is nested too deeply")


@dataclass(frozen=True, slots=True)
class _Builder:
    name: str
    lines: Lines

    def build(self, node: yaml.Node, path: str) -> object:
        self.lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(entry, f"{path}[{index}]") for index, entry in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: str) -> dict[str, object]:
        built: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in built:
                raise self._wrong(key_node, f"the key {key!r} stands twice")
            inner = f"{path}.{key}" if path else key
            built[key] = self.build(value_node, inner)
            self.lines[inner] = key_node.start_mark.line + 1
        return built

    def _scalar(self, node: yaml.Node) -> object:
        text = str(node.value)
        kind = node.tag.rpartition(":")[2]
        if kind in {"str", "timestamp"}:
            return text
        if kind in {"bool", "null"} and text.lower() in _WORDS:
            return _WORDS[text.lower()]
        if kind == "int" and text.isdecimal() and (text == "0" or text[0] != "0") and len(text) <= 15:
            return int(text)
        raise self._wrong(node, f"{text!r} is not accepted; accepted: {_ACCEPTED}")

    def _wrong(self, node: yaml.Node, what: str) -> PackError:
        return PackError(f"{self.name} line {node.start_mark.line + 1}", what)
