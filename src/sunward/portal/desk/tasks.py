"""What the reader can do about one thing: a button, or why not yet."""

from typing import Any

from sunward.decisions import queries as decisions
from sunward.kernel import clock
from sunward.kernel.available import Option, available
from sunward.kernel.door import examine
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from sunward.portal.links import act_address
from sunward.portal.words.checks import findings_shown
from sunward.portal.words.said import act_title

CALL = "decisions.call_hearing"
URGENT_ONLY = frozenset({"money.ratify_urgent", "money.refund_urgent"})  # say nothing about an ordinary payment


def tasks_on(
    viewer: Viewer, subject: Ref, without: frozenset[str] = frozenset(), only: frozenset[str] | None = None,
    theirs: bool = False, about: str = "", over: bool = False,
) -> list[dict[str, Any]]:  # fmt: skip
    """The reader's acts on a thing, all or `only` some, for `parts/tasks.html`; nobody signed in has none. With
    `theirs` also what is some people's and cannot be done yet; `about` names the thing where a page has several. What
    is `over` says of nothing any more why it cannot be done yet."""
    if viewer.person is None:
        return []
    return [
        {
            "title": act_title(option.act.name), "verb": act_title(option.act.name), "about": about,
            "why_not": findings_shown(option.blocked_by or _reported_as(viewer.person, option)),
            "url": act_address(option.act.name, subject, viewer.community) if option.open else "",
        }
        for option in available(viewer.person, subject, viewer.community)
        if option.act.name not in without and (only is None or option.act.name in only) and _has_button(option, theirs)
        and (option.open or not over)
    ]  # fmt: skip


def called_in_vain(viewer: Viewer, matter: Ref) -> frozenset[str]:
    """The call of a hearing, for an office that is offered it, where one is to come, was held, or is asked for no
    more."""
    office = any("." in post for post in viewer.posts)
    return frozenset() if not office or decisions.hearing_to_call(matter.id, clock.today()) else frozenset({CALL})


def _has_button(option: Option, theirs: bool) -> bool:
    """Whether it stands among the others at all, if only with the reason why it cannot be done yet."""
    of_others = option.act.of_some and "." not in option.post and not option.open and not theirs
    return not (option.act.own_page or of_others)


def _reported_as(person: str, option: Option) -> tuple[Finding, ...]:
    """The breaches with which a report is taken all the same: said before it is entered, not only after."""
    if option.act.kind != "report":
        return ()
    return tuple(breaches(examine(option.act, by=person, post=option.post, subject=option.subject)))
