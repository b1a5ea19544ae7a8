"""An item of an agenda with what is chosen among, as lists, calendars and pages write it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sunward.ballots.rules.words import CHOICES, METHODS
from sunward.charter.queries import DraftPage
from sunward.kernel.templatetags.sunward import as_written, civil_date
from sunward.kernel.text import Text
from sunward.meetings.queries import ItemView, MeetingCard
from sunward.portal.words.differences import in_lines
from sunward.portal.words.overtaken import overtaken_said
from sunward.registry import queries as registry

FIRST_PLACES = 4  # of a draft, on the sheet of a notice: the others stand where its code leads
WOULD_CHANGE = Text("通过的话，自 {day} 起改 {number} 处：", "If adopted, {number} places change from {day} on:")
MORE_PLACES = Text("另有 {number} 处，请看网页（扫方码）。", "{number} more: on the page, by the square code.")
WHOLE_TEXT = Text(
    "要表决的是草案 {draft} 的全文，请看网页（扫方码）。",
    "The whole text of draft {draft} is voted on: it stands on the page, by the square code.",
)
SEVERAL = Text("从几项里选若干项，最多 {most} 项", "several of many, {most} at most")


def agenda_of(card: MeetingCard) -> list[dict[str, Any]]:
    """The agenda line by line; a question with choices names them."""
    return [
        {"title": as_written(title), "choices": [as_written(one) for one in choices]}
        for title, choices in zip(card.items, card.choices, strict=True)
    ]


def agenda_in_lines(card: MeetingCard) -> str:
    """The same without any marks, for a calendar."""
    lines = (
        title + ("".join(f"\n   - {one}" for one in choices))
        for title, choices in zip(card.items, card.choices, strict=True)
    )
    return "\n".join(f"{place}. {line}" for place, line in enumerate(lines, 1))


def way_of_choosing(method: str, at_most: int | None) -> Text:
    """How it is chosen, in words, with how many may be."""
    return SEVERAL.fill(most=at_most) if at_most else METHODS.get(method, Text.of(method))


def is_decided(item: ItemView) -> bool:
    """Whether it can be put to the vote: what came after the notice is for discussion only."""
    return item.to_decide and item.announced


def withdrawn_said(day: date) -> str:
    """That nobody has to decide it any more."""
    return _("The matter was withdrawn on %(day)s by whoever brought it.") % {"day": civil_date(day)}


def names_put_up(items: Iterable[ItemView], reader: str | None, community: str) -> dict[str, str]:
    """Whom the items put to the vote, by name: candidates stand in public, as on the list of an election; of others as
    far as the reader may read them."""
    listed = list(items)
    put = {one for item in listed for one in item.people_put}
    standing = {one for item in listed if item.for_office for one in item.people_put}
    names = registry.names_of(sorted(put - standing), reader, community) if put - standing else {}
    return names | ({ref: str(name) for ref, name in registry.full_names(standing).items()} if standing else {})


def item_on_paper(
    place: int, item: ItemView, names: Mapping[str, str], draft: DraftPage | None = None
) -> Iterator[str]:
    """An item line by line, without any marks: all that its page says of it before the meeting. `names` are of whom it
    chooses; `draft` what it would change in the rules."""
    yield f"{place}. {item.title} · {_('to be decided') if is_decided(item) else _('for discussion only')}"
    if draft:
        yield from _would_change(draft)
    if item.options:
        among = " / ".join(str(one) for one in item.options.values())
        yield f"{way_of_choosing(item.method, item.at_most)}{_(': ')}{among}"
    if item.people_put:
        yield f"{_('To be chosen by this vote')}{_(': ')}{_(', ').join(names[one] for one in item.people_put)}"
    if item.withdrawn_on:
        yield withdrawn_said(item.withdrawn_on)


def _would_change(draft: DraftPage) -> Iterator[str]:
    """The first of the places that change, as they are and as they would be; how many more stand on the page."""
    if said := overtaken_said(draft.card):
        yield said["text"]
        return
    lines = in_lines(draft) if draft.before else []
    if not lines:
        yield str(WHOLE_TEXT.fill(draft=draft.card.number))
        return
    yield str(WOULD_CHANGE.fill(day=civil_date(draft.card.effective_from), number=len(lines)))
    yield from (f"· {one}" for one in lines[:FIRST_PLACES])
    if len(lines) > FIRST_PLACES:
        yield str(MORE_PLACES.fill(number=len(lines) - FIRST_PLACES))


def figures_named(chosen: Mapping[str, int], options: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The votes of each choice by what it is called."""
    names = {**CHOICES, **{key: Text.of(one) for key, one in options.items()}}
    return [{"name": names.get(key, Text.of(key)), "number": number} for key, number in chosen.items()]
