"""Answer an objection."""

from sunward.disclosure.answers import Answering, upheld_events
from sunward.disclosure.events import ObjectionUpheld
from sunward.disclosure.models import Objection
from sunward.kernel.acts import register
from sunward.kernel.text import Text


@register
class AnswerObjection(Answering[Objection]):
    """An objection was answered, in public."""

    name = "disclosure.answer_objection"
    title = Text("答复异议", "answer an objection")
    subject_type = "objection"
    subject_model = Objection
    answered_already = Text("这条异议已经答复。", "This objection has been answered.")

    def announced(self) -> list[ObjectionUpheld]:
        return upheld_events(self.subject, self.facts.outcome, self.call.day)
