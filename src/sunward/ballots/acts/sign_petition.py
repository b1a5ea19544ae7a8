"""Sign a petition. Who signed is never public; how many, always."""

from collections.abc import Iterator

from sunward.ballots.acting import ActOnPetition
from sunward.ballots.models import Petition
from sunward.ballots.reaching import have_come, have_signed, reached, sign, signed
from sunward.ballots.roll.dead import marks_of_dead_signers
from sunward.ballots.roll.membership import TIME_TO_SIGN, source_of
from sunward.ballots.roll.places import place_on
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text


@register
class SignPetition(ActOnPetition[SlipFacts]):
    """One signature for one place on the roll that was frozen when the petition was opened. Whoever withdrew theirs may
    sign again."""

    name = "ballots.sign_petition"
    title = Text("联名签字", "sign a petition")
    kind = "effect"
    facts_type = SlipFacts

    def standing(self) -> Iterator[Finding]:
        source = self.subject.source
        yield still_open(self.subject, self.call.day)
        place = place_on(self.subject.roll, self.call.person)
        on_roll = place is not None and place.struck_on is None
        yield Finding("on_the_roll", on_roll, ON_ROLL if on_roll else NOT_ON_ROLL, source)
        again = place is not None and bool(have_signed(self.subject, [place]))
        if place is not None and place.by_household:
            again = again or bool(have_come(self.subject, [self.call.person]))
        yield Finding("signed_once", not again, ONCE, source)

    def write(self) -> Outcome:
        place = place_on(self.subject.roll, self.call.person)
        if place is None:
            raise AssertionError("standing lets nobody sign who is not on the roll")
        # Entered at the desk it can be denied, as one from a sheet of paper can.
        on_paper = self.call.on_behalf_of is not None
        sign(self.subject, {place: self.call.person}, self.call.day, self.call.ref, on_paper=on_paper)
        events = reached(self.subject, self.call.day)
        dead = marks_of_dead_signers(self.subject.roll, [self.call.person], self.call.day) if on_paper else ()
        public = {"signed": signed(self.subject), "needed": self.subject.needed}
        return Outcome(public=public, findings=[*dead], events=events)


def still_open(petition: Petition, on: object) -> Finding:
    """Whether a petition can be signed on a day."""
    if petition.void_on is not None:
        return Finding("open", False, VOID, actual=str(on))
    ok = petition.opened_on <= on <= petition.closes_on  # type: ignore[operator]
    text = Text("到 {until} 为止可以签字。", "It can be signed until {until}.").fill(until=petition.closes_on)
    source = source_of(TIME_TO_SIGN, petition.roll.community_code, petition.opened_on)
    return Finding("open", ok, text, source, actual=str(on))


VOID = Text(
    "这次联名是在服务台违背本人意思代办发起的，不算数。",
    "It was opened at the desk for somebody who did not want it, and does not count.",
)
ON_ROLL = Text("在联名的名册上。", "Is on the petition’s roll.")
NOT_ON_ROLL = Text(
    "不在这次联名的名册上（名册在发起那天固定）。",
    "Not on the petition’s roll, frozen on the day it was opened.",
)
ONCE = Text("每人（户）只签一次。", "One signature each.")
