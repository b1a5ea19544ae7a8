"""Rules and conditions as the pages list them: met, not met, awaited, or not confirmed against the source."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from sunward.kernel import evidence
from sunward.kernel.findings import Finding
from sunward.kernel.templatetags.sunward import as_written, days_said
from sunward.money.rules.condition import Condition


def findings_shown(findings: Iterable[Finding], code: str = "") -> list[dict[str, Any]]:
    """What the rules said; names in a sentence keep their language. In a community's record a picture that has served
    before leads to the entry in which it did."""
    return [
        {
            "state": _state(found.ok, found.unconfirmed),
            "text": as_written(days_said(found.text)),
            "source": found.source,
            "rule": found.rule,
            "before": _before(found, code),
        }
        for found in findings
    ]


def _before(found: Finding, code: str) -> str:
    served = code and found.rule == evidence.RULE
    return reverse("portal:done", args=[code, found.actual]) if served else ""


def locks_shown(conditions: Iterable[Condition]) -> list[dict[str, Any]]:
    """The conditions of a lock; what only time or somebody's signature is missing for is awaited, no breach."""
    return [
        {
            "state": "wait" if not one.ok and (one.until or one.waits_for) else _state(one.ok, False),
            "text": as_written(days_said(one.text)), "source": one.source, "until": one.until,
        }
        for one in conditions
    ]  # fmt: skip


def _state(ok: bool, unconfirmed: bool) -> str:
    if unconfirmed:
        return "unconfirmed"
    return "ok" if ok else "bad"
