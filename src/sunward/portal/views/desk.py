"""My duties today: for officers, delegates and supervisors."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.charter.wording import holder_name
from sunward.kernel import clock
from sunward.kernel.available import Option, available
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import days_said
from sunward.kernel.viewer import Viewer
from sunward.money import queries as money
from sunward.portal.desk import consents, lists, waiting
from sunward.portal.desk.mine import mine
from sunward.portal.desk.newcomers import own_status
from sunward.portal.links import act_address, address_of, shown_at
from sunward.portal.reader import viewer_of
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.views.rolls import apply_for_vote
from sunward.portal.views.serving import may_serve
from sunward.portal.views.vouching import may_vouch
from sunward.portal.words.checks import findings_shown
from sunward.portal.words.said import act_title
from sunward.registry.imports.kinds import all_kinds


@require_safe
def my_duties(request: HttpRequest, code: str) -> HttpResponse:
    """What waits for me, what comes due, what I may begin; every closed button says why."""
    community = community_or_404(request, code)
    viewer = viewer_of(request, code)
    today, begun = clock.today(), waiting.can_begin(viewer)
    imported = {kind.act for kind in all_kinds()}
    context = {
        "crumbs": crumbs(community, (_("My duties today"), None)),
        "posts": [holder_name(post) for post in sorted(viewer.posts)],
        "serves": may_serve(viewer),
        "vouches": may_vouch(viewer),
        "declarations": own_declarations(viewer),
        "mine": [*own_status(viewer, today), *mine(viewer), *own_consent(viewer, today)],
        "things": [thing(code, item) for item in waiting.things_to_do(viewer, today)],
        "due": waiting.coming_due(viewer, today) if viewer.posts else [],
        "begin": [
            *asking(viewer, today),
            *applying(viewer),
            *(begin(code, one) for one in begun if one.act.name not in imported),
        ],
        "imports": [kind for kind in all_kinds() if kind.act in {option.act.name for option in begun}],
        "today": today,
    }
    return render(request, "portal/desk.html", context)


def thing(code: str, item: waiting.Item) -> dict[str, Any]:
    """One thing under way: a button for everything that can be done now, and what the rest waits for."""
    return {
        "title": item.title,
        "about": days_said(item.about),
        "url": shown_at(item.subject, code),
        "number": item.subject.id,
        "due": item.due,
        "late": item.due is not None and item.due < clock.today(),
        "open": [*_room(code, item), *_list(code, item), *_buttons(code, item)],
        "closed": [
            {
                "why": _("%(act)s: why not yet") % {"act": act_title(option.act.name)},
                "findings": findings_shown(option.blocked_by),
            }
            for option in item.options
            if not option.open
        ],
    }


def _room(code: str, item: waiting.Item) -> Iterator[dict[str, Any]]:
    """The way back to the room of a meeting that goes on."""
    if item.room:
        yield {"title": _("To the room"), "url": reverse("portal:room", args=[code, item.room])}


def _list(code: str, item: waiting.Item) -> Iterator[dict[str, Any]]:
    """The list at the door itself, where it is to be printed."""
    if item.about == lists.RUNNING:
        yield {
            "title": _("Print the list with marks"),
            "url": reverse("portal:vote_list", args=[code, item.subject.id]),
        }
    elif item.subject.type == "roll" and not item.options:
        yield {"title": _("Print the list"), "url": reverse("portal:roll_list", args=[code, item.subject.id])}


def _buttons(code: str, item: waiting.Item) -> Iterator[dict[str, Any]]:
    """What can be done now; the first form is told what is known already."""
    for place, option in enumerate(one for one in item.options if one.open):
        button = begin(code, option)
        known = f"?{urlencode(item.given)}" if item.given and not place else ""
        yield button | {"url": f"{button['url']}{known}"}


def asking(viewer: Viewer, today: date) -> list[dict[str, Any]]:
    """The way to the budget lines, for whoever may ask for a payment from one."""
    line = next(iter(money.by_purpose(viewer.community, today.year)), None)
    offered = available(viewer.person or "", Ref("budget_line", line.number), viewer.community) if line else ()
    if not any("." in option.post for option in offered):
        return []
    return [{"title": _("Ask for a payment"), "url": reverse("portal:money", args=[viewer.community]) + "#ask"}]


def own_declarations(viewer: Viewer) -> str:
    """Where whoever holds a post declares their relatives and interests, and sees when they last did."""
    if viewer.person is None or not viewer.posts:
        return ""
    return f"{address_of(Ref.parse(viewer.person), viewer.community)}#interests"


def applying(viewer: Viewer) -> list[dict[str, Any]]:
    """For a resident without a vote, whom a rule lets apply for it: the form."""
    if "resident" not in viewer.capacities or "voter" in viewer.capacities:
        return []
    url = apply_for_vote(viewer)
    return [{"title": act_title("registry.apply_for_vote"), "url": url}] if url else []


def own_consent(viewer: Viewer, today: date) -> list[dict[str, Any]]:
    """For whoever has applied for the vote and waits for the consent: what comes next."""
    if viewer.person is None or "resident" not in viewer.capacities or "voter" in viewer.capacities:
        return []
    line = consents.shown(viewer, viewer.person, today)
    return [line] if line else []


def begin(code: str, option: Option) -> dict[str, Any]:
    """Something that can be begun."""
    return {"title": act_title(option.act.name), "url": act_address(option.act.name, option.subject, code)}
