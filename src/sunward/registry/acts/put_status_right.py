"""Put right the status with which somebody was entered as arrived; follows from a dispute that was upheld, and is
granted to nobody."""

from dataclasses import dataclass
from datetime import date

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.memo import forget
from sunward.kernel.text import Text
from sunward.registry.acting import FollowsForPerson
from sunward.registry.acts.record_arrival import STATUS
from sunward.registry.events import DepartureUndone
from sunward.registry.models import ResidenceSpell
from sunward.registry.residence.joining import right_status
from sunward.registry.residence.stays import open_stay


@dataclass(frozen=True, slots=True)
class RightStatus:
    arrival: str = asked("哪一条入住登记", "the entry of the arrival", most=64)
    status: str = asked("查实的居住身份", "the status that was found right", choices=STATUS, private=True)


@register
class PutStatusRight(FollowsForPerson[RightStatus]):
    """They live where the entry says. What they were before it they are again; as anything else they are corrected, by
    one word, as in any correction."""

    name = "registry.put_status_right"
    title = Text("按成立的异议更正居住身份", "put right the status of an arrival after a dispute")
    facts_type = RightStatus

    def write(self) -> Outcome:
        forget()
        stay = ResidenceSpell.objects.filter(person=self.subject, entry=self.facts.arrival).first()
        if stay is None:  # taken back since
            return Outcome()
        kept = {"status_was": stay.status}
        home = open_stay(self.subject)
        if not right_status(stay, self.facts.status, self.call) or home is None:
            return Outcome(private=kept)
        door = home.household
        # As with any correction that is taken back, each roll that was frozen since the entry is looked at.
        undone = DepartureUndone(
            door.community_code, str(self.subject), door.number, date.min, self.call.day, entry=self.facts.arrival,
            takes_off=True,
        )  # fmt: skip
        return Outcome(private=kept, events=[undone])
