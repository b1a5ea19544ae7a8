"""A meeting that enough people asked for: by when it is called and held, which day leaves time for its notice, and
which evening answers the petition."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sunward.ballots import queries as ballots
from sunward.ballots.queries import MeetingDemanded, RollBrief
from sunward.charter import queries as charter
from sunward.charter.engine import Power
from sunward.charter.engine.sessions import OnPetition
from sunward.charter.queries import Sitting
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.calling.owed import powers_to_call
from sunward.meetings.calling.silence import IN_TIME, TOO_SOON, Deadline, shortest_deadline
from sunward.meetings.models import AgendaItem, Meeting

HELD = Text(
    "联名要求的会议在规则写明的天数内开。",
    "A meeting that a petition asked for is held within the days that the rule sets.",
)


def last_day_to_call(asked: MeetingDemanded) -> Deadline | None:
    """By the rules under which the petition was opened: a later change puts nothing off."""
    return deadline(asked, powers_to_call(charter.charter_of(asked.community, asked.opened_on), asked.body))


def deadline(asked: MeetingDemanded, powers: Sequence[Power]) -> Deadline | None:
    """By the days of the right behind the petition, and owed by the first who may call; or else by the power to call
    that gives the shortest days, and owed by whom that one names. None where no rule book sets any."""
    right = next((one for one in asked.rights if one.within), None)
    if right is not None and right.within:
        whose = next((power.held_by[0] for power in powers if power.held_by), "")
        return Deadline(charter.day_after(asked.reached_on, right.within), right.source, whose)
    return shortest_deadline(asked.reached_on, powers)


def in_silence(asked: MeetingDemanded) -> OnPetition | None:
    """Who calls it in the silence of others, and within how many days it is held, by these rules too."""
    return charter.sitting(asked.community, asked.body, asked.opened_on).session.on_petition


def held_in_time(
    asked: MeetingDemanded, rules: Sitting, called_on: date, held_on: date, roll_open_until: date
) -> list[Finding]:
    """Called in time and put off for a year heeds nobody: its days run from the last day to call it, or from the call
    if that came later, and leave room for the notice and for objections to the roll. Nothing where the rule book sets
    no days."""
    latest = last_day(asked, rules, called_on, roll_open_until)
    if latest is None:
        return []
    rule = in_silence(asked)
    source = rule.source if rule else ""
    return [Finding("held_in_time", held_on <= latest, HELD, source, f"<= {latest}", str(held_on))]


def last_day(asked: MeetingDemanded, rules: Sitting, called_on: date, roll_open_until: date) -> date | None:
    """The last day on which it is held; None where the rule book sets no days."""
    rule, due = in_silence(asked), last_day_to_call(asked)
    if rule is None or due is None:
        return None
    first = max(called_on + timedelta(days=notice_days(rules)), roll_open_until) + timedelta(days=1)
    return max(first, charter.day_after(max(due.due, called_on), rule.held_within))


def first_day(rules: Sitting, called_on: date, roll_open_until: date) -> date:
    """The first day for which people can be told in time, and on which the roll is no longer open to objections."""
    told_by = called_on + timedelta(days=notice_days(rules) if rules.session.channels else 0)
    return max(told_by, roll_open_until + timedelta(days=1))


def leaves_time_for_notice(rules: Sitting, called_on: date, held_on: date, roll_open_until: date) -> list[Finding]:
    """What a petition asked for is not called for a day for which nobody could be told in time: such a meeting decides
    nothing, and nobody may cancel it. Nothing where no rule says in how many ways people are told."""
    if not rules.session.channels:
        return []
    told_by, first = called_on + timedelta(days=notice_days(rules)), first_day(rules, called_on, roll_open_until)
    source = next((one.source for one in rules.rules.rules.notices if one.days == notice_days(rules)), "")
    too_soon = TOO_SOON.fill(first=first)
    return [Finding.either("notice", told_by <= held_on, IN_TIME, too_soon, source, f">= {told_by}", str(held_on))]


def notice_days(rules: Sitting) -> int:
    """How many days before a session its notice goes out at the latest."""
    return max((one.days for one in rules.rules.rules.notices if not one.unconfirmed), default=0)


def notice_by(meeting: Meeting, rules: Sitting) -> date | None:
    """The last day for the notice of a session; None where no rule says in how many ways people are told."""
    day = clock.civil_day(meeting.starts_at)
    return day - timedelta(days=notice_days(rules)) if rules.session.channels else None


def own_roll(community: str, body: str, grid: str, on: date) -> RollBrief | None:
    """A body's own roll, or that of one subgroup, frozen last: not one on which signatures are counted."""
    return ballots.newest_roll(community, body, of=charter.sitting(community, body, on).counted_as, grid=grid)


