"""The tables of docs/import/ come into a community like the sample one, whichever of them is brought first."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from sunward.demo import plans
from sunward.demo.script import Script
from sunward.kernel import clock
from sunward.kernel.door import perform
from sunward.kernel.refs import Ref
from sunward.registry.imports import command
from sunward.registry.imports.kinds import all_kinds

TEMPLATES = Path(__file__).parents[2] / "docs" / "import"
KINDS = [kind.key for kind in all_kinds()]
ELSEWHERE = (("990102003", "990102004"), ("柳河街道", "柳溪街道"), ('"XY"', '"LX"'))
CODE = "likexiangyang"


def moved(text: str) -> str:
    """The same at another street, so that it can stand beside the community that every test finds."""
    for before, after in ELSEWHERE:
        text = text.replace(before, after)
    return text


@pytest.fixture
def like_the_demo(db: None) -> str:
    """The code of a community with the posts, officers and list of powers of the demo's Xiangyang."""
    script = Script(clock.now())
    plan: dict[str, Any] = json.loads(moved(json.dumps(plans.xiangyang(script), ensure_ascii=False)))
    desk = next(body for body in plan["bodies"] if body["kind"] == "service_centre")
    del desk["posts"][0]["holders"][1:]  # by the end of the demo's story Wu Xiulan has left the desk
    with clock.moved_to(clock.moment(script.opening)):
        perform("registry.found", by="person:founder", post="founder", subject=Ref("community", CODE),
                facts={"plan": plan}, key="found")  # fmt: skip
    return CODE


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
