"""What stands in the record about a thing, each entry with its proof."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from sunward.kernel import evidence
from sunward.kernel.clock import civil_day
from sunward.kernel.findings import breaches
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import civil_date
from sunward.meetings.rules.attendance import INSTEAD, NOT_LET_IN
from sunward.portal.words.checks import findings_shown
from sunward.portal.words.said import act_title, chosen
from sunward.record import activity
from sunward.record import queries as record

ADMIT = "meetings.admit"
ON_ONE_LINE = 20  # letters: a longer number would not fit on a small telephone in large type
OF_TIME = frozenset({"entered_late", "hung_without_a_gap"})


def proofs_of(code: str, things: Iterable[Ref]) -> dict[str, Any]:
    """The entries about some things, newest first, and whether the signed log covers all of them."""
    return proofs_among(code, activity.about(things))


def proofs_among(code: str, entries: list[Entry]) -> dict[str, Any]:
    """These entries, and whether the signed log covers all of them."""
    signed = record.witnessed([entry.ref for entry in entries])
    sealed = len(signed)
    check = {
        "state": "ok" if sealed == len(entries) else "wait",
        "text": _("%(sealed)s of %(all)s entries are in the signed log.") % {"sealed": sealed, "all": len(entries)},
    }
    seal = {"intact": True, "checks": [check], "url": reverse("portal:log", args=[code])}
    found = list(marks(code, entries))
    asked = [mark for mark in found if not mark["left_out"]]
    return {
        "documents": [document(code, entry) for entry in entries], "seal": seal if entries else None, "marks": asked,
        # those by which somebody who came was not counted: nothing was done all the same
        "not_let_in": [mark for mark in found if mark["left_out"]],
        # those of pictures that had served before, and of what was entered afterwards or hung again after a gap, for
        # pages that tell the rest in their own words
        "pictures": [mark for mark in asked if mark["rule"] == evidence.RULE],
        "late": [mark for mark in asked if mark["rule"] in OF_TIME],
    }  # fmt: skip


def marks(code: str, entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    """What was done all the same and stands marked, each mark once, with the entry that bears it: where it concerns
    somebody, and not in the record alone."""
    told = set[str]()
    for entry in entries:
        found = () if entry.kind == "refusal" else breaches(entry.findings)
        for one, shown in zip(found, findings_shown(found, code), strict=True):
            if one.text.zh not in told and one.rule != INSTEAD:  # a mark in older entries
                told.add(one.text.zh)
                left_out = entry.act == ADMIT and one.rule in NOT_LET_IN
                known = {"url": reverse("portal:done", args=[code, entry.ref]), "act": name_of(entry)}
                yield shown | known | {"left_out": left_out}


def document(code: str, entry: Entry) -> dict[str, Any]:
    """One entry as the list of proofs shows it."""
    day, number = civil_date(civil_day(entry.recorded_at)), (entry.result or entry.subject).id
    about = format_html('{} · <span class="nowrap">{}</span>' if len(number) <= ON_ONE_LINE else "{} · {}", day, number)
    address = reverse("portal:done", args=[code, entry.ref])
    return {"url": address, "name": name_of(entry), "about": about, "icon": "proof"}


def name_of(entry: Entry) -> str:
    """What was done, with the step of a matter that it was about; a refusal says so first."""
    step = chosen(entry.act, "step", str(entry.public.get("step", "")))
    name = f"{act_title(entry.act)}{_(': ')}{step}" if str(step) else str(act_title(entry.act))
    return _("Refused: %(act)s") % {"act": name} if entry.kind == "refusal" else name
