"""Where the money goes: every payment, the lock on each, what left outside the chain."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.kernel import clock
from sunward.kernel.available import available
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import as_written, short_date, yuan
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.money import queries as money
from sunward.money.queries import LineRow, OutsideRow, PaymentRow, Summary
from sunward.portal import charts
from sunward.portal.desk.tasks import URGENT_ONLY, tasks_on
from sunward.portal.links import act_address
from sunward.portal.proofs import proofs_of
from sunward.portal.reader import viewer_of
from sunward.portal.views.frame import community_or_404, crumbs, data_links
from sunward.portal.views.paging import MORE, PAGE, Paging
from sunward.portal.words.checks import locks_shown
from sunward.portal.words.said import act_title, chosen
from sunward.portal.words.tags import tag

ROW = """<li class="payment"><span><a class="more" href="{}">{}</a></span><span class="amount num">{}</span>\
<span class="row">{}<span>{}</span>{}</span></li>"""
URGENT = Text("紧急支出", "urgent")
STATES: Mapping[str, tuple[str, str, Text]] = {
    "waiting": ("info", "lock", Text("锁着，还在等", "locked, waiting")),
    "withdrawn": ("idle", "minus", Text("已撤回", "withdrawn")),
    "released": ("do", "voucher", Text("已开付款单", "order issued")),
    "accepted": ("do", "check", Text("代管中心已受理", "accepted by the centre")),
    "refused": ("alert", "breach", Text("代管中心退回", "refused by the centre")),
    "paid": ("do", "check", Text("已付", "paid")),
}


@require_safe
def payments(request: HttpRequest, code: str) -> HttpResponse:
    """The year in figures, every payment newest first, and what left outside the chain."""
    community, today = community_or_404(request, code), clock.today()
    paging = Paging(request, reverse("portal:money", args=[code]))
    viewer = viewer_of(request, code)
    found = money.payments(code, paging.key, MORE, viewer)
    shown, year = found[:PAGE], None if paging.later else money.summary(code, today.year)
    context = {
        "crumbs": crumbs(community, (_("Where the money goes"), None)),
        "figures": figures(year) if year else [],
        "bars": purposes(year) if year else None,
        "outside": []
        if paging.later
        else [
            outside_shown(row) | {"tasks": about_line(viewer, row.number)}
            for row in money.outside_chain(code, today, limit=5)
        ],
        "payments": payment_rows(code, shown),
        **paging.links(found),
        "data": data_links(code, "payments"),
        "asking": asking(viewer, year.lines) if year else [],
    }
    return render(request, "portal/money.html", context)


def about_line(viewer: Viewer, number: str) -> list[dict[str, Any]]:
    """What the reader may say of money that left outside the chain: why, and what came back."""
    return [task for task in tasks_on(viewer, Ref("bank_line", number)) if task["url"]] if viewer.posts else []


def asking(viewer: Viewer, lines: Sequence[LineRow]) -> list[dict[str, Any]]:
    """For whoever may ask for a payment: the budget lines with what is left in each, and the forms."""
    if not lines or not viewer.posts or viewer.person is None:
        return []
    offered = available(viewer.person, Ref("budget_line", lines[0].number), viewer.community)
    acts = [option.act for option in offered if "." in option.post]
    return [
        {
            "name": line.name, "room": line.room,
            "forms": [
                {"title": act_title(act.name),
                 "url": act_address(act.name, Ref("budget_line", line.number), viewer.community)}
                for act in acts
            ],
        }
        for line in lines
        if acts
    ]  # fmt: skip


def figures(year: Summary) -> list[dict[str, Any]]:
    """The year in four figures, in yuan."""
    return [
        {"label": _("Income"), "value": yuan(year.income)},
        {"label": _("Budget"), "value": yuan(year.authorised)},
        {"label": _("Released"), "value": yuan(year.released)},
        {"label": _("Still in the budget"), "value": yuan(year.room)},
    ]


def purposes(year: Summary) -> charts.BarList:
    """What was released by budget line, all bars on one scale."""
    lines = [line for line in year.lines if line.released]
    return charts.bar_list(
        [(as_written(line.name), line.released) for line in sorted(lines, key=lambda row: -row.released)]
    )


def payment_rows(code: str, rows: Iterable[PaymentRow]) -> SafeString:
    """Payments as the items of a list. Fifty of them must not cost the template engine's time, and what many rows
    share, the day and the signs, is made once a list."""
    address, dated, signed = reverse("portal:money", args=[code]), cache(day), cache(signs)
    return format_html_join("\n", ROW, (
        (f"{address}{row.number}/", as_written(row.purpose), yuan(row.amount),
         dated(row.released_on or row.requested_on), as_written(row.payee), signed(row.state, row.urgent))
        for row in rows
    ))  # fmt: skip


def day(when: date) -> SafeString:
    """A day for people and for machines."""
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), short_date(when))


def signs(state: str, urgent: bool) -> SafeString:
    """How a payment stands, as tags."""
    kind, icon, text = STATES[state]
    return tag(kind, icon, text) + tag("warn", "alert", URGENT) if urgent else tag(kind, icon, text)


def outside_shown(row: OutsideRow) -> dict[str, Any]:
    """Money that left without an order, with what was said about it."""
    words = row.explanation or (_("No explanation has been given.") if row.silent else _("An explanation is due."))
    return {
        "number": row.number, "day": row.day, "amount": row.amount, "counterparty": row.counterparty, "words": words,
        "why": row.why, "struck_on": row.struck_on, "silent": row.silent, "due": row.explain_by,
        "recovered": row.recovered, "recovered_on": row.recovered_on,
        "back": row.left == Decimal(0),
    }  # fmt: skip


@require_safe
def payment(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One payment with its whole chain, and the very lock that holds it."""
    community, today = community_or_404(request, code), clock.today()
    viewer = viewer_of(request, code)
    page = money.payment_page(number, today, viewer)
    if page is None or page.community != code:
        raise Http404
    without = frozenset[str]() if page.row.urgent else URGENT_ONLY
    subjects = [Ref("payment", number)]
    if page.order:
        subjects.append(Ref("order", page.order.number))
    kind, icon, state = STATES[page.row.state]
    context = {
        "crumbs": crumbs(
            community, (_("Where the money goes"), reverse("portal:money", args=[code])), (page.row.purpose, None)
        ),
        "page": page, "row": page.row, "kind": kind, "icon": icon, "state": state,
        "category": chosen("money.request_payment", "category", page.row.category),
        "conditions": locks_shown(page.conditions),
        "locked": page.row.state == "waiting" and not all(condition.ok for condition in page.conditions),
        "tasks": [task for subject in subjects for task in tasks_on(viewer, subject, without)],
        "proofs": proofs_of(code, subjects),
    }  # fmt: skip
    return render(request, "portal/payment.html", context)
