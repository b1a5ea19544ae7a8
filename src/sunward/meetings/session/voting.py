"""Putting an item to the vote: whether it may be decided at all, and whether an exclusion would decide it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sunward.ballots import queries as ballots
from sunward.charter.engine.vocabulary import AREA_OF, AREAS
from sunward.kernel.facts import unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.calling.announced import was_announced
from sunward.meetings.calling.reached import told_few
from sunward.meetings.models import AgendaItem
from sunward.meetings.rules.aside import UNREACHABLE
from sunward.meetings.session.carrying import adopted_in, asked_of
from sunward.meetings.session.excluding import excluded, put_aside_by_others
from sunward.meetings.session.recusal import kept_from_it
from sunward.meetings.session.room import HeadCount, Room, ways_of

NOT_ON_AGENDA = Text(
    "这一项不在通知的议程里，或者只列为讨论：不能表决。",
    "Not on the agenda as the notice fixed it, or for discussion alone: it cannot be put to the vote.",
)
ON_AGENDA = Text("这一项在通知的议程里，列为要决定的。", "On the agenda as the notice fixed it, to be decided.")
USUAL_WAYS = 2  # where no rule says in how many ways: a page alone does not reach whoever has no phone
SAME_DAY = Text(
    "注意：规则没有写明提前几天通知；这次会当天才通知。",
    "Alert: no rule says how many days before; people were told of this meeting on the same day.",
)
ONE_WAY = Text(
    "注意：规则没有写明用几种方式通知；这次会只用了一种。",
    "Alert: no rule says in how many ways people are told; of this meeting they were told in one way only.",
)
NOTICED = Text("已按规定的方式通知。", "Notice was given by the channels that the rules ask for.")
DECIDES = Text("这次会议可以作决定。", "A session of this body decides.")
CONSULTATION = Text(
    "没有按规定的方式和天数通知：只能当作征求意见，不能作决定。",
    "Notice was not given as it has to be: held as consultation only, it cannot decide.",
)
HEARS_ONLY = Text(
    "听证会、协调会、评议会只听取意见，不表决。",
    "A hearing, coordination or appraisal meeting hears; it does not vote.",
)
BY_NAME = Text(
    "这个会也按专有部分面积计票：用点名（含署名的书面表决票）、服务台终端或者网上表决；举手和不署名的纸质票算不出面积。",
    "This body counts by floor area as well: by roll call (signed sheets are entered there), desk terminal or web. "
    "Hands and unsigned sheets tell no area.",
)
BY_EXCLUSION = Text(
    "注意：把人不计入应到人数，才使人数（票数）够了。",
    "Alert: it is enough only because people were left out of the base.",
)


BY_STEPPING_ASIDE = Text(
    "注意：如果回避的人都投了相反的票，结果就会相反。",
    "Alert: had those who stepped aside all voted the other way, the result would be the other one.",
)


PUT_ASIDE = Text(
    "注意：有 {number} 人由别人登记回避，本人没有说过，也没有申报过：可以向监督委员会提出异议。",
    "Alert: {number} were put aside by others, by nothing that they said or declared; they can object to the "
    "supervision committee.",
)
WRONGLY_ASIDE = Text(
    "注意：有 {number} 人没有表决，只因为服务台代为登记了回避；本人没有说过，已经查实。",
    "Alert: {number} did not vote only because a clerk entered for them that they step aside. They had not said so; "
    "their dispute was upheld.",
)
CAME_BEFORE = Text(
    "注意：有 {number} 人以“联系不上”不计入应到人数，这一晚却登记过到会。",
    "Alert: left out of the base as not to be reached, though entered as having come that evening: {number}.",
)
LEFT = Text(
    "付诸表决时，有 {number} 人登记为已经离会，不计入在场人数。还在场的人，当场请登记到会。",
    "When it was put, {number} were entered as having left, and are not counted as present. Whoever is still there "
    "asks to be admitted again at once.",
)


Counts = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Aside:
    """Those in the room who stepped aside; of them, `off_base` are not in the figures at all. `area` is the same in
    floor area, where a roll has it."""

    number: int
    off_base: int
    area: "Aside | None" = None

    def joined_by(self, weights: Sequence[int]) -> "Aside":
        """The same with places in the base that weigh so much."""
        area = replace(self.area, number=self.area.number + sum(weights)) if self.area else None
        return replace(self, number=self.number + len(weights), area=area)

    def with_votes(self, counts: Counts, of: str, choice: str) -> Counts:
        """The counts of a class, and of its area, with their votes for one choice."""
        area = AREA_OF.get(of, "")
        more = {of: self.voting(counts[of], choice)}
        if self.area and {"for", choice} & counts.get(area, {}).keys():  # what they weigh is told
            more[area] = self.area.voting(counts[area], choice)
        return counts | {name: counts[name] | figures for name, figures in more.items()}

    def in_base(self, counts: Counts, of: str) -> Counts:
        """The counts of a class, and of its area, with those of them among the entitled who are not."""
        area = AREA_OF.get(of, "")
        more = {of: self.off_base, area: self.area.off_base if self.area and area in counts else 0}
        raised = {name: {"entitled": counts[name]["entitled"] + by} for name, by in more.items() if name in counts}
        return counts | {name: counts[name] | figures for name, figures in raised.items()}

    def voting(self, figures: Mapping[str, int], choice: str) -> dict[str, int]:
        """The figures with their votes for one choice."""
        more = {"cast": self.number, choice: self.number, "entitled": self.off_base, "present": self.off_base}
        return {key: figures.get(key, 0) + by for key, by in more.items()}


def refuse_after_the_vote(item: AgendaItem) -> None:
    """Who counts is settled before the vote.

    Raises:
        FactsError: once a vote on the item has been opened, unless that was annulled or nobody voted.
    """
    if ballots.standing_votes(item.ref):
        raise unusable("place", "已经开始表决，不能再变。", "The vote has been opened; this cannot change any more.")


def may_be_decided(room: Room, item: AgendaItem) -> Iterator[Finding]:
    """What notice and agenda say to a vote on this item."""
    meeting = room.meeting
    fixed = meeting.agenda_fixed_on
    announced = was_announced(item, meeting)
    decides = meeting.kind == "session"
    yield Finding("hears_only", decides, DECIDES if decides else HEARS_ONLY, actual=meeting.kind)
    text = ON_AGENDA if announced else NOT_ON_AGENDA
    yield Finding("agenda", announced, text, required=f"announced by {fixed}", actual=f"added {item.added_on}")
    rules, noticed_on = room.rules_on(item), room.noticed_on(item)
    channels = rules.session.channels
    used, source = str(len(room.told)), channels.source if channels else ""
    told = noticed_on is not None
    yield Finding("channels", told, NOTICED if told else CONSULTATION, source, str(ways_of(rules)), used)
    for found in rules.notice(noticed_on):
        yield found
        if found.breach:
            yield Finding("consultation_only", False, CONSULTATION, found.source, found.required, found.actual)


def silent_rules(room: Room, item: AgendaItem) -> list[Finding]:
    """Where no rule says of an item how long before, or in how many ways people are told: a meeting called for the same
    evening, or told of in one way only, is marked; and so is one of which few are known to have been told."""
    meeting, found = room.meeting, list[Finding]()
    rules, noticed_on = room.rules_on(item), room.noticed_on(item)
    if noticed_on and noticed_on >= room.day and not rules.notice(noticed_on):
        found.append(Finding("told_the_same_day", False, SAME_DAY, actual=str(noticed_on)))
    ways = len(room.told)
    if rules.session.channels is None and ways < USUAL_WAYS:
        found.append(Finding("told_in_one_way", False, ONE_WAY, required=str(USUAL_WAYS), actual=str(ways)))
    return [*found, *told_few(meeting, ways_of(rules))]


def by_area(room: Room, item: AgendaItem, channels: list[str]) -> Iterator[Finding]:
    """Where the rules count floor area as well, each answer has to tell whose it is: raised hands and sheets in a heap
    would end in a vote that nobody can weigh. Signed sheets are entered as answers at the roll call."""
    rules = room.rules_on(item).rules.rules
    asked = [one for need in (*rules.quorum, *rules.majority) for one in need.alternatives]
    needs = [one for one in asked if one.of in AREAS and not one.unconfirmed]
    if needs:
        untold = ballots.unweighed(channels)
        yield Finding("areas_told", not untold, BY_NAME, needs[0].source, actual=", ".join(untold))


def alert_on_exclusions(count: HeadCount, whole: HeadCount) -> list[Finding]:
    """A finding when there is a quorum only because people were left out of the base."""
    return [Finding("exclusions_decide", False, BY_EXCLUSION)] if count.met and not whole.met else []


def alert_on_who_came(number: int) -> list[Finding]:
    """How many are left out as not to be reached who were there that evening."""
    text = CAME_BEFORE.fill(number=number)
    return [Finding("left_out_who_came", False, text, actual=str(number))] if number else []


def left_out_who_came(room: Room, item: AgendaItem, at: datetime) -> list[Finding]:
    """The same of those who had gone again when the question was put: whoever is there counts. No query where nobody
    had."""
    gone = {stay.place for stay in room.stays if stay.came_at <= at} - room.present(at)
    return alert_on_who_came(excluded(item).filter(reason=UNREACHABLE, entry__in=gone).count() if gone else 0)


def alert_on_put_aside(item: AgendaItem) -> list[Finding]:
    """How many do not vote because others said so: shown on the vote whether or not they could turn it."""
    number = put_aside_by_others(item)
    text = PUT_ASIDE.fill(number=number)
    return [Finding("put_aside_by_others", False, text, actual=str(number))] if number else []


def alert_on_wrongly_aside(item: AgendaItem) -> list[Finding]:
    """Who was kept from the vote by an entry that was disputed and found wrong: shown with the result."""
    number = kept_from_it(item)
    return [Finding("wrongly_aside", False, WRONGLY_ASIDE.fill(number=number), actual=str(number))] if number else []


def said_to_have_left(room: Room, at: datetime) -> list[Finding]:
    """How many came and were entered as gone before the question was put: told, and no alarm. People go home; whoever
    is still there sees that their hand would not count."""
    gone = {stay.place for stay in room.stays} - room.present(at)
    text = LEFT.fill(number=len(gone))
    return [Finding("left_before", True, text, actual=str(len(gone)))] if gone else []


def decided_by_stepping_aside(room: Room, item: AgendaItem, counts: Counts, there: Aside) -> list[Finding]:
    """A finding when those who stepped aside, had they all voted the other way, would have turned the result.

    Only they are reckoned with who were in the room: nobody else would have voted.
    """
    if not there.number or not set(asked_of(item)) & counts.get(room.counted_as, {}).keys():
        return []
    carried, own = set(adopted_in(room, item, counts)), counts[room.counted_as]
    others = (there.with_votes(counts, room.counted_as, key) for key in asked_of(item) if key in own)
    turned = any(set(adopted_in(room, item, other)) != carried for other in others)
    return [Finding("stepping_aside_decides", False, BY_STEPPING_ASIDE)] if turned else []


def majority_by_exclusion(room: Room, item: AgendaItem, counts: Counts, left_out: Aside) -> list[Finding]:
    """A finding when the majority is reached only because of those who were left out."""
    if not left_out.number:
        return []
    whole = left_out.in_base(counts, room.counted_as)
    ok, ok_whole = (bool(adopted_in(room, item, each)) for each in (counts, whole))
    return [Finding("exclusions_decide", False, BY_EXCLUSION)] if ok and not ok_whole else []
