"""Object to a publication."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from sunward.disclosure.catalogue import reply_due
from sunward.disclosure.consents import doubts
from sunward.disclosure.handed_in import day_of_slip, entered_in_time, marks_of_late
from sunward.disclosure.models import UNSETTLED, Objection, Publication
from sunward.disclosure.queries.desk import contested_among
from sunward.disclosure.series import OBJECTION, next_number
from sunward.disclosure.theirs import OF_THEIRS, may_object
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text

PUBLISHED_LATER = Text(
    "您的话会和答复一起公开，姓名不公开。请不要在文中写任何人的姓名，包括自己和邻居的。",
    "Your words are published together with the answer, your name never is. Write "
    "nobody's name in the text, neither yours nor a neighbour's.",
)


OWN_HAND = Text(
    "取代在服务台代办、本人有异议的 {before}。", "Takes the place of {before}, entered at the desk, which they dispute."
)
NOTHING_YET = Text("交来的日子不早于公开。", "It was handed in after the posting.")


@dataclass(frozen=True, slots=True)
class ObjectionFacts:
    text: str = asked("您的异议", "your objection", hint=PUBLISHED_LATER, long=True, private=True)
    handed_in: date | None = day_of_slip()
    signed: FileDigest | None = slip()


@register
class ObjectTo(Act[Publication, ObjectionFacts]):
    """Somebody objects; the answer's clock starts. One objection of a person waits for its answer at a time."""

    name = "disclosure.object"
    title = Text("提出异议", "object")
    kind = "effect"
    subject_type = "publication"
    subject_model = Publication
    facts_type = ObjectionFacts

    @property
    def objector(self) -> str:
        return self.call.person

    def standing(self) -> Iterator[Finding]:
        if not may_object(self.subject, self.call):
            yield Finding("roll_of_theirs", False, OF_THEIRS)
        giving_way = self._giving_way()
        if any(row not in giving_way for row in self._waiting()):
            yield Finding(
                "one_open_objection",
                False,
                Text(
                    "您对这份公开的上一条异议还没有答复，请等答复后再提。",
                    "Your last objection to it has not been answered yet. You can object again after that.",
                ),
            )

    @property
    def received_on(self) -> date:
        return self.facts.handed_in or self.call.day

    def took_place_on(self) -> date | None:
        return self.facts.handed_in

    def judge(self) -> Iterator[Finding]:
        day = self.facts.handed_in
        possible = day is None or day >= self.subject.recorded_on
        yield from entered_in_time(self.call, day, possible, NOTHING_YET)

    def _waiting(self) -> "QuerySet[Objection]":
        return self.subject.objections.filter(UNSETTLED, by=self.objector, void_on__isnull=True)

    def _giving_way(self) -> list[Objection]:
        """What a clerk has entered for them, and they dispute: their own hand goes before it, whoever answers when."""
        if self.call.on_behalf_of is not None:
            return []
        rows = list(self._waiting().exclude(entered_at_desk_in=None))
        disputed = contested_among(row.entered_at_desk_in or "" for row in rows)
        return [row for row in rows if row.entered_at_desk_in in disputed]

    def write(self) -> Outcome:
        community, today = self.subject.community_code, self.call.day
        marks = [Finding("supersedes_the_desk", True, OWN_HAND.fill(before=row)) for row in self._giving_way()]
        marks += marks_of_late(self.call, self.received_on)
        Objection.objects.filter(pk__in=[row.pk for row in self._giving_way()]).update(void_on=today)
        row = Objection.objects.create(
            number=next_number(community, OBJECTION, today),
            community_code=community,
            publication=self.subject,
            by=self.objector,
            text=self.facts.text,
            received_on=self.received_on,
            due_on=reply_due(community, self.subject.item, self.received_on),
            entered_at_desk_in=self.call.ref if self.call.on_behalf_of is not None else None,
        )
        doubted = tuple(doubts(row, today))
        return Outcome(result=row.ref, public={"answer_due": str(row.due_on)}, findings=marks, events=doubted)
