"""An objection as a thread shows it: its words, the answer, and, where it was appealed, when and why, by when the
street has to rule, and what it ruled. Never who wrote it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sunward.charter.wording import holder_name
from sunward.disclosure.queries import ObjectionView
from sunward.kernel.ports import Entry
from sunward.kernel.text import Text

RULING = "disclosure.rule_on_appeal"
OUTCOMES = {
    "upheld": ("alert", Text("异议成立", "upheld")),
    "partly": ("warn", Text("部分成立", "partly upheld")),
    "not_upheld": ("idle", Text("不成立", "not upheld")),
}


def who_ruled(entries: Iterable[Entry]) -> dict[str, Text]:
    """By objection, the post that ruled on its appeal; of entries with the newest first."""
    rulings = [one for one in entries if one.act == RULING and one.kind != "refusal"]
    return {one.subject.id: holder_name(one.post) for one in reversed(rulings)}


def shown(objection: ObjectionView, ruled_by: Text | None = None, code: str = "") -> dict[str, Any]:
    """Never who wrote it; the words once they are answered. What was found last stands beside it; once it was appealed
    each answer says what it found, so that nobody reads the first as the reason of the second."""
    appealed = objection.appealed_on is not None
    entry: dict[str, Any] = {
        "who": _("A resident"), "on": objection.received_on,
        "words": objection.text or _("The words appear with the answer."), "due": objection.due_on,
        "late": appealed or objection.state.silent_days > 0,
        "url": reverse("portal:objection", args=[code, objection.number]) if code else "",
    }  # fmt: skip
    if objection.void_on:
        entry |= {"tag": {"kind": "idle", "icon": "info", "text": _("Does not count")}, "due": None, "late": False}
        entry["words"] = objection.text or _("Entered at the desk for somebody who did not want it.")
    if objection.answer:
        entry["reply"] = {"who": _("Answer"), "on": objection.answered_on, "words": objection.answer}
        entry["reply"] |= {"tag": _tag(objection.outcome)} if appealed else {}
        if late := objection.state.answer_late_by:
            entry["reply"]["late"] = ngettext("Answered %(days)s day late.", "Answered %(days)s days late.", late) % {
                "days": late}  # fmt: skip
    if objection.state.outcome and objection.state.waits_for != "ruling":
        entry["tag"] = _tag(objection.state.outcome)
    entry["after"] = list(_after(objection, ruled_by))
    if objection.state.waits_for == "ruling":
        entry |= {"ruling_due": objection.ruling_due_on, "ruling_late": objection.state.silent_days > 0}
    return entry


def _after(objection: ObjectionView, ruled_by: Text | None) -> Iterator[dict[str, Any]]:
    """The appeal, and the ruling."""
    if objection.appealed_on:
        words = objection.appeal_text
        if words is None and not objection.ruled_on:
            words = _("The words appear with the ruling.")
        yield {"who": _("Appeal to the street"), "on": objection.appealed_on, "words": words or ""}
    if objection.ruled_on:
        who = _("Ruling: %(who)s") % {"who": ruled_by} if ruled_by else _("Ruling of the street")
        found = _tag(objection.ruling_outcome)
        ruling = {"who": who, "on": objection.ruled_on, "words": objection.ruling, "tag": found}
        if late := objection.state.ruling_late_by:
            ruling["late"] = ngettext("Ruled on %(days)s day late.", "Ruled on %(days)s days late.", late) % {
                "days": late}  # fmt: skip
        yield ruling


def _tag(outcome: str) -> dict[str, Any]:
    kind, text = OUTCOMES[outcome]
    return {"kind": kind, "icon": "info", "text": text}
