"""Casting by one's own hand: on the web, and at the desk with a code."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from sunward.ballots import queries
from sunward.ballots.models import Ballot, CodeSlip, Mark, RollEntry, Vote, VotingCode
from sunward.kernel import clock
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.viewer import Viewer
from sunward.record.models import Journal, Outbox, PrivateField
from sunward.registry import queries as registry
from sunward.registry.models import Person, ResidenceSpell
from tests import stage
from tests.ballots import scenes
from tests.ballots.scenes import cast, code_for, put, roll_of, rules_of
from tests.money.cases import paper

pytestmark = pytest.mark.postgres


def test_a_vote_leaves_a_mark_and_a_ballot_and_no_entry(vote: Vote, voters: list[str]) -> None:
    before = Journal.objects.count()
    cast(vote, voters[0], "against")
    assert Journal.objects.count() == before
    assert queries.how_i_voted(voters[0], vote.number) == queries.Voted("web", scenes.DAY)
    assert list(Ballot.objects.filter(vote=vote).values_list("chosen", flat=True)) == [["against"]]
    assert Mark.objects.get(vote=vote).named == ""


def test_one_vote_by_whatever_channel_and_the_answer_names_the_first(vote: Vote, voters: list[str]) -> None:
    from sunward.kernel.acts import Refused

    cast(vote, voters[0])
    with pytest.raises(Refused) as refusal:
        cast(vote, voters[0], "against")
    said = next(found for found in refusal.value.findings if found.rule == "already_voted")
    assert (said.actual, said.text.zh) == ("web", "已经投过票：网上。")
    assert Ballot.objects.filter(vote=vote).count() == 1


def test_with_a_code_at_the_desk(vote: Vote, voters: list[str]) -> None:
    code = code_for(vote, voters[0], voters[6:])
    assert queries.voter_of_code(vote.number, code.lower().replace("-", " "), stage.CODE) == voters[0]
    broad = "".join(chr(ord(sign) + 0xFEE0) for sign in code)  # as a keyboard for Chinese may type it
    assert queries.voter_of_code(vote.number, broad, stage.CODE) == voters[0]
    assert rules_of(lambda: cast(vote, voters[0], channel="terminal", code="AAAAA-AAAAA")) == {"code"}
    cast(vote, voters[0], channel="terminal", code=code)
    assert scenes.voted_by(vote, voters[0]) == "terminal"


def test_a_replaced_code_is_void(vote: Vote, voters: list[str]) -> None:
    old = code_for(vote, voters[0], voters[6:])
    new = code_for(vote, voters[0], voters[6:])
    assert queries.voter_of_code(vote.number, old, stage.CODE) is None
    assert rules_of(lambda: cast(vote, voters[0], channel="terminal", code=old)) == {"code"}
    cast(vote, voters[0], channel="terminal", code=new)


def test_nobody_mints_a_code_alone(vote: Vote, voters: list[str]) -> None:
    """A resident makes a code for a neighbour and types the name of a third, who knows of nothing: it opens nothing,
    and leaves the neighbour's own code valid."""
    victim, thief, other = voters[0], voters[5], voters[4]
    own = code_for(vote, victim, voters[6:])
    minted = scenes.code_alone(vote, victim, [thief, other])
    assert queries.voter_of_code(vote.number, minted, stage.CODE) is None
    assert rules_of(lambda: cast(vote, victim, "against", "terminal", code=minted)) == {"code"}
    assert rules_of(lambda: scenes.confirm_code(vote, victim, [thief, other], by=thief)) == {"second_carrier"}
    assert rules_of(lambda: scenes.confirm_code(vote, victim, [thief, other], by=voters[3])) == {"second_carrier"}
    cast(vote, victim, channel="terminal", code=own)
    assert "already_voted" in rules_of(lambda: scenes.confirm_code(vote, victim, [thief, other]))


def test_a_code_is_handed_over_against_the_voters_own_signature(vote: Vote, voters: list[str]) -> None:
    """One photograph is for one code: two who hand codes to nobody have none to show."""
    scenes.code_alone(vote, voters[0], voters[6:])
    scenes.code_alone(vote, voters[1], voters[6:])
    slips = list(CodeSlip.objects.order_by("id"))
    with pytest.raises(FactsError, match="signature"):
        scenes.act("confirm_code", "resident", vote, by=voters[7], slip=slips[0].pk)
    once = {"signature": paper("the same")}
    scenes.act("confirm_code", "resident", vote, by=voters[7], slip=slips[0].pk, **once)
    again = lambda: scenes.act("confirm_code", "resident", vote, by=voters[7], slip=slips[1].pk, **once)  # noqa: E731
    assert rules_of(again) == {"signature_once"}


