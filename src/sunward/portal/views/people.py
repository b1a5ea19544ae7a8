"""Who holds power: posts, limits, how often each power was used, concurrent posts."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from sunward.charter.wording import holder_name
from sunward.decisions import queries as decisions
from sunward.kernel import clock
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref, body_of, person_number
from sunward.kernel.templatetags.sunward import as_written
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.portal.desk.tasks import tasks_on
from sunward.portal.powersheld import powers_held
from sunward.portal.proofs import proofs_among
from sunward.portal.reader import viewer_of
from sunward.portal.views.frame import community_or_404, crumbs, data_links
from sunward.portal.words.said import plain_date
from sunward.record import activity
from sunward.registry import queries as registry
from sunward.registry.queries import PersonPosts, PostHeld, Term, Vacancy

DECLARING = frozenset({"registry.declare_kinship", "registry.declare_interest"})


@require_safe
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Every officer with posts held at once; representatives are counted, not listed."""
    community = community_or_404(request, code)
    today = clock.today()
    officers = [person for person in registry.power_holders(code, today) if not only_delegate(person)]
    context = {
        "crumbs": crumbs(community, (_("Who holds power"), None)),
        "cards": [card(code, person) for person in sorted(officers, key=lambda one: -len(one.posts))],
        "alone": list(reported_alone(code, today, officers)),
        "vacant": [vacancy(one) for one in registry.vacancies(code, today)],
        "warned": sum(1 for person in officers if person.incompatible),
        "data": data_links(code, "people"),
    }
    return render(request, "portal/people.html", context)


def reported_alone(code: str, on: date, officers: Iterable[PersonPosts]) -> Iterator[dict[str, Any]]:
    """Matters whose every step so far was reported by one person: by which, while they hold a post, else by which
    post."""
    names = {officer.person: officer.name for officer in officers}
    for one in decisions.reported_alone(code, on):
        yield {
            "title": one.title, "number": one.matter, "url": reverse("portal:matter", args=[code, one.matter]),
            "by": names.get(one.person) or holder_name(one.post), "steps": one.steps,
        }  # fmt: skip


def vacancy(one: Vacancy) -> dict[str, Any]:
    """A post that nobody holds, or some of whose seats nobody holds."""
    some = {"vacant": one.vacant, "seats": one.seats}
    words = _("vacant") if one.vacant == one.seats == 1 else _("%(vacant)s of %(seats)s seats vacant") % some
    return {"title": one.title, "body": one.body, "words": words, "since": plain_date(one.since) if one.since else ""}


def only_delegate(person: PersonPosts) -> bool:
    """Whether somebody's only post is a seat in the representatives' meeting."""
    return all(held.post == "representatives_meeting.delegate" for held in person.posts)


def card(code: str, person: PersonPosts) -> dict[str, Any]:
    """An officer as the person card shows one."""
    return {
        "name": as_written(person.name),
        "initials": as_written(person.name[:1]),
        "post": "；".join(str(held.title) for held in person.posts) if _("; ") == "；" else
                "; ".join(str(held.title) for held in person.posts),
        "url": reverse("portal:person", args=[code, person_number(person.person)]),
        "facts": [{"label": _("Since"), "value": plain_date(min(held.since for held in person.posts))}],
        "tags": list(tags(person)),
    }  # fmt: skip


def tags(person: PersonPosts) -> Iterable[dict[str, str]]:
    """Concentrated or incompatible posts: facts, not accusations."""
    held = len({post.post for post in person.posts})
    if held > 1:
        text = ngettext("Holds %(held)s post", "Holds %(held)s posts", held) % {"held": held}
        yield {"kind": "warn", "icon": "warn", "text": text}
    for one, other in person.incompatible:
        pair = _("May not be held together: %(one)s and %(other)s") % {"one": one.title, "other": other.title}
        yield {"kind": "alert", "icon": "breach", "text": pair}


@require_safe
def person(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One officer: every post with its term, every power it carries, and how often each was used."""
    community = community_or_404(request, code)
    ref, today = f"person:{number}", clock.today()
    officer, viewer = registry.officer(ref, code, today), viewer_of(request, code)
    terms = _before(ref, code)
    if officer is None:
        return _former(request, code, ref, terms)
    context = {
        "crumbs": crumbs(
            community, (_("Who holds power"), reverse("portal:people", args=[code])), (officer.name, None)
        ),
        "officer": officer,
        "posts": [term(held) for held in officer.posts],
        "terms": [one for _ref, one in terms],
        "tasks": [task for held in officer.posts for task in ending(viewer, held)],
        "tags": list(tags(officer)),
        "areas": powers_held(code, ref, officer.posts),
        "declared": registry.declarations_of(ref),
        "declaring": declaring(viewer, ref),
        "proofs": proofs_among(code, entries_of(code, officer)),
    }
    return render(request, "portal/person.html", context)


def _before(person: str, code: str) -> list[tuple[Ref, dict[str, Any]]]:
    """The posts that somebody held and holds no more, with their terms."""
    terms = registry.past_terms(person, code, clock.today())
    titles = registry.titles_in(code) if terms else {}
    return [(Ref("appointment", one.number), _past(one, titles[body_of(one.post)])) for one in terms]


def _former(request: HttpRequest, code: str, person: str, terms: list[tuple[Ref, dict[str, Any]]]) -> HttpResponse:
    """Whoever held a post and holds none any more: what they held, and when. Their name stays public with it."""
    if not terms:
        raise Http404
    community, name = community_or_404(request, code), registry.name_of(person)
    context = {
        "crumbs": crumbs(community, (_("Who holds power"), reverse("portal:people", args=[code])), (name, None)),
        "name": name, "terms": [one for _ref, one in terms],
        "proofs": proofs_among(code, activity.about(ref for ref, _one in terms)),
    }  # fmt: skip
    return render(request, "portal/person_before.html", context)


def _past(one: Term, body: Text) -> dict[str, Any]:
    left = one.left_on
    days = {"since": plain_date(one.since), "last": plain_date(left - timedelta(days=1)) if left else ""}
    return {"title": one.title, "body": body, "words": _("from %(since)s to %(last)s") % days}


def ending(viewer: Viewer, held: PostHeld) -> list[dict[str, Any]]:
    """That somebody left a post, for whoever enters it: they resigned, died, moved away, or somebody was elected."""
    return tasks_on(viewer, Ref("appointment", held.appointment), about=str(held.title)) if viewer.posts else []


def declaring(viewer: Viewer, officer: str) -> list[dict[str, Any]]:
    """What the reader may declare of an officer: of themselves everything, of others a kinship that was found."""
    only = DECLARING if viewer.person == officer else DECLARING & {"registry.declare_kinship"}
    return tasks_on(viewer, Ref.parse(officer), only=only) if viewer.posts else []


def entries_of(code: str, officer: PersonPosts) -> list[Entry]:
    """How somebody came into their posts; whom no act appointed stood in the plan of the founding."""
    appointed = activity.about(Ref("appointment", held.appointment) for held in officer.posts)
    return appointed or activity.begun_by(code)


def term(held: PostHeld) -> dict[str, Any]:
    """A post with its term."""
    until = plain_date(held.until) if held.until else ""
    return {"title": held.title, "body": held.body, "since_said": plain_date(held.since), "until_said": until}
