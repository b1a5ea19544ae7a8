"""What living here comes to on a day: a resident's voice, a vote, and what is still missing for either."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sunward.kernel.findings import Finding
from sunward.kernel.memo import remembering
from sunward.kernel.text import Text
from sunward.registry import ports, rules
from sunward.registry.calendar import working_day_from
from sunward.registry.models import STANDING, ResidenceSpell, VoteApplication, Vouch
from sunward.registry.models.people import NO_PAPERS

MISSING = {
    "vouching": Text("邻居证明", "neighbours who vouch"),
    "date_of_birth": Text("出生日期", "the date of birth"),
    "application": Text("本人申请", "the person's application"),
    "consent": Text("会议同意", "the consent of the meeting"),
    "posting": Text("公示期满", "the end of the posting"),
}


@dataclass(frozen=True, slots=True)
class WayToVote:
    """From which day somebody may vote as things stand; at the earliest, where something is `missing`. Both empty: no
    rule gives a vote."""

    votes_from: date | None
    missing: tuple[str, ...]
    source: str
    granted: bool = True


def resident(spell: ResidenceSpell, community: str, on: date) -> bool:
    """Whether a stay gives service and a voice: papers were seen, or enough neighbours vouch."""
    return spell.papers != NO_PAPERS or not vouches_missing(spell, community, on)


def vouches_missing(spell: ResidenceSpell, community: str, on: date) -> int:
    """How many neighbours still have to vouch for a stay without papers; one where no rule lets anybody vouch."""
    return wanted(community, on).missing(vouched_for([spell], on)[spell.pk])


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many neighbours have to vouch on a day, and by which earlier rules fewer were enough: whoever had a voice by
    the rules of the day on which the last of these vouched keeps it."""

    rule: ports.Vouching | None
    before: tuple[ports.Enough, ...]

    def missing(self, days: Collection[date]) -> int:
        """How many still have to, by the days on which the others did; one where no rule lets anybody vouch."""
        if any(sum(day <= one.last for day in days) >= one.needed for one in self.before):
            return 0
        return 1 if self.rule is None else max(0, self.rule.needed - len(days))


def wanted(community: str, on: date) -> Wanted:
    """The rules of a day, and those before it by which people keep a voice."""
    with remembering():  # which rule books there were is one question
        return Wanted(ports.vouching(community, on), ports.enough_before(community, on))


def vouched_for(spells: Iterable[ResidenceSpell], on: date) -> dict[int, list[date]]:
    """On which days, until a day, neighbours vouched for each of some stays, by the rows of the stays; in one query."""
    first = {spell.pk: spell.began_with_id or spell.pk for spell in spells}
    said = Vouch.objects.filter(spell__in=first.values(), vouched_on__lte=on, void_on=None)
    days = defaultdict[int, list[date]](list)
    for began, day in said.values_list("spell", "vouched_on"):
        days[began].append(day)
    return {pk: days[began] for pk, began in first.items()}


def consents_of(spells: Iterable[ResidenceSpell]) -> dict[int, date]:
    """From which day a consent counts for those of some stays that have one, by their rows; in one query."""
    first = {spell.pk: spell.began_with_id or spell.pk for spell in spells}
    rows = VoteApplication.objects.filter(STANDING, spell__in=first.values())
    found = dict(rows.values_list("spell", "votes_from"))
    return {pk: day for pk, began in first.items() if (day := found.get(began)) is not None}


def voter(spell: ResidenceSpell, community: str, on: date) -> bool:
    """Whether a resident has a vote by the rules of the day."""
    rule = ports.franchise(community, on)
    consented = consented_from(spell) if rule and spell.status in rule.on_consent else None
    return rules.votes(rule, spell.person.born_on, spell.status, spell.origin.from_day, on, consented)