def heeded(petitions: Sequence[int], on: date, without: Collection[int] = ()) -> frozenset[int]:
    """Those of the petitions for which a meeting stands: it is to come or of today and neither cancelled nor closed,
    or its question was put. A session or a vote that was opened and left open heeds nobody once its day is over. Two
    queries, however many. `without` are calls that somebody's own hand is about to take the place of."""
    if not petitions:
        return frozenset()
    rows = Meeting.objects.filter(petition_id__in=petitions, cancelled_on=None).exclude(pk__in=without)
    items = AgendaItem.objects.filter(meeting__in=rows, about_type="petition")
    asked = {Ref("item", number): key for number, key in items.values_list("number", "meeting__petition_id")}
    put = {asked[vote.about] for vote in ballots.votes_on(*asked) if vote.stands and not vote.left_open(on)}
    coming = rows.filter(closed_at=None, starts_at__gte=clock.moment(on, 0))
    return frozenset(coming.values_list("petition_id", flat=True)) | put


def decided_elsewhere(item: AgendaItem) -> str:
    """The number of another meeting, called for the same petition, that has voted on it; empty for none. What a body
    says of it at a meeting of its own decides nothing."""
    asked = {one.ref: one.meeting.number for one in of_same_petition(item)}
    voted = [asked[vote.about] for vote in ballots.votes_on(*asked) if vote.stands and vote.borne_out]
    return voted[-1] if voted else ""


def decided_at_another(meeting: Meeting) -> bool:
    """Whether another meeting for the same petition has voted on what it asks for: nothing is left for this one. Asks
    nothing of a meeting that no petition asked for."""
    if meeting.petition_id is None:
        return False
    return any(
        decided_elsewhere(item) for item in meeting.items.select_related("meeting").filter(about_type="petition")
    )


def of_same_petition(item: AgendaItem) -> list[AgendaItem]:
    """The items about a petition at the other meetings that were called for it."""
    petition = item.meeting.petition_id
    if item.about_type != "petition" or petition is None:
        return []
    others = AgendaItem.objects.select_related("meeting").filter(
        about_type=item.about_type, about_id=item.about_id, meeting__petition_id=petition
    )
    return list(others.exclude(pk=item.pk).order_by("pk"))


def another_to_come(meeting: Meeting, on: date, without: Collection[int] = ()) -> bool:
    """Whether another evening for the same petition is called already."""
    if meeting.petition_id is None:
        return False
    rows = Meeting.objects.filter(petition_id=meeting.petition_id, cancelled_on=None, adjourned_at=None, closed_at=None)
    coming = rows.filter(starts_at__gte=clock.moment(on, 0)).exclude(pk__in=[meeting.pk, *without])
    return coming.exists()


def put_first(meeting: Meeting, title: str, petition: Ref, on: date, matter_kind: str = "") -> None:
    """What a petition asks for is the first item, to be decided: nobody can leave it off."""
    AgendaItem.objects.create(
        meeting=meeting, number=f"{meeting.number}-1", place=1, title=title, about_type=petition.type,
        about_id=petition.id, matter_kind=matter_kind, to_decide=True, added_on=on,
    )  # fmt: skip
