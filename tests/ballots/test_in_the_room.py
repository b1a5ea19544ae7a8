"""Hands and roll call: open votes only."""

import pytest

from sunward.ballots import queries
from sunward.ballots.acts import OpenVote, VoteFacts
from sunward.ballots.models import Mark, Vote
from sunward.kernel import clock
from sunward.kernel.acts import Call
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import new_id
from sunward.record.models import Journal
from tests import stage
from tests.ballots import scenes
from tests.ballots.scenes import act, cast, certify, close, confirm, entry_of, put, roll_of, rules_of

pytestmark = pytest.mark.postgres


@pytest.fixture
def vote(voters: list[str]) -> Vote:
    """An open vote by hands, roll call and web."""
    return put(roll_of(voters), channels="hands,roll_call,web", secret=False, present=6)


def hands(vote: Vote, persons: list[str], **chosen: int) -> None:
    hands_of(vote, ",".join(str(entry_of(vote, person)) for person in persons), **chosen)


def hands_of(vote: Vote, entries: str, **chosen: int) -> None:
    second = stage.holder(vote.community_code, stage.SUPERVISION_MEMBER)
    scenes.count_hands(vote, chosen=chosen, entries=entries, counted_with=second)


def test_whoever_is_in_the_room_has_voted(vote: Vote, voters: list[str]) -> None:
    cast(vote, voters[7], "against")
    hands(vote, voters[:6], **{"for": 4, "against": 1})
    assert scenes.voted_by(vote, voters[0]) == "hands"
    assert rules_of(lambda: cast(vote, voters[0])) == {"already_voted"}
    confirm(vote, "hands")
    close(vote)
    found = scenes.figures(vote)
    assert (found.cast, found.blank, dict(found.chosen)) == (7, 1, {"for": 4, "against": 2, "abstain": 0})


def test_no_more_hands_than_people(vote: Vote, voters: list[str]) -> None:
    assert "hands_within_marks" in rules_of(lambda: hands(vote, voters[:3], **{"for": 4}))


@pytest.mark.parametrize(
    ("more", "says"),
    [("居民", "居民"), ("{}居民", "居民"), ("{} {}", " "), ("{}.0", ".0"), ("-{}", "-"), ("{}号", "号"), ("²", "²"),
     ("1" * 30, "1111"), ("0", "0")],
)  # fmt: skip
def test_who_cannot_be_read_is_named_and_nobody_is_left_out(
    vote: Vote, voters: list[str], more: str, says: str
) -> None:
    first, second = entry_of(vote, voters[0]), entry_of(vote, voters[1])
    with pytest.raises(FactsError, match="3, 7, 12") as problem:
        hands_of(vote, f"{first},{more.format(second, second)}", **{"for": 1})
    assert says in problem.value.errors["entries"][0]
    assert not Mark.objects.filter(vote=vote).exists()


def test_who_is_named_twice_is_told(vote: Vote, voters: list[str]) -> None:
    place = entry_of(vote, voters[0])
    with pytest.raises(FactsError, match=str(place)):
        hands_of(vote, f"{place},{place}", **{"for": 1})
    with pytest.raises(FactsError, match="3, 7, 12"):
        hands_of(vote, " , ", **{"for": 1})


def test_places_may_be_written_as_a_chinese_keyboard_does(vote: Vote, voters: list[str]) -> None:
    first, second, third = (str(entry_of(vote, who)) for who in voters[:3])
    wide = second.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    hands_of(vote, f" {first}，{wide}、\n{third},", **{"for": 3})
    assert Mark.objects.filter(vote=vote).count() == 3


def test_nobody_in_the_room_votes_twice(vote: Vote, voters: list[str]) -> None:
    cast(vote, voters[0])
    assert rules_of(lambda: hands(vote, voters[:3], **{"for": 2})) == {"in_the_room"}
    hands(vote, voters[1:3], **{"for": 2})
    assert Mark.objects.filter(vote=vote).count() == 3


def test_the_figures_of_hands_stay_out_of_the_record_while_the_web_is_open(vote: Vote, voters: list[str]) -> None:
    hands(vote, voters[:6], **{"for": 4, "against": 1})
    entry = Journal.objects.filter(act="ballots.count_hands", kind="effect").latest("id")
    assert "chosen" not in entry.public
    assert "entries" not in entry.public
    assert queries.tally(vote.number) is None


def test_hands_are_confirmed_by_a_third(vote: Vote, voters: list[str]) -> None:
    hands(vote, voters[:3], **{"for": 3})
    close(vote)
    scenes.ask_back(vote)
    assert rules_of(lambda: certify(vote)) == {"counted_hands"}
    confirm(vote, "hands")
    certify(vote)


