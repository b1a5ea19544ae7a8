"""The tables of docs/import/ come into a community like the sample one, whichever of them is brought first."""

from itertools import permutations
from pathlib import Path

import pytest
from django.utils import translation

from sunward.registry.imports import command
from sunward.registry.imports.kinds import all_kinds
from tests.demo.conftest import moved

TEMPLATES = Path(__file__).parents[2] / "docs" / "import"
KINDS = [kind.key for kind in all_kinds()]


def bring(kind: str, community: str, folder: Path) -> int:
    file = folder / f"{kind}.csv"
    file.write_bytes(moved((TEMPLATES / file.name).read_bytes().decode()).encode())
    with translation.override("en"):
        return command.run([kind, str(file), "--community", community])


def test_every_template_belongs_to_a_kind() -> None:
    assert sorted(path.stem for path in TEMPLATES.glob("*.csv")) == KINDS


@pytest.mark.parametrize("order", list(permutations(KINDS))[::5], ids=">".join)
def test_every_template_comes_in(
    like_the_demo: str, order: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {kind: (bring(kind, like_the_demo, tmp_path), capsys.readouterr()) for kind in order}
    assert {kind: result for kind, (result, _said) in told.items()} == dict.fromkeys(KINDS, 0), told
    assert "Chosen, because nobody else may: Qian Li (person:p" in told["posts"][1].out
    assert "Chosen, because nobody else may: Sun Meiling (person:p" in told["residents"][1].out
