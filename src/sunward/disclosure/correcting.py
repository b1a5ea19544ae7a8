"""What a correction says, and who posts it: one of what an objection found wrong is read beside it, and marked where it
corrects nothing."""

from collections.abc import Iterator
from datetime import date

from sunward.disclosure.catalogue import source_of
from sunward.disclosure.models import Publication
from sunward.disclosure.queries.chains import about_the_same
from sunward.disclosure.queries.corrections import RULE, found_wrong
from sunward.disclosure.rules import counts_from, wide_enough
from sunward.disclosure.stakes import has_a_stake
from sunward.kernel.acts import Call
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

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
BY_WHOM_IT_IS_ABOUT = Text(
    "注意：异议成立后的更正，是由和它有利害关系的人张贴的。",
    "Alert: what an objection found wrong was corrected by somebody who has a stake in it.",
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
