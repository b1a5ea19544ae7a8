"""The draw of speakers: what it waits for, how numbers are read, and the draw itself once two have said the same."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sunward.kernel.facts import unusable
from sunward.kernel.findings import Finding
from sunward.kernel.lots import seed_of
from sunward.kernel.text import Text
from sunward.meetings.hearing.listing import BEFORE, BEGUN, list_digest
from sunward.meetings.models import Draw, Meeting, SpeakersList
from sunward.meetings.rules.draw import drawn, read_thrown

THROWN_AS = Text(
    "当众掷骰子或摸球，按出现的顺序写，至少四位数字，如 6 1 4 3。",
    "Thrown with dice or balls before everybody, as they fell; at least four digits, such as 6 1 4 3.",
)
LIST_FIRST = Text("先截止名单，再掷数。", "First the list is closed, then the numbers are thrown.")
ONCE = Text("已经抽过签，不能再抽。", "Lots have been drawn already; nobody draws twice.")
UNDRAWN = Text("还没有抽过签。", "Lots are still to be drawn.")
UNCHANGED = Text("名单和截止时一样。", "The list is as it was when it was closed.")
CHANGED = Text("名单和截止时的不一样。", "The list is no longer what it was when it was closed.")
DRAWN_BEFORE = Text(
    "注意：同一件事以前抽过签（{meetings}）；换了一次会，又抽了一次。",
    "Alert: lots were drawn on the same matter before ({meetings}); another hearing was called, and lots drawn again.",
)
NONE_WAIT = Text("没有等待确认的数。", "No numbers wait to be confirmed.")


def drawn_before(meeting: Meeting) -> list[Meeting]:
    """Other hearings on the same matter for which lots were drawn already, oldest first: whoever does not like who was
    drawn could cancel the hearing and call another."""
    about = [(item.about_type, item.about_id) for item in meeting.items.all() if item.about]
    found: dict[int, Meeting] = {}
    for kind, number in about:
        rows = Meeting.objects.filter(
            kind=meeting.kind, draw__isnull=False, items__about_type=kind, items__about_id=number
        )
        found |= {row.pk: row for row in rows.exclude(pk=meeting.pk).order_by("pk")}
    return list(found.values())


def mark_of_earlier_draws(meeting: Meeting) -> list[Finding]:
    """Told with the draw, and with the record of the hearing."""
    numbers = ", ".join(one.number for one in drawn_before(meeting))
    return [Finding("drawn_before", False, DRAWN_BEFORE.fill(meetings=numbers), actual=numbers)] if numbers else []


def still_to_draw(meeting: Meeting, source: str) -> Iterator[Finding]:
    """Whether the list is closed and unchanged, nothing is drawn yet, and nobody has begun to speak."""
    closed = SpeakersList.objects.filter(meeting=meeting).first()
    yield Finding("list_closed", closed is not None, LIST_FIRST, source)
    yield Finding.either("drawn_once", not Draw.objects.filter(meeting=meeting).exists(), UNDRAWN, ONCE, source)
    yield Finding.either("before_opening", meeting.opened_at is None, BEFORE, BEGUN, source)
    if closed:
        found = list_digest(meeting)
        yield Finding.either("unchanged", found == closed.digest, UNCHANGED, CHANGED, "", closed.digest, found)


def read_or_refuse(thrown: str) -> str:
    """The numbers as they fell, one blank between them.

    Raises:
        FactsError: at `thrown`, for what nobody can have thrown.
    """
    found = read_thrown(thrown)
    if found is None:
        raise unusable("thrown", THROWN_AS.zh, THROWN_AS.en)
    return found


def draw_by(meeting: Meeting, thrown: str, wanted: int, on: date) -> dict[str, Any]:
    """Root of the log and thrown numbers give the seed, the seed gives the order; numbers struck or
    left before any were thrown are passed over. What anybody needs to repeat it."""
    closed = SpeakersList.objects.get(meeting=meeting)
    seed = seed_of(closed.root, thrown)
    over = sorted(one.number for one in meeting.speakers.all() if one.passed_over)
    numbers = drawn(seed, closed.listed, wanted, over)
    Draw.objects.create(
        meeting=meeting, thrown=thrown, root=closed.root, seed=seed, listed=closed.listed, wanted=wanted,
        drawn=numbers, drawn_on=on, passed_over=over or None,
    )  # fmt: skip
    # Whoever left after numbers were thrown is drawn like the others, and does not speak: nobody moves up by it.
    meeting.speakers.filter(number__in=numbers).update(chosen_on=on)
    said = {"thrown": thrown, "root": closed.root, "seed": seed, "listed": closed.listed, "drawn": numbers}
    return said | ({"passed_over": over} if over else {})
