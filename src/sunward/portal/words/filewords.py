"""What a kept file is, in words: its kind and its size, said before somebody opens it with a telephone."""

from collections.abc import Mapping
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from sunward.kernel.templatetags.sunward import as_written, short_date
from sunward.kernel.text import Text
from sunward.meetings.queries import PaperView

KINDS: Mapping[str, Text] = {
    "application/pdf": Text("PDF", "PDF"),
    "image/png": Text("图片", "picture"),
    "image/jpeg": Text("图片", "picture"),
    "image/webp": Text("图片", "picture"),
}
OTHER = Text("文件", "file")


def kind_and_size(media_type: str, size: int) -> str:
    """Such as “PDF, 1.2 MB”."""
    return str(Text("{kind}，{size}", "{kind}, {size}").fill(
        kind=str(KINDS.get(media_type, OTHER)), size=filesizeformat(size)))  # fmt: skip


def paper_shown(paper: PaperView, code: str, meeting: str) -> dict[str, Any]:
    """A paper in a list, with where it is read; the digest stays behind it as its proof."""
    return {
        "title": as_written(paper.title), "what": kind_and_size(paper.media_type, paper.size),
        "url": reverse("portal:meeting_paper", args=[code, meeting, paper.sha256]),
        "sha256": paper.sha256, "on": short_date(paper.laid_open_on),
    }  # fmt: skip
