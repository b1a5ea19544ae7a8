"""How people are told of a meeting. Column, form and act read this one list, and so do the pages."""

from collections.abc import Mapping

from sunward.kernel.text import Text

CHANNELS: tuple[tuple[str, Text], ...] = (
    ("page", Text("网页", "page")),
    ("poster", Text("张贴", "poster")),
    ("letter", Text("书面通知到户", "letter to the household")),
    ("visit", Text("上门", "visit")),
    ("telephone", Text("电话", "telephone")),
    ("message", Text("短信", "message")),
)
WAYS: Mapping[str, Text] = dict(CHANNELS)
FOR_ALL = frozenset({"page", "poster"})
OF_OFFICES = frozenset({"telephone", "message"})
