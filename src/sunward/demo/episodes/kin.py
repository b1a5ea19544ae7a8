"""M-13 to M-9: incompatible posts are given up; undeclared kin on the supervision committee comes out and leaves."""

from datetime import date, timedelta
from typing import Any

from sunward.ballots import queries as ballots
from sunward.demo import meeting
from sunward.demo.deciding import REPRESENTATIVES_MEETING
from sunward.demo.meeting import Item, Meeting
from sunward.demo.script import CLERK, DIRECTOR, SECRETARY, SUPERVISION_MEMBER, SUPERVISOR, Community, Script
from sunward.kernel import clock
from sunward.kernel.refs import Ref, person_number
from sunward.registry import queries as registry

DELEGATE = "representatives_meeting.delegate"
CAME, CHOSEN = 48, {"for": 44, "against": 1, "abstain": 3}


def schedule(script: Script, community: Community) -> None:
    script.at(script.ago(13), lambda: _power_list(community), 9)
    script.at(script.ago(12, 10), lambda: _leaves_the_desk(community), 9)
    objected = script.ago(9)
    kept: dict[str, Ref] = {}
    script.at(objected, lambda: _objected(community, kept), 10)
    script.at(objected + timedelta(days=4), lambda: _upheld(community, kept), 16)
    script.at(objected + timedelta(days=6), lambda: _leaves(community, kept), 9)
    evening, voting_day = objected + timedelta(days=15), objected + timedelta(days=24)
    held: list[Meeting] = []
    script.at(objected + timedelta(days=7), lambda: _called(community, voting_day, kept), 9)
    meeting.rolled_before(script, community, evening)
    script.at(objected + timedelta(days=7), lambda: held.append(_meeting(community, evening, kept)), 10)
    script.at(evening, lambda: _runners_chosen(community, held[0], kept), 19)
    script.at(evening + timedelta(days=1), lambda: _certified(community, held[0], kept), 9)
    script.at(evening + timedelta(days=1), lambda: _run(community, held[0], kept), 10)
    script.at(meeting.signing_of(evening), lambda: meeting.signed(community, held[0]), 10)
    script.at(evening + timedelta(days=4), lambda: _posted(community, kept), 10)
    script.at(voting_day, lambda: _polled(community, kept), 12)
    script.at(voting_day, lambda: _elected(community, kept), 19)


def _power_list(community: Community) -> None:
    text = "谁担任什么岗位、能办什么、到多少钱，都在这里。"
    community.act("disclosure.publish", CLERK, item="power_list", title="权力清单和任职情况",
                  title_en="The list of powers and who holds which post", text=text)  # fmt: skip


def _term(community: Community, post: str, person: str) -> Ref:
    """The appointment of a person to a post that has not ended."""
    row = next(term for term in registry.terms_of(post, community.code) if f"person:{term.person.number}" == person)
    return Ref("appointment", row.number)


def _leaves_the_desk(community: Community) -> None:
    """Wu keeps the supervision committee and leaves the desk."""
    clerks, members = (
        set(registry.people_in_post(post, community.code, clock.today())) for post in (CLERK, SUPERVISION_MEMBER)
    )
    both = clerks & members
    for person in both:
        term = _term(community, CLERK, person)
        community.act("registry.end_appointment", CLERK, term, by=_the_other_clerk(community, person),
                      reason="incompatible")  # fmt: skip


def _the_other_clerk(community: Community, person: str) -> str:
    clerks = registry.holders(CLERK, community.code, clock.today())
    return next(holder.person for holder in clerks if holder.person != person)


def _objected(community: Community, kept: dict[str, Ref]) -> None:
    posting = community.made("disclosure.publish", CLERK, item="power_list", title="监督委员会名单",
                             title_en="Members of the supervision committee", text="主任一名，委员两名。")  # fmt: skip
    text = "何军是书记爱人的表弟，没有申报过，不应该在监督委员会。"
    kept["list"] = posting
    kept["objection"] = community.made("disclosure.object", "resident", posting, by=community.resident(), text=text)


def _upheld(community: Community, kept: dict[str, Ref]) -> None:
    community.act("disclosure.answer_objection", SUPERVISOR, kept["objection"], outcome="upheld",
                  answer="属实。当事人与一名干部有亲属关系，没有申报。按规定退出监督委员会，另行补选。")  # fmt: skip


def _leaves(community: Community, kept: dict[str, Ref]) -> None:
    he = _named(community, SUPERVISION_MEMBER, "何军")
    chen = community.holder(SECRETARY)
    community.act("registry.declare_kinship", SECRETARY, Ref("person", person_number(chen)), relative=he,
                  relation="in_law", source="objection")  # fmt: skip
    community.act("registry.end_appointment", CLERK, _term(community, SUPERVISION_MEMBER, he),
                  reason="kinship")  # fmt: skip
    community.act("disclosure.publish", CLERK, item="power_list", title="监督委员会名单（更正）",
                  title_en="Members of the supervision committee (corrected)", corrects=kept["list"].id,
                  text="主任一名，委员一名；空缺一名，另行补选。")  # fmt: skip


