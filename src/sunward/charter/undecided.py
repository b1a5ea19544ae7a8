"""Whether a draft is still only a draft."""

from collections.abc import Iterator

from sunward.charter.models import Covenant, Draft
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

NOT_WITHDRAWN = Text("草案没有撤回。", "The draft has not been withdrawn.")
WITHDRAWN = Text("草案已于 {day} 撤回。", "The draft was withdrawn on {day}.")
NOT_ADOPTED = Text("草案还没有施行。", "The draft has not been put in force.")
ADOPTED = Text("草案已经施行，只能另行起草修改。", "The draft is in force; a change of it is a new draft.")


def is_adopted(draft: Draft) -> bool:
    """Whether the draft has been put in force."""
    return draft.adoptions.exists() or Covenant.objects.filter(draft=draft).exists()


def undecided(draft: Draft) -> Iterator[Finding]:
    """The draft stands: nobody withdrew it and it is not in force."""
    open_still = draft.withdrawn_on is None
    text = NOT_WITHDRAWN if open_still else WITHDRAWN.fill(day=draft.withdrawn_on)
    yield Finding("not_withdrawn", open_still, text)
    adopted = is_adopted(draft)
    yield Finding("not_adopted", not adopted, ADOPTED if adopted else NOT_ADOPTED)
