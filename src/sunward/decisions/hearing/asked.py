"""A petition for a hearing on a matter: what people may ask for, told to the petitions below."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from sunward.ballots import queries as ballots
from sunward.ballots.queries import Hearable, HearingForced
from sunward.charter.queries import charter_in_versions
from sunward.decisions.judging.standing import state_of
from sunward.decisions.models import Decision, Matter
from sunward.decisions.plan import Plans
from sunward.kernel.findings import Finding
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings

RULE = "to_be_decided"
UNDECIDED = Text("这件事还没有决定。", "This matter is still to be decided.")
WITHDRAWN = Text("这件事已经撤回，不再听证。", "This matter has been withdrawn; nobody is heard on it any more.")
DECIDED = Text("这件事已经有决定：{number}。", "This matter has been decided: {number}.")


def hearable(community: str, number: str, on: date) -> Hearable | None:
    """Whether people may ask to be heard on a matter, by the rules under which it was opened."""
    matter = Matter.objects.filter(number=number, community_code=community).first()
    if matter is None:
        return None
    rules = charter_in_versions(tuple(matter.charter_versions)).hearing_for(matter.kind)
    source = rules.source if rules else ""
    return Hearable(Text.of(matter.title), rules.petitions if rules else (), source, still_open(matter, source, on))


def asked_of(matter: Matter, on: date) -> HearingForced | None:
    """The petition by which enough people asked to be heard on a matter, or on another of the same title, where it
    still waits: of two opened under one title the petition can sit on either. The earliest, where there are several."""
    return asked_among([matter], on).get(matter.number)


def asked_among(matters: Sequence[Matter], on: date) -> dict[str, HearingForced]:
    """The same of several matters of one community, by their numbers. Two queries where nobody asked, none for none;
    they do not grow with the matters."""
    if not matters:
        return {}
    code = matters[0].community_code
    own = ballots.forced_on(code, [one.number for one in matters], on)
    forced = ballots.hearings_forced(code, on, on - LOOKED_BACK)
    waiting = _waiting_by_title(matters, {one.matter for one in forced}, on)
    found = dict[str, HearingForced]()
    for matter in matters:
        alike = waiting.get(ballots.same_words(matter.title), frozenset()) - {matter.number}
        asked = [*(one for one in forced if one.matter in alike), *filter(None, [own.get(matter.number)])]
        if asked:
            found[matter.number] = min(asked, key=lambda one: one.reached_on)
    return found


def _waiting_by_title(matters: Sequence[Matter], asked: set[str], on: date) -> dict[str, frozenset[str]]:
    """Which matters under each of these titles, of those on which people asked to be heard, nobody has decided, nor
    heard enough people on: a hearing with one word, or with words that others wrote, answers nobody, and what was
    decided on such a one frees none but itself."""
    wanted = Counter(ballots.same_words(one.title) for one in matters)
    alone = {one.number for one in matters if wanted[ballots.same_words(one.title)] == 1}
    others = asked - alone
    waiting = defaultdict[str, set[str]](set)
    for row in Matter.objects.filter(number__in=others) if others else ():
        title = ballots.same_words(row.title)
        if title in wanted and not _decided(row, on):
            waiting[title].add(row.number)
    about = [Ref("matter", number) for numbers in waiting.values() for number in numbers]
    cards = meetings.hearings_about(*about) if about else ()
    heard = {card.about.id for card in cards if card.about and card.heard_enough}
    return {title: frozenset(numbers - heard) for title, numbers in waiting.items()}


def _decided(matter: Matter, on: date) -> bool:
    """Whether a decision in order stands on it that rests on no hearing: one that was asked for too late to stop it.
    Whether a hearing answers those who asked is told by the hearing."""
    made = _made(matter, on)
    return made is not None and not made.step.hearing


def titles(numbers: frozenset[str]) -> dict[str, Text]:
    """What matters are called, in one query."""
    rows = Matter.objects.filter(number__in=numbers).values_list("number", "title")
    return {number: Text.of(title) for number, title in rows}


def still_open(matter: Matter, source: str, on: date) -> Finding:
    """A decision that is not in order has to be taken again: before that people can still be heard."""
    if matter.withdrawn_on:
        return Finding(RULE, False, WITHDRAWN, source)
    made = _made(matter, on)
    text = DECIDED.fill(number=made.number) if made else UNDECIDED
    return Finding(RULE, made is None, text, source, actual=made.number if made else "")


def _made(matter: Matter, on: date) -> Decision | None:
    """The newest decision on it that is in order."""
    plans = Plans()
    rows = matter.decisions.select_related("step", "matter").order_by("-id")
    return next((row for row in rows if state_of(row, on, plans).word != "not_in_order"), None)
