"""What contexts below ask about a decision: whether it adopts rules, which body took it and when."""

from collections.abc import Iterator
from datetime import date

from sunward.charter import queries as charter
from sunward.charter.ports import Sought
from sunward.decisions.judging.by_vote import voted
from sunward.decisions.judging.standing import RELATED
from sunward.decisions.models import Decision, Matter
from sunward.decisions.queries.register import decision, drafts_of
from sunward.decisions.waiting import COVENANT, RULES, waiting
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings
from sunward.registry.ports import Decided

YES = Text("有依规作出的决定", "A decision in order adopts it.")
NO = Text(
    "规则册要由有权的会议依规通过。请填写通过它的决定（事项：制定、修改规则册）。",
    "The competent meeting must have adopted the rule book in order. Give the decision that did (matter: adopt or "
    "amend the rule book).",
)
NO_COVENANT = Text(
    "居民公约要由居民会议依规通过。请填写通过它的决定（事项：居民公约）。",
    "The residents' assembly must have adopted the covenant in order. Give the decision that did (matter: residents' "
    "covenant).",
)
OTHER = Text(
    "这次决定通过的不是这一份：编号和指纹必须与表决的那份草案完全一样。",
    "That decision adopted another text: number and digest must be those of the draft that was voted on.",
)
WAITS = Text("决定 {number} 可以施行。", "Decision {number} can be put in force.")
NOTHING_WAITS = Text(
    "没有等待施行的决定：规则册或者居民公约先由有权的会议依规通过。",
    "No decision waits to be put in force: the competent meeting first adopts the rule book or the covenant in order.",
)


def adopted(sought: Sought) -> Iterator[Finding]:
    """Whether the decision is this community's, on this kind of matter, in force, on this very text, and voted on where
    the rules ask for that."""
    number, kind = sought.decision.strip(), COVENANT if sought.covenant else RULES
    found = decision(number, sought.on) if number else None
    if not (found and found.community == sought.community and found.matter_kind == kind and found.state.unlocks):
        yield Finding("adopted_by", False, NO_COVENANT if sought.covenant else NO, required=kind, actual=number)
        return
    voted_on = Matter.objects.values_list("draft", "draft_digest").get(number=found.card.matter)
    same = voted_on == (sought.draft, sought.digest)
    yield Finding("adopted_by", same, YES if same else OTHER, required=sought.digest or kind, actual=voted_on[1])
    yield from voted(Decision.objects.select_related(*RELATED).get(number=number), sought.on)


def ready(community: str, on: date, used: frozenset[str]) -> Finding:
    """Port of the rule books: whether a decision on the rules or the covenant waits to be put in force, or was only
    reported."""
    missing: Finding | None = None
    for row, wrong in waiting(community, on, used):
        if not wrong:
            return Finding("adopted_by", True, WAITS.fill(number=row.number), actual=row.number)
        missing = missing or wrong[0]
    return missing or Finding("adopted_by", False, NOTHING_WAITS)


def decided(number: str, community: str, on: date) -> Decided | None:
    """Port of the registry: the body, the day and the standing of a decision of this community."""
    found = decision(number.strip(), on) if number.strip() else None
    if found is None or found.community != community:
        return None
    matter = Ref("matter", found.card.matter)
    held = [one.meeting for one in meetings.put_to(matter, found.card.body, clock.now()) if one.carried]
    people = meetings.people_carried(held[-1], matter) if held else frozenset[str]()
    return Decided(found.card.body, found.matter_kind, found.card.decided_on, found.state.unlocks, people)


def withdrawn(matters: frozenset[str]) -> dict[str, date]:
    """Port of meetings: which of these matters were taken off the table, and when."""
    rows = Matter.objects.filter(number__in=matters, withdrawn_on__isnull=False)
    return {number: day for number, day in rows.values_list("number", "withdrawn_on") if day}


def drafted_on(matters: frozenset[str]) -> dict[str, date]:
    """Port of meetings: since when the words lie open that these matters are to adopt; nothing of one without any."""
    named = drafts_of(matters)
    cards = charter.draft_cards(set(named.values()))
    return {matter: cards[draft].drafted_on for matter, draft in named.items() if draft in cards}


def laid_before(draft: str) -> str:
    """The number of the newest matter on this draft that nobody has withdrawn; empty when there is none."""
    rows = Matter.objects.filter(draft=draft, withdrawn_on=None).order_by("-id")
    return rows.values_list("number", flat=True).first() or ""
