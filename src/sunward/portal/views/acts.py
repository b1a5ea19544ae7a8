"""The form of any act: asked once here, the same input as for the API and the command line."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sunward.ballots import queries as ballots
from sunward.disclosure import queries as disclosure
from sunward.kernel import clock
from sunward.kernel.acts import Act, Refused, Unknown, act_named
from sunward.kernel.available import Option, at_desk, available
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError, from_form
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref, new_id, person_number
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.portal.desk.newcomers import first_to_be_vouched_for
from sunward.portal.desk.receipts import receipt_of
from sunward.portal.desk.tasks import tasks_on
from sunward.portal.forms import actforms as forms_of
from sunward.portal.forms.aspostedbefore import as_posted
from sunward.portal.forms.doorfields import with_door
from sunward.portal.forms.firstasked import FIRST, FirstQuestion, answered, first_question, narrowed
from sunward.portal.forms.officefield import post_said, with_office
from sunward.portal.forms.papersums import what_must_equal_what
from sunward.portal.links import act_address, address_of, shown_at
from sunward.portal.reader import person_of, viewer_of
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.views.minutes import minutes_to_correct
from sunward.portal.views.serving import VOUCH, may_serve, next_of_consent
from sunward.portal.whereshown import where_shown
from sunward.portal.words.again import again_said
from sunward.portal.words.answered import words_answered
from sunward.portal.words.called import called
from sunward.portal.words.capacity import acted
from sunward.portal.words.checks import findings_shown
from sunward.portal.words.disputed import came_after
from sunward.portal.words.draftsaid import said_of
from sunward.portal.words.entryfacts import said_facts
from sunward.portal.words.notices import told_of_notice
from sunward.portal.words.ofsomebody import TOLD, number_given, tells, told_by
from sunward.portal.words.overtaken import drafts_before
from sunward.portal.words.resolutions import resolution_in_words
from sunward.portal.words.said import act_title, problem_said
from sunward.portal.words.standingin import DENY, before_denying
from sunward.record import queries as record
from sunward.registry import queries as registry

DISPUTE = frozenset({"disclosure.dispute_desk_act"})
CALL_AGAIN, CORRECT = "meetings.call_again", "meetings.correct_minutes"
LEAVE_SPEAKERS = "meetings.leave_speakers_list"
RESOLUTIONS = "resolutions"  # in the catalogue


@dataclass(frozen=True, slots=True)
class Asked:
    """What one request is about."""

    code: str
    act: type[Act[Any, Any]]
    subject: Ref
    person: str
    option: Option | None
    served: str = ""  # for whom a clerk enters it at the desk


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, code: str, name: str, subject: str) -> HttpResponse:
    """Ask for the facts of an act, and perform it."""
    served = request.POST.get("for") or request.GET.get("for", "")
    asked = _asked(code, name, subject, person_of(request) or "", served)
    if name == "charter.draft_amendment" and request.method != "POST":
        return redirect(act_address(name, asked.subject, code))
    kind = forms_of.form_of(asked.act, code, asked.subject, served=served, viewer=viewer_of(request, code))
    if asked.option and (first := first_question(request, name, kind, code)):
        return _first(request, asked, first)
    if asked.option:
        kind = with_door(name, kind, code)
    kind = with_office(narrowed(name, kind, _said_first(request, name), code), asked.option)
    form = kind(request.POST or None, request.FILES or None, initial=_already_said(request, asked, kind))
    if request.method != "POST" or not form.is_valid():
        return _page(request, asked, form, status=422 if form.is_bound else 200)
    return _perform(request, asked, form)


def _said_first(request: HttpRequest, act: str) -> str:
    """The answer to what this act asks before its form, from the address or from the form itself."""
    given = request.POST if request.method == "POST" else request.GET
    return given.get(FIRST.get(act, ""), "")


def _first(request: HttpRequest, asked: Asked, first: FirstQuestion) -> HttpResponse:
    """The page of the first question."""
    title = act_title(asked.act.name)
    context = {
        "crumbs": crumbs(community_or_404(request, asked.code), (title, None)), "title": title, "about": "",
        "first": first, "back": _back(request, asked),
    }  # fmt: skip
    return render(request, "portal/act_first.html", context)


def _already_said(request: HttpRequest, asked: Asked, form: type[forms.Form]) -> dict[str, str]:
    """What the page that led here knows already, such as the draft that a matter is about. Of a resolution that is to
    be posted that is all of it: in Chinese, like its title, as it hangs on the board. A correction begins with what
    was posted."""
    given = {name: str(value) for name, value in request.GET.items() if name in form.base_fields}
    if asked.act.name == "disclosure.publish" and given.get("item") == RESOLUTIONS and "about" in given:
        words = resolution_in_words(given["about"], asked.code)
        given = ({"text": words.zh} if words else {}) | given
    if asked.act.name == "disclosure.publish" and "corrects" in given:
        given = as_posted(given["corrects"], viewer_of(request, asked.code)) | given
    return given


def _asked(code: str, name: str, subject: str, person: str, served: str) -> Asked:
    try:
        kind, ref = act_named(name), Ref.parse(subject)
        found = kind.find(ref)
    except (Unknown, ValueError) as problem:
        raise Http404(str(problem)) from problem
    if kind.community_of(found) != code:
        raise Http404(f"{ref} does not belong to {code}.")
    options = at_desk(person, served, ref, code) if served else available(person, ref, code)
    option = next((one for one in options if one.act is kind), None)
    return Asked(code, kind, ref, person, option, served)


def _perform(request: HttpRequest, asked: Asked, form: forms.Form) -> HttpResponse:
    happened = form.cleaned_data.get("happened_on")
    try:
        done = perform(
            asked.act, by=asked.person, post=post_said(form, asked.option), subject=asked.subject,
            facts=from_form(asked.act.facts_type, form), key=request.POST.get("key") or new_id(),
            claimed_at=clock.moment(happened) if happened else None, on_behalf_of=asked.served or None,
        )  # fmt: skip
    except FactsError as problem:
        for field, messages in problem_said(problem).items():
            form.add_error(field if field in form.fields else None, messages)
        return _page(request, asked, form, status=422)
    except Refused as refusal:
        return _page(request, asked, form, refusal=refusal, status=409)
    if not asked.act.recorded:  # the single ballots of a vote: there is no entry to show
        return redirect(address_of(asked.subject, asked.code))
    return redirect("portal:done", asked.code, done.entry.ref)


def _page(
    request: HttpRequest, asked: Asked, form: forms.Form, refusal: Refused | None = None, status: int = 200
) -> HttpResponse:
    back, title = _back(request, asked), act_title(asked.act.name)
    chosen = answered(asked.act.name, type(form), _said_first(request, asked.act.name), asked.person, asked.code)
    viewer = viewer_of(request, asked.code)
    open_here = asked.option is not None and asked.option.open
    # Of a newcomer the register says something to whoever may vouch, and to nobody else who has the number.
    shut = asked.act.name == VOUCH and not open_here
    thing = None if asked.subject.type == "community" or shut else called(asked.subject, viewer)
    about = [(thing.title, _shown(request, asked) or back)] if thing else []
    context = {
        "crumbs": crumbs(community_or_404(request, asked.code), *about, (title, None)),
        "title": title, "about": about[0][0] if about else "", "number": thing.number if thing else "",
        "signs": asked.act.name == "ballots.sign_petition",
        "answers": words_answered(asked.act.name, asked.subject, viewer) if asked.option and not shut else [],
        "option": asked.option, "form": form,
        "refusal": findings_shown(refusal.findings) if refusal else None,
        "blocked": findings_shown(asked.option.blocked_by) if asked.option and not refusal else (),
        "key": request.POST.get("key") or new_id(), "back": back, "served": served_shown(asked),
        "missing": "" if asked.option or asked.served else first_to_be_vouched_for(viewer, asked.act, clock.today()),
        "told": _told(asked),
        "written": _to_correct(asked, viewer),
        "sums": what_must_equal_what() if asked.act.name == "ballots.count_paper" else "",
        "chosen": chosen, "recorded": asked.act.recorded, "of_draft": _of_draft(asked),
        "uncounted": ballots.uncounted_now(asked.subject.id) if asked.act.name == "ballots.close_vote" else 0,
    }  # fmt: skip
    return render(request, "portal/act.html", context, status=status)


def _told(asked: Asked) -> str:
    """What whoever does it has to know first: by when it is called again; who came for them, and what follows;
    what becomes of a place among the speakers."""
    if asked.act.name == DENY:
        return before_denying(asked.served or asked.person, asked.subject)
    if asked.act.name == LEAVE_SPEAKERS:
        return str(meetings.before_leaving(asked.subject.id))
    return again_said(asked.subject.id) if asked.act.name == CALL_AGAIN else ""


def _to_correct(asked: Asked, viewer: Viewer) -> dict[str, Any] | None:
    """The minutes that are to be corrected, for whoever may ask for it."""
    wanted = asked.option is not None and asked.act.name == CORRECT
    return minutes_to_correct(asked.subject.id, viewer.person) if wanted else None


def _of_draft(asked: Asked) -> dict[str, Any] | None:
    """Before a question is put to the vote: what is said of the draft that it asks about."""
    item = meetings.item_named(asked.subject.id) if asked.act.name == "meetings.put_to_vote" else None
    found = drafts_before([item.about]) if item is not None else {}
    return next((said_of(card) for card in found.values()), None)


def _back(request: HttpRequest, asked: Asked) -> str:
    """Where whoever gives it up goes: to the person at the desk, to where a number is typed, or to the thing."""
    shown, code = shown_at(asked.subject, asked.code), asked.code
    if asked.served:
        return reverse("portal:served", args=[code, person_number(asked.served)])
    if asked.subject.type == "household" and may_serve(viewer_of(request, code)):
        door = asked.subject.id.removeprefix(f"{code}-")
        return f"{reverse('portal:serve', args=[code])}?{urlencode({'q': door})}"
    if asked.subject.type != "person" or shown == address_of(asked.subject, code):
        return shown
    if may_serve(viewer_of(request, code)):
        return reverse("portal:served", args=[code, asked.subject.id])
    return reverse("portal:vouch" if asked.act.name == VOUCH else "portal:people", args=[code])


def _shown(request: HttpRequest, asked: Asked) -> str:
    """Where the desk shows a person of whom somebody else comes to say something."""
    if asked.subject.type != "person" or not asked.served or not may_serve(viewer_of(request, asked.code)):
        return ""
    return reverse("portal:served", args=[asked.code, asked.subject.id])


def served_shown(asked: Asked) -> dict[str, str] | None:
    """For whom it is entered, by name: the clerk has the person before them."""
    if not asked.served:
        return None
    return {"person": asked.served, "name": registry.name_of(asked.served, asked.person, asked.code)}


@require_safe
def done(request: HttpRequest, code: str, ref: str) -> HttpResponse:
    """The receipt of an act: its number in the record, what it says, where it is shown, and its proof."""
    entry = record.entry(ref)
    if entry is None or entry.log != code:
        raise Http404
    viewer = viewer_of(request, code)
    serves, came = may_serve(viewer), came_after(entry, viewer, clock.today())
    number = number_given(entry) if tells(entry, viewer, serves=serves) else ""
    log = (_("The record"), reverse("portal:log", args=[code]))
    context = {
        "crumbs": crumbs(community_or_404(request, code), log, (act_title(entry.act), None)),
        "entry": entry, "findings": findings_shown([one for one in entry.findings if one.rule not in TOLD], code),
        "told": [*told_by(entry, viewer, serves=serves), *told_of_notice(entry)],
        "number": number, "own": viewer.person == str(entry.result), "choose": _choose(entry) if serves else "",
        "title": act_title(entry.act), "post": acted(entry),
        "shown": where_shown(entry, viewer, serves=serves),
        "came": came, "disputed": any(one.about == ref for one in came),
        "facts": list(said_facts(entry)), "witnessed": record.is_witnessed(ref),
        "mine": entry.by == person_of(request), "receipt": receipt_of(entry), "tasks": _to_dispute(request, entry),
        "consent": next_of_consent(request, entry),
    }  # fmt: skip
    return render(request, "portal/done.html", context)


def _to_dispute(request: HttpRequest, entry: Entry) -> list[dict[str, Any]]:
    """The way to say that it was not so, for whoever it was entered for, or speaks of, while they can."""
    viewer = viewer_of(request, entry.log)
    if entry.kind == "refusal" or not (
        viewer.person and (viewer.person == entry.on_behalf_of or disclosure.speaks_of(entry, viewer.person))
    ):
        return []
    return [one for one in tasks_on(viewer, Ref("entry", entry.ref), only=DISPUTE) if one["url"]]


def _choose(entry: Entry) -> str:
    """Where the clerk chooses the neighbour who vouches, if it is the arrival of somebody who needs one."""
    if not number_given(entry) or entry.result is None or all(one.rule != "vouching" for one in entry.findings):
        return ""
    return f"{reverse('portal:serve', args=[entry.log])}?{urlencode({'vouch': entry.result.id})}"
