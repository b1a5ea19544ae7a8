"""What stands in the record about a thing, each entry with its proof."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sunward.kernel.acts import Unknown, act_named
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.record import queries as record


def proofs_of(code: str, subjects: Iterable[Ref]) -> dict[str, Any]:
    """The entries about some things, newest first, and whether the signed log covers all of them."""
    entries = sorted(
        {entry.ref: entry for subject in subjects for entry in record.journal_of(subject)}.values(),
        key=lambda entry: entry.recorded_at, reverse=True,
    )  # fmt: skip
    signed = record.witnessed([entry.ref for entry in entries])
    documents = [
        {
            "url": reverse("portal:done", args=[code, entry.ref]), "name": title_of(entry.act),
            "about": Text.of(entry.recorded_at.date().isoformat()), "icon": "proof",
        }
        for entry in entries
    ]  # fmt: skip
    sealed = sum(entry.ref in signed for entry in entries)
    check = {
        "state": "ok" if sealed == len(entries) else "wait",
        "text": _("%(sealed)s of %(all)s entries are in the signed log.") % {"sealed": sealed, "all": len(entries)},
    }
    seal = {"intact": True, "checks": [check], "url": reverse("portal:log", args=[code])}
    return {"documents": documents, "seal": seal if entries else None}


def title_of(act: str) -> Text:
    """What was done, in words; an act that a later release no longer knows keeps its name."""
    try:
        return act_named(act).title
    except Unknown:
        return Text.of(act)
