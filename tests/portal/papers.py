"""What is on a PDF, asked of programs that did not make it (poppler)."""

import subprocess
from pathlib import Path

import pytest

from sunward.portal.paper import pdf_possible

needs_pango = pytest.mark.skipif(not pdf_possible(), reason="Pango is not installed; `run.py test` as root does")


def _asked(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def text_of(pdf: Path) -> str:
    """The words, as somebody would copy them out."""
    return _asked("pdftotext", "-layout", pdf, "-")


def pages_of(pdf: Path) -> int:
    return int(next(line for line in _asked("pdfinfo", pdf).splitlines() if line.startswith("Pages:")).split()[1])


def size_of(pdf: Path) -> tuple[int, int]:
    """Width and height of the page in whole millimetres."""
    line = next(line for line in _asked("pdfinfo", pdf).splitlines() if line.startswith("Page size:"))
    width, height = float(line.split()[2]), float(line.split()[4])
    return round(width / 72 * 25.4), round(height / 72 * 25.4)


def fonts_of(pdf: Path) -> list[tuple[str, bool]]:
    """Every font, and whether its letters are in the file."""
    lines = _asked("pdffonts", pdf).splitlines()
    place = lines[0].index("emb")
    return [(line.split()[0], line[place : place + 3].strip() == "yes") for line in lines[2:]]


def is_black_only(pdf: Path, made: Path) -> bool:
    """Rasterised, every point has as much red as green as blue."""
    _asked("pdftoppm", "-r", "40", "-singlefile", pdf, made)
    data = made.with_suffix(".ppm").read_bytes()
    pixels = data.split(b"\n", 3)[3]
    return pixels[0::3] == pixels[1::3] == pixels[2::3]


def dark_at(pdf: Path, made: Path, box: tuple[float, float, float, float], modules: int) -> list[list[bool]]:
    """The modules of a square code at a place of the page (millimetres: left, top, width, height)."""
    dots = 300
    _asked("pdftoppm", "-r", str(dots), "-gray", "-singlefile", pdf, made)
    head, rest = made.with_suffix(".pgm").read_bytes().split(b"\n", 3)[1:4:2]
    width = int(head.split()[0])
    left, top, across, down = (value / 25.4 * dots for value in box)
    return [
        [
            rest[int(top + (row + 0.5) * down / modules) * width + int(left + (column + 0.5) * across / modules)] < 128
            for column in range(modules)
        ]
        for row in range(modules)
    ]
