"""Candidates against whom the register says something by now: told to whoever runs the election and to supervisors, who
can look into it; and to whoever was left out of a list for it."""

from collections.abc import Iterable, Iterator
from datetime import date

from sunward.charter import queries as charter
from sunward.charter.engine.vocabulary import SUPERVISORS
from sunward.elections.barred import barred_anyhow
from sunward.elections.book import rules_of_election
from sunward.elections.models import STANDING, Candidate, Election
from sunward.elections.office.terms import TO_SETTLE
from sunward.elections.queries.unsettled import lately_called, newest_of
from sunward.kernel import clock
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.kernel.waiting import Waits
from sunward.registry import queries as registry

ELECTION = Text("选举{zh}", "Election of the {en}")
LOOK = Text(
    "按登记簿，有规则不许参选或者担任：{names}。请核实；结果、核定和任职都会写明",
    "by the register a rule bars: {names}. Look into it; result, certificate and appointment will say so",
)
LEFT_OUT = Text("您没有列入候选人名单：按登记簿，有规则不许您参选（任职或者亲属关系）",
                "you are not on the list of candidates: by the register a rule bars you (a post, or kin)")  # fmt: skip


def told_to_supervisors(viewer: Viewer, on: date) -> Iterator[Waits]:
    """Nothing is asked of the register where no rule bars anybody."""
    if not any(body_of(post) == SUPERVISORS for post in viewer.posts):
        return
    newest = newest_of(viewer.community)
    rows = [row for row in lately_called(viewer.community, on) if newest.get(row.body) == row.pk]
    yield from told_of(rows, viewer, on)


def told_of(rows: Iterable[Election], viewer: Viewer, on: date) -> Iterator[Waits]:
    """From the first acceptance until the result had its time to be settled; never whoever stands."""
    for row in rows:
        rules = rules_of_election(row)
        if rules.barred is None or on > row.voting_day + TO_SETTLE:
            continue
        people = Candidate.objects.filter(STANDING, contest__election=row)
        found = barred_anyhow(row, people.select_related("person"), rules, on)
        if found and viewer.person not in {str(one.person) for one in found}:
            names = registry.full_names(dict.fromkeys(str(one.person) for one in found)).values()
            about = Text(LOOK.zh.format(names="、".join(one.zh for one in names)),
                         LOOK.en.format(names=", ".join(one.en for one in names)))  # fmt: skip
            yield Waits(row.ref, title_of(row), about, None)


def told_they_were_left_out(row: Candidate) -> Waits:
    return Waits(row.contest.election.ref, title_of(row.contest.election), LEFT_OUT, None)


def title_of(row: Election) -> Text:
    name = charter.name_of_body(row.body, row.community_code, clock.today())
    return ELECTION.fill(zh=name.zh, en=name.en.removeprefix("the "))
