"""Every component in every state, filled with people and places that do not exist."""

from datetime import UTC, datetime
from typing import Any

from tests.browser.specimens import deciding, home, made, money, oversight, people
from tests.browser.specimens.fields import EveryField

NOON = datetime(2026, 11, 23, 1, 40, tzinfo=UTC)
SUBJECTS = (made, home, money, people, deciding, oversight)


def specimens() -> dict[str, Any]:
    """All of it under lower-case names, with forms as they stand: fresh, and come back with errors."""
    own = {
        name.lower(): value
        for subject in SUBJECTS
        for name, value in vars(subject).items()
        if name.isupper() and len(name) > 1
    }
    wrong = EveryField({"purpose": "", "amount": "abc", "spent_on": ""})
    return own | {"form": EveryField(), "wrong": wrong, "as_of": NOON, "accessibility_url": "#a", "demo": False}
