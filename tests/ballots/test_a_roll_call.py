"""A roll call is written down by two, confirmed by a third, and everybody sees what was entered in their name.

Before, a clerk alone entered everybody's answer, nobody confirmed it, and the voter read that nobody can see how.
"""

from datetime import timedelta

import pytest
from django.test import Client

from sunward.ballots import queries
from sunward.ballots.models import Vote
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.door import perform
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from tests import stage
from tests.ballots import scenes
from tests.ballots.scenes import act, call_roll, close, confirm, entry_of, put, roll_of, rules_of, second
from tests.portal.pages import signed_in

pytestmark = pytest.mark.postgres


@pytest.fixture
def vote(voters: list[str]) -> Vote:
    return put(roll_of(voters[:4]), channels="roll_call", secret=False)


def deny(vote: Vote, person: str, said: str = "") -> object:
    facts = {"said": said}
    return perform("ballots.deny_answer", by=person, post="anyone", subject=vote.ref, facts=facts, key=new_id())


def denials(vote: Vote) -> int:
    """How many stand."""
    return vote.denied_answers.filter(corrected_on=None).count()


def test_the_same_answer_entered_again_corrects_nothing(vote: Vote, voters: list[str]) -> None:
    """Seen before: whoever wrote the answers down entered the same once more, and the denial was gone."""
    call_roll(vote, dict.fromkeys(voters[:4], "for"))
    scenes.sure_of_the_call(vote)
    assert rules_of(lambda: deny(vote, voters[0], "for")) == {"another_answer"}
    assert rules_of(lambda: deny(vote, voters[0], "perhaps")) == {"known_choice"}
    deny(vote, voters[0], "against")
    deny(vote, voters[1])
    call_roll(vote, {voters[0]: "for", voters[1]: "for"})
    call_roll(vote, {voters[0]: "abstain", voters[1]: "against"})
    assert denials(vote) == 2, "neither as they say nor by their word"
    call_roll(vote, {voters[0]: "against"})
    assert denials(vote) == 1
    scenes.sure_of_the_call(vote)
    close(vote)
    desk = stage.holder(stage.CODE, stage.CLERK)
    assert rules_of(lambda: act("accept_answer", "anyone", vote, by=voters[0])) == {"denied"}
    with pytest.raises(Refused):  # without a slip
        perform("ballots.accept_answer", by=desk, post=stage.CLERK, subject=vote.ref, facts={}, key=new_id(),
                on_behalf_of=voters[1])  # fmt: skip
    act("accept_answer", "anyone", vote, by=voters[1])
    assert denials(vote) == 0
    scenes.ask_back(vote)
    assert "answers_denied" not in {one.rule for one in scenes.certify(vote).entry.findings if one.breach}


def test_what_a_clerk_enters_alone_ends_no_vote(vote: Vote, voters: list[str]) -> None:
    everybody = dict.fromkeys(voters[:4], "for")
    assert rules_of(lambda: call_roll(vote, everybody, counted_with=voters[5])) == {"counter_may"}
    call_roll(vote, everybody)
    assert rules_of(lambda: close(vote)) == {"roll_call_confirmed"}
    said = {"channel": "roll_call", "chosen": {"for": 4}}
    third = stage.holder(stage.CODE, stage.SUPERVISION_MEMBER, 1)
    assert rules_of(lambda: act("confirm_count", stage.SUPERVISION_MEMBER, vote, by=third, **said)) == {"second_person"}
    second(vote, "roll_call")
    assert rules_of(lambda: close(vote)) == {"roll_call_confirmed"}
    confirm(vote, "roll_call")
    close(vote)
    scenes.ask_back(vote)
    marks = {one.rule for one in scenes.certify(vote).entry.findings if one.breach}
    assert marks == {"certifier_apart"}, "whoever called the roll had a hand in it"


def test_what_the_second_heard_otherwise_is_entered_anew(vote: Vote, voters: list[str]) -> None:
    call_roll(vote, dict.fromkeys(voters[:4], "for"))
    second(vote, "roll_call", chosen={"for": 1, "against": 3})
    assert rules_of(lambda: confirm(vote, "roll_call")) == {"counted"}
    with scenes.at(9):
        assert rules_of(lambda: close(vote)) == {"roll_call_confirmed"}
        again = call_roll(vote, {voters[0]: "for"} | dict.fromkeys(voters[1:4], "against"))
        assert [one.rule for one in again.entry.findings if one.breach] == ["counted_anew"]
        scenes.sure_of_the_call(vote)
        close(vote)
    assert dict(scenes.figures(vote).chosen) == {"for": 1, "against": 3, "abstain": 0}


