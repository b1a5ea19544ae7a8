"""Bring in a table: choose a file, see what is in it and what is wrong with it, then confirm."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sunward.kernel.acts import Refused, Unknown
from sunward.kernel.available import Option, available
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.portal.reader import person_of
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.registry.imports.confirm import confirm
from sunward.registry.imports.kinds import Kind, kind_named
from sunward.registry.imports.problems import UnusableFile
from sunward.registry.imports.staging import Staging, stage

WAITING = "import_waiting"  # in the session: the file that its bringer has seen and not confirmed yet
SHOWN = 1_000  # faults on the page; the rest is counted


class TableFile(forms.Form):
    """The file to bring in."""

    file = forms.FileField(
        label=gettext_lazy("The table"),
        help_text=gettext_lazy("A CSV file in UTF-8 or GBK, as every spreadsheet program writes it. Nothing is "
                               "imported yet: first you see what is in it."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def import_rows(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Ask for the file; show what it holds; move it in when it is confirmed."""
    community_or_404(request, code)
    wanted = _kind(kind)
    option = _granted(request, code, wanted)
    if request.method == "POST" and "confirm" in request.POST:
        return _move(request, code, wanted, option)
    form = TableFile(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, code, wanted, form)
    return _look(request, code, wanted, form)


def _kind(key: str) -> Kind:
    try:
        return kind_named(key)
    except Unknown as unknown:
        raise Http404(str(unknown)) from unknown


def _granted(request: HttpRequest, code: str, kind: Kind) -> Option:
    """The reader's power to bring in such a table.

    Raises:
        PermissionDenied: when the list of powers gives it to none of the reader's posts.
    """
    options = available(person_of(request) or "", Ref("community", code), code)
    found = next((one for one in options if one.act.name == kind.act and one.open), None)
    if found is None:
        raise PermissionDenied
    return found


def _look(request: HttpRequest, code: str, kind: Kind, form: TableFile) -> HttpResponse:
    try:
        staging = stage(form.cleaned_data["file"].read(), kind.key, code)
    except UnusableFile as problem:
        form.add_error("file", str(problem))
        return _page(request, code, kind, form)
    if staging.number:
        request.session[WAITING] = {
            "kind": kind.key, "community": code, "number": staging.number, "rows": staging.rows}  # fmt: skip
    return _page(request, code, kind, TableFile(), staging)


def _move(request: HttpRequest, code: str, kind: Kind, option: Option) -> HttpResponse:
    """Only what this session has looked at, here and as this kind, can be confirmed."""
    waiting = request.session.get(WAITING) or {}
    form = TableFile({})
    if (waiting.get("kind"), waiting.get("community")) != (kind.key, code):
        form.add_error(None, _("There is nothing to confirm. Choose the file again."))
        return _page(request, code, kind, form)
    try:
        done = confirm(Staging(**waiting), person_of(request) or "", option.post)
    except (FactsError, Refused, UnusableFile) as problem:
        form.add_error(None, str(problem))
        return _page(request, code, kind, form)
    del request.session[WAITING]
    return redirect("portal:done", code, done.entry.ref)


def _page(request: HttpRequest, code: str, kind: Kind, form: TableFile, staging: Staging | None = None) -> HttpResponse:
    title = _("Import: %(kind)s") % {"kind": kind.title}
    context = {
        "crumbs": crumbs(community_or_404(request, code), (title, None)), "title": title, "form": form,
        "columns": kind.columns, "staging": staging,
        "problems": staging.problems[:SHOWN] if staging else (),
        "more": max(0, len(staging.problems) - SHOWN) if staging else 0,
        "table": preview(kind, staging) if staging and staging.ok else None,
    }  # fmt: skip
    wrong = form.is_bound or (staging is not None and not staging.ok)
    return render(request, "portal/import.html", context, status=422 if wrong else 200)


def preview(kind: Kind, staging: Staging) -> dict[str, Any]:
    """The first rows as they would come in, only the columns that are filled."""
    columns = [column for column in kind.columns if any(row.get(column.name) for row in staging.sample)]
    return {
        "caption": _("The first rows"),
        "columns": [{"label": column.heading} for column in columns],
        "rows": [
            [{"text": row.get(column.name, ""), "label": column.heading} for column in columns]
            for row in staging.sample
        ],
    }
