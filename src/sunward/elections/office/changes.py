"""Who comes into office and who leaves it: when a result has been declared and its vote is certified, not before.

Declared on the spot, a vote can still be annulled when those who are asked back say that they did not vote. Until it is
certified nobody has lost or won an office by it, and nothing has to be undone.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from sunward.ballots import queries as ballots
from sunward.elections.acts.hand_over import HandOver, HandOverFacts
from sunward.elections.book import rules_of_election, rules_of_recall
from sunward.elections.candidates import living
from sunward.elections.counting.results import Round, recalled, rounds
from sunward.elections.models import Contest, Declaration, Recall
from sunward.elections.office.leftovers import owes, unbegun
from sunward.elections.office.one_post import leaving_the_other, take_a_higher
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from sunward.registry.acts.appoint import Appoint, AppointFacts
from sunward.registry.acts.end_appointment import EndAppointment, EndAppointmentFacts
from sunward.registry.events import OfficeEnded
from sunward.registry.queries import Term


def declared_and_certified(one: Round) -> bool:
    """Whether a round is declared and certified."""
    return one.vote.certified_on is not None and Declaration.objects.filter(vote=one.vote.number).exists()


def taking_office(contest: Contest, vote: str, day: date) -> Iterator[Consequence]:
    """What follows once this vote is declared and certified: it, and the run-offs that waited for it. A run-off waits
    for the rounds before it."""
    election = contest.election
    found = rounds(contest, rules_of_election(election))
    place = next((place for place, one in enumerate(found) if one.vote.number == vote), None)
    if place is None or not all(declared_and_certified(one) for one in found[:place]):
        return
    emptied = any(one.outcome and one.outcome.chosen for one in found[:place])
    for one in found[place:]:
        if not declared_and_certified(one):
            return
        if one.outcome and one.outcome.chosen:
            yield from _round(contest, one.outcome.chosen, day, emptied=emptied)
            emptied = True


def _round(contest: Contest, keys: tuple[str, ...], day: date, *, emptied: bool) -> Iterator[Consequence]:
    """Out with those before, in with the elected, and the handover between them."""
    community = Ref("community", contest.community_code)
    known = {one.key: one for one in living(contest.candidates.select_related("person"))}
    chosen = [known[key] for key in keys if key in known]
    higher = take_a_higher(contest, [one.person_id for one in chosen], declared_and_certified)
    people = [str(one.person) for one in chosen if one.person_id not in higher]
    before = _making_way(contest, people, day)
    if not contest.election.fills_vacancies and not emptied:
        before = _holding(contest, day)
    for term in before:
        facts = EndAppointmentFacts(reason="term_over", left_on=day)
        yield Consequence(EndAppointment, Ref("appointment", term.number), facts)
    for person in people:
        yield Consequence(Appoint, community, _appointment(contest, person, day))
    yield from leaving_the_other(contest, [one.person_id for one in chosen if one.person_id not in higher], day)
    if owes(contest.post, contest.community_code, day):
        left = [*before, *unbegun(contest.community_code, day, {contest.post})]
        for term in left:
            if term.person not in people:
                yield Consequence(HandOver, community, HandOverFacts(appointment=term.number))


def handing_over(event: OfficeEnded) -> Iterator[Consequence]:
    """An office has ended otherwise than by an election: what goes with it is owed from now on, whoever is to come. An
    election says it itself, once it has brought somebody in who receives."""
    term = registry.term(event.appointment)
    elected = filled if term is not None and term.by_hand else renewed
    by_election = event.reason == "term_over" and elected(event.post, event.community, event.on)
    if event.left_on <= event.on and not by_election and owes(event.post, event.community, event.on):
        facts = HandOverFacts(appointment=event.appointment)
        yield Consequence(HandOver, Ref("community", event.community), facts)


def renewed(post: str, community: str, on: date) -> bool:
    """Whether an election of all seats of a post took effect on a day: it was declared and certified by then."""
    return _took_effect(_declared(post, community).filter(contest__election__fills_vacancies=False), on)


def filled(post: str, community: str, on: date) -> bool:
    """The same of any election of a post, be it for what is left of a term."""
    return _took_effect(_declared(post, community), on)


def _declared(post: str, community: str) -> "QuerySet[Declaration]":
    rows = Declaration.objects.filter(contest__post=post, contest__election__community_code=community)
    return rows.select_related("contest")


def _took_effect(rows: "QuerySet[Declaration]", on: date) -> bool:
    for row in rows:
        for vote in ballots.standing_votes(row.contest.ref):
            if vote.number == row.vote and vote.certified_on and max(vote.certified_on, row.declared_on) == on:
                return True
    return False


def _holding(contest: Contest, day: date) -> list[Term]:
    """Whose time a whole election ends: all who came before the day, and who was entered by hand on it."""
    rows = registry.terms_of(contest.post, contest.community_code)
    found = [registry.term(row.number) for row in rows if row.left_on is None or row.left_on > day]
    return [one for one in found if one is not None and (one.since < day or (one.by_hand and one.since == day))]


def _making_way(contest: Contest, people: list[str], day: date) -> list[Term]:
    """Who was entered without an election goes as soon as somebody elected needs the seat, the earliest first; who is
    elected themselves begins anew. Nobody who was elected makes way."""
    held = _holding(contest, day)
    by_hand = sorted((one for one in held if one.by_hand), key=lambda one: (one.person not in people, one.since))
    free = registry.post_card(contest.post, contest.community_code).seats - len(
        registry.holders(contest.post, contest.community_code, day)
    )
    again = sum(one.person in people for one in by_hand)
    return by_hand[: max(again, len(people) - free)]


def _appointment(contest: Contest, person: str, day: date) -> AppointFacts:
    return AppointFacts(
        post=contest.post, person=person, from_day=day, until_day=_rest_of_term(contest, day),
        elected_by=contest.election.number,
    )  # fmt: skip


def _rest_of_term(contest: Contest, day: date) -> date | None:
    """Who fills a vacancy serves until the body's term ends; otherwise a whole term."""
    if not contest.election.fills_vacancies:
        return None
    code, body = contest.community_code, contest.election.body
    posts = [card.post for card in registry.posts_in(code) if card.post.startswith(f"{body}.")]
    ends = [one.until for post in posts for one in registry.elected_holders(post, code, day)]
    return max((until for until in ends if until), default=None)


def leaving(row: Recall, day: date) -> Iterator[Consequence]:
    """What follows once a recall is declared and its vote certified: the office ends, and what goes with it is owed by
    that. Whoever has left meanwhile is not recalled."""
    votes, rules = ballots.standing_votes(row.ref), rules_of_recall(row)
    term = registry.term(row.appointment)
    in_office = term is not None and (term.left_on is None or term.left_on > day)
    if row.declared_on is None or not votes or votes[-1].certified_on is None or not in_office:
        return
    if recalled(row, rules):
        facts = EndAppointmentFacts(reason="recalled", left_on=day)
        yield Consequence(EndAppointment, Ref("appointment", row.appointment), facts)
