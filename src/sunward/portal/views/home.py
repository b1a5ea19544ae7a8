"""A community's home: the four questions, always in the same order."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.decisions import queries as decisions
from sunward.decisions.queries import MatterCard, Say
from sunward.disclosure import queries as disclosure
from sunward.kernel import clock
from sunward.kernel.memo import remembering
from sunward.kernel.templatetags.sunward import as_written, short_date
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings
from sunward.money import queries as money
from sunward.portal.desk.opennow import how_many, open_now
from sunward.portal.links import address_of
from sunward.portal.views.frame import community_or_404
from sunward.portal.views.matters import tag_of
from sunward.portal.views.meetings import row as meeting_row
from sunward.portal.views.money import figures, payment_rows, purposes
from sunward.portal.views.overdue import everything_overdue, shown
from sunward.portal.views.people import card, only_delegate
from sunward.portal.words.inshort import in_a_sentence, in_short
from sunward.registry import queries as registry

FEW, COUNTED = 3, 20
CHANNELS = (
    ("board", Text("公开栏", "Noticeboard"), Text("同样的内容打印张贴", "the same, printed and posted")),
    ("kiosk", Text("服务中心", "Service centre"), Text("窗口可以代办", "the desk does it with you")),
    ("document", Text("纸质", "Paper"), Text("每件都有编号，随时可查", "every paper has a number to look up")),
    ("speak", Text("提意见", "Object"), Text("公示期内都可以提", "at any time while it is posted")),
)


@require_safe
def home(request: HttpRequest, code: str) -> HttpResponse:
    """What is being decided, where the money goes, who holds power, what is overdue."""
    community = community_or_404(request, code)
    with remembering():
        context = _questions(code)
    return render(request, "portal/home.html", {"community": community, **context})


def _questions(code: str) -> dict[str, Any]:
    today = clock.today()
    says, taking_part = decisions.needs_say(code, today, COUNTED), open_now(code)
    posted = [one for one in says if one.kind == "object"]
    open_to_say = how_many(posted, COUNTED, lambda: disclosure.number_open_for_objection(code, today))
    open_to_say += taking_part.number
    overdue = everything_overdue(code, today)
    officers = [person for person in registry.power_holders(code, today) if not only_delegate(person)]
    year, objected = money.summary(code, today.year), disclosure.residents_object(code, today)
    payments = money.payments(code, limit=4)
    return {
        "open_to_say": open_to_say, "overdue_number": len(overdue), "year": today.year,
        "spent": in_a_sentence(year.released),
        "tiles": list(tiles(code, open_to_say, year.released, len(officers), len(overdue))),
        "cards": [say_card(code, say) for say in says[:FEW]] or
                 [matter_card(code, found) for found in decisions.matters(code, today, limit=FEW)],
        "open_now": taking_part.lines,
        "coming": [meeting_row(code, one) for one in meetings.coming(code, today, FEW)],
        "figures": figures(year), "bars": purposes(year),
        "payments": payment_rows(code, payments),
        "people": [card(code, person) for person in sorted(officers, key=lambda one: -len(one.posts))[:FEW]],
        "overdue": [shown(code, item) for item in overdue[:FEW]],
        "objected": objected,
        "channels": [
            {"icon": icon, "name": name, "about": about}
            for icon, name, about in CHANNELS
            if icon != "speak" or objected
        ],
        "as_of": clock.now(),
    }  # fmt: skip


def tiles(code: str, open_to_say: int, spent: Decimal, officers: int, overdue: int) -> Iterator[dict[str, Any]]:
    """The four questions with one figure each. Of what is being decided what residents can do something about: a step
    that waits for a committee is for nobody else."""
    yield _tile(code, "matters", _("What is being decided"), "decide", open_to_say, _("open to residents"))
    number, unit = in_short(spent)
    yield _tile(code, "money", _("Where the money goes"), "money", number, unit)
    yield _tile(code, "people", _("Who holds power"), "people", officers, _("people, limits stated"))
    yield _tile(code, "overdue", _("What is overdue"), "overdue", overdue, _("past their day")) | {"hot": overdue > 0}


def _tile(code: str, name: str, question: str, icon: str, number: object, unit: str) -> dict[str, Any]:
    url = reverse(f"portal:{name}", args=[code])
    return {"url": url, "question": question, "icon": icon, "number": number, "unit": unit}


def say_card(code: str, say: Say) -> dict[str, Any]:
    """Something that can still be influenced: what, until when, and the one thing to do."""
    objecting = say.kind == "object"
    tag = {"kind": "info", "icon": "eye", "text": _("Posted")} if objecting else {
        "kind": "do", "icon": "decide", "text": _("Next step")}  # fmt: skip
    facts = [{"label": _("Until"), "value": short_date(say.until)}] if say.until else []
    action = {"url": address_of(say.subject, code), "text": _("Read and object") if objecting else _("See where it is")}
    url = reverse("portal:matter", args=[code, say.matter]) if say.matter else action["url"]
    if not objecting:
        facts.append({"label": _("Next"), "value": as_written(ahead(say.what))})
    return {"tag": tag, "title": as_written(say.title), "url": url, "facts": facts, "action": action}


def ahead(what: Text) -> Text:
    """The next step without the word that the card's label says already."""
    return Text(what.zh.removeprefix("下一步："), what.en.removeprefix("next: "))


def matter_card(code: str, found: MatterCard) -> dict[str, Any]:
    """A matter when nothing needs a say: the newest ones."""
    return {
        "title": as_written(found.title), "url": reverse("portal:matter", args=[code, found.number]),
        "tag": tag_of(found),
        "facts": [{"label": _("Opened"), "value": short_date(found.opened_on)}],
    }  # fmt: skip
