"""The one door. Whoever wants to change something calls `perform`; there is no second way in.

In one transaction and always in this order: does the actor hold that post today; does the charter grant that
post this act, within which limits; is the subject held; do the facts satisfy every rule; write; append to the
record; announce. A refusal is rolled back and then recorded on its own, unless the act itself leaves no entry.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, OperationalError, transaction

from sunward.kernel import clock, evidence, slips
from sunward.kernel import facts as declared
from sunward.kernel.acts import Act, Call, Consequence, Done, Outcome, Refused, act_named
from sunward.kernel.events import ActPerformed, announce
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.guard import door_open
from sunward.kernel.memo import remembering_anew
from sunward.kernel.ports import Books, Entry, FileDigest, Grant, Measure, asking_anew, bound
from sunward.kernel.refs import Ref, new_id
from sunward.kernel.text import Text

AHEAD = Text("说的日子还没到。填今天或以前的日子。", "That day is still to come. Accepted: today or an earlier day.")
LONGEST = {"by": 64, "post": 200, "key": 100, "on_behalf_of": 64}  # letters; the journal's columns take no more
NOT_A_WORD = Text("不能为空，最多 {most} 个字，不含控制字符。", "Accepted: 1 to {most} letters, no control characters.")
ANOTHERS_KEY = Text(
    "这张表已经用于另一件事。请重新打开页面再填。", "This form was used for something else. Open the page again."
)
Measured = Callable[[], Measure | None]
ATTEMPTS = 3  # a deadlock, a locked database or two acts at one moment: tried again
PATIENCE = 10  # seconds after which nothing is tried again: a database locked for so long has been waited for already


def perform(
    act: type[Act[Any, Any]] | str,
    *,
    by: str,
    post: str,
    subject: Ref,
    facts: Any = None,
    key: str,
    on_behalf_of: str | None = None,
    claimed_at: datetime | None = None,
) -> Done:
    """Perform an act.

    Args:
        by: opaque reference of the actor, `person:<id>` or `clock`.
        post: the post (`body.post`) or capacity in which the actor acts.
        facts: the act's facts, typed or as a mapping of what was typed.
        key: form token; a second call with the same key in a community returns the first result. It belongs to
            one actor, act and subject: nobody reads another's result by its key, no act is taken for another.
        on_behalf_of: the person for whom a clerk acts at the desk.
        claimed_at: when it is said to have happened, if not now.

    Raises:
        Unknown: no such act or subject.
        FactsError: the facts, or the names of actor, post or key, are not usable.
        Refused: the door stayed closed; the refusal is on the record where the act would have been.
    """
    kind = act_named(act) if isinstance(act, str) else act
    _refuse_nonsense(by=by, post=post, key=key, **({"on_behalf_of": on_behalf_of} if on_behalf_of is not None else {}))
    given = _typed(kind, facts)
    call = Call(by, post, new_id(), clock.now(), claimed_at, on_behalf_of)
    if call.happened_on > call.day:
        raise declared.FactsError({"claimed_at": [str(AHEAD)]})
    try:
        return _with_retries(lambda: _perform_once(kind, call, subject, given, key))
    except Refused as refusal:
        _record_refusal(kind, call, subject, refusal)
        raise


def examine(
    act: type[Act[Any, Any]], *, by: str, post: str, subject: Ref, on_behalf_of: str | None = None, found: Any = None,
    in_post: bool = False,
) -> tuple[Finding, ...]:  # fmt: skip
    """Everything that can be said before the facts are known: post, power, hold, and how the subject stands. `found`
    is the subject where the caller has looked it up; `in_post`, that they were found to hold the post."""
    found = act.find(subject) if found is None else found
    call = Call(by, post, "", clock.now(), on_behalf_of=on_behalf_of)
    grant, findings = _authority(act, call, subject, found, in_post=in_post)
    if breaches(findings):
        return findings
    return findings + tuple(act(replace(call, grant=grant), found, None).standing())


def _refuse_nonsense(**names: str) -> None:
    """Nobody acts without a name, and nothing that the record cannot hold comes in: such a call leaves no trace."""
    wrong = {
        field: [str(NOT_A_WORD.fill(most=LONGEST[field]))]
        for field, value in names.items()
        if not 0 < len(value) <= LONGEST[field] or not value.isprintable()
    }
    if wrong:
        raise declared.FactsError(wrong)


def _typed(act: type[Act[Any, Any]], facts: Any) -> Any:
    if is_dataclass(facts) and isinstance(facts, act.facts_type):
        return facts
    return declared.read(act.facts_type, facts or {})


def _with_retries(attempt: Any) -> Done:
    last = time.monotonic() + PATIENCE
    for tried in range(1, ATTEMPTS + 1):
        try:
            done: Done = attempt()
            return done
        except (OperationalError, IntegrityError) as error:
            late = tried == ATTEMPTS or time.monotonic() > last
            if late or not _worth_another_try(error) or transaction.get_connection().in_atomic_block:
                raise
            time.sleep(0.02 * tried)
    raise AssertionError("unreachable")


def _worth_another_try(error: OperationalError | IntegrityError) -> bool:
    """A deadlock or a locked database; or a constraint that two acts met at one moment: on the second look the rule
    behind it says in words what the constraint said in code."""
    if isinstance(error, IntegrityError):
        return True
    state = getattr(error.__cause__, "sqlstate", None)
    return state in {"40001", "40P01"} or "locked" in str(error)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One act on one subject, about to be written: the subject is locked, its community known."""

    act: type[Act[Any, Any]]
    call: Call
    subject: Ref
    found: Any
    facts: Any
    community: str
    key: str | None = None
    parent: str | None = None

    @property
    def drafted(self) -> Act[Any, Any]:
        return self.act(self.call, self.found, self.facts)


