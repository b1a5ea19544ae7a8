"""“Confirm a count” was offered to whoever had counted, to the third before the second, and where nothing was counted
yet, and was refused once all figures were typed; where somebody had counted otherwise it could not be sent at all, and
what was due then, counting anew, stood on no desk."""

from datetime import timedelta

import pytest
from django.test import Client

from sunward.ballots.models import Vote
from sunward.kernel.door import perform
from sunward.kernel.refs import new_id
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, SUPERVISION_MEMBER, SUPERVISOR, act, at
from tests.portal.pages import signed_in
from tests.stage import CODE, holder

pytestmark = pytest.mark.usefixtures("community", "own_keys")
HANDS, OTHERS = {"for": 6, "against": 3}, {"for": 5, "against": 4}
CONFIRM, COUNT = "do/ballots.confirm_count/", "do/ballots.count_hands/"


class Evening:
    """Nine in a room, and one question put to the vote by a show of hands."""

    def __init__(self) -> None:
        meeting, item, self.keys = scenes.called()
        with at(EVENING):
            scenes.open_with(meeting, self.keys)
            self.vote: Vote = scenes.put(item)
        self.clerk, self.third = holder(CODE, CLERK), holder(CODE, SUPERVISOR)
        self.second = holder(CODE, SUPERVISION_MEMBER, 0)

    def count(self) -> None:
        with at(EVENING, 19, 40):
            act("ballots.count_hands", CLERK, self.vote.ref, chosen=HANDS, entries=scenes.listed(self.keys),
                counted_with=self.second)  # fmt: skip

    def say(self, person: str, post: str, chosen: dict[str, int]) -> None:
        with at(EVENING, 19, 45):
            perform("ballots.confirm_count", by=person, post=post, subject=self.vote.ref, key=new_id(),
                    facts={"channel": "hands", "chosen": chosen})  # fmt: skip

    def reads(self, person: str, path: str = "desk/") -> str:
        with at(EVENING, 19, 50):
            return signed_in(Client(), person).get(f"/en/c/{CODE}/{path}").content.decode()

    def offered(self, what: str, path: str = "desk/") -> list[bool]:
        return [what in self.reads(person, path) for person in (self.clerk, self.second, self.third)]


@pytest.fixture
def evening() -> Evening:
    return Evening()


def test_before_anything_was_counted_nobody_is_asked_to_confirm_it(evening: Evening) -> None:
    page = f"votes/{evening.vote.number}/"
    assert evening.offered(CONFIRM, page) == [False, False, False]
    assert "no count yet that waits to be confirmed" in evening.reads(evening.third, page)


@pytest.mark.parametrize("page", ["desk/", "votes/{}/"])
def test_it_is_offered_to_whose_turn_it_is_and_others_read_whose_it_is(evening: Evening, page: str) -> None:
    path = page.format(evening.vote.number)
    evening.count()
    assert evening.offered(CONFIRM, path) == [False, True, False]
    assert all(evening.offered(", the second counter, has to say what they counted", f"votes/{evening.vote.number}/"))
    assert not any(evening.offered(COUNT)), "it is counted; the second says so, or not"
    evening.say(evening.second, SUPERVISION_MEMBER, HANDS)
    assert evening.offered(CONFIRM, path) == [False, False, True]
    assert all(evening.offered("a third person has to count, neither", f"votes/{evening.vote.number}/"))


def test_what_was_found_otherwise_is_counted_anew_and_confirmed_by_nobody(evening: Evening) -> None:
    evening.count()
    evening.say(evening.second, SUPERVISION_MEMBER, HANDS)
    evening.say(evening.third, SUPERVISOR, OTHERS)
    assert not any(evening.offered(CONFIRM))
    assert evening.offered(COUNT)[0], "on the desk of whoever may"
    assert "it is to be counted anew" in evening.reads(evening.clerk)
    form = evening.reads(evening.third, f"do/ballots.confirm_count/vote:{evening.vote.number}/")
    assert "it is counted anew first, and confirmed then" in form
    evening.count()
    assert evening.offered(CONFIRM) == [False, True, False]


def test_nobody_waits_for_whom_it_names_beyond_the_day(evening: Evening) -> None:
    evening.count()
    with at(EVENING + timedelta(days=1), 10):
        desk = signed_in(Client(), evening.clerk).get(f"/en/c/{CODE}/desk/").content.decode()
    assert COUNT in desk
