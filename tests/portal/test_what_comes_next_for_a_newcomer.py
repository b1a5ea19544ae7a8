"""Whoever applies for the vote and needs the consent of a meeting reads what comes next, and so does the desk: a
matter, an agenda, a vote, the entry. It said "waits for the consent of the meeting", with a button that was refused
until then."""

from datetime import date, timedelta

import pytest
from django.test import Client

from sunward.kernel import clock
from sunward.kernel.refs import Ref, new_id
from sunward.portal.desk.receipts import grouped
from tests.disclosure.scenes import resident
from tests.meetings import scenes
from tests.meetings.resolving import roll_of_the_room, voted_in_the_room
from tests.money.cases import START, act, on, open_matter
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DIRECTOR, here, holder, served

pytestmark = pytest.mark.usefixtures("community")
WEEK = timedelta(days=7)


def arrives(name: str, door: str) -> Ref:
    facts = {"papers": "lease", "status": "mobile", "born_on": date(1991, 4, 8)}
    found = act("registry.register_arrival", CLERK, here(), name=name, door=door, **facts).result
    assert found
    return found


def read(person: str, path: str = "desk/", prefix: str = "/en") -> str:
    return signed_in(Client(), person).get(f"{prefix}/c/{CODE}/{path}").content.decode()


def on_an_agenda(matter: Ref, concerns: str) -> str:
    """The item of a meeting next week that is to decide on it."""
    roll = roll_of_the_room(CODE, 14)
    meeting = scenes.convene(on=clock.today() + WEEK, roll=roll.number)
    scenes.add_item(meeting, title="同意", matter_kind="voter_consent", about=str(matter), concerns=concerns)
    return str(meeting.number)


def test_the_receipt_and_both_desks_name_the_next_step_in_its_order() -> None:
    with on(START):
        mother, other = arrives("马丽娟", "9-901"), arrives("孙强", "9-902")
        clerk = holder(CODE, CLERK)
        own = signed_in(Client(), str(mother))
        sent = own.post(f"/en/c/{CODE}/do/registry.apply_for_vote/{mother}/", {"key": new_id()}, follow=True)
        opening = "has to be opened first. Who may open it: "
        for page in (sent.content.decode(), read(str(mother)), read(clerk), read(clerk, f"desk/for/{mother.id}/")):
            assert opening in page
        assert f"/do/decisions.open_matter/community:{CODE}/?kind=voter_consent" in read(clerk)
        assert "decisions.open_matter" not in read(str(mother)), "a newcomer opens no matter, and is not sent to it"
        assert "下一步：先提出一件“同意非户籍居民参加表决和选举”的事项" in read(str(mother), prefix="/zh")

        matter = open_matter("voter_consent")
        for page in (read(str(mother)), read(clerk)):
            assert f"matter {matter.id} is to be put on an agenda, with the applicant’s door and name" in page
            assert f"with {mother}" not in page, "nobody types a machine number"
            assert f"/matters/{matter.id}/" in page

        on_an_agenda(matter, str(other))
        assert "is to be put on an agenda" in read(str(mother)), "that item consents to somebody else"
        meeting = on_an_agenda(matter, str(mother))
        for page in (read(str(mother)), read(clerk)):
            assert f"meeting {meeting} votes on matter {matter.id} on 9 Mar" in page
            assert f"/meetings/{meeting}/" in page


def test_once_the_meeting_has_consented_the_desk_enters_it_with_the_decision_filled_in() -> None:
    with on(START):
        mother, other = arrives("马丽娟", "9-901"), arrives("孙强", "9-902")
        for person in (mother, other):
            entry = served("registry.apply_for_vote", str(person), person).entry
        paper = read(entry.by, f"log/{entry.ref}/receipt/")
        assert "has to be opened first" in paper, "whoever has no telephone takes it home"
        assert "Missing: the consent of the meeting" in paper
        assert "孙强" not in paper
    with on(START + 4 * WEEK):
        decision = voted_in_the_room(open_matter("voter_consent"), concerns=str(mother))
        clerk = holder(CODE, CLERK)
        page = read(clerk)
        assert f"/do/registry.consent_to_vote/{mother}/?decision={decision}" in page
        assert f"/do/registry.consent_to_vote/{other}/" not in page, "it names her, and nobody else"
        assert f"the consent is recorded (decision {decision})" in read(str(mother))
        assert "has to be opened first" in read(str(other))
        act("registry.consent_to_vote", DIRECTOR, mother, decision=decision)
        assert "Your application for the vote" not in read(str(mother))
        assert "Missing: the end of the posting." in read(clerk, f"desk/for/{mother.id}/")


def test_who_came_without_papers_reads_on_their_own_desk_what_is_missing() -> None:
    """The slip said it, and their own pages nothing: neither who was missing nor from when they may vote."""
    with on(START):
        facts = {"name": "马丽娟", "door": "9-901", "papers": "none", "status": "mobile", "born_on": date(1991, 4, 8)}
        made = act("registry.register_arrival", CLERK, here(), **facts)
        mother, number = str(made.result), grouped(made.result.id if made.result else "")
        own = signed_in(Client(), mother)
        page = read(mother)
        assert "Still needed: 2 neighbours who vouch" in page
        assert f"Your number: {number}" in page
        assert f"/log/{made.entry.ref}/receipt/" in page
        assert "最早 2027年3月2日 可以参加表决" in read(mother, prefix="/zh")
        form = own.get(f"/zh/c/{CODE}/do/registry.apply_for_vote/{mother}/").content.decode()
        assert "先要邻居证明您住在这里，还缺 2 位" in form
        assert "权力清单没有把" not in form

        for neighbour in (resident("赵德海"), resident("钱梅")):
            act("registry.vouch", "resident", Ref.parse(mother), by=neighbour)
        page = read(mother)
        assert "Still needed" not in page
        assert "Your number" not in page
        assert "Service and a voice from this moment." in page
        assert f"/c/{CODE}/vouch/" not in page, "who came without papers vouches for nobody"
        assert f"/c/{CODE}/vouch/" in read(neighbour)
        assert "May vote from" not in read(holder(CODE, CLERK))
