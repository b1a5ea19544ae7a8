"""Drafts of the rules and of the covenant, and what changed from one adopted version to another."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.charter import queries as charter
from sunward.charter.queries import AdoptedVersion, CovenantVersion, DraftCard, DraftPage
from sunward.charter.wording import holder_name
from sunward.decisions import queries as decisions
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.portal.desk.tasks import tasks_on
from sunward.portal.links import act_address
from sunward.portal.proofs import proofs_of
from sunward.portal.reader import viewer_of
from sunward.portal.ruleeffects import comes_to
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.words import rulewords as words
from sunward.portal.words.differences import articles_changed, changes_of, rules_shown
from sunward.portal.words.overtaken import TAG as OVERTAKEN
from sunward.portal.words.overtaken import overtaken_said
from sunward.portal.words.rulevalues import Titles, titles_of

TITLES = {"rules": Text("修改规则册", "change of the rules"), "covenant": Text("居民公约", "residents’ covenant")}


@require_safe
def draft(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One draft: what would change, which matter asks for a decision on it, and what can be done with it."""
    community = community_or_404(request, code)
    page = charter.draft_page(number)
    if page is None or page.card.community != code:
        raise Http404
    viewer, subject = viewer_of(request, code), Ref("draft", number)
    decided = _adopted_by(page)
    title, ahead = TITLES[page.card.kind], _next(code, page, decided) if viewer.person else []
    context = {
        "crumbs": crumbs(community, _rules(code), (number, None)), "title": title, "page": page,
        "tag": tag_of(page.card, decided=bool(decided)), "decided": decided,
        "post": holder_name(page.card.drafted_by_post), "changes": changes_of(page),
        "paragraphs": page.after.get("paragraphs", ()), "tasks": [*ahead, *tasks_on(viewer, subject)],
        "proofs": proofs_of(code, [subject]), "found": _comes_to(code, page),
        "overtaken": overtaken_said(page.card),
        "settled": page.card.in_force_from or page.card.withdrawn_on or page.card.overtaken,
    }  # fmt: skip
    return render(request, "portal/draft.html", context)


def _comes_to(code: str, page: DraftPage) -> dict[str, Any] | None:
    """What whoever drafted it was shown: voters read the same. Nothing, once it is settled or where it is no rule;
    nor of one that was overtaken, which would be weighed by what others have changed since."""
    card, today = page.card, clock.today()
    if card.kind != "rules" or card.in_force_from or card.withdrawn_on or card.overtaken:
        return None
    return comes_to(charter.proposed_by(code, page), today, _titles(code))


def _titles(code: str, *versions: AdoptedVersion) -> Titles:
    """What the rule books in force call what a rule may name, and these versions of the community's own."""
    books = charter.charter_of(code, clock.today()).versions
    return titles_of(*(book.document for book in books), *(one.body for one in versions))


def _rules(code: str) -> tuple[Any, str]:
    return (_("The rules"), reverse("portal:charter", args=[code]))


def tag_of(card: DraftCard, *, decided: bool = False) -> dict[str, Any]:
    """How a draft stands, in a word; `decided`: a decision adopted it, and nobody has put it in force."""
    if card.in_force_from:
        ahead = card.in_force_from > clock.today()
        return {"kind": "do", "icon": "check", "text": _("adopted, not yet in force") if ahead else _("adopted")}
    if card.withdrawn_on:
        return {"kind": "idle", "icon": "minus", "text": _("withdrawn")}
    if card.overtaken:
        return {"kind": "alert", "icon": "history", "text": str(OVERTAKEN)}
    if decided:
        return {"kind": "do", "icon": "clock", "text": _("adopted, waits to be put in force")}
    return {"kind": "info", "icon": "edit", "text": _("draft: changes nothing yet")}


def _adopted_by(page: DraftPage) -> str:
    """The number of the decision that adopted it and waits to be put in force; empty where there is none."""
    if page.card.in_force_from or page.card.withdrawn_on or page.card.overtaken or not page.matter:
        return ""
    made = [one.number for one in _decisions(page.matter) if one.word in {"in_force", "carried_out"}]
    return made[-1] if made else ""


