"""A report as it is judged: the row as it will be written, from what was entered and from what the record knows."""

from datetime import date
from decimal import Decimal
from functools import cached_property

from sunward.charter.engine import Charter, UnusableCase
from sunward.charter.engine.figures import read_counts
from sunward.decisions.hearing.asked import asked_of
from sunward.decisions.hearing.cited import asked_in_vain, asked_too_late
from sunward.decisions.judging import entitled, told
from sunward.decisions.judging.authorised import authorises
from sunward.decisions.judging.cases import RESOLUTION, newest
from sunward.decisions.judging.delegated import handed_down
from sunward.decisions.judging.one_hand import mark
from sunward.decisions.judging.stepfacts import FromMeeting, StepFacts
from sunward.decisions.judging.verdicts import judge_resolution, judge_step
from sunward.decisions.lookup import decision_here
from sunward.decisions.models import Decision, Matter, Step
from sunward.decisions.plan import PlannedStep, Plans, planned
from sunward.kernel.facts import FactsError
from sunward.kernel.findings import Finding
from sunward.meetings import queries as meetings
from sunward.meetings.queries import HearingCard


class Reported:
    """One report of a step of a matter, before it is written."""

    def __init__(self, matter: Matter, facts: StepFacts, on: date, by: str, post: str) -> None:
        """`by` whom and in which `post` it is entered, `on` which day."""
        self.matter, self.facts, self.on, self.by, self.post = matter, facts, on, by, post

    @cached_property
    def plans(self) -> Plans:
        return Plans()

    @cached_property
    def rules(self) -> Charter:
        """The rule books under which the matter was opened."""
        return self.plans.charter_of(self.matter)

    @cached_property
    def earlier(self) -> list[Step]:
        return list(self.matter.steps.order_by("sequence"))

    @cached_property
    def corrected(self) -> Step | None:
        return next((step for step in self.earlier if step.number == self.facts.corrects), None)

    @cached_property
    def wanted(self) -> PlannedStep | None:
        """The step as the procedure has it."""
        return planned(self.plans.plan_of(self.matter, self.facts.body), self.facts.step)

    @cached_property
    def cited(self) -> HearingCard | None:
        """The hearing that the report cites."""
        return meetings.hearing(self.facts.hearing.strip()) if self.facts.hearing.strip() else None

    @property
    def heard_until(self) -> date | None:
        """The day on which that hearing was over, if a resolution on this matter can rest on it."""
        card, matter = self.cited, self.matter
        return card.concluded_on if card and card.counts_for(matter.ref, matter.kind) else None

    @cached_property
    def asked_on(self) -> date | None:
        """The day on which enough people had asked for a hearing, for a resolution."""
        if self.facts.step != RESOLUTION:
            return None
        forced = asked_of(self.matter, self.on)
        return forced.reached_on if forced else None

    @property
    def resolves(self) -> bool:
        return self.facts.step == RESOLUTION and self.facts.outcome == "adopted"

    @cached_property
    def told_of(self) -> str:
        """The session that was to decide on such a matter, of a resolution that is typed. What puts an older report
        right is of the day of that."""
        if not self.resolves or isinstance(self.facts, FromMeeting):
            return ""
        first = self.corrected if self.is_as_it_was else None
        day = first.recorded_on if first and first.adopted else self.on
        return told.told_of(self.matter, self.rules, day)

    @cached_property
    def made(self) -> Decision | None:
        """What was decided by the report that this one puts right: what is left empty now is as it stood there."""
        return Decision.objects.filter(step=self.corrected).first() if self.corrected and self.resolves else None

    @property
    def corrects_newest(self) -> bool:
        """Whether it puts the newest report of its step right; what a vote did not adopt took the place of none."""
        standing = newest(one for one in self.earlier if one.adopted or not one.meeting)
        return self.corrected is not None and standing.get(self.facts.step) == self.corrected

    @property
    def first_told_on(self) -> date:
        """The day on which the first of the reports that put one another right was entered."""
        known, first = {one.pk: one for one in self.earlier}, self.corrected
        while first is not None and first.corrects_id in known:
            first = known[first.corrects_id]
        return first.recorded_on if first else self.on

    @property
    def is_as_it_was(self) -> bool:
        """Whether it tells of the same meeting as the report that it puts right, and resolves what that one did."""
        earlier, made = self.corrected, self.made
        same = earlier and (self.body, self.facts.held_on) == (earlier.body, earlier.held_on)
        if not same or not self.corrects_newest:
            return False
        words = self.title, self.text, self.amount
        return not self.resolves or (made is not None and words == (made.title, made.text, made.authorised))

    @property
    def title(self) -> str:
        return self.facts.title or (self.made.title if self.made else self.matter.title)

    @property
    def text(self) -> str:
        """What was resolved."""
        return self.facts.text or (self.made.text if self.made else self.matter.text)

    @property
    def amount(self) -> Decimal | None:
        """What a resolution authorises, in yuan."""
        return self.facts.authorised_amount or (self.made.authorised if self.made else self.matter.amount)

    @property
    def body(self) -> str:
        """Who took the step: as reported, else as the procedure has it."""
        return self.facts.body or (self.wanted.body if self.wanted else "")

    @cached_property
    def row(self) -> Step:
        """The row as it will be written, without its findings."""
        facts, sequence, minutes = self.facts, len(self.earlier) + 1, self.facts.minutes
        return Step(
            number=f"{self.matter.number}/{sequence}",
            matter=self.matter,
            sequence=sequence,
            key=facts.step,
            body=self.body,
            held_on=facts.held_on,
            recorded_on=self.on,
            reported_by=self.by,
            reported_by_post=self.post,
            notice_on=facts.notice_on,
            called_by=facts.called_by,
            petition=facts.petition,
            authorised_by=self.authority.number if self.authority else "",
            authorised_by_assembly=self.is_authorised,
            agenda_fixed_on=facts.agenda_fixed_on,
            agenda_includes_matter={"yes": True, "no": False}.get(facts.agenda_includes_matter),
            counts=facts.counts or {},
            known=self._known(),
            adopted=facts.outcome == "adopted",
            meeting=facts.meeting or None if isinstance(facts, FromMeeting) else None,
            hearing=facts.hearing.strip() or None,
            hearing_concluded_on=self.heard_until,
            hearing_asked_on=self.asked_on,
            told_of=self.told_of or None,
            note=facts.note,
            minutes_sha256=minutes.sha256 if minutes else "",
            minutes_size=minutes.size if minutes else 0,
            minutes_type=minutes.type if minutes else "",
            corrects=self.corrected,
        )

    @cached_property
    def authority(self) -> Decision | None:
        """The decision that is named for it, in the report or with the matter.

        Raises:
            FactsError: when there is none of this number.
        """
        named = self.facts.authorised_by.strip() or self.matter.authorised_by
        if not named or self.facts.step != RESOLUTION:
            return None
        return decision_here(self.matter.community_code, named, "authorised_by")

    @property
    def is_authorised(self) -> bool:
        """Whether it hands this matter over, to a body that it can be handed to."""
        made = self.authority
        if made is None or handed_down(self.rules, self.matter.kind, self.body) is None:
            return False
        return authorises(made, self.matter, self.facts.held_on, self.on, self.plans)

    def _known(self) -> dict[str, int] | None:
        """What the record knows where figures were typed; a meeting in it counts by its own roll."""
        classes = entitled.classes_typed(self.facts.counts, self.facts.petition)
        if not classes or isinstance(self.facts, FromMeeting):
            return None
        return entitled.known_of(self.matter.community_code, self.body, classes, self.facts.held_on, self.rules)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the judge says of this step today.

        Raises:
            FactsError: when a figure is missing that a rule needs, or cannot be true.
        """
        rules, reports = self.rules, [*self.earlier, self.row]
        try:
            read_counts(self.row.counts)
            if self.facts.step != RESOLUTION:
                plan = self.plans.plan_of(self.matter, self.facts.body)
                return judge_step(self.matter, self.row, reports, plan, rules)
            found = judge_resolution(self.matter, self.row, reports, rules, self.amount).findings
        except UnusableCase as error:
            raise FactsError({_field(error.where): [str(error)]}) from None
        # A motion that was voted down is a proper outcome, not a breach of the majority rule.
        return found if self.resolves else tuple(one for one in found if one.rule != "majority")

    def marks(self) -> list[Finding]:
        """What bars nothing and is shown: one hand for every step, how many were entitled, that people were told of a
        session which did not adopt it, that people asked to be heard too late to stop this resolution or where no rule
        does, or that it rests on a hearing that heard nobody, or at which nobody had had anything to read."""
        alone, cited = mark([*self.earlier, self.row]), self.cited if self.heard_until else None
        of_it = (*cited.few, *cited.unread) if cited else ()
        hearing = [one for one in (self._unheard(), *of_it) if one] if self.resolves else []
        here = [one for one in (alone, told.mark(self.row)) if one]
        return [*here, *entitled.unshown_marks(self.row), *hearing]

    def _unheard(self) -> Finding | None:
        rule = self.rules.hearing_for(self.matter.kind)
        return asked_too_late(self.row, rule.source) if rule else asked_in_vain(self.row)


def _field(where: str) -> str:
    """The field of the form that a complaint of the judge is about."""
    start = where.partition(".")[0]
    return start if start in {"body", "called_by", "petition", "notice_on"} else "counts"