def _perform_once(act: type[Act[Any, Any]], call: Call, subject: Ref, facts: Any, key: str) -> Done:
    try:
        with transaction.atomic(), door_open(), remembering_anew(), asking_anew():
            found = act.find(subject, lock=True)
            # The time at which it takes place, by which rules judge and which is recorded, begins with the lock: of
            # two acts on one subject the second is never the earlier one. Who waits past a deadline has missed it.
            call = replace(call, at=clock.now())
            community = act.community_of(found)
            if first := _first_result(act, call, subject, community, key):
                return Done(first, repeated=True)
            return Done(_carry_out(Attempt(act, call, subject, found, facts, community, key)))
    except IntegrityError:
        # Two submits of one form at the same moment: the database let one through, and that one counts.
        if first := _first_result(act, call, subject, act.community_of(act.find(subject)), key):
            return Done(first, repeated=True)
        raise


def _first_result(act: type[Act[Any, Any]], call: Call, subject: Ref, community: str, key: str) -> Entry | None:
    """What this form came to when it was handed in before."""
    first = bound().performed(community, key)
    asked = (act.name, call.by, call.on_behalf_of, subject)
    if first and (first.act, first.by, first.on_behalf_of, first.subject) != asked:
        raise declared.FactsError({"key": [str(ANOTHERS_KEY)]})
    return first


def _carry_out(attempt: Attempt) -> Entry:
    grant, findings = _authority(attempt.act, attempt.call, attempt.subject, attempt.found, attempt.drafted.measure)
    if breaches(findings):
        raise Refused(attempt.act, findings)
    return _write(replace(attempt, call=replace(attempt.call, grant=grant)), findings)


def _authority(
    act: type[Act[Any, Any]],
    call: Call,
    subject: Ref,
    found: Any,
    measure: Measured = lambda: None,
    *,
    in_post: bool = False,
) -> tuple[Grant | None, tuple[Finding, ...]]:
    """Post, power and hold, in this order; the first that fails ends the questions."""
    ports, community = bound(), act.community_of(found)
    if not in_post and not ports.holds_post(call.by, call.post, community, call.day):
        return None, (Finding("post", False, ports.not_held(call.post), required=call.post),)
    books = act.rule_books(found, call.day)
    grant = (
        _grant_at_desk(act, call, community, books)
        if call.on_behalf_of
        else _grant(act, call, community, measure, books)
    )
    if grant is None:
        return None, (_no_desk(act) if call.on_behalf_of else _no_power(act),)
    held = ports.held(subject, act.name, call.day)
    return grant, (*grant.findings, *((held,) if held else ()))


