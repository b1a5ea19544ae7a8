"""Changing the rules, step by step: a part, a rule, a new value; then what it comes to, before anything is kept.

Everything wanted so far travels in the form itself, so that nothing is stored before a draft is made. It needs no
JavaScript: every step is a button.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sunward.charter import queries as charter
from sunward.charter.engine.amending.amending import Change, Unfit, read_changes
from sunward.charter.engine.amending.places import SECTIONS, Place, places
from sunward.charter.wording import BODIES, POSTS, entry_name, holder_name
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.findings import breaches
from sunward.kernel.formfields import CivilDayField
from sunward.kernel.ports import bound
from sunward.kernel.refs import Ref, new_id
from sunward.kernel.templatetags.sunward import civil_date
from sunward.kernel.text import Text
from sunward.portal.forms.amendforms import choosing, form_of_entry, typed
from sunward.portal.reader import person_of
from sunward.portal.ruleeffects import comes_to
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.words import rulewords as words
from sunward.portal.words.checks import findings_shown
from sunward.portal.words.differences import rules_shown
from sunward.portal.words.rulevalues import titles_of, value_said
from sunward.portal.words.said import begun, problem_said
from sunward.registry import queries as registry

DRAFT, REVISE = "charter.draft_amendment", "charter.revise_draft"
SOON = timedelta(days=30)  # a first proposal for the day: time for a meeting to be called


class WhenAndWhy(forms.Form):
    """From which day the changes shall count, and why they are wanted."""

    effective_from = CivilDayField(
        label=gettext_lazy("In force from"),
        help_text=gettext_lazy(
            "A day that leaves the meeting time to decide. What is open by then keeps the old rules."
        ),
    )
    why = forms.CharField(
        label=gettext_lazy("Why it is changed"), required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody reads this: write no residents’ names."),
    )  # fmt: skip


@dataclass
class Desk:
    """One request on this page: the rules as they stand, and what is wanted so far."""

    request: HttpRequest
    code: str
    rules: charter.AdoptedVersion
    of: charter.DraftPage | None  # the draft that is drafted anew
    wanted: dict[str, object]
    section: str = ""
    entry: str = ""
    form: forms.Form | None = None
    refused: list[dict[str, Any]] = field(default_factory=list)
    preview: dict[str, Any] | None = None
    kept: frozenset[str] | None = None  # the places of the rule that was just written
    status: int = 200

    @cached_property
    def places(self) -> Mapping[str, Place]:
        return places(self.rules.body)

    @cached_property
    def parts(self) -> frozenset[str]:
        """The parts of the rules in which something can be changed."""
        return frozenset(place.section for place in self.places.values())

    @cached_property
    def titles(self) -> Mapping[str, Text]:
        rules = charter.charter_of(self.code, clock.today())
        return titles_of(*(version.document for version in rules.versions))

    @property
    def changes(self) -> tuple[Change, ...]:
        known = self.places
        return tuple(Change(path, known[path].value, new) for path, new in self.wanted.items() if path in known)

    @cached_property
    def when(self) -> WhenAndWhy:
        given = self.request.POST
        if "effective_from" in given and self.section == self.entry == "":
            return WhenAndWhy(given)
        first = self.of.card.effective_from if self.of else clock.today() + SOON
        return WhenAndWhy(initial={
            "effective_from": given.get("effective_from") or max(first, clock.today() + timedelta(days=1)),
            "why": given.get("why") or (self.of.card.why if self.of else ""),
        })  # fmt: skip

    def of_entry(self, entry: str) -> list[Place]:
        """The places of one rule in the section that is open."""
        found = [place for place in self.places.values() if place.entry == entry]
        return [place for place in found if not self.section or place.section == self.section]

    def proposal(self, since: date) -> charter.Proposal:
        return charter.proposed(self.code, self.changes, since)


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, code: str) -> HttpResponse:
    """Choose, change, look at what it comes to, and only then make a draft of it."""
    community_or_404(request, code)
    desk = _desk(request, code)
    if desk.of and desk.of.card.kind != "rules":
        return redirect("portal:act", code, REVISE, f"draft:{desk.of.card.number}")
    action, _colon, what = _asked(request).partition(":")
    if made := STEPS.get(action, _look)(desk, what):
        return made
    return _page(desk)


def _asked(request: HttpRequest) -> str:
    given = request.POST or request.GET
    return str(given.get("go") or "")


def _desk(request: HttpRequest, code: str) -> Desk:
    given = request.POST or request.GET
    rules = charter.own_rules(code)
    if rules is None:
        raise Http404
    of = charter.draft_page(str(given["of"])) if given.get("of") else None
    if of and of.card.community != code:
        raise Http404
    desk = Desk(request, code, rules, of, {}, str(given.get("section", "")), str(given.get("entry", "")))
    if desk.section and desk.section not in SECTIONS:
        raise Http404
    desk.wanted = _wanted(desk, str(request.POST.get("changes", "")))
    return desk


def _wanted(desk: Desk, given: str) -> dict[str, object]:
    """What travelled in the form; at first what the older draft wanted, as far as it can still be wanted."""
    try:
        found = read_changes(json.loads(given)) if given else desk.of.changes if desk.of else ()
    except (Unfit, ValueError, RecursionError):
        return {}
    return {change.path: change.new for change in found if change.path in desk.places}


def _look(desk: Desk, _what: str) -> HttpResponse | None:
    if desk.entry:
        _open_entry(desk, desk.entry)
    return None


def _to_section(desk: Desk, what: str) -> HttpResponse | None:
    if what not in SECTIONS:
        raise Http404
    desk.section, desk.entry = what, ""
    return None


def _to_entry(desk: Desk, what: str) -> HttpResponse | None:
    _open_entry(desk, what)
    return None


def _to_start(desk: Desk, _what: str) -> HttpResponse | None:
    desk.section = desk.entry = ""
    return None


def _open_entry(desk: Desk, entry: str) -> None:
    found = desk.of_entry(entry)
    if not found:
        raise Http404
    desk.entry = entry
    desk.form = form_of_entry(found, desk.rules.body, _choosing(desk), desk.wanted)()


def _choosing(desk: Desk) -> Any:
    return choosing(desk.places, desk.titles, {card.post: _post_name(card) for card in registry.posts_in(desk.code)})


def _post_name(card: registry.PostCard) -> Text:
    """As the rules call it where they speak of it; a post of another name by its body and its own title, which says the
    body too where it is said twice."""
    body, _dot, post = card.post.partition(".")
    if body in BODIES and post in POSTS:
        return holder_name(card.post)
    return (
        card.title
        if card.body.zh in card.title.zh
        else Text(f"{card.body.zh}{card.title.zh}", f"{card.title.en}, {card.body.en}")
    )


def _take(desk: Desk, _what: str) -> HttpResponse | None:
    """Note what was typed for one rule, and go back to its section."""
    found = desk.of_entry(desk.entry)
    if not found:
        raise Http404
    form = form_of_entry(found, desk.rules.body, _choosing(desk), desk.wanted)(desk.request.POST)
    given = typed(form, found) if form.is_valid() else {}
    if form.errors:
        desk.form, desk.status = form, 422
        return None
    for place in found:
        desk.wanted.pop(place.path, None)
        if given[place.path] != place.value:
            desk.wanted[place.path] = given[place.path]
    desk.entry = ""
    desk.kept = frozenset(place.path for place in found)
    return None


def _drop(desk: Desk, what: str) -> HttpResponse | None:
    desk.wanted.pop(what, None)
    return None


def _preview(desk: Desk, _what: str) -> HttpResponse | None:
    """Show what the changes come to: in words, by the check of rule books, and on the cases of the last year."""
    desk.section = desk.entry = ""
    if not desk.changes or not desk.when.is_valid():
        desk.status = 422
        return None
    proposal = desk.proposal(desk.when.cleaned_data["effective_from"])
    shown = comes_to(proposal, clock.today(), desk.titles)
    shown["early"] = _before_a_meeting(desk, proposal)
    if proposal.unfit is None:
        shown |= _compared(desk, proposal)
    desk.preview = shown
    return None


def _before_a_meeting(desk: Desk, proposal: charter.Proposal) -> str:
    """That no meeting can have decided by the day that was typed; no fault, since a later vote counts from then on."""
    first = proposal.told_first(clock.today())
    if first is None or proposal.effective_from >= first[0]:
        return ""
    day, days, body = first
    said = _(
        "No meeting can decide before %(day)s: people are told of it %(days)d days ahead (%(body)s). If it decides "
        "after the day above, the new rules count from the day on which they are put in force."
    )
    name = charter.name_of_body(body, desk.code, clock.today())
    return said % {"day": civil_date(day), "days": days, "body": name}


def _compared(desk: Desk, proposal: charter.Proposal) -> dict[str, Any]:
    said = words.changes_said(desk.rules.body, proposal.body(), proposal.all_changes, desk.titles)
    asked = len(proposal.changes)
    return {"changes": rules_shown(said[:asked]), "follows": rules_shown(said[asked:])}


def _save(desk: Desk, _what: str) -> HttpResponse | None:
    """Make the draft; whatever stands against it is shown, and what was typed stays."""
    desk.section = desk.entry = ""
    if not desk.changes or not desk.when.is_valid():
        desk.status = 422
        return None
    given, act = desk.when.cleaned_data, REVISE if desk.of else DRAFT
    subject = Ref("draft", desk.of.card.number) if desk.of else Ref("community", desk.code)
    facts = {
        "changes": {"changes": [change.as_data() for change in desk.changes]},
        "effective_from": given["effective_from"], "why": given["why"],
    }  # fmt: skip
    try:
        done = perform(
            act, by=person_of(desk.request) or "", post=_post(desk) or "anyone", subject=subject, facts=facts,
            key=desk.request.POST.get("key") or new_id(),
        )  # fmt: skip
    except (FactsError, Refused) as problem:
        desk.refused = _problems(problem)
        _preview(desk, "")
        desk.status = 409
        return None
    return redirect("portal:draft", desk.code, done.result.id if done.result else "")


def _problems(problem: FactsError | Refused) -> list[dict[str, Any]]:
    if isinstance(problem, Refused):
        return findings_shown(breaches(problem.findings))
    return [{"state": "bad", "text": message} for messages in problem_said(problem).values() for message in messages]


STEPS = {
    "section": _to_section, "entry": _to_entry, "start": _to_start, "take": _take, "drop": _drop,
    "preview": _preview, "save": _save,
}  # fmt: skip


def _post(desk: Desk) -> str:
    """The first of the reader's posts that is granted the making of drafts; empty when none is."""
    person, today = person_of(desk.request), clock.today()
    if person is None:
        return ""
    ports, act = bound(), REVISE if desk.of else DRAFT
    held = ports.posts_of(person, desk.code, today)
    return next((post for post in held if ports.granted(act, post, desk.code, today, None)), "")