def _named(community: Community, post: str, name: str) -> str:
    holders = registry.holders(post, community.code, clock.today())
    names = registry.names_of([holder.person for holder in holders], community.holder(CLERK), community.code)
    return next(person for person, known in names.items() if known in {name, "He Jun"})


def _runners(community: Community) -> list[str]:
    """Three delegates who run the election; the next ones stand, nominate, count and confirm."""
    return list(registry.people_in_post(DELEGATE, community.code, clock.today()))[-12:]


def _called(community: Community, voting_day: date, kept: dict[str, Ref]) -> None:
    """The vacancy is filled by the representatives."""
    kept["election"] = community.made(
        "elections.call_election", DIRECTOR, body="supervision_committee", seats=f"{SUPERVISION_MEMBER} 1",
        voting_day=voting_day, places="社区活动室", from_hour="12:00", until_hour="19:00", fills_vacancies=True,
    )  # fmt: skip


def _meeting(community: Community, evening: date, kept: dict[str, Ref]) -> Meeting:
    item = Item(kept["election"], "", "推选补选的选举委员会", "选举委员会推荐名单", ",".join(_runners(community)[:3]))
    held = meeting.called(community, evening, "推选选举委员会", item)
    meeting.noticed(community, held)
    return held


def _runners_chosen(community: Community, held: Meeting, kept: dict[str, Ref]) -> None:
    meeting.opened(community, held, CAME)
    kept["runners"] = meeting.by_hands(community, held, held.items[0], CHOSEN)
    meeting.closed(community, held)


def _certified(community: Community, held: Meeting, kept: dict[str, Ref]) -> None:
    meeting.asked_back(community, kept["runners"])
    meeting.minuted(community, held)


def _run(community: Community, held: Meeting, kept: dict[str, Ref]) -> None:
    """An election committee of theirs settles the roll; two are nominated and stand."""
    runners, election = _runners(community), kept["election"]
    community.act("elections.form_committee", SUPERVISOR, election, members=",".join(runners[:3]),
                  made_by=REPRESENTATIVES_MEETING, decided_at=held.ref.id)  # fmt: skip
    community.act("elections.take_roll", "anyone", election, by=runners[0], roll=held.roll.number)
    contest = Ref("contest", f"{election.id}-1")
    for candidate, words in ((runners[3], "每一笔都看凭证。"), (runners[4], "多到楼里听大家说。")):
        for voter in runners[5:7]:
            named = community.made("elections.nominate", "anyone", contest, by=voter, person=candidate)
        community.act("elections.accept_nomination", "anyone", named, by=candidate, words=words)
    kept["contest"] = contest


def _posted(community: Community, kept: dict[str, Ref]) -> None:
    """Once people have had their days to nominate."""
    community.act("elections.post_candidates", "anyone", kept["election"], by=_runners(community)[0])


def _polled(community: Community, kept: dict[str, Ref]) -> None:
    """Paper behind a screen, from noon to the evening."""
    runners, contest = _runners(community), kept["contest"]
    community.act("elections.open_poll", "anyone", kept["election"], by=runners[0], booths=1, closes="19:00")
    vote = Ref("vote", ballots.votes_on(contest)[-1].number)
    roll = ballots.newest_roll(community.code, "representatives_meeting")
    places = ballots.places(roll.key, clock.now()) if roll else ()
    for place in places[:54]:
        community.act("ballots.issue_paper", CLERK, vote, entry=place.key)


def _elected(community: Community, kept: dict[str, Ref]) -> None:
    """Counted by two, confirmed by a third, declared on the spot; then those who were drawn are asked."""
    runners, contest = _runners(community), kept["contest"]
    vote = Ref("vote", ballots.votes_on(contest)[-1].number)
    community.act("ballots.close_vote", CLERK, vote)
    figures: dict[str, Any] = {"chosen": {"c1": 36, "c2": 16}, "blank": 2}
    community.act("ballots.count_paper", DELEGATE, vote, by=runners[6], ballots=54, issued=54, printed=64, unused=10,
                  counted_with=runners[7], **figures)  # fmt: skip
    for other in runners[7:9]:
        community.act("ballots.confirm_count", DELEGATE, vote, by=other, channel="paper", **figures)
    community.act("elections.declare_result", "anyone", contest, by=runners[0])
    for drawn, _answer in ballots.drawn(vote.id, None):
        community.act("ballots.answer_sample", SUPERVISION_MEMBER, vote, entry=drawn.entry, answer="voted")
    community.act("ballots.certify", SUPERVISOR, vote)
