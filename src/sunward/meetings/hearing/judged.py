"""Whose work an appraisal meeting judges. They neither open nor close it, enter nobody's words and not who came, sign
no record as the host, answer nothing and write no result, as long as somebody else can; where nobody can, it is marked.
Taking another post on the eve changes nothing of that.
Nobody of their body ever cancels it: it is held, or those who hold it call it off."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from sunward.charter import queries as charter
from sunward.kernel.acts import Call
from sunward.kernel.findings import Finding
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
NOT_CANCELLED = Text(
    "这次评议会评议的是您或者您机构的人的工作：您的机构不能取消；要取消的，由主持它的别的机构取消。",
    "This meeting judges your work, or that of somebody of your body: your body does not cancel it. Another that holds "
    "it may.",
)

Bar = Callable[[Meeting, Call], Text | None]


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
    judged, code = meeting.judged, meeting.community_code
    if not judged or not call.in_office:
        return False
    days = {call.day, meeting.convened_on}
    held = {call.post, *(post for day in days for post in registry.post_keys_of(call.person, code, day))}
    return any(judged in (post, body_of(post)) for post in held)


def nothing_bars(_meeting: Meeting, _call: Call) -> Text | None:
    """Of what everybody does who holds the power."""
    return None


def left_to_others(meeting: Meeting, call: Call, act: str, bar: Bar = nothing_bars) -> Text | None:
    """Why whoever is judged does not do this; None where nobody else can. `bar` says why somebody who holds the power
    has no hand in this meeting."""
    return OTHERS_DO if is_judged(meeting, call) and _others_can(meeting, call, act, bar) else None


def not_cancelled_by(meeting: Meeting, call: Call) -> Text | None:
    """Why nobody of the body that is judged, or whose officer is, cancels it: whoever is judged may lead the others."""
    judged = meeting.judged
    theirs = judged is not None and (is_judged(meeting, call) or call.body == body_of(judged))
    return NOT_CANCELLED if theirs else None


def by_the_judged(meeting: Meeting, call: Call) -> Iterator[Finding]:
    """The mark of what whoever is judged has done for want of others, or entered for somebody at the desk."""
    if is_judged(meeting, call):
        yield Finding("not_by_the_judged", False, NOBODY_ELSE, actual=call.post)
    elif call.on_behalf_of is not None and is_judged(meeting, replace(call, on_behalf_of=None)):
        yield Finding("not_by_the_judged", False, AT_THE_DESK, actual=call.post)


def _others_can(meeting: Meeting, call: Call, act: str, bar: Bar) -> bool:
    code, day = meeting.community_code, call.day
    posts = [post for post in charter.holders_of(act, code, day) if "." in post]
    others = (replace(call, by=who, post=post) for post in posts for who in registry.people_in_post(post, code, day))
    return any(one.by != call.by and not is_judged(meeting, one) and bar(meeting, one) is None for one in others)
