"""The election of the residents' representatives, as it is: 57 seats, and by the rule one candidate more at least.

Seen before: of 58 names 21 hung on the A4 poster and 24 on the A3, the others behind “more”; whoever stood late on the
list hung nowhere.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from sunward.ballots.models import Vote
from sunward.disclosure.models import Publication
from sunward.elections.models import Candidate, Contest
from sunward.kernel.guard import door_open
from sunward.registry.models import Person
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CALLED, CODE, SUPERVISOR, VOTING, at, by, holding
from tests.portal.papers import needs_pango, text_of

pytestmark = pytest.mark.usefixtures("community")
DELEGATE, SEATS, STANDING = "representatives_meeting.delegate", 57, 58
POSTED = VOTING - timedelta(days=7)
FAMILY, GIVEN = "王李张刘陈杨黄赵吴周", ["建国", "秀英", "桂兰", "志强", "丽华", "海燕", "德海", "小红", "玉梅", "光明"]


class Representatives:
    """58 stand, each known and accepted before the story begins."""

    def __init__(self) -> None:
        with at(CALLED):
            self.people = votes.people(STANDING + 4)
            roll = scenes.freeze()
        self.election = scenes.call(f"{DELEGATE} {SEATS}", "representatives_meeting", fills_vacancies=True)
        self.runners, standing = self.people[:3], self.people[-STANDING:]
        scenes.committee(self.election, self.runners)
        with at(CALLED, 10, 30):
            by(self.runners[0], "take_roll", self.election.ref, roll=roll.number)
        self.contest = Contest.objects.get(election=self.election)
        self.names = [f"{FAMILY[n % 10]}{GIVEN[(n * 7 + n // 10) % 10]}" for n in range(STANDING)]
        rows = {str(one): one for one in Person.objects.all()}
        with door_open():
            for place, (person, name) in enumerate(zip(standing, self.names, strict=True), 1):
                Person.objects.filter(pk=rows[person].pk).update(name=name)
                Candidate.objects.create(
                    number=f"{self.contest.number}-{place}", contest=self.contest, person=rows[person], place=place,
                    accepted_on=CALLED, words="把楼道的灯修好。",
                )  # fmt: skip
        with at(POSTED):
            by(self.runners[0], "post_candidates", self.election.ref)

    def elected(self) -> None:
        """Everybody but the last has enough votes; each sheet names as many as there are seats."""
        with at(VOTING, 8):
            by(self.runners[0], "open_poll", self.election.ref, booths=2)
        vote = Vote.objects.get(about_type="contest", about_id=self.contest.number)
        turnout = len(self.people) // 2 + 10
        with at(VOTING, 17):
            for person in self.people[:turnout]:
                votes.issue(vote, person)
        with at(VOTING, 18):
            votes.close(vote)
            figures = {f"c{place}": turnout for place in range(1, SEATS)} | {
                f"c{SEATS}": turnout - 1,
                f"c{STANDING}": 1,
            }
            facts = {"chosen": figures, "ballots": turnout, "printed": 100, "issued": turnout, "unused": 100 - turnout,
                     "counted_with": stage.holder(CODE, stage.SUPERVISION_MEMBER, 0)}  # fmt: skip
            votes.act("count_paper", SUPERVISOR, vote, **facts)
            votes.second(vote)
            votes.confirm(vote)
        with at(VOTING, 19):
            by(self.runners[0], "declare_result", self.contest.ref)
            scenes.certified(vote)


def hung(client: Client, row: Publication, size: str, tmp_path: Path) -> tuple[str, str]:
    """What stands on the print page and on the PDF, without the spaces between."""
    address = f"/zh/c/{CODE}/publications/{row.number}"
    page = client.get(f"{address}/poster/?size={size}").content.decode()
    (tmp_path / "poster.pdf").write_bytes(client.get(f"{address}/poster.pdf?size={size}").content)
    printed = text_of(tmp_path / "poster.pdf")
    return re.sub(r"<[^>]+>|\s", "", page), re.sub(r"\s", "", printed)


@needs_pango
def test_every_candidate_and_everybody_elected_hangs(client: Client, tmp_path: Path) -> None:
    story = Representatives()
    story.elected()
    assert len(holding(DELEGATE, VOTING + timedelta(days=1))) == SEATS
    for item in ("election_candidates", "election_result"):
        row = Publication.objects.filter(item=item).latest("id")
        for size in ("a4", "a3"):
            with at(VOTING, 20):
                for words in hung(client, row, size, tmp_path):
                    missing = [name for name in story.names if name not in words]
                    assert not missing, f"{item}, {size}: {len(missing)} of {STANDING} hang nowhere"
