"""Elections, recalls, handovers: what is coming, who stands, what came of it, and what is still owed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from sunward.charter import queries as charter
from sunward.charter.wording import holder_name, holders_named
from sunward.elections import queries as chosen
from sunward.elections.queries import ContestView, ElectionCard, ElectionPage, HandoverView, RecallCard
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import short_date
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.portal.desk.agendas import onto_agenda
from sunward.portal.desk.tasks import tasks_on
from sunward.portal.proofs import proofs_of
from sunward.portal.reader import viewer_of
from sunward.portal.views.frame import community_or_404, crumbs, data_links
from sunward.portal.views.paging import MORE, PAGE, Paging
from sunward.portal.words.polledby import polled_by_proxy
from sunward.portal.words.quoting import quoting
from sunward.portal.words.tags import tag
from sunward.registry import queries as registry

COMMITTEE = Text("推选{body}的选举委员会", "the committee for the election of {body}")
WITNESS = "elections.witness_handover"
STATES = {
    "called": ("do", "clock", Text("已公告", "called")),
    "missed": ("warn", "clock", Text("选举日没有投票", "no poll on its day")),
    "polled": ("do", "decide", Text("正在投票或计票", "poll or count")),
    "declared": ("do", "clock", Text("结果已宣布，等核定", "declared, to be certified")),
    "certified": ("idle", "check", Text("结果已核定", "result certified")),
    "annulled": ("warn", "clock", Text("投票作废，要重新投票", "vote annulled: to be repeated")),
}
RECALLS = {
    "asked": ("do", "clock", Text("等召集投票", "waits for its vote")),
    "silent": ("warn", "clock", Text("到期没有召集", "not called in time")),
    "unruled": ("warn", "clock", Text("没有规则可以召集投票", "no rule lets anybody call the vote")),
    "called": ("do", "decide", Text("已召集投票", "vote called")),
    "again": ("warn", "clock", Text("没有有效的投票，要重新召集", "no standing vote: to be called again")),
    "declared": ("do", "clock", Text("结果已宣布，等核定", "declared, to be certified")),
    "certified": ("idle", "check", Text("结果已核定", "result certified")),
}


@require_safe
def elections(request: HttpRequest, code: str) -> HttpResponse:
    """Every election and every recall, newest first."""
    community, viewer = community_or_404(request, code), viewer_of(request, code)
    paging = Paging(request, reverse("portal:elections", args=[code]))
    found = chosen.elections(code, paging.key, MORE)
    shown = found[:PAGE]
    context = {
        "data": data_links(code, "elections"),
        "crumbs": crumbs(community, (_("Elections"), None)),
        "rows": [row(code, card) for card in shown],
        "recalls": [] if paging.later else [recall_row(code, card) for card in chosen.recalls(code)],
        **paging.links(found),
        "begin": charter.post_for(viewer, "elections.call_election", clock.today())
        and reverse("portal:act", args=[code, "elections.call_election", f"community:{code}"]),
    }  # fmt: skip
    return render(request, "portal/elections.html", context)


def row(code: str, card: ElectionCard) -> dict[str, Any]:
    """An election in the list, ready to be written."""
    kind, sign, words = STATES[state_of(card)]
    return {
        "title": quoting(_("Election: %(body)s"), body=card.body), "number": card.number,
        "url": reverse("portal:election", args=[code, card.number]), "iso": card.voting_day.isoformat(),
        "when": short_date(card.voting_day), "sign": tag(kind, sign, str(words)),
        "about": ngettext("%(seats)s seat", "%(seats)s seats", card.seats) % {"seats": card.seats},
    }  # fmt: skip


def state_of(card: ElectionCard) -> str:
    """Where an election is, from what has happened."""
    if card.annulled:
        return "annulled"
    if card.declared:
        return "certified" if card.certified else "declared"
    if card.polled_on:
        return "polled"
    return "missed" if card.voting_day < clock.today() else "called"


def recall_row(code: str, card: RecallCard) -> dict[str, Any]:
    """A recall in the list."""
    kind, sign, words = RECALLS[recall_state(card)]
    return {
        "title": _("Recall: %(post)s") % {"post": card.whose}, "number": card.number,
        "url": reverse("portal:recall", args=[code, card.number]), "iso": card.asked_on.isoformat(),
        "when": short_date(card.asked_on), "sign": tag(kind, sign, str(words)), "about": "",
    }  # fmt: skip


def recall_state(card: RecallCard) -> str:
    """Where a recall is."""
    if card.fell_through:
        return "again"
    if card.declared_on:
        return "certified" if card.certified else "declared"
    if card.called_on:
        return "called"
    if not card.ruled:
        return "unruled"
    return "silent" if card.due_on and card.due_on < clock.today() else "asked"


@require_safe
def election(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One election: its days kept or missed, who runs it, who stands, how to nominate, where to vote, the result."""
    community, viewer = community_or_404(request, code), viewer_of(request, code)
    page = chosen.election(number, code)
    if page is None:
        raise Http404
    kind, sign, words = STATES[state_of(page.card)]
    names = registry.full_names(page.members) if page.members else {}
    title = quoting(_("Election: %(body)s"), body=page.card.body)
    things = [page.ref, *(one.ref for one in page.contests)]
    context = {
        "crumbs": crumbs(community, (_("Elections"), reverse("portal:elections", args=[code])), (title, None)),
        "page": page, "title": title, "tag": {"kind": kind, "icon": sign, "text": words},
        "proxies": [] if page.card.certified else polled_by_proxy(viewer, page.ref),
        "members": [names[one] for one in page.members], "waits": _waits_for_its_committee(page, code),
        "contests": [
            {"view": one, **open_and_locked(_tasks(viewer, one, over=page.card.certified))} for one in page.contests
        ],
        **open_and_locked(tasks_on(viewer, page.ref, over=page.card.certified)), "proofs": proofs_of(code, things),
        "agendas": onto_agenda(viewer, page.ref, str(COMMITTEE.fill(body=page.card.body)), page.chosen_by),
    }  # fmt: skip
    return render(request, "portal/election.html", context)


