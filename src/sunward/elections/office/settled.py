"""What the register of posts asks before somebody's term ends or begins: is the post elected, has an election chosen
them, has a recall been decided."""

from datetime import date

from sunward.ballots import queries as ballots
from sunward.charter.queries import NoCharter
from sunward.elections.barred import Bars
from sunward.elections.book import rules_of, rules_of_election, rules_of_recall
from sunward.elections.counting.results import recalled, rounds
from sunward.elections.models import Contest, Recall
from sunward.elections.office.changes import declared_and_certified
from sunward.elections.office.one_post import take_a_higher
from sunward.kernel.findings import Finding
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.registry.ports import Elected

FROM_POST = Text(
    "注意：按登记簿，规则不许此人担任（另任岗位，或者与任岗位的人是近亲属）。",
    "Alert: by the register a rule bars them from this post: another one that they hold, or close kin who hold one.",
)


def elected(post: str, community: str, on: date) -> Elected | None:
    """The rule by which a post is elected on a day; None where no rule book says so."""
    try:
        rules = rules_of(body_of(post), community, on)
    except NoCharter:
        return None
    if rules.elected is None:
        return None
    kept = rules.vacancy if rules.vacancy and post in rules.vacancy.posts else None
    return Elected((kept or rules.elected).source, kept.kept_by if kept else None)


def chosen(election: str, post: str, person: str) -> bool:
    """Whether somebody was chosen for a post in an election, declared and certified, and takes no higher one of it."""
    contest = Contest.objects.select_related("election").filter(election__number=election, post=post).first()
    if contest is None:
        return False
    found = rounds(contest, rules_of_election(contest.election))
    keys = {key for one in found if declared_and_certified(one) and one.outcome for key in one.outcome.chosen}
    rows = contest.candidates.select_related("person")
    people = [one.person_id for one in rows if one.key in keys and str(one.person) == person]
    return bool(people) and not take_a_higher(contest, people, declared_and_certified)


def barred_from(post: str, community: str, person: str, on: date) -> Finding | None:
    """What the rules of a day hold against somebody in a post of a body: another post, or kin in one. It does not say
    which: kinship is nobody else's business."""
    try:
        bars = Bars(rules_of(body_of(post), community, on), community, on)
    except NoCharter:
        return None
    return Finding("barred_from_post", False, FROM_POST, bars.source) if bars.by_the_register(person) else None


def recall_from(appointment: str) -> str:
    """How far the recall from an appointment is: none (empty), "under_way", "passed" or "kept"."""
    row = Recall.objects.filter(appointment=appointment).order_by("pk").last()
    if row is None:
        return ""
    votes = ballots.standing_votes(row.ref)
    if row.declared_on is None or not votes or votes[-1].certified_on is None:
        return "under_way"
    return "passed" if recalled(row, rules_of_recall(row)) else "kept"
