"""What no posting can be, whatever the charter says: of a day to come, about a thing that is not there, for nobody, a
correction that those do not read for whom the first was."""

from collections.abc import Iterator
from datetime import date

from sunward.disclosure.catalogue import Terms
from sunward.disclosure.correcting import of_others
from sunward.disclosure.measured import names_are_for
from sunward.disclosure.models import Audience, Publication
from sunward.disclosure.rules import wide_enough
from sunward.disclosure.tables import personal_columns, table_problem
from sunward.kernel.text import Text

NARROW = (Audience.PROJECT_HOUSEHOLDS, Audience.PERSON)
LONGEST = 3660  # days: ten years on the wall
NOT_YET = Text("公开的日子还没到。", "The day of posting lies in the future.")
TOO_LONG = Text(f"最多 {LONGEST} 天。", f"{LONGEST} days at most.")
AFTERWARDS = Text(
    "事情发生的日子（或期末）在张贴以后。请核对年份；公开今后的计划，写计划通过的日子。",
    "This lies after the posting. Is the year right? For a plan of a time to come, enter the day it was adopted.",
)
KNOWN_DAY = Text(
    "记录上是 {day}，不能写更晚的日子。留空就按记录算。",
    "By the record it was on {day}, and no later. Left empty, it is counted from there.",
)
UNKNOWN = Text(
    "本社区没有这个编号。请照打印的样子写决定、事项、付款、名册、会议或者表决的编号，如 XY-R-2026-012。",
    "This community has no such number. Write that of a decision, a matter, a payment, a roll, a meeting or a vote as "
    "it is printed, such as XY-R-2026-012.",
)
NOT_POSTED = Text("本社区没有这个编号的公开。", "This community has no publication of this number.")
FEWER_READERS = Text(
    "更正要让应当看到的人都能看到，请扩大公开范围。",
    "A correction is for everybody whom the posting was for: choose a wider audience.",
)
WHICH = Text(
    "向一个人或一个项目公开时写明是谁，其他情况留空。",
    "Name the person or project of a narrow audience, and leave this empty otherwise.",
)


def impossible_days(
    posted_on: date, event_on: date | None, stays_up: int | None, happened: date | None, today: date
) -> Iterator[tuple[str, Text]]:
    """Days, each by its field, that the calendar or the record knows better: by it that of the event is `happened`."""
    if posted_on > today:
        yield "posted_on", NOT_YET
    if event_on and event_on > min(posted_on, today):
        yield "event_on", AFTERWARDS
    elif event_on and happened and event_on > happened:
        yield "event_on", KNOWN_DAY.fill(day=happened)
    if stays_up is not None and stays_up > LONGEST:
        yield "stays_up_days", TOO_LONG


def impossible_draft(draft: Publication, terms: Terms) -> Iterator[tuple[str, Text]]:
    """What is wrong, each by its field, with the table, with whom a correction leaves out, with whom it is for."""
    if problem := table_problem(draft.rows):
        yield "rows", problem
    elif draft.corrects:
        yield from _no_correction(draft, draft.corrects, terms)
    if _shows_names_to_more(draft, terms):
        yield "audience", names_are_for(terms.audience)
    if (draft.audience in NARROW) != bool(draft.audience_ref):
        yield "audience_ref", WHICH


def _no_correction(draft: Publication, corrected: Publication, terms: Terms) -> Iterator[tuple[str, Text]]:
    """Whom of those who had to read the first it leaves out. Names that were shown to too many may be taken back to
    those whom the catalogue asks for."""
    if not any(wide_enough(draft.audience, asked) for asked in (corrected.audience, terms.audience)):
        yield "corrects", FEWER_READERS
    elif others := of_others(corrected, draft):
        yield others


def _shows_names_to_more(draft: Publication, terms: Terms) -> bool:
    """Names in an item are for its own readers: figures may be shown to more people, rows of persons never."""
    if not terms.known or wide_enough(terms.audience, draft.audience):
        return False
    return draft.rows is not None and not table_problem(draft.rows) and bool(personal_columns(draft.rows))
