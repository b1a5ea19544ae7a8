"""`examples/*.json`: judge cases with the verdict they must get."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sunward.charter.engine.cases import held_on, parse_json
from sunward.charter.engine.errors import PackError, UnusableCase
from sunward.charter.engine.findings import Finding, Verdict
from sunward.charter.engine.judge import judge
from sunward.charter.engine.library import Library
from sunward.charter.engine.lint.complaints import explain
from sunward.charter.engine.lint.remarks import Remark
from sunward.charter.engine.lint.shapes import shape_errors
from sunward.charter.engine.nodes import Node


def example_remarks(root: Path) -> list[Remark]:
    """Examples of one rule book that do not get the verdict they expect."""
    library = Library()
    files = sorted((root / "examples").glob("*.json"))
    return [remark for file in files for remark in _file(root, file, library)]


def _file(root: Path, file: Path, library: Library) -> Iterator[Remark]:
    name = f"{root.name}/examples/{file.name}"
    try:
        examples = parse_json(file.read_bytes())
    except UnusableCase as error:
        yield Remark(name, str(error))
        return
    errors = list(shape_errors("examples", examples))
    yield from (Remark(f"{name} {error.json_path}", explain(error)) for error in errors)
    if not errors:
        for index, example in enumerate(Node(examples, name).entries()):
            yield from (Remark(f"{name} [{index}]", what) for what in run_example(example.mapping(), library))


def run_example(example: Mapping[str, object], library: Library) -> Iterator[str]:
    """What differs between the verdict an example expects and the one it gets; nothing if all is well."""
    expected = Node(example, "example").need("expect").mapping()
    case = example["case"]
    try:
        verdict = judge(
            Node(case, "case").mapping(),
            library.charter(Node(example["charter"], "charter").strings(), held_on(case)),
        )
    except (UnusableCase, PackError) as error:
        wanted = expected.get("unusable")
        if not isinstance(wanted, str) or wanted not in str(error):
            yield f"unusable ({error}), expected {wanted or 'a verdict'}"
        return
    yield from _differences(expected, verdict)


def _differences(expected: Mapping[str, object], verdict: Verdict) -> Iterator[str]:
    if "unusable" in expected:
        yield f"judged (valid: {verdict.valid}), expected unusable: {expected['unusable']}"
        return
    failed = sorted({str(found.rule) for found in verdict.failed})
    if verdict.valid != expected["valid"]:
        yield f"valid is {verdict.valid}, failing: {', '.join(failed) or 'nothing'}"
    if failed != sorted(set(_strings(expected, "fails"))):
        yield f"failing are {failed}, expected {_strings(expected, 'fails')}"
    yield from _absent(expected, "passes", [one for one in verdict.findings if one.ok])
    yield from _absent(expected, "unconfirmed", [one for one in verdict.findings if one.unconfirmed])
    for partial in _mappings(expected, "findings"):
        if not any(_matches(partial, finding) for finding in verdict.findings):
            yield f"no finding is {dict(partial)}"


def _absent(expected: Mapping[str, object], key: str, found: Sequence[Finding]) -> Iterator[str]:
    rules = {str(finding.rule) for finding in found}
    for rule in _strings(expected, key):
        if rule not in rules:
            yield f"{rule} is not among {key}: {', '.join(sorted(rules)) or 'none'}"


def _matches(partial: Mapping[str, object], finding: Finding) -> bool:
    document = finding.to_document()
    return all(document.get(key) == value for key, value in partial.items())


def _strings(expected: Mapping[str, object], key: str) -> list[str]:
    return list(Node(expected.get(key, []), key).strings())


def _mappings(expected: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    return [entry.mapping() for entry in Node(expected.get(key, []), key).entries()]
