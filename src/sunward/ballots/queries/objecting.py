"""A roll that may still change: whether its time for objections is over, and whether each objection has its answer."""

from collections.abc import Iterator
from datetime import date

from sunward.ballots.models import Roll
from sunward.ballots.queries.rolls import RollBrief
from sunward.ballots.roll.back import marks_of_returns
from sunward.ballots.roll.consents import marks_of_consents
from sunward.ballots.roll.corrected import marks_of_corrected
from sunward.ballots.roll.doors import marks_of_doors
from sunward.ballots.roll.doubled import marks_of_twins
from sunward.ballots.roll.freezing import Order, computed
from sunward.ballots.roll.latecomers import marks_of_latecomers
from sunward.ballots.roll.lately import marks_of_added, registered_lately
from sunward.ballots.roll.membership import (
    TIME_TO_OBJECT,
    VALID_FOR,
    membership_of,
    open_until,
    source_of,
    valid_until,
)
from sunward.ballots.roll.striking import added_unborne, struck_unborne
from sunward.ballots.roll.vouched import marks_of_vouches
from sunward.ballots.roll.weights import weights_off
from sunward.disclosure import queries as disclosure
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.text import Text
from sunward.registry import queries as registry

TIME_OVER = Text(
    "名册的异议期已满：还可能更正的名册，不能用来表决。",
    "The time to object to the roll is over: nothing is voted on by a roll that may still change.",
)
STILL_HANGS = Text(
    "名册还在异议期内：还可能更正的名册，不能用来表决。",
    "The time to object to the roll is not over: nothing is voted on by a roll that may still change.",
)
RECENT = Text("名册没有过期。", "The roll is not too old.")
TOO_OLD = Text("名册已经过期：后来有人来，有人走。", "The roll is too old: people have come and gone since.")
STRUCK = Text(
    "名册上划去了 {struck} 个名额，登记簿和异议都没有印证。",
    "Struck from the roll, borne out neither by the register nor by an objection: {struck}.",
)
ADDED = Text(
    "名册上补了 {added} 个名额，登记簿和异议都没有印证。",
    "Added to the roll, borne out neither by the register nor by an objection: {added}.",
)
GONE = Text(
    "名册截止日前的一年里，有 {gone} 人由别人登记为离开，不是本人说的；本人可以提出异议。",
    "In the year before the roll's day others entered people as gone, without their own word; they can dispute it: "
    "{gone}.",
)
ANSWERED = Text("对名册的异议都已经答复。", "Every objection to the roll has been answered.")


def open_to_objection(roll: int | None, on: date) -> Iterator[Finding]:
    """Nothing is voted on by a roll while it hangs for objection, nor by one that is too old: whoever chooses the roll
    would choose the people. Nothing is said of no roll. Where no rule book gives
    a time to object, a roll can be used on the day on which it was frozen."""
    row = Roll.objects.filter(pk=roll).first() if roll else None
    if row:
        over = on > row.open_until or row.open_until == row.frozen_on
        source = objections_by(row.community_code, row.frozen_on)
        yield Finding.either(
            "roll_open_to_objection", over, TIME_OVER, STILL_HANGS, source, f"> {row.open_until}", str(on)
        )
        if last := valid_until(row.community_code, row.frozen_on, on):
            source = source_of(VALID_FOR, row.community_code, on)
            yield Finding.either("roll_recent", on <= last, RECENT, TOO_OLD, source, f"<= {last}", str(on))


def objections_by(community: str, frozen_on: date) -> str:
    """The article that gives people time to object to a roll frozen on a day; empty where no rule book does."""
    return source_of(TIME_TO_OBJECT, community, frozen_on)


def open_if_frozen(community: str, body: str, on: date, of: str = "", grid: str = "") -> date | None:
    """Until when a roll of a body could be objected to, were it frozen on a day; None where rule books and register do
    not tell who belongs to it."""
    rule, until = membership_of(body, of, community, on), open_until(community, on)
    if rule is None:
        return None
    order = Order(community, body, rule.of, rule.posts, on, on, "", rule.source, until, grid)
    return until if computed(order) is not None else None


def outlived(roll: RollBrief, community: str, today: date, on: date) -> bool:
    """Whether a day is past the last one on which a roll can be used, and would not be for one frozen today."""
    old, fresh = (valid_until(community, since, on) for since in (roll.frozen_on, today))
    return old is not None and fresh is not None and old < on <= fresh


