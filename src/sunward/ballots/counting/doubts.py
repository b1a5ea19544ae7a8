"""What leaves a result in doubt: answers of a roll call that were denied and stand as entered, people in the room whom
nobody counted, sheets of paper that were handed out and never came back, or were never taken. Told with the result;
whether they could turn it, by its thresholds."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from django.db.models import QuerySet

from sunward.ballots.casting.absent import absent_in
from sunward.ballots.casting.afterwards import BY_PEOPLE
from sunward.ballots.casting.delegates import voted_elsewhere
from sunward.ballots.casting.denied_sheets import denied_sheets, number_denied
from sunward.ballots.casting.proxied import denied_in
from sunward.ballots.counting.deciding import Area, ends_otherwise, swings
from sunward.ballots.counting.figures import figures_of, uncounted
from sunward.ballots.models import Count, DeniedAnswer, Mark, RollEntry, Vote
from sunward.ballots.roll import places
from sunward.ballots.rules.returned import NotThere
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

BY_DENIALS = Text(
    "注意：有 {number} 人说点名时登记的不是自己的回答，或者自己没有被计入；按他们的回答，"
    "结果就可能不同。可以因此宣布作废。",
    "Alert: {number} say that another answer was entered for them in the roll call than they gave, or that they were "
    "left out; with theirs the result could be otherwise. It can be annulled for that.",
)
UNCOUNTED = Text(
    "注意：在会场可以投票的人里，有 {number} 人没有被任何渠道计入。",
    "Alert: in the room, with a vote, and counted by no channel: {number}.",
)
LATE = Text(
    "停电时在纸上表决，事后补记：{at} 付诸表决。", "Held on paper and entered afterwards: the question was put at {at}."
)
FALSE_PROXIES = Text(
    "注意：有 {number} 票是代理人投的，本人没有委托。",
    "Alert: {number} votes were cast by a proxy that was not given.",
)
NOBODY_CAME = Text(
    "注意：付诸表决时算作到会的，有 {number} 个位置是代理人占的，本人没有委托；到会人数里有他们。",
    "Alert: counted as present when the question was put, by a proxy that was not given: {number}.",
)
NOT_THERE = Text(
    "注意：登记为在会场投票的，有 {number} 人说自己不在会场；这些票仍然计入。",
    "Alert: {number} who are entered as having voted in the room say that they were not there. Their votes stay "
    "counted.",
)
ENTERED_ABSENT = Text(
    "注意：付诸表决时登记为到会的，有 {number} 人说自己不在会场；到会人数里有他们。",
    "Alert: {number} who are entered as present when the question was put say that they were not there. They are among "
    "those who count as present.",
)
BY_THE_ABSENT = Text(
    "注意：有 {number} 个位置，登记为到会，本人却不在会场，或者由没有人委托的代理人占着；没有他们，到会人数够不够"
    "或者结果就可能不同。可以因此宣布作废。",
    "Alert: places entered as filled whose holders were not there, or by a proxy who was not given: {number}. Without "
    "them enough would not have been there, or the result could be otherwise. It can be annulled for that.",
)
BY_FALSE_PROXIES = Text(
    "注意：有 {number} 个位置由没有人委托的代理人到会；没有他们，到会人数够不够或者结果就可能不同。可以因此宣布作废。",
    "Alert: places that a proxy filled who was not given: {number}. Without them enough would not have been there, or "
    "the result could be otherwise. It can be annulled for that.",
)
POLL_LATE = Text(
    "停电时在纸上投票，事后凭签了字的名单补记：{at} 开始。",
    "A poll held on paper without power, entered afterwards from the signed list: it opened at {at}.",
)
FROM_LIST = Text(
    "注意：有 {number} 张纸质票是事后凭签了字的名单补记的。",
    "Alert: {number} sheets of paper were entered afterwards, from the signed list.",
)
IN_ROOM_LATE = Text(
    "事后补记：有 {number} 人在 {day} 会场的表决里作了回答，{on} 才凭签了字的名单登记。",
    "Entered afterwards: {number} answered in the room on {day} and were entered on {on}, from the signed list.",
)
BY_SHEETS = Text(
    "注意：有 {number} 张发出的纸质票没有收回；收回来，结果就可能不同。",
    "Alert: {number} sheets of paper were handed out and never returned; with them the result could be otherwise.",
)
BY_DENIED_SHEETS = Text(
    "注意：有 {number} 人说登记发给自己的纸质票没有领过；不算这些票，或者由他们自己来投，"
    "参加人数够不够或者结果就可能不同。可以因此宣布作废。",
    "Alert: {number} say that they never took the sheet entered for them. Without these, or had they voted themselves, "
    "whether enough took part or the result could be otherwise. It can be annulled for that.",
)


def denied_by_choice(vote: Vote) -> dict[str, int]:
    """How many deny their answer, by the choice that stands entered for them; whoever was left out has none."""
    if "roll_call" not in vote.channels:
        return {}
    return dict(Counter(_entered_for(vote).values_list("named", flat=True)))


def area_denied(vote: Vote) -> Area:
    """The same in floor area or shares, and what all who deny their answer or were left out weigh."""
    taken = Counter[str]()
    for named, weight in _entered_for(vote).values_list("named", "entry__weight"):
        taken[named] += weight or 0
    return Area(taken, sum(weight or 0 for weight in denied(vote).values_list("entry__weight", flat=True)))


def _entered_for(vote: Vote) -> "QuerySet[Mark]":
    return Mark.objects.filter(vote=vote, channel="roll_call", entry__in=denied(vote).values("entry"))


def denied(vote: Vote) -> "QuerySet[DeniedAnswer]":
    """The denials that stand: of whoever said that they were left out and was counted since, by their hand or sheet or
    on the web, for this household or their own, none does."""
    counted = Mark.objects.filter(vote=vote, withdrawn_on=None).exclude(channel="roll_call")
    rows = DeniedAnswer.objects.filter(vote=vote, corrected_on=None).exclude(entry__in=counted.values("entry"))
    return rows.exclude(entry__in=voted_elsewhere(vote))


def missing_sheets(vote: Vote) -> int:
    """How many sheets were handed out and never returned, by the count."""
    if "paper" not in vote.channels:
        return 0
    return Count.objects.filter(vote=vote, channel="paper").values_list("not_returned", flat=True).first() or 0


def denials_decide(vote: Vote) -> bool:
    """Whether the answers that were denied, or those of whoever was left out, could turn the result; False before there
    is one."""
    number = denied(vote).count()
    if not number or vote.closed_at is None or uncounted(vote):
        return False
    return swings(vote, denied_by_choice(vote), number, area_denied(vote))


def marks_of_uncounted(vote: Vote) -> Iterator[Finding]:
    """A mark with the number of those in the room whom nobody counted, and no bar: some do not wish to vote. Whoever
    was left out says so themselves."""
    if number := places.uncounted_in_room(vote):
        yield Finding("uncounted_in_room", False, UNCOUNTED.fill(number=number), actual=str(number))


def marks_of_late(vote: Vote) -> list[Finding]:
    """What was put on paper and entered later stays marked as such, to its result."""
    found = []
    if vote.entered_at is not None:
        said = LATE if vote.in_room is not None else POLL_LATE
        text = said.fill(at=f"{vote.opened_at.astimezone(clock.ZONE):%Y-%m-%d %H:%M}")
        found.append(Finding("entered_late", False, text, actual=str(vote.opened_on)))
    if not (number := late_sheets(vote)):
        return found
    if vote.in_room is None:
        found.append(Finding("sheets_entered_late", False, FROM_LIST.fill(number=number), actual=str(number)))
    else:
        on = _from_list(vote).order_by("-marked_on").values_list("marked_on", flat=True)[0]
        text = IN_ROOM_LATE.fill(number=number, day=vote.opened_on, on=on)
        found.append(Finding("entered_late", False, text, actual=str(on)))
    return found


def late_sheets(vote: Vote) -> int:
    """How many were entered afterwards from the signed list: of a poll on paper, or of an evening."""
    if BY_PEOPLE.isdisjoint(vote.channels):
        return 0
    return _from_list(vote).count()


def _from_list(vote: Vote) -> "QuerySet[Mark]":
    return Mark.objects.filter(vote=vote, withdrawn_on=None, list_sha256__isnull=False)


def false_proxies(vote: Vote) -> int:
    """How many votes were cast by a proxy that was none."""
    return sum(mark is not None for mark in denied_in(vote).values())


def places_of_nobody(vote: Vote) -> int:
    """How many places counted as filled when the question was put, by a proxy that was none and has not voted."""
    return sum(mark is None for mark in denied_in(vote).values())


def absent(vote: Vote) -> int:
    """How many are entered as having been there when the question was put, and say that they were not."""
    return len(absent_in(vote))


def false_proxies_decide(vote: Vote) -> bool:
    """Whether those proxies, or people who were not there, could turn the result, by their votes or by having been
    counted as present; False before there is one. What was answered aloud is known; of the others nobody knows how they
    voted, and each choice is looked at without so many of its votes."""
    denied = denied_in(vote) | absent_in(vote)
    if not denied or vote.closed_at is None or uncounted(vote):
        return False
    cast = {place: mark for place, mark in denied.items() if mark is not None}
    return _votes_decide(vote, cast) or _presence_decides(vote, cast, denied.keys() - cast.keys())


def _votes_decide(vote: Vote, cast: Mapping[int, Mark]) -> bool:
    weights = dict(RollEntry.objects.filter(pk__in=cast).values_list("pk", "weight")) if cast else {}
    known, heavy = Counter[str](), Counter[str]()
    for place, mark in cast.items():
        known[mark.named] += 1
        heavy[mark.named] += weights[place] or 0
    unknown, unknown_area = known.pop("", 0), heavy.pop("", 0)
    figures = figures_of(vote)
    for key, votes in figures.chosen.items() if cast else ():
        taken = known + Counter[str]({key: min(unknown, votes - known[key])})
        lighter = heavy + Counter[str]({key: min(unknown_area, figures.weight.get(key, 0) - heavy[key])})
        if swings(vote, taken, taken.total(), Area(lighter, lighter.total())):
            return True
    return False


def _presence_decides(vote: Vote, cast: Mapping[int, Mark], nobody: Collection[int]) -> bool:
    """Whether enough were there without them: they stay on the roll, and were neither in the room nor among the
    votes. Whoever came since and voted was there."""
    voted = Mark.objects.filter(vote=vote, entry__in=nobody, withdrawn_on=None).count() if nobody else 0
    known = Counter(mark.named for mark in cast.values())
    return ends_otherwise(vote, NotThere(len(nobody) - voted, known.pop("", 0), known))


def denied_sheets_decide(vote: Vote) -> bool:
    """Whether the sheets that were never taken, by the word of whom they were entered for, could turn the result; False
    before there is one. Nobody knows what was chosen on them, nor how these people would have voted."""
    number = number_denied(vote)
    if not number or vote.closed_at is None or uncounted(vote):
        return False
    if any(swings(vote, {key: min(number, votes)}, number) for key, votes in figures_of(vote).chosen.items()):
        return True
    there = denied_sheets(vote).filter(entry__in=vote.in_room or ()).count()
    return ends_otherwise(vote, NotThere(0, number, {}, there))


def marks_of_false_proxies(vote: Vote) -> Iterator[Finding]:
    """A mark and no bar: whoever dislikes a result could say so of a proxy they gave, or of having been there."""
    cast, empty = false_proxies(vote), places_of_nobody(vote)
    entered = absent_in(vote)
    voted = sum(mark is not None for mark in entered.values())
    sat = len(entered) - voted
    if cast:
        yield Finding("false_proxies", False, FALSE_PROXIES.fill(number=cast), actual=str(cast))
    if empty:
        yield Finding("proxies_denied", False, NOBODY_CAME.fill(number=empty), actual=str(empty))
    if voted:
        yield Finding("absent_voted", False, NOT_THERE.fill(number=voted), actual=str(voted))
    if sat:
        yield Finding("absent_present", False, ENTERED_ABSENT.fill(number=sat), actual=str(sat))
    yield from _decided_by_places(vote, cast + empty, len(entered))


def _decided_by_places(vote: Vote, by_proxy: int, entered: int) -> Iterator[Finding]:
    if (by_proxy or entered) and false_proxies_decide(vote):
        number, said = by_proxy + entered, BY_THE_ABSENT if entered else BY_FALSE_PROXIES
        yield Finding("false_proxies_decide", False, said.fill(number=number), actual=str(number))


def _decided_by_answers(vote: Vote) -> Iterator[Finding]:
    if denials_decide(vote):
        number = denied(vote).count()
        yield Finding("denials_decide", False, BY_DENIALS.fill(number=number), actual=str(number))


def _decided_by_sheets(vote: Vote) -> Iterator[Finding]:
    if denied_sheets_decide(vote):
        number = number_denied(vote)
        yield Finding("denied_sheets_decide", False, BY_DENIED_SHEETS.fill(number=number), actual=str(number))


def marks_of_denials(vote: Vote) -> Iterator[Finding]:
    """Those for which a result can be annulled."""
    yield from _decided_by_places(vote, len(denied_in(vote)), len(absent_in(vote)))
    yield from _decided_by_answers(vote)
    yield from _decided_by_sheets(vote)


def marks_of_doubts(vote: Vote) -> Iterator[Finding]:
    """Marks and no bars: whoever dislikes a result could deny an answer, or keep a sheet."""
    yield from marks_of_false_proxies(vote)
    yield from _decided_by_answers(vote)
    yield from _decided_by_sheets(vote)
    number = missing_sheets(vote)
    if number and not uncounted(vote) and swings(vote, {}, number):
        yield Finding("missing_sheets_decide", False, BY_SHEETS.fill(number=number), actual=str(number))
