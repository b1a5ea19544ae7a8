"""What a decision opens, and what it waits for: the lock that money shows and uses."""

from collections.abc import Iterator
from datetime import date

from sunward.charter.engine import Duration
from sunward.charter.queries import day_after, working_day_from
from sunward.charter.wording import lasting
from sunward.decisions.judging.standing import DecisionState, state_of
from sunward.decisions.models import Decision
from sunward.decisions.plan import Plans, planned
from sunward.decisions.queries.register import find
from sunward.disclosure import queries as disclosure
from sunward.kernel.acts import Unknown
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

NO_TIME = Duration(0)


def unlocks(number: str, on: date, posted_for: Duration | None = None) -> tuple[Finding, ...]:
    """Everything that must hold before anything rests on a decision, each condition with what it waits for.

    Args:
        posted_for: for how long the resolution must have hung (a spending tier's own time); none at all asks for no
            posting; None follows the procedure of the matter: the time of its disclosure step, or where it names
            none the whole time that the posting must hang.

    The rules are `decision_in_order`, `decision_stands`, `posting_over` (whose `required` is the day after which it
    holds, while there is a posting that hangs as long as catalogue and plan ask), `objections_answered`,
    `no_objection_upheld`. The judge's own breaches follow `decision_in_order`.

    Raises:
        Unknown: when there is no such decision.
    """
    row = find(number)
    if row is None:
        raise Unknown(f"There is no decision {number}.")
    plans = Plans()
    state = state_of(row, on, plans)
    step = planned(plans.plan_of(row.matter, row.step.body), "resolution_disclosure")
    wanted = step is not None if posted_for is None else posted_for.days > 0
    by_plan = step.stays_up if step and step.stays_up and step.stays_up.days else None
    time = by_plan if posted_for is None else posted_for
    posting = disclosure.posting_of(row.ref, on, "resolutions", time or NO_TIME)
    return (
        *_order(state),
        *(_posting(posting, time, by_plan, on) if wanted else ()),
        *_objections(posting, _left(row, on, time or NO_TIME)),
    )


def _left(decision: Decision, on: date, least: Duration) -> int:
    """Objections to the earlier decisions of the matter that nobody has answered: deciding again answers nobody."""
    earlier = Decision.objects.filter(matter=decision.matter_id, pk__lt=decision.pk)
    return len(disclosure.open_about([made.ref for made in earlier.only("number")], on, least))


def objected_before(number: str, on: date) -> tuple[str, ...]:
    """The objections to what was posted of a decision that had been handed in by a day and were entered later."""
    row = find(number)
    return disclosure.entered_after([row.ref], on) if row else ()


def _order(state: DecisionState) -> Iterator[Finding]:
    in_order = state.word != "not_in_order"
    text = (
        Text("决定符合程序。", "The decision is in order.")
        if in_order
        else Text(
            "决定不符合程序，重新作出或者由有权机构追认后才有效。",
            "The decision is not in order; it must be repeated, or ratified by the competent body.",
        )
    )
    yield Finding("decision_in_order", in_order, text, actual=state.ratified_by)
    if not in_order:
        yield from (finding for finding in state.findings if finding.breach)
    newer = state.superseded_by
    text = (
        Text(f"已被决定 {newer} 取代。", f"Decision {newer} has taken its place.")
        if newer
        else Text("没有被新的决定取代。", "No later decision has taken its place.")
    )
    yield Finding("decision_stands", not newer, text, actual=newer)


def _posting(
    posting: disclosure.Posting | None, time: Duration | None, by_plan: Duration | None, on: date
) -> Iterator[Finding]:
    if posting is None:
        yield Finding("posting_over", False, Text("决议还没有公开。", "The resolution has not been posted."))
        return
    until = posting.state.asked_until if time is None else day_after(posting.state.up_from, time)
    down = posting.taken_down_on
    again = _to_post_again(posting, by_plan, early=down is not None and down < until)
    last = working_day_from(until) if time is None or time.days else until  # whoever objects has until then
    yield Finding(
        "posting_over",
        on > last and again is None,
        again or Text(f"公开期到 {last}。", f"Posting ends {last}."),
        required="" if again else str(last),  # time alone no longer settles it
        actual=str(posting.state.up_from),
    )


def _to_post_again(posting: disclosure.Posting, by_plan: Duration | None, *, early: bool) -> Text | None:
    """Why it has to be posted again, if it has: the newest came down, or none of it hangs, or has hung, for as many
    days as catalogue and plan ask. Whoever may wait for fewer days waits beside a sheet that hangs for all of them."""
    if early:
        return Text("公开提前撤下，须重新公开满期。", "Taken down early: it must be posted again in full.")
    if any(by_plan is None or until >= day_after(since, by_plan) for since, until in posting.whole):
        return None
    state = posting.state
    longer = by_plan is not None and day_after(state.up_from, by_plan) > state.asked_until
    asked = lasting(by_plan if by_plan and longer else Duration((state.asked_until - state.up_from).days))
    return Text(
        f"没有一份公开满 {asked.zh}，须重新公开满期。",
        f"No posting of it hangs, or has hung, for {asked.en}: it must be posted again in full.",
    )


def _objections(posting: disclosure.Posting | None, left: int) -> Iterator[Finding]:
    if posting is None and not left:
        return
    waiting, upheld = left, 0
    if posting:
        waiting, upheld = left + posting.state.open_objections, posting.state.upheld_objections
    text = Text(f"{waiting} 条异议待答复。", f"Objections waiting for their answer: {waiting}.")
    yield Finding("objections_answered", not waiting, text, required="0", actual=str(waiting))
    if upheld:
        text = _to_correct(upheld, posting.elsewhere if posting else "")
        yield Finding("no_objection_upheld", False, text, required="0", actual=str(upheld))


def _to_correct(upheld: int, elsewhere: str) -> Text:
    """What was upheld asks for; a correction that hangs under another item, to be read by others, is told with it."""
    if not elsewhere:
        return Text(
            f"{upheld} 条异议成立，更正后须重新公开。",
            f"Objections upheld: {upheld}. The correction must be posted anew.",
        )
    return Text(
        f"{upheld} 条异议成立：更正 {elsewhere} 公开在另一个项目下，须作为更正在原项目下再公开一份，期满后才放开。",
        f"Objections upheld: {upheld}. The correction {elsewhere} hangs under another item: it must be posted under "
        "the item of the decision too, as its correction, for the whole time.",
    )
