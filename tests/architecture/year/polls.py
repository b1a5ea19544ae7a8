"""Of the year in which every kind of act is performed once: votes, elections, recalls."""

from datetime import date, timedelta

from sunward.ballots.models import CodeSlip, RollEntry, Vote
from sunward.elections.models import Handover, Recall
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.registry.models import Appointment
from tests.architecture.year.watch import Watch
from tests.ballots import scenes as voting_scenes
from tests.elections.scenes import STREET, held
from tests.money.cases import on, paper
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISION_MEMBER, SUPERVISOR, here, holder


def voting(does: Watch) -> None:
    """Two votes: one in the room and on paper, certified; one that nobody answers for, annulled."""
    voters = voting_scenes.people(6)
    roll = voting_scenes.roll_of(voters)
    with on(voting_scenes.DAY):
        vote = voting_scenes.put(roll, channels="hands,roll_call,paper,terminal", secret=False)
        place = [voting_scenes.entry_of(vote, person) for person in voters]
        second, third = (holder(CODE, SUPERVISION_MEMBER, place) for place in range(2))
        code = {"entry": place[0], "handed_with": voters[5], "code_hash": "0" * 64}
        does("ballots.hand_over_code", "resident", vote.ref, by=voters[4], **code)
        slip = CodeSlip.objects.get(vote=vote)
        does("ballots.confirm_code", "resident", vote.ref, by=voters[5], slip=slip.pk, signature=paper("signed"))
        hands = {"chosen": {"for": 2}, "entries": f"{place[0]},{place[1]}", "counted_with": second}
        does("ballots.count_hands", SUPERVISOR, vote.ref, **hands)
        does("ballots.call_roll", SUPERVISOR, vote.ref, answers={str(place[2]): "for"}, counted_with=second)
        does("ballots.deny_answer", "anyone", vote.ref, by=voters[2])
        does("ballots.accept_answer", "anyone", vote.ref, by=voters[2])
        for other in (second, third):
            does("ballots.confirm_count", SUPERVISION_MEMBER, vote.ref, by=other, channel="roll_call",
                 chosen={"for": 1})  # fmt: skip
        voting_scenes.issue(vote, voters[4])
        voting_scenes.take_back(vote, voters[4])
        does("ballots.deny_taken_back", "anyone", vote.ref, by=voters[4])
        voting_scenes.issue(vote, voters[3])
        does("ballots.deny_sheet", "anyone", vote.ref, by=voters[3])
        does("ballots.open_terminal", CLERK, vote.ref)
        does("ballots.close_vote", CLERK, vote.ref)
        sheet = voting_scenes.sheets({"for": 1}) | {"counted_with": second}
        does("ballots.count_paper", SUPERVISOR, vote.ref, **sheet)
        for channel in ("paper", "hands"):
            for other in (second, third):
                does("ballots.confirm_count", SUPERVISION_MEMBER, vote.ref, by=other, channel=channel,
                     **voting_scenes.same_as(vote, channel))  # fmt: skip
        for drawn in place[:4]:
            does("ballots.answer_sample", SUPERVISION_MEMBER, vote.ref, entry=drawn, answer="voted")
        does("ballots.answer_for_oneself", "anyone", vote.ref, by=voters[0], answer="voted")
        does("ballots.certify", SUPERVISOR, vote.ref)
        wrong = voting_scenes.put(roll)
        does("ballots.annul_vote", SUPERVISOR, wrong.ref, grounds="question", because="题目写错了")
        called = voting_scenes.put(roll, channels="roll_call", secret=False)
        voting_scenes.call_roll(called, {voters[0]: "for"})
    with on(voting_scenes.DAY + timedelta(days=4)):
        does("ballots.end_unconfirmed", CLERK, called.ref)


def counted(about: Ref, people: list[str], figures: dict[str, int], blank: int = 0, does: Watch | None = None) -> None:
    """Everybody takes a sheet; the box is counted by two and confirmed by a third. Told apart in its own story. Where
    the power went, who took the last sheet is entered from the list."""
    vote = Vote.objects.filter(about_type=about.type, about_id=about.id).latest("id")
    for person in people[:-1] if does else people:
        voting_scenes.issue(vote, person)
    over = (vote.closes_at or clock.now()) + timedelta(minutes=1)
    with clock.moved_to(over):  # with sheets out, not before its hour
        if does:
            last = str(voting_scenes.entry_of(vote, people[-1]))
            does("ballots.enter_list", CLERK, vote.ref, entries=last, proof=paper("signed list"))
        voting_scenes.close(vote)
        sheet = voting_scenes.sheets(figures, printed=len(people) + 5, blank=blank)
        voting_scenes.count_paper(vote, figures, **sheet)
        voting_scenes.confirm(vote)