def _grant(
    act: type[Act[Any, Any]], call: Call, community: str, measure: Measured, books: tuple[Books, ...]
) -> Grant | None:
    granted, measured = bound().granted, measure()
    return _first_grant(granted(act.name, call.post, community, one, measured) for one in books)


def _first_grant(found: Iterable[Grant | None]) -> Grant | None:
    """The first that is granted within its limits; if none, the first that says what is against it."""
    against: Grant | None = None
    for grant in found:
        if grant and not breaches(grant.findings):
            return grant
        against = against or grant
    return against


def _grant_at_desk(act: type[Act[Any, Any]], call: Call, community: str, books: tuple[Books, ...]) -> Grant | None:
    """The clerk stays the clerk: the right is the other person's, and a power has to open it at the desk. Nobody
    serves oneself."""
    person = call.on_behalf_of or ""
    served = person != call.by and bound().known(person)
    capacities = bound().posts_of(person, community, call.day) if served else ()
    granted = bound().granted_at_desk
    return _first_grant(granted(act.name, call.post, capacities, community, one) for one in books)


def _write(attempt: Attempt, so_far: tuple[Finding, ...]) -> Entry:
    drafted = attempt.drafted
    findings = (*so_far, *drafted.standing(), *drafted.judge())
    if attempt.parent is None:  # what follows was asked for by nobody at the desk
        findings = (*findings, *slips.signed_at_desk(attempt.facts, attempt.call.on_behalf_of), *_slip_again(attempt))
    if attempt.act.kind == "effect" and breaches(findings):
        raise Refused(attempt.act, findings)
    outcome = drafted.write()
    entry = _entry(attempt, (*findings, *outcome.findings), outcome, drafted)
    if attempt.act.recorded:
        bound().append(entry)
        _follow(entry, attempt, outcome)
    return entry


def _slip_again(attempt: Attempt) -> Iterator[Finding]:
    served, report = attempt.call.on_behalf_of, attempt.act.kind == "report"
    return slips.serves_once(attempt.facts, served, attempt.community, report=report)


def _follow(entry: Entry, attempt: Attempt, outcome: Outcome) -> None:
    """Announce, then carry out what follows: each consequence writes an entry of its own.

    A consequence needs no power of its own, but a hold on its subject stops it, and with it the act it follows from.
    """
    wanted: list[Consequence] = list(outcome.consequences)
    for event in (*outcome.events, ActPerformed(entry, attempt.facts)):
        wanted.extend(announce(event))
    for consequence in wanted:
        held = bound().held(consequence.subject, consequence.act.name, attempt.call.day)
        _write(_following(consequence, attempt.call, entry.ref), (held,) if held else ())


def _following(consequence: Consequence, call: Call, parent: str) -> Attempt:
    act, subject = consequence.act, consequence.subject
    found = act.find(subject, lock=True)
    inner = replace(call, ref=new_id(), follows=parent)
    return Attempt(act, inner, subject, found, consequence.facts, act.community_of(found), parent=parent)


def _claimed_at(attempt: Attempt) -> datetime | None:
    """When it is said to have happened: as told to the door, or as the facts tell if that was an earlier day."""
    if attempt.call.claimed_at:
        return attempt.call.claimed_at
    day = attempt.drafted.took_place_on()
    return clock.moment(day) if day and day < attempt.call.day else None


