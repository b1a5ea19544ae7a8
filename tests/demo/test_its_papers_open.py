"""Whoever walks through the sample community can open what is laid open there."""

from pathlib import Path

import pytest

from sunward.demo import scans
from sunward.kernel.readable import reads_as
from tests.portal.papers import pages_of


@pytest.mark.parametrize("words", ["清溪路18号房屋出租方案", "invoice 17"])
def test_its_papers_and_photographs_read_as_what_they_are(words: str, tmp_path: Path) -> None:
    assert reads_as("application/pdf", scans.pdf(words))
    assert reads_as("image/png", scans.png(words))
    (tmp_path / "one.pdf").write_bytes(scans.pdf(words))
    assert pages_of(tmp_path / "one.pdf") == 1


def test_each_is_a_file_of_its_own() -> None:
    """One picture does not show two things: the door tells files by their content."""
    assert scans.png("东门") != scans.png("西门")
    assert scans.pdf("一") != scans.pdf("二")
