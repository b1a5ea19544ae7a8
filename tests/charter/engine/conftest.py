"""Rule books written for one test, and the cases that are judged by them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from sunward.charter.engine.library import ENVIRONMENT

Pack = Callable[..., Path]
HOUSE = Path(__file__).resolve().parents[3] / "charters"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of rule books, with the published schemas, where the engine looks."""
    folder = tmp_path / "charters"
    folder.mkdir()
    (folder / "schema").symlink_to(HOUSE / "schema")
    monkeypatch.setenv(ENVIRONMENT, str(folder))
    return folder


@pytest.fixture
def write_pack(shelf: Path) -> Pack:
    """Write a rule book; its parts are given as plain data."""

    def write(name: str, layer: str = "community", **parts: Mapping[str, object]) -> Path:
        folder = shelf / name
        folder.mkdir()
        head = {
            "id": name,
            "layer": layer,
            "title": {"zh": "测试", "en": "test"},
            "under": parts.pop("under", []),
            "versions": parts.pop("versions", [version("2020-01-01")]),
        }
        for part, content in {"pack": head, **parts}.items():
            (folder / f"{part}.yaml").write_text(_dump(content), encoding="utf-8")
        return folder

    return write


def version(since: str, until: str | None = None, **more: object) -> dict[str, object]:
    return {
        "version": since,
        "effective_from": since,
        "effective_to": until,
        "text": {"zh": "测试", "en": "test"},
        **more,
    }


class _Plain(yaml.SafeDumper):
    """Writes repeated texts in full, as a person would."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _dump(content: object) -> str:
    return yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False)
