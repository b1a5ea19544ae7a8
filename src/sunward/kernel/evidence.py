"""Whether a picture has already borne out something else. Nobody here can read pictures; but the same file cannot show
two different things, and this is the one place that asks.

It marks and does not bar: one evening's minutes may bear out two resolutions, one letter the leaving of two posts.
"""

from collections.abc import Iterable, Iterator

from sunward.kernel.acts import act_named
from sunward.kernel.clock import civil_day
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Entry, FileDigest, bound
from sunward.kernel.text import Text

RULE = "picture_served"
SERVED = Text(
    "这张照片（文件）在 {day} 已经用来证明另一件事：“{act}”（记录 {ref}）。请打开那一条，看两处是不是真由它证明。",
    "This picture (file) bore out something else on {day}: “{act}”, entry {ref}. Open that entry and see whether it "
    "really shows both.",
)


def served(community: str, file: FileDigest, shows: str) -> Entry | None:
    """The first entry of this community in which the same file bore out another fact."""
    return bound().served(community, file.sha256, shows)


def marks(community: str, files: Iterable[FileDigest], shows: str | None) -> Iterator[Finding]:
    """What stands beside an act whose pictures have served before; `actual` is the entry in which they did."""
    if shows is None:
        return
    for file in files:
        before = served(community, file, shows)
        if before is not None:
            day, title = civil_day(before.recorded_at), act_named(before.act).title
            text = Text(
                SERVED.zh.format(day=day, act=title.zh, ref=before.ref),
                SERVED.en.format(day=day, act=title.en, ref=before.ref),
            )
            yield Finding(RULE, False, text, actual=before.ref)
