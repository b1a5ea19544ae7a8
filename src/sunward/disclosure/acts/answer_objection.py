"""Answer an objection."""

from collections.abc import Iterator

from sunward.disclosure.answers import Answering, apart, upheld_events
from sunward.disclosure.events import ObjectionUpheld
from sunward.disclosure.models import Objection
from sunward.disclosure.stakes import FOR_THE_STREET, OWN_STAKE, only_rules
from sunward.kernel.acts import register
from sunward.kernel.facts import unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text


@register
class AnswerObjection(Answering[Objection]):
    """An objection was answered, in public, by somebody who has no stake in what it is about."""

    name = "disclosure.answer_objection"
    title = Text("答复异议", "answer an objection")
    subject_type = "objection"
    subject_model = Objection
    answered_already = Text("这条异议已经答复。", "This objection has been answered.")

    def standing(self) -> Iterator[Finding]:
        if said := self._others():
            yield Finding("open", False, said)
        yield from super().standing()

    def judge(self) -> Iterator[Finding]:
        if said := self._others():
            raise unusable("outcome", said.zh, said.en)
        return super().judge()

    def _others(self) -> Text | None:
        """Why somebody else has to answer."""
        publication, call = self.subject.publication, self.call
        if not apart(publication, call):
            return OWN_STAKE
        return FOR_THE_STREET if only_rules(call.post, publication, call.day) else None

    def announced(self) -> list[ObjectionUpheld]:
        return upheld_events(self.subject, self.facts.outcome, self.call.day)
