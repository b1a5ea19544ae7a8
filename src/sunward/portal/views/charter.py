"""The rules in plain words: the list of powers, money limits, how a decision is made, what is published, by when."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from sunward.charter import engine
from sunward.charter.engine.vocabulary import CLASSES
from sunward.charter.queries import ComingVersion, NoCharter, charter_of, coming, entries_of_adoption
from sunward.charter.wording import PERIODS, RESIDENCE, holder_name, lasting, said
from sunward.kernel import clock
from sunward.kernel.templatetags.sunward import civil_date
from sunward.kernel.text import Text
from sunward.portal.flowchart import flow_chart, steps_said
from sunward.portal.proofs import proofs_among
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.words.electionrules import election_rows
from sunward.portal.words.rulelabels import HEARD
from sunward.portal.words.rulevalues import RISKS
from sunward.record import activity


@require_safe
def charter(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that binds the officers, from the very files that the software runs."""
    community = community_or_404(request, code)
    rules = _rules(code)
    context = {
        "crumbs": crumbs(community, (_("The rules"), None)),
        "versions": [version_row(version) for version in rules.versions],
        "coming": [coming_said(code, one) for one in coming(code, clock.today())],
        "groups": powers_by_body(rules),
        "tiers": [tier_row(tier) for tier in rules.spending.tiers],
        "spending": rules.spending,
        "voting": list(voting_rows(rules.franchise)),
        "nobody_votes": rules.franchise.years is None,
        "elections": list(election_rows(rules)),
        "hearings": [hearing_row(rules, one) for one in rules.hearings.values()],
        "duties": [duty_row(duty) for duty in rules.duties.values()],
        "items": [item_row(item) for item in rules.disclosure.values()],
        "proofs": proofs_among(code, [*activity.listed(entries_of_adoption(code)), *activity.begun_by(code)]),
        "procedures": [{"key": key, "title": said(found.title)} for key, found in rules.procedures.items()],
    }
    return render(request, "portal/charter.html", context)


