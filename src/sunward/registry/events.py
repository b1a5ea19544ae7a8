"""What the registry announces."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Founded:
    """A community has been founded; `charters` are the rule books it begins under, the most general first."""

    community: str
    charters: tuple[str, ...]
    on: date
    by: str
