"""Begin the next handover of something that was only kept until there is a successor; follows from an appointment or
its end, granted to nobody."""

from collections.abc import Iterator

from sunward.elections.book import after, rules_of
from sunward.elections.models import Handover
from sunward.elections.office.leftovers import receiver_of
from sunward.elections.series import HANDOVER, next_number
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.registry import queries as registry

KEPT = Text("由别的岗位代管，已经确认收到。", "It was received in another post, to be kept.")


@register
class PassOn(Act[Handover, NoFacts]):
    """Owed by whoever received it, by the same rule and within the same days."""

    name = "elections.pass_on"
    title = Text("移交代管的东西", "pass on what was kept")
    kind = "effect"
    subject_type = "handover"
    subject_model = Handover

    def standing(self) -> Iterator[Finding]:
        row = self.subject
        kept = row.confirmed_on is not None and row.receiver is not None and row.receiver_post != row.post
        yield Finding("kept_for_another", kept, KEPT, row.source)

    def write(self) -> Outcome:
        row, day = self.subject, self.call.day
        if row.receiver is None:
            raise AssertionError("standing lets nothing through that nobody received")
        rule = rules_of(body_of(row.post), row.community_code, day).handover
        receiver, post = receiver_of(row.post, str(row.receiver), row.community_code, day)
        made = Handover.objects.create(
            number=next_number(row.community_code, HANDOVER, day), community_code=row.community_code,
            appointment=f"+{row.pk}", passes_on=row, post=row.post, thing=row.thing, giver=row.receiver,
            receiver_id=registry.person_row(receiver) if receiver else None, receiver_post=post,
            arose_on=day, due_on=after(day, rule.within if rule else None), source=rule.source if rule else row.source,
        )  # fmt: skip
        return Outcome(made.ref, {"thing": row.thing, "due_on": str(made.due_on), "to": post})