def test_hands_that_a_third_person_counted_otherwise_are_counted_anew(vote: Vote, voters: list[str]) -> None:
    """Also after the close, of the same people: nobody votes by it."""
    hands(vote, voters[:3], **{"for": 1, "against": 2})
    close(vote)
    with_two = {"for": 2, "against": 1}
    assert [one.rule for one in confirm(vote, "hands", chosen=with_two).entry.findings if one.breach] == [
        "same_figures"
    ]
    assert rules_of(lambda: hands(vote, voters[:4], **with_two)) == {"in_the_room"}
    assert queries.may_raise_a_hand(vote.number) == sorted(entry_of(vote, who) for who in voters[:3])
    hands(vote, voters[:3], **with_two)
    confirm(vote, "hands")
    assert dict(scenes.figures(vote).chosen) == {"for": 2, "against": 1, "abstain": 0}


def call(vote: Vote, said: dict[str, str]) -> None:
    scenes.call_roll(vote, said)


def test_a_roll_call_names_each_answer_and_nobody_answers_twice(vote: Vote, voters: list[str]) -> None:
    call(vote, {voters[0]: "for", voters[1]: "against"})
    call(vote, {voters[2]: "for"})
    assert rules_of(lambda: call(vote, {voters[3]: "perhaps"})) == {"known_choice"}
    scenes.second(vote, "roll_call")
    assert rules_of(lambda: call(vote, {voters[2]: "against"})) == {"already_voted"}
    confirm(vote, "roll_call")
    close(vote)
    assert dict(scenes.figures(vote).chosen) == {"for": 2, "against": 1, "abstain": 0}
    public = Journal.objects.filter(act="ballots.call_roll", kind="effect").latest("id").public
    assert public == {"answers": 1}


@pytest.mark.parametrize("written", ["0{}", "+{}", " {}", "{}.0", "9999999999999999999999", "居民", ""])
def test_a_place_is_written_as_the_roll_writes_it(vote: Vote, voters: list[str], written: str) -> None:
    place = written.format(entry_of(vote, voters[0]))
    with pytest.raises(FactsError) as problem:
        act("call_roll", stage.SUPERVISOR, vote, answers={place: "for"}, counted_with="person:x")
    assert list(problem.value.errors) == ["answers"]


def test_full_width_digits_and_places_of_nobody(vote: Vote, voters: list[str]) -> None:
    wide = str(entry_of(vote, voters[0])).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    with pytest.raises(FactsError):
        act("call_roll", stage.SUPERVISOR, vote, answers={wide: "for"}, counted_with="person:x")
    nobody = {"answers": {"987654321": "for"}, "counted_with": stage.holder(stage.CODE, stage.SUPERVISION_MEMBER)}
    assert rules_of(lambda: act("call_roll", stage.SUPERVISOR, vote, **nobody)) == {"on_roll"}


def test_a_secret_vote_takes_neither(voters: list[str]) -> None:
    """Even if the channels of the row were wrong."""
    from sunward.kernel.guard import door_open

    vote = put(roll_of(voters))
    with door_open():
        Vote.objects.filter(pk=vote.pk).update(channels=["hands", "roll_call"])
    assert "open_vote" in rules_of(lambda: hands(vote, voters[:2], **{"for": 2}))
    assert "open_vote" in rules_of(lambda: call(vote, {voters[0]: "for"}))


def test_weights_by_area_are_added_up(voters: list[str]) -> None:
    vote = put(roll_of(voters, weight=8000), channels="roll_call,web", secret=False)
    call(vote, {voters[0]: "for", voters[1]: "against"})
    cast(vote, voters[2], "for")
    scenes.sure_of_the_call(vote)
    close(vote)
    assert dict(scenes.figures(vote).weight) == {"for": 16000, "against": 8000}


def test_a_room_to_which_nobody_came_is_not_everybody_on_the_roll(voters: list[str]) -> None:
    """It failed before: an empty list of who is there was read as no meeting at all, and anybody's hand counted."""
    call = Call("person:caller", stage.DIRECTOR, new_id(), clock.now())
    asked = {"about": "matter:XY-2026-001", "question": "车棚改造"}
    for where, in_room, rule in (("room", "", "somebody_in_the_room"), ("roll", "7", "outside_a_meeting")):
        drafted = OpenVote(call, roll_of(voters), VoteFacts(where=where, in_room=in_room, **asked))
        assert {one.rule for one in drafted.judge() if one.breach} == {rule}
