"""Where a thing is shown: references to addresses."""

from django.urls import reverse

from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry

PAGES = {
    "matter": "portal:matter",
    "decision": "portal:matter",  # its number leads on to its matter
    "vote": "portal:vote",
    "payment": "portal:payment",
    "publication": "portal:publication",
    "meeting": "portal:meeting",
    "minutes": "portal:minutes",
    "draft": "portal:draft",
    "person": "portal:person",
    "roll": "portal:roll",
    "petition": "portal:petition",
    "election": "portal:election",
    "recall": "portal:recall",
    "objection": "portal:objection",
    "desk_dispute": "portal:dispute",
    "entry": "portal:done",
}
# Acts that first look somebody up, on a page of the vote.
ROUND_THE_BOX = {
    "ballots.cast": "portal:ballot",
    "ballots.call_roll": "portal:roll_call",
    "ballots.issue_paper": "portal:door",
    "ballots.enter_list": "portal:door",
    "ballots.take_back_paper": "portal:door",
    "ballots.hand_over_code": "portal:codes",
    "ballots.confirm_code": "portal:codes",
    "ballots.answer_sample": "portal:asked_back",
}
LISTS = {
    "step": "portal:matters",
    "order": "portal:money",
    "statement": "portal:money",
    "bank_line": "portal:money",
    "budget_line": "portal:money",
    "income": "portal:money",
    "charter_version": "portal:charter",
    "hold": "portal:money",
    "handover": "portal:handovers",
    "duty": "portal:overdue",
    "demand": "portal:catalogue",
    "disclosure_item": "portal:catalogue",
    "household": "portal:people",
    "post": "portal:people",
    "appointment": "portal:people",
    "community": "portal:home",
    "body": "portal:people",
}


def address_of(ref: Ref, code: str) -> str:
    """The page of a thing; the list it belongs to when it has no page of its own; else the community's home."""
    if ref.type == "item":
        return reverse("portal:meeting", args=[code, ref.id.rpartition("-")[0]])
    if ref.type == "contest":
        return reverse("portal:election", args=[code, ref.id.rpartition("-")[0]])
    if ref.type == "candidate":
        return reverse("portal:election", args=[code, ref.id.rsplit("-", 2)[0]])
    if ref.type == "opinion":
        return reverse("portal:hearing", args=[code, ref.id.rpartition("-")[0]])
    if ref.type in PAGES:
        return reverse(PAGES[ref.type], args=[code, ref.id])
    return reverse(LISTS.get(ref.type, "portal:home"), args=[code])


def shown_at(ref: Ref, code: str) -> str:
    """The same for somebody who may be no officer: only officers have a page of their own."""
    if ref.type == "person" and not registry.is_officer(str(ref), code, clock.today()):
        return reverse("portal:people", args=[code])
    return address_of(ref, code)


def act_address(act: str, subject: Ref, code: str) -> str:
    """The form of an act on a subject; rules are changed, and voters looked up, on pages of their own."""
    if act == "charter.draft_amendment":
        return reverse("portal:amend", args=[code])
    if act == "charter.revise_draft":
        return f"{reverse('portal:amend', args=[code])}?of={subject.id}"
    if act in ROUND_THE_BOX:
        return reverse(ROUND_THE_BOX[act], args=[code, subject.id])
    return reverse("portal:act", args=[code, act, str(subject)])
