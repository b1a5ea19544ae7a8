"""What hearings, coordination and appraisal meetings want next of one person once they are over: to sign their record,
to answer an opinion, to publish the result; that a meeting that enough people asked for is called, and that a session
to which too few came is called again. Of whoever was at a session: to read its minutes while they can still be
corrected."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef

from sunward.charter import queries as charter
from sunward.charter.engine import Hearing
from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.kernel import clock
from sunward.kernel.acts import Call
from sunward.kernel.memo import remembering
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import Ref, body_of, person_number
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.kernel.waiting import Waits
from sunward.meetings.calling.undone import struck_on
from sunward.meetings.hearing.answers import answers_due
from sunward.meetings.hearing.book import HEARING, hearing_rules, holders_of
from sunward.meetings.hearing.hosting import left_to_others
from sunward.meetings.minutes.acting import withdrawn
from sunward.meetings.minutes.recording import corrected_until, rule_of
from sunward.meetings.models import Attendance, Meeting, Minutes
from sunward.meetings.queries.again import to_call_again
from sunward.meetings.queries.forced import to_call_for_petition

CORRECT = "meetings.correct_minutes"
SIGN, ANSWER, PUBLISH = "meetings.sign_hearing_record", "meetings.dispose_opinion", "meetings.publish_result"
MOST = 12
FIRST_SPEAKERS = Text(
    "记录等主持人签字：散会第二天起，或者发言人都签了以后",
    "its record waits for the host: from the day after, or once every speaker has signed",
)
TO_SIGN = Text("记录等您签字", "its record waits for your signature")
TO_ANSWER = Text("意见 {place} 等答复", "opinion {place} waits for an answer")
HOST_FIRST = Text("{number} 条意见等答复，主持人先签记录", "{number} opinions wait: first the host signs the record")
TO_READ = Text(
    "会议记录已起草：看看对不对，不对的可以要求更正",
    "its minutes are drafted: read them, and ask for a correction where they are wrong",
)
TO_PUBLISH = Text("等公布结果", "waits for its result to be published")


def waits_for(viewer: Viewer, on: date) -> list[Waits]:
    """What waits for this reader of the meetings that were closed within a year. A few queries, however many."""
    if viewer.person is None:
        return []
    rows = Meeting.objects.exclude(kind="session").filter(
        community_code=viewer.community, cancelled_on=None, closed_at__gte=clock.moment(on - LOOKED_BACK, 0)
    )
    rows = rows.select_related("result", "draw").prefetch_related(
        "items", "undone", "record_signatures", "opinions", "speakers__person"
    )
    with remembering():
        over = [one for row in rows.order_by("id") for one in _of(row, viewer, on)]
        forced = [*to_call_for_petition(viewer, on), *to_call_again(viewer, on)]
        return [*[*forced, *over][:MOST], *_to_read(viewer, on)]


def _to_read(viewer: Viewer, on: date) -> Iterator[Waits]:
    """The minutes of sessions that they attended, until the last day on which a correction holds up the signatures.
    One query; two more for each that is found."""
    there = Attendance.objects.filter(
        meeting=OuterRef("meeting"), person__number=person_number(viewer.person or "")
    )  # fmt: skip
    rows = Minutes.objects.filter(Exists(there), meeting__community_code=viewer.community, locked_on=None)
    rows = rows.filter(drafted_on__gt=on - LOOKED_BACK).select_related("meeting").order_by("id")
    for row in rows:
        last = corrected_until(row, rule_of(row.meeting))
        if on <= last and not withdrawn(row) and charter.post_for(viewer, CORRECT, on):
            yield Waits(row.ref, Text.of(row.meeting.title), TO_READ, last, (CORRECT,))


def _of(row: Meeting, viewer: Viewer, on: date) -> Iterator[Waits]:
    rules = hearing_rules(row)
    due = answers_due(rules, clock.civil_day(row.starts_at))
    if rules is None:
        return
    yield from _signature(row, viewer, on, rules, due)
    yield from _answers(row, viewer, on, due)
    if row.kind != HEARING and not hasattr(row, "result") and _offices(row, viewer, PUBLISH, on, late=True):
        yield _waits(row, row.ref, TO_PUBLISH, due, PUBLISH)


def _signature(row: Meeting, viewer: Viewer, on: date, rules: Hearing, due: date | None) -> Iterator[Waits]:
    """By the host, from the day after on at a hearing, unless every speaker has signed; by each who spoke, until then
    and afterwards."""
    signed = list(row.record_signatures.all())
    if "host" in rules.signed_by and not any(one.signed_as == "host" for one in signed):
        day = clock.civil_day(row.starts_at)
        if _offices(row, viewer, SIGN, on, late=on > day):
            early = row.kind == HEARING and row.closed_at and on <= clock.civil_day(row.closed_at)
            yield _waits(row, row.ref, FIRST_SPEAKERS if early else TO_SIGN, due, *(() if early else (SIGN,)))
            return
    spoke = {one.speaker_id for one in row.opinions.all()}
    mine = [one for one in row.speakers.all() if str(one.person) == viewer.person and one.pk in spoke]
    if "speakers" in rules.signed_by and mine and not any(one.person == viewer.person for one in signed):
        yield _waits(row, row.ref, TO_SIGN, due, SIGN)


def _answers(row: Meeting, viewer: Viewer, on: date, due: date | None) -> Iterator[Waits]:
    """Each opinion without its answer, for whoever answers; others stand in once the day has passed."""
    late = row.petition_id is not None and due is not None and on > due
    if not _offices(row, viewer, ANSWER, on, late=late):
        return
    gone = struck_on(row)
    left = [one for one in row.opinions.all() if one.disposed_on is None and f"opinion:{one.number}" not in gone]
    if any(one.signed_as == "host" for one in row.record_signatures.all()):
        for one in sorted(left, key=lambda one: one.place):
            yield _waits(row, one.ref, TO_ANSWER.fill(place=one.place), due, ANSWER)
    elif left:
        yield _waits(row, row.ref, HOST_FIRST.fill(number=len(left)), due)


def _offices(row: Meeting, viewer: Viewer, act: str, on: date, *, late: bool) -> bool:
    """Whether a post of theirs has the act by the list of powers. Of the bodies that end a silence only the hearing's
    own, save where enough people asked for it and its day has passed."""
    holders = holders_of(act, row, on)
    called = () if row.petition_id else (body_of(row.convened_by_post),)
    own, stand_in = {row.body, *called}, late and row.petition_id is not None
    bodies = {body_of(post) for post in viewer.posts if post in holders or body_of(post) in holders}
    if row.judged and any(left_to_others(row, _as(viewer, post, on), act) for post in viewer.posts):
        return False
    return any(body not in SILENCE_ENDED_BY or body in own or stand_in for body in bodies)


def _as(viewer: Viewer, post: str, on: date) -> Call:
    """This reader as they would do it, in one of their posts."""
    return Call(viewer.person or "", post, "", clock.moment(on, 0))


def _waits(row: Meeting, subject: Ref, about: Text, due: date | None, *acts: str) -> Waits:
    return Waits(subject, Text.of(row.title), about, due, acts, row.ref)
