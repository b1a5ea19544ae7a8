"""The colours of the stylesheet: readable in light and dark, and the same however dark is chosen."""

import gzip
import re
from pathlib import Path

import pytest

SHEET = Path(__file__).parents[2] / "src/sunward/kernel/static/sunward/site.css"
CSS = SHEET.read_text("utf-8")
TEXT, CONTROL, BODY = 4.5, 3.0, 7.0  # WCAG 2.2: 1.4.3, 1.4.11, and 1.4.6 for what is read most

PAIRS = [
    ("ink", "paper", BODY), ("ink", "card", BODY), ("ink", "sunk", BODY), ("ink-2", "paper", BODY),
    ("ink-2", "card", BODY), ("ink-2", "sunk", TEXT), ("ink-2", "brand-soft", TEXT), ("ink-3", "paper", TEXT),
    ("ink-3", "card", TEXT), ("brand", "paper", TEXT), ("brand", "card", TEXT), ("brand", "sunk", TEXT),
    ("brand", "brand-soft", TEXT), ("brand", "info-soft", TEXT), ("brand", "warn-soft", TEXT),
    ("brand", "alert-soft", TEXT), ("brand-strong", "brand-soft", TEXT), ("on-brand", "brand", TEXT),
    ("on-brand", "brand-strong", TEXT), ("on-band", "band", TEXT), ("band", "on-band", TEXT),
    ("band-highlight", "band", TEXT), ("alert", "paper", TEXT), ("alert", "card", TEXT), ("alert", "sunk", TEXT),
    ("alert", "alert-soft", TEXT), ("warn", "warn-soft", TEXT), ("info", "info-soft", TEXT),
    ("idle", "idle-soft", TEXT), ("ink", "brand-soft", BODY), ("ink", "warn-soft", BODY), ("ink", "alert-soft", BODY),
    ("ink", "info-soft", BODY), ("line-strong", "card", CONTROL), ("line-strong", "paper", CONTROL),
    ("brand", "sunk", CONTROL), ("alert", "brand-soft", CONTROL),
]  # fmt: skip


def colours(start: str) -> dict[str, str]:
    """The tokens of the first rule that begins with this selector."""
    rule = CSS[CSS.index(start) :]
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", rule[: rule.index("}")]))


LIGHT = colours(":root {")
DARK_BY_DEVICE = colours(":root:not([data-theme=light]) {")
DARK_BY_HAND = colours(":root[data-theme=dark] {")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK_BY_DEVICE], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_every_text_stands_out_from_its_ground(theme: dict[str, str], front: str, ground: str, least: float) -> None:
    assert contrast(theme[front], theme[ground]) >= least


@pytest.mark.parametrize("theme", [LIGHT, DARK_BY_DEVICE], ids=["light", "dark"])
def test_the_focus_ring_shows_on_every_ground(theme: dict[str, str]) -> None:
    """Two colours outside the control: on any ground one of them is seen. On the band the ring has its own pair."""
    for ground in ("paper", "card", "sunk", "brand-soft", "alert-soft", "warn-soft", "info-soft"):
        assert max(contrast(theme["ink"], theme[ground]), contrast(LIGHT["focus"], theme[ground])) >= CONTROL
    assert contrast(theme["on-band"], theme["band"]) >= CONTROL


def test_dark_is_the_same_by_device_and_by_hand() -> None:
    assert DARK_BY_DEVICE == DARK_BY_HAND
    assert DARK_BY_DEVICE.keys() == LIGHT.keys() - {"focus"}


def test_colours_are_tokens_and_nowhere_else() -> None:
    """So that a city's own colours, dark mode and print reach every component."""
    components = CSS[CSS.index("@layer base {") : CSS.index("@layer modes {")]
    written = set(re.findall(r"#[0-9A-Fa-f]{3,6}\b", components))
    assert written <= {"#17211E", "#000", "#fff"}, (
        "ink on the yellow hover; QR codes and flow charts are black on white"
    )


def test_the_stylesheet_stays_small() -> None:
    size = SHEET.read_bytes()
    assert len(size) <= 35_000
    assert len(gzip.compress(size, 9)) <= 8_500


def test_layers_are_declared_once_and_used() -> None:
    declared = re.search(r"@layer ([\w, ]+);", CSS)
    assert declared
    assert declared[1].split(", ") == re.findall(r"^@layer (\w+) \{", CSS, re.MULTILINE)


def test_directions_are_logical() -> None:
    """Left and right would be wrong in Uyghur, which is written from right to left."""
    assert not re.findall(r"(?:margin|padding|border|text-align)[-:] ?(?:left|right)", CSS)
