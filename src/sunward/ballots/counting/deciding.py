"""Whether strikes from a roll, or places added to it, that nothing bears out decide a vote by it, or votes
that are in doubt: told with its result."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sunward.ballots.casting.proxied import seats_aside
from sunward.ballots.counting.figures import figures_of
from sunward.ballots.models import Mark, Vote
from sunward.ballots.roll.back import places_back
from sunward.ballots.roll.doubled import marks_of_twins_in
from sunward.ballots.roll.lately import registered_lately
from sunward.ballots.roll.striking import added_for, area_added_for, struck_for
from sunward.ballots.rules.returned import People, Returned
from sunward.kernel.findings import Finding
from sunward.kernel.ports import PortByKind
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Area:
    """What moves in floor area or shares with the heads that do, where a roll weighs: what is taken off, by choice, and
    what others weigh."""

    taken: Mapping[str, int] = field(default_factory=dict)
    more: int = 0


NO_AREA = Area()


class ByRule(NamedTuple):
    """Of a counted vote (what it is about, its number) whose thresholds are known above here: whether so many more on
    the roll could turn it; whether it could end otherwise without the votes that are taken off, by choice, and with so
    many cast any way instead; and whether it could without any of some people, on the roll and among the votes."""

    turned: Callable[[Ref, str, int], bool]
    swings: Callable[[Ref, str, Mapping[str, int], int, Area], bool]
    without: Callable[[Ref, str, People], bool]


BY_RULE: PortByKind[ByRule] = PortByKind()
BY_ASIDE = Text(
    "注意：有 {number} 人回避，没有表决；算上他们，结果就可能不同。",
    "Alert: {number} stepped aside, or were put aside, and did not vote; with them the result could be otherwise.",
)
FOR_OTHERS = Text(
    "注意：有 {number} 个位置没有表决：在会场代理的人在这件事上已经回避，本人没有来，也没有另外委托人。",
    "Alert: places that did not vote, since whoever sat there as a proxy had stepped aside, and nobody else came: "
    "{number}.",
)
BY_STRIKES = Text(
    "注意：从名册上划去了 {struck} 个名额，登记簿和异议都没有印证，或者只是别人登记他们离开；"
    "算上他们，结果或者参加人数够不够就可能不同。",
    "Alert: struck from the roll, borne out neither by the register nor by an objection, or only by others who entered "
    "them as gone: {struck}. With them counted, the result, or whether enough took part, could be otherwise.",
)
BY_ADDS = Text(
    "注意：名册上补了 {added} 个名额，登记簿和异议都没有印证；没有他们的票，结果就可能不同。",
    "Alert: added to the roll, borne out neither by the register nor by an objection: {added}. Without their votes the "
    "result could be otherwise.",
)

BY_NEWCOMERS = Text(
    "注意：名册上有 {new} 人是 {since} 以后由同一人登记的（包括离开后又回来的）；没有他们的票，结果就可能不同。",
    "Alert: on the roll are people whom one and the same hand registered since {since}, or brought back: {new}. "
    "Without their votes the result could be otherwise.",
)
BY_RETURNS = Text(
    "注意：名册上有 {places} 个名额，是先前由别人登记为离开、后来只凭经办人登记又算回来的人的；"
    "不算他们，或者不算其中几人，结果或者参加人数够不够就可能不同。",
    "Alert: on the roll are places of people whom others had gone, and who are back by one word alone: {places}. "
    "Without them, or some of them, the result, or whether enough took part, could be otherwise.",
)


def swings(vote: Vote, taken: Mapping[str, int], more: int, area: Area = NO_AREA) -> bool:
    """Whether a counted vote could end otherwise: see `ByRule`. Where no thresholds are known, whether another choice
    could lead."""
    by_rule = BY_RULE.of(vote.about_type)
    if by_rule:
        return by_rule.swings(vote.about, vote.number, taken, more, area)
    figures = figures_of(vote)
    by_head = len({_leading(each) for each in (figures.chosen, *swung(figures.chosen, taken, more))}) > 1
    weight = figures.weight
    return by_head or len({_leading(each) for each in (weight, *swung(weight, area.taken, area.more))}) > 1


def ends_otherwise(vote: Vote, people: People) -> bool:
    """Whether a counted vote ends otherwise without some people; False where no thresholds are known."""
    by_rule = BY_RULE.of(vote.about_type)
    return by_rule is not None and by_rule.without(vote.about, vote.number, people)


def swung(chosen: Mapping[str, int], taken: Mapping[str, int], more: int) -> Iterator[dict[str, int]]:
    """The votes for each choice without those taken off, as far as it has any, and with all the others cast for one."""
    bare = {key: max(number - taken.get(key, 0), 0) for key, number in chosen.items()}
    yield bare
    for key, number in bare.items():
        yield bare | {key: number + more}


def _leading(chosen: Mapping[str, int]) -> frozenset[str]:
    most = max(chosen.values(), default=0)
    return frozenset(key for key, number in chosen.items() if number == most)


def marks_of_aside(vote: Vote) -> list[Finding]:
    """How many places did not vote since their proxy stepped aside; and that with them those who stepped aside, or were
    put aside, could have turned it: of whoever was in the room. Whom a rule took out of the base comes back too."""
    carried = carried_aside(vote)
    aside, off = {*vote.aside} & {*(vote.in_room or vote.aside)} | carried, {*vote.off_base} & {*(vote.in_room or ())}
    number, by_rule = len(aside | off), BY_RULE.of(vote.about_type)
    said = FOR_OTHERS.fill(number=len(carried))
    found = [Finding("proxies_aside", False, said, actual=str(len(carried)))] if carried else []
    back = bool(off) and by_rule is not None and by_rule.turned(vote.about, vote.number, number)
    if not back and not (aside and swings(vote, {}, len(aside))):
        return found
    return [*found, Finding("stepping_aside_decides", False, BY_ASIDE.fill(number=number), actual=str(number))]


def carried_aside(vote: Vote) -> frozenset[int]:
    """The places without a vote at which a proxy who stepped aside sits, or sat last."""
    seats = seats_aside(vote) & {*(vote.in_room or ())}
    marked = Mark.objects.filter(vote=vote, entry__in=seats, withdrawn_on=None) if seats else Mark.objects.none()
    return seats - {*vote.aside, *vote.off_base, *marked.values_list("entry_id", flat=True)}


def marks_of_corrections(vote: str) -> list[Finding]:
    """Alerts on the result of a vote, and no bar: otherwise a strike would stop the result that it did not turn."""
    row = Vote.objects.select_related("roll").get(number=vote)
    return [*_of_strikes(row), *_of_adds(row), *_of_newcomers(row), *_of_returns(row), *marks_of_twins_in(row)]


def _of_adds(row: Vote) -> list[Finding]:
    """Nobody knows how they voted: each choice is looked at without their votes."""
    if not (added := added_for(row)):
        return []
    if not _swings_without(row, added, area_added_for(row)):
        return []
    return [Finding("adds_decide", False, BY_ADDS.fill(added=added), actual=str(added))]


def _swings_without(row: Vote, number: int, area: int) -> bool:
    """So many people, whatever each choice has: those who did not choose it voted too."""
    return any(swings(row, {key: number}, 0, Area({key: area})) for key in figures_of(row).chosen)


def _of_newcomers(row: Vote) -> list[Finding]:
    """People do arrive; whoever alone registered enough of them to turn the result could have invented them. By head:
    owners are told by their papers."""
    lately = registered_lately(row.roll, once_in_use=True)
    if lately is None or not _swings_without(row, lately.most, 0):
        return []
    said = BY_NEWCOMERS.fill(new=lately.most, since=lately.since)
    return [Finding("newcomers_decide", False, said, actual=str(lately.most))]


def _of_returns(row: Vote) -> list[Finding]:
    """Whoever is away or dead does not come, and is counted among those of whom enough must take part; of whoever did
    vote nobody knows how. Any of them may be here in truth: base and votes are looked at together."""
    back = places_back(row)
    if not back:
        return []
    marked = Mark.objects.filter(vote=row, withdrawn_on=None, entry__in=back)
    voted = frozenset(marked.values_list("entry", flat=True))
    sat = len((back - voted) & {*(row.in_room or ())})
    if not ends_otherwise(row, Returned(len(back) - len(voted) - sat, sat, len(voted))):
        return []
    return [Finding("returns_decide", False, BY_RETURNS.fill(places=len(back)), actual=str(len(back)))]


def _of_strikes(row: Vote) -> list[Finding]:
    by_rule, struck = BY_RULE.of(row.about_type), struck_for(row)
    if by_rule is None or not struck or not by_rule.turned(row.about, row.number, struck):
        return []
    said = BY_STRIKES.fill(struck=struck)
    return [Finding("strikes_decide", False, said, actual=str(struck))]
