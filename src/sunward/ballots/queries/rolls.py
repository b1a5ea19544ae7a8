"""Rolls for pages and for votes: how computed, who is on it now, who was on it when a vote opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from sunward.ballots.models import Correction, Roll, RollEntry
from sunward.ballots.roll import readers
from sunward.ballots.roll.lately import Lately, registered_lately
from sunward.ballots.roll.membership import name_of_roll
from sunward.ballots.roll.places import place_on
from sunward.ballots.roll.striking import in_question
from sunward.ballots.rules.corrections import CHANGES, NAMED, REWEIGH, WEIGHT_REASONS
from sunward.ballots.rules.doors import as_walked
from sunward.charter.engine.vocabulary import AREA_OF, CLASSES
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer

PAGE = 50


@dataclass(frozen=True, slots=True)
class RollCard:
    """One line of the list of rolls. `key` is what the next page starts `before`."""

    key: int
    number: str
    body: Text
    of: Text
    record_date: date
    frozen_on: date
    entitled: int
    open_until: date


@dataclass(frozen=True, slots=True)
class RollBrief:
    """A roll in brief, for other contexts."""

    key: int
    number: str
    body: str
    of: str
    record_date: date
    frozen_on: date
    open_until: date
    grid: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction as anybody may read it."""

    on: date
    change: Text
    reason: Text
    words: str
    post: str
    unborne: bool = False


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place as the list shows it; the name as this reader may see it."""

    key: int
    door: str
    name: str
    part: str
    weight: int | None
    struck: bool
    added: bool


@dataclass(frozen=True, slots=True)
class RollPage:
    """A roll: by which rule, as of which day, how many, what was corrected, and whether the reader is on it."""

    card: RollCard
    community: str
    source: str
    digest: str
    places_now: int
    corrections: tuple[CorrectionView, ...]
    mine: str
    names_for: Text
    readable: bool
    printable: bool
    area: int | None = None
    lately: Lately | None = None


def rolls(community: str, on: date, before: int | None = None, limit: int = PAGE) -> tuple[RollCard, ...]:
    """The rolls of a community, newest first. One query besides the rule books."""
    rows = Roll.objects.filter(community_code=community, frozen_on__lte=on)
    rows = rows.filter(pk__lt=before) if before else rows
    return tuple(_card(row, on) for row in rows.order_by("-pk")[:limit])


def rolls_to_choose(community: str, on: date, body: str = "", of: str = "", limit: int = PAGE) -> tuple[RollCard, ...]:
    """The rolls by which a meeting or a poll can count, the newest first: of one body, in one class, where they are
    given. Two queries."""
    rows = Roll.objects.filter(community_code=community, petitions=None)
    rows = rows.filter(body=body) if body else rows
    rows = rows.filter(of=of) if of else rows
    return tuple(_card(row, on) for row in rows.order_by("-pk")[:limit])


def newest_roll(community: str, body: str, number: str = "", of: str = "", grid: str = "") -> RollBrief | None:
    """The roll of a body that was frozen last, or the one of this number; `of` is the class in which it has to count.

    A roll that was frozen for a petition is for its signatures: nobody posted it, nobody could object to it. That of a
    subgroup is found by its number, or by the code of its `grid`.
    """
    rows = Roll.objects.filter(community_code=community, body=body, petitions=None)
    rows = rows.filter(number=number) if number else rows.filter(grid=grid)
    rows = rows.filter(of=of) if of else rows
    found = rows.order_by("-id").first()
    if found is None:
        return None
    return RollBrief(
        found.pk, found.number, found.body, found.of, found.record_date, found.frozen_on, found.open_until, found.grid
    )  # fmt: skip


def roll_page(number: str, viewer: Viewer, on: date) -> RollPage | None:
    """One roll for this reader; None when the community has none of this number."""
    row = Roll.objects.filter(number=number, community_code=viewer.community).first()
    if row is None:
        return None
    readable = readers.may_read_names(viewer, row.of)
    found = row.corrections.select_related("roll").order_by("pk")
    return RollPage(
        card=_card(row, on),
        community=row.community_code,
        source=row.source,
        digest=row.digest,
        places_now=RollEntry.objects.filter(roll=row, struck_on=None).count() if found else row.entitled,
        corrections=(*(_correction(one, readable) for one in found), *_reweighed(row, readable)),
        mine=_mine(row, viewer),
        names_for=readers.who(row.of),
        readable=readable,
        printable=readers.may_print(viewer),
        area=_area(row) if row.of in AREA_OF else None,
        lately=registered_lately(row),
    )


def _reweighed(row: Roll, readable: bool) -> Iterable[CorrectionView]:
    """The areas that were put right; on most rolls nothing weighs anything."""
    for one in row.weight_corrections.order_by("pk") if row.of in AREA_OF else ():
        words, reason = one.words if readable else "", dict(WEIGHT_REASONS)[one.reason]
        yield CorrectionView(one.corrected_on, REWEIGH, reason, words, one.corrected_by_post)


def _area(row: Roll) -> int | None:
    """What the places on a roll weigh together now: the whole, and of nobody in particular."""
    found: int | None = RollEntry.objects.filter(roll=row, struck_on=None).aggregate(area=Sum("weight"))["area"]
    return found


def roll_places(number: str, viewer: Viewer, after: int = 0, limit: int | None = PAGE) -> tuple[PlaceView, ...]:
    """The places on a roll from a key on, in the order in which it was frozen; empty for whoever may not read names."""
    row = Roll.objects.filter(number=number, community_code=viewer.community).first()
    if row is None or not readers.may_read_names(viewer, row.of):
        return ()
    found = _with_names(RollEntry.objects.filter(roll=row, pk__gt=after).order_by("pk")[:limit])
    return tuple(found)


def printed(number: str, viewer: Viewer) -> tuple[PlaceView, ...]:
    """Every place that stands on the roll, by door, for the list at the door; empty for whoever may not print it."""
    return by_door(number, viewer) if readers.may_print(viewer) else ()


def by_door(number: str, viewer: Viewer) -> tuple[PlaceView, ...]:
    """The same list for any officer to choose from; empty for whoever may not read its names."""
    row = Roll.objects.filter(number=number, community_code=viewer.community).first()
    if row is None or not viewer.posts or not readers.may_read_names(viewer, row.of):
        return ()
    found = _with_names(RollEntry.objects.filter(roll=row, struck_on=None))
    return tuple(sorted(found, key=lambda place: (as_walked(place.door), place.name)))


def entitled_on(number: str) -> int | None:
    """How many places a roll had when it was frozen, by its number. One query."""
    return Roll.objects.filter(number=number).values_list("entitled", flat=True).first()


def roll_of(vote: str) -> str:
    """The number of the roll by which a vote counts; empty for none of this number."""
    return Roll.objects.filter(votes__number=vote).values_list("number", flat=True).first() or ""


def _with_names(rows: Iterable[RollEntry]) -> Iterable[PlaceView]:
    """Full names: only for eyes that a policy has let in."""
    chosen = rows.select_related("person", "household") if isinstance(rows, QuerySet) else rows
    for row in chosen:
        name = str(row.person.named) if row.person else ""
        door = row.household.door if row.household else ""
        yield PlaceView(row.pk, door, name, row.part, row.weight, row.struck_on is not None, row.added_on is not None)


def _mine(row: Roll, viewer: Viewer) -> str:
    """`on`, `struck` or `off` for whoever is signed in; empty for nobody in particular."""
    if viewer.person is None:
        return ""
    place = place_on(row, viewer.person)
    return "off" if place is None else "on" if place.struck_on is None else "struck"


def _card(row: Roll, on: date) -> RollCard:
    title = CLASSES[row.of]
    body = name_of_roll(row, on)
    return RollCard(
        row.pk, row.number, body, Text(title.zh, title.en), row.record_date, row.frozen_on, row.entitled, row.open_until
    )


def _correction(row: Correction, readable: bool) -> CorrectionView:
    words = row.words if readable else ""
    return CorrectionView(
        row.corrected_on, dict(CHANGES)[row.change], NAMED[row.reason].words, words, row.corrected_by_post,
        in_question(row, row.roll),
    )  # fmt: skip
