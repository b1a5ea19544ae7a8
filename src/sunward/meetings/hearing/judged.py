"""Whose work an appraisal meeting judges. They neither sign its record as the host, nor answer what was said, nor write
and publish its result, as long as somebody else holds the power; where nobody does, it is marked."""

from collections.abc import Iterator

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
    "这次评议会评议的是您（您的机构）的工作：由别的有这项权力的人办。",
    "This meeting judges your own work, or that of your body: somebody else who holds the power does this.",
)
NOBODY_ELSE = Text(
    "注意：评议会评议的人自己办的，没有别的有这项权力的人。",
    "Alert: done by whoever is judged there; nobody else held the power.",
)


def host_of(judged: str, caller: str) -> str:
    """The body that holds it: its caller, or where that is judged the supervisors, and the street for them."""
    if body_of(judged) != caller:
        return caller
    return STREET if caller == SUPERVISORS else SUPERVISORS


def is_judged(meeting: Meeting, call: Call) -> bool:
    """Whether somebody acts in the post, or for the body, that is judged, or holds that post besides."""
    judged = meeting.judged
    if not judged or not call.in_office:
        return False
    held = {call.post, *registry.post_keys_of(call.person, meeting.community_code, call.day)}
    return any(judged in (post, body_of(post)) for post in held)


def left_to_others(meeting: Meeting, call: Call, act: str) -> Text | None:
    """Why whoever is judged does not do this; None where nobody else can."""
    return OTHERS_DO if is_judged(meeting, call) and _others_hold(meeting, call, act) else None


def by_the_judged(meeting: Meeting, call: Call) -> Iterator[Finding]:
    """The mark of what whoever is judged has done for want of others."""
    if is_judged(meeting, call):
        yield Finding("not_by_the_judged", False, NOBODY_ELSE, actual=call.post)


def _others_hold(meeting: Meeting, call: Call, act: str) -> bool:
    code, judged = meeting.community_code, meeting.judged or ""
    posts = [post for post in charter.holders_of(act, code, call.day) if "." in post]
    free = [post for post in posts if judged not in (post, body_of(post))]
    shut_out = set(registry.people_in_post(judged, code, call.day)) if "." in judged else set()
    return any(set(registry.people_in_post(post, code, call.day)) - shut_out - {call.person} for post in free)
