"""Scenes with votes: an electorate on a frozen roll, a question put to it, and short ways to vote and to count."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from sunward.ballots import queries
from sunward.ballots.acts import OpenVote, VoteFacts
from sunward.ballots.casting import codes, urn
from sunward.ballots.models import CodeSlip, Count, Discrepancy, Roll, RollCall, RollEntry, Vote
from sunward.ballots.rules.tally import Tally
from sunward.kernel import clock
from sunward.kernel.acts import Call, Done, Refused
from sunward.kernel.door import perform
from sunward.kernel.findings import breaches
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from sunward.registry.models import Community, Household, Person, ResidenceSpell
from tests import stage
from tests.money.cases import paper

DAY = date(2026, 3, 16)
BODY = "residents_assembly"
DELEGATE = "representatives_meeting.delegate"


@contextmanager
def at(hour: int = 9, minute: int = 0, on: date = DAY) -> Iterator[None]:
    """Something that happens at this hour."""
    with clock.moved_to(clock.moment(on, hour, minute)):
        yield


def people(number: int, code: str = stage.CODE) -> list[str]:
    """Adults who live here since the founding, `person:<id>`."""
    community = Community.objects.get(code=code)
    with transaction.atomic(), door_open():
        made = Person.objects.bulk_create(
            [Person(number=f"p{new_id(11)}", community_code=code, name=f"居民{place}", born_on=date(1970, 1, 1))
             for place in range(number)], batch_size=500,
        )  # fmt: skip
        house = Household.objects.create(number=f"{code}-{new_id(6)}", community=community, door=new_id(6))
        ResidenceSpell.objects.bulk_create(
            [ResidenceSpell(person=one, household=house, status="registered", from_day=stage.OPENING) for one in made],
            batch_size=500,
        )
    return [str(one) for one in made]


def delegate(person: str) -> str:
    """Somebody becomes a delegate."""
    facts = {"post": DELEGATE, "person": person}
    perform("registry.appoint", by=stage.holder(stage.CODE, stage.CLERK), post=stage.CLERK, subject=stage.here(),
            facts=facts, key=new_id())  # fmt: skip
    return person


def roll_of(persons: Sequence[str], code: str = stage.CODE, body: str = BODY, of: str = "adults", **entry: Any) -> Roll:
    """A frozen roll of these people."""
    numbers = [each.removeprefix("person:") for each in persons]
    rows = {row.number: row.pk for row in Person.objects.filter(number__in=numbers)} if len(numbers) < 900 else dict(
        Person.objects.filter(community_code=code).values_list("number", "pk")
    )  # fmt: skip
    with transaction.atomic(), door_open():
        roll = Roll.objects.create(
            number=f"XY-E-{new_id(8)}", community_code=code, body=body, of=of, record_date=DAY, frozen_on=DAY,
            frozen_by_post=stage.CLERK, source="柳河街道社区议事规则 第三条", open_until=DAY, entitled=len(persons),
            salt="0" * 32, digest="0" * 64,
        )  # fmt: skip
        RollEntry.objects.bulk_create(
            [RollEntry(roll=roll, person_id=rows[number], **entry) for number in numbers], batch_size=500
        )
    return roll


def slips_of(vote: Vote) -> list[urn.Slip]:
    """The ballots as they lie in the box."""
    return [(one.key, urn.as_json(one.chosen), one.weight) for one in vote.ballots.all()]


def put(
    roll: Roll, channels: str = "terminal,web,paper", post: str = stage.DIRECTOR, on: date = DAY, **facts: Any
) -> Vote:
    """A question is put to a roll; the web by a rule."""
    given = {
        "about": "matter:XY-2026-001", "question": "车棚改造", "secret": True, "channels": channels,
        "online_source": "柳河街道社区议事规则 第十四条" if "web" in channels else "",
        "where": "room" if "in_room" in facts else "roll",
    } | facts  # fmt: skip
    call = Call("person:caller", post, new_id(), clock.moment(on, 8))
    drafted = OpenVote(call, roll, VoteFacts(**given))
    assert not breaches(drafted.judge())
    with transaction.atomic(), door_open():
        outcome = drafted.write()
    assert outcome.result
    return Vote.objects.select_related("roll").get(number=outcome.result.id)


def entry_of(vote: Vote, person: str) -> int:
    """Somebody's place on the roll."""
    return int(RollEntry.objects.get(roll=vote.roll, person__number=person.removeprefix("person:")).pk)


