"""The plan of the house is a rule that refuses, not a drawing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", "static", "templates", "locale", "migrations")
    shutil.copytree(REPOSITORY / "src", tmp_path / "src", ignore=ignored)
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(house: Path) -> tuple[int, str]:
    result = subprocess.run(
        [LINT_IMPORTS],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    return result.returncode, result.stdout


@pytest.mark.parametrize(
    ("module", "added", "complaint"),
    [
        ("kernel/clock.py", "import sunward.record.merkle", "sunward.kernel is not allowed to import sunward.record"),
        ("record/merkle.py", "import sunward.registry", "sunward.record is not allowed to import sunward.registry"),
        ("registry/rules.py", "import sunward.charter", "sunward.registry is not allowed to import sunward.charter"),
        ("charter/engine/rules.py", "import django", "sunward.charter.engine is not allowed to import django"),
        ("charter/engine/rules.py", "import sunward.kernel", "sunward.charter.engine is not allowed to import"),
        ("record/verify.py", "import django.db", "sunward.record.verify is not allowed to import django"),
    ],
)
def test_an_import_that_the_plan_forbids_is_named(house: Path, module: str, added: str, complaint: str) -> None:
    with (house / "src" / "sunward" / module).open("a") as file:
        file.write(f"\n{added}\n")
    code, output = lint_imports(house)
    assert code == 1
    assert complaint in output


def test_a_room_that_is_not_in_the_plan_is_named(house: Path) -> None:
    (house / "src" / "sunward" / "misc").mkdir()
    (house / "src" / "sunward" / "misc" / "__init__.py").touch()
    code, output = lint_imports(house)
    assert code == 1
    assert "misc" in output


def test_no_module_outgrows_one_sitting() -> None:
    modules = [path for path in (REPOSITORY / "src").rglob("*.py") if "migrations" not in path.parts]
    sizes = {path: path.read_text("utf-8").count("\n") for path in modules}
    assert {str(path.relative_to(REPOSITORY)): lines for path, lines in sizes.items() if lines > 400} == {}
