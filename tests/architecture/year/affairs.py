"""Of the year in which every kind of act is performed once: holds, rules, postings, the desk, matters."""

from datetime import timedelta

from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from tests.architecture.year.watch import Watch
from tests.charter.amendments import OBJECTION, change, rules_voted
from tests.disclosure.scenes import resident
from tests.money import cases
from tests.money.cases import START, paper
from tests.stage import CLERK, DEPUTY, DIRECTOR, INSPECTOR, SUPERVISION_MEMBER, SUPERVISOR, here


def holds_and_duties(does: Watch) -> None:
    hold = does("charter.place_hold", SUPERVISOR, here(), subject=str(here()), reason="先说明")
    does("charter.second_hold", SUPERVISION_MEMBER, hold)
    does("charter.lift_hold", SUPERVISOR, hold, because="已说明")
    decision = rules_voted()
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
    does(
        "disclosure.photograph_board",
        "resident",
        posting,
        by=zhao,
        board="东门",
        photograph=paper("photo"),
        hangs="yes",
    )
    objection = does("disclosure.object", "resident", posting, by=zhao, text="租金低于市价")
    does("disclosure.answer_objection", DIRECTOR, objection, outcome="not_upheld", answer="已核对。")
    does("disclosure.appeal_objection", "resident", objection, by=zhao, text="没有回答")
    does("disclosure.rule_on_appeal", INSPECTOR, objection, outcome="upheld", ruling="应重新招租。")
    does("disclosure.deliver_letters", CLERK, posting, households=1)
    does("disclosure.take_down", CLERK, posting, reason="期满")


def at_the_desk(does: Watch) -> None:
    zhao = resident("赵德海")
    posting = does("disclosure.publish", CLERK, here(), item="leases", title="出租")
    does("disclosure.object", CLERK, posting, on_behalf_of=zhao, text="租金低于市价", signed=paper("slip"))
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
