"""Whether the rules or the covenant that a draft changes are still those that stand, and what came in between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sunward.charter.engine.vocabulary import Layer
from sunward.charter.models import Adoption, Covenant, Draft

History = Sequence[tuple[int, "Overtaken"]]  # what stood, oldest first, by the key of its words


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What was adopted after a draft was made and not by it: a draft, or a version that lay ready; since when it
    counts, by which decision."""

    by: str
    is_draft: bool
    since: date
    decision: str
    entry: str = ""  # by which it was put in force


def overtaken(drafts: Iterable[Draft]) -> dict[int, Overtaken]:
    """Of some drafts of one community that nobody withdrew or put in force those that have been overtaken. A query for
    each of the two kinds."""
    rows = list(drafts)
    found: dict[int, Overtaken] = {}
    for kind, history_of in ((Draft.RULES, _of_rules), (Draft.COVENANT, _of_covenants)):
        of_kind = [row for row in rows if row.kind == kind]
        history = history_of(of_kind[0].community_code) if of_kind else ()
        ours = ((row, row.base_id if kind == Draft.RULES else row.replaces_id) for row in of_kind)
        found |= {row.pk: one for row, base in ours if (one := _next_after(history, base))}
    return found


def _of_rules(community: str) -> History:
    rows = Adoption.objects.filter(community_code=community, place=Layer.COMMUNITY.depth).order_by(
        "in_force_from", "id"
    )
    asked = rows.values_list("document_id", "draft__number", "document__version", "in_force_from", "decision", "entry")
    return [
        (key, Overtaken(draft or version, bool(draft), since, decision, entry))
        for key, draft, version, since, decision, entry in asked
    ]


def _of_covenants(community: str) -> History:
    rows = Covenant.objects.filter(community_code=community).order_by("in_force_from")
    asked = rows.values_list("draft_id", "draft__number", "in_force_from", "decision", "entry")
    return [(key, Overtaken(number, True, since, decision, entry)) for key, number, since, decision, entry in asked]


def _next_after(history: History, base: int | None) -> Overtaken | None:
    """What first took the place of the words that a draft changes; nothing while they are the newest."""
    if not history or history[-1][0] == base:
        return None
    places = [place for place, (key, _one) in enumerate(history) if key == base]
    return history[places[-1] + 1][1] if places else history[0 if base is None else -1][1]
