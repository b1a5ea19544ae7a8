"""Facts that cannot be: even a report is not accepted with them."""

from sunward.kernel.facts import FactsError
from sunward.kernel.text import Text


def unusable(field: str, zh: str, en: str) -> FactsError:
    """The error that says, in the reader's language, what is wrong with one field and what is accepted."""
    return FactsError({field: [str(Text(zh, en))]})
