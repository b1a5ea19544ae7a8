"""What a correction says, and who posts it: one of what an objection found wrong is read beside it, and marked where it
corrects nothing."""

from collections.abc import Iterator
from datetime import date

from sunward.disclosure.catalogue import source_of
from sunward.disclosure.models import Audience, Publication
from sunward.disclosure.queries.chains import about_the_same
from sunward.disclosure.queries.corrections import RULE, corrected_late, found_wrong
from sunward.disclosure.queries.standing import hung_until
from sunward.disclosure.rules import counts_from, wide_enough
from sunward.disclosure.stakes import has_a_stake
from sunward.disclosure.tables import doors_of, heads_names, personal_columns
from sunward.disclosure.versions import masked_by, older_versions, starred_since
from sunward.kernel.acts import Call
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry import queries as registry

FOR_ALL = (Audience.EVERYONE, Audience.RESIDENTS)
CHANGES_NOTHING = Text(
    "异议成立，这份更正的文字和表格却和原来一样：只改标题不算更正，仍然要更正。内容在答复以前就已经改对的，写明是根据哪条异议改的，再公开一次。",
    "An objection was upheld, and words and table are the same as before: another title alone corrects nothing. The "
    "correction is still owed. If it had been put right before the answer, post it with a line that says by which "
    "objection.",
)
ABOUT_ANOTHER = Text(
    "异议成立，要更正的是关于另一件事的那份公开；这份说的是别的事，不算更正。仍然要写明它原来那件事。",
    "An objection was upheld to a posting about something else: this one speaks of another thing and corrects nothing. "
    "It is still owed about what that one names.",
)
ANOTHER_PERSON = Text(
    "更正要给原来那份的本人看：写同一个人，或者扩大公开范围。给别人的另外公开。",
    "A correction is for the person whom the posting was for: name the same one, or choose a wider audience. What is "
    "for somebody else is posted by itself.",
)
OTHER_DOORS = Text(
    "原来名单上的住户都要能看到更正：每个门牌都留一行，写错的也留一行说明；或者扩大公开范围。别的项目另外公开。",
    "Every household on the list reads its correction: keep a row for each door, for one that was wrong too, or choose "
    "a wider audience. Another project is posted by itself.",
)
BY_WHOM_IT_IS_ABOUT = Text(
    "注意：异议成立后的更正，是由和它有利害关系的人张贴的。",
    "Alert: what an objection found wrong was corrected by somebody who has a stake in it.",
)
CORRECTED_LATE = Text(
    "对 {number} 的异议成立，应在 {due} 前更正，晚了 {days} 天。",
    "An objection to {number} was upheld: it was to be corrected by {due}; this is {days} days late.",
)
HUNG_NO_LONGER = Text(
    "{number} 只公开到 {end}，隔了 {days} 天才重新公开：这几天没有公开。",
    "{number} hung until {end} only; this followed after {days} days on which nothing hung.",
)
POSTED_NO_LONGER = Text(
    "{number} 只定了公开到 {end}，隔了 {days} 天才重新公开：这几天没有人保证它还挂着。",
    "{number} was posted until {end} only; this followed after {days} days for which nobody answered for its hanging.",
)
MASKS_OTHERS = Text(
    "注意：{older} 里原来看得到的 {number} 栏，因为这份加了星号，那里也隐去了；栏目名不像是写姓名的。"
    "请监督委员会核对是否应当隐去。",
    "Alert: {number} columns that {older} showed in clear are masked there by the star in this one, and are not headed "
    "as names. Supervisors look whether they should be.",
)


def was_in_time(corrected: Publication | None, item: str, due_by: date | None, audience: str) -> bool:
    """Whether what is corrected had said something to those who had to read it, by this very day: then its correction
    has a time of its own, and is not late by the day of the first posting."""
    while corrected is not None:
        same = (corrected.item, corrected.due_by) == (item, due_by) and not corrected.bare
        if due_by and same and wide_enough(corrected.audience, audience):
            return counts_from(corrected.posted_on, corrected.recorded_on) <= due_by
        corrected = corrected.corrects
    return False


