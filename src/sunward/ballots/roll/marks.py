"""What a roll bears for good, and each vote by it inherits: objections without an answer, what nothing bears out, and
what the register says of its people by one word alone, or late. Each kind has its module; they are gathered here."""

from collections.abc import Iterator
from datetime import date

from sunward.ballots.models import Roll
from sunward.ballots.roll.back import marks_of_returns
from sunward.ballots.roll.consents import marks_of_consents
from sunward.ballots.roll.corrected import marks_of_corrected
from sunward.ballots.roll.dead import marks_of_dead_places
from sunward.ballots.roll.doors import marks_of_doors
from sunward.ballots.roll.doubled import marks_of_twins
from sunward.ballots.roll.latecomers import marks_of_latecomers
from sunward.ballots.roll.lately import marks_of_added, registered_lately
from sunward.ballots.roll.membership import objections_by
from sunward.ballots.roll.minors import marks_of_minors
from sunward.ballots.roll.striking import added_unborne, struck_unborne
from sunward.ballots.roll.vouched import marks_of_vouches
from sunward.ballots.roll.weights import weights_off
from sunward.disclosure import queries as disclosure
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

ANSWERED = Text("对名册的异议都已经答复。", "Every objection to the roll has been answered.")
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
    yield from marks_of_dead_places(roll)
    yield from marks_of_doors(roll)
    yield from marks_of_vouches(roll)
    yield from marks_of_consents(roll)
    yield from marks_of_minors(roll)


def figures_of_newcomers(roll: Roll) -> Iterator[Finding]:
    """A figure and no breach: people do arrive."""
    if lately := registered_lately(roll):
        yield Finding("registered_lately", True, lately.said(roll.entitled), actual=str(lately.new))


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