def test_nobody_of_a_household_carries_its_code(voters: list[str]) -> None:
    """On a roll of households the place is everybody's who lives there: none of them is the second pair of eyes."""
    person = Person.objects.get(number=voters[6].removeprefix("person:"))
    vote = put(roll_of([], of="household_delegates"))
    with door_open():
        entry = RollEntry.objects.create(roll=vote.roll, by_household=True, household=person.residence.get().household)
    made = queries.new_code(vote.number)
    facts = {"entry": entry.pk, "handed_with": voters[7], "code_hash": made.code_hash}
    assert "not_own" in rules_of(lambda: scenes.act("hand_over_code", "resident", vote, by=voters[6], **facts))


def reader(person: str) -> Viewer:
    """A resident who looks at the page of the codes."""
    return Viewer(stage.CODE, person, capacities=frozenset({"anyone", "resident"}))


def test_two_who_carry_a_code_are_told_to_whom(vote: Vote, voters: list[str]) -> None:
    """Masked names tell neighbours apart by nothing; only the second carrier of this code reads it."""
    scenes.code_alone(vote, voters[0], voters[6:])
    waiting = queries.codes_to_confirm(vote.number, reader(voters[7]))
    full = {person: str(registry.full_name(person)) for person in (voters[0], voters[6])}
    assert [(one.place.name.partition(" · ")[0], one.made_by) for one in waiting] == [
        (full[voters[0]], full[voters[6]])
    ]
    assert queries.find_places(vote.number, full[voters[0]], Viewer(stage.CODE))[0].name != full[voters[0]]


def test_who_carries_a_code_is_of_age_and_lives_here(vote: Vote, voters: list[str]) -> None:
    child, gone = (Person.objects.get(number=person.removeprefix("person:")) for person in voters[5:7])
    with door_open():
        Person.objects.filter(pk=child.pk).update(born_on=clock.today() - timedelta(days=4000))
        ResidenceSpell.objects.filter(person=gone).update(left_on=clock.today())
    for other in voters[5:7]:
        assert "grown_resident" in rules_of(lambda other=other: code_for(vote, voters[0], [voters[7], other]))


def test_a_pair_that_makes_another_code_means_that_one(vote: Vote, voters: list[str]) -> None:
    first = scenes.code_alone(vote, voters[0], voters[6:])
    second = scenes.code_alone(vote, voters[0], voters[6:])
    assert [one.made_by for one in queries.codes_to_confirm(vote.number, reader(voters[7]))] != []
    assert queries.codes_to_confirm(vote.number, reader(voters[6])) == []
    scenes.confirm_code(vote, voters[0], voters[6:])
    assert queries.voter_of_code(vote.number, first, stage.CODE) is None
    assert queries.voter_of_code(vote.number, second, stage.CODE) == voters[0]
    assert queries.codes_to_confirm(vote.number, reader(voters[7])) == []


def test_a_code_made_before_the_second_carrier_had_to_confirm_opens_nothing(vote: Vote, voters: list[str]) -> None:
    code = code_for(vote, voters[0], voters[6:])
    with transaction.atomic(), door_open():
        VotingCode.objects.update(confirmed_on=None)
    assert queries.voter_of_code(vote.number, code, stage.CODE) is None
    assert rules_of(lambda: cast(vote, voters[0], channel="terminal", code=code)) == {"code"}


def test_somebody_elses_code_opens_nothing(vote: Vote, voters: list[str]) -> None:
    code = code_for(vote, voters[0], voters[6:])
    assert rules_of(lambda: cast(vote, voters[1], channel="terminal", code=code)) == {"code"}


def test_a_code_is_kept_as_a_keyed_hash_only(vote: Vote, voters: list[str]) -> None:
    code = code_for(vote, voters[0], voters[6:])
    plain = code.replace("-", "").lower()
    kept = json.dumps([
        list(VotingCode.objects.values_list("code_hash", flat=True)),
        [str(row) for row in Journal.objects.values_list("public", "findings")],
        [str(row) for row in PrivateField.objects.values_list("name", "value")],
        [bytes(row).decode("utf-8", "replace") for row in Outbox.objects.values_list("data", flat=True)],
    ])  # fmt: skip
    assert code not in kept
    assert plain not in kept.lower()


