"""The form of an act on its page: the questions that the act declares, with the answers a person can choose from.

The API and the command line read the same facts; here a key of the rule book becomes a choice in words, and a small
table becomes boxes or lines.
"""

from collections.abc import Callable, Mapping
from copy import copy, deepcopy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunward.ballots import queries as ballots
from sunward.charter.engine.vocabulary import AREA_OF
from sunward.charter.queries import charter_of, covenant_to_change, draft_page
from sunward.charter.wording import said
from sunward.decisions import queries as decisions
from sunward.decisions.queries import StepView
from sunward.disclosure import queries as disclosure
from sunward.kernel import clock
from sunward.kernel.acts import Act
from sunward.kernel.facts import form_for
from sunward.kernel.formfields import CivilDayField
from sunward.kernel.formfields import TableField as FactsField
from sunward.kernel.refs import Ref
from sunward.kernel.slips import slips_in
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.portal.forms.callerfields import caller_field
from sunward.portal.forms.committeefields import as_chosen
from sunward.portal.forms.correctionfields import correction_field, role_field, taken_in_field
from sunward.portal.forms.countfields import CountsField, PetitionField
from sunward.portal.forms.dayfields import petitioned_day_field
from sunward.portal.forms.leftoffices import left_field
from sunward.portal.forms.linefields import BudgetLinesField, MovementsField
from sunward.portal.forms.moneyfields import refund_field
from sunward.portal.forms.newoffices import (
    NamedField,
    excluded_field,
)
from sunward.portal.forms.numberfields import decision_field, meeting_field, petition_field
from sunward.portal.forms.papersums import PaperCountForm
from sunward.portal.forms.placefields import aside_field, place_field, places_field, raised_field
from sunward.portal.forms.rollfields import of_meeting, of_poll
from sunward.portal.forms.seatfields import seats_field
from sunward.portal.forms.stayfields import with_entry
from sunward.portal.forms.tablefield import TableField
from sunward.portal.forms.tochoose import to_choose
from sunward.portal.forms.votefields import (
    channels_field,
    chosen_field,
    closing_field,
    counter_field,
    decided_field,
    grounds_field,
    objection_field,
    poll_channels_field,
    said_field,
    to_confirm_field,
)
from sunward.portal.words import rulechoices
from sunward.portal.words.choices import choices_of
from sunward.portal.words.figures import FIGURES

COUNTED = {
    "party_members_meeting": "party_members",
    "member_assembly": "members",
    "member_representatives_meeting": "member_representatives",
    "residents_assembly": "adults",
    "villagers_assembly": "adults",
    "owners_assembly": "owners",
    "board": "board_members",
}


def _unseen(**options: Any) -> forms.Field:
    """Changes of rules are written on a page of their own."""
    return FactsField(widget=forms.HiddenInput, **options)


# Whose hint says what an empty choice means.
WHEN_EMPTY = frozenset({
    ("money.request_payment", "route"), ("decisions.carry_out", "body"),
    ("registry.register_arrival", "grid"), ("registry.register_household", "grid"),
})  # fmt: skip
# What a program may name by a code word that no page offers.
NAMED = frozenset({("registry.create_body", "kind")})
BANK_LINES: tuple[Callable[..., forms.Field], Any] = (
    MovementsField,
    _("First line: opening balance, closing balance. Then a line for each movement: day, amount (minus for money "
      "out), counterparty, number of the payment order. Pasting from a spreadsheet works."),
)  # fmt: skip
TYPED: Mapping[tuple[str, str], tuple[Callable[..., forms.Field], Any]] = {
    ("decisions.report_step", "counts"): (
        lambda **options: CountsField(rulechoices.COUNTED_GROUPS, **options),
        _("Only what was counted; the second line is for a second group, such as the representatives alone."),
    ),
    ("decisions.report_step", "petition"): (lambda **options: PetitionField(rulechoices.GROUPS, **options), ""),
    ("money.adopt_budget", "lines"): (
        BudgetLinesField, _("A line for each: its name, a comma, the amount in yuan. Such as: Office, 24000"),
    ),
    ("money.record_bank_statement", "statement"): BANK_LINES,
    ("money.correct_bank_statement", "statement"): BANK_LINES,
    ("charter.revise_draft", "changes"): (_unseen, ""),
    ("disclosure.publish", "rows"): (
        TableField,
        _("First line: the headings. Then a line for each row, a cell under each heading. A star after a heading marks "
          "names: they are masked for readers outside the audience. Pasting from a spreadsheet works; figures that are "
          "typed have no thousands commas."),
    ),
}  # fmt: skip


def carried_field(code: str, petition: Ref, **options: Any) -> forms.Field:
    """The matters that can have taken the place of the one that a petition was about, by name."""
    found = decisions.fitting_matters(petition.id, code, clock.today())
    choices = [(number, f"{title} · {number}") for number, title in found]
    return forms.ChoiceField(choices=[("", "-"), *choices], **options)