def test_each_sees_the_answer_in_their_name_and_has_it_entered_anew(vote: Vote, voters: list[str]) -> None:
    call_roll(vote, dict.fromkeys(voters[:4], "for"))
    scenes.sure_of_the_call(vote)
    mine = queries.my_answer(voters[0], vote.number)
    assert mine
    assert (mine.said.en, mine.denied) == ("for", False)
    assert rules_of(lambda: deny(vote, voters[5])) == {"answered"}
    deny(vote, voters[0], "against")
    assert rules_of(lambda: deny(vote, voters[0])) == {"denied_once"}
    assert [place.entry for place in queries.to_call(vote.number, None)] == [entry_of(vote, voters[0])]  # type: ignore[arg-type]
    assert rules_of(lambda: call_roll(vote, {voters[1]: "against"})) == {"already_voted"}
    call_roll(vote, {voters[0]: "against"})
    assert rules_of(lambda: close(vote)) == {"roll_call_confirmed"}, "confirmed once more"
    scenes.sure_of_the_call(vote)
    close(vote)
    assert dict(scenes.figures(vote).chosen) == {"for": 3, "against": 1, "abstain": 0}
    scenes.ask_back(vote)
    assert "answers_denied" not in str(scenes.certify(vote).entry.findings)


def test_an_answer_denied_after_the_close_marks_the_certificate(vote: Vote, voters: list[str]) -> None:
    call_roll(vote, dict.fromkeys(voters[:4], "for"))
    scenes.sure_of_the_call(vote)
    close(vote)
    deny(vote, voters[0])
    scenes.ask_back(vote)
    [said] = [one for one in scenes.certify(vote).entry.findings if one.rule == "answers_denied"]
    assert said.actual == "1"
    assert rules_of(lambda: deny(vote, voters[1])) == {"before_the_certificate"}


def test_denied_answers_that_could_turn_the_result_are_a_ground_to_annul_it(voters: list[str], client: Client) -> None:
    """Before, the certificate had a mark, and nobody could do anything about it."""
    vote = put(roll_of(voters[:5]), channels="roll_call", secret=False)
    call_roll(vote, dict.fromkeys(voters[:3], "for") | dict.fromkeys(voters[3:5], "against"))
    scenes.sure_of_the_call(vote)
    deny(vote, voters[3], "for")
    call_roll(vote, {voters[3]: "for"})  # entered anew, as they say
    scenes.sure_of_the_call(vote)
    deny(vote, voters[3], "against")
    call_roll(vote, {voters[3]: "against"})
    scenes.sure_of_the_call(vote)
    with scenes.at(9):
        close(vote)
    facts = {"grounds": "denied", "because": "人数足以改变结果"}
    assert rules_of(lambda: act("annul_vote", stage.SUPERVISOR, vote, **facts)) == {"grounds"}
    page = f"/en/c/{stage.CODE}/votes/{vote.number}/"
    assert "could be otherwise" not in client.get(page).content.decode()
    deny(vote, voters[0])
    assert "1 say that another answer" in client.get(page).content.decode(), "the result says so"
    assert "denied" in queries.grounds_borne_out(vote.number)
    act("annul_vote", stage.SUPERVISOR, vote, **facts)
    vote.refresh_from_db()
    assert vote.annulled_on


def test_whoever_denies_an_answer_does_not_annul_the_vote_for_it(voters: list[str]) -> None:
    head = stage.holder(stage.CODE, stage.SUPERVISOR)
    vote = put(roll_of([head, *voters[:2]]), channels="roll_call", secret=False)
    call_roll(vote, {head: "for", voters[0]: "for", voters[1]: "against"}, post=stage.CLERK)
    scenes.sure_of_the_call(vote)
    with scenes.at(9):
        close(vote)
    deny(vote, head)
    facts = {"grounds": "denied", "because": "我说的是反对"}
    assert rules_of(lambda: act("annul_vote", stage.SUPERVISOR, vote, **facts)) == {"another_denied"}
    act("annul_vote", "street_office.director", vote, **facts)


def test_too_few_denied_answers_annul_nothing_and_the_certificate_of_enough_says_so(voters: list[str]) -> None:
    few, enough = (put(roll_of(voters[:5]), channels="roll_call", secret=False) for _ in range(2))
    for vote, agree in ((few, 4), (enough, 3)):
        call_roll(vote, dict.fromkeys(voters[:agree], "for") | dict.fromkeys(voters[agree:5], "against"))
        scenes.sure_of_the_call(vote)
        with scenes.at(9):
            close(vote)
        deny(vote, voters[0])
        scenes.ask_back(vote)
    assert "denied" not in queries.grounds_borne_out(few.number)
    assert "denials_decide" not in {one.rule for one in scenes.certify(few).entry.findings if one.breach}
    assert "denials_decide" in {one.rule for one in scenes.certify(enough).entry.findings if one.breach}
    assert stage.cited("denials_decide") == "", "no article speaks of it"


