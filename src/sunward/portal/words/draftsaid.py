"""What is said of a draft of rules wherever it is about to be voted on: that it can be put in force no more, or that it
makes rules looser."""

from typing import Any

from django.urls import reverse

from sunward.charter.queries import DraftCard
from sunward.kernel.text import Text
from sunward.portal.words.overtaken import overtaken_said

LOOSER = Text(
    "通过的话，有 {number} 处规则会比现在宽松。",
    "If it is adopted, {number} places of the rules become looser than now.",
)
WHICH = Text("看是哪几处", "See which")


def said_of(card: DraftCard | None) -> dict[str, Any] | None:
    """A note for `parts/note.html`; nothing of a draft of which neither is true, or that is settled."""
    if card is None:
        return None
    if gone := overtaken_said(card):
        return {"kind": "alert", **gone}
    if not card.looser or card.in_force_from or card.withdrawn_on:
        return None
    url = reverse("portal:draft", args=[card.community, card.number])
    return {"kind": "warn", "text": str(LOOSER.fill(number=card.looser)), "url": url, "link": WHICH}
