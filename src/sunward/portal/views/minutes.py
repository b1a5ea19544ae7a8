"""The minutes of a meeting, for reading and printing, and as they were signed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.ballots.rules.words import question_kept
from sunward.charter.engine.vocabulary import CLASSES
from sunward.kernel.ports import Entry
from sunward.kernel.templatetags.sunward import as_written, civil_date, moment
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings_of
from sunward.meetings.queries import MinutesPage
from sunward.meetings.rules.aside import REASONS
from sunward.meetings.rules.channels import WAYS
from sunward.portal.proofs import marks
from sunward.portal.reader import viewer_of
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.views.meetings import SIGNS, caller, day_said, ended
from sunward.portal.words.agenda import figures_named, way_of_choosing
from sunward.portal.words.areas import chosen_by_area, class_shown
from sunward.record import queries as record

SIGN = "meetings.sign_minutes"
ANEW = "unchanged"  # the mark of a signature after which others sign once more
COUNTED_AT_EACH = 2  # the form of minutes that shows each count: older ones read as they were signed
TELLS_PROXIES = 4  # the form that says for whom a proxy came


def minutes_to_correct(number: str, reader: str | None) -> dict[str, Any] | None:
    """The minutes that somebody wants corrected, to be read above the form."""
    page = meetings_of.minutes(number, reader)
    return minutes_written(page) if page else None


@require_safe
def minutes(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The minutes for reading and printing, with a code that opens their proof."""
    community, viewer = community_or_404(request, code), viewer_of(request, code)
    page = meetings_of.minutes(number, viewer.person)
    if page is None or page.community != code:
        raise Http404
    entries = record.journal_of(page.row.ref)
    behind = entry_behind(page, entries)
    proof = reverse("portal:done", args=[code, behind.ref]) if behind else ""
    context = {
        "crumbs": crumbs(community, (_("Meetings"), reverse("portal:meetings", args=[code])), (number, None)),
        "page": page, "back": reverse("portal:meeting", args=[code, number]),
        "recompute": meetings_of.how_to_recompute(page.row, f"{number}.json"),
        "address": request.build_absolute_uri(proof), "check_code": behind.ref[:12] if behind else "",
        "marks": list(_marks_of_signing(code, page, entries)),
        "written": minutes_written(page),
    }  # fmt: skip
    return render(request, "portal/minutes.html", context)


def _marks_of_signing(code: str, page: MinutesPage, entries: Iterable[Entry]) -> Iterator[str]:
    """What the signatures are marked with; once all have signed the last text, nobody has to sign again."""
    done = _("A correction was taken in after somebody had signed: whoever had signed before signed again.")
    for one in marks(code, (one for one in entries if one.act == SIGN)):
        yield done if page.row.locked_on and one["rule"] == ANEW else one["text"]


def entry_behind(page: MinutesPage, entries: Iterable[Entry]) -> Entry | None:
    """The act whose code is printed: the newest that was done on the minutes themselves, else the one that drafted
    them."""
    done = next((one for one in entries if one.kind != "refusal"), None)
    if done or page.row.drafted_in:
        return done or record.entry(page.row.drafted_in or "")
    return next(iter(record.journal_of(page.row.meeting.ref)), None)


def minutes_written(page: MinutesPage) -> dict[str, Any]:
    """The content in words, with what stands beside it; people as this reader may see them."""
    content, names = page.content, page.names
    people, came_falsely = who_came(content, names)
    counted = content.get("schema", 1) >= COUNTED_AT_EACH
    return {
        "call": content["meeting"] | {"when": said(content["meeting"]["starts_at"]), "caller": caller(
            content["meeting"]["called_by"])},
        "times": [*times_of(content["meeting"])],
        "notices": [
            {"words": WAYS[one["channel"]], "on": civil_date(date.fromisoformat(one["given_on"]))}
            for one in content["notices"]
        ],
        "people": people, "came": len(people) if counted else None, "came_falsely": came_falsely,
        "came_marks": texts(content),
        "untold": [
            {"who": denied_one(names, one.person, one.giver), "on": one.on} for one in page.denied
        ],
        "untold_marks": [{"number": number, "marks": marks} for number, marks in page.denied_marks.items()],
        "quorum": [count_written(one) for one in content["quorum"]],
        "items": [
            item_written(one, names) | {"quorum": [count_written(count) for count in one["quorum"]] if counted else []}
            for one in content["items"]
        ],
        "signatures": [
            {"role": SIGNS[one.role], "name": names[one.person], "on": one.signed_on}
            for one in meetings_of.standing_signatures(page.row)
        ],
        "corrections": list(page.row.corrections.all()),
        "pictures": meetings_of.pictures_of(page.row), "older": page.row.photograph_sha256,
        "locked_on": page.row.locked_on,
    }  # fmt: skip


