"""What the reader can do about one thing: a button, or why not yet."""

from typing import Any

from sunward.kernel.available import available
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from sunward.portal.checks import findings_shown
from sunward.portal.links import act_address
from sunward.portal.said import act_title

URGENT_ONLY = frozenset({"money.ratify_urgent", "money.refund_urgent"})  # say nothing about an ordinary payment


def tasks_on(viewer: Viewer, subject: Ref, without: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """The reader's acts on a thing, for `parts/tasks.html`; nobody signed in has none."""
    if viewer.person is None:
        return []
    return [
        {
            "title": act_title(option.act.name), "verb": act_title(option.act.name),
            "why_not": findings_shown(option.blocked_by),
            "url": act_address(option.act.name, subject, viewer.community) if option.open else "",
        }
        for option in available(viewer.person, subject, viewer.community)
        if option.act.name not in without
    ]  # fmt: skip
