"""The words of the interface: one gettext catalogue per context, compiled without outside programs.

A bare Debian has no msgfmt, so Babel compiles. `python -m sunward.kernel.catalogues --check` fails when a text
of the code or the templates has no Chinese, or a catalogue carries one that nobody uses.
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.template import Engine
from django.template.base import Node, NodeList
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

SOURCE = Path(__file__).resolve().parents[1]
CALLS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "ngettext": 2, "ngettext_lazy": 2, "pgettext": 2}
MSGID = re.compile(r'^msgid (".*"(?:\n".*")*)', re.MULTILINE)
NODE_LISTS = ("nodelist", "nodelist_true", "nodelist_false", "nodelist_loop", "nodelist_empty")
Message = str | tuple[str, str]


def compile_stale(source: Path = SOURCE) -> int:
    """Compile every catalogue that is newer than its compiled form; returns how many were."""
    stale = [po for po in source.glob("*/locale/*/LC_MESSAGES/django.po") if _is_stale(po)]
    for po in stale:
        compiled = po.with_suffix(".mo.part")
        with po.open("rb") as text, compiled.open("wb") as binary:
            write_mo(binary, read_po(text, locale="zh_Hans"))
        compiled.replace(po.with_suffix(".mo"))
    return len(stale)


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime <= po.stat().st_mtime


def used_in_python(path: Path) -> Iterator[Message]:
    """The texts that a module hands to gettext."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS):
            continue
        texts = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if node.func.id.startswith("ngettext") and len(texts) >= 2:
            yield texts[0], texts[1]
        elif node.func.id == "pgettext" and len(texts) == 2:
            yield texts[1]
        elif texts:
            yield texts[0]


def used_in_template(text: str) -> Iterator[Message]:
    """The texts that a template translates, found by Django's own parser."""
    yield from _in_nodes(Engine.get_default().from_string(text).nodelist)


def _in_nodes(nodes: Iterable[Node]) -> Iterator[Message]:
    for node in nodes:
        if isinstance(node, TranslateNode):
            yield str(node.filter_expression.var.literal).replace("%", "%%")  # Django looks for it doubled
        elif isinstance(node, BlockTranslateNode):
            yield _block(node)
        for inner in _inside(node):
            yield from _in_nodes(inner)


def _inside(node: Node) -> Iterator[NodeList]:
    """The lists of nodes within a node: of a block, a loop, or the branches of a condition."""
    yield from (found for name in NODE_LISTS if isinstance(found := getattr(node, name, None), NodeList))
    yield from (found for _condition, found in getattr(node, "conditions_nodelists", ()))


def _block(node: BlockTranslateNode) -> Message:
    clean = _trimmed if node.trimmed else str.strip
    singular = clean(node.render_token_list(node.singular)[0])
    return (singular, clean(node.render_token_list(node.plural)[0])) if node.plural else singular


def _trimmed(text: str) -> str:
    return " ".join(line.strip() for line in text.strip().splitlines())


def used_in(context: Path) -> set[Message]:
    """Every text that a context wants translated."""
    found: set[Message] = set()
    for path in context.rglob("*.py"):
        found.update(used_in_python(path))
    for path in context.rglob("templates/**/*.*"):
        found.update(used_in_template(path.read_text("utf-8")))
    return found


def po_of(context: Path) -> Path:
    return context / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def catalogue(context: Path) -> Catalog:
    """The Chinese catalogue of a context; empty when there is none."""
    po = po_of(context)
    if not po.exists():
        return Catalog(locale="zh_Hans")
    with po.open("rb") as text:
        return read_po(text, locale="zh_Hans")


def problems(source: Path = SOURCE) -> list[str]:
    """What is missing, unused or unclear in the catalogues, one line each."""
    found: list[str] = []
    contexts = sorted(path.parent for path in source.glob("*/__init__.py"))
    everywhere = {_first(text): text for context in contexts for text in catalogued(context)}
    for context in contexts:
        used = {_first(message) for message in used_in(context)}
        own = catalogued(context)
        found += [
            f"{context.name}: no Chinese for {text!r}" for text in sorted(used - set(own)) if text not in everywhere
        ]
        found += [f"{context.name}: nobody uses {text!r}" for text in sorted(set(own) - used)]
        found += [f"{context.name}: stands twice: {text}" for text in repeated(context)]
        found += [f"{context.name}: half-width punctuation in {text!r}" for text, zh in own.items() if _half_width(zh)]
    return found


def repeated(context: Path) -> list[str]:
    """The texts that stand twice in a context's catalogue: Babel takes the first, whoever mends the second wonders."""
    po = po_of(context)
    ids = MSGID.findall(po.read_text("utf-8")) if po.exists() else []
    return sorted(text for text, times in Counter(ids).items() if times > 1)


def catalogued(context: Path) -> dict[str, str]:
    """The texts that have Chinese in a context's catalogue, fuzzy ones left out."""
    return {
        _first(message.id): " ".join(message.string if isinstance(message.string, tuple | list) else [message.string])
        for message in catalogue(context)
        if message.id and message.string and not message.fuzzy
    }


def _first(message: str | Sequence[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _half_width(chinese: str) -> bool:
    return any("\u4e00" <= a <= "\u9fff" and b in ",;:?!" for a, b in pairwise(chinese))


def main(arguments: list[str]) -> int:
    """Compile; with `--check`, also list what is wrong."""
    compile_stale()
    if "--check" not in arguments:
        return 0
    django.setup()
    found = problems()
    print("\n".join(found) or "Every text has its Chinese.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