def _entry(attempt: Attempt, findings: tuple[Finding, ...], outcome: Outcome, drafted: Act[Any, Any]) -> Entry:
    call, grant = attempt.call, attempt.call.grant
    public, private, files = _sorted_facts(attempt.facts)
    shows = drafted.shows() if files else None
    if attempt.parent is None:  # what follows hands on the pictures of the act it follows from
        findings = (*findings, *evidence.marks(attempt.community, files, shows))
    return Entry(
        ref=call.ref, log=attempt.community, act=attempt.act.name, kind=attempt.act.kind, by=call.by, post=call.post,
        subject=attempt.subject, recorded_at=call.at, claimed_at=_claimed_at(attempt), on_behalf_of=call.on_behalf_of,
        power=grant.power if grant else "", charter=grant.charter if grant else (),
        findings=findings, public={**public, **outcome.public}, private={**private, **outcome.private},
        files=files, parent=attempt.parent, result=outcome.result, key=attempt.key, shows=shows,
    )  # fmt: skip


def _sorted_facts(facts: Any) -> tuple[dict[str, Any], dict[str, Any], tuple[FileDigest, ...]]:
    """What of the facts is public, what enters as a commitment, and which files belong to it."""
    public: dict[str, Any] = {}
    private: dict[str, Any] = {}
    files: list[FileDigest] = []
    for item in fields(facts):
        value = getattr(facts, item.name)
        if isinstance(value, FileDigest):
            files.append(value)
        elif value not in (None, "", ()):
            (private if declared.how_asked(item).private else public)[item.name] = plain(value)
    return public, private, tuple(files)


def plain(value: Any) -> Any:
    """A value as JSON carries it exactly: amounts and days as strings, never as floats."""
    if isinstance(value, Decimal | date | Ref):
        return str(value)
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def _record_refusal(act: type[Act[Any, Any]], call: Call, subject: Ref, refusal: Refused) -> None:
    """Put a refusal on the record: once per actor, person served, act, subject and day.

    A refused founding has no log to stand in: the community does not exist, and its log must stay empty. An act that
    leaves no entry leaves none when it is refused: "voted already, by this channel" would tell who came, and when.
    """
    if act.kind == "founding" or not act.recorded:
        return
    community = act.community_of(act.find(subject))
    served = _served(call, refusal)
    try:
        with transaction.atomic(), door_open():  # its entry, and nothing but its entry
            call = replace(call, at=clock.now(), on_behalf_of=served)
            if not bound().refused_today(call.by, act.name, subject, call.day, served):
                bound().append(_refused_entry(act, call, subject, community, refusal))
    except IntegrityError:
        return  # the same refusal, recorded at the same moment by another process


def _refused_entry(act: type[Act[Any, Any]], call: Call, subject: Ref, community: str, refusal: Refused) -> Entry:
    return Entry(
        ref=new_id(), log=community, act=act.name, kind="refusal", by=call.by, post=call.post, subject=subject,
        recorded_at=call.at, claimed_at=call.claimed_at, on_behalf_of=call.on_behalf_of, findings=refusal.findings,
    )  # fmt: skip


def _served(call: Call, refusal: Refused) -> str | None:
    """For whom the desk was refused. Without an office that one holds nobody is served, and a name that nobody bears is
    nobody's: each name typed there would be a refusal of its own, and the record could be filled with them."""
    person, office = call.on_behalf_of, "." in call.post
    if person is None or not office or any(finding.rule == "post" for finding in refusal.findings):
        return None
    return person if bound().known(person) else None


def _no_desk(act: type[Act[Any, Any]]) -> Finding:
    text = Text(
        f"权力清单没有让这个岗位在窗口代办“{act.title.zh}”，或者本人没有这项权利。",
        f"The list of powers does not let this post enter “{act.title.en}” for this person at the desk.",
    )
    return Finding("at_desk", False, text)


def _no_power(act: type[Act[Any, Any]]) -> Finding:
    text = Text("权力清单没有把“{act}”交给这个岗位。", "The list of powers does not grant “{act}” to this post.")
    return Finding("power", False, Text(text.zh.format(act=act.title.zh), text.en.format(act=act.title.en)))