def open_and_locked(tasks: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """What the reader can do now, and apart from it what waits for others: that stands after place and roll."""
    return {"tasks": [one for one in tasks if one["url"]], "locked": [one for one in tasks if not one["url"]]}


def _waits_for_its_committee(page: ElectionPage, code: str) -> str:
    """Who chooses a committee that is still to be formed, and who enters it."""
    enters = charter.owing_bodies("elections.form_committee", code, clock.today()) if page.chosen_by else ()
    if not enters:
        return ""
    words = _("To be chosen at a meeting of: %(bodies)s. Then entered by: %(who)s.")
    return words % {"bodies": holders_named(page.chosen_by), "who": holders_named(enters)}


def _tasks(viewer: Any, contest: ContestView, *, over: bool) -> list[dict[str, Any]]:
    """What the reader can do about one post, and about their own nomination."""
    found = tasks_on(viewer, contest.ref, over=over)
    for ref in contest.nominated if viewer.person else ():
        found += [one for one in tasks_on(viewer, ref) if one["url"]]
    return found


@require_safe
def recall(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One recall: the petition's figures, the defence, the vote, the result."""
    community, viewer = community_or_404(request, code), viewer_of(request, code)
    page = chosen.recall(number, code)
    if page is None:
        raise Http404
    kind, sign, words = RECALLS[recall_state(page.card)]
    title = quoting(_("Recall: %(post)s"), post=page.card.post)
    context = {
        "crumbs": crumbs(community, (_("Elections"), reverse("portal:elections", args=[code])), (title, None)),
        "page": page, "title": title, "tag": {"kind": kind, "icon": sign, "text": words},
        "name": registry.name_of(page.card.person, viewer.person, code),
        "called_by": holder_name(page.called_by) if page.called_by else "",
        "agree": page.tally.votes("for") if page.tally else 0,
        "against": page.tally.votes("against") if page.tally else 0,
        "tasks": tasks_on(viewer, page.ref, over=page.stands),
        "proofs": proofs_of(code, [page.ref, Ref("petition", page.petition)]),
    }  # fmt: skip
    return render(request, "portal/recall.html", context)


@require_safe
def handovers(request: HttpRequest, code: str) -> HttpResponse:
    """What people who left an office owe, to whom, until when, and what has come."""
    community, viewer = community_or_404(request, code), viewer_of(request, code)
    paging = Paging(request, reverse("portal:handovers", args=[code]))
    found = chosen.handovers(code, paging.key, MORE)
    shown = found[:PAGE]
    people = {one.giver for one in shown} | {who for one in shown for who in one.receivers}
    names = registry.names_of(people, viewer.person, code) if people else {}
    context = {
        "crumbs": crumbs(community, (_("Elections"), reverse("portal:elections", args=[code])), (_("Handover"), None)),
        "rows": [handover_row(code, one, names, viewer) for one in shown],
        **paging.links(found),
    }  # fmt: skip
    return render(request, "portal/handovers.html", context)


def handover_row(code: str, one: HandoverView, names: dict[str, str], viewer: Viewer) -> dict[str, Any]:
    """One thing owed, ready to be written."""
    late = (clock.today() - one.due_on).days
    kind, sign, words = (
        ("idle", "check", Text("已移交", "handed over")) if one.confirmed_on
        else ("warn", "clock", Text("到期没有移交", "not handed over")) if late > 0
        else ("do", "clock", Text("等移交", "to be handed over"))
    )  # fmt: skip
    reader, owed = viewer.person, one.confirmed_on is None
    witness = owed and one.given_on and not one.witnessed_on
    missed = one.given_on or late > 0
    lacks = reader in one.receivers and missed and not (one.missing_on or one.witnessed_on)
    acts = {
        "lacks": ("elections.say_not_handed_over", owed and lacks),
        "confirm": ("elections.confirm_handover", owed and reader in one.receivers),
        "say": ("elections.say_handed_over", owed and reader == one.giver and not one.given_on),
        "witness": (WITNESS, witness and charter.post_for(viewer, WITNESS, clock.today())),
    }
    links = {
        key: reverse("portal:act", args=[code, act, str(one.ref)]) if may else "" for key, (act, may) in acts.items()
    }
    return {
        "one": one, "sign": tag(kind, sign, str(words)), "giver": names[one.giver],
        "receiver": "、".join(names[who] for who in one.receivers), **links,
    }  # fmt: skip