# What older entries lack and the act refuses to be without.
OPINION = "meetings.state_opinion"
NEEDED = frozenset({("meetings.draw_speakers", "photograph")})
ANSWERING = frozenset({"disclosure.answer_objection", "disclosure.rule_on_appeal"})
BY_SLIP = frozenset({
    "disclosure.object", "disclosure.appeal_objection", "disclosure.dispute_desk_act", "meetings.correct_minutes",
})  # fmt: skip
ANSWERS_DISPUTE, PHOTOGRAPH = "disclosure.answer_dispute", "disclosure.photograph_board"
OF_THE_SUBJECT: Mapping[tuple[str, str], Callable[..., forms.Field | None]] = {
    ("ballots.count_paper", "chosen"): lambda _code, vote, **options: chosen_field(vote.id, **options),
    ("ballots.count_hands", "chosen"): lambda _code, vote, **options: chosen_field(vote.id, **options),
    ("ballots.confirm_count", "chosen"): lambda _code, vote, **options: chosen_field(
        vote.id, help_text=_("What you have counted yourself, copied from nobody; 0 where there were none."), **options
    ),
    ("decisions.carry_over", "matter"): carried_field,
    ("meetings.add_item", "to_decide"): decided_field,
    ("meetings.answer_correction", "correction"): lambda _code, minutes, **options: correction_field(
        minutes.id, **options
    ),
    ("meetings.answer_correction", "taken_in"): lambda _code, _minutes, **options: taken_in_field(**options),
    ("meetings.sign_minutes", "role"): lambda _code, minutes, **options: role_field(minutes.id, **options),
    ("meetings.put_to_vote", "closes_at"): closing_field,
    ("meetings.put_to_vote", "channels"): lambda _code, item, **options: channels_field(item.id, **options),
    ("money.refund_urgent", "bank_line"): lambda _code, payment, **options: refund_field(payment.id, **options),
    ("ballots.deny_answer", "said"): lambda _code, vote, **options: said_field(vote.id, **options),
    ("ballots.correct_roll", "objection"): lambda _code, roll, **options: objection_field(roll.id, **options),
    ("elections.call_recall_vote", "roll"): of_poll,
    ("elections.take_roll", "roll"): of_poll,
    ("elections.hand_over", "appointment"): left_field,
    ("meetings.convene", "roll"): of_meeting,
    ("meetings.convene_on_petition", "held_on"): petitioned_day_field,
    ("elections.call_election", "seats"): lambda code, _here, **options: seats_field(code, **options),
    ("elections.open_poll", "channels"): lambda _code, _contest, **options: poll_channels_field(**options),
    ("elections.open_recall_poll", "channels"): lambda _code, _recall, **options: poll_channels_field(**options),
    ("elections.open_run_off", "channels"): lambda _code, _contest, **options: poll_channels_field(**options),
    ("registry.create_post", "incompatible_with"): lambda code, _here, **options: excluded_field(code, **options),
    ("ballots.annul_vote", "grounds"): lambda _code, vote, **options: grounds_field(vote.id, **options),
}


BY_NAME: Mapping[tuple[str, str], Callable[..., forms.Field | None]] = {
    ("ballots.confirm_count", "channel"): to_confirm_field,
    ("ballots.count_hands", "counted_with"): counter_field,
    ("ballots.count_hands", "entries"): raised_field,
    ("ballots.count_paper", "counted_with"): counter_field,
    ("charter.adopt", "adopted_by"): decision_field,
    ("decisions.open_matter", "authorised_by"): decision_field,
    ("elections.form_committee", "decided_at"): meeting_field,
    ("meetings.admit", "places"): places_field,
    ("meetings.convene", "called_by"): caller_field,
    ("meetings.convene", "petition"): petition_field,
    ("meetings.leave", "places"): places_field,
    ("meetings.leave_out_of_base", "place"): place_field,
    ("meetings.record_statement", "place"): place_field,
    ("meetings.step_aside", "place"): aside_field,
    ("meetings.take_back_exclusion", "place"): place_field,
    ("money.adopt_budget", "decision"): decision_field,
    ("money.ratify_urgent", "decision"): decision_field,
    ("money.report_tender", "decision"): decision_field,
    ("money.request_payment", "decision"): decision_field,
    ("registry.consent_to_vote", "decision"): decision_field,
}


def form_of(
    kind: type[Act[Any, Any]], code: str, subject: Ref, *, served: str = "", viewer: Viewer | None = None
) -> type[forms.Form]:
    """The form of an act on one subject; a report may also say on which day it happened. The slip that somebody signs
    is asked for where they are served (`served`: who), and nowhere else."""
    # What one reader's form is filled with stays on it: the declared one serves everybody.
    asked, slips = deepcopy(form_for(kind.facts_type).base_fields), slips_in(kind.facts_type)
    beside = beside_the_point(kind.name, subject, bool(served))
    fields = {name: field for name, field in asked.items() if (served or name not in slips) and name not in beside}
    own = {name: _humane(kind.name, name, field, viewer or Viewer(code), subject) for name, field in fields.items()}
    own = with_entry(kind.name, own, served or (viewer.person if viewer else None) or "", subject)
    own |= {name: _wanted(own[name]) for name in slips & own.keys() if kind.kind == "effect"}
    own |= {name: _wanted(own[name]) for name in own if (kind.name, name) in NEEDED}
    for name, value in _expected(kind.name, code, subject, viewer.person if viewer else None).items():
        own[name].initial = value
    own = {name: to_choose(kind.name, name, field) for name, field in own.items()}
    if kind.kind == "report":
        own["happened_on"] = CivilDayField(
            label=_("It happened on"), required=False, help_text=_("Leave empty if today. A late entry is marked late.")
        )
    if kind.name == "ballots.count_paper":
        return type(f"{kind.__name__}Page", (PaperCountForm,), own | {"vote": subject.id})
    return type(f"{kind.__name__}Page", (forms.Form,), own)


