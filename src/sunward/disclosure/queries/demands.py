"""What residents demanded to be published, and whether it has been."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from sunward.charter import queries as charter
from sunward.disclosure.models import Demand, Publication
from sunward.disclosure.queries.standing import fallen
from sunward.disclosure.rules import counts_from, wide_enough
from sunward.kernel.memo import remembering
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.record import queries as record

PAGE = 50
PUBLISH = "disclosure.publish"
DEMAND_ITEM = "disclosure.demand_item"
# What follows from these somebody has made up, photographed and hung all the same.
POSTED_BY = ("decisions.report_step", "meetings.publish_result")
EVERYONE = "everyone"  # has to see what residents asked for beside the catalogue


@dataclass(frozen=True, slots=True)
class DemandView:
    """A demanded item. `met_by` is the publication that carries it; `overdue_since` the day on which the next posting
    of its part of the catalogue left it out (`passed_over`), or the last day that the rule gave. What was met late is
    overdue no more: it stays late, by as many calendar days, and passed over."""

    number: str
    petition: str
    item: str
    title: Text
    stream: str
    demanded_on: date
    due_on: date | None
    met_by: str
    met_on: date | None
    overdue_since: date | None
    late_by: int
    passed_over: bool
    owner_post: str
    source: str

    @property
    def ref(self) -> Ref:
        return Ref("demand", self.number)


@dataclass(frozen=True, slots=True)
class Post:
    """A posting that could have carried a demanded item."""

    number: str
    item: str
    posted_on: date
    recorded_on: date
    bare: bool | None
    stays_up_days: int
    asked_days: int | None
    fell: bool = False  # came down before its time, or was corrected into something else, and not posted again
    stream: str = ""  # the part of the catalogue to which it belonged on its day

    @property
    def ref(self) -> Ref:
        return Ref("publication", self.number)

    @property
    def counts_from(self) -> date:
        return counts_from(self.posted_on, self.recorded_on)

    @property
    def counts(self) -> bool:
        """A title alone tells nothing, and what hangs for too short a time too few."""
        return not self.bare and not self.fell and self.stays_up_days >= (self.asked_days or 0)


def waits_for(community: str, item: str, on: date) -> bool:
    """Whether residents asked for this item, and nothing has met it yet."""
    if not Demand.objects.filter(community_code=community, item=item).exists():
        return False
    return unmet(community, item, on) is not None


def unmet(community: str, item: str, on: date) -> DemandView | None:
    """What residents asked for under this item, the demand that is open longest, if nothing has met it yet."""
    waiting = [one for one in demands(community, on) if one.item == item and not one.met_by]
    return min(waiting, key=lambda one: one.overdue_since or date.max, default=None)


def demands(community: str, on: date) -> tuple[DemandView, ...]:
    """The newest demands and how they stand on a day. Three queries, one more where something else hung meanwhile,
    and one more where the catalogue does not have what was demanded."""
    rows = Demand.objects.filter(community_code=community, demanded_on__lte=on)
    return _views(list(rows.order_by("-id")[:PAGE]), community, on)


def demand_of(petition: str, community: str, on: date) -> DemandView | None:
    """What a petition demanded, and how it stands on a day; None where it demanded no item. As many queries, and one
    for a petition of another kind."""
    rows = Demand.objects.filter(community_code=community, demanded_on__lte=on, petition=petition)
    return next(iter(_views(list(rows), community, on)), None)


def _views(rows: list[Demand], community: str, on: date) -> tuple[DemandView, ...]:
    if not rows:
        return ()
    with remembering():  # the rules of several days are asked for
        then = CatalogueOfThen(community)
        later = _posts(then, community, min(row.demanded_on for row in rows), on)
        parts = {row.pk: then.terms(row.item, row.demanded_on)[0] for row in rows} | _dropped(then, rows)
    met = {row.pk: _met(row, later) for row in rows}
    since_then = {row.pk: _beside(row, later, parts[row.pk], met[row.pk]) for row in rows}
    by_themselves = record.followed((one.ref for every in since_then.values() for one in every), PUBLISH, POSTED_BY)
    left_out = {key: _first(every, by_themselves) for key, every in since_then.items()}
    return tuple(_view(row, met[row.pk], left_out[row.pk], parts[row.pk], on) for row in rows)


def _dropped(then: "CatalogueOfThen", rows: Collection[Demand]) -> dict[int, str]:
    """The part of what the catalogue had when people began to sign, and not when enough had: the entry tells what they
    asked for, and since when. One query, where something was demanded that the catalogue did not have."""
    own = {row.ref: row.pk for row in rows if row.item == row.number}
    asked = record.results_of(DEMAND_ITEM, own) if own else []
    facts = [(own[one.result], one.public) for one in asked if one.result in own]
    return {
        key: then.terms(str(said["asks_for"]), date.fromisoformat(said["opened_on"]))[0]
        for key, said in facts
        if said.get("opened_on")
    }


def _posts(then: "CatalogueOfThen", community: str, since: date, on: date) -> list[Post]:
    """What was posted for as many as its part of the catalogue wanted on its day, oldest first."""
    posts = Publication.objects.filter(community_code=community, recorded_on__gte=since, recorded_on__lte=on)
    fields = ("number", "item", "posted_on", "recorded_on", "bare", "stays_up_days", "asked_days", "audience")
    gone, found = fallen(community, on), list[Post]()
    for *values, audience in posts.order_by("id").values_list(*fields):
        post = Post(*values)
        stream, asked = then.terms(post.item, post.counts_from)
        if wide_enough(audience, asked):
            found.append(replace(post, stream=stream, fell=post.number in gone))
    return found


class CatalogueOfThen:
    """To which part of the catalogue an item belonged on a day, and who was to read it. A later change wipes out
    nothing that had been met, and passes nothing over that had not been."""

    def __init__(self, community: str) -> None:
        self._rules = charter.RulesOfThen(community)

    def terms(self, item: str, day: date) -> tuple[str, str]:
        rules = self._rules.on(day)
        entry = rules.disclosure.get(item) if rules else None
        return (entry.stream, entry.audience) if entry else ("", EVERYONE)


def _met(row: Demand, posts: Collection[Post]) -> Post | None:
    """The posting that carries it."""
    carrying = (post for post in posts if post.item == row.item and post.counts)
    return next((post for post in carrying if post.recorded_on >= row.demanded_on), None)


def _beside(row: Demand, posts: Collection[Post], stream: str, met: Post | None) -> list[Post]:
    """What hung of its part of the catalogue before it was met, without it. A posting of the day itself may have been
    printed before the last signature: the next is one of a later day."""
    return [
        post
        for post in posts
        if post.recorded_on > row.demanded_on
        and (met is None or met.counts_from > post.recorded_on)
        and (not stream or (post.item != row.item and post.stream == stream))
    ]


def _first(posts: Collection[Post], by_themselves: Collection[str]) -> date | None:
    """The day of the next posting that somebody made up. What followed from another act, as a roll's list does when it
    is frozen, goes up by itself, and has room for nothing else."""
    return next((post.recorded_on for post in posts if str(post.ref) not in by_themselves), None)


def _view(row: Demand, met: Post | None, left_out: date | None, stream: str, on: date) -> DemandView:
    met_on = met.counts_from if met else None
    since = min((day for day in (left_out, row.due_on) if day), default=None)
    late = max(0, ((met_on or on) - since).days) if since else 0
    return DemandView(
        row.number, row.petition, row.item, row.title, stream, row.demanded_on, row.due_on,
        met.number if met else "", met_on, since if since and since <= on and not met else None, late,
        bool(since and left_out == since), row.owner_post, row.source,
    )  # fmt: skip
