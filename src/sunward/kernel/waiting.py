"""What waits for one person: a next step of theirs, with its day; every context tells its own, the desk shows them."""

from dataclasses import dataclass
from datetime import date

from sunward.kernel.refs import Ref
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits for whoever is asked about. `acts` on `subject`, the first the one that is wanted; none:
    nothing can be done yet, or only its page is to be read. `page` where another thing's page shows it; `given` are
    facts of the first act that are known already."""

    subject: Ref
    title: Text
    about: Text
    due: date | None
    acts: tuple[str, ...] = ()
    page: Ref | None = None
    given: tuple[tuple[str, str], ...] = ()
