"""Whose meeting it is. The lists of powers are a community's: they say that heads lead meetings, not whose. A meeting
is led by the bodies to which it belongs; the service centre, supervisors and street office keep it going, where
nothing else bars them, and take nothing of it away."""

from collections.abc import Iterator

from sunward.charter import queries as charter
from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.charter.queries import Sitting
from sunward.kernel import clock
from sunward.kernel.acts import Call
from sunward.kernel.findings import Finding
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.meetings.calling.owed import names_of
from sunward.meetings.models import Meeting
from sunward.meetings.rules.signing import RECORDERS, SUPERVISORS

HELPERS = frozenset({RECORDERS, *SILENCE_ENDED_BY})
FORCED = frozenset({"petition", SUPERVISORS})  # what a meeting says of who called it, where its own body did not
NOT_YOURS = Text(
    "这次会议属于{bodies}：主持、表决、取消、再次召集由它们办。",
    "This meeting belongs to: {bodies}. They lead it, put its questions, cancel it and call it again.",
)
CALLED_BY_OTHERS = Text(
    "注意：规则册没有写明{body}由谁召集；这次是{by}召集的。",
    "Alert: no rule book says who calls a meeting of this body ({body}); it was called by {by}.",
)
ORGANISES = {"party_members": "party_organisation"}  # a meeting of those with a standing is led by what organises them


def is_theirs(meeting: Meeting, call: Call) -> bool:
    """Whether it belongs to the body for which somebody acts: which called it, which meets, of whose posts it consists,
    or which should have called what others had to."""
    return is_of(meeting, call.body)


def is_of(meeting: Meeting, body: str) -> bool:
    """The same of a body, whoever acts for it."""
    own = names_of(body)
    if own & {meeting.called_by, meeting.body, body_of(meeting.convened_by_post)}:
        return True
    return bool(own & (_sitting_in(meeting) | _owed_by(meeting)))


def may_demand(meeting: Meeting, body: str) -> bool:
    """Whether the rules of whoever meets let a body call it, read or not: what it may have decided at an evening of
    its own calling it may put on the agenda of another's."""
    return bool(names_of(body) & _conveners(meeting))


def not_led_by(meeting: Meeting, call: Call) -> Text | None:
    """Why an office has no hand in a meeting of others."""
    if not call.in_office or call.body in HELPERS or is_theirs(meeting, call):
        return None
    return belongs_to_others(meeting)


def not_taken_away_by(meeting: Meeting, call: Call) -> Text | None:
    """Why neither an office nor a passer-by cancels it or calls it again: not even those who keep it going."""
    return None if is_theirs(meeting, call) else belongs_to_others(meeting)


def belongs_to_others(meeting: Meeting) -> Text:
    """What those are told to whom it does not belong."""
    called = meeting.called_by if meeting.called_by != "petition" else ""
    own = sorted({*_sitting_in(meeting), *_owed_by(meeting)} - {called, meeting.body})
    day = meeting.convened_on
    names = [charter.name_of_body(one, meeting.community_code, day) for one in (called, meeting.body, *own) if one]
    zh, en = (dict.fromkeys(getattr(name, language) for name in names) for language in ("zh", "en"))
    return Text(NOT_YOURS.zh.format(bodies="、".join(zh)), NOT_YOURS.en.format(bodies=", ".join(en)))


def _sitting(meeting: Meeting) -> Sitting:
    day = clock.civil_day(meeting.starts_at)
    return charter.sitting(meeting.community_code, meeting.body, day, called_on=meeting.convened_on)


def _sitting_in(meeting: Meeting) -> frozenset[str]:
    """The bodies of whose posts it consists: two committees that meet together both lead. Of party members it is their
    organisation, whose posts are not the roll."""
    members = _sitting(meeting).session.members
    if members is None:
        return frozenset()
    return frozenset(body_of(post) for post in members.posts) | {one for one in (ORGANISES.get(members.of),) if one}


def _owed_by(meeting: Meeting) -> frozenset[str]:
    """The bodies that may call it, where others had to: it is held for them to carry on."""
    if meeting.called_by not in FORCED:
        return frozenset()
    return _conveners(meeting)


def called_by_others(meeting: Meeting) -> Iterator[Finding]:
    """A mark where no rule says who calls the meetings of a body, and somebody does who is none of it: silence grants
    the call to every head who may call meetings at all. Whoever consists of posts is called by its own."""
    own = meeting.called_by == meeting.body or meeting.called_by in _sitting_in(meeting)
    if not own and meeting.petition_id is None and not _sitting(meeting).rules.rules.conveners:
        name = charter.name_of_body(meeting.body, meeting.community_code, meeting.convened_on)
        by = charter.name_of_body(meeting.called_by, meeting.community_code, meeting.convened_on)
        text = CALLED_BY_OTHERS.fill(body=name, by=by)
        yield Finding("no_rule_on_calling", False, text, actual=meeting.called_by)


def _conveners(meeting: Meeting) -> frozenset[str]:
    return frozenset(body for rule in _sitting(meeting).rules.rules.conveners for body in rule.bodies)
