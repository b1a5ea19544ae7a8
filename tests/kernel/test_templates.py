"""What holds for every template of every context: no inline style or script, icons that exist, parts that exist."""

import re
from pathlib import Path

import pytest

from sunward.kernel.templatetags.sunward import icons

SOURCE = Path(__file__).parents[2] / "src" / "sunward"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
PARTS = {path.name for path in (SOURCE / "kernel/templates/parts").glob("*.html")}

every_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 40


@every_template
def test_nothing_inline_that_the_security_policy_refuses(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.findall(r"<[^>%]*\sstyle=|<style|<[^>%]*\son\w+=|javascript:", text)
    assert not re.findall(r"<script(?![^>]*\ssrc=)", text)


@every_template
def test_no_page_asks_another_server_for_anything(path: Path) -> None:
    assert not re.findall(r"(?:src|action)=\"(?:https?:)?//|<link[^>]*href=\"(?:https?:)?//", path.read_text("utf-8"))


@every_template
def test_every_icon_is_in_the_sprite(path: Path) -> None:
    named = re.findall(r'\{% icon "([\w-]+)"|\bicon="([\w-]+)"', path.read_text("utf-8"))
    assert {one or other for one, other in named} <= icons().keys()


@every_template
def test_every_part_exists(path: Path) -> None:
    assert set(re.findall(r'include "parts/([\w.]+)"', path.read_text("utf-8"))) <= PARTS


def test_icons_named_in_python_are_in_the_sprite() -> None:
    named = {
        name
        for path in SOURCE.rglob("*.py")
        for name in re.findall(r'(?:["\']icon["\']: |\bicon=)["\']([\w-]+)["\']', path.read_text("utf-8"))
    }
    assert named <= icons().keys()
