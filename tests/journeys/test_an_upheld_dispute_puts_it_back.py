"""What a clerk entered for somebody who never came is put back once their dispute is upheld.

Before, an upheld dispute restored nothing but petition signatures and departures: the candidate stayed struck, the
vouch stood, whoever was put aside stayed aside.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from sunward.ballots import queries as ballots
from sunward.ballots import subscribers as in_ballots
from sunward.ballots.counting import sampling
from sunward.ballots.models import Count, DeniedAnswer, EarlierSignature, Petition, SampledVoter, Signature, Vote
from sunward.ballots.reaching import signed
from sunward.charter.engine.library import charter_for
from sunward.decisions import subscribers as in_decisions
from sunward.disclosure import subscribers as in_disclosure
from sunward.elections import subscribers as in_elections
from sunward.elections.models import Candidate, Handover
from sunward.kernel.acts import Done
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.meetings import subscribers as in_meetings
from sunward.portal.links import act_address
from sunward.record.models import Journal
from sunward.registry import queries as registry
from sunward.registry import subscribers as in_registry
from tests import stage
from tests.ballots import scenes as votes
from tests.ballots.petitions import scenes as petitions
from tests.elections import scenes as elections
from tests.journeys import coming
from tests.journeys.coming import undone, what_the_clerk_did
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CODE, served, upheld

pytestmark = pytest.mark.usefixtures("community", "own_keys")
LAYERS = ("cn-urban", "cn-collective", "cn-four-two", "demo-liuhe-street", "demo-liuhe-assemblies", "demo-xiangyang")


# Of everything else that the demo's rule books open at the desk: why nothing has to be undone.
STAYS = {
    "ballots.close_vote": "Residents close it once its hour is past; nobody could vote any more.",
    "ballots.confirm_taken_back": "No entry that could be disputed; they deny it themselves, at the desk too.",
    "disclosure.dispute_desk_act": "It is the way to undo, and is answered by somebody else.",
    "disclosure.photograph_board": "The photograph shows what it shows.",
    "elections.declare_result": "What is declared is worked out from confirmed counts; nobody types it.",
    "elections.open_poll": "Roll, list, day, place and hours are those that hang.",
    "elections.open_run_off": "Who is in it is worked out, day, place and hours are those of its call.",
    "elections.take_roll": "It is of those who vote by the rule, and the committee takes another until the poll.",
    "elections.open_recall_poll": "Roll, place and hours are those of the call: it bars others, and marks a late one.",
    "meetings.deny_presence": "It needs their slip, and whoever was there is let in again.",
    "meetings.deny_proxy": "It needs their slip, and whom they did send is let in again.",
    "meetings.give_notice": "Those who read the notice have been told, whoever gave it.",
    "meetings.lay_paper": "A paper more that everybody can read.",
    "meetings.leave": "Whoever is still there is admitted again at once, and it is told with the vote.",
    "meetings.open_session": "It opens at its announced hour at the earliest; whoever is late is still let in.",
    "meetings.photograph_minutes": "The photograph shows what it shows.",
    "meetings.record_turnout": "It tells who was there to be seen, beside what others say.",
}


# What an officer enters about somebody, who was not there: nobody is served, and yet it is theirs to dispute.
OF_OTHERS = {
    "registry.record_arrival",
    "registry.record_departure",
    "registry.correct_person",
    "registry.change_status",
    "registry.register_arrival",
    "registry.end_membership",
    "registry.end_ownership",
    "registry.place_household",
    "registry.declare_kinship",
}


def at_desk() -> set[str]:
    powers = charter_for(LAYERS, date(2026, 6, 1)).powers.values()
    return {power.act for power in powers if power.at_desk}


def undoing() -> set[str]:
    tables = (
        in_disclosure.UNDOING, in_registry.UNDOING, in_ballots.UNDOING, in_meetings.UNDOING, in_elections.UNDOING,
        in_decisions.UNDOING,
    )  # fmt: skip
    return {act.name for table in tables for act in table}


def test_every_act_at_the_desk_is_undone_or_needs_it_not() -> None:
    assert at_desk() == (undoing() - OF_OTHERS) | set(STAYS)
    assert not set(STAYS) & undoing()


@pytest.mark.parametrize("scene", [coming.withdraw_signature, coming.deny_signature])
def test_the_signature_stands_again(scene: Callable[[], coming.Coming]) -> None:
    who, done = what_the_clerk_did(scene)
    petition = Petition.objects.get(number=who.about.id)
    assert signed(petition) == 1
    undone(scene, done)
    assert signed(petition) == 2
    assert EarlierSignature.objects.get().withdrawn_on == votes.DAY, "that it was withdrawn stays beside it"
    assert Journal.objects.get(act="ballots.restore_signature").parent


def test_what_they_did_themselves_afterwards_stays_theirs() -> None:
    who, done = what_the_clerk_did(coming.withdraw_signature)
    with votes.at(11):
        petitions.sign(who.about, who.person)
        stage.act(who.act, "resident", who.about, by=who.person)
        upheld(done)
    assert signed(Petition.objects.get(number=who.about.id)) == 1


def test_a_petition_is_reached_by_the_signature_that_was_withdrawn() -> None:
    with votes.at(9):
        people = petitions.residents(30)
        petition = petitions.opened(people[0])
        row = Petition.objects.get(number=petition.id)
        assert row.needed > 1
        for one in people[: row.needed - 1]:
            petitions.sign(petition, one)
        done = served("ballots.withdraw_signature", people[0], petition, signed=paper("slip"))
        petitions.sign(petition, people[row.needed])
        assert Petition.objects.get(pk=row.pk).reached_on is None
        upheld(done)
        assert Petition.objects.get(pk=row.pk).reached_on


def test_the_sheet_stands_as_taken_back() -> None:
    who, done = what_the_clerk_did(coming.deny_taken_back)
    [sheet] = ballots.my_sheets_taken_back(who.person, who.about.id)
    assert sheet.denied
    undone(coming.deny_taken_back, done)
    [sheet] = ballots.my_sheets_taken_back(who.person, who.about.id)
    assert not sheet.denied
    with votes.at(11):
        stage.act(who.act, "anyone", who.about, by=who.person)


def test_the_sheet_stands_as_handed_out() -> None:
    who, done = what_the_clerk_did(coming.deny_sheet)
    assert ballots.vote_page(who.about.id).sheets_denied == 1  # type: ignore[union-attr]
    undone(coming.deny_sheet, done)
    assert ballots.vote_page(who.about.id).sheets_denied == 0  # type: ignore[union-attr]
    with votes.at(11):
        stage.act(who.act, "anyone", who.about, by=who.person)


def test_the_answer_stands_as_it_was_entered() -> None:
    who, done = what_the_clerk_did(coming.deny_answer)
    assert ballots.my_answer(who.person, who.about.id).denied  # type: ignore[union-attr]
    undone(coming.deny_answer, done)
    assert not ballots.my_answer(who.person, who.about.id).denied  # type: ignore[union-attr]
    assert DeniedAnswer.objects.get().void_on
    with votes.at(11):
        stage.act(who.act, "anyone", who.about, by=who.person)


@pytest.mark.parametrize("since", ["told", "agreed"])
def test_how_a_denial_ended_before_it_was_found_wrong_is_told_as_it_was(since: str) -> None:
    """Seen before: what they told themselves since, or agreed with, was said to have been entered anew."""
    who, done = what_the_clerk_did(coming.deny_answer)
    with votes.at(10):
        if since == "told":
            stage.act(who.act, "anyone", who.about, by=who.person, said="against")
        else:
            stage.act("ballots.accept_answer", "anyone", who.about, by=who.person)
    with votes.at(11):
        upheld(done)
    row = Journal.objects.get(act="ballots.void_denial")
    assert [one["rule"] for one in row.findings if not one["ok"]] == [f"{since}_since"]
    assert DeniedAnswer.objects.filter(corrected_on=None, said="against").exists() is (since == "told")


@pytest.mark.parametrize("certified", [False, True])
def test_the_denial_stands_again(certified: bool) -> None:
    who = coming.accept_answer()
    with votes.at(10):
        done = who.on_paper()
        assert not ballots.my_answer(who.person, who.about.id).denied  # type: ignore[union-attr]
        if certified:
            with door_open():
                kept = {"ballots_digest": "0" * 64, "sample_seed": "0" * 64}
                Vote.objects.update(closed_at=votes.clock.now(), certified_on=votes.DAY, **kept)
        upheld(done)
    assert ballots.my_answer(who.person, who.about.id).denied is not certified  # type: ignore[union-attr]
    row = Journal.objects.get(act="ballots.void_accepted_answer")
    assert [one["rule"] for one in row.findings if not one["ok"]] == ["certified_without_it"] * certified


def test_an_answer_of_the_sample_no_longer_counts() -> None:
    who, done = what_the_clerk_did(coming.answer_for_oneself)
    [row] = SampledVoter.objects.exclude(own_answer=None)
    assert sampling.standing_answer(row) == "voted"
    undone(coming.answer_for_oneself, done)
    row.refresh_from_db()
    assert (sampling.standing_answer(row), row.own_answer) == ("", "voted")
    assert [one.vote for one in ballots.asks_me(who.person, CODE)] == [who.about.id]


def test_without_two_others_who_vouch_there_is_no_voice_by_it() -> None:
    who, done = what_the_clerk_did(coming.vouch)
    with votes.at(10):
        neighbours = petitions.residents(4)[2:]
        stage.act("registry.vouch", "resident", who.about, by=neighbours[0])
        newcomer, day = str(who.about), votes.DAY
        assert "resident" in registry.post_keys_of(newcomer, CODE, day)
        upheld(done)
        assert "resident" not in registry.post_keys_of(newcomer, CODE, day)
        stage.act("registry.vouch", "resident", who.about, by=neighbours[1])
        assert "resident" in registry.post_keys_of(newcomer, CODE, day)


def confirmed_at_the_desk() -> tuple[Vote, Done]:
    with votes.at(9):
        people = votes.people(6)
        vote = votes.put(votes.roll_of(people), channels="paper")
        for one in people:
            votes.issue(vote, one)
    with votes.at(10):
        votes.close(vote)
        votes.enter_paper(vote, {"for": 6})
        second = Count.objects.get(vote=vote).counted_with
        facts = {"channel": "paper", "chosen": {"for": 6}, "sheet": paper("both signed")}
        return vote, served("ballots.confirm_count", second, vote.ref, **facts)


def test_a_count_waits_again_for_the_second_who_never_came() -> None:
    vote, done = confirmed_at_the_desk()
    with votes.at(11):
        assert Count.objects.get(vote=vote).seconded_on
        upheld(done)
        assert Count.objects.get(vote=vote).seconded_on is None


def test_a_handover_that_nobody_received_is_owed_again() -> None:
    race = elections.Race()
    giver, receiver = (registry.person_row(one) for one in race.people[4:6])
    with door_open():
        row = Handover.objects.create(
            number="XY-H-2026-001", community_code=CODE, appointment="x", post=elections.MEMBER, thing="seal",
            giver_id=giver, receiver_id=receiver, receiver_post=elections.MEMBER, arose_on=elections.CALLED,
            due_on=elections.CALLED, source="第一条",
        )  # fmt: skip
    with elections.at(elections.CALLED, 12):
        elections.appoint(race.people[5], elections.MEMBER)
        done = served("elections.confirm_handover", race.people[5], row.ref, received="yes", listed="公章一枚")
        assert Handover.objects.get(pk=row.pk).confirmed_on
        upheld(done)
    row.refresh_from_db()
    assert (row.confirmed_on, row.confirmation_void_on) == (None, elections.CALLED)


def test_nothing_is_put_back_by_a_dispute_that_was_found_wrong() -> None:
    who, done = what_the_clerk_did(coming.withdraw_candidacy)
    with elections.at(elections.CALLED, 13):
        upheld(done, outcome="not_upheld")
    assert Candidate.objects.get(number=who.about.id).withdrawn_on


def test_it_is_private_for_whom_it_was_undone() -> None:
    who, done = what_the_clerk_did(coming.withdraw_signature)
    undone(coming.withdraw_signature, done)
    row = Journal.objects.get(act="ballots.restore_signature")
    assert who.person not in str((row.public, row.findings))
    assert row.public["undone"] == done.entry.ref
    assert Signature.objects.filter(withdrawn_on=None).count() == 2


@pytest.mark.parametrize(("language", "said", "how"), [
    ("en", "entered for you at the desk on", "Say it until"), ("zh", "在服务台代您登记", "请在"),
])  # fmt: skip
def test_they_read_it_when_they_sign_in_and_on_the_receipt(client: Client, language: str, said: str, how: str) -> None:
    """Before, only the clerk saw on a page what was entered for somebody."""
    who, done = what_the_clerk_did(coming.withdraw_candidacy)
    with elections.at(elections.CALLED, 13):
        receipt = client.get(f"/{language}/c/{CODE}/log/{done.entry.ref}/receipt/").content.decode()
        signed_in(client, who.person)
        mine = client.get(f"/{language}/c/{CODE}/desk/").content.decode()
    assert said in mine
    address = act_address("disclosure.dispute_desk_act", Ref("entry", done.entry.ref), CODE)
    assert address.rpartition("/act/")[2] in mine
    assert how in receipt
    with elections.at(elections.CALLED, 14):
        upheld(done)
        assert address.rpartition("/act/")[2] not in client.get(f"/{language}/c/{CODE}/desk/").content.decode()
