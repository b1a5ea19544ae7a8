"""Whether a decision was voted on in the record, where the rule book asks for that: minutes that somebody typed in are
a report, and a report alone changes no rules."""

from collections.abc import Iterator
from datetime import date

from sunward.charter import queries as charter
from sunward.charter.engine.rules import VoteInRecord
from sunward.decisions.models import Decision
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings

RULE = "vote_in_record"
VOTED = Text(
    "这次决议由会议 {meeting} 的表决 {vote} 通过，在记录里。",
    "Vote {vote} of meeting {meeting} in the record adopted it.",
)
ONLY_REPORTED = Text(
    "决定 {number} 只是报上来的，记录里没有通过它的表决。请把这件事列入{body}的议程，通知、开会、表决、核定；"
    "核定后登记的决定才能施行。",
    "Decision {number} was only reported: the record holds no vote that carried it. Put the matter on the agenda of "
    "the {body}, give notice, vote there and have the result certified; the decision entered then can take effect.",
)
NO_WAY_TO_VOTE = Text(
    "规则册没有写明{body}由谁组成、多少票通过，或者没有把召集、表决、核定交给任何人，记录里无法表决；"
    "以报告的决议为准。",
    "The rule book does not say who belongs to the {body} or which majority it needs, or lets nobody call it, put a "
    "vote or certify one: no vote is possible in the record, and the reported resolution counts.",
)
NEEDED = frozenset({"meetings.convene", "meetings.put_to_vote", "ballots.certify"})  # without these nobody can vote


def voted(decision: Decision, on: date) -> Iterator[Finding]:
    """What the rules in force on a day say to how a decision was taken, and to what ratified it; nothing where they
    ask for no vote in the record."""
    matter = charter.charter_of(decision.community_code, on).matters.get(decision.matter.kind)
    asked = sorted(matter.votes_in_record, key=lambda rule: rule.unconfirmed) if matter else []
    rule = next(iter(asked), None)  # one that was read before one that nobody has
    if rule is None:
        return
    for made in (decision, decision.ratified_by):
        if made is not None:
            yield _voted(made, rule, on)


def _voted(decision: Decision, rule: VoteInRecord, on: date) -> Finding:
    body = decision.step.body
    sitting = charter.sitting(decision.community_code, body, on, decision.matter.kind)
    decided = [put for put in meetings.put_to(decision.matter.ref, body, clock.now()) if put.carried is not None]
    if decided and decided[-1].carried:
        text = VOTED.fill(meeting=decided[-1].meeting, vote=decided[-1].vote)
        return Finding(RULE, True, text, rule.source, actual=decided[-1].vote, unconfirmed=rule.unconfirmed)
    possible = _possible(sitting, decision.community_code, on)
    words = ONLY_REPORTED if possible else NO_WAY_TO_VOTE
    text = Text(
        words.zh.format(number=decision.number, body=sitting.name.zh),
        words.en.format(number=decision.number, body=sitting.name.en),
    )
    return Finding(RULE, not possible, text, rule.source, actual=decision.number, unconfirmed=rule.unconfirmed)


def _possible(sitting: charter.Sitting, community: str, on: date) -> bool:
    """Whether the rules let this body vote in the record at all. Where they do not, asking for it would mean that the
    community could never change them, this gap included."""
    powers = charter.charter_of(community, on).powers.values()
    granted = {power.act for power in powers} >= NEEDED
    return bool(granted and sitting.counted_as and sitting.rules.rules.majority)
