"""The supervision committee says that it has seen what a giver says was handed over."""

from collections.abc import Iterator

from sunward.elections.models import Handover
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text

SAID = Text("离任的人说已经移交，附了清单。", "Whoever left says that it was handed over, with the list.")
OPEN = Text("还在等确认和见证。", "It waits to be confirmed and witnessed.")
ONCE = Text("已经确认或者见证过。", "Confirmed or witnessed already.")
OTHERS = Text("见证的是别的机构的移交，不是自己的。", "Nobody witnesses what they or their own body hand over.")


@register
class WitnessHandover(Act[Handover, NoFacts]):
    """It ends nothing either; from then on the receiver is the one who is late."""

    name = "elections.witness_handover"
    title = Text("见证移交", "witness a handover")
    kind = "effect"
    subject_type = "handover"
    subject_model = Handover

    def standing(self) -> Iterator[Finding]:
        row = self.subject
        yield Finding("said_handed_over", row.given_on is not None, SAID, row.source)
        yield Finding.either("witnessed_once", row.confirmed_on is None and row.witnessed_on is None, OPEN, ONCE)
        own = self.call.body == body_of(row.post) or self.call.person in {str(row.giver), str(row.receiver or "")}
        yield Finding("other_body", not own, OTHERS, row.source)

    def write(self) -> Outcome:
        row = self.subject
        row.witnessed_on, row.witnessed_by_post = self.call.day, self.call.post
        row.save(update_fields=["witnessed_on", "witnessed_by_post"])
        return Outcome(row.ref, {"thing": row.thing, "post": row.post})
