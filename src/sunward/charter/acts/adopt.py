"""A community adopts a rule book, or a new version of one, or its covenant."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sunward.charter import adoption, ports, queries
from sunward.charter.drafting import digest_of, stored
from sunward.charter.engine import NotInForce, PackError
from sunward.charter.engine.packs import PackVersion
from sunward.charter.loosening import book_by_residents, draft_by_residents
from sunward.charter.models import Draft
from sunward.charter.ports import Sought
from sunward.charter.ripeness import book_ripe, ripe
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity
from sunward.registry.ports import decided

NO_SUCH_BOOK = Text("没有这本规则册。", "There is no such rule book.")
NO_SUCH_DRAFT = Text("本社区没有这个编号的草案。", "This community has no draft of this number.")
ONE_OF_BOTH = Text("填规则册编号或者草案编号，只填一个。", "Give the rule book or the draft, one of them.")
WHICH_DAY = Text("请填写日子。", "Say from which day.")
NOT_THAT_DAY = Text("这本规则册没有在那天施行的版本。", "No version of this rule book is in force on that day.")
UNREADABLE = Text(
    "这本规则册有一处不是能读的规则，改好文件以前不能施行：{where}（{what}）。",
    "This rule book cannot be read as rules, and is not put in force before its files are mended: {where}: {what}.",
)
FIRST_USE = Text("这次决定还没有用来施行过什么。", "Nothing has been put in force by this decision yet.")
USED = Text(
    "这次决定已经施行过一次；另一本规则册要另作决定。",
    "This decision has been put in force already; another rule book needs a decision of its own.",
)
SILENT = Text(
    "应当施行的岗位过了 {due} 还没有施行，监督委员会和街道才能施行。",
    "The supervision committee and the street put it in force only once those who should have not done so by {due}.",
)
OWN_DAY = Text("草案不用填；规则册要填", "for a rule book; a draft has its own day")


@dataclass(frozen=True, slots=True)
class AdoptFacts:
    adopted_by: str = asked("由哪次决议通过（编号）", "adopted by which decision (number)")
    draft: str = asked(
        "草案编号", "number of the draft", hint=Text("例如 XY-A-2026-001", "for example XY-A-2026-001"), default=""
    )
    pack: str = asked(
        "规则册编号", "rule book", hint=Text("例如 demo-xiangyang", "for example demo-xiangyang"), most=80, default=""
    )
    in_force_from: date | None = asked("自哪天起施行", "in force from", hint=OWN_DAY, default=None)


@register
class Adopt(ActOnCommunity[AdoptFacts]):
    """Puts rules in force that the competent body has adopted, to the letter; no officer changes the rules alone.

    Open cases keep the versions they were opened under.
    """

    name = "charter.adopt"
    title = Text("施行规则册", "adopt a rule book")
    kind = "effect"
    facts_type = AdoptFacts

    @cached_property
    def draft(self) -> Draft | None:
        """The draft that the facts name.

        Raises:
            FactsError: when there is no such draft here.
        """
        if not self.facts.draft:
            return None
        rows = Draft.objects.select_related("base")
        found = rows.filter(number=self.facts.draft.strip(), community_code=self.community).first()
        if found is None:
            raise FactsError({"draft": [str(NO_SUCH_DRAFT)]})
        return found

    @cached_property
    def book(self) -> PackVersion:
        """The version of the rule book that the facts name, as it lies ready.

        Raises:
            FactsError: when none is in force on the day of the facts, or its files cannot be read as rules.
        """
        try:
            return adoption.lying_ready(self.facts.pack, self.start, self.community)
        except NotInForce:
            raise FactsError({"in_force_from": [str(NOT_THAT_DAY)]}) from None
        except PackError as wrong:
            raise FactsError({"pack": [str(UNREADABLE.fill(where=wrong.where, what=wrong.what))]}) from None

    @cached_property
    def used(self) -> frozenset[str]:
        return adoption.used(self.community)

    @cached_property
    def ready(self) -> Finding:
        return ports.ready(self.community, self.call.day, self.used)

    @property
    def start(self) -> date:
        """The first day in force; a draft's is its own, or today when the vote came later than that."""
        if self.facts.in_force_from:
            return self.facts.in_force_from
        if self.draft is None:
            raise FactsError({"in_force_from": [str(WHICH_DAY)]})
        return max(self.draft.effective_from, self.call.day)

    def standing(self) -> Iterable[Finding]:
        """Whether there is a decision at all that could be put in force."""
        yield self.ready

    def judge(self) -> Iterable[Finding]:
        """Whether it was adopted, to the letter, and does not reach back.

        Raises:
            FactsError: when there is no such rule book or draft, or none of its versions is in force on that day.
        """
        if bool(self.facts.draft) == bool(self.facts.pack):
            raise FactsError({"draft": [str(ONE_OF_BOTH)]})
        if self.draft is None and self.facts.pack not in adoption.packs():
            raise FactsError({"pack": [str(NO_SUCH_BOOK)]})
        yield from (found for found in ports.adopted(self._sought()) if found != self.ready)
        yield self._once()
        day, decision = self.call.day, self.facts.adopted_by
        if self.draft:
            yield from draft_by_residents(self.draft, decision, day)
            yield from self._in_silence()
        else:
            yield from book_by_residents(self.book, self.community, decision, day)
        late = self.start < self.call.day
        yield Finding(
            "notice", not late, Text("新规则不溯及以前", "new rules do not reach back"),
            required=str(self.call.day), actual=str(self.start),
        )  # fmt: skip
        if self.draft:
            yield from ripe(self.draft, self.start, self.call.day)
        else:
            yield from book_ripe(self.book, self.community, self.start, self.call.day)

    def _once(self) -> Finding:
        """A decision names no rule book that lies ready: used twice, it would put another in force than was meant."""
        number = self.facts.adopted_by.strip()
        fresh = number not in self.used
        return Finding("used_once", fresh, FIRST_USE if fresh else USED, actual=number)

    def _in_silence(self) -> Iterator[Finding]:
        """What was adopted does not lie in a drawer; nor does whoever ends a silence act before there is one."""
        owed = queries.owing_bodies(self.name, self.community, self.call.day)
        if self.call.body in owed or not owed:
            return
        found = decided(self.facts.adopted_by, self.community, self.call.day)
        day = found.on if found else self.call.day
        due = queries.done_by(self.name, self.community, day) or day
        yield Finding("silence", due < self.call.day, SILENT.fill(due=due), required=f"> {due}")

    def _sought(self) -> Sought:
        decision, draft = self.facts.adopted_by, self.draft
        if draft is None:
            return Sought(decision, self.community, self.call.day)
        covenant = draft.kind == Draft.COVENANT
        return Sought(decision, self.community, self.call.day, draft.number, digest_of(draft.body), covenant)

    def write(self) -> Outcome:
        if self.draft and self.draft.kind == Draft.COVENANT:
            adoption.put_covenant_in_force(self.draft, self.start, self.call.ref, self.facts.adopted_by.strip())
            return Outcome(result=self.draft.ref, public=self._said(self.draft.digest))
        document = stored(self.draft) if self.draft else adoption.take_in(self.book)
        decision = self.facts.adopted_by.strip()
        adoption.put_in_force(document, self.community, self.start, self.call.ref, decision, self.draft)
        said = self._said(document.digest) | {"version": document.version}
        return Outcome(result=Ref("charter_version", document.version), public=said)

    def _said(self, digest: str) -> dict[str, str]:
        return {"digest": digest, "in_force_from": str(self.start)}
