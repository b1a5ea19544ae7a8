"""What a rule said about the facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sunward.kernel.text import Text

# Marks that ask a question and say of themselves that no rule was broken: what bears them may be in order.
QUESTIONS = frozenset({"letters_under_way", "one_hand", "picture_served", "reached_others"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule applied to one set of facts: what it requires, what was found, and where the rule comes from."""

    rule: str
    ok: bool
    text: Text
    source: str = ""
    required: str = ""
    actual: str = ""
    unconfirmed: bool = False  # a rule whose text we have not read: shown, never decisive

    @classmethod
    def either(
        cls, rule: str, ok: bool, holds: Text, wrong: Text, source: str = "", required: str = "", actual: str = ""
    ) -> "Finding":
        """With the text that is true: what holds, or what is wrong."""
        return cls(rule, ok, holds if ok else wrong, source, required, actual)

    @property
    def breach(self) -> bool:
        return not self.ok and not self.unconfirmed

    def as_dict(self) -> dict[str, Any]:
        """The shape that the judge prints and the record keeps."""
        base = {
            "rule": self.rule,
            "ok": self.ok,
            "source": self.source,
            "required": self.required,
            "actual": self.actual,
            **self.text.as_dict(),
        }
        return base | {"unconfirmed": True} if self.unconfirmed else base

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Finding":
        return cls(
            data["rule"],
            data["ok"],
            Text(data["zh"], data["en"]),
            data.get("source", ""),
            data.get("required", ""),
            data.get("actual", ""),
            data.get("unconfirmed", False),
        )


def breaches(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that stand against the act."""
    return tuple(finding for finding in findings if finding.breach)
