"""The sample community's delegates live in it: they are named by door, and count among its adults."""

from sunward.ballots import queries as ballots
from sunward.demo import plans
from sunward.demo.episodes import founding
from sunward.demo.script import CLERK, DELEGATE, Community, Script
from sunward.kernel import clock
from sunward.registry import queries as registry

SOME = 240  # residents: the file is read as that of thousands


def test_every_delegate_has_a_door_and_a_vote(like_the_demo: str) -> None:
    """It failed before: the founding named fifty-seven delegates, and fifty-six of them lived nowhere."""
    script = Script(clock.now())
    community = Community(script, like_the_demo)
    names = plans.delegates(plans.xiangyang(script))
    with clock.moved_to(clock.moment(script.opening, 9)):
        founding.moving_in(script, community, SOME, names)()
        roll = community.made("ballots.freeze_roll", CLERK, body="residents_assembly")
        sent, today = community.holders(DELEGATE), clock.today()
        assert len(sent) == len(names) == 57
        for person, name in zip(sent, names, strict=True):
            line = f"{registry.door_of(person, community.code)} {name}"
            assert registry.resident_named(line, community.code, today) == person
        found = ballots.newest_roll(community.code, "residents_assembly")
        assert found is not None
        assert found.number == roll.id
        assert set(sent) <= {place.person for place in ballots.places(found.key, clock.now())}
    assert registry.resident_named("4栋302室 赵德海", community.code) == sent[0]
