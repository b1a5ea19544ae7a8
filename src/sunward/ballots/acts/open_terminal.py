"""A machine at the desk becomes a terminal for one vote."""

from collections.abc import Iterator

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting import obstacles
from sunward.ballots.counting.handling import no_hand_in_it
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text


@register
class OpenTerminal(ActOnVote[NoFacts]):
    """Without it a code typed anywhere would be a vote on the web. Whoever sets the machine up answers for where it
    stands, and is signed out of it."""

    name = "ballots.open_terminal"
    title = Text("开启服务台终端", "open a terminal at the desk")
    kind = "effect"

    def standing(self) -> Iterator[Finding]:
        yield obstacles.is_open(self.subject, self.call.at)
        yield from no_hand_in_it(self.subject, self.name, self.call)
        yield obstacles.channel_is_open(self.subject, "terminal")

    def write(self) -> Outcome:
        return Outcome(result=self.subject.ref)
