"""M-13 to M-9: incompatible posts are given up; undeclared kin on the supervision committee comes out and leaves."""

from datetime import timedelta

from sunward.demo.deciding import Vote, open_matter, posted, resolved
from sunward.demo.script import CLERK, DIRECTOR, SECRETARY, SUPERVISION_MEMBER, SUPERVISOR, Community, Script
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry


def schedule(script: Script, community: Community) -> None:
    script.at(script.ago(13), lambda: _power_list(community), 9)
    script.at(script.ago(12, 10), lambda: _leaves_the_desk(community), 9)
    objected = script.ago(9)
    kept: dict[str, Ref] = {}
    script.at(objected, lambda: _objected(community, kept), 10)
    script.at(objected + timedelta(days=4), lambda: _upheld(community, kept), 16)
    script.at(objected + timedelta(days=6), lambda: _leaves(community, kept), 9)
    script.at(objected + timedelta(days=20), lambda: _successor(community), 19)


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
    both = {holder.person for holder in registry.holders(CLERK, community.code, clock.today())} & {
        holder.person for holder in registry.holders(SUPERVISION_MEMBER, community.code, clock.today())
    }
    for person in both:
        term = _term(community, CLERK, person)
        community.act("registry.end_appointment", CLERK, term, by=_the_other_clerk(community, person),
                      reason="监督委员会委员不得兼任窗口办事员")  # fmt: skip


def _the_other_clerk(community: Community, person: str) -> str:
    clerks = registry.holders(CLERK, community.code, clock.today())
    return next(holder.person for holder in clerks if holder.person != person)


def _objected(community: Community, kept: dict[str, Ref]) -> None:
    posting = community.made("disclosure.publish", CLERK, item="power_list", title="监督委员会名单",
                             title_en="Members of the supervision committee")  # fmt: skip
    text = "何军是书记爱人的表弟，没有申报过，不应该在监督委员会。"
    kept["list"] = posting
    kept["objection"] = community.made("disclosure.object", "resident", posting, by=community.resident(), text=text)


def _upheld(community: Community, kept: dict[str, Ref]) -> None:
    community.act("disclosure.answer_objection", SUPERVISOR, kept["objection"], outcome="upheld",
                  answer="属实。当事人与一名干部有亲属关系，没有申报。按规定退出监督委员会，另行补选。")  # fmt: skip


def _leaves(community: Community, kept: dict[str, Ref]) -> None:
    he = _named(community, SUPERVISION_MEMBER, "何军")
    chen = community.holder(SECRETARY)
    community.act("registry.declare_kinship", SECRETARY, Ref("person", chen.removeprefix("person:")), relative=he,
                  relation="in_law", source="objection")  # fmt: skip
    community.act("registry.end_appointment", CLERK, _term(community, SUPERVISION_MEMBER, he),
                  reason="与干部有亲属关系，按规定退出")  # fmt: skip
    community.act("disclosure.publish", CLERK, item="power_list", title="监督委员会名单（更正）",
                  title_en="Members of the supervision committee (corrected)", corrects=kept["list"].id)  # fmt: skip


def _named(community: Community, post: str, name: str) -> str:
    holders = registry.holders(post, community.code, clock.today())
    names = registry.names_of([holder.person for holder in holders], community.holder(CLERK), community.code)
    return next(person for person, known in names.items() if known in {name, "He Jun"})


def _successor(community: Community) -> None:
    matter = open_matter(community, DIRECTOR, "补选一名监督委员会委员", "supervision_member_election")
    decision = resolved(community, matter, Vote(64, 54, 49, 2), title="补选监督委员会委员")
    delegates = registry.holders("representatives_meeting.delegate", community.code, clock.today())
    successor = delegates[-1].person
    community.act("registry.appoint", CLERK, post=SUPERVISION_MEMBER, person=successor, elected_by=decision.id)
    posted(community, decision, "resolutions", "决议：补选监督委员会委员")
