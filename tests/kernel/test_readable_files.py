"""A file with a borrowed beginning is no photograph and no document."""

import io
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from sunward.kernel import files
from sunward.kernel.readable import CHECKS, reads_as
from tests.papers import pdf, png

IMAGES = Path(__file__).parents[2] / "docs" / "images"
BEGINNINGS = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff\xe0",
    "application/pdf": b"%PDF-1.7\n",
    "image/webp": b"RIFF\x00\x00\x00\x00WEBP",
}


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_a_beginning_with_nothing_behind_it_is_refused(kind: str, tmp_path: Path, settings: object) -> None:
    settings.SUNWARD_FILES = tmp_path / "files"  # type: ignore[attr-defined]
    upload = SimpleUploadedFile("invoice", BEGINNINGS[kind] + bytes(4000))
    with pytest.raises(ValidationError, match=r"cannot be read|打不开"):
        files.store_upload(upload)
    assert not (tmp_path / "files").exists(), "nothing of it is kept"


@pytest.mark.parametrize(("name", "content"), [("image/png", png("发票")), ("application/pdf", pdf("发票"))])
def test_a_whole_file_is_kept_as_what_it_is(name: str, content: bytes, tmp_path: Path, settings: object) -> None:
    settings.SUNWARD_FILES = tmp_path  # type: ignore[attr-defined]
    kept = files.store_upload(SimpleUploadedFile("invoice", content))
    assert (kept.type, kept.size) == (name, len(content))


@pytest.mark.parametrize("path", sorted(IMAGES.glob("*.png")), ids=lambda path: path.name)
def test_a_real_picture_reads(path: Path) -> None:
    assert reads_as("image/png", path.read_bytes())


@pytest.mark.parametrize(
    ("kind", "saved_as"),
    [("image/png", "PNG"), ("image/jpeg", "JPEG"), ("image/webp", "WEBP"), ("application/pdf", "PDF")],
)
@pytest.mark.parametrize("more", [{}, {"progressive": True, "quality": 95}, {"lossless": True}])
def test_what_others_write_reads_and_half_of_it_does_not(kind: str, saved_as: str, more: dict[str, bool]) -> None:
    pictures = pytest.importorskip("PIL.Image")
    out = io.BytesIO()
    pictures.linear_gradient("L").convert("RGB").save(out, saved_as, **more)
    assert reads_as(kind, out.getvalue())
    assert reads_as(kind, out.getvalue() + b"\0\0"), "some cameras write something behind the end"
    assert not reads_as(kind, out.getvalue()[: len(out.getvalue()) // 2])


def test_a_printed_document_reads() -> None:
    paper = pytest.importorskip("weasyprint")
    assert reads_as("application/pdf", paper.HTML(string="<p>会议记录</p>").write_pdf())


@given(st.sampled_from(sorted(CHECKS)), st.binary(max_size=300))
def test_whatever_comes_it_is_read_or_refused_and_never_breaks(kind: str, rest: bytes) -> None:
    assert reads_as(kind, BEGINNINGS[kind] + rest) in {True, False}
