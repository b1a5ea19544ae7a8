"""Every file against its published JSON Schema (`charters/schema/`)."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource

from sunward.charter.engine.errors import PackError
from sunward.charter.engine.library import charter_folders
from sunward.charter.engine.lint.complaints import explain, innermost, unknown_keys
from sunward.charter.engine.lint.remarks import Pages, Remark
from sunward.charter.engine.yaml_source import Source

Schema = Mapping[str, object]
_SUFFIX = ".schema.json"


def shape_remarks(pages: Pages) -> list[Remark]:
    """What the schemas refuse, with file, line and key."""
    return [
        _remark(pages.root / folder / f"{part}.yaml", pages.root, source, error)
        for folder, sources in pages.sources.items()
        for part, source in sources.items()
        for error in shape_errors(part, source.value)
    ]


def shape_errors(part: str, value: object) -> Iterator[ValidationError]:
    """The innermost errors, in the order of the document's paths."""
    errors = (innermost(error) for error in _validator(part).iter_errors(value))
    yield from sorted(errors, key=lambda error: error.json_path)


def _remark(file: Path, root: Path, source: Source, error: ValidationError) -> Remark:
    path = _path(error)
    line = source.lines.get(path) or source.lines.get(path.rpartition(".")[0]) or 1
    name = file.relative_to(root.parent).as_posix()
    return Remark(f"{name} line {line}, {path or 'the whole file'}", explain(error))


def _path(error: ValidationError) -> str:
    """The key complained about; an unknown one is pointed at itself."""
    path = ""
    for step in (*error.absolute_path, *unknown_keys(error)[:1]):
        path = f"{path}[{step}]" if isinstance(step, int) else f"{path}.{step}" if path else str(step)
    return path


@cache
def _validator(part: str) -> Draft202012Validator:
    schemas = _schemas()
    registry = Registry().with_resources(
        (f"{name}{_SUFFIX}", Resource.from_contents(schema)) for name, schema in schemas.items()
    )
    return Draft202012Validator(schemas[part], registry=registry)


@cache
def _schemas() -> dict[str, dict[str, object]]:
    """All published schemas by the name of the file they describe."""
    for folder in _schema_folders():
        return {
            path.name.removesuffix(_SUFFIX): json.loads(path.read_text(encoding="utf-8"))
            for path in sorted(folder.glob(f"*{_SUFFIX}"))
        }
    raise PackError("schema", "the folder charters/schema is not there; set SUNWARD_CHARTERS")


def _schema_folders() -> list[Path]:
    return [folder / "schema" for folder in charter_folders() if (folder / "schema").is_dir()]
