"""Short ways through a procedure: proposals, meetings, votes, postings, as the clerk reports them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sunward.demo.script import CLERK, DIRECTOR, Community, paper
from sunward.kernel import clock
from sunward.kernel.refs import Ref

PARTY_MEMBERS = 112
REPRESENTATIVES_MEETING = "representatives_meeting"


@dataclass(frozen=True)
class Vote:
    """How a meeting voted; whoever is not counted was absent."""

    entitled: int
    present: int
    in_favour: int
    against: int = 0

    def counts(self, kind: str) -> dict[str, dict[str, int]]:
        rest = self.present - self.in_favour - self.against
        votes = {"for": self.in_favour, "against": self.against, "abstain": rest}
        return {kind: {"entitled": self.entitled, "present": self.present, **votes}}


def open_matter(
    community: Community, post: str, title: str, kind: str, amount: str | None = None, text: str = "",
    draft: str = "",
) -> Ref:  # fmt: skip
    """Bring a matter up."""
    expected = Decimal(amount) if amount else None
    return community.made(
        "decisions.open_matter", post, title=title, kind=kind, amount=expected, text=text, draft=draft
    )


def report(community: Community, matter: Ref, step: str, *, post: str = CLERK, **facts: Any) -> Ref:
    """Report a step that was taken today, unless said otherwise."""
    return community.made("decisions.report_step", post, matter, step=step, **{"held_on": clock.today(), **facts})


def proposed(community: Community, matter: Ref) -> None:
    """The party committee meets on it."""
    report(community, matter, "proposal", body="party_organisation", note="党组织委员会集体研究，5人到会。")


def consulted(community: Community, matter: Ref, vote: Vote) -> None:
    """The two committees discuss it."""
    report(community, matter, "consultation", body="joint_meeting", counts=vote.counts("body_members"))


def reviewed(community: Community, matter: Ref, present: int, in_favour: int) -> None:
    """The party members review it."""
    vote = Vote(PARTY_MEMBERS, present, in_favour, present - in_favour)
    report(community, matter, "party_members_review", body="party_members_meeting", counts=vote.counts("party_members"))


def resolved(community: Community, matter: Ref, vote: Vote, *, notice: int = 7, **facts: Any) -> Ref:
    """The representatives vote, called with so many days' notice; the decision that it makes."""
    told = clock.today() - timedelta(days=notice)
    meeting = {
        "body": REPRESENTATIVES_MEETING, "notice_on": told, "called_by": "residents_committee",
        "agenda_fixed_on": told, "agenda_includes_matter": "yes", "counts": vote.counts("body_members"),
        "minutes": paper(f"minutes {matter} {clock.today()}"),
    }  # fmt: skip
    return report(community, matter, "resolution", **{**meeting, **facts})


def decided_jointly(community: Community, matter: Ref, vote: Vote, **facts: Any) -> Ref:
    """The joint meeting decides."""
    given = {"counts": vote.counts("body_members"), "minutes": paper(f"minutes {matter} {clock.today()}")}
    return report(community, matter, "resolution", body="joint_meeting", **{**given, **facts})


def posted(community: Community, about: Ref, item: str, title: str, **facts: Any) -> Ref:
    """Hang something on the noticeboard and on the page."""
    return community.made("disclosure.publish", CLERK, item=item, title=title, about=str(about), **facts)


def carried_out(community: Community, decision: Ref, done_on: date | None = None) -> None:
    """The decision has been carried out."""
    community.act("decisions.carry_out", DIRECTOR, decision, done_on=done_on or clock.today())
