"""What went with an office and is kept by somebody who never held it, until there is a successor: owed on."""

from collections.abc import Iterator

from sunward.elections.acts.pass_on import PassOn
from sunward.elections.models import Handover
from sunward.kernel.acts import Consequence
from sunward.registry import queries as registry
from sunward.registry.events import OfficeEnded, OfficeTaken


def to_the_successor(event: OfficeTaken) -> Iterator[Consequence]:
    """Somebody has come into an office: whoever has kept what belongs to it owes it to them."""
    if event.from_day <= event.on:
        for row in _kept(event.community, event.post):
            if str(row.receiver) != event.person and not _held_it_since(row):
                yield Consequence(PassOn, row.ref)


def by_who_leaves(event: OfficeEnded) -> Iterator[Consequence]:
    """Whoever kept it leaves the post in which they did: it is owed to whoever keeps it next."""
    term = registry.term(event.appointment)
    if term is not None and event.left_on <= event.on:
        for row in _kept(event.community):
            if row.receiver_post == event.post and str(row.receiver) == term.person and not _held_it_since(row):
                yield Consequence(PassOn, row.ref)


def _kept(community: str, post: str = "") -> list[Handover]:
    """The last who confirmed each thing of an office, where they did so in another post and have not passed it on."""
    rows = Handover.objects.filter(community_code=community, void_on=None).exclude(confirmed_on=None)
    rows = rows.filter(post=post) if post else rows
    newest = {(row.post, row.thing): row for row in rows.select_related("receiver").order_by("confirmed_on", "pk")}
    return [
        row for row in newest.values()
        if row.receiver and row.receiver_post != row.post and not row.passed_on.filter(void_on=None).exists()
    ]  # fmt: skip


def _held_it_since(row: Handover) -> bool:
    """Whoever has come into the office itself hands it over when they leave that."""
    terms = registry.terms_of(row.post, row.community_code).select_related("person")
    own = [one for one in terms if one.person_id == row.receiver_id]
    return any(one.left_on is None or (row.confirmed_on and one.left_on > row.confirmed_on) for one in own)
