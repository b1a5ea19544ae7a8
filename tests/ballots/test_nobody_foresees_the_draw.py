"""Who is asked back is known to nobody before the close, and no two votes ask the same for being of one evening.

Seen before: of paper or hands alone the seed was made of what the log had shown already. A clerk took sheets for seven
people who were at home, entered everyday acts until the draw missed all of them, and closed.
"""

import hashlib
import json
import subprocess
import sys

import pytest

from sunward.ballots.models import Mark, SampledVoter, Vote
from sunward.ballots.rules import sample
from sunward.kernel import lots
from sunward.kernel.acts import Done
from sunward.meetings.rules import draw
from sunward.record import queries as record
from sunward.record.sequencer import drain_all
from tests.ballots.scenes import at, close, fresh, issue, people, put, roll_of

pytestmark = pytest.mark.django_db
NOTHING_CAST = hashlib.sha256(b"").hexdigest()
ALL, ASKED = 50, 5
OLD = {"ballots_digest": NOTHING_CAST, "root": "ab" * 32, "seed": lots.seed_of(NOTHING_CAST, "ab" * 32)}


@pytest.fixture
def two(own_keys: object, community: object) -> list[Vote]:
    """Two votes on paper of one evening, in which the same people vote; the log is signed."""
    with at(9):
        voters = people(ALL)
        roll = roll_of(voters)
        votes = [put(roll, "paper"), put(roll, "paper", about="matter:XY-2026-002", question="另一件")]
        for vote in votes:
            for voter in voters:
                issue(vote, voter)
        drain_all()
    return votes


def places(vote: Vote) -> list[int]:
    """Those who voted, as anybody lists them: in the order of the roll."""
    return list(
        Mark.objects.filter(vote=vote, withdrawn_on=None).order_by("entry_id").values_list("entry_id", flat=True)
    )


def drawn(vote: Vote) -> set[int]:
    return set(SampledVoter.objects.filter(vote=vote).values_list("entry_id", flat=True))


def closed(vote: Vote) -> Done:
    with at(10):
        return close(vote)


def test_nothing_public_before_the_close_foretells_it(two: list[Vote]) -> None:
    vote = two[0]
    root, listed = record.newest_root(vote.community_code), places(vote)
    told = [(NOTHING_CAST, root), (NOTHING_CAST, root, vote.number), (NOTHING_CAST, root, vote.number, "")]
    closed(vote)
    assert fresh(vote).ballots_digest == NOTHING_CAST
    seeds = [hashlib.sha256(":".join(one).encode()).hexdigest() for one in told]
    assert fresh(vote).sample_seed not in seeds
    assert all({listed[place - 1] for place in sample.drawn(one, ALL, ASKED)} != drawn(vote) for one in seeds)


def test_two_votes_of_one_evening_ask_others(two: list[Vote]) -> None:
    entries = [closed(vote).entry.public for vote in two]
    assert entries[0]["ballots_digest"] == entries[1]["ballots_digest"]
    assert drawn(two[0]) != drawn(two[1])
    assert len({one["random"] for one in entries}) == len({one["vote"] for one in entries}) == len(two)


def test_the_number_of_the_vote_alone_makes_another_draw() -> None:
    one, other = (OLD | {"random": "cd" * 32, "vote": f"XY-V-2026-00{number}"} for number in (1, 2))
    assert sample.seed(one) != sample.seed(other)


def test_the_entry_of_the_close_is_enough_to_draw_again(two: list[Vote]) -> None:
    vote, listed = two[1], places(two[1])
    told = json.loads(json.dumps(dict(closed(vote).entry.public)))
    assert len(bytes.fromhex(told["random"])) == 32
    assert told["vote"] == vote.number
    over = ":".join([told["ballots_digest"], told["root"], told["vote"], told["random"]])
    assert told["seed"] == hashlib.sha256(over.encode()).hexdigest() == sample.seed(told) == fresh(vote).sample_seed
    line = draw.repeat_in_python(over.rpartition(":")[0], told["random"], told["voted"], told["asked_back"])
    code = line.removeprefix('python3 -c "').removesuffix('"')
    said = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout)
    assert {listed[place - 1] for place in said} == drawn(vote)


def test_a_close_of_an_older_release_keeps_its_derivation() -> None:
    assert sample.seed(OLD) == OLD["seed"]