def way_to_vote(spell: ResidenceSpell, community: str, on: date) -> WayToVote:
    """What the rules of a day say to somebody who asks: may I vote, and from when?"""
    rule = ports.franchise(community, on)
    asked = rule.on_consent.get(spell.status) if rule else None
    if rule is None or (asked is None and spell.status not in rule.months):
        return WayToVote(None, (), rule.source if rule else "", granted=False)
    missing = [] if resident(spell, community, on) else ["vouching"]
    days = [rules.months_later(spell.origin.from_day, asked.months if asked else rule.months[spell.status])]
    if spell.person.born_on is None:
        missing.append("date_of_birth")
    else:
        days.append(rules.birthday(spell.person.born_on, rule.years))
    if asked:
        found = _application(spell)
        missing += _steps_missing(found, on)
        days.append(found.votes_from if found and found.votes_from else counts_from(asked, on))
    if missing:
        days.append(on)  # whoever has lived here for years still has these before them
    return WayToVote(max(days), tuple(missing), rule.sources.get(spell.status, rule.source))


def counts_from(rule: ports.OnConsent, consented_on: date) -> date:
    """From which day a consent counts: the one after the last on which somebody can object to its posting."""
    return working_day_from(consented_on + timedelta(days=rule.posted_days)) + timedelta(days=1)


def said(way: WayToVote) -> Finding:
    """The same as a sentence for the receipt."""
    if not way.granted:
        text = Text(
            "本社区的规则没有写明这种居住身份可以参加表决。办事和提意见不受影响。",
            "No rule of this community gives this residence status a vote. Service and a voice do not depend on it.",
        )
    elif way.missing:
        zh = "、".join(MISSING[one].zh for one in way.missing)
        en = ", ".join(MISSING[one].en for one in way.missing)
        words = Text("最早 {day} 可以参加表决。还缺：{zh}。", "May vote from {day} at the earliest. Missing: {en}.")
        text = words.fill(day=way.votes_from, zh=zh, en=en)
    else:
        text = Text(f"{way.votes_from} 起可以参加表决。", f"May vote from {way.votes_from}.")
    actual = str(way.votes_from or "")
    return Finding("vote_from", True, text, way.source, required=", ".join(way.missing), actual=actual)


def voice_said(spell: ResidenceSpell, community: str, on: date) -> Iterator[Finding]:
    """Whether somebody has service and a voice, or how many neighbours are still missing, for the receipt."""
    rule, missing = ports.vouching(community, on), vouches_missing(spell, community, on)
    if spell.papers != NO_PAPERS or not missing:
        yield Finding("voice", True, Text("从现在起可以办事、提意见。", "Service and a voice from this moment."))
    elif rule:
        text = Text(
            "还要 {needed} 位邻居证明：邻居登录后，在“今日待办”里点“为新邻居证明”，填此人的编号；或一起来窗口。",
            "Still needed: {needed} neighbours who vouch: signed in, under “My duties today”, “Vouch for a neighbour” "
            "with this person's number, or together at the desk.",
        )
        yield Finding("vouching", True, text.fill(needed=missing), rule.source, required=str(missing))


def told_at_a_door(spell: ResidenceSpell, community: str, on: date) -> list[Finding]:
    """The same, where everybody reads in the entry behind which door it is: of a child it would tell the birthday."""
    way, rule = way_to_vote(spell, community, on), ports.franchise(community, on)
    born = spell.person.born_on
    if way.granted and rule and born and rules.birthday(born, rule.years) > on:
        child = Text("成年以后可以参加表决，其他条件到时再看。", "May vote once of age, if all else is met by then.")
        return [*voice_said(spell, community, on), Finding("vote_from", True, child, way.source)]
    return [*voice_said(spell, community, on), said(way)]


def _application(spell: ResidenceSpell) -> VoteApplication | None:
    return VoteApplication.objects.filter(STANDING, spell=spell.origin).first()


def consented_from(spell: ResidenceSpell) -> date | None:
    """From which day a consent counts for somebody, if there is one."""
    found = _application(spell)
    return found.votes_from if found else None


def _steps_missing(found: VoteApplication | None, on: date) -> list[str]:
    if found is None:
        return ["application", "consent", "posting"]
    if found.votes_from is None:
        return ["consent", "posting"]
    return ["posting"] if found.votes_from > on else []
