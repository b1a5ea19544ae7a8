"""The rules by which a session is called and counted while it goes on.

The judge says afterwards whether a decision was in order. These answer one question at a time, from the same rules,
before anything has been decided: may they call it, was the notice long enough, are enough people here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sunward.charter.engine.cases import Case, Signatures
from sunward.charter.engine.charter import Charter
from sunward.charter.engine.errors import UnusableCase
from sunward.charter.engine.figures import Counts, read_counts
from sunward.charter.engine.findings import Finding
from sunward.charter.engine.judging.applicable import applicable_rules
from sunward.charter.engine.judging.attendance import attendance_findings
from sunward.charter.engine.judging.bench import Bench
from sunward.charter.engine.judging.convening import convening_findings
from sunward.charter.engine.judging.notice import notice_findings
from sunward.charter.engine.judging.steps import step_findings
from sunward.charter.engine.rules import Body, MeetingRules
from sunward.charter.engine.texts import Text
from sunward.charter.engine.thresholds import Requirement, Threshold
from sunward.charter.engine.vocabulary import SUPERVISORS, Rank, Rule, usual_name

NOT_COUNTED = Text(
    "这份名册没有分出规则要求的那一类人，无法核对", "The roll does not tell the class apart by which the rule counts"
)
NOT_GRANTED = Text(
    "规则册没有写明监督委员会可以召集：这里不授予。", "Not granted here: no rule lets supervisors call it."
)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session of a body on a day, and the kind of matter in question (none: the session as a whole)."""

    charter: Charter
    body: str
    held_on: date
    matter: str = ""
    second_call: bool = False

    @property
    def rules(self) -> MeetingRules:
        """The body's rules, or the matter's own; at a second call its quorum, where the rule book gives it one."""
        own, matter = self.charter.bodies.get(self.body), self.charter.matters.get(self.matter)
        rules = applicable_rules(own, matter, self._case()) if matter else own.rules if own else MeetingRules()
        eased = self._eased() if self.second_call else ()
        return replace(rules, quorum=eased) if eased else rules

    def _eased(self) -> tuple[Requirement, ...]:
        session = self.charter.sessions.get(self.body)
        granted = session.granted() if session else None
        return granted.second_call.quorum if granted and granted.second_call else ()

    def calling(self, called_by: str, petition: tuple[str, int, int] | None = None) -> list[Finding]:
        """May they call it? Supervisors only where a rule says so; `petition` is class, signed, entitled."""
        case = self._case(called_by=called_by, petition=Signatures(*petition) if petition else None)
        found = convening_findings(self._bench(case))
        granted = bool(found) and all(one.ok for one in found)
        return [self._not_granted(found)] if called_by == SUPERVISORS and not granted else found

    def notice(self, given_on: date | None) -> list[Finding]:
        """Was the notice long enough? None was given: as if on the day itself."""
        return notice_findings(self._bench(self._case(notice_on=given_on or self.held_on)))

    def attendance(self, counts: Mapping[str, Mapping[str, int]], *, majority: bool = False) -> list[Finding]:
        """Are enough people here, and if asked for: did enough agree?"""
        bench = self._bench(self._case(counts=read_counts(counts)))
        rules = bench.rules if majority else _before_the_vote(bench)
        try:
            return attendance_findings(replace(bench, rules=rules))
        except UnusableCase:
            return [self._uncounted(bench)]

    def steps(self, taken: Mapping[str, tuple[date, ...]]) -> list[Finding]:
        """Was everything done that has to come before a decision on the matter? `taken` are the days of each step."""
        bench = self._bench(replace(self._case(), steps=taken))
        return step_findings(bench, self.charter.route_for(self.matter, self.body))

    def _case(
        self,
        *,
        notice_on: date | None = None,
        called_by: str | None = None,
        petition: Signatures | None = None,
        counts: Counts | None = None,
    ) -> Case:
        return Case(self.matter, self.body, self.held_on, notice_on, called_by, petition, False, None, counts or {}, {})

    def _bench(self, case: Case) -> Bench:
        return Bench(case, self.charter, self.rules)

    def _not_granted(self, found: list[Finding]) -> Finding:
        """A refusal that says who may instead, where a rule book tells."""
        source, required = (found[0].source, found[0].required) if found else ("", "")
        return Finding(Rule.CONVENING, False, source, required, SUPERVISORS, NOT_GRANTED)

    def _uncounted(self, bench: Bench) -> Finding:
        rule = (*bench.rules.quorum, *bench.rules.majority)[0].alternatives[0]
        return Finding(Rule.QUORUM, False, rule.source, rule.of, "", NOT_COUNTED)

    def known(self) -> Body:
        """The body, also where no rule book says more of it than its name."""
        found = self.charter.bodies.get(self.body)
        return found or Body(key=self.body, name=usual_name(self.body), rank=Rank.COMMITTEE)


def _before_the_vote(bench: Bench) -> MeetingRules:
    """The quorum alone. Where a law counts those who take part in the vote, those who are there count until there was
    one: nobody else can."""
    quorum = tuple(
        replace(need, alternatives=tuple(_there(one, bench.case.counts) for one in need.alternatives))
        for need in bench.rules.quorum
    )
    return replace(bench.rules, quorum=quorum, majority=())


def _there(threshold: Threshold, counts: Counts) -> Threshold:
    voted = "cast" in counts.get(threshold.of, {})
    return threshold if voted or threshold.counted != "cast" else replace(threshold, counted="present")
