"""What the judge has before it: the case, the charter, and the rules that apply to this meeting."""

from dataclasses import dataclass

from sunward.charter.engine.cases import Case
from sunward.charter.engine.charter import Charter
from sunward.charter.engine.rules import Body, Matter, MeetingRules
from sunward.charter.engine.texts import Text
from sunward.charter.engine.vocabulary import usual_name

_NO_RULES = MeetingRules()


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


def applicable_rules(body: Body | None, matter: Matter, competent: bool) -> MeetingRules:
    """The body's own rules; the matter's instead, where it has some and the body may decide it."""
    own = body.rules if body else _NO_RULES
    if not competent or matter.rules == _NO_RULES:
        return own
    special = matter.rules
    return MeetingRules(
        conveners=own.conveners,
        petitions=special.petitions or own.petitions,
        notices=special.notices or own.notices,
        agendas=special.agendas or own.agendas,
        quorum=special.quorum or own.quorum,
        majority=special.majority or own.majority,
        composition=(*own.composition, *special.composition),
        steps_before=(*own.steps_before, *special.steps_before),
        publications=special.publications or own.publications,
    )