def beside_the_point(act: str, subject: Ref, served: bool) -> frozenset[str]:
    """What is asked of objections to rolls alone, of whoever enters a slip at the desk, of disputes about one or about
    an arrival, of what hangs on several sheets, or where somebody was chosen to speak."""
    if act == OPINION:
        card = meetings.hearing(subject.id)
        return frozenset({"speaker"}) if card and card.kind != "hearing" else frozenset()
    if act == ANSWERS_DISPUTE:
        asked = {"handed_in": disclosure.is_of_slip, "wrong": disclosure.is_of_arrival}
        return frozenset(name for name, is_of in asked.items() if not is_of(subject.id))
    if act == PHOTOGRAPH:
        return frozenset() if disclosure.takes_several_sheets(subject.id) else frozenset({"sheets", "of"})
    if act in BY_SLIP:
        return frozenset() if served else frozenset({"handed_in"})
    if act not in ANSWERING or disclosure.is_of_roll(subject.id):
        return frozenset()
    return frozenset({"concerns"} if disclosure.is_of_consent(subject.id) else {"concerns", "way"})


def _wanted(field: forms.Field) -> forms.Field:
    """The same question, to be answered."""
    wanted = copy(field)
    wanted.required = True
    return wanted


def _humane(act: str, name: str, field: forms.Field, viewer: Viewer, subject: Ref) -> forms.Field:
    """The same question with words to choose from or boxes to fill, where there are any."""
    options: dict[str, Any] = {"label": field.label, "required": field.required}
    code = viewer.community
    if (act, name) in BY_NAME:
        return BY_NAME[act, name](viewer, subject, help_text=field.help_text, **options) or field
    if (act, name) in TYPED:
        make, hint = TYPED[act, name]
        return make(help_text=hint, **options)
    if (act, name) in OF_THE_SUBJECT:
        return OF_THE_SUBJECT[act, name](code, subject, **options) or field
    if choices := choices_of(act, name, code, clock.today()):
        empty = [("", "-")]
        hint = field.help_text if (act, name) in WHEN_EMPTY else ""
        return (NamedField if (act, name) in NAMED else forms.ChoiceField)(
            choices=[*empty, *choices], help_text=hint, **options
        )
    return field


def _expected(act: str, code: str, subject: Ref, reader: str | None) -> dict[str, Any]:
    """What will most likely be said: of a matter's next report its step and which group is counted, of a covenant
    its words as they stand, of a show of hands who is in the room."""
    find = EXPECTED.get(act)
    return find(code, subject, reader or "") if find else {}


def _next_step(code: str, subject: Ref, _reader: str) -> dict[str, Any]:
    page = decisions.matter_page(subject.id, clock.today())
    ahead = next((step for step in page.steps if step.place == "next"), None) if page else None
    return {"step": ahead.key, "counts": _first_lines(ahead, code)} if ahead else {}


def _drafted(_code: str, subject: Ref, _reader: str) -> dict[str, Any]:
    """What the older draft says, to be changed where it shall read otherwise."""
    page = draft_page(subject.id)
    if page is None:
        return {}
    text = "\n".join(page.after.get("paragraphs", ()))
    return {"text": text, "effective_from": page.card.effective_from, "why": page.card.why}


def _first_lines(step: StepView, code: str) -> list[list[str]]:
    """The body's own class, and its area where it has one."""
    bodies = charter_of(code, clock.today()).bodies
    key = next((key for key, body in bodies.items() if said(body.name) == step.body), "")
    group = COUNTED.get(key, "body_members")
    groups = [group, AREA_OF[group]] if group in AREA_OF else [group]
    return [[one, *("" for _box in FIGURES)] for one in groups]


EXPECTED: Mapping[str, Callable[[str, Ref, str], dict[str, Any]]] = {
    "charter.draft_covenant": lambda code, _here, _reader: {"text": covenant_to_change(code)},
    "charter.revise_draft": _drafted,
    "elections.form_committee": as_chosen,
    "meetings.add_item": lambda _code, _meeting, _reader: {"method": "yes_no"},
    "ballots.count_hands": lambda _code, vote, _reader: {
        "entries": ", ".join(map(str, ballots.may_raise_a_hand(vote.id)))
    },
    "decisions.report_step": _next_step,
}
