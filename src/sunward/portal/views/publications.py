"""What was made public: postings, their time on the board, objections and answers."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from sunward.charter.wording import AUDIENCES, holder_name
from sunward.disclosure import queries as disclosure
from sunward.disclosure.policies import may_deliver, oversees
from sunward.disclosure.queries import BoardProof, Photograph, PublicationCard, PublicationPage
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.spelling import same_spelling
from sunward.kernel.templatetags.sunward import as_written, short_date
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.portal.desk.tasks import tasks_on
from sunward.portal.links import address_of
from sunward.portal.paper.of_publication import board_with_names, masked_since
from sunward.portal.proofs import proofs_among
from sunward.portal.reader import viewer_of
from sunward.portal.views.frame import community_or_404, crumbs, data_links
from sunward.portal.views.paging import MORE, PAGE, Paging
from sunward.portal.words.objected import shown, who_ruled
from sunward.portal.words.postingstate import posting_words
from sunward.portal.words.tags import tag
from sunward.record import activity


@require_safe
def publications(request: HttpRequest, code: str) -> HttpResponse:
    """Everything posted, newest first."""
    community = community_or_404(request, code)
    paging = Paging(request, reverse("portal:publications", args=[code]))
    found = disclosure.publications(viewer_of(request, code), clock.today(), paging.key, MORE)
    shown = found[:PAGE]
    context = {
        "crumbs": crumbs(community, (_("What was made public"), None)),
        "rows": [row(code, card) for card in shown],
        **paging.links(found),
        "data": data_links(code, "publications"),
    }
    return render(request, "portal/publications.html", context)


def row(code: str, card: PublicationCard) -> dict[str, Any]:
    """A posting in a list, ready to be written."""
    state = card.state
    words, bad = posting_words(state), state.short_by or state.late_by or state.word in {"in_part", "not_proved"}
    bad = bad or state.said or bool(state.board and (state.board.absent_on or state.board.only_said))
    return {
        "title": as_written(card.title), "url": f"{reverse('portal:publications', args=[code])}{card.number}/",
        "iso": card.posted_on.isoformat(), "when": short_date(card.posted_on), "number": card.number,
        "words": words and (tag("warn", "clock", words) if bad else tag("idle", "eye", words)),
        "replaced": card.replaced,
    }  # fmt: skip


@require_safe
def publication(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One posting: what it says to this reader, how long it hangs, what was objected and answered."""
    page, context = _read(request, code, number)
    viewer = viewer_of(request, code)
    subjects = [Ref("publication", number), *(Ref("objection", one.number) for one in page.objections)]
    entries = activity.about(subjects)
    ruled = who_ruled(entries)
    context |= {
        "tasks": [task for subject in subjects for task in tasks_on(viewer, subject)],
        "objected": disclosure.can_be_objected_to(page.card.about, code, clock.today()),
        "proofs": proofs_among(code, entries),
        "thread": [shown(objection, ruled.get(objection.number), code) for objection in page.objections],
        "board": board_words(page.card.state.board, replaced=page.card.replaced),
        "boards": len({same_spelling(one.board) for one in page.photographs}),
        "pictures": pictures_shown(page, viewer),
        "own_board": board_with_names(page),
        "masked_since": masked_since(page),
        "letters": bool(page.rows or page.text) and may_deliver(viewer, clock.today()),
    }
    return render(request, "portal/publication.html", context)


def _read(request: HttpRequest, code: str, number: str) -> tuple[PublicationPage, dict[str, Any]]:
    community, today = community_or_404(request, code), clock.today()
    page = disclosure.publication(number, viewer_of(request, code), today)
    if page is None:
        raise Http404
    context = {
        "crumbs": crumbs(
            community, (_("What was made public"), reverse("portal:publications", args=[code])),
            (page.card.title, None),
        ),
        "page": page, "words": posting_words(page.card.state), "audience": AUDIENCES[page.card.audience],
        "owner": holder_name(page.answered_by), "about_url": address_of(page.card.about, code),
        "table": table_of(page),
    }  # fmt: skip
    return page, context


