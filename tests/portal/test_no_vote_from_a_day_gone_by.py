"""Whoever has lived here for years and has not applied read: "May vote from 6 Jan 2016 at the earliest. Missing: the
person's application, the consent of the meeting, the end of the posting"."""

from datetime import date, timedelta

import pytest
from django.test import Client

from sunward.kernel.acts import Done
from sunward.kernel.refs import Ref
from tests.money.cases import START, act, on, voted
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DIRECTOR, here, holder, served

pytestmark = pytest.mark.usefixtures("community")
GIVEN = START + timedelta(days=16)  # a Wednesday: five days to object, until Monday


def arrives(status: str = "mobile", papers: str = "lease", since: date = date(2019, 5, 1)) -> Done:
    facts = {"name": "曹磊", "door": "28-1404", "papers": papers, "status": status, "born_on": date(1991, 4, 8)}
    return act("registry.register_arrival", CLERK, here(), **facts, from_day=since)


def told(done: Done) -> tuple[str, str]:
    (found,) = [one for one in done.entry.findings if one.rule == "vote_from"]
    return found.actual, found.text.en


def read(reader: str, path: str, prefix: str = "/en") -> str:
    return signed_in(Client(), reader).get(f"{prefix}/c/{CODE}/{path}").content.decode()


def test_with_steps_missing_it_is_the_day_after_a_posting_that_begins_today() -> None:
    with on(GIVEN):
        done = arrives()
        assert told(done)[0] == str(GIVEN + timedelta(days=6))
        who = Ref.parse(str(done.result))
        applied = served("registry.apply_for_vote", str(who), who)
        assert told(applied)[0] == str(GIVEN + timedelta(days=6))
        clerk = holder(CODE, CLERK)
        said = {"/en": "May vote from 24 Mar at the earliest. Missing", "/zh": "最早 3月24日 可以参加表决。还缺"}
        for prefix, words in said.items():
            for reader, path in (
                (clerk, f"desk/for/{who.id}/"), (clerk, f"log/{applied.entry.ref}/receipt/"), (str(who), "desk/"),
            ):  # fmt: skip
                page = read(reader, path, prefix)
                assert words in page, (prefix, path)
                assert "2020" not in page
        decision = voted("voter_consent")
        given = act("registry.consent_to_vote", DIRECTOR, who, decision=decision)
        assert told(given)[0] == str(GIVEN + timedelta(days=6)), "what was told is what counts"


@pytest.mark.parametrize(
    ("asked", "day"), [(date(2026, 3, 16), "24 Mar"), (date(2026, 3, 17), "24 Mar"), (date(2026, 3, 20), "26 Mar")]
)
def test_it_moves_on_with_the_day_and_a_posting_ends_on_no_day_off(asked: date, day: str) -> None:
    with on(START):
        who = Ref.parse(str(arrives().result))
    with on(asked):
        assert f"May vote from {day} at the earliest" in read(holder(CODE, CLERK), f"desk/for/{who.id}/")


def test_with_only_the_neighbours_missing_it_is_today() -> None:
    with on(GIVEN):
        done = arrives(status="registered", papers="none")
    assert told(done) == (str(GIVEN), f"May vote from {GIVEN} at the earliest. Missing: neighbours who vouch.")


def test_whoever_came_lately_still_waits_for_the_months() -> None:
    with on(GIVEN):
        day = told(arrives(since=GIVEN))[0]
    assert day == "2027-03-18"
