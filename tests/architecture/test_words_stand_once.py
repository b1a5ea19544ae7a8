"""What the keys of a context are called stands in one table, the context's own: two of them come to differ."""

import ast
from collections import defaultdict
from collections.abc import Iterator

from tests.architecture.files import SOURCE, modules

APART = {frozenset({"registered", "habitual", "mobile"})}  # a group of people in a rule; an answer about one of them
FEW = 3  # keys: fewer say too little to call two tables the same


def is_words(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text"


def pairs(node: ast.AST) -> Iterator[tuple[ast.expr | None, ast.expr]]:
    """The keys of a table with what stands beside them: of a dictionary, or of choices."""
    if isinstance(node, ast.Dict):
        yield from zip(node.keys, node.values, strict=True)
    elif isinstance(node, ast.Tuple | ast.List):
        yield from (
            (one.elts[0], one.elts[1]) for one in node.elts if isinstance(one, ast.Tuple) and len(one.elts) == 2
        )


def tables(tree: ast.AST) -> Iterator[frozenset[str]]:
    """The keys of each table of words."""
    for node in ast.walk(tree):
        keys = [key.value for key, words in pairs(node) if isinstance(key, ast.Constant) and is_words(words)]
        if len(keys) >= FEW and all(isinstance(key, str) for key in keys):
            yield frozenset(map(str, keys))


def test_no_two_tables_name_the_same_keys() -> None:
    found: dict[frozenset[str], set[str]] = defaultdict(set)
    for path in modules():
        for keys in tables(ast.parse(path.read_text("utf-8"))):
            found[keys].add(str(path.relative_to(SOURCE)))
    assert {keys: files for keys, files in found.items() if len(files) > 1 and keys not in APART} == {}


# Alike in Chinese by chance, and why.
TWO_MEANINGS = {
    "这条异议已经答复。": "of an objection and of a dispute about the desk: Chinese has one word for both, English two",
}
SHORTEST = 7  # characters: what is shorter, and no sentence, is a word, such as those on a button or in a table


def chinese(node: ast.AST) -> str:
    """What a text says in Chinese, where it is written out as a sentence or long enough to be none by chance."""
    if not (is_words(node) and isinstance(node, ast.Call) and node.args):
        return ""
    first = node.args[0]
    said = first.value if isinstance(first, ast.Constant) else ast.unparse(first)
    written = isinstance(first, ast.Constant | ast.JoinedStr) and isinstance(said, str)
    return str(said) if written and (len(str(said)) >= SHORTEST or str(said).endswith("。")) else ""


def test_no_two_modules_say_the_same() -> None:
    """A text that two modules need stands where the lower of them does: mended in one place, it is mended."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if said := chinese(node):
                found[said].add(str(path.relative_to(SOURCE)))
    twice = {said: files for said, files in found.items() if len(files) > 1}
    assert {said: files for said, files in twice.items() if said not in TWO_MEANINGS} == {}
    assert TWO_MEANINGS.keys() <= twice.keys(), "what is no longer said twice needs no reason"