def of_others(corrected: Publication, said: Publication) -> tuple[str, Text] | None:
    """Where what is said to be a correction is for one person or one project, and leaves out whom the posting was for:
    the fact in which it does, and why that is none."""
    if corrected.audience == Audience.PERSON:
        return None if _reaches_them(corrected, said) else ("audience_ref", ANOTHER_PERSON)
    if said.audience != Audience.PROJECT_HOUSEHOLDS:
        return None
    doors = doors_of(corrected.rows)
    if corrected.audience == Audience.PROJECT_HOUSEHOLDS and not doors:  # nobody read it in full: its name says whose
        return None if said.audience_ref == corrected.audience_ref else ("audience_ref", OTHER_DOORS)
    return None if _households(corrected) <= _households(said) else ("rows", OTHER_DOORS)


def _households(listed: Publication) -> frozenset[int | str]:
    """Whose rows stand in a list, however their doors are spelt: by those of the register, or by the word for none."""
    doors = doors_of(listed.rows)
    rows = registry.doors_named(doors, listed.community_code)
    return frozenset(rows.get(door, door) for door in doors)


def _reaches_them(corrected: Publication, said: Publication) -> bool:
    """Whether whom alone a posting was for can read another in full."""
    if said.audience == Audience.PROJECT_HOUSEHOLDS:
        door = registry.door_of(corrected.audience_ref, corrected.community_code)
        return bool(door) and registry.door_among(door, doors_of(said.rows), corrected.community_code)
    return said.audience in FOR_ALL or (said.audience, said.audience_ref) == (Audience.PERSON, corrected.audience_ref)


def masks_others(said: Publication) -> Iterator[Finding]:
    """The marks of stars by which something is masked in older postings that is not headed as names, one for each: the
    older one is masked at once, for it can be names; but figures could be taken from everybody's eyes in this way.
    What another star masks there already for these very readers was marked with that one."""
    for one in older_versions(said) if said.rows and personal_columns(said.rows) else []:
        if not (table := one.rows):
            continue
        others = {at for at in masked_by(said, one, table) if not heads_names(table["columns"][at])}
        readers = (said.audience, said.audience_ref)
        since = [star for star in starred_since(one) if (star.by.audience, star.by.audience_ref) == readers]
        if number := len(others.difference(*(star.columns for star in since))):
            told = MASKS_OTHERS.fill(number=number, older=one.number)
            yield Finding("masks_what_was_shown", False, told, actual=one.number)


def marks_of_correction(
    corrected: Publication | None, repeated: Publication | None, about: Ref, call: Call
) -> Iterator[Finding]:
    """The marks of what is posted as a correction of one posting, says the same as another (its first), and is about
    something. It is posted all the same: whoever has a stake in it may owe it."""
    day = call.day
    if repeated and found_wrong(repeated, day):
        source = source_of(repeated.community_code, RULE, day)
        yield Finding("correction_changes", False, CHANGES_NOTHING, source, actual=repeated.number)
    if corrected is None or not found_wrong(corrected.repeats or corrected, day):
        return
    if not about_the_same(about, corrected.about):
        source = source_of(corrected.community_code, RULE, day)
        yield Finding("correction_about_it", False, ABOUT_ANOTHER, source, actual=corrected.number)
    if has_a_stake(corrected, call.by, call.post, day):
        yield Finding("correction_by_another", False, BY_WHOM_IT_IS_ABOUT, actual=corrected.number)


def marks_of_gap(corrected: Publication | None, since: date, day: date, source: str) -> Iterator[Finding]:
    """The mark of what takes the place of a sheet that came down too early, some days later: it has no last day of its
    own, and for these days nobody could read it. The next day it is repaired without a gap."""
    while corrected is not None and corrected.bare:  # a title alone hung for nothing
        corrected = corrected.corrects
    hung = hung_until(corrected.number, corrected.community_code, day) if corrected else None
    days = (since - hung.until).days - 1 if hung else 0
    if corrected and hung and days > 0:
        words = HUNG_NO_LONGER if hung.down else POSTED_NO_LONGER
        told = words.fill(number=corrected.number, end=hung.until, days=days)
        yield Finding("hung_without_a_gap", False, told, source, "0", str(days))


def marks_of_late(posted: Publication) -> list[Finding]:
    """The marks of a correction that came after its day: what nobody reads any more among what is overdue stays said.
    Asked once it is posted: which of several corrects, and whether one does, is told by all of them."""
    day, marks = str(counts_from(posted.posted_on, posted.recorded_on)), []
    for one in corrected_late(posted, posted.recorded_on) if posted.corrects else ():
        told = CORRECTED_LATE.fill(number=one.publication, due=one.due_on, days=one.late_by)
        marks.append(Finding("corrected_in_time", False, told, one.source, f"<= {one.due_on}", day))
    return marks
