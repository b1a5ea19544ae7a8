"""Opening a poll: a secret ballot by the voters' own hands, never by the web, with a booth where the rule asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sunward.charter.engine import ElectionRules
from sunward.elections.polling.hours import UNTIL, Hours, hour_in, hour_said, long_enough, moment_of
from sunward.kernel import clock
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.listed import listed
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text

BY_HAND = Text(
    "选举和罢免只能按规则册写明的渠道无记名投票，不能在网上。",
    "Elections and recalls are secret ballots by the channels that the rule names, never on the web.",
)
BOOTH = Text("设有秘密写票处。", "There is a booth where nobody sees what one marks.")
NO_BOOTH = Text("没有秘密写票处。", "There is no booth where nobody sees what one marks.")
HOUR = Text("不填就是公告的时间；可以更晚，不能更早。", "Leave it empty for what was announced; later, never earlier.")
STILL_AHEAD = Text("截止时间还在后面。", "The poll closes at an hour that is still to come.")
AHEAD = Text("今天这个时间已经过了，请写以后的时间。", "That hour of today has passed: name a later one.")
TODAY = Text("在公布的选举日投票。", "The poll is on the day that was announced.")
CHANNELS = Text("用逗号分开：paper、terminal", "With commas: paper, terminal")
THEN = Text(
    "停电那天在纸上投票的，投票时间过后三天内（放假的，到上班那天）补记，填当时开始的时间，如 08:00；当场开始的不填。",
    "For a poll held on paper without power: the hour at which it opened, such as 08:00, entered within three days "
    "once its hours are over, or when the desk opens after the holidays. Empty: now.",
)
LIST = Text(
    "补记时必须有：签了字的领票名单的照片", "Needed when entered afterwards: the signed list of those who took a sheet"
)
UNOPENED = Text("还没有开始过投票。", "The poll is still to be opened.")
UNPOLLED = Text("投票还没有开始。", "The poll is still to be opened.")
POLLED = Text("已经开始投票。", "The poll has been opened.")
ONCE = Text("已经在投票，或者已经投过票。", "The poll is open, or has been.")


@dataclass(frozen=True, slots=True)
class PollFacts:
    booths: int = asked("有几个秘密写票处", "how many booths")
    channels: str = asked("怎么投票", "channels", hint=CHANNELS, default="paper")
    closes: str = asked("几点结束投票", "closing hour", hint=HOUR, default="")
    at: str = asked("几点开始的（补记时填）", "hour at which it opened (if entered afterwards)", hint=THEN, default="")
    proof: FileDigest | None = asked("签了字的领票名单照片", "photograph of the signed list of voters", hint=LIST,
                                     default=None)  # fmt: skip
    signed: FileDigest | None = slip()

    def opened(self, day: date, now: datetime) -> datetime:
        """The moment at which it opens: now, or on its day at the hour that is said.

        Raises:
            FactsError: for what is no hour.
        """
        return moment_of(day, hour_in("at", self.at)) if self.at else now

    def closing(self, day: date, hours: Hours | None) -> datetime:
        """The moment at which the poll ends, on its own day: as announced, where nothing else is said.

        Raises:
            FactsError: for what is no hour.
        """
        said = self.closes.strip() or (f"{hours.closes:%H:%M}" if hours else UNTIL)
        return moment_of(day, hour_in("closes", said))


def opening(now: datetime, closes: datetime) -> Iterator[Finding]:
    """Nobody shuts a poll in the minute in which it opens, or before people can come."""
    yield Finding.either("closes_ahead", closes > now, STILL_AHEAD, AHEAD, actual=hour_said(closes))
    yield long_enough(now, closes)


def closes_at(closes: datetime) -> str:
    """That moment as a vote is told it."""
    return f"{clock.civil_day(closes)} {hour_said(closes)}"


def by_the_ballot_rule(rules: ElectionRules, said: str, booths: int) -> Iterator[Finding]:
    """What the rule on the ballot says to channels and booths; without one no poll opens."""
    rule, wanted = rules.ballot, listed(said)
    allowed = rule.channels if rule else ()
    source = rule.source if rule else ""
    ok = bool(wanted) and set(wanted) <= set(allowed)
    yield Finding("ballot_channels", ok, BY_HAND, source, ", ".join(allowed), said)
    if rule and rule.booth:
        yield Finding.either("booth", booths >= 1, BOOTH, NO_BOOTH, source, ">= 1", str(booths))