def _next(code: str, page: DraftPage, decided: str) -> list[dict[str, Any]]:
    """Bringing the draft before the meeting, or putting it in force: acts on the community that name it."""
    card = page.card
    if card.in_force_from or card.withdrawn_on or card.overtaken:
        return []
    here = Ref("community", code)
    if not page.matter:
        kind, title = decisions.MATTER_KINDS[card.kind], TITLES[card.kind]
        address = f"{act_address('decisions.open_matter', here, code)}?kind={kind}&draft={card.number}"
        about = _("The matter will name this draft, to the letter.")
        return [{"title": _("Bring it before the meeting"), "verb": _("Open a matter"), "about": about,
                 "url": f"{address}&title={title} {card.number}"}]  # fmt: skip
    if not decided:
        return []
    address = f"{act_address('charter.adopt', here, code)}?draft={card.number}&adopted_by={decided}"
    about = _("Decision %(number)s adopted it.") % {"number": decided}
    return [{"title": _("Put it in force"), "verb": _("Adopt"), "about": about, "url": address}]


def _decisions(matter: str) -> Sequence[decisions.DecisionCard]:
    page = decisions.matter_page(matter, clock.today())
    return page.decisions if page else ()


@require_safe
def changes(request: HttpRequest, code: str) -> HttpResponse:
    """What changed between two adopted versions of the rules: the newest one and that before it, unless others are
    chosen."""
    community = community_or_404(request, code)
    versions = charter.own_versions(code)
    new = _chosen(versions, request.GET.get("to", ""), 0)
    before = versions.index(new) + 1 if new else 1
    old = _chosen(versions, request.GET.get("from", ""), before)
    if old and new and old.since > new.since:
        old, new = new, old
    said = (
        words.changes_said(old.body, new.body, charter.changed(old, new), _titles(code, old, new))
        if old and new
        else []
    )
    rows = _versions(code, versions)
    context = {
        "crumbs": crumbs(community, _rules(code), (_("What changed"), None)),
        "versions": rows, "old": old, "new": new, "ahead": new is not None and new.since > clock.today(),
        "decision": next((row["decision"] for row in rows if row["one"] is new), None), "changes": rules_shown(said),
        "differ": bool(said),
        "drafts": [_draft_row(code, card) for card in charter.drafts(code)],
    }  # fmt: skip
    return render(request, "portal/changes.html", context)


def _chosen(versions: Sequence[AdoptedVersion], key: str, place: int) -> AdoptedVersion | None:
    """The version of this key, or of the name by which a matter knows it; without one, the newest but so many. A key
    that is none is no page."""
    if not key:
        return versions[place] if place < len(versions) else None
    found = next((one for one in versions if key in {str(one.key), one.version}), None)
    if found is None:
        raise Http404
    return found


def _versions(code: str, found: Sequence[AdoptedVersion | CovenantVersion]) -> list[dict[str, Any]]:
    """Adopted versions with the pages of what put them in force."""
    matters = decisions.matters_of(one.decision for one in found)
    return [
        {
            "one": one, "draft": reverse("portal:draft", args=[code, one.draft]) if one.draft else "",
            "decision": _decided(code, one.decision, matters), "ahead": one.since > clock.today(),
        }
        for one in found
    ]  # fmt: skip


def _decided(code: str, number: str, matters: Mapping[str, str]) -> dict[str, str] | None:
    """The decision that put a version in force, with the page of its matter."""
    if number not in matters:
        return None
    return {"number": number, "url": reverse("portal:matter", args=[code, matters[number]])}


def _draft_row(code: str, card: DraftCard) -> dict[str, Any]:
    return {
        "title": Text(f"{TITLES[card.kind].zh} {card.number}", f"{TITLES[card.kind].en} {card.number}"), "card": card,
        "url": reverse("portal:draft", args=[code, card.number]), "tag": tag_of(card),
        "overtaken": overtaken_said(card),
    }  # fmt: skip


@require_safe
def covenant(request: HttpRequest, code: str) -> HttpResponse:
    """The residents' covenant as it reads today, and how it came to read so."""
    community = community_or_404(request, code)
    versions, today = charter.covenants(code), clock.today()
    current = next((one for one in versions if one.since <= today and (one.until is None or today <= one.until)), None)
    older = versions[versions.index(current) + 1] if current and versions.index(current) + 1 < len(versions) else None
    context = {
        "crumbs": crumbs(community, _rules(code), (_("Residents’ covenant"), None)), "current": current,
        "changes": articles_changed(older.paragraphs, current.paragraphs) if older and current else [],
        "versions": _versions(code, versions),
        "drafts": [_draft_row(code, card) for card in charter.drafts(code) if card.kind == "covenant"],
        "write": act_address("charter.draft_covenant", Ref("community", code), code),
        "may": viewer_of(request, code).person is not None,
    }  # fmt: skip
    return render(request, "portal/covenant.html", context)
