"""Opening a poll: a secret ballot by the voters' own hands, never by the web, with a booth where the rule asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sunward.charter.engine import ElectionRules
from sunward.kernel import clock
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.listed import listed
from sunward.kernel.text import Text
from sunward.registry import queries as registry

BY_HAND = Text(
    "选举和罢免只能按规则册写明的渠道无记名投票，不能在网上。",
    "Elections and recalls are secret ballots by the channels that the rule names, never on the web.",
)
BOOTH = Text("设有秘密写票处。", "There is a booth where nobody sees what one marks.")
HOUR = Text("如 18:00；公布以后不提前结束。", "Such as 18:00; once announced it is not brought forward.")
STILL_AHEAD = Text("截止时间还在后面。", "The poll closes at an hour that is still to come.")
AHEAD = Text("今天这个时间已经过了，请写以后的时间。", "That hour of today has passed: name a later one.")
TODAY = Text("在公布的选举日投票。", "The poll is on the day that was announced.")
LONG_ENOUGH = Text("投票至少开放 {hours} 小时。", "A poll is open for {hours} hours at least.")
BEFORE_THEY_ARE_HOME = Text(
    "注意：工作日 {hour} 点以前就结束，上班的人不容易来。",
    "Alert: it ends before {hour}:00 on a working day; whoever works can hardly come.",
)
CHANNELS = Text("用逗号分开：paper、terminal", "With commas: paper, terminal")
UNOPENED = Text("还没有开始过投票。", "The poll is still to be opened.")
ONCE = Text("已经在投票，或者已经投过票。", "The poll is open, or has been.")


# No law here says for how long a poll is open. A few hours of a working day let those decide who are at home by day,
# and a turnout that is missed ends a recall; so nobody opens a poll for less, and one that ends before people are home
# from work is marked.
SHORTEST, HOME_AT = timedelta(hours=6), 19


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
        return Finding.either("closes_ahead", ahead, STILL_AHEAD, AHEAD, actual=self.closes)

    def open_long_enough(self, now: datetime) -> Finding:
        """A poll that few can come to would end the question by itself; whoever else may opens it earlier."""
        hours = SHORTEST // timedelta(hours=1)
        ok = self.closing(clock.civil_day(now)) - now >= SHORTEST
        return Finding(
            "open_long_enough", ok, LONG_ENOUGH.fill(hours=hours), required=f">= {hours} h", actual=self.closes
        )

    def marks_of_hours(self, day: date) -> list[Finding]:
        """Whether people who work that day have time to come."""
        early = registry.is_working_day(day) and self.closing(day) < clock.moment(day, HOME_AT)
        text = BEFORE_THEY_ARE_HOME.fill(hour=HOME_AT)
        return [Finding("ends_in_working_hours", False, text, actual=self.closes)] if early else []


def by_the_ballot_rule(rules: ElectionRules, said: str, booths: int) -> Iterator[Finding]:
    """What the rule on the ballot says to channels and booths; without one no poll opens."""
    rule, wanted = rules.ballot, listed(said)
    allowed = rule.channels if rule else ()
    source = rule.source if rule else ""
    ok = bool(wanted) and set(wanted) <= set(allowed)
    yield Finding("ballot_channels", ok, BY_HAND, source, ", ".join(allowed), said)
    if rule and rule.booth:
        yield Finding("booth", booths >= 1, BOOTH, source, ">= 1", str(booths))
