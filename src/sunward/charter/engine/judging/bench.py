"""What the judge has before it: the case, the charter, and the rules that apply to this meeting."""

from dataclasses import dataclass

from sunward.charter.engine.cases import Case
from sunward.charter.engine.charter import Charter
from sunward.charter.engine.rules import MeetingRules
from sunward.charter.engine.texts import Text
from sunward.charter.engine.vocabulary import usual_name


@dataclass(frozen=True, slots=True)
class Bench:
    """A case with the rules that apply to it."""

    case: Case
    charter: Charter
    rules: MeetingRules

    def name(self, body: str) -> Text:
        known = self.charter.bodies.get(body)
        return known.name if known else usual_name(body)

    @property
    def body_name(self) -> Text:
        return self.name(self.case.body)
