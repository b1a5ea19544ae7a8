"""A matter about a draft of rules: the draft it names is the one that is voted on, to the letter."""

from sunward.charter.queries import DraftCard
from sunward.decisions.models import Matter
from sunward.decisions.waiting import COVENANT, RULES
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

KINDS = {RULES: "rules", COVENANT: "covenant"}  # kind of matter: kind of draft
MATTER_KINDS = {draft: matter for matter, draft in KINDS.items()}
HERE = Text("本社区有这份草案，可以表决。", "The community has this draft, and it can be voted on.")
NOT_HERE = Text(
    "本社区没有可以表决的这份草案：编号不对，已经撤回或施行，或者与事项类别不符。",
    "The community has no such draft to vote on: another number, withdrawn or in force already, or not of this kind "
    "of matter.",
)


def draft_stands(draft: DraftCard | None, community: str, kind: str) -> Finding:
    """Whether a matter of this kind can be about this draft."""
    ok = (
        draft is not None
        and draft.community == community
        and draft.kind == KINDS.get(kind)
        and draft.withdrawn_on is None
        and draft.in_force_from is None
    )
    return Finding("draft_stands", ok, HERE if ok else NOT_HERE, actual=draft.number if draft else "")


def drafted(matter: Matter) -> dict[str, str]:
    """What the record says of a matter's draft: its number and the digest of its words."""
    return {"draft": matter.draft, "draft_digest": matter.draft_digest} if matter.draft else {}
