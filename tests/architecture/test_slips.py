"""Whatever a clerk can enter for somebody at the desk has a picture of what they signed.

Before, a clerk alone closed the petitioners' evening in their name, called their meeting for four in the morning and
stated their opinions, and nothing showed that none of them had ever come.
"""

from datetime import date

import pytest

from sunward.charter.engine.library import charter_for
from sunward.kernel.acts import act_named
from sunward.kernel.slips import slips_in

LAYERS = ("cn-urban", "cn-collective", "cn-four-two", "demo-liuhe-street", "demo-liuhe-assemblies")
DEMOS = ("demo-xiangyang", "demo-heping", "demo-guangming")

# No slip, for they say nothing in anybody's name and take nothing away.
LEFT_OUT = {
    "meetings.admit": "Who comes in is there to be seen.",
    "meetings.give_notice": "Whoever reads the notice has been told, whoever gave it.",
    "meetings.lay_paper": "A paper more that everybody can read.",
    "meetings.leave": "Whoever is still there is there to be seen, and is admitted again at once.",
    "meetings.photograph_minutes": "The photograph shows what it shows.",
    "meetings.record_turnout": "It counts who was there to be seen.",
    "ballots.close_vote": "Any voter closes it once its hour is past.",
    "disclosure.dispute_desk_act": "The way to undo stays easy.",
    "disclosure.photograph_board": "The photograph shows what it shows.",
}
# Another picture of what they signed, which the act demands at the desk itself; the field that holds it.
OTHER_PICTURES = {"ballots.confirm_count": "sheet", "elections.grant_proxy": "paper"}


def at_desk() -> frozenset[str]:
    """Every act that a rule book of the demo opens at the desk."""
    books = [charter_for((*LAYERS, demo), date(2026, 6, 1)) for demo in DEMOS]
    return frozenset(power.act for book in books for power in book.powers.values() if power.at_desk)


def missing(context: str) -> set[str]:
    """The acts of a context that have neither slip, nor another picture, nor a reason."""
    named = {act for act in at_desk() if act.startswith(f"{context}.")}
    return {act for act in named - LEFT_OUT.keys() - OTHER_PICTURES.keys() if not slips_in(act_named(act).facts_type)}


def test_every_act_at_the_desk_belongs_to_a_context_that_is_asked() -> None:
    asked = {"ballots", "decisions", "disclosure", "elections", "meetings", "registry"}
    assert {act.partition(".")[0] for act in at_desk()} <= asked


@pytest.mark.parametrize("context", ["ballots", "decisions", "disclosure", "elections", "meetings", "registry"])
def test_every_act_at_the_desk_asks_for_what_was_signed(context: str) -> None:
    assert missing(context) == set()


def test_the_tables_name_nothing_that_is_not_there() -> None:
    assert LEFT_OUT.keys() <= at_desk()
    assert OTHER_PICTURES.keys() <= at_desk()
    for act, field in OTHER_PICTURES.items():
        assert field in act_named(act).facts_type.__dataclass_fields__
    assert not any(slips_in(act_named(act).facts_type) for act in (*LEFT_OUT, *OTHER_PICTURES))
