"""Denying a signature that was not one's own: on a sheet, or entered at the desk."""

from datetime import timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.events import PetitionReached
from sunward.ballots.models import Signature
from sunward.disclosure.acts.answer_dispute import AnswerDispute, DisputeAnswerFacts
from sunward.disclosure.models import DeskDispute
from sunward.kernel import clock
from sunward.kernel.acts import Call, Refused
from sunward.kernel.facts import FactsError
from tests.ballots.petitions.scenes import opened, residents, sign, signed_at_the_desk
from tests.money.cases import START, act, on, paper, rules_of
from tests.stage import CLERK, CODE, SUPERVISOR, cited, holder


def test_whom_a_sheet_names_falsely_says_so_even_when_it_is_too_late_to_withdraw(
    community: str, announced: list[PetitionReached]
) -> None:
    """It stays reached, or signers could be pressed one by one; and it says that it is short."""
    people = residents(21)
    petition = opened(people[0])
    sign(petition, people[0])
    done = act("ballots.enter_signed_sheet", CLERK, petition, people="\n".join(people[1:3]), photograph=paper("forged"))
    assert done.entry.public["signed"] == 3
    assert cited("open") == "", "no article gives the days to enter it"
    assert len(announced) == 1
    with on(START + timedelta(days=60)):
        with pytest.raises(Refused) as refusal:
            act("ballots.deny_signature", "resident", petition, by=people[0])
        assert rules_of(refusal) == {"signed_on_paper"}, "signed by themselves"
        told = act("ballots.deny_signature", "resident", petition, by=people[1]).entry
        assert told.public == {"signed": 2, "needed": 3, "denied": 1}
        assert {found.rule for found in told.findings if found.breach} == {"reached_without_the_denied"}
        with pytest.raises(Refused):
            act("ballots.deny_signature", "resident", petition, by=people[1])
        card = ballots.petition(petition.id, CODE, clock.today())
    assert card
    assert (card.signed, card.denied, card.short_without_denied, card.reached_on) == (2, 1, True, START)
    assert people[1] not in str(told.public)


def test_whoever_denied_is_not_entered_from_paper_again(community: str) -> None:
    """Else the one who forged a sheet would undo the denial with the next one; their own hand still counts."""
    people = residents(30)
    petition = opened(people[0])
    act("ballots.enter_signed_sheet", CLERK, petition, people=people[1], photograph=paper("first"))
    act("ballots.deny_signature", "resident", petition, by=people[1])
    again = act("ballots.enter_signed_sheet", CLERK, petition, people=people[1], photograph=paper("second")).entry
    assert {found.rule for found in again.findings if found.breach} == {"denied_before"}
    assert again.public["entered"] == 0
    card = ballots.petition(petition.id, CODE, START)
    assert card
    assert (card.signed, card.denied) == (0, 1)
    sign(petition, people[1])
    signature = Signature.objects.get()
    assert (signature.withdrawn_on, signature.denied_on) == (None, None)
    assert signature.earlier.get().denied_on == START, "what was said before stays"


def test_a_signature_entered_at_the_desk_for_somebody_can_be_denied_too(community: str) -> None:
    people = residents(30)
    petition = opened(people[0])
    signed_at_the_desk(people[1], petition)
    with on(START + timedelta(days=90)):
        told = act("ballots.deny_signature", "resident", petition, by=people[1]).entry
    assert told.public == {"signed": 0, "needed": 3, "denied": 1}


class TestSignedAtTheDesk:
    def test_a_signature_that_was_not_ones_wish_no_longer_counts(self, community: str) -> None:
        people = residents(30)
        petition = opened(people[0])
        entry = signed_at_the_desk(people[1], petition)
        assert Signature.objects.filter(withdrawn_on=None).count() == 1
        dispute = act("disclosure.dispute_desk_act", "resident", entry, by=people[1], text="我没有签").result
        assert dispute
        act("disclosure.answer_dispute", SUPERVISOR, dispute, outcome="upheld", answer="签名不是本人的。")
        assert not Signature.objects.filter(withdrawn_on=None).exists()
        assert Signature.objects.count() == 1, "it stays, and says since when it does not count"

    def test_after_an_upheld_dispute_no_sheet_signs_for_them_and_their_own_hand_does(self, community: str) -> None:
        people = residents(30)
        petition = opened(people[0])
        entry = signed_at_the_desk(people[1], petition)
        dispute = act("disclosure.dispute_desk_act", "resident", entry, by=people[1], text="我没有签").result
        assert dispute
        answer = {"outcome": "upheld", "answer": "签名不是本人的。"}
        act("disclosure.answer_dispute", SUPERVISOR, dispute, **answer)
        again = act("ballots.enter_signed_sheet", CLERK, petition, people=people[1], photograph=paper("sheet")).entry
        assert {found.rule for found in again.findings if found.breach} == {"denied_before"}
        sign(petition, people[1])
        card = ballots.petition(petition.id, CODE, START)
        assert card
        assert (card.signed, card.denied) == (1, 0)

    def test_what_they_sign_themselves_while_the_dispute_waits_stays(self, community: str) -> None:
        people = residents(30)
        petition = opened(people[0])
        entry = signed_at_the_desk(people[1], petition)
        dispute = act("disclosure.dispute_desk_act", "resident", entry, by=people[1], text="没有叫人代签").result
        assert dispute
        act("ballots.withdraw_signature", "resident", petition, by=people[1])
        sign(petition, people[1])
        act("disclosure.answer_dispute", SUPERVISOR, dispute, outcome="upheld", answer="不是本人签的。")
        assert Signature.objects.get().withdrawn_on is None

    def test_who_entered_it_never_answers_whatever_the_list_of_powers_says(self, community: str) -> None:
        people = residents(30)
        entry = signed_at_the_desk(people[1], opened(people[0]))
        dispute = act("disclosure.dispute_desk_act", "resident", entry, by=people[1], text="我没有签").result
        assert dispute
        row = DeskDispute.objects.get(number=dispute.id)
        facts = DisputeAnswerFacts(outcome="not_upheld", answer="签名单上有。")
        hand, other = holder(CODE, CLERK), holder(CODE, SUPERVISOR)
        with pytest.raises(FactsError, match="代办的人|entered the act"):
            list(AnswerDispute(Call(hand, SUPERVISOR, "", clock.now()), row, facts).judge())
        assert list(AnswerDispute(Call(other, SUPERVISOR, "", clock.now()), row, facts).judge()) == []

    def test_a_dispute_that_fails_changes_nothing(self, community: str) -> None:
        people = residents(30)
        petition = opened(people[0])
        entry = signed_at_the_desk(people[1], petition)
        dispute = act("disclosure.dispute_desk_act", "resident", entry, by=people[1], text="我没有签").result
        assert dispute
        act("disclosure.answer_dispute", SUPERVISOR, dispute, outcome="not_upheld", answer="签名单上有本人签名。")
        assert Signature.objects.filter(withdrawn_on=None).count() == 1