def who_came(content: Mapping[str, Any], names: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Everybody who came, once each, with whose proxy they were; and apart from them the proxies that were denied.
    Minutes of older forms have all of them as one list."""
    stays = content["attendance"]
    if content.get("schema", 1) < TELLS_PROXIES:
        return [names[person] for person in dict.fromkeys(one["person"] for one in stays)], []
    came = defaultdict[str, list[str]](list)
    for one in stays:
        if "denied_on" not in one:
            came[one["person"]].append(one.get("for", ""))
    denied = dict.fromkeys((one["person"], one.get("for", "")) for one in stays if "denied_on" in one)
    return (
        [proxy_of(names[person], [names[one] for one in dict.fromkeys(filter(None, of))], own="" in of)
         for person, of in came.items()],
        [denied_one(names, person, giver) for person, giver in denied],
    )  # fmt: skip


def proxy_of(name: str, givers: list[str], *, own: bool) -> str:
    """Who came, and for whom; `own`: for themselves too."""
    if not givers:
        return name
    whom = format_html_join(_(", "), "{}", ((as_written(one),) for one in givers))
    words = _("{who} (and as proxy for {whom})") if own else _("{who} (proxy for {whom})")
    return format_html(words, who=as_written(name), whom=whom)


def denied_one(names: Mapping[str, str], person: str, giver: str) -> str:
    """A proxy whom somebody says that they did not give; or somebody who says that they were not there."""
    if not giver:
        words = _("{who} (entered as present; says that they were not there)")
        return format_html(words, who=as_written(names[person]))
    words = _("{who} (as proxy for {whom}, who denies it)")
    return format_html(words, who=as_written(names[person]), whom=as_written(names[giver]))


def texts(kept: Mapping[str, Any]) -> list[Text]:
    """What something is marked with for good."""
    return [Text.of(one) for one in kept.get("marks", ())]


def times_of(call: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """When a session was opened, and when it ended, where it has."""
    if call["opened_at"]:
        yield _("Session opened"), said(call["opened_at"])
    for key, label in (("adjourned_at", _("Adjourned")), ("closed_at", _("Ended"))):
        if call[key]:
            yield label, ended(datetime.fromisoformat(call["starts_at"]), datetime.fromisoformat(call[key]))


def count_written(count: Mapping[str, Any]) -> dict[str, Any]:
    classes = [
        class_shown(name, figures) for name, figures in count["counts"].items() if name in CLASSES
    ]  # fmt: skip
    return {"at": said(count["at"]), "met": count["met"], "classes": classes}


def item_written(item: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    options = {key: Text.of(one) for key, one in item.get("choices", {}).items()}
    return {
        "title": as_written(item["title"]), "withdrawn": day_said(item.get("withdrawn_on", "")),
        "choices": list(options.values()), "way": way_of_choosing(item.get("method", ""), item.get("at_most")),
        "aside": [
            {"reason": REASONS[one["reason"]], "source": one["source"], "as_proxy": one.get("proxy", False),
             "void": bool(one.get("void_on"))}
            for one in item["stepped_aside"]
        ],
        "statements": [
            {"who": names[one["person"]], "words": as_written(one["text"]), "dissent": one["dissent"],
             "struck": day_said(one.get("struck_on", "")), "not_listed": one.get("not_listed", False)}
            for one in item["statements"]
        ],
        "votes": [
            {"question": as_written(question_kept(one["question"])), "number": one["number"],
             "cast": one.get("figures", {}).get("cast"), "annulled": bool(one["annulled_on"]),
             "ended": Text.of(one["ended"]) if "ended" in one else None,
             "said": Text.of(one["said"]) if "said" in one else None, "marks": texts(one),
             "figures": figures_named(one.get("figures", {}).get("chosen", {}), options)
             + chosen_by_area(one.get("figures", {}).get("weight", {}), options)}
            for one in item["votes"]
        ],
        "second": Text.of(item["second_vote"]) if "second_vote" in item else None,
        "unput": Text.of(item["unput"]) if "unput" in item else None,
    }  # fmt: skip


def said(written: str) -> str:
    """A moment of the minutes as pages write it."""
    return moment(datetime.fromisoformat(written)) if written else ""
