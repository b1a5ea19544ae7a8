"""A street of owners: the owners' committee has its post, the civil code is in force, an evening of the assembly."""

from collections.abc import Sequence
from datetime import date, timedelta

from sunward.ballots.models import Roll, Vote
from sunward.kernel.refs import Ref
from sunward.meetings.models import AgendaItem, Meeting
from sunward.registry.models import Person
from tests.ballots import scenes as voting
from tests.charter.amendments import rules_voted
from tests.meetings import scenes
from tests.money import cases
from tests.money.cases import START, paper
from tests.stage import CLERK, CODE, DIRECTOR, act, here

HEAD = "owners_committee.head"
IN_FORCE = START + timedelta(days=30)
EVENING = IN_FORCE + timedelta(days=20)


def owners(areas: Sequence[str]) -> list[str]:
    """So many owners, each with a flat of this area; `person:<id>`."""
    found = []
    for number, area in enumerate(areas, 1):
        door = f"9-{number}01"
        owner = cases.act(
            "registry.register_arrival", CLERK, here(), name=f"业主{number:02d}", door=door,
            papers="identity_card", status="registered", born_on=date(1980, 5, number),
        ).result  # fmt: skip
        cases.act(
            "registry.record_ownership",
            CLERK,
            Ref("household", f"{CODE}-{door}"),
            owner=str(owner),
            area=area,
            told_by="papers",
            paper=paper(f"certificate {door}"),
        )
        found.append(str(owner))
    return found


def committee(person: str) -> None:
    """The owners have a committee, and somebody heads it."""
    street = "street_office.director"
    act("registry.create_body", street, here(), kind="owners_committee", name_zh="业主委员会", name_en="owners")
    post = {"body": "owners_committee", "key": "head", "title_zh": "主任", "title_en": "head"}
    act("registry.create_post", street, here(), **post)
    cases.act("registry.appoint", "street_office.clerk", here(), post=HEAD, person=person)


def under_the_civil_code(areas: Sequence[str]) -> list[str]:
    """The code is adopted for a day a month ahead; the owners are registered and have a committee."""
    cases.act("charter.adopt", DIRECTOR, here(), pack="cn-owners", in_force_from=IN_FORCE, adopted_by=rules_voted())
    found = owners(areas)
    committee(found[0])
    return found


def roll() -> Roll:
    done = act("ballots.freeze_roll", DIRECTOR, here(), body="owners_assembly")
    assert done.result
    return Roll.objects.get(number=done.result.id)


def called(matters: Sequence[Ref], kind: str) -> tuple[Meeting, list[AgendaItem]]:
    """The committee calls the assembly, a fortnight and a day before, with these matters on the agenda."""
    roll()
    meeting = scenes.convene(
        post=HEAD, on=EVENING, body="owners_assembly", called_by="owners_committee", title="业主大会"
    )  # fmt: skip
    items = [scenes.add_item(meeting, title=one.id, matter_kind=kind, about=str(one)) for one in matters]
    scenes.notify(meeting)
    return scenes.again(meeting), items


def place(meeting: Meeting, person: str) -> int:
    assert meeting.roll
    return int(meeting.roll.entries.get(person=Person.objects.get(number=person.removeprefix("person:"))).pk)


def answered(item: AgendaItem, said: dict[str, str]) -> Vote:
    """The question is put, everybody answers by name, two write it down and a third confirms; the result stands."""
    vote = scenes.put(item, post=HEAD, channels="roll_call")
    voting.call_roll(vote, said)
    voting.sure_of_the_call(vote)
    voting.close(vote)
    voting.ask_back(vote)
    voting.certify(vote)
    return vote
