"""Of the year in which every kind of act is performed once: people, homes, neighbours, petitions."""

from datetime import date, timedelta

from sunward.ballots.roll.freezing import Order, freeze
from sunward.kernel import clock
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from sunward.registry.models import Appointment
from sunward.registry.queries import Electorate
from tests.architecture.year.watch import Watch
from tests.disclosure.scenes import resident
from tests.money import cases
from tests.money.cases import START, paper
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISION_MEMBER, here, holder

MISTYPED = (
    "SELECT id AS person_id, CAST(NULL AS bigint) AS household_id, '' AS part, 89600 AS weight FROM registry_person"
    " WHERE number = %s"
)


def people(does: Watch) -> None:
    flat = does("registry.register_household", CLERK, here(), door="9-901")
    grid = registry.subgroups(CODE)[0].code
    does("registry.place_household", CLERK, flat, grid=grid, reason="left_open")
    liu = does("registry.register_person", CLERK, here(), name="刘强")
    does("registry.record_arrival", CLERK, flat, person=str(liu), status="mobile", from_day=START)
    does("registry.correct_person", CLERK, liu, reason="missing", told_by="claimed", born_on=date(1990, 5, 5))
    changed = {"status": "habitual", "reason": "stays", "told_by": "claimed", "from_day": START + timedelta(days=2)}
    does("registry.change_status", CLERK, liu, **changed)
    does("registry.record_membership", CLERK, here(), person=str(liu), kind="collective", from_day=START)
    does("registry.end_membership", CLERK, here(), person=str(liu), kind="collective")
    does("registry.record_departure", CLERK, liu, left_on=START + timedelta(days=9), told_by="self")
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
    mistyped = Order(CODE, "owners_assembly", "owners", (), START, clock.today(), DIRECTOR, "", clock.today())
    with door_open():
        roll = freeze(mistyped, Electorate(MISTYPED, (newcomer.id,)))
    does("ballots.correct_weight", CLERK, roll.ref, who=str(newcomer), reason="area_as_in_title")
    does("registry.end_ownership", CLERK, flat, owner=str(newcomer), left_on=START + timedelta(days=5))


def asking_together(does: Watch) -> None:
    who = {"papers": "lease", "status": "registered", "born_on": date(1980, 5, 1), "door": "9-903"}
    done = [cases.act("registry.register_arrival", CLERK, here(), name=f"孟{place}", **who) for place in range(6)]
    one, two, three, *others = (str(each.result) for each in done)
    roll = does("ballots.freeze_roll", DIRECTOR, here(), body="residents_assembly")
    does("ballots.correct_roll", DIRECTOR, roll, change="strike", who=three, reason="entered_wrongly")
    wanted = {"purpose": "meeting", "asks_for": "residents_assembly", "title": "开会"}
    petition = does("ballots.open_petition", "resident", here(), by=one, **wanted)
    does("ballots.sign_petition", "resident", petition, by=one)
    does("ballots.withdraw_signature", "resident", petition, by=one)
    does("ballots.enter_signed_sheet", CLERK, petition, people=two, photograph=paper("sheet"))
    does("ballots.deny_signature", "resident", petition, by=two)
    for other in others:
        cases.act("ballots.sign_petition", "resident", petition, by=other)
    matter = does("decisions.open_matter", DEPUTY, here(), title="停车怎么收费", kind="parking_charges")
    hearing = does(
        "ballots.open_petition", "resident", here(), by=one, purpose="hearing", asks_for=matter.id, title="听证"
    )
    for other in others:
        cases.act("ballots.sign_petition", "resident", hearing, by=other)
    does("decisions.withdraw_matter", DEPUTY, matter, reason="换一种办法")
    again = does("decisions.open_matter", DEPUTY, here(), title="院内车辆怎么管", kind="quarterly_report")
    does("decisions.carry_over", "resident", hearing, by=one, matter=again.id)
    with cases.on(later := clock.today() + timedelta(days=20)):
        evening = {"place": "社区活动室", "held_on": later + timedelta(days=13), "at": "19:00"}
        does("meetings.convene_on_petition", "resident", petition, by=one, **evening)
        does("decisions.call_hearing_on_petition", "resident", hearing, by=one, **evening)