def electing(does: Watch) -> None:
    called, voting = date(2026, 5, 4), date(2026, 5, 29)
    with on(called):
        people = voting_scenes.people(14)
        facts = {"seats": "residents_committee.member 1", "voting_day": date(2026, 5, 28), "places": "活动室"}
        election = does("elections.call_election", DIRECTOR, here(), body="residents_committee", **facts)
        committee = {
            "members": ",".join(people[:3]),
            "substitutes": people[3],
            "decided_at": held("residents_assembly", called, about=election, people=",".join(people[:4])),
        }
        does("elections.form_committee", SUPERVISOR, election, made_by="residents_assembly", **committee)
        does("elections.leave_committee", "anyone", election, by=people[0], because="other")
        roll = does("ballots.freeze_roll", CLERK, here(), body="residents_assembly")
        does("elections.take_roll", "anyone", election, by=people[1])
        contest = Ref("contest", f"{election.id}-1")
        later = {"voting_day": voting, "reason": "场地"}
        does("elections.move_voting_day", "anyone", election, by=people[1], **later)
        standing = []
        for one in people[4:7]:
            for voter in people[10:12]:
                candidate = does("elections.nominate", "anyone", contest, by=voter, person=one)
            does("elections.accept_nomination", "anyone", candidate, by=one, words="修路灯")
            standing.append(candidate)
        does("elections.withdraw_candidacy", "anyone", standing[2], by=people[6])
        written = {"holder": people[9], "said_kin": "sibling", "paper": paper("proxy")}
        does("elections.grant_proxy", "resident", election, by=people[8], **written)
        does("elections.take_back_proxy", "resident", election, by=people[8])
    with on(date(2026, 5, 20)):
        does("elections.post_candidates", "anyone", election, by=people[1])
    with on(voting):
        does("elections.open_poll", "anyone", election, by=people[1], booths=1)
        everybody = on_the_roll(roll)
        half = len(everybody) // 2  # not more than half: nobody is elected at once
        counted(contest, everybody, {"c1": half, "c2": half - 1}, blank=len(everybody) - 2 * half + 1)
        does("elections.declare_result", "anyone", contest, by=people[1])
        again = {"voting_day": voting + timedelta(days=2), "places": "活动室"}
        does("elections.call_run_off", "anyone", contest, by=people[1], **again)
    with on(again["voting_day"]):
        does("elections.open_run_off", "anyone", contest, by=people[1], booths=1)


def on_the_roll(roll: Ref) -> list[str]:
    """Everybody on a roll."""
    rows = RollEntry.objects.filter(roll__number=roll.id).select_related("person")
    return [str(row.person) for row in rows.order_by("id")]


def recalling(does: Watch) -> None:
    day = date(2026, 6, 1)
    with on(day):
        people, director = voting_scenes.people(4), holder(CODE, DIRECTOR)
        roll = does("ballots.freeze_roll", CLERK, here(), body="residents_assembly")
        term = Appointment.objects.get(person__number=director.removeprefix("person:"), post__key="director")
        wanted = {"purpose": "recall", "asks_for": term.number, "title": "罢免", "of": "adults"}
        petition = does("ballots.open_petition", "resident", here(), by=people[0], **wanted)
        for one in on_the_roll(roll):
            if not Recall.objects.exists():
                does("ballots.sign_petition", "resident", petition, by=one)
        recall = Recall.objects.get().ref
        does("elections.call_recall_vote", SUPERVISOR, recall, voting_day=day + timedelta(days=9), places="活动室")
        does("elections.state_defence", "anyone", recall, by=director, words="账都在")
    with on(day + timedelta(days=9)):
        does("elections.open_recall_poll", STREET, recall, booths=1)
        everybody = on_the_roll(roll)
        counted(recall, everybody, {"for": len(everybody), "against": 0}, does=does)
        does("elections.declare_recall", DEPUTY, recall)
        vote = Vote.objects.filter(about_type="recall", about_id=recall.id).latest("id")
        voting_scenes.ask_back(vote)
        voting_scenes.certify(vote)
        seal = Handover.objects.get(thing="seal", community_code=CODE).ref
        does("elections.say_handed_over", "anyone", seal, by=director, photograph=paper("handed over"))
        does("elections.say_not_handed_over", "anyone", seal, by=holder(CODE, DEPUTY), missing="公章")
        does("elections.witness_handover", SUPERVISOR, seal)
        does("elections.confirm_handover", "anyone", seal, by=holder(CODE, DEPUTY), received="yes", listed="公章")
