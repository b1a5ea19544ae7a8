"""A community adopts a rule book, or a new version of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sunward.charter import adoption, ports
from sunward.charter.engine import NotInForce
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity

NO_SUCH_BOOK = Text("没有这本规则册。", "There is no such rule book.")
NOT_THAT_DAY = Text("这本规则册没有在那天施行的版本。", "No version of this rule book is in force on that day.")


@dataclass(frozen=True, slots=True)
class AdoptFacts:
    pack: str = asked("规则册编号", "rule book", hint=Text("例如 demo-xiangyang", "for example demo-xiangyang"))
    in_force_from: date = asked("自哪天起施行", "in force from")
    adopted_by: str = asked("由哪次决议通过（编号）", "adopted by which decision (number)")


@register
class Adopt(ActOnCommunity[AdoptFacts]):
    """Puts a rule book in force that the competent body has adopted; no officer changes the rules alone.

    Open cases keep the versions they were opened under.
    """

    name = "charter.adopt"
    title = Text("施行规则册", "adopt a rule book")
    kind = "effect"
    facts_type = AdoptFacts

    def judge(self) -> Iterable[Finding]:
        """Whether it reaches back.

        Raises:
            FactsError: when there is no such rule book, or none of its versions is in force on that day.
        """
        if self.facts.pack not in adoption.packs():
            raise FactsError({"pack": [str(NO_SUCH_BOOK)]})
        yield ports.adopted(self.facts.adopted_by, self.community, self.call.day)
        late = self.facts.in_force_from < self.call.day
        yield Finding(
            "notice", not late, Text("新规则不溯及以前", "new rules do not reach back"),
            required=str(self.call.day), actual=str(self.facts.in_force_from),
        )  # fmt: skip

    def write(self) -> Outcome:
        try:
            document = adoption.take_in(self.facts.pack, self.facts.in_force_from)
        except NotInForce:
            raise FactsError({"in_force_from": [str(NOT_THAT_DAY)]}) from None
        adoption.put_in_force(document, self.community, self.facts.in_force_from, self.call.ref)
        return Outcome(
            result=Ref("charter_version", document.version),
            public={"version": document.version, "digest": document.digest},
        )
