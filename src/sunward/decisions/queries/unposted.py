"""Decisions whose resolution, or whose result after it was carried out, is not posted yet: for whoever owes it, and for
everybody once its day is past."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sunward.charter import queries as charter
from sunward.decisions.models import Decision
from sunward.disclosure import queries as disclosure
from sunward.kernel.memo import remembering
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.kernel.waiting import Waits

LIMIT, MOST = 100, 12
PUBLISH = "disclosure.publish"
WHAT = {"resolutions": Text("决议", "resolution"), "results": Text("结果", "result")}
WAITS = Text("等待公开{zh}", "waits for its {en} to be posted")


@dataclass(frozen=True, slots=True)
class Unposted:
    """A posting that is owed, by its item of the catalogue, with its last day."""

    decision: Decision
    item: str
    event_on: date
    due_on: date
    owner_post: str
    source: str

    @property
    def what(self) -> Text:
        return WHAT[self.item]

    @property
    def stuck_at(self) -> Text:
        return WAITS.fill(zh=self.what.zh, en=self.what.en)


def unposted(community: str, on: date, matter: str = "") -> Iterator[Unposted]:
    """What is owed for the decisions that stand, in time or late; of one matter, where it is named."""
    rows = Decision.objects.filter(community_code=community, decided_on__range=(on - LOOKED_BACK, on))
    rows = rows.filter(matter__number=matter) if matter else rows
    found = list(rows.filter(superseded_by__isnull=True).select_related("matter").order_by("-id")[:LIMIT])
    if found:
        with remembering():  # the catalogue of each day on which something was decided is asked for
            catalogue = disclosure.Catalogue(community, on)
            results = [row for row in found if row.carried_out_on]
            owed = [*_of("resolutions", found, catalogue, on), *_of("results", results, catalogue, on)]
        yield from owed


def _of(item: str, decisions: Iterable[Decision], catalogue: disclosure.Catalogue, on: date) -> Iterator[Unposted]:
    waiting = list(decisions)
    posted = disclosure.postings_of([row.ref for row in waiting], on, item) if waiting else {}
    for row in waiting:
        event = row.decided_on if item == "resolutions" else row.carried_out_on or row.decided_on
        terms = catalogue.terms(item, event)
        if row.ref not in posted and terms.due_by:
            yield Unposted(row, item, event, terms.due_by, terms.owner_post, terms.due_source)


def to_post(viewer: Viewer, on: date, matter: str = "") -> list[Waits]:
    """What this reader owes a posting for, the one that is due first on top. A few queries, however many there are."""
    if not viewer.posts or not charter.post_for(viewer, PUBLISH, on):
        return []
    mine = viewer.posts | {body_of(post) for post in viewer.posts}
    owed = [one for one in unposted(viewer.community, on, matter) if one.owner_post in mine]
    return [_waits(one) for one in sorted(owed, key=lambda one: one.due_on)[:MOST]]


def _waits(one: Unposted) -> Waits:
    """The form knows everything but the words."""
    row = one.decision
    title = Text(f"{one.what.zh}：{row.title}", f"{one.what.en.capitalize()}: {row.title}")
    given = (
        ("item", one.item),
        ("title", title.zh),
        ("title_en", title.en),
        ("about", row.number),
        ("event_on", str(one.event_on)),
    )
    here = Ref("community", row.community_code)
    return Waits(here, title, one.stuck_at, one.due_on, (PUBLISH,), row.matter.ref, given)
