"""“Where this is shown” leads to the thing itself. It led to the officers for whatever was entered about a resident or
a door, to the meeting for a question that had been put to the vote, to all payments for an order."""

import re
from datetime import timedelta

import pytest

from sunward.ballots.models import Vote
from sunward.kernel.door import perform
from sunward.kernel.refs import Ref, new_id, person_number
from sunward.record.models import Journal
from tests import stage
from tests.architecture.year import whole
from tests.architecture.year.watch import Watch
from tests.by_links import Walk
from tests.disclosure import scenes as living
from tests.meetings import scenes as meetings
from tests.portal.scene import TODAY
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
LINK = re.compile(r'href="([^"]+)">(?:Where this is shown|在哪里能看到)')
both = pytest.mark.parametrize("language", ["zh", "en"])


def newest(act: str) -> Journal:
    return Journal.objects.filter(act=act).exclude(kind="refusal").latest("id")


def leads_to(ref: str, reader: str = "", language: str = "en") -> str:
    """Where the entry's page sends this reader; the way is open to them."""
    walk = Walk(reader, language)
    walk._open(f"/{language}/c/{CODE}/log/{ref}/")
    found = LINK.findall(walk.html)
    if not found:
        return ""
    walk._open(found[0])
    return str(found[0]).removeprefix(f"/{language}/c/{CODE}/")


@both
def test_a_question_that_was_put_leads_to_its_own_vote(language: str) -> None:
    meeting, item, keys = meetings.called(9)
    with meetings.at(meetings.EVENING):
        meetings.open_with(meeting, keys)
        first = meetings.put(item)
        entry = newest("meetings.put_to_vote").ref
        assert leads_to(entry, language=language) == f"votes/{first.number}/"
        stage.act("ballots.annul_vote", SUPERVISOR, first.ref, grounds="question", because="问题写错了。")
        meetings.act("meetings.put_to_vote", DIRECTOR, item.ref)
        second = Vote.objects.latest("id")
        assert leads_to(newest("meetings.put_to_vote").ref, language=language) == f"votes/{second.number}/"
        assert leads_to(entry, language=language) == f"votes/{first.number}/", "that one was put then"


@both
def test_what_was_entered_of_a_resident_is_seen_from_the_desk_and_by_themselves(language: str) -> None:
    one = living.resident("钱多")
    stage.act("registry.change_status", CLERK, Ref.parse(one), status="habitual", reason="other", told_by="claimed")
    entry = newest("registry.change_status").ref
    assert leads_to(entry, language=language) == "", "no page shows it to anybody else"
    assert leads_to(entry, living.resident("赵德海"), language) == ""
    assert leads_to(entry, one, language) == "desk/"
    assert leads_to(entry, holder(CODE, CLERK), language) == f"desk/for/{person_number(one)}/"


def test_a_door_is_looked_up_at_the_desk() -> None:
    living.resident()
    entry = newest("registry.register_household")
    assert entry.result
    door = entry.result.removeprefix(f"household:{CODE}-")
    assert leads_to(entry.ref) == ""
    assert leads_to(entry.ref, holder(CODE, CLERK)) == f"desk/for/?q={door}"


def test_a_post_leads_to_whoever_holds_it() -> None:
    one = living.resident("钱多")
    facts = {"person": one, "post": "residents_committee.member", "from_day": TODAY - timedelta(days=1)}
    perform("registry.appoint", by=holder(CODE, CLERK), post=CLERK, subject=stage.here(), facts=facts, key=new_id())
    assert leads_to(newest("registry.appoint").ref) == f"people/{person_number(one)}/"


def test_no_entry_of_a_year_leads_to_a_list_on_which_it_does_not_stand() -> None:
    whole.live(Watch())
    acts = Journal.objects.exclude(kind="refusal").values_list("act", flat=True).distinct()
    leading = {act: leads_to(newest(act).ref) for act in acts}
    assert not [act for act, where in leading.items() if where in {"people/", "matters/"}]
    assert leading["money.release_payment"].startswith("money/XY-P-")
    assert leading["money.answer_order"].startswith("money/XY-P-")
    assert leading["charter.second_hold"] == leading["charter.place_hold"] != "money/"
    assert leading["elections.hand_over"] == "handovers/"