def marks_of_roll(roll: int | None, called_on: date | None = None) -> Iterator[Finding]:
    """Marks on a vote by a roll: objections that nobody has answered, strikes and adds that nothing bears out,
    and places that may be of one person. `called_on`: the day on which the meeting was called that votes by it.

    Marks and no bars: otherwise an office could put a vote off by not answering, or by striking
    somebody, and two people may share a name.
    """
    row = Roll.objects.filter(pk=roll).first() if roll else None
    if row is None:
        return
    limit = objections_by(row.community_code, row.frozen_on)
    if waiting := disclosure.unanswered_about(row.ref):
        yield Finding("roll_objections", False, ANSWERED, limit, actual=", ".join(waiting))
    if struck := struck_unborne(row):
        yield Finding("roll_struck_unborne", False, STRUCK.fill(struck=struck), actual=str(struck))
    if added := added_unborne(row):
        yield Finding("roll_added_unborne", False, ADDED.fill(added=added), actual=str(added))
    yield from marks_by_the_register(row, called_on)


def marks_by_the_register(roll: Roll, called_on: date | None = None) -> Iterator[Finding]:
    """Marks on a roll, and on the petition that is signed by it, for what the register says of its people by one word
    alone, or late."""
    yield from marks_of_added(roll)
    yield from marks_of_departures(roll)
    yield from marks_of_returns(roll)
    yield from marks_of_standings(roll)
    yield from marks_of_corrected(roll)
    yield from marks_of_latecomers(roll, called_on)
    yield from marks_of_twins(roll)
    yield from marks_of_doors(roll)
    yield from marks_of_vouches(roll)
    yield from marks_of_consents(roll)


def figures_of_newcomers(roll: Roll) -> Iterator[Finding]:
    """A figure and no breach: people do arrive."""
    if lately := registered_lately(roll):
        yield Finding("registered_lately", True, lately.said(roll.entitled), actual=str(lately.new))


def marks_today(number: str) -> tuple[Finding, ...]:
    """The marks that a vote by a roll would bear today, for the page of the roll: what its freeze said, and what was
    entered since, such as a name on it that was changed. Of one that is no longer used only its entries tell."""
    row = Roll.objects.filter(number=number, frozen_on__gt=clock.today() - LOOKED_BACK).first()
    return tuple(marks_of_roll(row.pk)) if row else ()


def marks_of_departures(roll: Roll) -> Iterator[Finding]:
    """A mark on a roll and each vote by it: people who are not on it because others entered them as gone."""
    if gone := registry.departures_unsaid(roll.community_code, roll.record_date):
        yield Finding("roll_departures", False, GONE.fill(gone=gone), roll.source, actual=str(gone))


def marks_of_standings(roll: Roll) -> Iterator[Finding]:
    """Marks on a roll of members or owners and each vote by it: ends and ownerships that are a clerk's word alone, and
    flats of which more is owned than there is, or by several: whether those count as one nobody here has read."""
    code, day, source = roll.community_code, roll.record_date, roll.source
    if ended := registry.ended_unsaid(roll.of, code, day):
        yield Finding("roll_ended_unsaid", False, ENDED.fill(ended=ended), source, actual=str(ended))
    if roll.of != "owners":
        return
    if unproved := registry.owners_unproved(code, day):
        yield Finding("roll_owners_unproved", False, UNPROVED.fill(owned=unproved), source, actual=str(unproved))
    if off := weights_off(roll):
        yield Finding("roll_weights_off", False, WEIGHTS_OFF.fill(places=off), source, actual=str(off))
    if over := registry.flats_over(code, day):
        yield Finding("roll_flats_over", False, FLATS_OVER.fill(flats=over), source, actual=str(over))
    if shared := registry.flats_shared(code, day):
        yield Finding("roll_flats_shared", False, FLATS_SHARED.fill(flats=shared), source, actual=str(shared))


ENDED = Text(
    "有 {ended} 人只凭办理的人一句话，不再登记为成员或者业主。",
    "No longer members or owners by the word of whoever entered it alone: {ended}.",
)
UNPROVED = Text("有 {owned} 个业主登记没有材料。", "Ownerships that were recorded without any paper: {owned}.")
WEIGHTS_OFF = Text(
    "登记簿更正以后，名册上有 {places} 个业主的面积与登记簿不一致。",
    "Owners whose area on the roll is no longer that of the register, which was put right: {places}.",
)
FLATS_OVER = Text(
    "有 {flats} 套房屋登记的份额超过房屋面积。", "Flats of which the recorded shares are more than the flat: {flats}."
)
FLATS_SHARED = Text(
    "有 {flats} 套房屋有几个业主，每个业主各算一人；几个共有人是否只算一人，司法解释的文本还没有读到。",
    "Flats with several owners, each counted as a head: {flats}. Whether co-owners count as one head the court's "
    "interpretation says, whose text nobody here has read.",
)
