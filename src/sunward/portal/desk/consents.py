"""What comes next for somebody who has applied for the vote: a matter, an agenda, a vote, the entry of the consent."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from sunward.charter import queries as charter
from sunward.charter.wording import holders_named, said
from sunward.decisions import queries as decisions
from sunward.decisions.queries import Consenting, ForWhom
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import as_written, short_date
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.portal.links import act_address, address_of
from sunward.portal.words.said import act_title
from sunward.registry import queries as registry
from sunward.registry.queries import ConsentAwaited

OPEN, CONSENT = "decisions.open_matter", "registry.consent_to_vote"
TO_OPEN = Text(
    "还要会议同意。下一步：先提出一件“{kind}”的事项。可以提出的：{who}",
    "waits for consent. Next: a matter “{kind}” has to be opened first. Who may open it: {who}",
)
TO_PUT = Text(
    "还要会议同意。下一步：把事项 {matter} 列入议程，在“由表决选出的人”里写上申请人的门牌和姓名。会议：{bodies}",
    "waits for consent. Next: matter {matter} is to be put on an agenda, with the applicant’s door and name under "
    "“whom the vote is to choose”. Meeting of: {bodies}",
)
TO_VOTE = Text(
    "还要会议同意。下一步：{day} 的会议 {meeting} 表决事项 {matter}",
    "waits for consent. Next: meeting {meeting} votes on matter {matter} on {day}",
)
TO_RECORD = Text(
    "会议已经同意。下一步：登记同意（决定 {decision}），公示 {days} 天后生效。可以登记的：{who}",
    "the meeting has consented. Next: the consent is recorded (decision {decision}); it is posted, and counts after "
    "{days} days. Who may record it: {who}",
)
TO_DECIDE = Text("下一步：要有同意的决定。会议：{bodies}", "next: a decision that consents. Meeting of: {bodies}")
FEW = 3  # of those who may; the list of powers has them all


@dataclass(frozen=True, slots=True)
class NextStep:
    """In words, with the page where it is seen (None: the list of matters); `act` on `subject` takes it, for whoever
    may, its facts `given`. A step without an act is taken on its page."""

    words: Text
    page: Ref | None
    act: str = ""
    subject: Ref | None = None
    given: tuple[tuple[str, str], ...] = ()


def next_step(person: str, community: str, on: date) -> NextStep | None:
    """The next step for one person; None for whoever waits for no consent."""
    waits = registry.consent_awaited(person, community, on)
    if waits is None:
        return None
    own, here, rule = Ref.parse(person), Ref("community", community), waits.rule
    if not rule.matter:
        return NextStep(TO_DECIDE.fill(bodies=holders_named(rule.bodies)), None, CONSENT, own)
    found = _found(person, waits, community, on)
    if found.matter is None:
        kind = said(charter.charter_of(community, on).matters[rule.matter].title)
        words = TO_OPEN.fill(kind=kind, who=_who(OPEN, community, on))
        return NextStep(words, None, OPEN, here, (("kind", rule.matter), ("title", str(kind))))
    if found.decision:
        who = _who(CONSENT, community, on)
        words = TO_RECORD.fill(decision=found.decision, days=rule.posted_days, who=who)
        return NextStep(words, found.matter, CONSENT, own, (("decision", found.decision),))
    if meeting := found.meeting:
        words = TO_VOTE.fill(day=short_date(meeting.held_on), meeting=meeting.meeting, matter=found.matter.id)
        return NextStep(words, Ref("meeting", meeting.meeting))
    words = TO_PUT.fill(matter=found.matter.id, bodies=holders_named(rule.bodies))
    return NextStep(words, found.matter)


def _found(person: str, waits: ConsentAwaited, community: str, on: date) -> Consenting:
    rule = waits.rule
    return decisions.consenting(ForWhom(person, waits.applied_on, rule.matter, rule.bodies, waits.used), community, on)


def _who(act: str, community: str, on: date) -> Text:
    holders = charter.holders_of(act, community, on)
    named = holders_named(holders[:FEW])
    return Text(f"{named.zh}等", f"{named.en} and others") if len(holders) > FEW else named


def shown(viewer: Viewer, person: str, on: date) -> dict[str, Any] | None:
    """The next step of somebody as a page shows it to a reader: its words, where it is seen, and its form for whoever
    may take it."""
    step = next_step(person, viewer.community, on)
    if step is None:
        return None
    code = viewer.community
    line: dict[str, Any] = {
        "icon": "decide", "title": _("Your application for the vote"), "words": as_written(step.words),
        "url": address_of(step.page, code) if step.page else reverse("portal:matters", args=[code]),
    }  # fmt: skip
    if step.act and step.subject and "." in charter.post_for(viewer, step.act, on):
        given = f"?{urlencode(step.given)}" if step.given else ""
        line |= {"act": act_title(step.act), "do": f"{act_address(step.act, step.subject, code)}{given}"}
    return line
