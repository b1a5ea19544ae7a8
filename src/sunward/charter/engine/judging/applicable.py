"""Which rules apply: the body's own, or those that the matter has instead."""

from sunward.charter.engine.cases import Case
from sunward.charter.engine.judging.competence import lacks_competence
from sunward.charter.engine.rules import Body, Matter, MeetingRules

_NO_RULES = MeetingRules()


def applicable_rules(body: Body | None, matter: Matter, case: Case) -> MeetingRules:
    """The body's own rules; the matter's instead, where it has some and the body may decide it.

    An unread competence switches off only what is itself unread.
    """
    own = body.rules if body else _NO_RULES
    if matter.rules == _NO_RULES or lacks_competence(matter, case):
        return own
    special = matter.rules.read_only() if lacks_competence(matter, case, unread=True) else matter.rules
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