def test_an_officer_carries_no_codes(vote: Vote, voters: list[str]) -> None:
    clerk = stage.holder(vote.community_code, stage.CLERK)
    assert "no_post" in rules_of(lambda: code_for(vote, voters[0], [voters[1], clerk]))
    assert "power" in rules_of(lambda: scenes.act("hand_over_code", stage.CLERK, vote, entry=1, handed_with=voters[1],
                                                  code_hash="0" * 64))  # fmt: skip
    assert "two_people" in rules_of(lambda: code_for(vote, voters[0], [voters[1], voters[1]]))
    assert "not_own" in rules_of(lambda: code_for(vote, voters[0], voters[:2]))


THREE = {"choices": {key: {"zh": key, "en": key} for key in ("for", "against", "abstain")}, "channels": "paper,web"}


@pytest.mark.parametrize(
    ("facts", "chosen", "rules"),
    [
        ({}, "", set()),
        ({}, "maybe", {"known_choice"}),
        ({}, "for,against", {"at_most"}),
        ({"method": "several_of", "at_most": 2, **THREE}, "for,against", set()),
        ({"method": "several_of", "at_most": 2, **THREE}, "for,against,abstain", {"at_most"}),
        ({"method": "approval", **THREE}, "for,against,abstain", set()),
        ({"method": "election", "seats": 2, "channels": "terminal,paper"}, "for,against,abstain", {"at_most", "code"}),
    ],
)
def test_how_many_may_be_chosen(voters: list[str], facts: dict[str, Any], chosen: str, rules: set[str]) -> None:
    vote = put(roll_of(voters), **facts)
    channel = "web" if "web" in vote.channels else "terminal"
    if rules:
        assert rules_of(lambda: cast(vote, voters[0], chosen, channel)) == rules
    else:
        cast(vote, voters[0], chosen, channel)


def test_neither_chosen_nor_blank_is_no_vote(vote: Vote, voters: list[str]) -> None:
    assert rules_of(lambda: cast(vote, voters[0], "", blank=False)) == {"something_chosen"}
    assert rules_of(lambda: cast(vote, voters[0], "for", blank=True)) == {"something_chosen"}


def test_a_refusal_tells_the_voter_nothing_of_the_choice_and_the_record_nothing_at_all(
    vote: Vote, voters: list[str]
) -> None:
    from sunward.kernel.acts import Refused

    cast(vote, voters[0])
    before = Journal.objects.count()
    with pytest.raises(Refused) as refusal:
        cast(vote, voters[0], "against")
    assert "against" not in json.dumps([found.as_dict() for found in refusal.value.findings])
    assert Journal.objects.count() == before


def test_not_on_the_roll_struck_or_aside(voters: list[str]) -> None:
    roll = roll_of(voters[:5])
    gone, out, aside = (entry.pk for entry in RollEntry.objects.filter(roll=roll).order_by("pk")[:3])
    vote = put(roll, off_base=str(out), aside=str(aside))
    with door_open():
        RollEntry.objects.filter(pk=gone).update(struck_on=scenes.DAY, struck_because="迁出")
    for person, rule in zip((voters[7], *voters[:3]), ("on_roll", "on_roll", "off_base", "off_base"), strict=True):
        assert rules_of(lambda person=person: cast(vote, person)) == {rule}
    assert scenes.page_of(vote).entitled == 3


def test_after_the_close_and_after_the_announced_hour(vote: Vote, voters: list[str]) -> None:
    until = put(roll_of(voters), closes_at="2026-03-17T12:00:00+08:00")
    with scenes.at(12, 1, on=scenes.DAY + timedelta(days=1)):
        assert rules_of(lambda: cast(until, voters[0])) == {"closed"}
    scenes.close(vote)
    assert rules_of(lambda: cast(vote, voters[0])) == {"closed"}


def test_a_channel_that_is_not_open(voters: list[str]) -> None:
    vote = put(roll_of(voters), channels="paper")
    assert rules_of(lambda: cast(vote, voters[0])) == {"channel_open"}
    assert rules_of(lambda: cast(vote, voters[0], channel="paper")) == {"self_cast"}


def test_a_household_votes_once_whoever_comes(community: str) -> None:
    from sunward.ballots.models import Roll
    from sunward.registry.models import ResidenceSpell

    one, other = scenes.people(2)
    house = ResidenceSpell.objects.get(person__number=one.removeprefix("person:")).household
    roll = roll_of([], of="household_delegates")
    with door_open():
        RollEntry.objects.create(roll=Roll.objects.get(pk=roll.pk), household=house, by_household=True)
    vote = put(roll)
    cast(vote, one)
    assert rules_of(lambda: cast(vote, other)) == {"already_voted"}
