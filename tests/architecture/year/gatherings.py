"""Of the year in which every kind of act is performed once: meetings and hearings."""

from datetime import timedelta
from typing import Any

from sunward.ballots.models import RollEntry, Vote
from sunward.kernel import clock
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.meetings.models import Attendance, Meeting
from sunward.meetings.session.doorcodes import door_code
from sunward.record.sequencer import drain_all
from tests.architecture.year.watch import Watch
from tests.disclosure.scenes import resident
from tests.meetings import scenes as gathering
from tests.money import cases
from tests.money.cases import START, on, paper
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISION_MEMBER, SUPERVISOR, here, holder


def meeting(does: Watch) -> None:
    """Called, told, and adjourned for want of people; called again, held, voted, put into minutes."""
    keys = gathering.entries(gathering.freeze(gathering.people(9)))
    named = {"body": gathering.BODY, "title": "代表会议", "place": "活动室", "called_by": "residents_committee"}
    first = called(does, "meetings.convene", here(), **named)
    item = does("meetings.add_item", CLERK, first, title="出租", matter_kind="asset_lease", to_decide=True)
    slip = does("meetings.add_item", CLERK, first, title="出祖", matter_kind="asset_lease", to_decide=True)
    does("meetings.drop_item", CLERK, slip, because="写错了")
    does("meetings.lay_paper", CLERK, item, title="草案", file=paper("draft"))
    other = called(does, "meetings.convene", here(), **named)
    does("meetings.cancel_meeting", DIRECTOR, other, because="重名")
    does("meetings.give_notice", CLERK, first, channel="page", given_on=START)
    with on(START + timedelta(days=8)):
        does("meetings.adjourn", CLERK, first)
        second = called(does, "meetings.call_again", first)
        for channel in ("poster", "letter"):
            does(
                "meetings.give_notice",
                CLERK,
                second,
                channel=channel,
                given_on=cases.clock.today(),
                proof=paper(channel),
            )
    with on(START + timedelta(days=16)):
        session(does, second, Ref("item", f"{second.id}-1"), keys)
        minutes(does, second)


def called(does: Watch, name: str, thing: Ref, **facts: Any) -> Ref:
    """Eight days ahead, an hour before the tests' usual one."""
    return does(name, DIRECTOR, thing, held_on=cases.clock.today() + timedelta(days=8), at="08:00", **facts)


def session(does: Watch, second: Ref, item: Ref, keys: list[int]) -> None:
    does("meetings.admit", CLERK, second, places=gathering.listed(keys))
    with door_open():  # no rule of this body lets anybody stand in; of another it would
        Attendance.objects.filter(entry=keys[6]).update(how="proxy")
    sent = RollEntry.objects.select_related("person").get(pk=keys[6]).person
    does("meetings.deny_proxy", "anyone", second, by=str(sent))
    does("meetings.admit", CLERK, second, places=str(keys[6]))
    does("meetings.deny_presence", "anyone", second, by=str(sent))
    code = door_code(Meeting.objects.get(number=second.id), str(sent))
    does("meetings.admit", CLERK, second, how="code", codes=code)
    does("meetings.open_session", CLERK, second)
    one = RollEntry.objects.select_related("person").get(pk=keys[0]).person
    does("meetings.confirm_attendance", "anyone", second, by=str(one), seen=9)
    does("meetings.leave", CLERK, second, places=str(keys[8]))
    does("meetings.step_aside", CLERK, item, place=str(keys[7]), reason="interest", evidence="承租人是其姐夫")
    does("meetings.take_back_exclusion", CLERK, item, place=str(keys[7]), because="点错了人")
    does("meetings.record_statement", CLERK, item, place=str(keys[0]), text="同意。")
    does("meetings.put_to_vote", DIRECTOR, item)
    vote = Vote.objects.get(about_id=item.id)
    counted = {"chosen": {"for": 8}, "entries": gathering.listed(keys[:8])}
    does("ballots.count_hands", CLERK, vote.ref, counted_with=holder(CODE, SUPERVISION_MEMBER), **counted)
    does("ballots.confirm_count", SUPERVISION_MEMBER, vote.ref, channel="hands", chosen=counted["chosen"])
    does("ballots.confirm_count", SUPERVISOR, vote.ref, channel="hands", chosen=counted["chosen"])
    does("ballots.close_vote", CLERK, vote.ref)
    for drawn in vote.sample.all():
        does("ballots.answer_sample", SUPERVISOR, vote.ref, entry=drawn.entry_id, answer="voted")
    does("ballots.certify", SUPERVISOR, vote.ref)
    does("meetings.close_session", CLERK, second)


def minutes(does: Watch, second: Ref) -> None:
    drafted = does("meetings.draft_minutes", CLERK, second)
    there = Meeting.objects.get(number=second.id).attendance.order_by("id")
    does("meetings.correct_minutes", "anyone", drafted, by=str(there[0].person), text="少了一句。")
    does("meetings.answer_correction", CLERK, drafted, correction=1, answer="已补。", taken_in=True)
    with on(clock.today() + timedelta(days=2)):
        for role, post in (("chair", DIRECTOR), ("recorder", CLERK), ("supervisor", SUPERVISOR)):
            does("meetings.sign_minutes", post, drafted, role=role)
    does("meetings.photograph_minutes", CLERK, drafted, photograph=paper("minutes"))


def hearing(does: Watch) -> None:
    """A hearing on a charge, and a coordination meeting; what was noticed and drawn on their days stands before it."""
    first, evening = START - timedelta(days=14), START
    with on(first):
        matter = does("decisions.open_matter", DEPUTY, here(), title="停车怎么收费", kind="parking_charges")
        does("decisions.call_hearing", DIRECTOR, matter, place="活动室", held_on=evening, at="08:00")
        heard = Meeting.objects.get(items__about_id=matter.id, kind="hearing").ref
        does("meetings.give_notice", CLERK, heard, channel="page", given_on=first)
        does("meetings.give_notice", CLERK, heard, channel="poster", given_on=first, proof=paper("poster"))
        does("meetings.apply_to_speak", "resident", heard, by=resident("报名的人"))
        does("meetings.nominate_speaker", DIRECTOR, heard, person=(named := resident("推荐的人")))
        does("meetings.leave_speakers_list", "anyone", heard, by=named)
        forum = {"forum": "coordination", "title": "漏水", "place": "活动室", "held_on": evening, "at": "08:00"}
        talked = does("meetings.call_forum", DIRECTOR, here(), **forum)
    with on(evening - timedelta(days=1)):
        drain_all()
        does("meetings.close_speakers_list", CLERK, heard)
        sees, fell = resident("看见的人"), {"thrown": "6 1 4 3"}
        does("meetings.draw_speakers", SUPERVISOR, heard, thrown_with=sees, photograph=paper("dice"), **fell)
        does("meetings.confirm_throw", "resident", heard, by=sees, **fell)
    for one in (heard, talked):
        does("meetings.open_session", CLERK, one)
        does("meetings.record_turnout", CLERK, one, listeners=9)
    opinion = does("meetings.state_opinion", CLERK, heard, text="太贵。", speaker=1)
    with clock.moved_to(clock.now() + timedelta(hours=1)):
        for one in (heard, talked):
            does("meetings.close_session", CLERK, one)
    with clock.moved_to(clock.now() + timedelta(days=1)):
        for one in (heard, talked):
            does("meetings.sign_hearing_record", DIRECTOR, one)
        does("meetings.dispose_opinion", DIRECTOR, opinion, disposition="adopted", why="降价。")
        does("meetings.publish_result", DIRECTOR, talked, text="四楼先修。")
