"""Opening a poll: a secret ballot by the voters' own hands, never by the web, with a booth where the rule asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sunward.charter.engine import ElectionRules
from sunward.kernel import clock
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.listed import listed
from sunward.kernel.text import Text

BY_HAND = Text(
    "选举和罢免只能按规则册写明的渠道无记名投票，不能在网上。",
    "Elections and recalls are secret ballots by the channels that the rule names, never on the web.",
)
BOOTH = Text("设有秘密写票处。", "There is a booth where nobody sees what one marks.")
HOUR = Text("如 18:00；公布以后不提前结束。", "Such as 18:00; once announced it is not brought forward.")
AHEAD = Text("今天这个时间已经过了，请写以后的时间。", "That hour of today has passed: name a later one.")
TODAY = Text("在公布的选举日投票。", "The poll is on the day that was announced.")
CHANNELS = Text("用逗号分开：paper、terminal", "With commas: paper, terminal")
ONCE = Text("已经在投票，或者已经投过票。", "The poll is open, or has been.")


@dataclass(frozen=True, slots=True)
class PollFacts:
    booths: int = asked("有几个秘密写票处", "how many booths")
    channels: str = asked("怎么投票", "channels", hint=CHANNELS, default="paper")
    closes: str = asked("几点结束投票", "closing hour", hint=HOUR, default="18:00")

    def closing(self, day: date) -> datetime:
        """The moment at which the poll ends: on its own day.

        Raises:
            FactsError: for what is no hour.
        """
        try:
            said = datetime.strptime(self.closes.strip().replace("：", ":"), "%H:%M")  # noqa: DTZ007 - an hour alone
        except ValueError:
            raise unusable("closes", "请写成 18:00 这样的时间。", "Write an hour like 18:00.") from None
        return clock.moment(day, said.hour, said.minute)

    def closes_at(self, day: date) -> str:
        """That moment as a vote is told it."""
        return f"{day} {self.closing(day).astimezone(clock.ZONE):%H:%M}"

    def closes_ahead(self, now: datetime) -> Finding:
        """Nobody can shut a poll in the minute in which it opens."""
        ahead = self.closing(clock.civil_day(now)) > now
        return Finding("closes_ahead", ahead, AHEAD, actual=self.closes)


def by_the_ballot_rule(rules: ElectionRules, said: str, booths: int) -> Iterator[Finding]:
    """What the rule on the ballot says to channels and booths; without one no poll opens."""
    rule, wanted = rules.ballot, listed(said)
    allowed = rule.channels if rule else ()
    source = rule.source if rule else ""
    ok = bool(wanted) and set(wanted) <= set(allowed)
    yield Finding("ballot_channels", ok, BY_HAND, source, ", ".join(allowed), said)
    if rule and rule.booth:
        yield Finding("booth", booths >= 1, BOOTH, source, ">= 1", str(booths))
