"""That a draft has been overtaken, at the head of whatever still speaks of it: by which, since when, what to do."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from sunward.charter import queries as charter
from sunward.charter.queries import DraftCard
from sunward.decisions import queries as decisions
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import civil_date
from sunward.kernel.text import Text
from sunward.portal.links import act_address

TAG = Text("已经过时，不能施行", "overtaken: cannot be put in force")
SAID = Text(
    "{number} 起草以后，{what}又按 {by} 改过，自 {day} 起施行。按这份草案施行会把那次修改丢掉，所以通过了也不能施行："
    "还想这样改的，按现行的重新起草，再请会议表决。",
    "Since {number} was drafted, {by} was adopted and changed {what}, in force from {day}. This draft would undo that: "
    "even if it is adopted, it cannot be put in force. Whoever still wants it drafts it anew from what stands now, and "
    "brings that before the meeting.",
)
WHAT = {"rules": Text("规则", "the rules"), "covenant": Text("公约", "the covenant")}
ANEW = Text("照它重新起草", "Draft it anew")


def overtaken_said(card: DraftCard | None) -> dict[str, Any] | None:
    """The note, with the way to a draft that can be put in force; nothing of a draft that still can."""
    if card is None or card.overtaken is None:
        return None
    what, day = WHAT[card.kind], civil_date(card.overtaken.since)
    text = str(SAID.fill(what=what, number=card.number, by=card.overtaken.by, day=day))
    return {"text": text, "url": anew_at(card), "link": ANEW}


def anew_at(card: DraftCard) -> str:
    """Where a draft is drafted anew."""
    if card.kind == "covenant":
        return act_address("charter.revise_draft", Ref("draft", card.number), card.community)
    return f"{reverse('portal:amend', args=[card.community])}?{urlencode({'of': card.number})}"


def drafts_before(abouts: Iterable[Ref | None]) -> dict[Ref, DraftCard]:
    """Of the matters that some items are about the drafts that they are to adopt. A few queries, however many there
    are; one where none is about a draft, and none without a matter."""
    matters = {one.id: one for one in abouts if one is not None and one.type == "matter"}
    named = decisions.drafts_of(matters)
    cards = charter.draft_cards(set(named.values()))
    return {matters[matter]: cards[draft] for matter, draft in named.items() if draft in cards}
