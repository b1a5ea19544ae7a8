"""Open a matter."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sunward.charter import queries as charter
from sunward.decisions.drafts import draft_stands, drafted
from sunward.decisions.hearing.followed import brought_along
from sunward.decisions.lookup import decision_here
from sunward.decisions.models import Matter
from sunward.decisions.series import MATTER, next_number
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import NO_NAMES, asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity

AUTHORISED = Text(
    "只在由上面的会议授权的机构来决定时填：凭哪个决定",
    "only where it is left to a body that a higher one authorised: by which decision",
)
DRAFT = Text("只在修改规则册或公约时填", "only for a change of the rule book or the covenant")


@dataclass(frozen=True, slots=True)
class MatterFacts:
    title: str = asked("什么事", "what is to be decided", hint=NO_NAMES)
    kind: str = asked("事项类别", "kind of matter", hint=Text("规则册中的类别", "as the rule book names it"), most=80)
    text: str = asked("说明", "details", hint=NO_NAMES, long=True, default="")
    amount: Decimal | None = asked("预计金额（元）", "expected cost in yuan", default=None)
    authorised_by: str = asked(
        "授权的决定（编号）", "the decision that authorises it (its number)", hint=AUTHORISED, most=40, default=""
    )
    draft: str = asked("通过哪份草案（编号）", "which draft it is to adopt (number)", hint=DRAFT, most=40, default="")


@register
class OpenMatter(ActOnCommunity[MatterFacts]):
    """Something is to be decided; from now on the rule books in force today apply to it, whatever comes later."""

    name = "decisions.open_matter"
    title = Text("提出事项", "open a matter")
    kind = "effect"
    facts_type = MatterFacts

    @cached_property
    def draft(self) -> charter.DraftCard | None:
        """The draft that the facts name, if there is one of this number."""
        return charter.draft_card(self.facts.draft.strip()) if self.facts.draft else None

    def judge(self) -> Iterator[Finding]:
        if self.facts.authorised_by:
            decision_here(self.community, self.facts.authorised_by, "authorised_by")
        known = charter.charter_of(self.community, self.call.day).matters
        text = Text("规则册里有这类事项。", "The rule book knows this kind of matter.")
        if self.facts.kind not in known:
            accepted = ", ".join(known)
            text = Text(
                f"规则册里没有“{self.facts.kind}”这类事项。可用：{accepted}。",
                f"The rule book has no matter “{self.facts.kind}”. Accepted: {accepted}.",
            )
        yield Finding("matter_known", self.facts.kind in known, text, actual=self.facts.kind)
        if self.facts.draft:
            yield draft_stands(self.draft, self.subject.code, self.facts.kind)

    def write(self) -> Outcome:
        code, today = self.community, self.call.day
        row = Matter.objects.create(
            number=next_number(code, MATTER, today),
            community_code=code,
            title=self.facts.title,
            kind=self.facts.kind,
            text=self.facts.text,
            amount=self.facts.amount,
            opened_on=today,
            opened_by=self.call.by,
            opened_by_post=self.call.post,
            charter_versions=list(charter.charter_of(code, today).ids),
            authorised_by=self.facts.authorised_by.strip(),
            draft=self.draft.number if self.draft else "",
            draft_digest=self.draft.digest if self.draft else "",
        )
        public = {"charter": row.charter_versions} | drafted(row)
        return Outcome(result=row.ref, public=public, consequences=list(brought_along(row, today)))