def table_of(page: PublicationPage) -> dict[str, Any] | None:
    """The posting's rows as a table, as far as this reader may see them."""
    if not page.rows:
        return None
    labels = [Text.of(column) for column in page.rows["columns"]]
    rows = [
        [{"text": str(cell), "label": label} for label, cell in zip(labels, row, strict=True)]
        for row in page.rows["rows"]
    ]
    return {"columns": [{"label": label} for label in labels], "rows": rows}


def board_words(proof: BoardProof | None, *, replaced: bool = False) -> list[str]:
    """What the photographs of the board prove, in words; empty for what need not hang on one. Of what was `replaced`
    none is due any more."""
    return list(_board_parts(proof, replaced=replaced)) if proof else []


def pictures_shown(page: PublicationPage, viewer: Viewer) -> list[dict[str, Any]]:
    """The pictures of boards, each with where it is looked at, for whoever may read what is posted in full."""
    may_see = page.full or oversees(viewer)
    return [
        {"words": picture_words(one), "of": one.photographed_on,
         "url": reverse("portal:board_photograph", args=[viewer.community, page.card.number, one.sha256])
         if may_see else ""}
        for one in page.photographs
    ]  # fmt: skip


def picture_words(one: Photograph) -> str:
    """A picture of the board: of which day, what it shows of this posting, and who says so."""
    there = {True: _("it hangs there"), False: _("it is not there"), None: _("nobody was asked whether it hangs there")}
    counted = _("%(seen)s of %(all)s sheets hang there") % {"seen": one.sheets, "all": one.sheets_of}
    parts = [short_date(one.photographed_on), as_written(one.board), counted if one.sheets else there[one.hangs]]
    if one.said_by:
        who = {"who": holder_name(one.said_by)}
        parts.append((_("says %(who)s, entered at the desk") if one.at_desk else _("says %(who)s")) % who)
    if one.late:
        words = _("entered on %(day)s, too late to prove anything: said, not proved")
        parts.append(words % {"day": short_date(one.recorded_on)})
    return format_html_join(" · ", "{}", ((part,) for part in parts))


def _board_parts(proof: BoardProof, *, replaced: bool) -> Iterator[str]:
    for missed in proof.absent_on:
        yield not_there(proof, missed)
    if proof.first is None:
        yield from () if replaced else (_not_seen(proof),)
        return
    days = {"days": proof.days, "of": proof.of, "first": short_date(proof.first), "last": short_date(proof.last)}
    yield _("Proved by photographs from %(first)s to %(last)s: %(days)s of %(of)s days.") % days
    if proof.first_late_by:
        yield ngettext(
            "The first photograph came %(days)s day late.",
            "The first photograph came %(days)s days late.",
            proof.first_late_by,
        ) % {"days": proof.first_late_by}
    if not proof.proved and not replaced:
        yield _("Not proved from then on: one more photograph is due from %(day)s on.") % {
            "day": short_date(proof.again_from)
        }


def _not_seen(proof: BoardProof) -> str:
    """By when the first picture that shows it is due, and what those that are there do not show."""
    day = {"day": short_date(proof.photograph_by)}
    if proof.partly_on:
        return _("Not proved: no picture shows all of it yet, due by %(day)s.") % day
    if proof.absent_on:
        return _("Not proved: no picture shows it there yet, due by %(day)s.") % day
    return _("Not proved: nobody has photographed it on the board, due by %(day)s.") % day


def not_there(proof: BoardProof, on: date) -> str:
    """Of a day on which, by a photograph, it was not on the board, or only some of its sheets were."""
    if on in proof.partly_on:
        return _("On %(day)s only some of its sheets were on the board, by a photograph.") % {"day": short_date(on)}
    return _("On %(day)s it was not on the board, by a photograph.") % {"day": short_date(on)}
