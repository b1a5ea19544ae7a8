"""A year in which every kind of act is performed once: each leaves exactly one entry, with its leaf."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunward.ballots.models import CodeSlip, RollEntry, Vote
from sunward.elections.models import Handover, Recall
from sunward.kernel import clock
from sunward.kernel.acts import Refused, all_acts
from sunward.kernel.door import perform
from sunward.kernel.refs import Ref, new_id
from sunward.meetings.models import Meeting
from sunward.money.queries import outside_chain, payments
from sunward.record.models import Journal, Outbox
from sunward.record.sequencer import drain_all
from sunward.registry.models import Appointment
from tests.ballots import scenes as voting_scenes
from tests.charter.amendments import OBJECTION, change
from tests.disclosure.scenes import resident
from tests.elections.scenes import held
from tests.meetings import scenes as gathering
from tests.money import cases
from tests.money.cases import START, invoice, on, paper
from tests.stage import (
    ACCOUNTANT,
    CLERK,
    CODE,
    DEPUTY,
    DIRECTOR,
    INSPECTOR,
    SUPERVISION_MEMBER,
    SUPERVISOR,
    here,
    holder,
)

# Asked of their own contexts' tests: imports read files, the street office that makes bodies is not on this stage, no
# rule book of this community lets anybody be left out of a base, an item is demanded by a petition alone, an office is
# handed over once the result is certified.
ELSEWHERE = {
    "elections.hand_over",
    "ballots.void_signature", "disclosure.demand_item", "meetings.leave_out_of_base",
    "registry.create_body", "registry.create_post", "registry.found",
}  # fmt: skip
# The single ballots of a vote leave no entry: the close commits to all, and the count must add up with the rest.
UNRECORDED = {"ballots.cast", "ballots.issue_paper", "ballots.take_back_paper"}
LAMPS = {"amount": "90500", "category": "works", "site": "灯笼巷", "payee": "明湖照明"}


@dataclass
class Watch:
    """Performs acts and looks at what each left in the record."""

    seen: set[str] = field(default_factory=set)

    def __call__(
        self, name: str, post: str, thing: Ref, /, by: str | None = None, on_behalf_of: str | None = None, **facts: Any
    ) -> Ref:
        last = Journal.objects.order_by("-id").values_list("id", flat=True)[0]
        actor = by or holder(CODE, post)
        done = perform(name, by=actor, post=post, subject=thing, facts=facts, key=new_id(), on_behalf_of=on_behalf_of)
        new = list(Journal.objects.filter(id__gt=last).order_by("id"))
        assert [row.act for row in new if row.parent is None] == [name], "one entry, and it is this act's"
        refs = {row.ref for row in new}
        assert {row.parent for row in new} <= refs | {None}, "what follows points to it"
        assert Outbox.objects.filter(ref__in=refs).count() == len(new), "each entry has its leaf"
        self.seen |= {row.act for row in new}
        return done.result or thing


def people(does: Watch) -> None:
    flat = does("registry.register_household", CLERK, here(), door="9-901")
    liu = does("registry.register_person", CLERK, here(), name="刘强")
    does("registry.record_arrival", CLERK, flat, person=str(liu), status="mobile", from_day=START)
    does("registry.record_membership", CLERK, here(), person=str(liu), kind="collective", from_day=START)
    does("registry.end_membership", CLERK, here(), person=str(liu), kind="collective")
    does("registry.record_departure", CLERK, liu, left_on=START + timedelta(days=9))
    does("registry.erase_private", CLERK, liu, legal_basis="个人信息保护法 第四十七条")
    kin = does("registry.register_person", CLERK, here(), name="程磊")
    chen = Ref.parse(holder(CODE, DIRECTOR))
    does("registry.declare_kinship", DIRECTOR, chen, relative=str(kin), relation="in_law")
    does("registry.declare_interest", DIRECTOR, chen, kind="company_share", what="磊诚维修")
    he = Appointment.objects.get(person__name="何军", community_code=CODE)
    does("registry.end_appointment", CLERK, Ref("appointment", he.number), reason="kinship")
    does("registry.appoint", CLERK, here(), post=SUPERVISION_MEMBER, person=str(kin))


def neighbours(does: Watch) -> None:
    who = {"papers": "none", "status": "mobile", "from_day": START}
    newcomer = does("registry.register_arrival", CLERK, here(), name="马丽娟", door="9-902", **who)
    for voucher in (resident("钱梅"), resident("冯刚")):
        does("registry.vouch", "resident", newcomer, by=voucher)
    does("registry.apply_for_vote", "resident", newcomer, by=str(newcomer))
    does("registry.consent_to_vote", CLERK, newcomer, decision=cases.voted("voter_consent"))
    flat = Ref("household", f"{CODE}-9-902")
    does("registry.record_ownership", CLERK, flat, owner=str(newcomer), area="89.60", from_day=START)
    does("registry.end_ownership", CLERK, flat, owner=str(newcomer), left_on=START + timedelta(days=5))


def asking_together(does: Watch) -> None:
    who = {"papers": "lease", "status": "registered", "born_on": date(1980, 5, 1), "door": "9-903"}
    done = [cases.act("registry.register_arrival", CLERK, here(), name=f"孟{place}", **who) for place in range(6)]
    one, two, three, *others = (str(each.result) for each in done)
    roll = does("ballots.freeze_roll", DIRECTOR, here(), body="residents_assembly")
    does("ballots.correct_roll", DIRECTOR, roll, change="strike", who=three, reason="listed_twice")
    wanted = {"purpose": "meeting", "asks_for": "residents_assembly", "title": "开会"}
    petition = does("ballots.open_petition", "resident", here(), by=one, **wanted)
    does("ballots.sign_petition", "resident", petition, by=one)
    does("ballots.withdraw_signature", "resident", petition, by=one)
    does("ballots.enter_signed_sheet", CLERK, petition, people=two, photograph=paper("sheet"))
    does("ballots.deny_signature", "resident", petition, by=two)
    for other in others:
        cases.act("ballots.sign_petition", "resident", petition, by=other)
    with cases.on(later := clock.today() + timedelta(days=20)):
        evening = {"place": "社区活动室", "held_on": later + timedelta(days=13), "at": "19:00"}
        does("meetings.convene_on_petition", "resident", petition, by=one, **evening)


def holds_and_duties(does: Watch) -> None:
    hold = does("charter.place_hold", SUPERVISOR, here(), subject=str(here()), reason="先说明")
    does("charter.second_hold", SUPERVISION_MEMBER, hold)
    does("charter.lift_hold", SUPERVISOR, hold, because="已说明")
    decision = cases.voted("community_rules")
    later = START + timedelta(days=30)
    does("charter.adopt", DIRECTOR, here(), pack="cn-collective", in_force_from=later, adopted_by=decision)
    rules_of_their_own(does)
    does("duties.report_done", CLERK, here(), duty="quarterly_vouchers", period="2026-Q1")


def rules_of_their_own(does: Watch) -> None:
    wanted = {
        "changes": {"changes": [change(OBJECTION, "3 working days")]},
        "effective_from": START + timedelta(days=50),
    }
    first = does("charter.draft_amendment", DEPUTY, here(), **wanted)
    does("charter.revise_draft", DEPUTY, first, **wanted)
    does("charter.withdraw_draft", DEPUTY, first, reason="重写")
    does("charter.draft_covenant", DEPUTY, here(), text="楼道里不堆放杂物。", effective_from=START + timedelta(days=50))


def postings(does: Watch) -> None:
    zhao = resident("赵德海")
    posting = does("disclosure.publish", CLERK, here(), item="leases", title="出租")
    does("disclosure.photograph_board", "resident", posting, by=zhao, board="东门", photograph=paper("photo"))
    objection = does("disclosure.object", "resident", posting, by=zhao, text="租金低于市价")
    does("disclosure.answer_objection", DIRECTOR, objection, outcome="not_upheld", answer="已核对。")
    does("disclosure.appeal_objection", "resident", objection, by=zhao, text="没有回答")
    does("disclosure.rule_on_appeal", INSPECTOR, objection, outcome="upheld", ruling="应重新招租。")
    does("disclosure.deliver_letters", CLERK, posting, households=12)
    does("disclosure.take_down", CLERK, posting, reason="期满")


def at_the_desk(does: Watch) -> None:
    zhao = resident("赵德海")
    posting = does("disclosure.publish", CLERK, here(), item="leases", title="出租")
    does("disclosure.object", CLERK, posting, on_behalf_of=zhao, text="租金低于市价")
    entry = Ref("entry", Journal.objects.latest("id").ref)
    dispute = does("disclosure.dispute_desk_act", "resident", entry, by=zhao, text="没有来过")
    does("disclosure.answer_dispute", SUPERVISOR, dispute, outcome="not_upheld", answer="签名在册。")


def deciding(does: Watch) -> None:
    matter = does("decisions.open_matter", DEPUTY, here(), title="车棚", kind="asset_lease")
    does("decisions.report_step", CLERK, matter, step="proposal", held_on=cases.clock.today())
    does("decisions.withdraw_matter", DEPUTY, matter, reason="不办了")
    late = Ref("decision", cases.voted("annual_budget", notice=1))
    does("decisions.ratify", DIRECTOR, late, by_decision=cases.voted("urgent_ratification"))
    does("decisions.supersede", DIRECTOR, late, by_decision=cases.voted("urgent_ratification"))
    other = Ref("decision", cases.voted("annual_budget"))
    does("decisions.carry_out", DEPUTY, other, done_on=cases.clock.today())


def meeting(does: Watch) -> None:
    """Called, told, and adjourned for want of people; called again, held, voted, put into minutes."""
    keys = gathering.entries(gathering.freeze(gathering.people(9)))
    named = {"body": gathering.BODY, "title": "代表会议", "place": "活动室", "called_by": "residents_committee"}
    first = called(does, "meetings.convene", here(), **named)
    item = does("meetings.add_item", CLERK, first, title="出租", matter_kind="asset_lease", to_decide=True)
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
    does("meetings.open_session", CLERK, second)
    does("meetings.leave", CLERK, second, places=str(keys[8]))
    does("meetings.step_aside", CLERK, item, place=str(keys[7]), reason="interest", evidence="承租人是其姐夫")
    does("meetings.take_back_exclusion", CLERK, item, place=str(keys[7]), because="点错了人")
    does("meetings.record_statement", CLERK, item, place=str(keys[0]), text="同意。")
    does("meetings.put_to_vote", DIRECTOR, item)
    vote = Vote.objects.get(about_id=item.id)
    counted = {"chosen": {"for": 7}, "entries": gathering.listed(keys[:7])}
    does("ballots.count_hands", CLERK, vote.ref, counted_with=holder(CODE, SUPERVISION_MEMBER), **counted)
    does("ballots.confirm_count", SUPERVISOR, vote.ref, channel="hands")
    does("ballots.close_vote", CLERK, vote.ref)
    for drawn in vote.sample.all():
        does("ballots.answer_sample", SUPERVISOR, vote.ref, entry=drawn.entry_id, answer="voted")
    does("ballots.certify", SUPERVISOR, vote.ref)
    does("meetings.close_session", CLERK, second)


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
        does("meetings.nominate_speaker", DIRECTOR, heard, person=resident("推荐的人"))
        drain_all()
        does("meetings.close_speakers_list", CLERK, heard)
        does("meetings.draw_speakers", SUPERVISOR, heard, thrown="6 1 4 3")
        forum = {"forum": "coordination", "title": "漏水", "place": "活动室", "held_on": evening, "at": "08:00"}
        talked = does("meetings.call_forum", DIRECTOR, here(), **forum)
    for one in (heard, talked):
        does("meetings.open_session", CLERK, one)
        does("meetings.record_turnout", CLERK, one, listeners=9)
    opinion = does("meetings.state_opinion", CLERK, heard, text="太贵。", speaker=1)
    for one in (heard, talked):
        does("meetings.close_session", CLERK, one)
        does("meetings.sign_hearing_record", DIRECTOR, one)
    does("meetings.dispose_opinion", DIRECTOR, opinion, disposition="adopted", why="降价。")
    does("meetings.publish_result", DIRECTOR, talked, text="四楼先修。")


def minutes(does: Watch, second: Ref) -> None:
    drafted = does("meetings.draft_minutes", CLERK, second)
    there = Meeting.objects.get(number=second.id).attendance.order_by("id")
    does("meetings.correct_minutes", "anyone", drafted, by=str(there[0].person), text="少了一句。")
    does("meetings.answer_correction", CLERK, drafted, correction=1, answer="已补。", taken_in=True)
    with on(clock.today() + timedelta(days=1)):
        for role, post in (("chair", DIRECTOR), ("recorder", CLERK), ("supervisor", SUPERVISOR)):
            does("meetings.sign_minutes", post, drafted, role=role)
    does("meetings.photograph_minutes", CLERK, drafted, photograph=paper("minutes"))


def paying(does: Watch) -> Ref:
    rows = {"lighting": {"name": "照明", "amount": "300000"}}
    decision = cases.voted("annual_budget")
    does("money.adopt_budget", CLERK, here(), year=2026, decision=decision, lines=rows)
    line = Ref("budget_line", "XY-B-2026-lighting")
    large = does("money.request_payment", CLERK, line, decision=cases.four_two("90500"), **invoice(**LAMPS))
    does("money.review_payment", SUPERVISOR, large, outcome="passed")
    for post in (DEPUTY, DIRECTOR):
        does("money.sign_payment", post, large)
    with on(START + timedelta(days=30)):
        does("money.release_payment", CLERK, large)
        order = Ref("order", payments(CODE)[0].order)
        does("money.answer_order", ACCOUNTANT, order, answer="refused", reason="缺章")
        does("money.withdraw_payment", CLERK, large, reason="缺章")
    return line


def paying_otherwise(does: Watch, line: Ref) -> None:
    silent = does("money.request_payment", CLERK, line, **invoice(amount="8000", payee="新湖照明", site="西巷"))
    with on(START + timedelta(days=8)):
        does("money.stand_in_review", INSPECTOR, silent, outcome="passed")
    urgent = [
        does("money.request_urgent_payment", DIRECTOR, line,
             **invoice(amount="3000", category="maintenance", payee=name, site=name, why="爆管"))
        for name in ("急修一", "急修二")
    ]  # fmt: skip
    for payment in urgent:
        cases.sign(payment, DEPUTY)
        cases.sign(payment, DIRECTOR)
    with on(START + timedelta(days=12)):
        does("money.ratify_urgent", CLERK, urgent[0], decision=cases.voted("urgent_ratification", "3000"))
    with on(START + timedelta(days=20)) as day:
        does("money.refund_urgent", CLERK, urgent[1], received_on=day, receipt_number="R-1")


def books(does: Watch) -> None:
    day = START + timedelta(days=40)
    with on(day):
        moved = {"day": "2026-03-11", "amount": "-500", "counterparty": "绿枝修剪", "order": ""}
        body = {"opening": "1000", "closing": "500", "lines": [moved]}
        does("money.record_bank_statement", ACCOUNTANT, here(), month="2026-03", statement=body, file=paper("bank"))
        line = Ref("bank_line", outside_chain(CODE, day)[0].number)
        does("money.explain_outside_payment", DIRECTOR, line, explanation="来不及走程序")
        does("money.record_refund", ACCOUNTANT, line, amount=Decimal(500), received_on=day, receipt_number="R-2")
    income = {"kind": "rent", "amount": Decimal(900), "received_on": START, "receipt_number": "S-1", "payer": "租户"}
    does("money.record_income", CLERK, here(), **income)
    past = {"voucher": "V-1", "paid_on": date(2026, 1, 6), "amount": Decimal(100), "payee": "小店"}
    kind = {"payee_kind": "company", "category": "purchases", "purpose": "纸"}
    does("money.record_past_payment", CLERK, here(), **past, **kind)
    with on(START + timedelta(days=60)):
        tender = {"winner": "明湖照明", "price": Decimal(95000), "category": "works", "bidders": 4}
        days = {"announced_on": START, "opened_on": START + timedelta(days=25), "minutes": paper("bids")}
        does("money.report_tender", CLERK, here(), **tender, **days)


def counted(about: Ref, people: list[str], figures: dict[str, int], blank: int = 0) -> None:
    """Everybody takes a sheet; the box is counted by two and confirmed by a third. Told apart in its own story."""
    vote = Vote.objects.filter(about_type=about.type, about_id=about.id).latest("id")
    for person in people:
        voting_scenes.issue(vote, person)
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
            "decided_at": held("residents_assembly"),
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
        does("elections.grant_proxy", "resident", election, by=people[8], holder=people[9], paper=paper("proxy"))
    with on(date(2026, 5, 20)):
        does("elections.post_candidates", "anyone", election, by=people[1])
    with on(voting):
        does("elections.open_poll", "anyone", election, by=people[1], booths=1)
        everybody = on_the_roll(roll)
        half = len(everybody) // 2  # not more than half: nobody is elected at once
        counted(contest, everybody, {"c1": half, "c2": half - 1}, blank=len(everybody) - 2 * half + 1)
        does("elections.declare_result", "anyone", contest, by=people[1])
        does("elections.call_run_off", "anyone", contest, by=people[1], booths=1)


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
        does("elections.open_recall_poll", DEPUTY, recall, booths=1)
        everybody = on_the_roll(roll)
        counted(recall, everybody, {"for": len(everybody), "against": 0})
        does("elections.declare_recall", DEPUTY, recall)
        vote = Vote.objects.filter(about_type="recall", about_id=recall.id).latest("id")
        voting_scenes.ask_back(vote)
        voting_scenes.certify(vote)
        seal = Handover.objects.get(thing="seal").ref
        does("elections.confirm_handover", "anyone", seal, by=holder(CODE, DEPUTY), listed="公章")


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
        does("ballots.confirm_code", "resident", vote.ref, by=voters[5], slip=slip.pk)
        hands = {"chosen": {"for": 2}, "entries": f"{place[0]},{place[1]}", "counted_with": second}
        does("ballots.count_hands", SUPERVISOR, vote.ref, **hands)
        does("ballots.call_roll", SUPERVISOR, vote.ref, answers={str(place[2]): "for"})
        voting_scenes.issue(vote, voters[3])
        does("ballots.close_vote", CLERK, vote.ref)
        sheet = voting_scenes.sheets({"for": 1}) | {"counted_with": second}
        does("ballots.count_paper", SUPERVISOR, vote.ref, **sheet)
        for channel in ("paper", "hands"):
            does("ballots.confirm_count", SUPERVISION_MEMBER, vote.ref, by=third, channel=channel)
        for drawn in place[:4]:
            does("ballots.answer_sample", SUPERVISION_MEMBER, vote.ref, entry=drawn, answer="voted")
        does("ballots.certify", SUPERVISOR, vote.ref)
        wrong = voting_scenes.put(roll)
        does("ballots.annul_vote", SUPERVISOR, wrong.ref, grounds="question", because="题目写错了")


@pytest.mark.postgres
def test_every_act_leaves_one_entry(community: str, own_keys: Path) -> None:
    does = Watch()
    with on(START + timedelta(days=10)):
        people(does)
        neighbours(does)
        asking_together(does)
    with on(START):
        holds_and_duties(does)
        postings(does)
        at_the_desk(does)
        deciding(does)
        meeting(does)
        hearing(does)
        line = paying(does)
        paying_otherwise(does, line)
        books(does)
    voting(does)
    electing(does)
    recalling(does)
    imports = {act.name for act in all_acts() if act.name.partition(".")[2].startswith("import_")}
    assert {act.name for act in all_acts()} - does.seen == ELSEWHERE | UNRECORDED | imports


def test_a_refusal_leaves_one_entry_a_day_and_nothing_else(community: str) -> None:
    with on(START):
        before = Journal.objects.count()
        for _time in range(3):
            with pytest.raises(Refused):
                cases.act("charter.place_hold", CLERK, here(), subject=str(here()), reason="停")
        assert Journal.objects.count() == before + 1
    with on(START + timedelta(days=1)), pytest.raises(Refused):
        cases.act("charter.place_hold", CLERK, here(), subject=str(here()), reason="停")
    assert Journal.objects.count() == before + 2


def test_an_act_is_written_in_one_transaction(committed: str) -> None:
    """One commit, with the entry in it: there is no moment at which one is there without the other."""
    with on(START), CaptureQueriesContext(connection) as asked:
        cases.open_matter("annual_budget", code=committed)
    words = [query["sql"].split()[0] for query in asked]
    assert (words.count("BEGIN"), words.count("COMMIT")) == (1, 1)