def act(name: str, post: str, vote: Vote, by: str | None = None, **facts: Any) -> Done:
    """An act on a vote."""
    return stage.act(f"ballots.{name}", post, vote.ref, code=vote.community_code, by=by, **facts)


def cast(vote: Vote, person: str, chosen: str = "for", channel: str = "web", **facts: Any) -> Done:
    """Somebody votes by their own hand."""
    here = {"terminal": codes.terminal_mark(vote.number)} if channel == "terminal" else {}
    given = {"chosen": chosen, "channel": channel, "blank": not chosen} | here | facts
    return perform("ballots.cast", by=person, post="anyone", subject=vote.ref, facts=given, key=new_id())


def at_the_desk(client: Client, vote: Vote) -> Client:
    """A browser on a machine that the desk has opened as a terminal for this vote."""
    client.cookies[f"terminal-{vote.number}"] = codes.terminal_mark(vote.number)
    return client


def code_for(vote: Vote, person: str, carriers: Sequence[str]) -> str:
    """Two residents hand a code over: one makes it, the other confirms it."""
    code = code_alone(vote, person, carriers)
    confirm_code(vote, person, carriers)
    return code


def confirm_code(vote: Vote, person: str, carriers: Sequence[str], by: str | None = None) -> Done:
    """The second carrier (or whoever tries) confirms what the first has made."""
    slip = CodeSlip.objects.get(vote=vote, entry=entry_of(vote, person), handed_by=carriers[0],
                                handed_with=carriers[1], confirmed_on=None)  # fmt: skip
    signed = paper(f"signature for {slip.pk}")
    return act("confirm_code", "resident", vote, by=by or carriers[1], slip=slip.pk, signature=signed)


def code_alone(vote: Vote, person: str, carriers: Sequence[str]) -> str:
    """One resident makes a code and names another."""
    made = queries.new_code(vote.number)
    act("hand_over_code", "resident", vote, by=carriers[0], entry=entry_of(vote, person), handed_with=carriers[1],
        code_hash=made.code_hash)  # fmt: skip
    return made.code


def issue(vote: Vote, person: str, post: str = stage.CLERK, **facts: Any) -> Done:
    return act("issue_paper", post, vote, entry=entry_of(vote, person), **facts)


def take_back(vote: Vote, person: str) -> Done:
    return act("take_back_paper", stage.CLERK, vote, entry=entry_of(vote, person))


def close(vote: Vote) -> Done:
    return act("close_vote", stage.CLERK, vote)


def sheets(votes: dict[str, int], printed: int = 50, **facts: int) -> dict[str, Any]:
    """A count sheet that adds up: what is not said is worked out from what is."""
    given = {"blank": 0, "invalid": 0, "spoiled": 0, "not_returned": 0} | facts
    box = sum(votes.values()) + given["blank"] + given["invalid"]
    issued = box + given["spoiled"] + given["not_returned"]
    return {"chosen": votes, "ballots": box, "printed": printed, "issued": issued, "unused": printed - issued} | given


def count_paper(vote: Vote, votes: dict[str, int], **facts: Any) -> Done:
    """The head of the supervision committee and a member count, and the member says so."""
    done = enter_paper(vote, votes, **facts)
    second(vote)
    return done


