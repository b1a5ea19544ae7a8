"""Every rule must say where it comes from."""

from collections.abc import Iterator
from dataclasses import fields

from sunward.charter.engine.charter import Charter
from sunward.charter.engine.elections import ElectionRules
from sunward.charter.engine.hearings import Hearing
from sunward.charter.engine.rules import MeetingRules, Sourced
from sunward.charter.engine.sessions import Session
from sunward.charter.engine.thresholds import Requirement

Unsourced = tuple[str, str]
_RULE_KEYS = {
    "conveners": "convened_by",
    "petitions": "petition",
    "notices": "notice",
    "agendas": "agenda",
    "composition": "composition",
    "steps_before": "steps_before",
    "publications": "publication",
}
SESSION_RULES = tuple(field.name for field in fields(Session) if field.name != "key")
ELECTION_RULES = tuple(field.name for field in fields(ElectionRules) if field.name != "key")
_KEYED = ("procedures", "parameters", "rights", "powers", "duties", "disclosure", "hearings")


def unsourced(charter: Charter) -> Iterator[Unsourced]:
    """File part and key path of every rule that names no law and article."""
    for body in charter.bodies.values():
        yield from _meeting("bodies", body.key, body.rules)
    for matter in charter.matters.values():
        yield from _meeting("matters", matter.key, matter.rules)
        if any(not rule.source for rule in matter.competences):
            yield "matters", f"{matter.key}.competence"
        if any(not rule.source for rule in matter.votes_in_record):
            yield "matters", f"{matter.key}.vote_in_record"
    for part in _KEYED:
        entries = getattr(charter, part).values()
        yield from ((part, entry.key) for entry in entries if not entry.source)
    for hearing in charter.hearings.values():
        yield from _by_rule("hearings", hearing, ("on_petition",))
    yield from _meetings_and_elections(charter)
    yield from (("franchise", "age") for age in charter.franchise.ages if not age.source)
    entitlements = charter.franchise.entitlements
    yield from (("franchise", f"residence.{one.status}") for one in entitlements if not one.source)
    yield from (("spending", f"tiers.{tier.key}") for tier in charter.spending.tiers if not tier.source)


def _meetings_and_elections(charter: Charter) -> Iterator[Unsourced]:
    for session in charter.sessions.values():
        yield from _by_rule("sessions", session, SESSION_RULES)
    for election in charter.elections.values():
        yield from _by_rule("elections", election, ELECTION_RULES)


def _by_rule(part: str, rules: Session | ElectionRules | Hearing, names: tuple[str, ...]) -> Iterator[Unsourced]:
    given = ((name, getattr(rules, name)) for name in names)
    yield from ((part, f"{rules.key}.{name}") for name, rule in given if isinstance(rule, Sourced) and not rule.source)


def _meeting(part: str, key: str, rules: MeetingRules) -> Iterator[Unsourced]:
    for field, name in _RULE_KEYS.items():
        if any(not rule.source for rule in getattr(rules, field)):
            yield part, f"{key}.{name}"
    for name, requirements in (("quorum", rules.quorum), ("majority", rules.majority)):
        if any(_silent(requirement) for requirement in requirements):
            yield part, f"{key}.{name}"


def _silent(requirement: Requirement) -> bool:
    return any(not threshold.source for threshold in requirement.alternatives)