def _page(desk: Desk) -> HttpResponse:
    title = _("Change the rules")
    rules = (_("The rules"), reverse("portal:charter", args=[desk.code]))
    said = words.changes_said(desk.rules.body, desk.rules.body, desk.changes, desk.titles)
    context = {
        "crumbs": crumbs(community_or_404(desk.request, desk.code), rules, (title, None)), "title": title,
        "sections": [{"key": key, "title": begun(words.SECTIONS[key])} for key in SECTIONS
                     if key != desk.section and key in desk.parts],
        "section": desk.section, "section_title": begun(words.SECTIONS[desk.section]) if desk.section else "",
        "entries": _entries(desk) if desk.section and not desk.entry else (),
        "entry": desk.entry, "entry_title": begun(entry_name(desk.rules.body, desk.entry)) if desk.entry else "",
        "source": words.source_of(desk.rules.body, f"{desk.entry}.-") if desk.entry else "",
        "present": _present(desk, desk.of_entry(desk.entry)) if desk.entry else (),
        "form": desk.form, "when": desk.when, "said": said, "wrote": desk.kept is not None,
        "kept": [one for one in said if one.path in (desk.kept or ())], "preview": desk.preview,
        "refused": desk.refused,
        "changes": json.dumps([change.as_data() for change in desk.changes], ensure_ascii=False),
        "of": desk.of.card.number if desk.of else "", "since": desk.rules.since,
        "key": desk.request.POST.get("key") or new_id(), "may": bool(_post(desk)),
    }  # fmt: skip
    return render(desk.request, "portal/amend.html", context, status=desk.status)


def _entries(desk: Desk) -> list[dict[str, Any]]:
    """The rules of a section, each with what it says today."""
    found: dict[str, list[Place]] = {}
    for place in desk.places.values():
        if place.section == desk.section:
            found.setdefault(place.entry, []).append(place)
    return [
        {
            "key": entry, "title": begun(entry_name(desk.rules.body, entry)), "says": _present(desk, its),
            "source": words.source_of(desk.rules.body, f"{entry}.-"),
            "changed": any(place.path in desk.wanted for place in its),
        }
        for entry, its in found.items()
    ]  # fmt: skip


def _present(desk: Desk, its: list[Place]) -> list[tuple[Text, Text]]:
    return [
        (begun(words.label_of(desk.rules.body, place.path)), value_said(place, place.value, desk.titles))
        for place in its
    ]