def enter_paper(vote: Vote, votes: dict[str, int], **facts: Any) -> Done:
    """The head enters what they say that they counted with a member."""
    given = sheets(votes) | {"counted_with": stage.holder(vote.community_code, stage.SUPERVISION_MEMBER, 0)} | facts
    return act("count_paper", stage.SUPERVISOR, vote, **given)


def count_hands(vote: Vote, post: str = stage.SUPERVISOR, **facts: Any) -> Done:
    """Somebody counts hands with whom they name, who says so."""
    done = act("count_hands", post, vote, **facts)
    second(vote, "hands")
    return done


def call_roll(vote: Vote, said: dict[str, str], post: str = stage.SUPERVISOR, **facts: Any) -> Done:
    """The roll is called by one, and written down with a member of the supervision committee."""
    answers = {str(entry_of(vote, who)): key for who, key in said.items()}
    given = {"counted_with": stage.holder(vote.community_code, stage.SUPERVISION_MEMBER, 0)} | facts
    return act("call_roll", post, vote, answers=answers, **given)


def sure_of_the_call(vote: Vote) -> None:
    """The member who wrote it down too says the same, and so does a third."""
    second(vote, "roll_call")
    confirm(vote, "roll_call")


def second(vote: Vote, channel: str = "paper", post: str = stage.SUPERVISION_MEMBER, **facts: Any) -> Done:
    """Whom the count names has counted the same, or what is said."""
    named = counted(vote, channel).counted_with
    given = same_as(vote, channel) | {"channel": channel} | facts
    return act("confirm_count", post, vote, by=named, **given)


def confirm(vote: Vote, channel: str = "paper", place: int = 1, **facts: Any) -> Done:
    """Another member of the committee has counted the same, or what is said."""
    third = stage.holder(vote.community_code, stage.SUPERVISION_MEMBER, place)
    given = same_as(vote, channel) | {"channel": channel} | facts
    return act("confirm_count", stage.SUPERVISION_MEMBER, vote, by=third, **given)


def counted(vote: Vote, channel: str = "paper") -> Count | Discrepancy | RollCall:
    """What was entered: a count, or else the newest that does not add up."""
    if channel == "roll_call":
        return RollCall.objects.get(vote=vote)
    return Count.objects.filter(vote=vote, channel=channel).first() or Discrepancy.objects.filter(vote=vote).latest(
        "pk"
    )


def same_as(vote: Vote, channel: str) -> dict[str, Any]:
    """The figures of a count, as a third person who counts rightly finds them too."""
    count = counted(vote, channel)
    return {"chosen": count.chosen, "blank": count.blank, "invalid": count.invalid}


def ask_back(vote: Vote, answer: str = "voted") -> None:
    """Everybody who was drawn answers the same; that they did not vote, with their signature."""
    signed = {"signed": paper("signed answer")} if answer == "did_not_vote" else {}
    for place, _answer in queries.drawn(vote.number, None):
        act("answer_sample", stage.SUPERVISION_MEMBER, vote, entry=place.entry, answer=answer, **signed)


def certify(vote: Vote) -> Done:
    return act("certify", stage.SUPERVISOR, vote)


def figures(vote: Vote) -> Tally:
    """The tally of a vote that has one."""
    found = queries.tally(vote.number)
    assert found is not None
    return found


def page_of(vote: Vote) -> queries.VoteView:
    """What is public of a vote."""
    found = queries.vote_page(vote.number)
    assert found is not None
    return found


def voted_by(vote: Vote, person: str) -> str:
    """The channel by which somebody voted; empty when they have not."""
    found = queries.how_i_voted(person, vote.number)
    return found.channel if found else ""


def rules_of(call: Any) -> set[str]:
    """The rules for which a call is refused."""
    with pytest.raises(Refused) as refusal:
        call()
    return {finding.rule for finding in refusal.value.findings if finding.breach}


def fresh(vote: Vote) -> Vote:
    """The vote as it stands in the database now."""
    return Vote.objects.select_related("roll").get(pk=vote.pk)
