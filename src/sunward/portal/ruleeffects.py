"""What a draft of rules comes to: what the check of rule books says, and what it would have meant for the cases of the
year before. Looked at, never written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sunward.charter import engine
from sunward.charter import queries as charter
from sunward.charter.engine.spending import NONE, Requires
from sunward.charter.queries import Proposal
from sunward.charter.wording import AUDIENCES, holder_name, in_words, lasting
from sunward.decisions.queries import Rejudged, rejudged
from sunward.disclosure import queries as disclosure
from sunward.disclosure.queries import Reanswered, Reposted
from sunward.duties import queries as duties
from sunward.duties.queries import Redue
from sunward.kernel.findings import breaches
from sunward.kernel.templatetags.sunward import civil_date, days_said
from sunward.kernel.text import Text
from sunward.money.queries import Retiered, retiered
from sunward.portal.uncompared import uncompared
from sunward.portal.words.checks import findings_shown
from sunward.portal.words.rulewords import Said
from sunward.portal.words.said import act_title
from sunward.record import activity
from sunward.record.activity import Performed

YEAR = timedelta(days=365)
LISTED = 20  # cases named under a sentence; the rest is counted


@dataclass(frozen=True, slots=True)
class Case:
    """A case that would have gone otherwise, with its page where it has one."""

    title: str
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Effect:
    """One sentence on the year before, and the cases behind it."""

    text: str
    cases: tuple[Case, ...]
    more: int


def comes_to(proposal: Proposal, today: date, titles: Mapping[str, Text]) -> dict[str, Any]:
    """What stands against a draft and what it would have meant, for `portal/comes_to.html`."""
    against = breaches(tuple(proposal.findings(today)))
    shown: dict[str, Any] = {"against": findings_shown(against), "ok": not against}
    if proposal.unfit is None:
        wall = [one for one in proposal.objections if one.on_the_wall]
        shown["hanging"] = [in_words(proposal.document, one.path, one.what) for one in wall]
        shown["told"] = proposal.told(today)
        shown["effects"] = effects(proposal, today, titles) if proposal.readable else []
    return shown


def effects(proposal: Proposal, today: date, titles: Mapping[str, Text]) -> list[Effect]:
    """What would have gone otherwise in the year up to today, decisions first."""
    rules, since, code = proposal.charter(), today - YEAR, proposal.community
    usual = engine.Charter.from_documents([proposal.document]).spending
    paid = retiered(code, since, today, rules.spending, usual)
    old = charter.charter_of(code, today)
    return [
        *on_decisions(code, rejudged(code, since, today, rules)), *on_payments(code, paid, titles),
        *on_objections(code, disclosure.reanswered(code, since, today, rules)),
        *on_postings(code, disclosure.reposted(code, since, today, old, rules)),
        *on_duties(duties.redue(code, since, today, old, rules)),
        *on_acts(activity.performed_in(code, since), old, rules),
        *not_compared(uncompared(proposal, rules, titles)),
    ]  # fmt: skip


def on_decisions(code: str, found: tuple[Rejudged, ...]) -> list[Effect]:
    """How many decisions would have been in order, or not, other than they were."""
    whole = len(found)
    if not whole:
        return [Effect(_("No decision was taken in the last year."), (), 0)]
    lost = [one for one in found if one.was_in_order and not one.now_in_order]
    won = [one for one in found if not one.was_in_order and one.now_in_order]
    sentences = (
        (_("%(some)s of %(whole)s decisions of the last year would not have been in order."), lost),
        (_("%(some)s of %(whole)s decisions of the last year were not in order and would have been."), won),
    )
    said = [
        _effect(sentence % {"some": len(some), "whole": whole}, [_decision(code, one) for one in some])
        for sentence, some in sentences
        if some
    ]
    said += _otherwise_hung(code, found)
    same = _("The decisions of the last year (%(whole)s) would stand as they did.") % {"whole": whole}
    return said or [Effect(same, (), 0)]


def _otherwise_hung(code: str, found: tuple[Rejudged, ...]) -> Iterable[Effect]:
    """Decisions whose resolution would have hung longer before they were carried out, or less long."""
    longer = _("%(some)s of %(whole)s decisions of the last year would have had to be posted longer.")
    shorter = _("%(some)s of %(whole)s decisions of the last year would not have had to be posted as long.")
    for sentence, sign in ((longer, 1), (shorter, -1)):
        cases = [
            _decision(code, one, _instead(one.hung_before, one.hung_now))
            for one in found
            if one.hung_before is not None and one.hung_now is not None
            and _longer_by(one.decided_on, one.hung_before, one.hung_now) * sign > 0
        ]  # fmt: skip
        if cases:
            yield _counted(sentence, len(found), cases)


def _decision(code: str, one: Rejudged, otherwise: str = "") -> Case:
    why = otherwise or " ".join(days_said(found.text) for found in one.against)
    return Case(f"{one.number} · {one.title}", reverse("portal:matter", args=[code, one.matter]), why)


def on_payments(code: str, found: tuple[Retiered, ...], titles: Mapping[str, Text]) -> list[Effect]:
    """How many payments would have waited for something else: by what they would have needed."""
    if not found:
        return [Effect(_("Nothing was paid in the last year."), (), 0)]
    groups: dict[str, list[Retiered]] = {}
    for payment in found:
        for need in _other_needs(payment, titles):
            groups.setdefault(need, []).append(payment)
    whole = len(found)
    same = _("The payments of the last year (%(whole)s) would have needed the same.") % {"whole": whole}
    return [
        _effect(need % {"some": len(some), "whole": whole}, [_payment(code, one) for one in some])
        for need, some in groups.items()
    ] or [Effect(same, (), 0)]


def _other_needs(payment: Retiered, titles: Mapping[str, Text]) -> Iterable[str]:
    """The sentences that a payment belongs under."""
    before, now = (tier.requires if tier else None for tier in (payment.before, payment.now))
    if before is None or now is None:
        return
    if now.decision != before.decision:
        yield from _decided(now.decision, titles)
    if now.review != before.review:
        yield (
            _("%(some)s of %(whole)s payments of the last year would have needed no review.")
            if now.review == NONE
            else _named(
                _("%(some)s of %(whole)s payments of the last year would have needed a review by: {who}"), now.review
            )
        )
    added = [post for post in now.signatures if post not in before.signatures]
    spared = [post for post in before.signatures if post not in now.signatures]
    for post in added:
        yield _named(
            _("%(some)s of %(whole)s payments of the last year would have needed the signature of: {who}"), post
        )
    for post in spared:
        yield _named(
            _("%(some)s of %(whole)s payments of the last year would not have needed the signature of: {who}"), post
        )
    if not added and not spared and now.signatures != before.signatures:
        yield _("%(some)s of %(whole)s payments of the last year would have needed their signatures in another order.")
    yield from _posted(payment.on, _time(before), _time(now))


def _time(needs: Requires) -> engine.Duration:
    return needs.posting or engine.Duration(0)


def _longer_by(start: date, before: engine.Duration, now: engine.Duration) -> int:
    """By how many calendar days a time that begins on a day would end later."""
    return (charter.day_after(start, now) - charter.day_after(start, before)).days


def _posted(on: date, before: engine.Duration, now: engine.Duration) -> Iterable[str]:
    """The decision behind a payment has to be posted first, or longer, or less long than it had to."""
    by = _longer_by(on, before, now)
    if not by:
        return
    if not before.days:
        yield _("%(some)s of %(whole)s payments of the last year would have had to be posted first.")
    elif not now.days:
        yield _("%(some)s of %(whole)s payments of the last year would not have had to be posted first.")
    else:
        longer = _("%(some)s of %(whole)s payments of the last year would have had to be posted longer first: {days}")
        shorter = _("%(some)s of %(whole)s payments of the last year would not have had to be posted as long: {days}")
        yield (longer if by > 0 else shorter).replace("{days}", _instead(before, now))


def _instead(before: engine.Duration, now: engine.Duration) -> str:
    return _("%(now)s instead of %(before)s") % {"before": lasting(before), "now": lasting(now)}


def _decided(decision: str, titles: Mapping[str, Text]) -> Iterable[str]:
    if decision == NONE:
        yield _("%(some)s of %(whole)s payments of the last year would have needed no decision.")
    else:
        known = titles.get(decision) or holder_name(decision)
        said = _("%(some)s of %(whole)s payments of the last year would have needed a decision: {who}")
        yield said.replace("{who}", str(known))


def _named(sentence: str, holder: str) -> str:
    return sentence.replace("{who}", str(holder_name(holder)))


def _payment(code: str, one: Retiered) -> Case:
    url = "" if one.past else reverse("portal:payment", args=[code, one.number])
    return Case(one.number, url, _("tested on %(amount)s yuan") % {"amount": f"{one.amount:,.2f}".removesuffix(".00")})


def on_objections(code: str, found: tuple[Reanswered, ...]) -> list[Effect]:
    """How many answers would have been late by the new days, or in time."""
    if not found:
        return [Effect(_("Nobody objected in the last year."), (), 0)]
    sentences = (
        (_("%(some)s of %(whole)s objections of the last year would not have been answered in time."),
         [one for one in found if one.now_late and not one.was_late]),
        (_("%(some)s of %(whole)s objections of the last year were answered late and would have been in time."),
         [one for one in found if one.was_late and not one.now_late]),
    )  # fmt: skip
    same = _(
        "The answers to the objections of the last year (%(whole)s) would have come in time, or late, as they did."
    )
    said = [_counted(text, len(found), [_objection(code, one) for one in some]) for text, some in sentences if some]
    return said or [Effect(same % {"whole": len(found)}, (), 0)]


def _objection(code: str, one: Reanswered) -> Case:
    why = _("due by %(day)s") % {"day": civil_date(one.due_now)}
    return Case(one.number, reverse("portal:objection", args=[code, one.number]), why)


def on_postings(code: str, found: tuple[Reposted, ...]) -> list[Effect]:
    """How many postings would have come late, or hung too short, by the new catalogue."""
    if not found:
        return [Effect(_("Nothing was posted in the last year."), (), 0)]
    sentences = (
        (_("%(some)s of %(whole)s postings of the last year would have been late."),
         [one for one in found if one.now_late and not one.was_late]),
        (_("%(some)s of %(whole)s postings of the last year were late and would have been in time."),
         [one for one in found if one.was_late and not one.now_late]),
        (_("%(some)s of %(whole)s postings of the last year would have hung too short."),
         [one for one in found if one.now_short and not one.was_short]),
        (_("%(some)s of %(whole)s postings of the last year hung too short and would have hung long enough."),
         [one for one in found if one.was_short and not one.now_short]),
    )  # fmt: skip
    same = _("The postings of the last year (%(whole)s) would have come and hung as they should, or not, as they did.")
    said = [_counted(text, len(found), [_posting(code, one) for one in some]) for text, some in sentences if some]
    said += [*_less_long(code, found), *_other_readers(code, found), *_undated(code, found)]
    return said or [Effect(same % {"whole": len(found)}, (), 0)]


def _undated(code: str, found: tuple[Reposted, ...]) -> Iterable[Effect]:
    """Postings of which nobody knows whether they would be late: the day of what they tell of was not given."""
    if some := [one for one in found if one.undated]:
        text = _(
            "Of %(some)s of %(whole)s postings of the last year the day of what they tell of is not known: whether "
            "they would have been late is not compared."
        )
        yield _counted(text, len(found), [_posting(code, one) for one in some])


def _less_long(code: str, found: tuple[Reposted, ...]) -> Iterable[Effect]:
    """Postings that would not have had to hang as long: none of them is late or short by that, and people have fewer
    days to see it."""
    some = [one for one in found if one.days_now < one.days_before]
    if some:
        text = _("%(some)s of %(whole)s postings of the last year would not have had to hang as long.")
        yield _counted(text, len(found), [_posting(code, one, _less(one)) for one in some])


def _less(one: Reposted) -> str:
    return _instead(engine.Duration(one.days_before), engine.Duration(one.days_now))


def _other_readers(code: str, found: tuple[Reposted, ...]) -> Iterable[Effect]:
    """Postings that would have been for more people than they were, or need have been for fewer."""
    wider = _("%(some)s of %(whole)s postings of the last year would have had to be open to: {who}")
    smaller = _("%(some)s of %(whole)s postings of the last year need not have been open to more than: {who}")
    for audience, name in AUDIENCES.items():
        for sentence, some in (
            (wider, [one for one in found if one.opened_to == audience]),
            (smaller, [one for one in found if one.closed_to == audience]),
        ):
            if some:
                text = sentence.replace("{who}", str(name))
                yield _counted(text, len(found), [_posting(code, one) for one in some])


def on_duties(found: tuple[Redue, ...]) -> list[Effect]:
    """How many duties would have been late by the new due days, or in time."""
    if not found:
        return [Effect(_("No duty fell due in the last year."), (), 0)]
    sentences = (
        (_("%(some)s of %(whole)s duties of the last year would have been late."),
         [one for one in found if one.now_late and not one.was_late]),
        (_("%(some)s of %(whole)s duties of the last year were late and would have been in time."),
         [one for one in found if one.was_late and not one.now_late and not one.not_yet]),
        (_("%(some)s of %(whole)s duties of the last year would not have fallen due yet."),
         [one for one in found if one.not_yet]),
    )  # fmt: skip
    same = _("The duties of the last year (%(whole)s) would have been done in time, or late, as they were.")
    said = [_counted(text, len(found), [_duty(one) for one in some]) for text, some in sentences if some]
    return said or [Effect(same % {"whole": len(found)}, (), 0)]


def _duty(one: Redue) -> Case:
    return Case(f"{one.name} · {one.period}", "", _("due by %(day)s") % {"day": civil_date(one.due_now)})


def _posting(code: str, one: Reposted, why: str = "") -> Case:
    title = Text(one.title_zh, one.title_en)
    return Case(f"{one.number} · {title}", reverse("portal:publication", args=[code, one.number]), why)


def on_acts(found: list[Performed], old: engine.Charter, new: engine.Charter) -> list[Effect]:
    """How many acts of the year their post could do no longer."""
    lost = [
        one for one in found
        if charter.could_do(old, one.act, one.post, served=one.served)
        and not charter.could_do(new, one.act, one.post, served=one.served)
    ]  # fmt: skip
    whole, number = sum(one.number for one in found), sum(one.number for one in lost)
    if not lost:
        same = _("What was done in the last year (%(whole)s acts) could be done by the same posts.")
        return [Effect(same % {"whole": whole}, (), 0)]
    text = _("%(some)s of %(whole)s acts of the last year could no longer be done in the post in which they were.")
    return [_effect(text % {"some": number, "whole": whole}, [_lost(one) for one in lost])]


def _lost(one: Performed) -> Case:
    times = _("%(number)s times, entered for somebody at the desk") if one.served else _("%(number)s times")
    return Case(f"{act_title(one.act)} · {holder_name(one.post)}", "", times % {"number": one.number})


def not_compared(found: list[Said]) -> list[Effect]:
    """Which changed parts no case was looked at for: of them nothing above says anything."""
    parts = [Case(str(one.label), "", f"{one.before} → {one.after}") for one in found]
    return [_effect(_("Not compared with the cases of the last year:"), parts)] if parts else []


def _counted(text: str, whole: int, cases: list[Case]) -> Effect:
    return _effect(text % {"some": len(cases), "whole": whole}, cases)


def _effect(text: str, cases: list[Case]) -> Effect:
    return Effect(text, tuple(cases[:LISTED]), max(0, len(cases) - LISTED))
