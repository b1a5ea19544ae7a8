"""Ask that a subject be stopped for now."""

from collections.abc import Iterable
from dataclasses import dataclass

from sunward.charter.models import Hold
from sunward.charter.queries import unlifted_hold
from sunward.kernel.acts import Outcome, Unknown, acts_on, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref, new_id
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity

NOT_HERE = Text(
    "本社区没有这个编号。写“类型:编号”，例如 payment:XY-P-2026-017。",
    "This community has nothing of this number. Write type:number, for example payment:XY-P-2026-017.",
)
EXAMPLE = Text("例如 payment:XY-P-2026-017", "for example payment:XY-P-2026-017")


@dataclass(frozen=True, slots=True)
class HoldFacts:
    subject: str = asked("暂停什么（编号）", "what is held", hint=EXAMPLE)
    reason: str = asked("理由", "reason", long=True)
    source: str = asked("依据", "rule", most=200, default="")


@register
class PlaceHold(ActOnCommunity[HoldFacts]):
    """One person asks for a hold, with a written reason; it stands once a second one agrees (`second_hold`)."""

    name = "charter.place_hold"
    title = Text("提出暂停办理", "ask for a hold")
    kind = "effect"
    facts_type = HoldFacts

    def judge(self) -> Iterable[Finding]:
        held = self._target()
        if unlifted_hold(held):
            yield Finding("hold", False, Text("这件事已经提出过暂停。", "A hold on this has already been asked for."))

    def _target(self) -> Ref:
        """The thing to be held, which must exist in this community.

        Raises:
            FactsError: when it does not, or when the words are no reference.
        """
        try:
            target = Ref.parse(self.facts.subject)
            known = acts_on(target.type)
            if known and known[0].community_of(known[0].find(target)) == self.community:
                return target
        except (ValueError, Unknown):
            pass
        raise FactsError({"subject": [str(NOT_HERE)]})

    def write(self) -> Outcome:
        target = self._target()
        hold = Hold.objects.create(
            number=new_id(12), community_code=self.community, subject_type=target.type,
            subject_id=target.id, reason=self.facts.reason, source=self.facts.source,
            placed_on=self.call.day, placed_by=self.call.by, placed_by_post=self.call.post,
        )  # fmt: skip
        return Outcome(result=Ref("hold", hold.number), public={"held": str(target)})
