"""Whose work an appraisal meeting judges. They neither open nor close it, enter nobody's words and not who came, sign
no record as the host, answer nothing and write no result, as long as somebody else can; where nobody can, it is marked.
Taking another post on the eve changes nothing of that. Where another body holds it in their place, nobody else of
theirs signs, answers or writes the result either: a deputy writes nothing down of whom they serve.
Nobody of their body ever cancels it: it is held, or those who hold it call it off."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from sunward.charter import queries as charter
from sunward.kernel.acts import Call
from sunward.kernel.findings import Finding
from sunward.kernel.ports import bound
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.meetings.models import Meeting
from sunward.meetings.rules.signing import SUPERVISORS
from sunward.registry import queries as registry

APPRAISAL = "appraisal"
STREET = "street_office"
OTHERS_DO = Text(
    "这次评议会评议的是您（您的机构）的工作：由别的可以办的人办。",
    "This meeting judges your own work, or that of your body: somebody else who can does this.",
)
NOBODY_ELSE = Text(
    "注意：被评议的人自己办的，没有别人可以办。",
    "Alert: done by whoever is judged there; nobody else could.",
)
AT_THE_DESK = Text("注意：由被评议的人在服务台代为登记。", "Alert: entered at the desk by whoever is judged there.")
OF_YOUR_BODY = Text(
    "这次评议会评议的是您机构的人的工作，由别的机构主持：签记录、答复、公布结果，由别的可以办的人办。",
    "This meeting judges your own work, or that of somebody of your body, and another body holds it: somebody else who "
    "can signs its record, answers and publishes its result.",
)
COLLEAGUE = Text(
    "注意：被评议的人所在机构的人办的，没有别人可以办。",
    "Alert: done by somebody of the body of whoever is judged there; nobody else could.",
)
NOT_CANCELLED = Text(
    "这次评议会评议的是您或者您机构的人的工作：您的机构不能取消；要取消的，由主持它的别的机构取消。",
    "This meeting judges your work, or that of somebody of your body: your body does not cancel it. Another that holds "
    "it may.",
)

Bar = Callable[[Meeting, Call], Text | None]
Side = Callable[[Meeting, Call], bool]
# What a meeting leaves behind, which whoever stands by the judged leaves to others as well.
SAID_OF_IT = frozenset({"meetings.sign_hearing_record", "meetings.dispose_opinion", "meetings.publish_result"})


def host_of(judged: str, caller: str) -> str:
    """The body that holds it: its caller, or where that is judged the supervisors, and the street for them."""
    if body_of(judged) != caller:
        return caller
    return STREET if caller == SUPERVISORS else SUPERVISORS


def stands_by(meeting: Meeting) -> tuple[str, ...]:
    """The body that has a hand in running it whoever hosts it, so that there is somebody else: a clerk who is judged
    would be the only one to write down what people said."""
    return (host_of(meeting.judged, body_of(meeting.judged)),) if meeting.judged else ()


def is_judged(meeting: Meeting, call: Call) -> bool:
    """Whether somebody acts in the post, or for the body, that is judged, or holds that post besides. Whoever held it
    when the meeting was called is judged still, in whichever post they are now."""
    judged = meeting.judged
    return bool(judged) and any(judged in (post, body_of(post)) for post in _posts(meeting, call))


def is_on_their_side(meeting: Meeting, call: Call) -> bool:
    """Whether somebody is judged there, or is of the same body where another holds the meeting in its place."""
    if is_judged(meeting, call) or not meeting.judged:
        return is_judged(meeting, call)
    body = body_of(meeting.judged)
    return meeting.body != body and any(body_of(post) == body for post in _posts(meeting, call))


def _posts(meeting: Meeting, call: Call) -> set[str]:
    """In which post somebody acts, and which they hold, or held when the meeting was called."""
    if not call.in_office:
        return set()
    code, days = meeting.community_code, {call.day, meeting.convened_on}
    return {call.post, *(post for day in days for post in bound().posts_of(call.person, code, day))}


def _side_of(act: str) -> Side:
    """Who leaves an act to others."""
    return is_on_their_side if act in SAID_OF_IT else is_judged


def nothing_bars(_meeting: Meeting, _call: Call) -> Text | None:
    """Of what everybody does who holds the power."""
    return None


def barred_as_judged(meeting: Meeting, call: Call, act: str, bar: Bar) -> Text | None:
    """Why whoever is judged does not do this; None where nobody else can. `bar` says why somebody who holds the power
    has no hand in this meeting."""
    if not _side_of(act)(meeting, call) or not _others_can(meeting, call, act, bar):
        return None
    return OTHERS_DO if is_judged(meeting, call) else OF_YOUR_BODY


def not_cancelled_by(meeting: Meeting, call: Call) -> Text | None:
    """Why nobody of the body that is judged, or whose officer is, cancels it: whoever is judged may lead the others."""
    judged = meeting.judged
    theirs = judged is not None and (is_judged(meeting, call) or call.body == body_of(judged))
    return NOT_CANCELLED if theirs else None


def by_the_judged(meeting: Meeting, call: Call, act: str = "") -> Iterator[Finding]:
    """The mark of what whoever is judged, or stands by them, has done for want of others, or entered for somebody at
    the desk."""
    if is_judged(meeting, call):
        yield Finding("not_by_the_judged", False, NOBODY_ELSE, actual=call.post)
    elif call.on_behalf_of is not None and is_judged(meeting, replace(call, on_behalf_of=None)):
        yield Finding("not_by_the_judged", False, AT_THE_DESK, actual=call.post)
    elif _side_of(act)(meeting, call):
        yield Finding("not_by_the_judged", False, COLLEAGUE, actual=call.post)


def _others_can(meeting: Meeting, call: Call, act: str, bar: Bar) -> bool:
    code, day = meeting.community_code, call.day
    posts = [post for post in charter.holders_of(act, code, day) if "." in post]
    others = (replace(call, by=who, post=post) for post in posts for who in registry.people_in_post(post, code, day))
    side = _side_of(act)
    return any(one.by != call.by and not side(meeting, one) and bar(meeting, one) is None for one in others)
