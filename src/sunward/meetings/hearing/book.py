"""What the rule books say of a hearing: whose rules hold for it, and whether people were told in time."""

from datetime import date

from sunward.charter import engine
from sunward.charter import queries as charter
from sunward.charter.wording import lasting
from sunward.kernel.findings import Finding
from sunward.kernel.memo import remembered
from sunward.kernel.ports import Books
from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem, Meeting

UNSAID = Text("规则册没有写明这种会怎么开。", "No rule book says how such a meeting is held.")
HEARING = "hearing"


def hearing_rules(meeting: Meeting) -> engine.Hearing | None:
    """The rules of this hearing, coordination or appraisal meeting. A hearing goes by those of its kind of matter, in
    the rule books under which that was opened: by these it was called, and by these a resolution has to cite it. The
    other two, and hearings of releases that did not keep them, go by the rule books of their call."""
    if meeting.kind == "session":
        return None
    community, called_on = meeting.community_code, meeting.convened_on
    if meeting.kind != HEARING:
        return charter.hearing(community, meeting.kind, called_on)
    heard = _heard(meeting)
    kind, versions = (heard.matter_kind, heard.charter_versions or ()) if heard else ("", ())
    return charter.hearing(community, kind, called_on, versions)


@remembered
def _heard(meeting: Meeting) -> AgendaItem | None:
    return min(meeting.items.all(), key=lambda item: item.place, default=None)


def rule_books(act: str, meeting: Meeting, on: date) -> tuple[Books, ...]:
    """By whose lists of powers a step of a hearing is taken on a day: that of the day; where nobody has the power any
    more, that of its matter too."""
    heard = _heard(meeting) if meeting.kind == HEARING else None
    kept = tuple(heard.charter_versions or ()) if heard else ()
    return charter.kept_if_nobody_has_it(act, meeting.community_code, on, kept)


def holders_of(act: str, meeting: Meeting, on: date) -> tuple[str, ...]:
    """Who may take it by these lists: posts, whole bodies and capacities."""
    code = meeting.community_code
    named = (one for books in rule_books(act, meeting, on) for one in charter.holders_of(act, code, books))
    return tuple(dict.fromkeys(named))


def hearing_notice(rules: engine.Hearing | None, given_on: date | None, day: date) -> tuple[Finding, ...]:
    """Was the notice long enough? None was given: as if on the day itself."""
    if rules is None:
        return (Finding("notice", False, UNSAID),)
    days, told = rules.notice, given_on or day
    words = lasting(days)
    text = Text(f"应提前{words.zh}通知。", f"Notice has to be given {words.en} before.")
    in_time = charter.day_after(told, days) <= day
    return (Finding("notice", in_time, text, rules.source, str(days), str(given_on or "none")),)