@require_safe
def flow(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """One procedure as a flow chart on one printed page."""
    community = community_or_404(request, code)
    procedure = _rules(code).procedures.get(key)
    if procedure is None:
        raise Http404
    context = {
        "crumbs": crumbs(
            community, (_("The rules"), reverse("portal:charter", args=[code])), (said(procedure.title), None)
        ),
        "title": said(procedure.title),
        "source": procedure.source,
        "chart": flow_chart(procedure),
        "steps": steps_said(procedure),
    }
    return render(request, "portal/flow.html", context)


def _rules(code: str) -> engine.Charter:
    try:
        return charter_of(code, clock.today())
    except NoCharter as none:
        raise Http404(str(none)) from none


def version_row(version: engine.PackVersion) -> dict[str, Any]:
    """A rule book in force: its title, since when, and its fingerprint."""
    return {
        "title": said(version.title),
        "id": version.id,
        "since": version.effective_from,
        "unconfirmed": version.unconfirmed,
        "digest": version.digest[:12],
    }


def coming_said(code: str, one: ComingVersion) -> dict[str, Any]:
    """That another version takes effect soon, with the way to what it changes; a law's is read where it stands."""
    text = _("From %(day)s on other rules count: %(book)s. Until then those on this page do.")
    said_so = text % {"day": civil_date(one.since), "book": one.title}
    shown = {"text": said_so, "url": "", "link": ""}
    if one.own:
        url = f"{reverse('portal:changes', args=[code])}?{urlencode({'to': one.version})}"
        shown |= {"url": url, "link": _("See what changes")}
    return shown


def powers_by_body(rules: engine.Charter) -> list[tuple[Text, list[dict[str, Any]]]]:
    """The list of powers, grouped by who holds them, in the order of the rule book."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for power in rules.powers.values():
        for holder in power.held_by:
            groups.setdefault(holder, []).append(power_row(power))
    return [(holder_name(holder), rows) for holder, rows in groups.items()]


def power_row(power: engine.Power) -> dict[str, Any]:
    """One power in plain words."""
    return {
        "name": said(power.name),
        "risk": RISKS[power.risk],
        "risk_kind": {"low": "idle", "medium": "info", "high": "warn"}[power.risk],
        "limits": list(_limits(power)),
        "source": power.source,
    }


def _limits(power: engine.Power) -> Iterator[str]:
    if power.limit.amount_up_to is not None:
        yield _("up to %(amount)s yuan") % {"amount": f"{power.limit.amount_up_to:,}"}
    if power.within:
        yield _("within %(time)s") % {"time": lasting(power.within)}
    if power.published and power.published.within:
        yield _("published within %(time)s") % {"time": lasting(power.published.within)}
    if power.if_not:
        yield _("if not done: goes to %(body)s") % {"body": holder_name(power.if_not.goes_to)}


def tier_row(tier: engine.SpendingTier) -> dict[str, Any]:
    """What a payment of this size waits for."""
    needs = tier.requires
    return {
        "name": said(tier.name),
        "up_to": None if "元" in tier.name.zh else tier.up_to,  # most names say it already
        "decision": "" if needs.decision == "none" else needs.decision,
        "review": "" if needs.review == "none" else holder_name(needs.review),
        "signatures": [holder_name(post) for post in needs.signatures],
        "posting": lasting(needs.posting) if needs.posting else "",
        "tender": needs.tender,
        "source": tier.source,
    }


def voting_rows(franchise: engine.Franchise) -> Iterator[dict[str, Any]]:
    """Who has a vote: each rule in words, and whether anybody has read it."""
    for age in franchise.ages:
        yield _voting_row(_("from %(years)s years of age") % {"years": age.years}, age)
    for rule in franchise.entitlements:
        yield _voting_row(_entitled(rule), rule)


def _voting_row(words: str, rule: engine.VotingAge | engine.Entitlement) -> dict[str, Any]:
    return {"words": words, "source": rule.source, "unconfirmed": rule.unconfirmed}


def _entitled(rule: engine.Entitlement) -> str:
    who = {"who": RESIDENCE[rule.status], "months": rule.months}
    words = _("%(who)s: at once") % who
    if rule.months:
        words = ngettext("%(who)s: after %(months)s month", "%(who)s: after %(months)s months", rule.months) % who
    if not rule.consent_of:
        return words
    bodies = " / ".join(str(holder_name(body)) for body in rule.consent_of)
    return _("%(rule)s, and with the consent of: %(bodies)s") % {"rule": words, "bodies": bodies}


def hearing_row(rules: engine.Charter, hearing: engine.Hearing) -> dict[str, Any]:
    """How people are heard on one kind of matter."""
    return {
        "name": _heard_on(rules, hearing.key),
        "required": hearing.required,
        "words": hearing_words(hearing),
        "asked_for_by": list(_who_may_ask(hearing)),
        "source": hearing.source,
        "unconfirmed": hearing.unconfirmed,
    }


def _heard_on(rules: engine.Charter, key: str) -> Text:
    if key in HEARD:
        return HEARD[key]
    matter = rules.matters.get(key)
    return said(matter.title) if matter else Text.of(key)


def hearing_words(hearing: engine.Hearing) -> str:
    """Notice, speakers and answers in one line."""
    parts = [_("notice %(time)s before") % {"time": lasting(hearing.notice)}]
    if hearing.speakers:
        words = _("%(number)s speakers by lot") if hearing.drawn else _("%(number)s speakers by nomination")
        parts.append(words % {"number": hearing.speakers})
    if hearing.on_petition:
        days = {"time": lasting(hearing.on_petition.held_within)}
        parts.append(_("if people petition for it, held within %(time)s of the last day to call it") % days)
    if hearing.answers_within:
        parts.append(_("answers within %(time)s") % {"time": lasting(hearing.answers_within)})
    return " · ".join(parts)


def _who_may_ask(hearing: engine.Hearing) -> Iterator[str]:
    yield from (str(holder_name(body)) for body in hearing.asked_for_by)
    for one in hearing.petitions:
        people = CLASSES[one.of]
        share = {"share": one.share.amount, "people": Text(people.zh, people.en)}
        yield _("a petition of %(share)s of the %(people)s") % share


def duty_row(duty: engine.Duty) -> dict[str, Any]:
    """A recurring duty: how often, who, and where it goes when it is not done."""
    return {
        "name": said(duty.name),
        "period": PERIODS[duty.period],
        "owner": holder_name(duty.owner) if duty.owner else "",
        "if_not": holder_name(duty.if_not.goes_to) if duty.if_not else "",
        "source": duty.source,
    }


def item_row(item: engine.DisclosureItem) -> dict[str, Any]:
    """Something that must be published: to whom, by when, for how long."""
    return {
        "name": said(item.name),
        "within": lasting(item.within) if item.within else PERIODS.get(item.period, ""),
        "stays_up": lasting(item.stays_up) if item.stays_up else "",
        "source": item.source,
    }