def test_what_nobody_confirms_ends_without_a_result_and_can_be_asked_again(vote: Vote, voters: list[str]) -> None:
    """Before, it stayed open for ever: whoever disliked the answers needed only to confirm nothing."""
    call_roll(vote, dict.fromkeys(voters[:4], "for"))
    second(vote, "roll_call")
    clerk = stage.CLERK
    with scenes.at(7, 59, on=scenes.DAY + timedelta(days=3)):
        assert rules_of(lambda: act("end_unconfirmed", clerk, vote)) == {"time_to_confirm"}
    with scenes.at(8, 1, on=scenes.DAY + timedelta(days=3)):
        done = act("end_unconfirmed", clerk, vote)
        assert [one.rule for one in done.entry.findings if one.breach] == ["not_established"]
        assert rules_of(lambda: close(vote)) == {"closed"}
    vote.refresh_from_db()
    assert vote.annulled_on
    assert "neither carried nor rejected" in vote.annulled_because
    [told] = queries.votes_on(vote.about)
    assert not told.stands, "the question can be put again"
    assert queries.tally(vote.number) is None


def test_what_was_put_on_paper_has_its_three_days_from_its_entry(vote: Vote, voters: list[str]) -> None:
    """Seen before: an evening entered on the third day could be ended within the hour, before anybody could confirm."""
    entered = scenes.DAY + timedelta(days=3)
    with door_open():
        Vote.objects.filter(pk=vote.pk).update(entered_at=clock.moment(entered, 8))
    with scenes.at(9, on=entered):
        call_roll(vote, dict.fromkeys(voters[:4], "for"))
        assert rules_of(lambda: act("end_unconfirmed", stage.CLERK, vote)) == {"time_to_confirm"}
    with scenes.at(8, 1, on=entered + timedelta(days=3)):
        act("end_unconfirmed", stage.CLERK, vote)


def test_what_is_confirmed_or_was_never_called_does_not_end_like_that(vote: Vote, voters: list[str]) -> None:
    late = scenes.DAY + timedelta(days=9)
    with scenes.at(9, on=late):
        assert rules_of(lambda: act("end_unconfirmed", stage.CLERK, vote)) == {"unconfirmed"}
    call_roll(vote, dict.fromkeys(voters[:4], "for"))
    scenes.sure_of_the_call(vote)
    with scenes.at(9, on=late):
        assert rules_of(lambda: act("end_unconfirmed", stage.CLERK, vote)) == {"unconfirmed"}
        close(vote)
        scenes.ask_back(vote)
        scenes.certify(vote)
        assert rules_of(lambda: act("end_unconfirmed", stage.CLERK, vote)) == {"stands", "unconfirmed"}


def test_hands_that_nobody_confirms_hold_up_nothing_either(voters: list[str]) -> None:
    vote = put(roll_of(voters[:4]), channels="hands", secret=False)
    places = ",".join(str(entry_of(vote, one)) for one in voters[:4])
    facts = {"chosen": {"for": 4}, "entries": places}
    act("count_hands", stage.CLERK, vote, counted_with=stage.holder(stage.CODE, stage.SUPERVISION_MEMBER, 0), **facts)
    with scenes.at(9):
        close(vote)
    with scenes.at(9, on=scenes.DAY + timedelta(days=3)):
        act("end_unconfirmed", stage.SUPERVISOR, vote)
    vote.refresh_from_db()
    assert vote.annulled_on


@pytest.mark.usefixtures("own_keys")
def test_the_page_says_what_was_entered_and_not_that_nobody_can_see(
    vote: Vote, voters: list[str], client: Client
) -> None:
    call_roll(vote, {voters[0]: "for"})
    signed_in(client, voters[0])
    for page in ("", "receipt/"):
        read = client.get(f"/en/c/{stage.CODE}/votes/{vote.number}/{page}").content.decode()
        assert "Entered in your name: for." in read
        assert "Nobody can see how" not in read
        form = f"/en/c/{stage.CODE}/do/ballots.deny_answer/vote:{vote.number}/"
        assert form in read
    assert client.get(form).status_code == 200
    assert client.post(form, {"key": new_id()}).status_code == 302
    read = client.get(f"/en/c/{stage.CODE}/votes/{vote.number}/").content.decode()
    assert "You have said that this is not your answer." in read


def test_who_told_no_answer_can_tell_it_later(vote: Vote, voters: list[str]) -> None:
    """A denial that told nothing could not be completed, and only the voter's own sign-in settled it."""
    call_roll(vote, dict.fromkeys(voters[:4], "for"))
    scenes.sure_of_the_call(vote)
    deny(vote, voters[0])
    assert rules_of(lambda: deny(vote, voters[0])) == {"denied_once"}
    deny(vote, voters[0], "against")
    assert denials(vote) == 1
    assert rules_of(lambda: deny(vote, voters[0], "abstain")) == {"denied_once"}
    call_roll(vote, {voters[0]: "against"})
    assert denials(vote) == 0
