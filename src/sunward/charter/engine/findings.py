"""What the judge says: one finding per rule and cause, and the verdict over all of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sunward.charter.engine.texts import Text
from sunward.charter.engine.vocabulary import Rule


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule held against the facts; `unconfirmed` ones are shown and decide nothing."""

    rule: Rule
    ok: bool
    source: str
    required: str
    actual: str
    text: Text
    unconfirmed: bool = False

    def to_document(self) -> dict[str, object]:
        document: dict[str, object] = {
            "rule": self.rule.value,
            "ok": self.ok,
            "source": self.source,
            "required": self.required,
            "actual": self.actual,
            "zh": self.text.zh,
            "en": self.text.en,
        }
        if self.unconfirmed:
            document["unconfirmed"] = True
        return document


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it was decided validly, by which versions, and why."""

    charter: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def valid(self) -> bool:
        return all(finding.ok for finding in self.findings if not finding.unconfirmed)

    @property
    def failed(self) -> tuple[Finding, ...]:
        """The confirmed rules that were broken."""
        return tuple(found for found in self.findings if not found.ok and not found.unconfirmed)

    def to_document(self) -> Mapping[str, object]:
        return {
            "valid": self.valid,
            "charter": list(self.charter),
            "findings": [finding.to_document() for finding in self.findings],
        }
