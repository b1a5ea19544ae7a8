"""One condition of the gate."""

from dataclasses import dataclass
from datetime import date

from sunward.kernel.findings import Finding
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must be so before money leaves. `until` is the day after which waiting alone will have settled
    it; `waits_for` is the post or body that must act, if somebody must."""

    key: str
    ok: bool
    text: Text
    source: str = ""
    until: date | None = None
    waits_for: str = ""

    @property
    def by_signing(self) -> bool:
        """Whether it is about the signatures themselves."""
        return self.key.startswith("signature") or self.key == "two_people"

    def finding(self) -> Finding:
        """The condition in the words of the door."""
        return Finding(self.key, self.ok, self.text, self.source)
