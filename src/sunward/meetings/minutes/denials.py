"""Proxies who came to a meeting and whom nobody had given, where its minutes do not say so: it was said after they were
drafted, or they are of an older form, which knows nothing of proxies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sunward.ballots import queries as ballots
from sunward.kernel.text import Text
from sunward.meetings.minutes.drafting import stay_kept
from sunward.meetings.minutes.recording import rule_of, signed_from
from sunward.meetings.models import PROXY, Attendance, Minutes

Untold = Mapping[int, Sequence[Attendance]]  # by meeting


def untold_in(rows: Iterable[Minutes]) -> Untold:
    """Of some minutes, the proxies of whom they do not say that they were denied. One query, and none where no proxy
    came."""
    told = {row.meeting_id: stays for row in rows if (stays := _proxies(row.content))}
    found = defaultdict[int, list[Attendance]](list)
    if not told:
        return found
    denied = Attendance.objects.filter(meeting__in=told, how=PROXY, denied_on__isnull=False)
    for stay in denied.select_related("person", "entry__person").order_by("came_at", "id"):
        if not any(_is_told(stay_kept(stay), one) for one in told[stay.meeting_id]):
            found[stay.meeting_id].append(stay)
    return found


def absent_untold(row: Minutes) -> list[Attendance]:
    """Who was entered as present and says that they were not there, as far as the minutes do not say so. It holds up no
    signature: each of the roll could say so once."""
    denied = Attendance.objects.filter(meeting=row.meeting_id, denied_on__isnull=False).exclude(how=PROXY)
    told = row.content.get("attendance", ())
    stays = denied.select_related("person", "entry__person").order_by("came_at", "id")
    return [stay for stay in stays if not any(_is_told(stay_kept(stay), one) for one in told)]


def denied_in_time(row: Minutes, untold: Untold) -> bool:
    """Whether one of them was denied in the days for corrections: whoever says so later holds up no signature."""
    stays = untold.get(row.meeting_id, ())
    if not stays:
        return False
    first = signed_from(row, rule_of(row.meeting))
    return any(stay.denied_on and stay.denied_on < first for stay in stays)


def marks_untold(row: Minutes) -> dict[str, list[Text]]:
    """What the votes of a meeting are marked with because of such proxies and its minutes do not say, by vote."""
    votes = [vote for item in row.content["items"] for vote in item["votes"]]
    return {vote["number"]: marks for vote in votes if (marks := _untold_of(vote))}


def _untold_of(vote: Mapping[str, Any]) -> list[Text]:
    now = [found.text for found in ballots.marks_of_false_proxies(vote["number"])]
    return [text for text in now if text.as_dict() not in vote.get("marks", ())]


def _proxies(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [one for one in content.get("attendance", ()) if one["how"] == PROXY]


def _is_told(stay: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Whether a row of the minutes says of a stay that it was denied."""
    same = all(stay.get(key) == told.get(key) for key in ("person", "for", "came_at"))
    return same and "denied_on" in told
