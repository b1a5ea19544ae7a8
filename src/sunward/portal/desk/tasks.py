"""What the reader can do about one thing: a button, or why not yet."""

from typing import Any

from sunward.kernel.available import Option, available
from sunward.kernel.door import examine
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from sunward.portal.links import act_address
from sunward.portal.words.checks import findings_shown
from sunward.portal.words.said import act_title

URGENT_ONLY = frozenset({"money.ratify_urgent", "money.refund_urgent"})  # say nothing about an ordinary payment

# A resident's only where it is theirs to do (petitioners called the meeting, they are on its roll, they were
# put aside): to everybody else not even "not yet" is said.
OF_SOME = frozenset({
    "meetings.give_notice", "meetings.lay_paper", "meetings.step_aside", "meetings.take_back_exclusion",
    "meetings.confirm_throw", "meetings.close_speakers_list", "meetings.record_turnout", "meetings.nominate_speaker",
    "ballots.answer_for_oneself",
})  # fmt: skip


def tasks_on(
    viewer: Viewer, subject: Ref, without: frozenset[str] = frozenset(), only: frozenset[str] | None = None
) -> list[dict[str, Any]]:
    """The reader's acts on a thing, all or `only` some, for `parts/tasks.html`; nobody signed in has none."""
    if viewer.person is None:
        return []
    return [
        {
            "title": act_title(option.act.name), "verb": act_title(option.act.name),
            "why_not": findings_shown(option.blocked_by or _reported_as(viewer.person, option)),
            "url": act_address(option.act.name, subject, viewer.community) if option.open else "",
        }
        for option in available(viewer.person, subject, viewer.community)
        if option.act.name not in without and (only is None or option.act.name in only) and not _of_others(option)
    ]  # fmt: skip


def _of_others(option: Option) -> bool:
    return option.act.name in OF_SOME and "." not in option.post and not option.open


def _reported_as(person: str, option: Option) -> tuple[Finding, ...]:
    """The breaches with which a report is taken all the same: said before it is entered, not only after."""
    if option.act.kind != "report":
        return ()
    return tuple(breaches(examine(option.act, by=person, post=option.post, subject=option.subject)))
