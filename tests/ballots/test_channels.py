"""A further channel is added beside the others: nothing of theirs knows of it."""

from collections.abc import Iterator

import pytest

from sunward.ballots import queries
from sunward.ballots.casting import channels, urn
from sunward.ballots.casting.channels import Box, Channel
from sunward.ballots.models import Vote
from sunward.ballots.rules.tally import Counted
from sunward.kernel.guard import door_open
from sunward.kernel.text import Text
from tests.ballots import scenes
from tests.ballots.scenes import cast, certify, close, put, roll_of, rules_of

BULLETIN: list[str] = []  # where the strange channel keeps its encrypted ballots


@pytest.fixture
def strange() -> Iterator[Channel]:
    """A channel that counts by itself, once somebody has brought the keys together."""
    keys: list[str] = []
    box = Box(
        "bulletin", Text("可验证票箱", "verifiable ballots"),
        lambda vote: Counted("bulletin", len(BULLETIN), 0, 0, {key: BULLETIN.count(key) for key in set(BULLETIN)})
        if keys else None,
        lambda vote: None if keys else Text("还差解密密钥。", "The keys to open it are missing."),
    )  # fmt: skip
    yield channels.register(Channel("verifiable", Text("可验证网上", "verifiable web"), True, False, True, box))
    channels._channels.pop("verifiable")
    BULLETIN.clear()


def test_a_strange_channel_is_counted_with_the_others(community: str, strange: Channel) -> None:
    voters = scenes.people(4)
    vote = put(roll_of(voters, body="nowhere"), channels="verifiable,web", online_source="第十四条")
    assert vote.channels == ["web", "verifiable"]
    cast(vote, voters[0])
    with door_open():
        assert urn.mark(vote, vote.roll.entries.get(person__number=voters[1][7:]), "verifiable", scenes.DAY)
    BULLETIN.append("against")
    assert rules_of(lambda: cast(vote, voters[1])) == {"already_voted"}
    assert "self_cast" in rules_of(lambda: cast(vote, voters[2], channel="verifiable"))
    close(vote)
    assert queries.tally(vote.number) is None
    assert rules_of(lambda: certify(vote)) == {"counted_bulletin"}
    strange.box.missing.__closure__[0].cell_contents.append("key")
    assert dict(scenes.figures(vote).chosen) == {"for": 1, "against": 1, "abstain": 0}
    certify(Vote.objects.get(pk=vote.pk))


def test_two_channels_do_not_share_a_key() -> None:
    with pytest.raises(ValueError, match="web"):
        channels.register(Channel("web", Text("网", "web"), True, True, True, strange_box()))


def strange_box() -> Box:
    return Box("other", Text("别的", "other"), lambda _vote: None, lambda _vote: None)


def test_secrecy_and_permission_are_asked_of_the_channel() -> None:
    assert {one.key for one in channels.all_channels() if not one.secret} == {"hands", "roll_call"}
    assert {one.key for one in channels.all_channels() if one.needs_rule} == {"web"}
